// The simulator's control interface.

import assert from "node:assert/strict";

/** What it answers; with a body it is a POST. */
export async function ask({ base }, path, body) {
  const headers = { "Content-Type": "application/json" };
  const response = await fetch(base + path, body && { method: "POST", headers, body: JSON.stringify(body) });
  assert.ok(response.ok, `${path} answers ${response.status}: ${response.ok ? "" : await response.text()}`);
  return response.json();
}
