/**
 * What a refusal means and what a server says, for people: a module of its own, so that a page pays for it when it shows
 * one.
 *
 * @module
 */

import "./messages.js";
import type { RequestKind } from "./codes.js";
import { EXPLAIN, WORDS } from "./layout.js";
import { granted, initializer, offers, outcome } from "./load.js";
import type { Bytes, Policy, Refusal } from "./records.js";
import { REPLIES } from "./rows.js";

/** Loads the module of this entry; {@link explain} and {@link words} do it by themselves. */
export const initialize = initializer(() => new URL("./explain.wasm", import.meta.url), REPLIES);

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

/** The server's own words in a reply that cannot be understood, if any can be found: one line, tokens hidden. */
export async function words(options: WordsOptions): Promise<string | undefined> {
  await ready();
  return granted<{ words?: string }>(WORDS, options).words;
}

/** A module that explains anyway, as Node's does, will do. */
async function ready(): Promise<void> {
  if (!offers("explain")) await initialize();
}
