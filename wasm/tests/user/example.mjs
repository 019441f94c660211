import { initialize } from "gws-auth";
import { exchange, login as begin, refresh } from "gws-auth/flow";
import { callService } from "gws-auth/node";
import { signWithWebCrypto } from "gws-auth/webcrypto";

/** The tokens that came; whatever else comes back, or nothing, says what to do next. */
function tokens(sent) {
  switch (sent.outcome) {
    case "granted":
      return sent.granted;
    case "refused":
      throw new Error(`${sent.refused.meaning} ${sent.refused.advice}`);
    case "unreadable":
      // Keep the body where only an operator can read it: it may hold the only copy of the tokens.
      throw new Error(`${sent.unreadable.message} ${sent.unreadable.advice}`);
    default:
      throw new Error(sent.lost.advice);
  }
}

/** Log in, exchange, refresh. `logIn` opens a URL in a browser and gives the URL that the browser comes back to. */
export async function login({ client, redirectUri, logIn }) {
  await initialize();
  const { environment, clientId } = client;
  const { url, pending } = begin({ environment, clientId, redirectUri });
  // On a server `pending` lives in the session of the user who logs in, and is taken out of it before the exchange.
  const landing = await logIn(url);
  const first = tokens(await exchange({ pending, landing, client }));
  // A refresh token works once: note that it was sent before it is sent.
  const second = tokens(await refresh({ client, refreshToken: first.refreshToken }));
  return { first, second };
}

/** Calls a service behind mutual TLS with a machine's token, signed by a key that WebCrypto does not give out. */
export async function callAsMachine({ url, privateKey, thumbprint, iss, tls }) {
  const { token, authorization } = await signWithWebCrypto({ certificate: { thumbprint }, iss }, privateKey);
  const { status, body } = await callService({ url, authorization, tls });
  return { token, status, text: new TextDecoder().decode(body) };
}
