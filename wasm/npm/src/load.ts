import init, { __wbg_reset_state } from "./glue.js";
import type { InitInput } from "./glue.js";
import { standardModule } from "#module";
import { GwsAuthError, boundaryError } from "./error.js";
import type { ErrorMembers } from "./error.js";
import type { Given } from "./given.js";

/**
 * Where the wasm module can come from, for hosts that cannot load the file beside this one: bytes (`Uint8Array`,
 * `ArrayBuffer`), a `Response`, a `URL`, a `Request` or a `WebAssembly.Module`. Not every project declares these types,
 * so that they are not checked here.
 */
export type WasmSource = object;

let loading: Promise<void> | undefined;
let loaded = false;

/**
 * Loads the wasm module; await it once before anything else. More calls cost nothing and change nothing.
 *
 * Without `source`, Node reads the file `gws_auth.wasm` of this package, and a browser fetches it, by the address that
 * the bundler gave it. A failure to read or fetch it is passed on as it is, and the next call tries again.
 *
 * Next: {@link authorize}, or {@link m2mUnsigned}.
 */
export function initialize(source?: WasmSource | PromiseLike<WasmSource>): Promise<void> {
  loading ??= load(source).catch((failure: unknown) => {
    loading = undefined;
    throw failure;
  });
  return loading;
}

async function load(source?: WasmSource | PromiseLike<WasmSource>): Promise<void> {
  const module_or_path = ((await source) ?? (await standardModule())) as InitInput;
  await init({ module_or_path });
  loaded = true;
}

/** A function of the wasm module. Those that take no bytes leave them alone. */
export type Entry = (arguments_: string, bytes: Uint8Array) => string;

/**
 * Converts, calls, converts.
 *
 * @throws {@link GwsAuthError} with what the module says; `panicked` if it stops in the middle.
 */
export function call<T extends object>(entry: Entry, given: Given): T {
  if (!loaded) throw boundaryError("not_initialized");
  const answer = JSON.parse(guarded(() => entry(JSON.stringify(given.members), given.bytes))) as T;
  // Not `in`, which would also find what somebody has added to `Object.prototype`.
  if (Object.hasOwn(answer, "error")) throw new GwsAuthError((answer as { error: ErrorMembers }).error);
  return answer;
}

/** Runs `use`; what it throws is a trap, after which the module starts afresh: it keeps nothing between calls. */
export function guarded<T>(use: () => T): T {
  if (!loaded) throw boundaryError("not_initialized");
  try {
    return use();
  } catch (cause) {
    __wbg_reset_state();
    throw boundaryError("panicked", { cause });
  }
}
