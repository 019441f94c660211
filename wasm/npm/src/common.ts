/** What every entry has besides its functions: the one list of it. */

export { GwsAuthError } from "./error.js";
export type { Blame, ErrorCode, ErrorPosition, NextStep, RequestKind, WarningCode, WhoMustAct } from "./codes.js";
export type { WasmSource } from "./load.js";
export type * from "./records.js";
