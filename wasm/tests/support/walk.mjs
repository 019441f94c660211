// Through the simulator's login pages to the landing URL, by fetch: no scripts, no cookies are needed.

import assert from "node:assert/strict";

/** What a person would do; the redirect back to the client is not followed. */
export async function walkPages(url, { id, password }, answer = "authorise") {
  let next = { url };
  for (let pages = 0; pages < 5; pages += 1) {
    const response = await fetch(next.url, {
      method: next.form ? "POST" : "GET",
      body: next.form,
      redirect: "manual",
      signal: AbortSignal.timeout(5_000),
    });
    if (response.status >= 300 && response.status < 400) return response.headers.get("location");
    const page = await response.text();
    assert.equal(response.status, 200, page);
    const form = /<form[^]*?<\/form>/.exec(page)?.[0] ?? assert.fail(`no form: ${page}`);
    const answers = { login: { user_id: id, password }, consent: { answer } }[attribute(form, "data-step")];
    const hidden = form.match(/<input[^>]*type="hidden"[^>]*>/g) ?? [];
    const kept = Object.fromEntries(hidden.map((input) => [attribute(input, "name"), attribute(input, "value")]));
    next = { url: new URL(attribute(form, "action"), url).href, form: new URLSearchParams({ ...kept, ...answers }) };
  }
  return assert.fail("no end");
}

function attribute(tag, name) {
  const value = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? "";
  const names = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" };
  return value.replace(/&(lt|gt|quot|#39|amp);/g, (_, entity) => names[entity]);
}
