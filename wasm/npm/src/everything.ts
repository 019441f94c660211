export { explain, words } from "./explain.js";
export type { ExplainOptions, WordsOptions } from "./explain.js";
export { version } from "./version.js";
export { authorize, exchangeRequest } from "./login.js";
export type { AuthorizeOptions, ExchangeRequestOptions, Login } from "./login.js";
export { noReply, parseToken, refreshRequest } from "./tokens.js";
export type { NoReplyOptions, ParseTokenOptions, RefreshRequestOptions, TokenSet } from "./tokens.js";
export { introspectRequest, parseIntrospection, parseRevocation, revokeRequest } from "./about.js";
export type { AboutTokenOptions, Introspection, ParseReplyOptions, Revocation } from "./about.js";
export { relayRequest } from "./relay.js";
export type { RelayRequestOptions } from "./relay.js";
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
export type { WasmSource } from "./load.js";
export { GwsAuthError } from "./error.js";
export type { Blame, ErrorCode, ErrorPosition, NextStep, RequestKind, WarningCode, WhoMustAct } from "./codes.js";
export type {
  Advice,
  ByteArray,
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
  Step,
  Transport,
  Unreadable,
  Url,
  Warning,
} from "./records.js";
