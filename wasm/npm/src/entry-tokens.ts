/**
 * Tokens that are there: reading, refreshing, introspecting, revoking.
 *
 * @module
 */

import { initializer } from "./load.js";
import { REPLIES, SYNTAX } from "./rows.js";

/**
 * Loads the wasm module; await it once before anything else. More calls cost nothing and change nothing.
 *
 * Without `source`, Node reads the file of this package, and a browser fetches it, by the address that the bundler gave it.
 * The next call after a failure tries again.
 */
export const initialize = initializer(() => new URL("./tokens.wasm", import.meta.url), SYNTAX, REPLIES);

export { noReply, parseToken, refreshRequest } from "./tokens.js";
export type { NoReplyOptions, ParseTokenOptions, RefreshRequestOptions, TokenSet } from "./tokens.js";
export { introspectRequest, parseIntrospection, parseRevocation, revokeRequest } from "./about.js";
export type { AboutTokenOptions, Introspection, ParseReplyOptions, Revocation } from "./about.js";
export type { WasmSource } from "./load.js";
export { GwsAuthError } from "./error.js";
export type { Blame, ErrorCode, ErrorPosition, NextStep, RequestKind, WarningCode, WhoMustAct } from "./codes.js";
export type {
  Advice,
  ByteArray,
  Bytes,
  ClientSettings,
  Granted,
  HttpRequest,
  NotUnderstood,
  Outcome,
  Policy,
  Refusal,
  Refused,
  Reply,
  Step,
  Transport,
  Unreadable,
  Url,
  Warning,
} from "./records.js";
