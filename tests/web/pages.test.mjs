// The pages as people meet them: pictures, contrast, labels, keyboard.

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";

import { launchChromium, withPage } from "./support/chromium.mjs";
import { startLanding } from "./support/landing.mjs";
import { enterCode, logIn, sees } from "./support/login-pages.mjs";
import { checkPage, inspectPage } from "./support/page-checks.mjs";
import { clients, startSimulator, users } from "./support/simulator.mjs";

const { cloud } = clients;

describe("the simulator's pages", () => {
  let simulator;
  let browser;
  let landing;
  let url;

  before(async () => {
    simulator = await startSimulator();
    browser = await launchChromium();
    landing = await startLanding();
    const query = new URLSearchParams({
      response_type: "code",
      client_id: cloud.id,
      redirect_uri: landing.redirectUri,
      scope: "MYIR.Services",
      state: "abc",
    });
    url = `${simulator.base}/gateway3/oauth/authorize?${query}`;
  });
  after(async () => {
    await landing?.stop();
    await browser?.close();
    await simulator?.stop();
  });
  beforeEach(() => simulator.forgetConsent(users.plain, cloud));

  test("every page is in order in both sizes and both colour schemes", async (t) => {
    const report = (line) => t.diagnostic(line);
    await withPage(browser, {}, async (page) => {
      const check = (name, options) => checkPage(page, name, { report, ...options });
      await page.goto(`${simulator.base}/simulator/`);
      await check("overview", { wideTables: true });
      await page.goto(url);
      await check("login");
      await logIn(page, { ...users.plain, password: "wrong" });
      await page.getByRole("alert").waitFor();
      await check("wrong-password");
      await logIn(page, users.twoStep);
      await sees(page, /security code/i);
      await check("two-step");
      await enterCode(page, "000000");
      await page.getByRole("alert").waitFor();
      await check("wrong-code");
      await enterCode(page, users.twoStep.code);
      await sees(page, /Welcome/);
      await check("consent");
    });
  });

  test("a form sent twice meets a page that says what to do", async (t) => {
    await withPage(browser, {}, async (page, complaints) => {
      await page.goto(url);
      const again = await page.locator("form").evaluate((form) => form.outerHTML);
      await logIn(page, users.plain);
      await page.getByRole("button", { name: "Deny" }).waitFor();
      // The password page from before, as the Back button shows it.
      await page.locator("main").evaluate((main, form) => (main.innerHTML = form), again);
      await logIn(page, users.plain);
      await sees(page, /ended/);
      await page.getByText("start again").waitFor();
      assert.ok(complaints.splice(0).every((text) => /400/.test(text)), "no complaint but the status");
      await checkPage(page, "login-ended", { report: (line) => t.diagnostic(line) });
    });
  });

  test("login and consent with the keyboard alone", async () => {
    await withPage(browser, {}, async (page) => {
      const focused = () =>
        page.evaluate(() => {
          const element = document.activeElement;
          const { outlineStyle, outlineWidth } = getComputedStyle(element);
          const ring = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
          return { name: element.labels?.[0]?.textContent ?? element.textContent, ring };
        });
      const isAt = async (name) => assert.deepEqual(await focused(), { name, ring: true });

      await page.goto(url);
      await isAt("User ID");
      await page.keyboard.type(users.plain.id);
      await page.keyboard.press("Tab");
      await isAt("Password");
      await page.keyboard.type(users.plain.password);
      await page.keyboard.press("Tab");
      await isAt("Log in");
      await page.keyboard.press("Enter");
      await sees(page, /Welcome/);
      // Where the page starts is its own choice; both answers are in reach.
      for (let presses = 0; (await focused()).name !== "Deny" && presses < 5; presses += 1) {
        await page.keyboard.press("Tab");
      }
      await isAt("Deny");
      await page.keyboard.press("Tab");
      await isAt("Authorise");
      await page.keyboard.press("Enter");
      assert.match(await landing.next(), /[?&]code=/);
      await sees(page, "Landed");
    });
  });

  test("the checks find what is wrong", async () => {
    const bad = `<html><style>main { color: #999 } .box { overflow-x: auto }
      button { padding: 0; border: 0; width: 5px }</style><body>
      <main><h1>A</h1><h1>B</h1><input id="x"><p id="x">grey</p><button></button>
      <div class="box"><div style="width: 4000px">wide</div></div><div style="width: 5000px">wider</div></main>`;
    await withPage(browser, {}, async (page) => {
      await page.setContent(bad);
      const found = (await page.evaluate(inspectPage, { wideTables: false })).join("\n");
      const wanted = [
        ...[/no title/, /lang is ""/, /quirks/, /no viewport/, /2 first headings/, /ids repeat/, /no label bound/],
        ...[/nameless/, /is 5 by/, /the page is 50\d\d px wide/, /scrolls sideways/, /<p> x: contrast 2\.8/],
      ];
      for (const pattern of wanted) assert.match(found, pattern);
    });
  });

  test("a complaint of the browser fails a test", async () => {
    const headers = { "Content-Security-Policy": "default-src 'none'", "Content-Type": "text/html" };
    const open = (body) =>
      withPage(browser, {}, async (page) => {
        await page.route("**/*", (route) => route.fulfill({ headers, body }));
        await page.goto("http://127.0.0.1/");
      });
    await open("<!doctype html><title>Fine</title>");
    await assert.rejects(open("<!doctype html><style>p { color: red }</style>"), /console stays empty/);
    await assert.rejects(open("<!doctype html><script>document.title = 1</script>"), /console stays empty/);
  });
});
