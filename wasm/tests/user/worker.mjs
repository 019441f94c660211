import wasm from "gws-auth/gws_auth.wasm";
import { send } from "gws-auth/fetch";
import { GwsAuthError, initialize, relayRequest } from "gws-auth/inline";

const headers = { "Content-Type": "application/json", "Cache-Control": "no-store" };

/** A page's relay: settings and the secret are the Worker's own. */
export default {
  async fetch(request, { ENVIRONMENT: environment, CLIENT_ID: clientId, CLIENT_SECRET: clientSecret, REDIRECT_URI }) {
    await initialize(wasm);
    const client = { environment, clientId, clientSecret };
    const rules = { redirectUris: [REDIRECT_URI], refresh: true };
    const endpoint = new URL(request.url).pathname.split("/").at(-1);
    try {
      const { status, body } = await send(relayRequest({ endpoint, body: await request.text(), rules, client }));
      return new Response(body, { status, headers });
    } catch (error) {
      const [status, code] = error instanceof GwsAuthError ? [403, error.code] : [504, "no_reply"];
      return Response.json({ error: "relay", error_description: code }, { status, headers });
    }
  },
};
