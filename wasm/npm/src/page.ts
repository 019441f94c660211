/**
 * What a page needs: {@link authorize}, {@link exchangeRequest}, send, {@link parseToken}, {@link refreshRequest}.
 *
 * @module
 */

import { initializer } from "./load.js";
import { LOGIN, REPLIES, SYNTAX } from "./rows.js";

/**
 * Loads the wasm module; await it once before anything else. More calls cost nothing and change nothing.
 *
 * Without `source`, Node reads the file of this package, and a browser fetches it, by the address that the bundler gave it.
 * The next call after a failure tries again.
 */
export const initialize = initializer(() => new URL("./page.wasm", import.meta.url), SYNTAX, LOGIN, REPLIES);

export * from "./login.js";
export * from "./renewal.js";
export * from "./tokens.js";
export * from "./version.js";
export * from "./common.js";
