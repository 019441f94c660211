import { request, swapOf } from "./answer.js";
import type { Members } from "./answer.js";
import { layOut } from "./given.js";
import type { Fields } from "./given.js";
import { SESSION_NEXT } from "./layout.js";
import { granted } from "./load.js";
import { pack } from "./pack.js";
import type { Bytes, ClientSettings, HttpRequest, Policy } from "./records.js";
import type { SessionSwap } from "./session-steps.js";

/** How sessions differ from the usual ones. */
export interface SessionRules {
  /** Between the two introspections of a recovery, in seconds; left out: 30. */
  readonly settle?: number;
  /** After a refusal, in seconds; left out: 60. */
  readonly backOff?: number;
  /** The longest wait before looking again whether another worker is done, in seconds; left out: 5. */
  readonly poll?: number;
  /** `true` asks for a login where the fate of a refresh token is unknown, instead of introspecting it. */
  readonly loginIfInDoubt?: boolean;
  /** `true` introspects before each refresh: for stores that may be rolled back. */
  readonly introspectFirst?: boolean;
}

/** The events, by place, as `src/session.rs` has them. */
export const [LOADED, STORED, NOT_STORED, NOT_SENT, NO_REPLY, WAITED, REPLY] = [0, 1, 2, 3, 4, 5, 6] as const;

/** What came of a step: an event, the status of a reply, a record or a body. */
export type Came = readonly [event: number, status?: number | undefined, text?: string | Bytes | undefined];

/** A step with all that it needs. */
export interface Step {
  readonly step: "load" | "swap" | "send" | "ask" | "discard" | "wait" | "use" | "login_required";
  readonly problem?: string;
  readonly time: number;
  readonly generation: number;
  readonly text: string;
  readonly swap: SessionSwap;
  readonly request: HttpRequest;
}

/** Who works on a session: a client, 16 random bytes and a spread of its own. */
export interface Worker {
  readonly client: ClientSettings;
  readonly attempt: Uint8Array;
  readonly jitter: number;
  readonly policy?: Policy | undefined;
  readonly rules?: SessionRules | undefined;
}

/** One worker's way to an access token: what came of each step gives the next one. */
export class Turn {
  readonly #worker: Worker;
  #events: Fields = [];
  /** What an operator should know. */
  problem: string | undefined;

  /** A worker's turn; its first step is to load. */
  constructor(worker: Worker) {
    this.#worker = worker;
  }

  /** The next step. An event that is refused changes nothing. */
  next([event, status, text]: Came, now: number): Step {
    const events = [...this.#events, ...layOut("event:w now:t status?:h text?:B", { event, now, status, text })];
    const todo: Step = granted(SESSION_NEXT, { ...this.#worker, events: pack(events) }, step);
    this.problem = todo.problem ?? this.problem;
    // After a wait all that counts is the record: what was before is forgotten.
    this.#events = event === WAITED && todo.step === "load" ? [] : events;
    return todo;
  }
}

/** A step, its swap and its request in one piece each. */
function step(members: Members): Members {
  const { step, problem, time, generation, text } = members;
  return { step, problem, time, generation, text, swap: swapOf(members), request: request({ ...members, timeout: members["timeout"] }) };
}
