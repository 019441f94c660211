// What each `op` of the vectors is in JavaScript.

import { m2m } from "./calls-m2m.mjs";
import { explaining, gws } from "./entry.mjs";
import { hex, repeated, unhex, warnings } from "./values.mjs";
import { sessions } from "./session-calls.mjs";

const POLICY = [
  "pending_lifetime",
  "clock_skew",
  "request_timeout",
  "send_pause",
  "server_residence",
  "refresh_ahead",
  "unknown_lifetime",
  "max_reply_bytes",
  "tolerate_trailing_comma",
];
const CLIENT = ["environment", "client_id", "client_secret", "relay_url"];
const BODY = ["body", "body_hex", "body_repeat"];

function body(given) {
  if (given.body_hex !== undefined) return unhex(given.body_hex);
  return given.body_repeat ? repeated(given.body_repeat) : given.body;
}

const policy = (given) => ({
  pendingLifetime: given.pending_lifetime,
  clockSkew: given.clock_skew,
  requestTimeout: given.request_timeout,
  sendPause: given.send_pause,
  serverResidence: given.server_residence,
  refreshAhead: given.refresh_ahead,
  unknownLifetime: given.unknown_lifetime,
  maxReplyBytes: given.max_reply_bytes,
  tolerateTrailingComma: given.tolerate_trailing_comma,
});

const client = (given) => ({
  environment: given.environment,
  clientId: given.client_id,
  clientSecret: given.client_secret,
  relayUrl: given.relay_url,
});

/** What follows, in the names of the vectors. */
function step({ whoMustAct, nextStep, attempts, afterwards, waitSeconds, advice }) {
  if (typeof advice !== "string" || advice === "") throw new Error("no advice");
  return { who_must_act: whoMustAct, next_step: nextStep, attempts, afterwards, wait_seconds: waitSeconds };
}

async function refused(given) {
  // Where the entry does not explain, another module does.
  const { meaning: early, warnings: list } = given;
  const refusal = early === undefined ? { ...(await explaining.explain(given)), warnings: list } : given;
  const { meaning, check, request, status, error, errorDescription, documented } = refusal;
  if (![meaning, check].every((text) => typeof text === "string" && text !== "")) throw new Error("no texts");
  return {
    refused: {
      request,
      status,
      error,
      error_description: errorDescription,
      documented,
      ...step(refusal),
      warnings: warnings(refusal.warnings),
    },
  };
}

/** `at` is the borrowed calls' alone; the message has it. */
async function unreadable(reply, at, body) {
  const { request, status, code, message } = reply;
  const words = "explain" in gws ? reply.words : await explaining.words({ body });
  if (typeof message !== "string" || message === "") throw new Error("no message");
  return { unreadable: { request, status, code, at, words, ...step(reply) } };
}

/** `Content-Length` is left out of the package's headers: what fetch makes of the body stands for it. */
function request({ method, url, headers, body: form }) {
  const { Authorization: authorization, "Content-Type": content_type, ...others } = headers;
  if (Object.keys(others).length > 0) throw new Error(`more headers: ${Object.keys(others)}`);
  const content_length = `${new TextEncoder().encode(form).length}`;
  return { out: { method, url, authorization, content_type, content_length, body: form } };
}

async function outcome(result, granted, expected, body) {
  if (result.ok !== (result.outcome === "granted")) throw new Error("ok and outcome differ");
  switch (result.outcome) {
    case "granted":
      return granted(result.granted);
    case "refused":
      return refused(result.refused);
    default:
      return unreadable(result.unreadable, expected?.unreadable?.at, body);
  }
}

const about = (given) => ({
  client: client(given),
  token: given.token,
  hint: given.token_type_hint,
  policy: policy(given),
});

/**
 * Each op: the arguments that it knows, and the call, which gives `out` or `refused`; `itself` where the op is a call of its own, too, beside the
 * others that it is run through.
 */
export const calls = {
  authorize: {
    knows: ["environment", "client_id", "redirect_uri", "entropy_hex", "now", "state", "wide_state", "code_verifier", "pkce", "plain_http"],
    run(given) {
      const login = gws.authorize({
        environment: given.environment,
        clientId: given.client_id,
        redirectUri: given.redirect_uri,
        entropy: unhex(given.entropy_hex),
        now: given.now,
        state: given.state,
        wideState: given.wide_state,
        plainHttp: given.plain_http,
        codeVerifier: given.code_verifier,
        pkce: given.pkce,
      });
      const { url, state, codeChallenge: code_challenge, pending } = login;
      return { out: { url, state, code_challenge, pending, warnings: warnings(login.warnings) } };
    },
  },
  // The code never stands alone here: it is read in the request that exchanges it.
  landing: {
    knows: ["pending", "landing", "now", ...POLICY],
    run(given) {
      const last = given.pending.split(" ").at(-1);
      const usable = /^[\x21-\x39\x3B-\x7E]+$/.test(last);
      const settings = { environment: "test", clientId: usable ? last : "client", clientSecret: "secret" };
      const { pending, landing, now } = given;
      const result = gws.exchangeRequest({ pending, landing, now, client: settings, policy: policy(given) });
      return outcome(result, ({ body: form }) => ({ out: { code: new URLSearchParams(form).get("code") } }));
    },
  },
  exchange_request: {
    knows: [...CLIENT, "pending", "landing", "now", ...POLICY],
    run(given) {
      const { pending, landing, now } = given;
      return outcome(gws.exchangeRequest({ pending, landing, now, client: client(given), policy: policy(given) }), request);
    },
  },
  refresh_request: {
    knows: [...CLIENT, "refresh_token", ...POLICY],
    run: (given) =>
      request(gws.refreshRequest({ client: client(given), refreshToken: given.refresh_token, policy: policy(given) })),
  },
  parse_token: {
    knows: ["request", "status", ...BODY, "sent_at", ...POLICY],
    run(given, expected) {
      const { request: kind, status, sent_at: sentAt } = given;
      const bytes = body(given);
      const before = bytes instanceof Uint8Array ? hex(bytes) : undefined;
      try {
        const result = gws.parseToken({ kind, status, body: bytes, sentAt, policy: policy(given) });
        const out = (tokens) => ({
          out: {
            access_token: tokens.accessToken,
            authorization: tokens.authorization,
            expires_in: tokens.expiresIn,
            scope: tokens.scope,
            refresh_token: tokens.refreshToken,
            sent_at: tokens.sentAt,
            expires_at: tokens.expiresAt,
            refresh_at: tokens.refreshAt,
            warnings: warnings(tokens.warnings),
          },
        });
        return outcome(result, out, expected, bytes);
      } finally {
        if (before !== undefined && hex(bytes) !== before) throw new Error("the body was changed");
      }
    },
  },
  parse_refusal: {
    knows: ["request", "status", ...BODY, ...POLICY],
    run(given, expected) {
      const { request: kind, ...others } = given;
      const through = { introspect: "parse_introspection", revoke: "parse_revocation" }[kind];
      return through ? calls[through].run(others, expected) : calls.parse_token.run(given, expected);
    },
  },
  introspect_request: {
    knows: [...CLIENT, "token", "token_type_hint", ...POLICY],
    run: (given) => request(gws.introspectRequest(about(given))),
  },
  revoke_request: {
    knows: [...CLIENT, "token", "token_type_hint", ...POLICY],
    run: (given) => request(gws.revokeRequest(about(given))),
  },
  parse_introspection: {
    knows: ["status", ...BODY, ...POLICY],
    run(given, expected) {
      const bytes = body(given);
      const result = gws.parseIntrospection({ status: given.status, body: bytes, policy: policy(given) });
      const out = ({ clientId: client_id, warnings: list, ...others }) => ({ out: { client_id, ...others, warnings: warnings(list) } });
      return outcome(result, out, expected, bytes);
    },
  },
  parse_revocation: {
    knows: ["status", ...BODY, ...POLICY],
    run(given, expected) {
      const bytes = body(given);
      const result = gws.parseRevocation({ status: given.status, body: bytes, policy: policy(given) });
      return outcome(result, ({ warnings: list }) => ({ out: { warnings: warnings(list) } }), expected, bytes);
    },
  },
  relay_request: {
    knows: [...CLIENT, "endpoint", ...BODY, "redirect_uris", "refresh", "without_pkce", "introspection", "revocation", ...POLICY],
    run(given) {
      const { endpoint, refresh, without_pkce: withoutPkce, introspection, revocation } = given;
      const redirectUris = given.redirect_uris.split(" ").filter(Boolean);
      const rules = { redirectUris, refresh, withoutPkce, introspection, revocation };
      return request(gws.relayRequest({ endpoint, body: body(given), rules, client: client(given), policy: policy(given) }));
    },
  },
  explain: {
    knows: ["request", "status", "error", "error_description", ...POLICY],
    async run(given) {
      const { request: kind, status, error, error_description: errorDescription } = given;
      return refused(await gws.explain({ request: kind, status, error, errorDescription, policy: policy(given) }));
    },
  },
  inspect_access_token: {
    knows: ["token"],
    async run({ token: text }) {
      const { header, claims: said, issuedAt: issued_at, expiresAt: expires_at } = await gws.inspectAccessToken({ token: text });
      return { out: { header, claims: said, issued_at, expires_at } };
    },
  },
  environment_urls: {
    knows: ["environment"],
    run({ environment }) {
      const { cloudServices: cloud_services, desktopServices: desktop_services, ...others } = gws.environmentUrls({ environment });
      return { out: { ...others, cloud_services, desktop_services } };
    },
  },
  ird_number: {
    knows: ["number"],
    run: ({ number }) => ({ out: { ...gws.irdNumber({ number }) } }),
  },
  certificate_facts: {
    knows: ["file", "file_hex"],
    async run({ file, file_hex }) {
      const facts = await gws.certificateFacts({ file: file ?? unhex(file_hex) });
      const { thumbprintSha1: thumbprint_sha1, notBefore: not_before, notAfter: not_after, ...others } = facts;
      const { keyType: key_type, keyBits: key_bits, selfSigned: self_signed, algorithms, ...plain } = others;
      const out = { ...plain, thumbprint_sha1, not_before, not_after, key_type, key_bits, self_signed };
      return { out: { ...out, algorithms: algorithms.join(" ") } };
    },
  },
  needs_renewal: {
    knows: ["begin", "renew_at", "now"],
    run({ begin, renew_at: end, now }) {
      const asToken = gws.needsRenewal({ issuedAt: begin, renewAt: end }, now);
      const needs_renewal = gws.needsRenewal({ sentAt: begin, refreshAt: end }, now);
      if (needs_renewal !== asToken) throw new Error("a token set and a signed token differ");
      return { out: { needs_renewal } };
    },
  },
  no_reply: {
    knows: ["request", "sent", ...POLICY],
    run(given) {
      const advice = gws.noReply({ kind: given.request, sent: given.sent, policy: policy(given) });
      return { out: { request: advice.request, ...step(advice) } };
    },
  },
  ...m2m,
  ...sessions({ CLIENT, POLICY, client, policy, request }),
};
