import { conceal, request } from "./answer.js";
import type { Members } from "./answer.js";
import type { RequestKind } from "./codes.js";
import { NO_REPLY, PARSE_TOKEN, REFRESH_REQUEST } from "./layout.js";
import { granted, outcome } from "./load.js";
import type { Advice, Bytes, ClientSettings, HttpRequest, Policy, Reply, Warning } from "./records.js";

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
 * @throws {@link GwsAuthError}: `token_…`, `client_…`, `environment_…`, `relay_url_invalid`.
 *
 * Next: send it once, then {@link parseToken}.
 *
 * @example
 * ```js
 * const received = await send(refreshRequest({ client, refreshToken: tokens.refreshToken }));
 * ```
 */
export function refreshRequest(options: RefreshRequestOptions): HttpRequest {
  return granted(REFRESH_REQUEST, options, request);
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
 *
 * @example
 * ```js
 * const reply = parseToken({ kind: "code", ...received, sentAt: now });
 * const tokens = reply.ok ? reply.granted : undefined;
 * ```
 */
export function parseToken(options: ParseTokenOptions): Reply<TokenSet> {
  return outcome(PARSE_TOKEN, options, tokenSet);
}

function tokenSet({ accessToken, ...others }: Members, secrets: readonly string[]): Members {
  return conceal({ accessToken, authorization: `Bearer ${accessToken}`, ...others }, ["authorization", ...secrets]);
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
 *
 * @example
 * ```js
 * const { nextStep, waitSeconds } = noReply({ kind: "refresh", sent: true });
 * ```
 */
export function noReply(options: NoReplyOptions): Advice {
  return granted(NO_REPLY, options);
}
