import { GwsAuthError, initialize, relayRequest } from "gws-auth";
import { send } from "gws-auth/fetch";

const STATUS = { relay_endpoint: 404, relay_grant: 403, relay_redirect_uri: 403, relay_client_id: 403, relay_client: 500 };

/** Checks a page's form, adds the secret, sends it once, and gives what the page is answered. */
export async function relay(endpoint, body, { client, rules }) {
  await initialize();
  try {
    return await send(relayRequest({ endpoint, body, rules, client }));
  } catch (error) {
    // What is not let through, or no reply: the page's noReply says what follows.
    const status = error instanceof GwsAuthError ? (STATUS[error.code] ?? 400) : 504;
    return { status, body: new TextEncoder().encode(JSON.stringify({ error: "relay", error_description: error.code ?? "no_reply" })) };
  }
}

const headers = { "Content-Type": "application/json", "Cache-Control": "no-store" };

/** For `createServer` of `node:http`. */
export const forNode = (settings) => async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const { status, body } = await relay(request.url.split("/").at(-1), Buffer.concat(parts), settings);
  response.writeHead(status, headers).end(body);
};

/** For Express: `app.post("/relay/:endpoint", express.text({ type: "*\/*" }), forExpress(settings))`. */
export const forExpress = (settings) => async (request, response) => {
  const { status, body } = await relay(request.params.endpoint, request.body, settings);
  response.status(status).set(headers).send(Buffer.from(body));
};

/** For a Next.js route, `app/relay/[endpoint]/route.js`: `export const POST = forNext(settings)`. */
export const forNext = (settings) => async (request, { params }) => {
  const { status, body } = await relay((await params).endpoint, await request.text(), settings);
  return new Response(body, { status, headers });
};
