import { request } from "./answer.js";
import { INTROSPECT_REQUEST, PARSE_INTROSPECTION, PARSE_REVOCATION, REVOKE_REQUEST } from "./layout.js";
import { granted, outcome } from "./load.js";
import type { Bytes, ClientSettings, HttpRequest, Policy, Reply, Warning } from "./records.js";

/** The options of {@link introspectRequest} and {@link revokeRequest}. */
export interface AboutTokenOptions {
  /** The client that the token was given to. */
  readonly client: ClientSettings;
  /** The token. */
  readonly token: string;
  /** What kind of token it is; a wrong hint does no harm. */
  readonly hint?: "access_token" | "refresh_token";
  /** What differs from Inland Revenue's figures. */
  readonly policy?: Policy;
}

/**
 * The question whether a token is alive: what is asked when nobody knows whether a refresh was done.
 *
 * @throws {@link GwsAuthError}: `token_…`, `client_…`, `environment_…`. Rule INTRO-1.
 *
 * Next: send it, then {@link parseIntrospection}.
 *
 * @example
 * ```js
 * const request = introspectRequest({ client, token: tokens.refreshToken, hint: "refresh_token" });
 * const reply = parseIntrospection(await send(request));
 * ```
 */
export function introspectRequest(options: AboutTokenOptions): HttpRequest {
  return granted(INTROSPECT_REQUEST, options, request);
}

/** The options of {@link parseIntrospection} and {@link parseRevocation}. */
export interface ParseReplyOptions {
  /** The reply's HTTP status. */
  readonly status: number;
  /** The reply's body: bytes, or text as `response.text()` gives it. */
  readonly body: Bytes | string;
  /** What differs from Inland Revenue's figures. */
  readonly policy?: Policy;
}

/** What Inland Revenue says about a token. An inactive one comes without the other members. */
export interface Introspection {
  /** Whether the token works. */
  readonly active: boolean;
  /** The client that it was given to. */
  readonly clientId?: string;
  /** The customer's myIR user id; it identifies a person. */
  readonly username?: string;
  /** The scope. */
  readonly scope?: string;
  /** The customer, as a UUID; it identifies a person. */
  readonly sub?: string;
  /** When it ends, in seconds since 1970. */
  readonly exp?: number;
  /** When it was issued, in seconds since 1970. */
  readonly iat?: number;
  /** What is odd about the reply. */
  readonly warnings: readonly Warning[];
}

/**
 * Reads the reply to an introspection. Whatever the server answered is data.
 *
 * @throws {@link GwsAuthError}: `status_invalid`. Rule INTRO-2.
 *
 * @example
 * ```js
 * const reply = parseIntrospection({ status: 200, body: '{"active":true}' });
 * const alive = reply.ok && reply.granted.active;
 * ```
 */
export function parseIntrospection(options: ParseReplyOptions): Reply<Introspection> {
  return outcome(PARSE_INTROSPECTION, options);
}

/**
 * The request that ends a token: when a customer logs off, or disconnects the software.
 *
 * @throws {@link GwsAuthError}: `token_…`, `client_…`, `environment_…`. Rule REVOKE-1.
 *
 * Next: send it, then {@link parseRevocation}.
 *
 * @example
 * ```js
 * const request = revokeRequest({ client, token: tokens.refreshToken, hint: "refresh_token" });
 * const reply = parseRevocation(await send(request));
 * ```
 */
export function revokeRequest(options: AboutTokenOptions): HttpRequest {
  return granted(REVOKE_REQUEST, options, request);
}

/** The token is revoked. */
export interface Revocation {
  /** What is odd about the reply. */
  readonly warnings: readonly Warning[];
}

/**
 * Reads the reply to a revocation: any 2xx is success, whatever the body. Whatever the server answered is data.
 *
 * @throws {@link GwsAuthError}: `status_invalid`. Rule REVOKE-1.
 *
 * @example
 * ```js
 * const reply = parseRevocation({ status: 200, body: "" });
 * if (!reply.ok) throw new Error((reply.refused ?? reply.unreadable).advice);
 * ```
 */
export function parseRevocation(options: ParseReplyOptions): Reply<Revocation> {
  return outcome(PARSE_REVOCATION, options);
}
