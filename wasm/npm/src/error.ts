import { BOUNDARY } from "./codes.js";
import type { Blame, BoundaryCode, ErrorCode, ErrorPosition } from "./codes.js";

/** What an error says about itself, as the wasm module writes it. */
export type ErrorMembers = Pick<GwsAuthError, "code" | "number" | "blame" | "at" | "position" | "message">;

/** What is known besides. */
type Details = {
  /** The argument that it is about. */
  readonly argument?: string;
  /** What was thrown below. */
  readonly cause?: unknown;
};

/**
 * Everything that goes wrong. A refusal by Inland Revenue, or by the customer, is no error: see `Outcome`.
 *
 * Neither message nor fields ever hold an argument's value: no token, code, verifier or secret gets into a log by them.
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
  readonly at?: number;
  /** What `at` is: an offset in bytes of UTF-8, the bytes needed, a limit, or an HTTP status. */
  readonly position?: ErrorPosition;
  /** The argument that `argument_missing` and `text_not_utf8` are about. */
  readonly argument?: string;

  /** For this library; programs catch it. */
  constructor(members: ErrorMembers, details: Details = {}) {
    const { argument, ...options } = details;
    super(argument === undefined ? members.message : `${members.message} (argument ${argument})`, options);
    this.code = members.code;
    this.number = members.number;
    this.blame = members.blame;
    if (members.at !== undefined) this.at = members.at;
    if (members.position !== undefined) this.position = members.position;
    if (argument !== undefined) this.argument = argument;
  }
}

/** An error that is found before, or instead of, the wasm module. */
export function boundaryError(
  code: BoundaryCode,
  details: Details = {},
  at?: number,
): GwsAuthError {
  const [number, blame, message] = BOUNDARY[code];
  const position = at === undefined ? {} : ({ at, position: "offset" } as const);
  return new GwsAuthError({ code, number, blame, message, ...position }, details);
}
