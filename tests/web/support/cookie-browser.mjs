// A browser of a few lines, for pages without scripts: redirects and cookies over plain fetch.

import assert from "node:assert/strict";

/**
 * Walks from the authorisation URL to the redirect back to the client, which is not followed.
 * `answer` gets the text of each page and returns the form to post to it.
 */
export async function walk(url, redirectUri, answer) {
  const cookies = new Map();
  const steps = [];
  let next = { url, method: "GET" };
  while (steps.length < 20) {
    const response = await fetch(next.url, {
      method: next.method,
      body: next.form,
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      redirect: "manual",
      signal: AbortSignal.timeout(5_000),
    });
    steps.push(`${next.method} ${next.url} ${response.status}`);
    for (const cookie of response.headers.getSetCookie()) keep(cookies, cookie);
    const text = await response.text();
    if (response.status >= 300 && response.status < 400) {
      const location = new URL(response.headers.get("location"), next.url).href;
      if (location.startsWith(`${redirectUri}?`)) return location;
      next = { url: location, method: "GET" };
    } else if (response.status === 200) {
      next = { url: next.url, method: "POST", form: new URLSearchParams(answer(text)) };
    } else {
      assert.fail(`no way on\n${steps.join("\n")}\n${text}`);
    }
  }
  return assert.fail(`no end\n${steps.join("\n")}`);
}

/** One server, one login at a time: names are enough, paths do not matter. */
function keep(cookies, line) {
  const [pair, ...attributes] = line.split(";");
  const [name, value] = [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)];
  const gone = attributes.some((attribute) => /^\s*expires=Thu, 01 Jan 1970/i.test(attribute));
  if (gone || value === "") cookies.delete(name);
  else cookies.set(name, value);
}
