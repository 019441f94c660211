import { request } from "./answer.js";
import { AUTHORIZE, EXCHANGE_REQUEST } from "./layout.js";
import { granted, outcome } from "./load.js";
import type { Bytes, ClientSettings, HttpRequest, Outcome, Policy, Url, Warning } from "./records.js";

/** The options of {@link authorize}. */
export interface AuthorizeOptions {
  /** `"mock"`, `"test"`, `"production"` or a URL: scheme, host and port. */
  readonly environment: string | Url;
  /** The client id agreed with Inland Revenue. */
  readonly clientId: string;
  /** The registered redirect URI, character for character. */
  readonly redirectUri: string | Url;
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
 *
 * @example
 * ```js
 * const entropy = crypto.getRandomValues(new Uint8Array(64));
 * const redirectUri = "https://client.example.com/return";
 * const { url, pending } = authorize({ environment: "test", clientId: "SmartCloud_Payroll", redirectUri, entropy, now });
 * ```
 */
export function authorize(options: AuthorizeOptions): Login {
  return granted(AUTHORIZE, options);
}

/** The options of {@link exchangeRequest}. */
export interface ExchangeRequestOptions {
  /** What {@link authorize} gave. */
  readonly pending: string;
  /** The whole URL that the browser came back to, or its query alone; in a page, `location`. */
  readonly landing: string | Url;
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
 *
 * @example
 * ```js
 * const landed = exchangeRequest({ pending, landing, client, now });
 * const received = landed.ok ? await send(landed.granted) : undefined;
 * ```
 */
export function exchangeRequest(options: ExchangeRequestOptions): Outcome<HttpRequest> {
  return outcome(EXCHANGE_REQUEST, options, request);
}
