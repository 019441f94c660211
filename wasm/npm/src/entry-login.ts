/**
 * A login: {@link authorize}, then {@link exchangeRequest}, in the smallest module.
 *
 * @module
 */

import { initializer } from "./load.js";
import { LOGIN } from "./rows.js";

/**
 * Loads the wasm module; await it once before anything else. More calls cost nothing and change nothing.
 *
 * Without `source`, Node reads the file of this package, and a browser fetches it, by the address that the bundler gave it.
 * The next call after a failure tries again.
 */
export const initialize = initializer(() => new URL("./login.wasm", import.meta.url), LOGIN);

export * from "./login.js";
export * from "./common.js";
