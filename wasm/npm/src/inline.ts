/**
 * The same as `gws-auth` in Node but the checks and the key files, with the module's bytes in the script: for what cannot load files, such as a bundle for
 * one file, a strict host, or a test.
 *
 * @module
 */

import { BYTES } from "./bytes.js";
import { initializer } from "./load.js";
import "./messages.js";
import { FILES, LOGIN, M2M, NUMBERS, RELAY, REPLIES, SESSION, SYNTAX } from "./rows.js";

const load = initializer(() => ({}), FILES, SYNTAX, LOGIN, M2M, NUMBERS, RELAY, REPLIES, SESSION);

/** Makes the module of the bytes in this script; await it once before anything else. More calls cost nothing. */
export function initialize(): Promise<void> {
  return load(Uint8Array.from(atob(BYTES), (character) => character.charCodeAt(0)));
}

export * from "./everything.js";
