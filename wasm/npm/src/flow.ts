import * as wasm from "./glue.js";
import type { NextStep, RequestKind } from "./codes.js";
import { Given } from "./given.js";
import { call, guarded } from "./load.js";
import { client, policy } from "./records.js";
import type { Bytes, ClientSettings, HttpRequest, Outcome, Policy } from "./records.js";

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
  given.optionalTexts("state", "codeVerifier").optionalFlags("wideState", "pkce").takeBytes("entropy");
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

/** The tokens that were given. */
export interface TokenSet {
  /** The access token; secret. */
  readonly accessToken: string;
  /** Its lifetime in seconds from the time of sending. */
  readonly expiresIn: number;
  /** The scope, if it is named. */
  readonly scope?: string;
  /** The next refresh token, if there is one; secret. The one before it no longer works. */
  readonly refreshToken?: string;
  /** When the access token ends, in seconds since 1970, if `sentAt` was given. */
  readonly expiresAt?: number;
}

/**
 * Reads the reply to an exchange or a refresh.
 *
 * @throws {@link GwsAuthError}: `request_kind_invalid`; `reply_…` with the HTTP status and `json_…`, `token_…` with the
 * offset for what is neither tokens nor a refusal. After any of them {@link nextStepAfter} says what
 * follows: the token of a refresh may have been used up (REFRESH-3). Rules TOKEN-3 to TOKEN-8, ERR-1 to ERR-4.
 */
export function parseToken(options: ParseTokenOptions): Outcome<TokenSet> {
  const given = new Given(options).texts("kind").whole("status", 65_535).takeBytes("body", true);
  return call(wasm.parse_token, policy(given.optionalTimes("sentAt")));
}

/** The options of {@link nextStepAfter}. */
export interface NextStepAfterOptions {
  /** The `kind` of the request. */
  readonly kind: RequestKind;
  /** The HTTP status, if the reply was a refusal in JSON; left out: no reply came, or none that could be read. */
  readonly status?: number;
}

/** What follows. */
export interface Advice {
  /** What the program does next. */
  readonly nextStep: NextStep;
  /** The same in English, for people. */
  readonly advice: string;
}

/**
 * What follows a request to which no reply came, or one that {@link parseToken} could not read: a lost connection, a
 * time-out, a proxy's page. A refusal that was read says it itself.
 *
 * @throws {@link GwsAuthError}: `argument_missing`. Rules ERR-2, REFRESH-3.
 */
export function nextStepAfter(options: NextStepAfterOptions): Advice {
  const given = new Given(options).texts("kind");
  if (given.has("status")) given.whole("status", 65_535);
  return call<{ granted: Advice }>(wasm.next_step_after, given).granted;
}
