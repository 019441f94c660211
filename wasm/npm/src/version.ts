import { VERSION } from "./layout.js";

/**
 * The version of the library, `MAJOR.MINOR.PATCH`.
 *
 * @example
 * ```js
 * const used = version();
 * ```
 */
export function version(): string {
  return VERSION;
}
