// What compiles, and means what it says. Never run.

import { GwsAuthError, authorize, exchangeRequest, parseToken, refreshRequest } from "gws-auth";
import { send } from "gws-auth/fetch";
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

export function expired(error: unknown): boolean {
  const code: ErrorCode = "pending_expired";
  return error instanceof GwsAuthError && error.code === code;
}

export const seconds: number = refreshRequest({ client: relayed, refreshToken: "r" }).transport.timeout;
