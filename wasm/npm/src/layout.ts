// Written by `GWS_AUTH_WRITE=1 cargo test -p gws-auth-wasm --test codes` from core's tables; the same test compares.

/** The version of the library. */
export const VERSION = "0.1.0";

/** What `src/doors.rs` says of answers. */
export const REQUEST =
  "kkind surl Sauthorization Sbody ntimeout";

/** What `src/doors.rs` says of answers. */
export const REFUSED =
  "krequest nstatus serror serrorDescription enextStep nwaitSeconds wwarnings owhoMustAct fdocumented smeaning scheck";

/** What `src/doors.rs` says of answers. */
export const UNREADABLE =
  "krequest enextStep nwaitSeconds owhoMustAct nstatus zcode swords";

/** Export, arguments and answer. */
export const AUTHORIZE = [
  "authorize",
  "environment:o clientId:s redirectUri:u plainHttp?:f now:t state?:s wideState?:f codeVerifier?:s pkce?:f entropy:b",
  "Surl Sstate scodeChallenge Spending wwarnings",
] as const;

/** Export, arguments and answer. */
export const EXCHANGE_REQUEST = [
  "exchange_request",
  "pending:s landing:u client:( environment:o clientId:s clientSecret?:s relayUrl?:u ) now:t policy?:( pendingLifetime?:w clockSkew?:w requestTimeout?:w sendPause?:w serverResidence?:w refreshAhead?:w unknownLifetime?:w maxReplyBytes?:w tolerateTrailingComma?:f )",
  REQUEST,
] as const;

/** Export, arguments and answer. */
export const PARSE_TOKEN = [
  "parse_token",
  "kind:=authorize|code|refresh|introspect|revoke status:h sentAt?:t policy?:( pendingLifetime?:w clockSkew?:w requestTimeout?:w sendPause?:w serverResidence?:w refreshAhead?:w unknownLifetime?:w maxReplyBytes?:w tolerateTrailingComma?:f ) body:B",
  "SaccessToken SrefreshToken nexpiresIn sscope nsentAt nexpiresAt nrefreshAt wwarnings",
] as const;

/** Export, arguments and answer. */
export const REFRESH_REQUEST = [
  "refresh_request",
  "client:( environment:o clientId:s clientSecret?:s relayUrl?:u ) refreshToken:s policy?:( pendingLifetime?:w clockSkew?:w requestTimeout?:w sendPause?:w serverResidence?:w refreshAhead?:w unknownLifetime?:w maxReplyBytes?:w tolerateTrailingComma?:f )",
  REQUEST,
] as const;

/** Export, arguments and answer. */
export const NO_REPLY = [
  "no_reply",
  "kind:=authorize|code|refresh|introspect|revoke sent:f policy?:( pendingLifetime?:w clockSkew?:w requestTimeout?:w sendPause?:w serverResidence?:w refreshAhead?:w unknownLifetime?:w maxReplyBytes?:w tolerateTrailingComma?:f )",
  "krequest enextStep nwaitSeconds owhoMustAct",
] as const;

/** Export, arguments and answer. */
export const INTROSPECT_REQUEST = [
  "introspect_request",
  "client:( environment:o clientId:s clientSecret?:s relayUrl?:u ) token:s hint?:=access_token|refresh_token policy?:( pendingLifetime?:w clockSkew?:w requestTimeout?:w sendPause?:w serverResidence?:w refreshAhead?:w unknownLifetime?:w maxReplyBytes?:w tolerateTrailingComma?:f )",
  REQUEST,
] as const;

/** Export, arguments and answer. */
export const PARSE_INTROSPECTION = [
  "parse_introspection",
  "status:h policy?:( pendingLifetime?:w clockSkew?:w requestTimeout?:w sendPause?:w serverResidence?:w refreshAhead?:w unknownLifetime?:w maxReplyBytes?:w tolerateTrailingComma?:f ) body:B",
  "factive sclientId Susername sscope Ssub nexp niat wwarnings",
] as const;

/** Export, arguments and answer. */
export const REVOKE_REQUEST = [
  "revoke_request",
  "client:( environment:o clientId:s clientSecret?:s relayUrl?:u ) token:s hint?:=access_token|refresh_token policy?:( pendingLifetime?:w clockSkew?:w requestTimeout?:w sendPause?:w serverResidence?:w refreshAhead?:w unknownLifetime?:w maxReplyBytes?:w tolerateTrailingComma?:f )",
  REQUEST,
] as const;

/** Export, arguments and answer. */
export const PARSE_REVOCATION = [
  "parse_revocation",
  "status:h policy?:( pendingLifetime?:w clockSkew?:w requestTimeout?:w sendPause?:w serverResidence?:w refreshAhead?:w unknownLifetime?:w maxReplyBytes?:w tolerateTrailingComma?:f ) body:B",
  "wwarnings",
] as const;

/** Export, arguments and answer. */
export const RELAY_REQUEST = [
  "relay_request",
  "endpoint:s body:B rules:( redirectUris:n refresh?:f withoutPkce?:f introspection?:f revocation?:f ) client:( environment:o clientId:s clientSecret?:s relayUrl?:u ) policy?:( pendingLifetime?:w clockSkew?:w requestTimeout?:w sendPause?:w serverResidence?:w refreshAhead?:w unknownLifetime?:w maxReplyBytes?:w tolerateTrailingComma?:f )",
  REQUEST,
] as const;

/** Export, arguments and answer. */
export const EXPLAIN = [
  "explain",
  "request:=authorize|code|refresh|introspect|revoke status?:h error:s errorDescription?:s policy?:( pendingLifetime?:w clockSkew?:w requestTimeout?:w sendPause?:w serverResidence?:w refreshAhead?:w unknownLifetime?:w maxReplyBytes?:w tolerateTrailingComma?:f )",
  REFUSED,
] as const;

/** Export, arguments and answer. */
export const WORDS = [
  "words",
  "body:B",
  "swords",
] as const;

/** Export, arguments and answer. */
export const INSPECT_ACCESS_TOKEN = [
  "inspect_access_token",
  "token:s",
  "sheader Sclaims nissuedAt nexpiresAt",
] as const;

/** Export, arguments and answer. */
export const SESSION_NEXT = [
  "session_next",
  "client:( environment:o clientId:s clientSecret?:s relayUrl?:u ) attempt:b jitter:w policy?:( pendingLifetime?:w clockSkew?:w requestTimeout?:w sendPause?:w serverResidence?:w refreshAhead?:w unknownLifetime?:w maxReplyBytes?:w tolerateTrailingComma?:f ) rules?:( settle?:w backOff?:w poll?:w loginIfInDoubt?:f introspectFirst?:f ) events:b",
  "sstep sproblem ntime ngeneration Stext Srecord nexpectedVersion nversion kkind surl Sauthorization Sbody ntimeout",
] as const;

/** Export, arguments and answer. */
export const SESSION_LOGIN = [
  "session_login",
  "client:( environment:o clientId:s clientSecret?:s relayUrl?:u ) tokens:( accessToken:s refreshToken?:s expiresIn?:w sentAt?:t ) before?:s now:t policy?:( pendingLifetime?:w clockSkew?:w requestTimeout?:w sendPause?:w serverResidence?:w refreshAhead?:w unknownLifetime?:w maxReplyBytes?:w tolerateTrailingComma?:f )",
  "Srecord nexpectedVersion nversion",
] as const;

/** Export, arguments and answer. */
export const SESSION_LOGOUT = [
  "session_logout",
  "client:( environment:o clientId:s clientSecret?:s relayUrl?:u ) record:s now:t policy?:( pendingLifetime?:w clockSkew?:w requestTimeout?:w sendPause?:w serverResidence?:w refreshAhead?:w unknownLifetime?:w maxReplyBytes?:w tolerateTrailingComma?:f )",
  "Srecord nexpectedVersion nversion kkind surl Sauthorization Sbody ntimeout",
] as const;

/** Export, arguments and answer. */
export const SESSION_REJECT = [
  "session_reject",
  "client:( environment:o clientId:s clientSecret?:s relayUrl?:u ) record:s generation:t now:t",
  "Srecord nexpectedVersion nversion",
] as const;

/** Export, arguments and answer. */
export const SESSION_FACTS = [
  "session_facts",
  "record:s",
  "senvironment sclientId nversion nepoch ngeneration sphase naccessExpiresAt nrefreshAt nstoredAt",
] as const;

/** Export, arguments and answer. */
export const CERTIFICATE_FACTS = [
  "certificate_facts",
  "file:B",
  "sthumbprint sthumbprintSha1 nnotBefore nnotAfter skeyType nkeyBits scurve salgorithms ssubject sissuer sserial fselfSigned ncount",
] as const;

/** Export, arguments and answer. */
export const CHECK_CLIENT = [
  "check_client",
  "clientId:s",
  "bfindings",
] as const;

/** Export, arguments and answer. */
export const CHECK_REDIRECT_URIS = [
  "check_redirect_uris",
  "redirectUris:b",
  "bfindings",
] as const;

/** Export, arguments and answer. */
export const CHECK_MTLS = [
  "check_mtls",
  "environment:o chain:b key?:B passphrase?:s signing?:B now:t",
  "bfindings",
] as const;

/** Export, arguments and answer. */
export const CHECK_SIGNING = [
  "check_signing",
  "certificate:B key?:B passphrase?:s other?:B now:t",
  "bfindings",
] as const;

/** Export, arguments and answer. */
export const CHECK_SSH = [
  "check_ssh",
  "file:B",
  "bfindings",
] as const;

/** Export, arguments and answer. */
export const ENVIRONMENT_URLS = [
  "environment_urls",
  "environment:o",
  "sname sorigin sauthorize stoken sintrospect srevoke scloudServices sdesktopServices",
] as const;

/** Export, arguments and answer. */
export const SERVICES = [
  "services",
  "place:w",
  "scode sname foauth fm2m fmutualTls fssh scloud sdesktop",
] as const;

/** Export, arguments and answer. */
export const SERVICE_ACCESS = [
  "service_access",
  "service:s client:s mechanism:s environment:o",
  "fallowed surl fdocumented sobstacle sadvice",
] as const;

/** Export, arguments and answer. */
export const IRD_NUMBER = [
  "ird_number",
  "number:s",
  "Snumber",
] as const;

/** Export, arguments and answer. */
export const M2M_UNSIGNED = [
  "m2m_unsigned",
  "algorithm:s certificate:( thumbprint?:s thumbprintSha1?:s der?:b ) iss:s now:t startLogon?:s noStartLogon?:=null|empty|absent lifetime?:w notBefore?:t notAfter?:t",
  "salgorithm SsigningInput Bdigest nissuedAt nexpiresAt wwarnings",
] as const;

/** Export, arguments and answer. */
export const M2M_ATTACH = [
  "m2m_attach",
  "signingInput:s signature:b form:=raw|der",
  "Stoken Sauthorization nissuedAt nrenewAt nexpiresAt wwarnings",
] as const;

/** Export, arguments and answer. */
export const M2M_VERIFY_BEGIN = [
  "m2m_verify_begin",
  "token:s",
  "salgorithm SsigningInput Bdigest bsignature bsignatureDer",
] as const;

/** Export, arguments and answer. */
export const M2M_VERIFY_FINISH = [
  "m2m_verify_finish",
  "token:s signatureValid:f now:t expected:( iss?:s sub?:s anyOwner?:f leeway?:w algorithms?:n certificate?:( thumbprint?:s thumbprintSha1?:s der?:b notBefore:t notAfter:t ) )",
  "salgorithm ssub siss SstartLogon niat nexp",
] as const;

/** Export, arguments and answer. */
export const M2M_SIGN = [
  "m2m_sign",
  "key:B passphrase?:s algorithm:s certificate:( thumbprint?:s thumbprintSha1?:s der?:b ) iss:s now:t startLogon?:s noStartLogon?:=null|empty|absent lifetime?:w notBefore?:t notAfter?:t",
  "Stoken Sauthorization nissuedAt nrenewAt nexpiresAt wwarnings",
] as const;

/** Export, arguments and answer. */
export const M2M_VERIFY = [
  "m2m_verify",
  "token:s key:B now:t expected:( iss?:s sub?:s anyOwner?:f leeway?:w algorithms?:n certificate?:( thumbprint?:s thumbprintSha1?:s der?:b notBefore:t notAfter:t ) )",
  "salgorithm ssub siss SstartLogon niat nexp",
] as const;
