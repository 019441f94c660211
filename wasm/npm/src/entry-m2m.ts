/**
 * Machine-to-machine tokens, signed and verified by WebCrypto: {@link m2mUnsigned}, sign, {@link m2mAttach}.
 *
 * @module
 */

import { initializer } from "./load.js";
import { FILES, M2M, SYNTAX } from "./rows.js";

/**
 * Loads the wasm module; await it once before anything else. More calls cost nothing and change nothing.
 *
 * Without `source`, Node reads the file of this package, and a browser fetches it, by the address that the bundler gave it.
 * The next call after a failure tries again.
 */
export const initialize = initializer(() => new URL("./m2m.wasm", import.meta.url), FILES, SYNTAX, M2M);

export * from "./m2m.js";
export * from "./renewal.js";
export * from "./common.js";
