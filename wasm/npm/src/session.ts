/**
 * Sessions: one token set that any number of processes and machines share. A refresh token works once, and a used one that is sent
 * again ends the whole set; so before one is sent the record says so in a store that all share. What is promised, and what the
 * store, the clocks and `send` must keep for it, is in the project's `core/SESSION.md`.
 *
 * `const sessions = new Sessions({ store })`, after a login `await sessions.keep(name, client, tokens)`, and from then on, before
 * each call of a service, `await sessions.accessToken(name, client)`.
 *
 * @module
 */

import { conceal } from "./answer.js";
import { misuse } from "./error.js";
import { send as sendByFetch } from "./fetch.js";
import type { Received } from "./fetch.js";
import { initializer, offers } from "./load.js";
import { own } from "./own.js";
import type { ClientSettings, HttpRequest, Policy } from "./records.js";
import { REPLIES, SESSION, SYNTAX } from "./rows.js";
import { sessionFacts, sessionLogin } from "./session-steps.js";
import type { SessionSwap } from "./session-steps.js";
import { LOADED, NOT_SENT, NOT_STORED, NO_REPLY, REPLY, STORED, Turn, WAITED } from "./session-turn.js";
import type { Came, SessionRules } from "./session-turn.js";
import type { TokenSet } from "./tokens.js";

/** Loads the module of this entry; {@link Sessions} does it by itself, the functions do not. */
export const initialize = initializer(() => new URL("./session.wasm", import.meta.url), SYNTAX, REPLIES, SESSION);

export * from "./session-steps.js";
export type { SessionRules } from "./session-turn.js";
export * from "./common.js";

/** Renewals of many workers begin up to so many seconds apart. */
const JITTER = 120;

/** How often in turn a store may fail to store. */
const STORE_TRIES = 10;

/** Where records are kept. It must be linearizable for each name, and durable: what was stored every later load sees. */
export interface SessionStore {
  /** The record under this name. */
  load(name: string): Promise<string | null | undefined> | string | null | undefined;
  /** Stores `swap.record` if the version under this name is `swap.expectedVersion` (0: no record); tells whether it did. */
  swap(name: string, swap: SessionSwap): Promise<boolean> | boolean;
}

/** Records in memory: for one process, and for tests. They end with it, and so does every session. */
export class MemoryStore implements SessionStore {
  readonly #records = new Map<string, string>();

  /** The record under this name. */
  load(name: string): string | undefined {
    return this.#records.get(name);
  }

  /** Stores the record if the stored version is the expected one. */
  swap(name: string, swap: SessionSwap): boolean {
    const record = this.#records.get(name);
    const fits = (record === undefined ? 0 : sessionFacts({ record }).version) === swap.expectedVersion;
    if (fits) this.#records.set(name, swap.record);
    return fits;
  }
}

/** What `send` throws where the request certainly did not leave this machine: no address, connection refused, TLS failed. */
export class NotSentError extends Error {
  /** `"NotSentError"` */
  override readonly name = "NotSentError";
}

/** No access token is left, and no wait brings one: Inland Revenue refuses the client itself. */
export class OperatorRequiredError extends Error {
  /** `"OperatorRequiredError"` */
  override readonly name = "OperatorRequiredError";
  /** `"fix_configuration"` or `"fix_credentials"`. */
  readonly problem: string;

  /** For this library; programs catch it. */
  constructor(problem: string) {
    super(`Inland Revenue refuses, and no access token is left: ${problem}`);
    this.problem = problem;
  }
}

/** What {@link Sessions} needs. */
export interface SessionsOptions {
  /** The store that all workers share. */
  readonly store: SessionStore;
  /**
   * Sends a request once, as its `transport` says; left out: `send` of `gws-auth/fetch`. Whatever it throws counts as no reply, but
   * a {@link NotSentError}.
   */
  readonly send?: (request: HttpRequest) => Promise<Received>;
  /** Is told what was thrown, for a log, when no reply came. */
  readonly onNoReply?: (cause: unknown) => void;
  /** What differs from Inland Revenue's figures. */
  readonly policy?: Policy;
  /** How the sessions differ from the usual ones. */
  readonly rules?: SessionRules;
  /** Gives seconds since 1970: the store's own clock if it has one; left out: this machine's. */
  readonly clock?: () => number;
  /** Waits so many seconds. */
  readonly sleep?: (seconds: number) => Promise<void>;
}

/** An access token that is good now. */
export interface AccessToken {
  /** There is a token. */
  readonly outcome: "token";
  /** The access token; secret. */
  readonly token: string;
  /** The value of the `Authorization` header: `Bearer …`; secret. */
  readonly authorization: string;
  /** Which one it is: for `sessionReject` when a service answers 401. */
  readonly generation: number;
  /** From when on to ask again, in seconds since 1970. */
  readonly refreshFrom: number;
}

/** Only a login helps. */
export interface LoginRequired {
  /** There is no token. */
  readonly outcome: "login_required";
  /** `"no_session"`, `"ended"`, `"lost"`, `"no_refresh_token"` or `"in_doubt"`. */
  readonly reason: string;
}

const OPTIONS = "store:object send?:function onNoReply?:function policy?:object rules?:object clock?:function sleep?:function";

/**
 * The sessions in a store.
 *
 * @example
 * ```js
 * const sessions = new Sessions({ store, send });
 * await sessions.keep("weka", client, tokens);
 * const access = await sessions.accessToken("weka", client);
 * if (access.outcome === "token") await fetch(service, { headers: { Authorization: access.authorization } });
 * ```
 */
export class Sessions {
  readonly #store: SessionStore;
  readonly #options: SessionsOptions;

  /** Sessions in this store. */
  constructor(options: SessionsOptions) {
    this.#options = own(options, OPTIONS, misuse);
    this.#store = this.#options.store;
  }

  /**
   * Begins a session with what a login granted, in the place of one that is there.
   *
   * @throws {@link GwsAuthError}: `session_other_client`, or the stored record is damaged; and what the store throws.
   */
  async keep(name: string, client: ClientSettings, tokens: TokenSet): Promise<void> {
    await ready();
    const { policy } = this.#options;
    for (;;) {
      const before = (await this.#store.load(name)) ?? undefined;
      const more = { ...(policy && { policy }), ...(before === undefined ? {} : { before }) };
      if (await this.#store.swap(name, sessionLogin({ client, tokens, now: Math.floor(this.#now()), ...more }))) return;
    }
  }

  /**
   * An access token of the session that is good now, renewed if need be. It may wait for another worker.
   *
   * @throws {@link GwsAuthError} of the stored record; `clock_behind`. Nothing is lost. {@link OperatorRequiredError}. What the store
   * throws: in `load`, and in `swap` ten times in turn.
   */
  async accessToken(name: string, client: ClientSettings): Promise<AccessToken | LoginRequired> {
    await ready();
    const attempt = crypto.getRandomValues(new Uint8Array(16));
    const jitter = (crypto.getRandomValues(new Uint32Array(1))[0] as number) % JITTER;
    const { policy, rules, sleep = wait } = this.#options;
    const turn = new Turn({ client, attempt, jitter, policy, rules });
    let failed = 0;
    let came: Came = await this.#load(name);
    for (;;) {
      const [now, monotonic] = [Math.floor(this.#now()), performance.now()];
      const todo = turn.next(came, now);
      switch (todo.step) {
        case "use":
          return conceal({ outcome: "token", token: todo.text, authorization: `Bearer ${todo.text}`, generation: todo.generation, refreshFrom: todo.time }, ["token", "authorization"]) as unknown as AccessToken;
        case "login_required":
          return { outcome: "login_required", reason: todo.text };
        case "load":
          came = await this.#load(name);
          break;
        case "swap":
          try {
            came = [(await this.#store.swap(name, todo.swap)) ? STORED : NOT_STORED];
            failed = 0;
          } catch (error) {
            // Nobody knows whether it was stored.
            failed += 1;
            if (failed === STORE_TRIES) throw error;
            await sleep(1);
            came = [NOT_STORED];
          }
          break;
        case "send": {
          // As close to the first byte as can be, by a clock that nobody sets.
          const late = this.#now() > todo.time || now + (performance.now() - monotonic) / 1000 > todo.time;
          came = late ? [NOT_SENT] : await this.#sent(todo.request);
          break;
        }
        case "ask":
          came = await this.#sent(todo.request);
          break;
        case "discard":
          await this.#sent(todo.request);
          came = [WAITED];
          break;
        default:
          if (turn.problem === "fix_configuration" || turn.problem === "fix_credentials") throw new OperatorRequiredError(turn.problem);
          await sleep(todo.time);
          came = [WAITED];
      }
    }
  }

  #now(): number {
    return (this.#options.clock ?? clock)();
  }

  async #load(name: string): Promise<Came> {
    const record = await this.#store.load(name);
    return [LOADED, undefined, record ?? undefined];
  }

  async #sent(request: HttpRequest): Promise<Came> {
    const { send = sendByFetch, onNoReply } = this.#options;
    try {
      const { status, body } = await send(request);
      return [REPLY, status, body];
    } catch (cause) {
      onNoReply?.(cause);
      return [cause instanceof NotSentError ? NOT_SENT : NO_REPLY];
    }
  }
}

/** Whatever module is loaded and has the steps will do. */
async function ready(): Promise<void> {
  if (!offers("session_next")) await initialize();
}

function clock(): number {
  return Date.now() / 1000;
}

function wait(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
