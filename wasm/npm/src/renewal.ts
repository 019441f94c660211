import { GwsAuthError } from "./error.js";

const ARGUMENT_MISSING = 103;

/** What {@link needsRenewal} looks at: a `TokenSet` or a `SignedToken`. */
export interface Renewable {
  /** When the request for a token set was sent, in seconds since 1970. */
  readonly sentAt?: number;
  /** From when on to renew a token set, in seconds since 1970. */
  readonly refreshAt?: number;
  /** When a signed token was issued, in seconds since 1970. */
  readonly issuedAt?: number;
  /** From when on to sign a new token, in seconds since 1970. */
  readonly renewAt?: number;
}

/**
 * Whether a token set, or a signed token, is to be renewed at `now`, whole seconds since 1970: from `refreshAt` or `renewAt` on,
 * and also when the clock stands before the time of sending or issuing, or that time is not known. Needs no `initialize()`.
 *
 * @throws {@link GwsAuthError}: `argument_missing`.
 *
 * @example
 * ```js
 * const fresh = needsRenewal(tokens, now) ? (await refresh({ client, refreshToken: tokens.refreshToken })).granted : tokens;
 * ```
 */
export function needsRenewal(token: Renewable, now: number): boolean {
  if (typeof token !== "object" || token === null) throw slip("token", "an object");
  if (typeof now !== "number") throw slip("now", "a number of seconds");
  const { sentAt, refreshAt, issuedAt, renewAt } = token;
  const [begin, end] = issuedAt === undefined ? [sentAt, refreshAt] : [issuedAt, renewAt];
  // Whatever is no number is not known.
  return !((begin as number) <= now && now < (end as number));
}

function slip(argument: string, wanted: string): GwsAuthError {
  return new GwsAuthError(ARGUMENT_MISSING, 0, { argument, wrong: `must be ${wanted}` });
}
