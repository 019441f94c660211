// npm's `oidc-provider`, an OAuth server that others wrote, with IR's paths and one confidential client.

import { generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer } from "node:http";

import Provider from "oidc-provider";

export const SCOPE = "MYIR.Services";
export const account = { id: "jsmith", password: "Kowhai-1" };

/**
 * oidc-provider form-decodes both halves of the Basic credentials, as RFC 6749 2.3.1 says. IR does not: its formula is
 * base64(client_id ":" client_secret) as they are (TOKEN-2), and so is ours. The two agree on letters, digits, `_` and
 * `-` (`%` and `+` are where they part), so the id and the secrets here have nothing else.
 */
export const client = {
  id: "Others_Payroll",
  secret: "not-IRs-Secret_1",
  wrongSecret: "not-IRs-Secret_2",
  redirectUri: "https://client.example.com/return",
};

const paths = {
  authorization: "/gateway3/oauth/authorize",
  token: "/gateway3/oauth/token",
  introspection: "/gateway3/oauth/introspect",
  revocation: "/gateway3/oauth/revoke",
};

const ownTokens = (_ctx, asking, token) => token.clientId === asking.clientId;

function configuration() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [client.redirectUri],
        response_types: ["code"],
        grant_types: ["authorization_code", "refresh_token"],
        token_endpoint_auth_method: "client_secret_basic",
      },
    ],
    clientAuthMethods: ["client_secret_basic"],
    scopes: [SCOPE],
    routes: paths,
    features: {
      devInteractions: { enabled: false },
      introspection: { enabled: true, allowedPolicy: ownTokens },
      revocation: { enabled: true },
    },
    pkce: { methods: ["S256"], required: () => true },
    issueRefreshToken: () => true,
    rotateRefreshToken: () => true,
    expiresWithSession: () => false,
    // As IR's (REDIR-1, REFRESH-4), and what else the server asks for.
    ttl: {
      AccessToken: 28_800,
      AuthorizationCode: 600,
      RefreshToken: 31_536_000,
      Grant: 31_536_000,
      Interaction: 600,
      Session: 600,
    },
    cookies: { keys: [randomBytes(32).toString("hex")] },
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), alg: "RS256", use: "sig" }] },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  };
}

/** A login page and a consent page, as plain as they can be: GET shows the name of the step, POST answers it. */
async function interact(provider, request, response) {
  const details = await provider.interactionDetails(request, response);
  const { prompt, params, session } = details;
  if (request.method !== "POST") {
    response.setHeader("Content-Type", "text/plain");
    return response.end(prompt.name);
  }
  const form = new URLSearchParams(await bodyOf(request));
  const finish = (result) => provider.interactionFinished(request, response, result);
  if (form.get("answer") === "deny") return finish({ error: "access_denied" });
  if (prompt.name === "login") {
    const known = form.get("user_id") === account.id && form.get("password") === account.password;
    return finish(known ? { login: { accountId: account.id } } : { error: "access_denied" });
  }
  const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope(prompt.details.missingOIDCScope.join(" "));
  return finish({ consent: { grantId: await grant.save() } });
}

async function bodyOf(request) {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += chunk;
  return body;
}

/** Silences the server's advice for production while it is set up; what goes wrong later is shown. */
function quietly(build) {
  const { info, warn } = console;
  console.info = console.warn = () => {};
  try {
    return build();
  } finally {
    Object.assign(console, { info, warn });
  }
}

export async function startOidcServer() {
  const requests = [];
  const refusals = [];
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${server.address().port}`;
  const provider = quietly(() => new Provider(base, configuration()));
  for (const event of ["authorization", "grant", "introspection", "revocation"]) {
    provider.on(`${event}.error`, (_ctx, error) => refusals.push(error.error_detail ?? error.message));
  }
  provider.on("server_error", (_ctx, error) => refusals.push(`server_error: ${error.stack}`));

  const answer = provider.callback();
  server.on("request", (request, response) => {
    const { method, url, headers } = request;
    requests.push({ method, url, headers });
    if (!url.startsWith("/interaction/")) return answer(request, response);
    return interact(provider, request, response).catch((error) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
  return {
    base,
    paths,
    /** Every request that arrived. */
    requests,
    /** Why the server refused, in its own words, which it keeps from the client. */
    refusals,
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
