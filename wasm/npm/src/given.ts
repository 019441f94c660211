import { boundaryError } from "./error.js";
import type { BoundaryCode } from "./codes.js";

const WHOLE_32_BITS = 4_294_967_295;
const NOTHING = new Uint8Array();

/**
 * The options of one call, checked and laid out flat. Only own properties are read: what somebody added to
 * `Object.prototype` is no option.
 */
export class Given {
  /** What crosses the boundary as JSON. */
  readonly members: Record<string, string | number | boolean> = Object.create(null);
  /** What crosses it as bytes. */
  bytes: Uint8Array = NOTHING;
  readonly #options: object;
  readonly #path: string;

  constructor(options: unknown, path = "options") {
    if (typeof options !== "object" || options === null) throw slip(path);
    this.#options = options;
    this.#path = path === "options" ? "" : `${path}.`;
  }

  /** Whether there is an option of this name. `null` and `undefined` are none. */
  has(name: string): boolean {
    return this.#value(name) !== undefined;
  }

  /** Texts that must be there. */
  texts(...names: string[]): this {
    for (const name of names) this.#keep(name, this.#text(name, this.#value(name)));
    return this;
  }

  /** Texts that may be left out. */
  optionalTexts(...names: string[]): this {
    return this.texts(...names.filter((name) => this.has(name)));
  }

  /** Times, in seconds since 1970, that must be there; whether they are whole is for core to say. */
  times(...names: string[]): this {
    for (const name of names) {
      const value = this.#value(name);
      if (typeof value !== "number") throw slip(this.#path + name);
      // JSON would make `null` of these, and leave no trace of what was there.
      this.#keep(name, Number.isFinite(value) ? value : -1);
    }
    return this;
  }

  /** Times that may be left out. */
  optionalTimes(...names: string[]): this {
    return this.times(...names.filter((name) => this.has(name)));
  }

  /** A whole number from 0 to `most` that must be there. */
  whole(name: string, most: number): this {
    const value = this.#value(name);
    const fits = typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= most;
    if (!fits) throw slip(this.#path + name);
    return this.#keep(name, value);
  }

  /** Whole numbers of 32 bits that may be left out. */
  optionalWholes(...names: string[]): this {
    for (const name of names) if (this.has(name)) this.whole(name, WHOLE_32_BITS);
    return this;
  }

  /** A `true` or `false` that must be there. */
  flag(name: string): this {
    const value = this.#value(name);
    if (typeof value !== "boolean") throw slip(this.#path + name);
    return this.#keep(name, value);
  }

  /** `true` or `false`s that may be left out. */
  optionalFlags(...names: string[]): this {
    for (const name of names) if (this.has(name)) this.flag(name);
    return this;
  }

  /** The bytes, that must be there; text too where `orText` allows it. */
  takeBytes(name: string, orText = false): this {
    const value = this.#value(name);
    if (orText && typeof value === "string") this.bytes = new TextEncoder().encode(this.#text(name, value));
    else if (isBytes(value)) this.bytes = value;
    else if (isBuffer(value)) this.bytes = new Uint8Array(value);
    else throw slip(this.#path + name);
    return this;
  }

  /** A list of names without spaces that may be left out. */
  optionalNames(name: string): this {
    if (!this.has(name)) return this;
    const list = this.#value(name);
    const names = Array.isArray(list) && list.every((item) => typeof item === "string" && /^[!-~]+$/.test(item));
    if (!names) throw slip(this.#path + name);
    return this.#keep(name, list.join(" "));
  }

  /** Says that the bytes were given by this name. */
  mark(name: string): this {
    return this.#keep(name, true);
  }

  /** The options in the option `name`, which must be there, read by `use` and laid out with these. */
  inside(name: string, use: (inner: Given) => void): this {
    const inner = new Given(this.#value(name), this.#path + name);
    use(inner);
    Object.assign(this.members, inner.members);
    if (inner.bytes !== NOTHING) this.bytes = inner.bytes;
    return this;
  }

  /** The same for options that may be left out. */
  optionallyInside(name: string, use: (inner: Given) => void): this {
    return this.has(name) ? this.inside(name, use) : this;
  }

  #value(name: string): unknown {
    const value = Object.hasOwn(this.#options, name) ? (this.#options as Record<string, unknown>)[name] : undefined;
    return value ?? undefined;
  }

  #keep(name: string, value: string | number | boolean): this {
    this.members[name] = value;
    return this;
  }

  /** Half of a surrogate pair has no form in UTF-8, and would silently become another character. */
  #text(name: string, value: unknown): string {
    if (typeof value !== "string") throw slip(this.#path + name);
    const half = value.search(/\p{Surrogate}/u);
    if (half >= 0) throw slip(this.#path + name, "text_not_utf8", new TextEncoder().encode(value.slice(0, half)).length);
    return value;
  }
}

/** What another realm (an iframe, a test's sandbox) made is no instance of this one's classes: the brand tells. */
function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === "[object Uint8Array]";
}

function isBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === "[object ArrayBuffer]";
}

function slip(argument: string, code: BoundaryCode = "argument_missing", at?: number): Error {
  return boundaryError(code, { argument }, at);
}
