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

export * from "./about.js";
export * from "./renewal.js";
export * from "./tokens.js";
export * from "./common.js";
