import type { NextStep, RequestKind, WhoMustAct } from "./codes.js";
import type { Given } from "./given.js";

/** Bytes, as `crypto.getRandomValues`, `crypto.subtle` and `response.arrayBuffer()` give them. */
export type Bytes = Uint8Array | ArrayBuffer;

/**
 * What a request came to.
 *
 * `if (!outcome.ok) return show(outcome.refused)`; after that TypeScript knows `outcome.granted`.
 */
export type Outcome<T> =
  | {
      /** It was granted. */
      readonly ok: true;
      /** What was granted. */
      readonly granted: T;
    }
  | {
      /** It was refused. */
      readonly ok: false;
      /** By whom, why, and what to do. */
      readonly refused: Refusal;
    };

/** A refusal, as it came and with what it means. The texts of the server may hold anything: escape them before showing. */
export interface Refusal {
  /** The request that was refused. */
  readonly request: RequestKind;
  /** The HTTP status; 302 for a refusal that came with the landing URL. */
  readonly status: number;
  /** The server's `error`, verbatim. */
  readonly error: string;
  /** The server's `error_description`, verbatim. */
  readonly errorDescription?: string;
  /** What happened, in English. */
  readonly meaning: string;
  /** Who must act. */
  readonly whoMustAct: WhoMustAct;
  /** What to check, in English. */
  readonly check: string;
  /** Whether Inland Revenue documents this refusal. */
  readonly documented: boolean;
  /** What the program does next; decided by the request and the status, never by the texts (ERR-2). */
  readonly nextStep: NextStep;
  /** The same in English. */
  readonly advice: string;
}

/**
 * The client. Only a server may hold a secret. An application on customers' devices, a web page included, names the
 * vendor's own relay instead, which adds the secret (NATIVE-3).
 */
export type ClientSettings = {
  /** `"mock"`, `"test"`, `"production"` or a URL: scheme, host and port. */
  readonly environment: string;
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
      readonly relayUrl: string;
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

/** The client, laid out with the other arguments. */
export function client(options: Given): Given {
  return options.inside("client", (inner) => {
    inner.texts("environment", "clientId").optionalTexts("clientSecret", "relayUrl");
  });
}

/** The policy, laid out with the other arguments. */
export function policy(options: Given): Given {
  return options.optionallyInside("policy", (inner) => {
    inner.optionalWholes("pendingLifetime", "clockSkew", "requestTimeout", "maxReplyBytes");
    inner.optionalFlags("tolerateTrailingComma");
  });
}
