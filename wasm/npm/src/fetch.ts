/**
 * Sends a request of `gws-auth` with the host's own `fetch`, as its `transport` says.
 *
 * @module
 */

import { asTypeError, own } from "./own.js";
import type { ByteArray, Bytes, HttpRequest } from "./records.js";

/** What may be changed about sending. */
export interface SendOptions {
  /** Used in place of the host's `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  /** Gives the request up earlier than its time-out does. It counts as sent all the same. */
  readonly signal?: AbortSignal;
}

/** What came back, by whichever client; `parseToken({ kind: request.kind, ...received, sentAt })` reads it. */
export interface Received {
  /** The HTTP status. */
  readonly status: number;
  /** The body as it came. */
  readonly body: Bytes | string;
}

/** What {@link send} gives: a body that a `Response` takes as well. */
export interface ReceivedBytes extends Received {
  /** The body as it came. */
  readonly body: ByteArray;
}

/**
 * Sends a request once: no redirect is followed, nothing is sent again, and after `transport.timeout` seconds, the body
 * included, it is over.
 *
 * In Node each request has a connection of its own. A browser cannot be told so: it may take an open connection, and by
 * itself send again what died on one.
 *
 * If the promise is rejected, nobody knows whether the request arrived: go on with
 * `noReply({ kind: request.kind, sent: true })`. The rejection is that of `fetch`: a `TimeoutError`, an `AbortError` or a
 * `TypeError`. A `TypeError` that names an argument is the caller's slip: nothing was sent.
 *
 * A redirect is rejected in a browser, which shows neither its status nor its body; elsewhere it comes back as it is.
 *
 * @example
 * ```js
 * const received = await send(refreshRequest({ client, refreshToken: tokens.refreshToken }));
 * const reply = parseToken({ kind: "refresh", ...received, sentAt: now });
 * ```
 */
export async function send(request: HttpRequest, options: SendOptions = {}): Promise<ReceivedBytes> {
  const { fetch: call = globalThis.fetch, signal } = own(options, "fetch?:function signal?:object", asTypeError);
  if (typeof request?.transport !== "object") throw asTypeError("request", "must be a request of gws-auth", false);
  const { method, url, headers, body, transport } = request;
  const timeout = AbortSignal.timeout(transport.timeout * 1000);
  const response = await call(url, {
    method,
    body,
    // With `close` in every request to a host, none meets a connection that an earlier one has left open.
    headers: { ...headers, Connection: "close" },
    redirect: "manual",
    signal: signal ? either(timeout, signal) : timeout,
  });
  if (response.type === "opaqueredirect") throw new TypeError("The reply is a redirect, which is not followed.");
  return { status: response.status, body: new Uint8Array(await response.arrayBuffer()) };
}

/** `AbortSignal.any`, which Node has since 20.3 only. */
function either(one: AbortSignal, other: AbortSignal): AbortSignal {
  const both = new AbortController();
  for (const signal of [one, other]) {
    const abort = () => both.abort(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true, signal: both.signal });
  }
  return both.signal;
}
