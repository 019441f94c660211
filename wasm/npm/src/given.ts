import { GwsAuthError, misuse } from "./error.js";

const TEXT_NOT_UTF8 = 104;

/** The arguments of one call, laid out for the module, each with its length; `undefined` is absent. */
export type Fields = (Uint8Array | undefined)[];

/** As large as a reply's body may be by any policy; `slots.rs` has the same number. */
const MOST_BODY = 2 ** 26;

const encoder = new TextEncoder();

/** What each type of `layout.ts` wants. */
const WANTED: Record<string, string> = {
  s: "a string",
  o: "a string or a URL",
  u: "a string or a URL",
  b: "a Uint8Array or an ArrayBuffer",
  B: "a string, a Uint8Array or an ArrayBuffer",
  t: "a number of seconds",
  w: "a whole number from 0 to 4294967295",
  h: "a whole number from 0 to 65535",
  f: "true or false",
  n: "a list of strings",
  "(": "an object",
};

/**
 * Checks `options` against their list in `layout.ts`, and lays them out. Only own properties are read: what somebody added
 * to `Object.prototype` is no option. `null` and `undefined` leave an option out.
 */
export function layOut(list: string, options: unknown): Fields {
  const fields: Fields = [];
  const tokens = list.split(" ")[Symbol.iterator]();
  object(options ?? null, "", tokens, fields);
  return fields;
}

/** One object of options, up to its closing bracket. `undefined`: it was left out, and so is all in it. */
function object(options: unknown, path: string, tokens: Iterator<string>, fields: Fields): void {
  if (options !== undefined && (typeof options !== "object" || options === null)) {
    throw slip(path.slice(0, -1), WANTED["("] as string);
  }
  const known = new Set<string>();
  for (let token = tokens.next(); !token.done && token.value !== ")"; token = tokens.next()) {
    const [, name, optional, type] = /^(\w+)(\??):(.*)/.exec(token.value) as unknown as [string, string, string, string];
    known.add(name);
    const own = options && Object.hasOwn(options, name) ? (options as Record<string, unknown>)[name] : undefined;
    const value = own ?? undefined;
    const may = optional || options === undefined;
    if (type === "(") {
      if (value === undefined && !may) throw slip(path + name, WANTED[type] as string);
      object(value, `${path}${name}.`, tokens, fields);
    } else {
      fields.push(value === undefined && may ? undefined : field(value, type, path + name));
    }
  }
  for (const name of Object.keys(options ?? {})) {
    if (!known.has(name)) throw misuse(path + name, "is no option", true);
  }
}

function field(value: unknown, type: string, name: string): Uint8Array {
  const whole = (most: number) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most;
  switch (type) {
    case "o":
    case "u":
      // Of another realm, too; an origin has no slash at its end.
      if (/^\[object (URL|Location)\]$/.test(Object.prototype.toString.call(value))) {
        return text((value as URL).href.replace(type === "o" ? /\/$/ : "", ""), name);
      }
    // Falls through.
    case "s":
    case "B":
      if (typeof value === "string") return text(value, name);
      if (type !== "B") break;
    // Falls through.
    case "b":
      return bytes(value, type, name);
    case "t":
      // Whether it is whole, and plausible, is for core to say.
      if (typeof value === "number") return number(value);
      break;
    case "w":
    case "h":
      if (whole(type === "w" ? 4_294_967_295 : 65_535)) return number(value as number);
      break;
    case "f":
      if (typeof value === "boolean") return number(Number(value));
      break;
    case "n":
      if (Array.isArray(value) && value.every((item) => typeof item === "string" && /^[!-~]+$/.test(item))) {
        return text(value.join(" "), name);
      }
      break;
    default: {
      const choices = type.slice(1).split("|");
      const place = choices.indexOf(value as string);
      if (place >= 0) return number(place);
      throw slip(name, choices.map((choice) => `"${choice}"`).join(" or "));
    }
  }
  throw slip(name, WANTED[type] as string);
}

/** Of a body that is too large by any policy, core needs no more than to see that. */
function bytes(value: unknown, type: string, name: string): Uint8Array {
  const buffer = Object.prototype.toString.call(value) === "[object ArrayBuffer]";
  const view = buffer ? new Uint8Array(value as ArrayBuffer) : value;
  if (!isBytes(view)) throw slip(name, WANTED[type] as string);
  return type === "B" ? view.subarray(0, MOST_BODY + 1) : view;
}

function number(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value, true);
  return bytes;
}

/** Half of a surrogate pair has no form in UTF-8, and would silently become another character. */
function text(value: string, argument: string): Uint8Array {
  const half = value.search(/\p{Surrogate}/u);
  if (half < 0) return encoder.encode(value);
  const at = encoder.encode(value.slice(0, half)).length;
  throw new GwsAuthError(TEXT_NOT_UTF8, at, { argument, wrong: "has half of a surrogate pair, which is no text" });
}

/** What another realm (an iframe, a test's sandbox) made is no instance of this one's classes: the brand tells. */
function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === "[object Uint8Array]";
}

function slip(argument: string, wanted: string): GwsAuthError {
  return misuse(argument || "options", `must be ${wanted}`);
}
