/**
 * Login, exchange and refresh in a call each: randomness, clock and sending are the host's own, and each can be replaced.
 * Await `initialize()` of `gws-auth` first.
 *
 * @module
 */

import { misuse } from "./error.js";
import { send as sendByFetch } from "./fetch.js";
import type { Received } from "./fetch.js";
import { authorize, exchangeRequest } from "./login.js";
import type { AuthorizeOptions, ExchangeRequestOptions, Login } from "./login.js";
import { own } from "./own.js";
import type { Advice, HttpRequest, Reply } from "./records.js";
import { noReply, parseToken, refreshRequest } from "./tokens.js";
import type { RefreshRequestOptions, TokenSet } from "./tokens.js";

export { GwsAuthError } from "./error.js";

/** The options of {@link login}: those of `authorize`, of which two may be left out. */
export type LoginOptions = Omit<AuthorizeOptions, "entropy" | "now"> & {
  /** 64 fresh bytes; left out: of `crypto.getRandomValues`. */
  readonly entropy?: AuthorizeOptions["entropy"];
  /** Whole seconds since 1970; left out: this machine's clock. */
  readonly now?: number;
};

/** How {@link exchange} and {@link refresh} send, and by which clock. */
export interface How {
  /** Sends a request once, as its `transport` says; left out: `send` of `gws-auth/fetch`. */
  readonly send?: (request: HttpRequest) => Promise<Received>;
  /** Gives whole seconds since 1970; left out: this machine's clock. */
  readonly clock?: () => number;
}

/** What came of a request: a reply, or none. */
export type Sent = Reply<TokenSet> | Lost;

/** No reply came. */
export interface Lost {
  /** It was not granted. */
  readonly ok: false;
  /** No reply came. */
  readonly outcome: "lost";
  /** What follows. */
  readonly lost: Advice;
  /** What sending threw. */
  readonly cause: unknown;
}

/**
 * Starts a login with `crypto.getRandomValues` and this machine's clock.
 *
 * @throws {@link GwsAuthError}: what `authorize` says.
 *
 * Next: keep `pending` in the user's session, open `url`, then {@link exchange} with the URL that the browser comes back to.
 *
 * @example
 * ```js
 * const { url, pending } = login({ environment: "test", clientId: "SmartCloud_Payroll", redirectUri: "https://client.example.com/return" });
 * ```
 */
export function login(options: LoginOptions): Login {
  const { entropy = crypto.getRandomValues(new Uint8Array(64)), now = seconds(), ...others } = { ...options };
  return authorize({ ...others, entropy, now });
}

/**
 * Reads a landing, sends the code once, and reads the reply. Take `pending` out of the user's session before, for good: a
 * page that is loaded again must not send a code twice.
 *
 * @throws {@link GwsAuthError}: what `exchangeRequest` says.
 *
 * @example
 * ```js
 * const sent = await exchange({ pending, landing, client });
 * const tokens = sent.outcome === "granted" ? sent.granted : undefined;
 * ```
 */
export async function exchange(options: Omit<ExchangeRequestOptions, "now">, how: How = {}): Promise<Sent> {
  const using = checked(how);
  const landed = exchangeRequest({ ...options, now: using.clock() });
  return landed.ok ? ask(landed.granted, options.policy, using) : landed;
}

/**
 * Sends a refresh token once, and reads the reply. Note that it is being sent before: it works once (REFRESH-3).
 *
 * @throws {@link GwsAuthError}: what `refreshRequest` says.
 *
 * @example
 * ```js
 * const sent = await refresh({ client, refreshToken: tokens.refreshToken });
 * const next = sent.outcome === "granted" ? sent.granted : undefined;
 * ```
 */
export async function refresh(options: RefreshRequestOptions, how: How = {}): Promise<Sent> {
  const using = checked(how);
  return ask(refreshRequest(options), options.policy, using);
}

function checked(how: How): Required<How> {
  const { send = sendByFetch, clock = seconds } = own(how, "send?:function clock?:function", misuse);
  return { send, clock };
}

async function ask(request: HttpRequest, policy: ExchangeRequestOptions["policy"], { send, clock }: Required<How>): Promise<Sent> {
  const { kind } = request;
  const changes = policy === undefined ? {} : { policy };
  const sentAt = clock();
  let received: Received;
  try {
    received = await send(request);
  } catch (cause) {
    // Nobody knows whether it left this machine.
    return { ok: false, outcome: "lost", lost: noReply({ kind, sent: true, ...changes }), cause };
  }
  const { status, body } = received;
  return parseToken({ kind, status, body, sentAt, ...changes });
}

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}
