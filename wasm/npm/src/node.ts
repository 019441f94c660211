/**
 * Calls the services behind mutual TLS with Node's own `node:https`: `fetch` takes no client certificate.
 *
 * @module
 */

import { request as httpsRequest } from "node:https";

import { asTypeError, own } from "./own.js";
import type { Fail } from "./own.js";
import type { ByteArray, Url } from "./records.js";

/** A call of a service. */
export interface ServiceCall {
  /** The service: `https:`. */
  readonly url: string | Url;
  /** The HTTP method; left out: `"GET"`. */
  readonly method?: string;
  /** The value of the `Authorization` header: `authorization` of a signed token or of a token set. */
  readonly authorization: string;
  /** More headers. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What is sent, if anything is. */
  readonly body?: string | Uint8Array;
  /** The time-out for the whole exchange, in seconds; left out: 30. */
  readonly timeout?: number;
  /** The client's TLS certificate, as `node:tls` takes it. */
  readonly tls: {
    /** The certificate and what is between it and its root, in PEM. */
    readonly cert?: string;
    /** Its private key, in PEM. */
    readonly key?: string;
    /** Or both as PKCS#12. */
    readonly pfx?: Uint8Array;
    /** The passphrase of the key, or of the PKCS#12. */
    readonly passphrase?: string;
    /** The roots that the server's certificate must come from, in PEM; left out: those that Node has. */
    readonly ca?: string;
  };
}

/** What came back. */
export interface ServiceReply {
  /** The HTTP status. */
  readonly status: number;
  /** The headers, in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The body as it came. */
  readonly body: ByteArray;
}

const CALL = "url:any method?:string authorization:string headers?:object body?:any timeout?:number tls:object";
const TLS = "cert?:any key?:any pfx?:object passphrase?:string ca?:any";
const inTls: Fail = (name, ...more) => asTypeError(`tls.${name}`, ...more);

/**
 * Calls a service once: on a connection of its own, which is closed afterwards; no redirect is followed, nothing is sent
 * again, and after `timeout` seconds, the body included, it is over.
 *
 * If the promise is rejected, nobody knows whether the call arrived, unless a `TypeError` names an argument.
 *
 * @example
 * ```js
 * const { status, body } = await callService({ url: service, authorization, tls: { cert, key, ca } });
 * ```
 */
export async function callService(call: ServiceCall): Promise<ServiceReply> {
  const { url, method = "GET", authorization, headers, body, timeout = 30, tls } = own(call, CALL, asTypeError);
  const { cert, key, pfx, passphrase, ca } = own(tls, TLS, inTls);
  const signal = AbortSignal.timeout(timeout * 1000);
  return new Promise((resolve, reject) => {
    // `signal` covers connecting and the body, which a socket's time-out does not.
    const late = (error: unknown) => reject(signal.aborted ? signal.reason : error);
    const all = { ...headers, Authorization: authorization, Connection: "close" };
    const options = { ...present({ cert, key, pfx: pfx && Buffer.from(pfx), passphrase, ca }), method, headers: all, agent: false, signal, minVersion: "TLSv1.2" } as const;
    const request = httpsRequest(typeof url === "string" ? url : url.href, options, (response) => {
      const parts: Uint8Array[] = [];
      response.on("data", (part: Uint8Array) => parts.push(part)).on("error", late);
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: new Uint8Array(Buffer.concat(parts)) });
      });
    });
    request.on("error", late).end(body);
  });
}

/** The same without what is left out. */
function present<T extends object>(members: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, member]) => member !== undefined)) as T;
}
