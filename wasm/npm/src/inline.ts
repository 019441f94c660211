/**
 * The same as `gws-auth` in Node but the checks and the key files, with the module's bytes in the script: for what cannot load files, such as a bundle for
 * one file, a strict host, or a test.
 *
 * @module
 */

import { BYTES } from "./bytes.js";
import { initializer } from "./load.js";
import type { WasmSource } from "./load.js";
import "./messages.js";
import { FILES, LOGIN, M2M, NUMBERS, RELAY, REPLIES, SESSION, SYNTAX } from "./rows.js";

const load = initializer(() => ({}), FILES, SYNTAX, LOGIN, M2M, NUMBERS, RELAY, REPLIES, SESSION);

/**
 * Makes the module of the bytes in this script; await it once before anything else. More calls cost nothing.
 *
 * A host that makes no module out of bytes, such as a Worker, gives it as `source`: `gws-auth/gws_auth.wasm`.
 */
export function initialize(source?: WasmSource | PromiseLike<WasmSource>): Promise<void> {
  return load(source ?? Uint8Array.from(atob(BYTES), (character) => character.charCodeAt(0)));
}

export * from "./everything.js";
