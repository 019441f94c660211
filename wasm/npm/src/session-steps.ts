import { request, swapOf } from "./answer.js";
import { SESSION_FACTS, SESSION_LOGIN, SESSION_LOGOUT, SESSION_REJECT } from "./layout.js";
import { granted } from "./load.js";
import type { ClientSettings, HttpRequest, Policy } from "./records.js";
import type { TokenSet } from "./tokens.js";

/** A record to store, if the stored version is the expected one. */
export interface SessionSwap {
  /** The text to store: one line of at most 66,560 bytes; secret. */
  readonly record: string;
  /** The version that must be stored now; 0: no record. */
  readonly expectedVersion: number;
  /** The version of the text. */
  readonly version: number;
}

/** What a record says, without its tokens. */
export interface SessionFacts {
  /** The origin of the environment. */
  readonly environment: string;
  /** The client that logged in. */
  readonly clientId: string;
  /** Grows by one with each stored change. */
  readonly version: number;
  /** Grows by one with each login. */
  readonly epoch: number;
  /** Grows by one with each refresh. */
  readonly generation: number;
  /** `"idle"`, `"in_flight"`, `"lost"` or `"ended"`. */
  readonly phase: "idle" | "in_flight" | "lost" | "ended";
  /** When the access token ends, in seconds since 1970. */
  readonly accessExpiresAt: number;
  /** From when on to renew it, in seconds since 1970. */
  readonly refreshAt: number;
  /** When the record was stored, in seconds since 1970. */
  readonly storedAt: number;
}

/** The options of {@link sessionFacts}. */
export interface SessionFactsOptions {
  /** The stored text. */
  readonly record: string;
}

/**
 * What a stored record says, without its tokens.
 *
 * @throws {@link GwsAuthError}: `session_version`, `session_malformed`, `session_altered`, `session_too_long`. Nothing is lost.
 *
 * @example
 * ```js
 * const { phase, accessExpiresAt } = sessionFacts({ record: await store.load("weka") });
 * ```
 */
export function sessionFacts(options: SessionFactsOptions): SessionFacts {
  return granted(SESSION_FACTS, options);
}

/** The options of {@link sessionLogin}. */
export interface SessionLoginOptions {
  /** The client that logged in. */
  readonly client: ClientSettings;
  /** What the login granted. */
  readonly tokens: TokenSet;
  /** The record that is stored under the session's name, if there is one. */
  readonly before?: string;
  /** Whole seconds since 1970. */
  readonly now: number;
  /** What differs from Inland Revenue's figures. */
  readonly policy?: Policy;
}

/**
 * The record of a login. Store it with the swap; if that fails, load and call this again. `Sessions` does it by `keep`.
 *
 * @throws {@link GwsAuthError}: `session_other_client`; what {@link sessionFacts} says of `before`.
 *
 * @example
 * ```js
 * const swap = sessionLogin({ client, tokens, now });
 * await store.swap("weka", swap);
 * ```
 */
export function sessionLogin({ tokens, ...others }: SessionLoginOptions): SessionSwap {
  const { accessToken, refreshToken, expiresIn, sentAt } = tokens ?? {};
  return granted(SESSION_LOGIN, { ...others, tokens: tokens && { accessToken, refreshToken, expiresIn, sentAt } });
}

/** The options of {@link sessionLogout}. */
export interface SessionLogoutOptions {
  /** The client that logged in. */
  readonly client: ClientSettings;
  /** The stored text. */
  readonly record: string;
  /** Whole seconds since 1970. */
  readonly now: number;
  /** What differs from Inland Revenue's figures. */
  readonly policy?: Policy;
}

/** What {@link sessionLogout} gives. */
export interface SessionLogout {
  /** The tombstone: store it first. */
  readonly swap: SessionSwap;
  /** Then send this, if there are tokens to revoke. */
  readonly request?: HttpRequest;
}

/**
 * The tombstone of a log-out, and the request that revokes the tokens: store the one first, then send the other (REVOKE-1).
 *
 * @throws {@link GwsAuthError}: `session_ended` if it is one already; `session_other_client`; what {@link sessionFacts} says.
 *
 * @example
 * ```js
 * const { swap, request } = sessionLogout({ client, record: await store.load("weka"), now });
 * if ((await store.swap("weka", swap)) && request) await send(request);
 * ```
 */
export function sessionLogout(options: SessionLogoutOptions): SessionLogout {
  return granted(SESSION_LOGOUT, options, (members) => ({
    swap: swapOf(members),
    ...(members["url"] === undefined ? {} : { request: request(members) }),
  }));
}

/** The options of {@link sessionReject}. */
export interface SessionRejectOptions {
  /** The client that logged in. */
  readonly client: ClientSettings;
  /** The stored text. */
  readonly record: string;
  /** `generation` of the access token that a service refused. */
  readonly generation: number;
  /** Whole seconds since 1970. */
  readonly now: number;
}

/**
 * What to store after a service answered 401 to the access token of `generation`; `undefined`: nothing, as another token is
 * current, or a renewed one was refused as well: then it is about permissions (ENV-10).
 *
 * @throws {@link GwsAuthError}: `session_other_client`; what {@link sessionFacts} says.
 *
 * @example
 * ```js
 * const swap = sessionReject({ client, record: await store.load("weka"), generation: 1, now });
 * if (swap) await store.swap("weka", swap);
 * ```
 */
export function sessionReject(options: SessionRejectOptions): SessionSwap | undefined {
  const swap = granted<SessionSwap>(SESSION_REJECT, options);
  return swap.record === undefined ? undefined : swap;
}
