import { GwsAuthError, misuse } from "./error.js";

const TEXT_NOT_UTF8 = 104;

/** The arguments of one call, to be laid out for the module, each with its length; `undefined` is absent. */
export type Fields = (Uint8Array | string | number | undefined)[];

/** As large as a reply's body may be by any policy; `slots.rs` has the same number. */
const MOST_BODY = 2 ** 26;

/** A text is encoded where it is to stand if three bytes for each of its characters are not much room. */
const SHORT = 4096;

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

/** What `layout.ts` says of an object of options: its members by name, in the order of their fields. */
type Members = Map<string, readonly [optional: boolean, type: string, members: Members]>;

/** The lists that were used, read. */
const lists: Record<string, Members> = {};

/**
 * Checks `options` against their list in `layout.ts`, and lays them out. Only own properties are read: what somebody added
 * to `Object.prototype` is no option. `null` and `undefined` leave an option out.
 */
export function layOut(list: string, options: unknown): Fields {
  const fields: Fields = [];
  object(options ?? null, "", (lists[list] ??= readList(list.split(" ")[Symbol.iterator]())), fields);
  return fields;
}

/** One object's members, up to its closing bracket. */
function readList(tokens: Iterator<string>): Members {
  const members: Members = new Map();
  for (let token = tokens.next(); !token.done && token.value !== ")"; token = tokens.next()) {
    const [name, type] = token.value.split(":") as [string, string];
    const bare = name.replace("?", "");
    members.set(bare, [bare !== name, type, type === "(" ? readList(tokens) : new Map()]);
  }
  return members;
}

/** One object of options. `undefined`: it was left out, and so is all in it. */
function object(options: unknown, path: string, members: Members, fields: Fields): void {
  if (options !== undefined && (typeof options !== "object" || options === null)) {
    throw slip(path.slice(0, -1), WANTED["("] as string);
  }
  for (const [name, [optional, type, inner]] of members) {
    const own = options && Object.hasOwn(options, name) ? (options as Record<string, unknown>)[name] : undefined;
    const value = own ?? undefined;
    const may = optional || options === undefined;
    if (type === "(") {
      if (value === undefined && !may) throw slip(path + name, WANTED[type] as string);
      object(value, `${path}${name}.`, inner, fields);
    } else {
      fields.push(value === undefined && may ? undefined : field(value, type, path + name));
    }
  }
  for (const name of Object.keys(options ?? {})) {
    if (!members.has(name)) throw misuse(path + name, "is no option", true);
  }
}

function field(value: unknown, type: string, name: string): Exclude<Fields[number], undefined> {
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
      if (typeof value === "number") return value;
      break;
    case "w":
    case "h":
      if (Number.isInteger(value) && (value as number) >= 0 && (value as number) <= (type === "w" ? 4_294_967_295 : 65_535)) {
        return value as number;
      }
      break;
    case "f":
      if (typeof value === "boolean") return Number(value);
      break;
    case "n":
      if (Array.isArray(value) && value.every((item) => typeof item === "string" && /^[!-~]+$/.test(item))) {
        return text(value.join(" "), name);
      }
      break;
    default: {
      const choices = type.slice(1).split("|");
      const place = choices.indexOf(value as string);
      if (place >= 0) return place;
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

/** Half of a surrogate pair has no form in UTF-8, and would silently become another character. */
function text(value: string, argument: string): Uint8Array | string {
  const half = value.search(/\p{Surrogate}/u);
  if (half < 0) return value.length > SHORT ? encoder.encode(value) : value;
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
