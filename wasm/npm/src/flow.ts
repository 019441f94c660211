import * as wasm from "./glue.js";
import type { RequestKind } from "./codes.js";
import { Given } from "./given.js";
import { call, guarded } from "./load.js";
import { client, policy } from "./records.js";
import type { Advice, Bytes, ClientSettings, HttpRequest, Outcome, Policy, Reply, Warning } from "./records.js";

/** The version of the library, `MAJOR.MINOR.PATCH`. */
export function version(): string {
  return guarded(wasm.version);
}

/** The options of {@link authorize}. */
export interface AuthorizeOptions {
  /** `"mock"`, `"test"`, `"production"` or a URL: scheme, host and port. */
  readonly environment: string;
  /** The client id agreed with Inland Revenue. */
  readonly clientId: string;
  /** The registered redirect URI, character for character. */
  readonly redirectUri: string;
  /** 64 fresh bytes: `crypto.getRandomValues(new Uint8Array(64))`. */
  readonly entropy: Bytes;
  /** Whole seconds since 1970: `Math.floor(Date.now() / 1000)`. */
  readonly now: number;
  /** A state of your own; left out: made of the entropy. */
  readonly state?: string;
  /** Whether that state may have the wider set of characters of Inland Revenue's samples. */
  readonly wideState?: boolean;
  /** A code verifier of your own, 43 to 128 characters; left out: made of the entropy. */
  readonly codeVerifier?: string;
  /** `false` leaves PKCE out, for a client that is registered without it. */
  readonly pkce?: boolean;
  /** Whether the redirect URI may be plain `http` on any host, as registered long ago; comes with a warning. */
  readonly plainHttp?: boolean;
}

/** A login that has begun. */
export interface Login {
  /** The URL to open in the system's browser. */
  readonly url: string;
  /** What {@link exchangeRequest} needs. Keep it where only this customer's session finds it: it is secret. */
  readonly pending: string;
  /** The state that was sent. */
  readonly state: string;
  /** The challenge that was sent; absent without PKCE. */
  readonly codeChallenge?: string;
  /** What to mend, such as `redirect_uri_localhost`. */
  readonly warnings: readonly Warning[];
}

/**
 * Starts a login.
 *
 * @throws {@link GwsAuthError}: `environment_…`, `client_id_…`, `redirect_uri_…`, `entropy_…`, `state_…`, `verifier_…`,
 * `time_invalid`. Rules AUTHZ-1 to AUTHZ-6.
 *
 * Next: keep `pending`, open `url`, then {@link exchangeRequest} with the URL that the browser comes back to.
 */
export function authorize(options: AuthorizeOptions): Login {
  const given = new Given(options).texts("environment", "clientId", "redirectUri").times("now");
  given.optionalTexts("state", "codeVerifier").optionalFlags("wideState", "pkce", "plainHttp").takeBytes("entropy");
  return call<{ granted: Login }>(wasm.authorize, given).granted;
}

/** The options of {@link exchangeRequest}. */
export interface ExchangeRequestOptions {
  /** What {@link authorize} gave. */
  readonly pending: string;
  /** The whole URL that the browser came back to, or its query alone. */
  readonly landing: string;
  /** The client that began the login. */
  readonly client: ClientSettings;
  /** Whole seconds since 1970. */
  readonly now: number;
  /** What differs from Inland Revenue's figures. */
  readonly policy?: Policy;
}

/**
 * The request that exchanges the code of a landing URL, or the customer's refusal. A failed landing does not use up
 * `pending`.
 *
 * @throws {@link GwsAuthError}: `pending_…`, `landing_…`, `state_missing`, `state_mismatch`, `code_invalid`, `client_…`,
 * `time_invalid`. Rules REDIR-1 to REDIR-7, TOKEN-1, TOKEN-2.
 *
 * Next: send it once, then {@link parseToken}.
 */
export function exchangeRequest(options: ExchangeRequestOptions): Outcome<HttpRequest> {
  const given = new Given(options).texts("pending", "landing").times("now");
  return call(wasm.exchange_request, policy(client(given)));
}

/** The options of {@link refreshRequest}. */
export interface RefreshRequestOptions {
  /** The client that the token was given to. */
  readonly client: ClientSettings;
  /** The refresh token that was given last. */
  readonly refreshToken: string;
  /** What differs from Inland Revenue's figures. */
  readonly policy?: Policy;
}

/**
 * The request for the next set of tokens. A refresh token works once: store that it was sent before sending it
 * (REFRESH-1, REFRESH-3).
 *
 * @throws {@link GwsAuthError}: `token_empty`, `token_character`, `client_…`, `environment_…`, `relay_url_invalid`.
 *
 * Next: send it once, then {@link parseToken}.
 */
export function refreshRequest(options: RefreshRequestOptions): HttpRequest {
  const given = policy(client(new Given(options).texts("refreshToken")));
  return call<{ granted: HttpRequest }>(wasm.refresh_request, given).granted;
}

/** The options of {@link parseToken}. */
export interface ParseTokenOptions {
  /** The `kind` of the request. */
  readonly kind: RequestKind;
  /** The reply's HTTP status. */
  readonly status: number;
  /** The reply's body: bytes, or text as `response.text()` gives it. */
  readonly body: Bytes | string;
  /** When the request was sent, in whole seconds since 1970: with it the answer says when the tokens end. */
  readonly sentAt?: number;
  /** What differs from Inland Revenue's figures. */
  readonly policy?: Policy;
}

/** The tokens that were given. Store them before anything else. */
export interface TokenSet {
  /** The access token; secret. */
  readonly accessToken: string;
  /** The value of the `Authorization` header for Inland Revenue's services: `Bearer …`; secret. */
  readonly authorization: string;
  /** The next refresh token, if there is one; secret. The one before it no longer works. */
  readonly refreshToken?: string;
  /** Its lifetime in seconds from the time of sending; absent where it is not said plausibly: treat it as short. */
  readonly expiresIn?: number;
  /** The scope, if it is named. */
  readonly scope?: string;
  /** When the request was sent, in seconds since 1970, if that was given. */
  readonly sentAt?: number;
  /** When the access token ends, in seconds since 1970, if `sentAt` was given. */
  readonly expiresAt?: number;
  /** From when on to renew it, in seconds since 1970, if `sentAt` was given. */
  readonly refreshAt?: number;
  /** What is odd about the reply. */
  readonly warnings: readonly Warning[];
}

/**
 * Reads the reply to an exchange or a refresh. Whatever the server answered is data: tokens, a refusal, or a reply that
 * cannot be understood, each with what follows.
 *
 * @throws {@link GwsAuthError}: `request_kind_invalid`, `status_invalid`, `time_invalid`. Rules TOKEN-4, TOKEN-8, ERR-1
 * to ERR-4.
 */
export function parseToken(options: ParseTokenOptions): Reply<TokenSet> {
  const given = new Given(options).texts("kind").whole("status", 65_535).takeBytes("body", true);
  return call(wasm.parse_token, policy(given.optionalTimes("sentAt")));
}

/** The options of {@link noReply}. */
export interface NoReplyOptions {
  /** The `kind` of the request. */
  readonly kind: RequestKind;
  /**
   * `false` only where the request certainly did not leave this machine: no address found, connection refused, TLS
   * failed. A `fetch` that rejects does not say which it was: `true`.
   */
  readonly sent: boolean;
  /** What differs from Inland Revenue's figures. */
  readonly policy?: Policy;
}

/**
 * What follows a request that got no reply: a lost connection, a time-out.
 *
 * @throws {@link GwsAuthError}: `argument_missing`. Rules ERR-2, REFRESH-3.
 */
export function noReply(options: NoReplyOptions): Advice {
  const given = policy(new Given(options).texts("kind").flag("sent"));
  return call<{ granted: Advice }>(wasm.no_reply, given).granted;
}
