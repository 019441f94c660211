// The whole flow once against an OAuth server that others wrote: what we send is understood, what it answers is read,
// and what it refuses is explained.

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";

import { walk } from "./support/cookie-browser.mjs";
import { granted, gwsAuth, newFile, refused } from "./support/command.mjs";
import { account, client, SCOPE, startOidcServer } from "./support/oidc-server.mjs";

const { secret, wrongSecret, redirectUri } = client;
const credentials = { user_id: account.id, password: account.password };

describe("npm's oidc-provider", () => {
  let server;
  let online;

  before(async () => {
    server = await startOidcServer();
    online = ["--env", server.base, "--client-id", client.id];
  });
  after(() => server?.stop());
  beforeEach(() => {
    server.requests.length = 0;
    server.refusals.length = 0;
  });

  /** A login that is about to begin. */
  async function begin(more = []) {
    const pending = newFile("oidc.pending");
    const args = ["authorize-url", ...online, "--redirect-uri", redirectUri, "--pending", pending, ...more];
    return { ...(await granted(args)), pending };
  }
  /** The landing URL of a login with these answers to the server's pages. */
  const land = (url, answer = credentials) => walk(url, redirectUri, () => answer);
  const exchange = ({ pending }, landed) => ["exchange", "--pending", pending, landed];

  async function logIn() {
    const login = await begin();
    return granted(exchange(login, await land(login.url)), { secret });
  }
  async function isActive(token) {
    return (await granted(["introspect", ...online], { input: token, secret })).active;
  }
  /** What the server itself says of what it refused; nobody else is told. */
  const reasons = () => server.refusals.splice(0);

  test("login, exchange, introspect, refresh, revoke", async () => {
    const login = await begin();
    const landed = await land(login.url);
    const back = new URL(landed).searchParams;
    assert.equal(back.get("state"), login.state);
    assert.equal(back.get("iss"), server.base, "a parameter that IR does not send, and that we ignore (REDIR-6)");

    server.requests.length = 0;
    const first = await granted(exchange(login, landed), { secret });
    assert.equal(first.expires_in, 28_800);
    assert.equal(first.scope, SCOPE);
    assert.ok(first.access_token && first.refresh_token);

    const live = await granted(["introspect", ...online], { input: first.access_token, secret });
    assert.equal(live.active, true);
    assert.equal(live.client_id, client.id);
    assert.equal(live.sub, account.id);
    assert.equal(live.scope, SCOPE);
    assert.equal(live.exp - live.iat, 28_800);

    const second = await granted(["refresh", ...online], { input: first.refresh_token, secret });
    assert.notEqual(second.refresh_token, first.refresh_token);
    assert.notEqual(second.access_token, first.access_token);
    assert.equal(await isActive(second.access_token), true);

    await granted(["revoke", ...online], { input: second.refresh_token, secret });
    assert.equal(await isActive(second.refresh_token), false);
    assert.deepEqual(reasons(), [], "nothing was refused on the way");

    const { token, introspection, revocation } = server.paths;
    const expected = [token, introspection, token, introspection, revocation, introspection];
    const arrived = server.requests.map(({ method, url }) => `${method} ${url}`);
    assert.deepEqual(arrived, expected.map((path) => `POST ${path}`));
    for (const { url, headers } of server.requests) {
      assert.match(headers.authorization, /^Basic [A-Za-z0-9+/]+=*$/, url);
      assert.match(headers["content-type"], /^application\/x-www-form-urlencoded(;|$)/, url);
      assert.match(headers["content-length"], /^\d+$/, `${url} says its length (TOKEN-2)`);
      assert.equal(headers.cookie, undefined, url);
    }
  });

  test("a used refresh token that comes again ends the whole grant (REFRESH-3)", async () => {
    const first = await logIn();
    const second = await granted(["refresh", ...online], { input: first.refresh_token, secret });
    assert.equal(await isActive(second.refresh_token), true);

    const error = await refused(["refresh", ...online], { input: first.refresh_token, secret });
    assert.equal(error.oauth_error, "invalid_grant");
    assert.equal(error.next_step, "introspect", "what next follows from the status, not from the text (ERR-2)");
    assert.deepEqual(reasons(), ["refresh token already used"]);

    assert.equal(await isActive(second.access_token), false);
    assert.equal(await isActive(second.refresh_token), false);
    await refused(["refresh", ...online], { input: second.refresh_token, secret });
    assert.deepEqual(reasons(), ["refresh token not found"]);
  });

  test("the verifier of another login is refused, the right one accepted", async () => {
    const state = "0123456789abcdef";
    const login = await begin(["--state", state, "--code-verifier", "a".repeat(43)]);
    const other = await begin(["--state", state, "--code-verifier", "b".repeat(43)]);
    const landed = await land(login.url);
    const error = await refused(exchange(other, landed), { secret });
    assert.equal(error.oauth_error, "invalid_grant");
    assert.equal(error.next_step, "restart_login");
    assert.deepEqual(reasons(), ["PKCE verification failed"]);
    // This server keeps the code after a wrong verifier, which shows that nothing else was wrong with it.
    assert.ok((await granted(exchange(login, landed), { secret })).access_token);
  });

  test("a login without PKCE is refused by redirect, and the command reads it", async () => {
    const login = await begin(["--no-pkce"]);
    assert.equal(new URL(login.url).searchParams.has("code_challenge"), false);
    const landed = await land(login.url);
    const error = await refused(["redirect", "--pending", login.pending, landed]);
    assert.equal(error.oauth_error, "invalid_request");
    assert.match(error.oauth_error_description, /PKCE/, "in the server's own words");
  });

  test("the customer says no", async () => {
    const login = await begin();
    const landed = await land(login.url, { answer: "deny" });
    const error = await refused(["redirect", "--pending", login.pending, landed]);
    assert.equal(error.oauth_error, "access_denied");
    assert.equal(error.who_must_act, "customer");
  });

  test("a wrong secret is refused on every request, and costs nothing", async () => {
    const login = await begin();
    const landed = await land(login.url);
    const tokens = async () => {
      const wrong = await refused(exchange(login, landed), { secret: wrongSecret });
      assert.equal(wrong.oauth_error, "invalid_client");
      return granted(exchange(login, landed), { secret });
    };
    const { access_token, refresh_token } = await tokens();
    const commands = { refresh: refresh_token, introspect: access_token, revoke: access_token };
    for (const [command, input] of Object.entries(commands)) {
      const { status, json, shown } = await gwsAuth([command, ...online], { input, secret: wrongSecret });
      assert.equal(status, 1, shown);
      assert.equal(json.error.oauth_error, "invalid_client", shown);
      assert.equal(json.error.status, 401, shown);
    }
    assert.deepEqual(reasons(), Array(4).fill("invalid secret provided"));
    assert.equal(await isActive(access_token), true);
    assert.equal(await isActive(refresh_token), true);
  });

  test("a code that comes again is refused", async () => {
    const login = await begin();
    const landed = await land(login.url);
    await granted(exchange(login, landed), { secret });
    const error = await refused(exchange(login, landed), { secret });
    assert.equal(error.oauth_error, "invalid_grant");
    assert.deepEqual(reasons(), ["authorization code already consumed"]);
  });

  test("`explain` has an answer for this server's refusals, and says that IR documents none of them", async () => {
    const post = async (path, form) => {
      const response = await fetch(server.base + path, {
        method: "POST",
        headers: { Authorization: `Basic ${btoa(`${client.id}:${secret}`)}` },
        body: new URLSearchParams(form),
        signal: AbortSignal.timeout(5_000),
      });
      return { status: response.status, body: await response.text() };
    };
    const { token, introspection, revocation } = server.paths;
    const code = {
      grant_type: "authorization_code",
      code: "x",
      redirect_uri: redirectUri,
      code_verifier: "v".repeat(43),
    };
    const cases = [
      ["code", token, code, "invalid_grant", "restart_login"],
      ["code", token, { grant_type: "password" }, "unsupported_grant_type", "restart_login"],
      ["refresh", token, { grant_type: "refresh_token", refresh_token: "x" }, "invalid_grant", "introspect"],
      ["introspect", introspection, {}, "invalid_request", "fix_configuration"],
      ["revoke", revocation, {}, "invalid_request", "fix_configuration"],
    ];
    for (const [request, path, form, error, nextStep] of cases) {
      const { status, body } = await post(path, form);
      const explained = await granted(["explain", "--request", request, "--status", `${status}`], { input: body });
      assert.equal(explained.oauth_error, error, body);
      assert.equal(explained.oauth_error_description, JSON.parse(body).error_description);
      assert.equal(explained.next_step, nextStep, `${request} ${status} ${body}`);
      assert.equal(explained.documented, false, body);
      assert.ok(explained.meaning && explained.check, body);
      assert.match(explained.who_must_act, /^(developer|operator|customer|inland_revenue)$/);
    }
  });
});
