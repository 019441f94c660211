/**
 * OAuth 2.0 and M2M tokens for Inland Revenue's gateway services. Nothing here opens a socket: the functions say what
 * to send, and read what came back.
 *
 * `await initialize()` once, then: {@link authorize} → the customer logs in → {@link exchangeRequest} → send →
 * {@link parseToken} → … → {@link refreshRequest} → send → {@link parseToken}. For machines: {@link m2mUnsigned} →
 * sign → {@link m2mAttach}.
 *
 * Strings cannot be wiped in JavaScript: tokens and secrets stay in memory until they are collected.
 *
 * @module
 */

export { initialize } from "./load.js";
export type { WasmSource } from "./load.js";
export { GwsAuthError } from "./error.js";
export type { Blame, ErrorCode, ErrorPosition } from "./codes.js";
export type {
  Advice,
  Bytes,
  ClientSettings,
  Granted,
  HttpRequest,
  NotUnderstood,
  Outcome,
  Policy,
  Refusal,
  Refused,
  Reply,
  Transport,
  Unreadable,
  Warning,
} from "./records.js";
export type { NextStep, RequestKind, WhoMustAct } from "./codes.js";
export { authorize, exchangeRequest, noReply, parseToken, refreshRequest, version } from "./flow.js";
export type {
  AuthorizeOptions,
  ExchangeRequestOptions,
  Login,
  NoReplyOptions,
  ParseTokenOptions,
  RefreshRequestOptions,
  TokenSet,
} from "./flow.js";
export { m2mAttach, m2mUnsigned, m2mVerifyBegin, m2mVerifyFinish } from "./m2m.js";
export type {
  Algorithm,
  CertificateReference,
  ExpectedCertificate,
  M2mAttachOptions,
  M2mUnsignedOptions,
  M2mVerifyBeginOptions,
  M2mVerifyFinishOptions,
  SignedToken,
  TokenClaims,
  UnsignedToken,
  UnverifiedToken,
} from "./m2m.js";
