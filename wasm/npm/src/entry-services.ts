/**
 * What Inland Revenue has besides the flow: its services and who may call them, its environments, the check of an IRD number.
 *
 * @module
 */

import { initializer } from "./load.js";
import { NUMBERS } from "./rows.js";

/**
 * Loads the wasm module; await it once before anything else. More calls cost nothing and change nothing.
 *
 * Without `source`, Node reads the file of this package, and a browser fetches it, by the address that the bundler gave it.
 * The next call after a failure tries again.
 */
export const initialize = initializer(() => new URL("./services.wasm", import.meta.url), NUMBERS);

export * from "./services.js";
export * from "./common.js";
