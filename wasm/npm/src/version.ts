import { VERSION } from "./layout.js";

/** The version of the library, `MAJOR.MINOR.PATCH`. */
export function version(): string {
  return VERSION;
}
