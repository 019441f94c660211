import { request as httpsRequest } from "node:https";
import {
  authorize,
  exchangeRequest,
  initialize,
  m2mAttach,
  m2mUnsigned,
  noReply,
  parseToken,
  refreshRequest,
} from "gws-auth";

const now = () => Math.floor(Date.now() / 1000);

/** Sends a request as `transport` says: once, no redirects, a connection of its own, a time-out. */
async function send({ method, url, headers, body, transport }) {
  const response = await fetch(url, {
    method,
    body,
    // With `close` in every request to this host, none meets a connection that an earlier one has left open.
    headers: { ...headers, Connection: "close" },
    redirect: "manual",
    signal: AbortSignal.timeout(transport.timeout * 1000),
  });
  return { status: response.status, body: new Uint8Array(await response.arrayBuffer()) };
}

/** Sends a token request and gives the tokens; whatever else comes back, or nothing, says what to do next. */
async function tokens(request) {
  const sentAt = now();
  // A fetch that rejects does not say whether the request left this machine, so it counts as sent.
  const lost = () => Promise.reject(new Error(noReply({ kind: request.kind, sent: true }).advice));
  const reply = parseToken({ kind: request.kind, ...(await send(request).catch(lost)), sentAt });
  switch (reply.outcome) {
    case "granted":
      return reply.granted;
    case "refused":
      throw new Error(`${reply.refused.meaning} ${reply.refused.advice}`);
    default:
      // Keep the body where only an operator can read it: it may hold the only copy of the tokens.
      throw new Error(`${reply.unreadable.message} ${reply.unreadable.advice}`);
  }
}

/** Log in, exchange, refresh. `logIn` opens a URL in a browser and gives the URL that the browser comes back to. */
export async function login({ client, redirectUri, logIn }) {
  await initialize();
  const { environment, clientId } = client;
  const entropy = crypto.getRandomValues(new Uint8Array(64));
  const { url, pending } = authorize({ environment, clientId, redirectUri, entropy, now: now() });
  const landing = await logIn(url);
  const exchange = exchangeRequest({ pending, landing, client, now: now() });
  if (!exchange.ok) throw new Error(exchange.refused.meaning);
  const first = await tokens(exchange.granted);
  // A refresh token works once: note that it was sent before it is sent.
  const second = await tokens(refreshRequest({ client, refreshToken: first.refreshToken }));
  return { first, second };
}

/** A machine-to-machine token, signed by a key that WebCrypto does not give out. */
export async function machineToken({ privateKey, thumbprint, iss }) {
  await initialize();
  const unsigned = m2mUnsigned({ algorithm: "ES256", certificate: { thumbprint }, iss, now: now() });
  const bytes = new TextEncoder().encode(unsigned.signingInput);
  const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, privateKey, bytes);
  return m2mAttach({ signingInput: unsigned.signingInput, signature, form: "raw" });
}

/** Calls a service behind mutual TLS, for which fetch has no certificate: node:https does. */
export function callService({ url, authorization, cert, key, ca }) {
  return new Promise((resolve, reject) => {
    const options = { cert, key, ca, agent: false, headers: { Authorization: authorization }, timeout: 30_000 };
    const request = httpsRequest(url, options, async (response) => {
      let body = "";
      for await (const part of response.setEncoding("utf8")) body += part;
      resolve({ status: response.statusCode, body });
    });
    request.on("timeout", () => request.destroy(new Error("no answer in time")));
    request.on("error", reject).end();
  });
}
