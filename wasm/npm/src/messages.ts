/**
 * Importing this makes errors, warnings and steps say in English what they mean. In Node `gws-auth` does it by itself; a
 * page may load it when it has something to show: `await import("gws-auth/messages")`.
 *
 * @module
 */

import { speak } from "./error.js";
import { TEXTS } from "./texts.js";

speak(TEXTS);
