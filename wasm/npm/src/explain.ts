/**
 * What a refusal means and what a server says, for people: a module of its own, so that a page pays for it when it shows
 * one.
 *
 * @module
 */

import "./messages.js";
import type { RequestKind } from "./codes.js";
import { EXPLAIN, INSPECT_ACCESS_TOKEN, WORDS } from "./layout.js";
import { granted, initializer, offers, outcome } from "./load.js";
import type { Bytes, Policy, Refusal } from "./records.js";
import { M2M, REPLIES, SYNTAX } from "./rows.js";

export { GwsAuthError } from "./error.js";

/** Loads the module of this entry; its functions do it by themselves. */
export const initialize = initializer(() => new URL("./explain.wasm", import.meta.url), SYNTAX, M2M, REPLIES);

/** The options of {@link explain}: a refusal, or what is known of one. */
export interface ExplainOptions {
  /** The request that was refused. */
  readonly request: RequestKind;
  /** The HTTP status; left out: 302 for the authorize page, otherwise 400. */
  readonly status?: number;
  /** The server's `error`. */
  readonly error: string;
  /** The server's `error_description`. */
  readonly errorDescription?: string;
  /** What differs from Inland Revenue's figures. */
  readonly policy?: Policy;
}

/**
 * A refusal with all that can be said about it: `meaning`, `check`, `whoMustAct` and `documented`.
 *
 * @throws {@link GwsAuthError}: `status_invalid`. Rules ERR-2 and ERR-3.
 *
 * @example
 * ```js
 * const { meaning, advice } = await explain({ request: "refresh", status: 401, error: "invalid_grant" });
 * ```
 */
export async function explain(options: ExplainOptions | Refusal): Promise<Refusal> {
  await ready();
  const { request, status, error, errorDescription, policy } = options as ExplainOptions;
  return outcome<{ refused: Refusal }>(EXPLAIN, { request, status, error, errorDescription, policy }).refused;
}

/** The options of {@link words}. */
export interface WordsOptions {
  /** The reply's body: bytes, or text as `response.text()` gives it. */
  readonly body: Bytes | string;
}

/**
 * The server's own words in a reply that cannot be understood, if any can be found: one line, tokens hidden.
 *
 * @example
 * ```js
 * const said = await words({ body: "<html><title>Bad Gateway</title></html>" });
 * ```
 */
export async function words(options: WordsOptions): Promise<string | undefined> {
  await ready();
  return granted<{ words?: string }>(WORDS, options).words;
}

/** The options of {@link inspectAccessToken}. */
export interface InspectAccessTokenOptions {
  /** The access token. */
  readonly token: string;
}

/** What an access token says of itself. Nobody checked its signature. */
export interface AccessTokenFacts {
  /** The header, as JSON text. */
  readonly header: string;
  /** The claims, as JSON text. They identify people (TOKEN-7). */
  readonly claims: string;
  /** When it was issued, in seconds since 1970, if it says so. */
  readonly issuedAt?: number;
  /** When it ends, in seconds since 1970, if it says so. */
  readonly expiresAt?: number;
}

/**
 * What an access token says of itself: for people who look for a fault, never for decisions (TOKEN-6).
 *
 * @throws {@link GwsAuthError}: `token_empty`, `token_character`; `token_opaque` for a token that is no JWT and as good as any
 * (TOKEN-8); `base64…`, `json_…`.
 *
 * @example
 * ```js
 * const { expiresAt } = await inspectAccessToken({ token: "eyJhbGciOiJFUzI1NiJ9.eyJleHAiOjE3OTAwMDAwMDB9.AAAA" });
 * ```
 */
export async function inspectAccessToken(options: InspectAccessTokenOptions): Promise<AccessTokenFacts> {
  await ready();
  return granted(INSPECT_ACCESS_TOKEN, options);
}

/** A module that explains anyway, as Node's does, will do. */
async function ready(): Promise<void> {
  if (!offers("explain")) await initialize();
}
