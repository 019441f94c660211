// A real browser through the simulator's login, two-step verification and consent, and the command before and after it.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { createServer } from "node:http";

import { launchChromium, withPage } from "./support/chromium.mjs";
import { granted, gwsAuth, newFile, refused } from "./support/command.mjs";
import { startLanding } from "./support/landing.mjs";
import { authorise, deny, enterCode, logIn, sees } from "./support/login-pages.mjs";
import { clients, startSimulator, users } from "./support/simulator.mjs";

const { cloud } = clients;

describe("a browser at the simulator", () => {
  let simulator;
  let browser;
  let landing;

  before(async () => {
    simulator = await startSimulator();
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await simulator?.stop();
  });
  beforeEach(async () => {
    landing = await startLanding();
    for (const user of Object.values(users)) await simulator.forgetConsent(user, cloud);
  });
  afterEach(() => landing?.stop());

  /** A login that is about to begin: the URL, and the file with what the command must remember. */
  async function begin() {
    const pending = newFile("login.pending");
    const { url, state, code_challenge } = await granted([
      ...["authorize-url", "--env", simulator.base, "--client-id", cloud.id],
      ...["--redirect-uri", landing.redirectUri, "--pending", pending],
    ]);
    return { url, state, code_challenge, pending };
  }

  /** Runs a command that asks the server about `input`, a token. */
  const send = (command, input) =>
    granted([command, "--env", simulator.base, "--client-id", cloud.id], { input, secret: cloud.secret });

  test("the whole flow: login, consent, exchange, refresh, introspect, revoke", async () => {
    const before = await simulator.counters();
    const login = await begin();
    const sent = new URL(login.url).searchParams;
    assert.equal(sent.get("state"), login.state);
    assert.equal(sent.get("code_challenge"), login.code_challenge);

    const landed = await withPage(browser, {}, async (page) => {
      await page.goto(login.url);
      await logIn(page, users.plain);
      await sees(page, /Welcome/);
      assert.ok(await page.getByText(cloud.name).first().isVisible(), "the consent page names the client");
      await authorise(page);
      await page.waitForURL(`${landing.redirectUri}?*`);
      return landing.next();
    });
    const back = new URL(landed).searchParams;
    assert.equal(back.get("state"), login.state);

    const { code } = await granted(["redirect", "--pending", login.pending, landed]);
    assert.equal(code, back.get("code"), "`redirect` shows the code and does not spend the login");

    const first = await granted(["exchange", "--pending", login.pending, landed], { secret: cloud.secret });
    assert.ok(first.access_token && first.refresh_token);
    assert.equal(first.expires_in, 28_800);

    const second = await send("refresh", first.refresh_token);
    assert.ok(second.access_token && second.refresh_token);
    assert.notEqual(second.refresh_token, first.refresh_token, "each refresh brings a new pair (REFRESH-2)");

    const live = await send("introspect", second.access_token);
    assert.equal(live.active, true);
    assert.equal(live.username, users.plain.id);
    assert.equal(live.client_id, cloud.id);

    await send("revoke", second.access_token);
    const dead = await send("introspect", second.access_token);
    assert.equal(dead.active, false);

    const counted = await simulator.counters();
    const more = (name) => counted[name] - before[name];
    assert.equal(more("codes_consumed"), 1);
    assert.equal(more("refresh_tokens_consumed"), 1);
    assert.equal(more("refresh_tokens_reused"), 0);
    assert.equal(more("revocations"), 1);
  });

  test("a wrong password: the message is seen, the user id is kept, and the right one goes on", async () => {
    const { url } = await begin();
    await withPage(browser, {}, async (page) => {
      await page.goto(url);
      assert.equal(await page.getByRole("alert").count(), 0, "no message before anything went wrong");
      await logIn(page, { ...users.plain, password: "wrong" });

      const alert = page.getByRole("alert");
      await alert.waitFor();
      assert.match(await alert.innerText(), /not correct/);
      assert.equal(await page.getByLabel("Password").inputValue(), "", "the password is not sent back");
      assert.equal(await page.getByLabel("User ID").inputValue(), users.plain.id, "the user id is kept");
      const focused = await page.evaluate(() => document.activeElement.id);
      assert.equal(focused, "password", "the field to correct has the focus");

      await page.keyboard.type(users.plain.password);
      await page.keyboard.press("Enter");
      await sees(page, /Welcome/);
    });
  });

  test("markup in a user id is shown as text", async () => {
    const { url } = await begin();
    const id = `"><script>document.title = "owned"</script><b id='x'>`;
    await withPage(browser, {}, async (page) => {
      await page.goto(url);
      await logIn(page, { id, password: "wrong" });
      await page.getByRole("alert").waitFor();
      assert.equal(await page.getByLabel("User ID").inputValue(), id);
      assert.equal(await page.locator("b, main script").count(), 0);
    });
  });

  test("two-step verification: a wrong code is refused, the right one goes on", async () => {
    const login = await begin();
    await withPage(browser, {}, async (page) => {
      await page.goto(login.url);
      await logIn(page, users.twoStep);
      await sees(page, /security code/i);
      await enterCode(page, "000000");
      assert.match(await page.getByRole("alert").innerText(), /not correct/);
      await enterCode(page, users.twoStep.code);
      await authorise(page);
      await page.waitForURL(`${landing.redirectUri}?*`);
    });
    const args = ["exchange", "--pending", login.pending, await landing.next()];
    const { access_token } = await granted(args, { secret: cloud.secret });
    const { username } = await send("introspect", access_token);
    assert.equal(username, users.twoStep.id);
  });

  test("Deny: the command says access_denied, and no code was issued", async () => {
    const login = await begin();
    const before = await simulator.counters();
    const landed = await withPage(browser, {}, async (page) => {
      await page.goto(login.url);
      await logIn(page, users.plain);
      await deny(page);
      await page.waitForURL(`${landing.redirectUri}?*`);
      return landing.next();
    });
    const error = await refused(["redirect", "--pending", login.pending, landed]);
    assert.equal(error.oauth_error, "access_denied");
    const exchange = ["exchange", "--pending", login.pending, landed];
    assert.equal((await refused(exchange, { secret: cloud.secret })).oauth_error, "access_denied");
    const counted = await simulator.counters();
    assert.equal(counted.codes_issued, before.codes_issued);
    assert.equal(counted.requests.token ?? 0, before.requests.token ?? 0, "nothing was sent for a refusal");
  });

  test("the second login skips consent, until consent is revoked (AUTHZ-10)", async () => {
    const asked = async () => {
      const { url } = await begin();
      return withPage(browser, {}, async (page) => {
        await page.goto(url);
        await logIn(page, users.plain);
        const button = page.getByRole("button", { name: "Authorise" });
        await button.or(page.getByRole("heading", { name: "Landed" })).waitFor();
        const consent = await button.isVisible();
        if (consent) await authorise(page);
        await page.waitForURL(`${landing.redirectUri}?*`);
        assert.match(await landing.next(), /[?&]code=/);
        return consent;
      });
    };
    assert.equal(await asked(), true);
    assert.equal(await asked(), false);
    await simulator.forgetConsent(users.plain, cloud);
    assert.equal(await asked(), true);
  });

  test("a landing of another login is refused", async () => {
    const [mine, foreign] = [await begin(), await begin()];
    const landed = await withPage(browser, {}, async (page) => {
      await page.goto(foreign.url);
      await logIn(page, users.plain);
      await authorise(page);
      await page.waitForURL(`${landing.redirectUri}?*`);
      return landing.next();
    });
    const before = await simulator.counters();
    const { status, json } = await gwsAuth(["exchange", "--pending", mine.pending, landed], { secret: cloud.secret });
    assert.equal(status, 1);
    assert.match(json.error.code, /state/);
    const counted = await simulator.counters();
    assert.equal(counted.requests.token ?? 0, before.requests.token ?? 0, "the code was not sent (REDIR-5)");
  });

  test("an iframe on another page refuses to show the login page (AUTHZ-6)", async () => {
    const { url } = await begin();
    const around = (source) =>
      `<!doctype html><title>A page around</title><link rel="icon" href="data:,">
       <iframe name="inner" width="600" height="400" src="${source.replaceAll("&", "&amp;")}"></iframe>`;
    const server = createServer((request, response) => {
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      const inner = `<!doctype html><title>Inner</title><label>User ID <input></label>`;
      const page = { "/inner": inner, "/harmless": around("/inner"), "/framing": around(url) };
      response.end(page[request.url] ?? "");
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    const base = `http://127.0.0.1:${server.address().port}`;
    try {
      await withPage(browser, {}, async (page, complaints) => {
        const field = page.frameLocator("iframe").getByLabel("User ID");
        await page.goto(`${base}/harmless`);
        await field.waitFor();

        const requested = page.waitForResponse((response) => response.url() === url);
        await page.goto(`${base}/framing`);
        assert.equal((await requested).status(), 200, "the page itself is there");
        await page.waitForFunction(() => document.readyState === "complete");
        assert.equal(await field.count(), 0, "nothing of the login page is shown");
        assert.match(page.frame("inner").url(), /^chrome-error:/);
        // This complaint is the one that is wanted.
        const said = complaints.splice(0);
        assert.ok(said.some((text) => /frame/i.test(text)), `the browser says why: ${said}`);
      });
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });
});
