import { BLAMES, ERROR_POSITIONS } from "./codes.js";
import type { Blame, ErrorCode, ErrorPosition, NextStep, WarningCode } from "./codes.js";
import { COMMON } from "./rows.js";

/** What is known of an error by its number. */
type Row = readonly [code: ErrorCode, blame: Blame, position: ErrorPosition | undefined];

const rows = new Map<number, Row>();

/** Takes in rows as `rows.ts` has them. */
export function learn(list: string): void {
  let number = 0;
  for (const row of list.split(" ")) {
    const [, digits, letter, code] = /^(\d*)(.)(.*)/.exec(row) as unknown as [string, string, string, ErrorCode];
    number = digits ? Number(digits) : number + 1;
    const place = letter.charCodeAt(0) - 65;
    const position = place % 5 ? ERROR_POSITIONS[(place % 5) - 1] : undefined;
    rows.set(number, [code, BLAMES[Math.floor(place / 5)] as Blame, position]);
  }
}

learn(COMMON);

/** What errors, warnings and steps say in English. */
interface Texts {
  /** By code: what is wrong, and what to do. */
  readonly errors: { readonly [code in ErrorCode]: readonly [message: string, remedy: string] };
  /** By code: what it is. */
  readonly warnings: { readonly [code in WarningCode]: string };
  /** By code: the advice. */
  readonly steps: { readonly [step in NextStep]: string };
}

/** The texts, once they are loaded. */
export let texts: Texts | undefined;

/** From now on errors say what they mean. */
export function speak(loaded: Texts): void {
  texts = loaded;
}

/** Code and message of the error with this number. */
export function say(number: number, at: number): [code: ErrorCode, message: string] {
  const [code, , position] = row(number);
  if (!texts) return [code, code];
  const [message, remedy] = texts.errors[code];
  const around = { needed: `${at} bytes are needed`, limit: `the limit is ${at}`, status: `HTTP status ${at}`, offset: "" };
  const more = position && around[position];
  return [code, `${more ? `${message.replace(/\.$/, "")} (${more}).` : message} ${remedy}`];
}

function row(number: number): Row {
  return rows.get(number) ?? [`error_${number}` as ErrorCode, "library", undefined];
}

/** What is known besides. */
interface Details {
  /** The argument that it is about. */
  readonly argument?: string;
  /** What is wrong with it. */
  readonly wrong?: string;
  /** What was thrown below. */
  readonly cause?: unknown;
}

/**
 * Everything that goes wrong. A refusal by Inland Revenue, or by the customer, is no error: see `Outcome`.
 *
 * Neither message nor fields ever hold an argument's value: no token, code, verifier or secret gets into a log by them.
 *
 * In a browser the message is the code, until `gws-auth/messages` is imported.
 */
export class GwsAuthError extends Error {
  /** `"GwsAuthError"` */
  override readonly name = "GwsAuthError";
  /** The stable text code. */
  readonly code: ErrorCode;
  /** The same as a stable number. */
  readonly number: number;
  /** Who has to change something. */
  readonly blame: Blame;
  /** Where, or how much; {@link GwsAuthError.position} says which. Absent where there is none. */
  declare readonly at?: number;
  /** What `at` is: an offset in bytes of UTF-8, the bytes needed, a limit, or an HTTP status. */
  declare readonly position?: ErrorPosition;
  /** The argument that `argument_missing`, `argument_unknown` and `text_not_utf8` are about. */
  declare readonly argument?: string;

  /** For this library; programs catch it. */
  constructor(number: number, at = 0, { argument, wrong, ...options }: Details = {}) {
    super(argument === undefined ? say(number, at)[1] : `\`${argument}\` ${wrong}`, options);
    const [code, blame, position] = row(number);
    this.code = code;
    this.number = number;
    this.blame = blame;
    if (position) Object.assign(this, { at, position });
    if (argument !== undefined) Object.assign(this, { argument });
  }
}

const ARGUMENT_MISSING = 103;
const ARGUMENT_UNKNOWN = 107;

/** The error about an argument that no module reads. */
export function misuse(argument: string, wrong: string, unknown = false): GwsAuthError {
  return new GwsAuthError(unknown ? ARGUMENT_UNKNOWN : ARGUMENT_MISSING, 0, { argument, wrong });
}
