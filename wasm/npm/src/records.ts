import type { ErrorCode, NextStep, RequestKind, WhoMustAct } from "./codes.js";

/** Bytes, as `crypto.getRandomValues`, `crypto.subtle` and `response.arrayBuffer()` give them. */
export type Bytes = Uint8Array | ArrayBuffer;

/** Bytes that this library gives: `Uint8Array<ArrayBuffer>`, where TypeScript knows that (5.7 and later). */
export type ByteArray = ReturnType<Uint8ArrayConstructor["from"]>;

/** A `URL`, or a page's `location`. */
export interface Url {
  /** The whole address. */
  readonly href: string;
}

/**
 * What a landing came to.
 *
 * `if (!outcome.ok) return show(outcome.refused)`; after that TypeScript knows `outcome.granted`.
 */
export type Outcome<T> = Granted<T> | Refused;

/**
 * What a server answered. All three are data: a proxy's page is no exception.
 *
 * `switch (reply.outcome)`: `"granted"`, `"refused"`, `"unreadable"`.
 */
export type Reply<T> = Granted<T> | Refused | NotUnderstood;

/** It was granted. */
export interface Granted<T> {
  /** It was granted. */
  readonly ok: true;
  /** The same as a word. */
  readonly outcome: "granted";
  /** What was granted. */
  readonly granted: T;
}

/** It was refused. */
export interface Refused {
  /** It was not granted. */
  readonly ok: false;
  /** It was refused. */
  readonly outcome: "refused";
  /** By whom, why, and what to do. */
  readonly refused: Refusal;
}

/** The reply cannot be understood. */
export interface NotUnderstood {
  /** It was not granted. */
  readonly ok: false;
  /** The reply cannot be understood. */
  readonly outcome: "unreadable";
  /** Why, and what to do. */
  readonly unreadable: Unreadable;
}

/** Something to look at in a result that is good all the same. */
export interface Warning {
  /** Its stable code, such as `certificate_sha1`. */
  readonly code: string;
  /** What it is and what to do, in English; the code, until `gws-auth/messages` is loaded. */
  readonly message: string;
}

/** The step that follows a request that was not granted. */
export interface Step {
  /** The request. */
  readonly request: RequestKind;
  /** What the program does next; decided by the request and the status, never by texts (ERR-2). */
  readonly nextStep: NextStep;
  /** How often a program may take that step for one cause; 0: never by itself. */
  readonly attempts: number;
  /** What follows when the step was taken so often and ended the same way; absent where it is the end. */
  readonly afterwards?: NextStep;
  /** How long to wait before the step, in seconds; 0: not at all. */
  readonly waitSeconds: number;
  /** The step in English, for people, and what follows it; its code, until `gws-auth/messages` is loaded. */
  readonly advice: string;
}

/** What follows a request that nobody answered. */
export interface Advice extends Step {
  /** Who must act before the next step. */
  readonly whoMustAct: WhoMustAct;
}

/** A refusal, as it came and with what it means. The texts of the server may hold anything: escape them before showing. */
export interface Refusal extends Step {
  /** The HTTP status; 302 for a refusal that came with the landing URL. */
  readonly status: number;
  /** The server's `error`, verbatim. */
  readonly error: string;
  /** The server's `error_description`, verbatim. */
  readonly errorDescription?: string;
  /** Who must act before the next step; where `meaning` is. */
  readonly whoMustAct?: WhoMustAct;
  /** What happened, in English. In Node, and wherever `await explain(refusal)` of `gws-auth/explain` gave it. */
  readonly meaning?: string;
  /** What to check, in English; where `meaning` is. */
  readonly check?: string;
  /** Whether Inland Revenue documents this refusal; where `meaning` is. */
  readonly documented?: boolean;
  /** What is odd about the reply. */
  readonly warnings: readonly Warning[];
}

/**
 * A reply that is neither a grant nor a refusal of Inland Revenue's. Keep its body where only an operator can read it: it
 * may hold the only copy of a token.
 */
export interface Unreadable extends Advice {
  /** The HTTP status. It counts for nothing: whoever answered, it was not Inland Revenue. */
  readonly status: number;
  /** Why it cannot be understood, such as `reply_html`. */
  readonly code: ErrorCode;
  /** The same in English, with what to do about it; the code, until `gws-auth/messages` is loaded. */
  readonly message: string;
  /**
   * The server's own words, if any can be found: one line, tokens hidden. In Node; elsewhere `await words({ body })` of
   * `gws-auth/explain` looks for them.
   */
  readonly words?: string;
}

/**
 * The client. Only a server may hold a secret. An application on customers' devices, a web page included, names the
 * vendor's own relay instead, which adds the secret (NATIVE-3).
 */
export type ClientSettings = {
  /** `"mock"`, `"test"`, `"production"` or a URL: scheme, host and port. */
  readonly environment: string | Url;
  /** The client id agreed with Inland Revenue. */
  readonly clientId: string;
} & (
  | {
      /** The client secret. */
      readonly clientSecret: string;
      /** Not with a secret. */
      readonly relayUrl?: undefined;
    }
  | {
      /** The vendor's own back end. */
      readonly relayUrl: string | Url;
      /** Not with a relay. */
      readonly clientSecret?: undefined;
    }
);

/** Settings that differ from Inland Revenue's figures; what is left out keeps them (ENV-8). */
export interface Policy {
  /** How long a login may take, in seconds. */
  readonly pendingLifetime?: number;
  /** How far clocks may differ, in seconds. */
  readonly clockSkew?: number;
  /** The time-out of a request, in seconds. */
  readonly requestTimeout?: number;
  /** How long a request may wait between being stored as sent and its first byte, in seconds. */
  readonly sendPause?: number;
  /** How long Inland Revenue may still work on a request after the time-out, in seconds. */
  readonly serverResidence?: number;
  /** How long before the end of an access token to renew it, in seconds. */
  readonly refreshAhead?: number;
  /** What counts as the life of an access token when it is not said, in seconds. */
  readonly unknownLifetime?: number;
  /** The largest reply that is read, in bytes. */
  readonly maxReplyBytes?: number;
  /** Whether one comma before `}` or `]` is tolerated (TOKEN-8). */
  readonly tolerateTrailingComma?: boolean;
}

/**
 * What to send. Send it once: `fetch(url, { method, headers, body, redirect: "manual" })` with the time-out.
 *
 * `headers` has no `Content-Length`: browsers forbid it, and every `fetch` sends it by itself (TOKEN-2).
 *
 * Next: {@link parseToken} with `kind`, the reply's status and its body.
 */
export interface HttpRequest {
  /** What is asked. */
  readonly kind: RequestKind;
  /** `"POST"` */
  readonly method: string;
  /** The URL, without secrets. */
  readonly url: string;
  /** The headers; `Authorization` is secret. */
  readonly headers: Readonly<Record<string, string>>;
  /** The form; secret. */
  readonly body: string;
  /** How to send it. */
  readonly transport: Transport;
}

/** What the host's HTTP client must do. */
export interface Transport {
  /** Do not follow redirects: `false`. */
  readonly followRedirects: boolean;
  /** Never send again by itself: `false`. */
  readonly retry: boolean;
  /** Open a new connection: `true`. */
  readonly freshConnection: boolean;
  /** The time-out for the whole exchange, in seconds. */
  readonly timeout: number;
}
