//! The doors, and what crosses each: the one list that both sides are made of.
//!
//! Arguments are `name:type`, `name?:type` where they may be left out, and `name:(` … `)` for options of their own. Types: `s`
//! text, `u` text or `URL`, `o` text or the `URL` of an origin, `b` bytes, `B` bytes or text, `t` time, `w` number of 32 bits, `h` of 16, `f` true or false, `n` names,
//! `=a|b` a choice.
//!
//! Answers are a letter and a name: `s` text, `S` text that is not for logs, `b` bytes, `n` number or time, `f` true or
//! false, `w` warnings, `k` kind of request, `e` next step, `o` who must act, `z` an error, in two slots.

#[cfg(feature = "checks")]
use crate::checks;
#[cfg(feature = "keys")]
use crate::keys;
use crate::slots::Call;
use crate::{about, explain, login, m2m, relay, services, session, tokens};

/// A call across the boundary.
pub struct Door {
    /// The export, and what TypeScript calls it.
    pub name: &'static str,
    /// Its arguments.
    pub arguments: &'static [&'static str],
    /// What it answers where that is not a request, a refusal or a reply that cannot be understood.
    pub answer: &'static str,
    /// The call.
    pub call: Call,
}

/// What a request answers.
pub const REQUEST: &str = "kkind surl Sauthorization Sbody ntimeout";
/// What a refusal answers; the last four only where the module explains.
pub const REFUSED: &str = "krequest nstatus serror serrorDescription enextStep nwaitSeconds wwarnings owhoMustAct fdocumented smeaning scheck";
/// What a reply that cannot be understood answers; the last only where the module looks for words.
pub const UNREADABLE: &str = "krequest enextStep nwaitSeconds owhoMustAct nstatus zcode swords";

const KIND: &str = "=authorize|code|refresh|introspect|revoke";
const CLIENT: &str = "client:( environment:o clientId:s clientSecret?:s relayUrl?:u )";
const POLICY: &str = "policy?:( pendingLifetime?:w clockSkew?:w requestTimeout?:w sendPause?:w serverResidence?:w refreshAhead?:w unknownLifetime?:w maxReplyBytes?:w tolerateTrailingComma?:f )";
const CLAIMS: &str = "algorithm:s certificate:( thumbprint?:s thumbprintSha1?:s der?:b ) iss:s now:t startLogon?:s noStartLogon?:=null|empty|absent lifetime?:w notBefore?:t notAfter?:t";
const SIGNED: &str = "Stoken Sauthorization nissuedAt nrenewAt nexpiresAt wwarnings";
const EXPECTED: &str = "expected:( iss?:s sub?:s anyOwner?:f leeway?:w algorithms?:n certificate?:( thumbprint?:s thumbprintSha1?:s der?:b notBefore:t notAfter:t ) )";
const VERIFIED: &str = "salgorithm ssub siss SstartLogon niat nexp";
const HINT: &str = "hint?:=access_token|refresh_token";

macro_rules! doors {
    ($($feature:literal $export:ident = $call:path, [$($arguments:expr),*], $answer:expr;)*) => {
        /// Every door.
        pub const DOORS: &[Door] = &[$(
            #[cfg(feature = $feature)]
            Door { name: stringify!($export), arguments: &[$($arguments),*], answer: $answer, call: $call },
        )*];

        $(
            #[cfg(all(feature = "standalone", feature = $feature, target_family = "wasm"))]
            #[unsafe(no_mangle)]
            #[allow(unsafe_code)]
            extern "C" fn $export(length: u32) -> u32 {
                crate::standalone::run(length, $call)
            }
        )*
    };
}

doors! {
    "login" authorize = login::authorize,
        ["environment:o clientId:s redirectUri:u plainHttp?:f now:t state?:s wideState?:f codeVerifier?:s pkce?:f entropy:b"],
        "Surl Sstate scodeChallenge Spending wwarnings";
    "login" exchange_request = login::exchange_request,
        ["pending:s landing:u", CLIENT, "now:t", POLICY], REQUEST;
    "tokens" parse_token = tokens::parse_token,
        ["kind:", KIND, "status:h sentAt?:t", POLICY, "body:B"],
        "SaccessToken SrefreshToken nexpiresIn sscope nsentAt nexpiresAt nrefreshAt wwarnings";
    "tokens" refresh_request = tokens::refresh_request,
        [CLIENT, "refreshToken:s", POLICY], REQUEST;
    "tokens" no_reply = tokens::no_reply,
        ["kind:", KIND, "sent:f", POLICY], "krequest enextStep nwaitSeconds owhoMustAct";
    "about" introspect_request = about::introspect_request,
        [CLIENT, "token:s", HINT, POLICY], REQUEST;
    "about" parse_introspection = about::parse_introspection,
        ["status:h", POLICY, "body:B"],
        "factive sclientId Susername sscope Ssub nexp niat wwarnings";
    "about" revoke_request = about::revoke_request,
        [CLIENT, "token:s", HINT, POLICY], REQUEST;
    "about" parse_revocation = about::parse_revocation,
        ["status:h", POLICY, "body:B"], "wwarnings";
    "relay" relay_request = relay::relay_request,
        ["endpoint:s body:B rules:( redirectUris:n refresh?:f withoutPkce?:f introspection?:f revocation?:f )", CLIENT, POLICY],
        REQUEST;
    "explain" explain = explain::explain,
        ["request:", KIND, "status?:h error:s errorDescription?:s", POLICY], REFUSED;
    "words" words = explain::words,
        ["body:B"], "swords";
    "inspect" inspect_access_token = explain::inspect_access_token,
        ["token:s"], "sheader Sclaims nissuedAt nexpiresAt";
    "session" session_next = session::next,
        [CLIENT, "attempt:b jitter:w", POLICY, "rules?:( settle?:w backOff?:w poll?:w loginIfInDoubt?:f introspectFirst?:f ) events:b"],
        "sstep sproblem ntime ngeneration Stext Srecord nexpectedVersion nversion kkind surl Sauthorization Sbody ntimeout";
    "session" session_login = session::login,
        [CLIENT, "tokens:( accessToken:s refreshToken?:s expiresIn?:w sentAt?:t ) before?:s now:t", POLICY],
        "Srecord nexpectedVersion nversion";
    "session" session_logout = session::logout,
        [CLIENT, "record:s now:t", POLICY],
        "Srecord nexpectedVersion nversion kkind surl Sauthorization Sbody ntimeout";
    "session" session_reject = session::reject,
        [CLIENT, "record:s generation:t now:t"], "Srecord nexpectedVersion nversion";
    "session" session_facts = session::facts,
        ["record:s"],
        "senvironment sclientId nversion nepoch ngeneration sphase naccessExpiresAt nrefreshAt nstoredAt";
    "checks" certificate_facts = checks::certificate_facts,
        ["file:B"],
        "sthumbprint sthumbprintSha1 nnotBefore nnotAfter skeyType nkeyBits scurve salgorithms ssubject sissuer sserial fselfSigned ncount";
    "checks" check_client = checks::client,
        ["clientId:s"], "bfindings";
    "checks" check_redirect_uris = checks::redirect_uris,
        ["redirectUris:b"], "bfindings";
    "checks" check_mtls = checks::mtls,
        ["environment:o chain:b key?:B passphrase?:s signing?:B now:t"], "bfindings";
    "checks" check_signing = checks::signing,
        ["certificate:B key?:B passphrase?:s other?:B now:t"], "bfindings";
    "checks" check_ssh = checks::ssh,
        ["file:B"], "bfindings";
    "services" environment_urls = services::environment_urls,
        ["environment:o"], "sname sorigin sauthorize stoken sintrospect srevoke scloudServices sdesktopServices";
    "services" services = services::services,
        ["place:w"], "scode sname foauth fm2m fmutualTls fssh scloud sdesktop";
    "services" service_access = services::service_access,
        ["service:s client:s mechanism:s environment:o"], "fallowed surl fdocumented sobstacle sadvice";
    "services" ird_number = services::ird_number,
        ["number:s"], "Snumber";
    "m2m" m2m_unsigned = m2m::unsigned,
        [CLAIMS],
        "salgorithm SsigningInput Bdigest nissuedAt nexpiresAt wwarnings";
    "m2m" m2m_attach = m2m::attach,
        ["signingInput:s signature:b form:=raw|der"], SIGNED;
    "m2m" m2m_verify_begin = m2m::verify_begin,
        ["token:s"], "salgorithm SsigningInput Bdigest bsignature bsignatureDer";
    "m2m" m2m_verify_finish = m2m::verify_finish,
        ["token:s signatureValid:f now:t", EXPECTED], VERIFIED;
    "keys" m2m_sign = keys::sign,
        ["key:B passphrase?:s", CLAIMS], SIGNED;
    "keys" m2m_verify = keys::verify,
        ["token:s key:B now:t", EXPECTED], VERIFIED;
}
