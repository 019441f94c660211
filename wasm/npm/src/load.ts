import { read as readFile } from "#read";
import { conceal, read } from "./answer.js";
import type { Members } from "./answer.js";
import { GwsAuthError, learn } from "./error.js";
import { layOut } from "./given.js";
import { REFUSED, UNREADABLE } from "./layout.js";
import { roomFor, write } from "./pack.js";

/**
 * Where the wasm module can come from, for hosts that cannot load the file beside this one: bytes (`Uint8Array`,
 * `ArrayBuffer`), a `Response`, a `URL`, a `Request` or a `WebAssembly.Module`. Not every project declares these types,
 * so that they are not checked here.
 */
export type WasmSource = object;

/** Loads a module; see the `initialize` of each entry. */
export type Initialize = (source?: WasmSource | PromiseLike<WasmSource>) => Promise<void>;

/** What every module exports, and its doors. */
type Exports = {
  readonly memory: WebAssembly.Memory;
  /** Makes room for so many bytes of arguments, and says where. */
  room(length: number): number;
  /** Where the answer stands. */
  answer(): number;
  /** Where memory ends, of a module with an allocator. */
  used?(): number;
};
type Doors = { readonly [door: string]: (length: number) => number };

/** The modules that are loaded, each of which starts afresh after a trap. */
const loaded: { readonly module: WebAssembly.Module; exports: Exports & Doors }[] = [];

const PANICKED = 105;
const NOT_INITIALIZED = 106;

/** As large as the linker was told to make it (`xtask`): what calls leave on it is wiped, too. */
const STACK = 65_536;

/** What an answer may need beside eight times its arguments; `standalone.rs` has the same number. */
const MORE = 4096;

/** The function that loads the module of an entry: from `file`, if it is given no other source. */
export function initializer(file: () => object, ...rows: string[]): Initialize {
  let loading: Promise<void> | undefined;
  return (source) => {
    loading ??= load(file, source, rows).catch((failure: unknown) => {
      loading = undefined;
      throw failure;
    });
    return loading;
  };
}

async function load(file: () => object, source: WasmSource | PromiseLike<WasmSource> | undefined, rows: string[]): Promise<void> {
  let found = ((await source) ?? (await standard(file))) as BufferSource | Response | WebAssembly.Module | URL | Request;
  if (found instanceof URL || (typeof Request === "function" && found instanceof Request)) found = await fetch(found);
  if ("arrayBuffer" in found) found = await found.arrayBuffer();
  const module = found instanceof WebAssembly.Module ? found : await WebAssembly.compile(found as BufferSource);
  const { exports } = await WebAssembly.instantiate(module, {});
  rows.forEach(learn);
  loaded.push({ module, exports: exports as Exports & Doors });
}

/** The file beside the script. A bundler that does not know `new URL(…, import.meta.url)` leaves it behind. */
async function standard(file: () => object): Promise<object> {
  try {
    return await readFile(file() as URL);
  } catch (cause) {
    const said = "The wasm file of gws-auth is not beside this script: a bundler has left it behind, or it was not served.";
    throw new Error(`${said} Import from "gws-auth/inline" instead, or give initialize() the bytes of the file.`, { cause });
  }
}

/** Whether a module with this door is loaded. */
export function offers(door: string): boolean {
  return loaded.some(({ exports }) => door in exports);
}

/** A door in `layout.ts`: its export, its arguments and its answer. */
type Door = readonly [name: string, options: string, answer: string];

/** Makes of an answer's members what was granted, and hides its secrets. */
type Shape = (members: Members, secrets: readonly string[]) => Members;

/**
 * Lays the arguments out, calls, and reads what it came to: an `Outcome` or a `Reply`.
 *
 * @throws {@link GwsAuthError} with what the module says; `panicked` if it stops in the middle.
 */
export function outcome<T>([door, list, answer]: Door, options: unknown, shape: Shape = conceal): T {
  const place = loaded.find(({ exports }) => door in exports);
  if (!place) throw new GwsAuthError(NOT_INITIALIZED);
  const fields = layOut(list, options);
  const { exports } = place;
  const { memory } = exports;
  const room = roomFor(fields);
  const start = exports.room(room);
  try {
    const status = (exports[door] as Doors[string])(write(fields, memory.buffer, start));
    const at = exports.answer();
    if (status > 2) throw new GwsAuthError(status, new DataView(memory.buffer).getFloat64(at, true));
    const name = (["granted", "refused", "unreadable"] as const)[status] as string;
    const secrets: string[] = [];
    const members = read([answer, REFUSED, UNREADABLE][status] as string, memory.buffer, at, secrets);
    return { ok: !status, outcome: name, [name]: (status ? conceal : shape)(members, secrets) } as T;
  } catch (cause) {
    if (cause instanceof GwsAuthError) throw cause;
    // Its stack is as the trap left it.
    place.exports = new WebAssembly.Instance(place.module, {}).exports as Exports & Doors;
    throw new GwsAuthError(PANICKED, 0, { cause });
  } finally {
    // Arguments, whatever the answer can be, and the stack.
    new Uint8Array(memory.buffer).fill(0, start, exports.used?.() ?? start + 9 * room + MORE).fill(0, 0, STACK);
  }
}

/** The same for what nobody can refuse. */
export function granted<T>(door: Door, options: unknown, shape?: Shape): T {
  return outcome<{ granted: T }>(door, options, shape).granted;
}
