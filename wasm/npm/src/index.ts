/**
 * OAuth 2.0 and M2M tokens for Inland Revenue's gateway services. Nothing here opens a socket: the functions say what
 * to send, and read what came back.
 *
 * `await initialize()` once, then: {@link authorize} → the customer logs in → {@link exchangeRequest} → send →
 * {@link parseToken} → … → {@link refreshRequest} → send → {@link parseToken}. For machines: {@link m2mUnsigned} →
 * sign → {@link m2mAttach}.
 *
 * Strings cannot be wiped in JavaScript: tokens and secrets stay in memory until they are collected.
 *
 * @module
 */

import { initializer } from "./load.js";
import "./messages.js";
import { FILES, LOGIN, M2M, NUMBERS, RELAY, REPLIES, SESSION, SYNTAX } from "./rows.js";

/**
 * Loads the wasm module; await it once before anything else. More calls cost nothing and change nothing.
 *
 * Without `source`, Node reads the file of this package, and a browser fetches it, by the address that the bundler gave it.
 * The next call after a failure tries again.
 */
export const initialize = initializer(
  () => new URL("./gws_auth.wasm", import.meta.url),
  FILES,
  SYNTAX,
  LOGIN,
  M2M,
  NUMBERS,
  RELAY,
  REPLIES,
  SESSION,
);

export { certificateFacts, checkClient, checkMtls, checkRedirectUris, checkSigning, checkSsh } from "./checks.js";
export type { CertificateFacts, CheckClientOptions, CheckMtlsOptions, CheckRedirectUrisOptions, CheckSigningOptions, FileContent, FileOptions, Finding } from "./checks.js";
export { m2mSign, m2mVerify } from "./keys.js";
export type { M2mSignOptions, M2mVerifyOptions } from "./keys.js";
export * from "./everything.js";
