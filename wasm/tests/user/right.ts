// What compiles, and means what it says. Never run.

import { GwsAuthError, authorize, exchangeRequest, needsRenewal, parseToken, refreshRequest } from "gws-auth";
import { certificateFacts } from "gws-auth/checks";
import { explain } from "gws-auth/explain";
import { send } from "gws-auth/fetch";
import { initialize } from "gws-auth/inline";
import { m2mSign } from "gws-auth/keys";
import * as login_ from "gws-auth/login";
import { m2mVerifyBegin } from "gws-auth/m2m";
import "gws-auth/messages";
import { irdNumber, serviceAccess, services } from "gws-auth/services";
import { introspectRequest, revokeRequest } from "gws-auth/tokens";
import type { ClientSettings, ErrorCode, HttpRequest, Login, NextStep, Outcome, TokenSet } from "gws-auth";

const client: ClientSettings = { environment: "test", clientId: "c", clientSecret: "s" };
const relayed: ClientSettings = { environment: "test", clientId: "c", relayUrl: "https://relay.example/" };
const entropy = crypto.getRandomValues(new Uint8Array(64));
const login: Login = authorize({ environment: "mock", clientId: "c", redirectUri: "https://a.example/", entropy, now: 1 });
const exchange: Outcome<HttpRequest> = exchangeRequest({ pending: login.pending, landing: "?", client, now: 1 });

export function next(): NextStep | TokenSet {
  if (!exchange.ok) return exchange.refused.nextStep;
  const outcome = parseToken({ kind: exchange.granted.kind, status: 200, body: new ArrayBuffer(0) });
  if (outcome.outcome === "unreadable") return outcome.unreadable.nextStep;
  return outcome.ok ? outcome.granted : outcome.refused.nextStep;
}

export async function sent(request: HttpRequest): Promise<boolean> {
  return parseToken({ kind: request.kind, ...(await send(request)) }).ok;
}

export const answered = async (request: HttpRequest): Promise<Response> => new Response((await send(request)).body);

export async function signed(file: string, key: string): Promise<string> {
  const { thumbprint, algorithms } = await certificateFacts({ file });
  const [algorithm = "ES256"] = algorithms;
  return (await m2mSign({ key, algorithm, certificate: { thumbprint }, iss: "i", now: 1 })).authorization;
}

export function expired(error: unknown): boolean {
  const code: ErrorCode = "pending_expired";
  return error instanceof GwsAuthError && error.code === code;
}

export const renew = (tokens: TokenSet): boolean => needsRenewal(tokens, 1_790_000_000);
export const digits: string = irdNumber({ number: "49-091-850" }).number;
export const where: (string | undefined)[] = services().map(
  ({ code }) => serviceAccess({ service: code, client: "cloud", mechanism: "oauth", environment: "test" }).url,
);

export const seconds: number = refreshRequest({ client: relayed, refreshToken: "r" }).transport.timeout;

export async function why(url: URL): Promise<string | undefined> {
  await initialize();
  const landed = login_.exchangeRequest({ pending: login.pending, landing: url, client, now: 1 });
  return landed.ok ? landed.granted.url : (await explain(landed.refused)).meaning;
}

export const about: HttpRequest[] = [introspectRequest, revokeRequest].map((ask) => ask({ client, token: "t", hint: "refresh_token" }));

export function verified(key: CryptoKey, token: string): Promise<boolean> {
  const { signature, signingInput } = m2mVerifyBegin({ token });
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, new TextEncoder().encode(signingInput));
}
