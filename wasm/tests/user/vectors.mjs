// `vectors.html?login` runs the vectors of one entry.

import * as explaining from "gws-auth/explain";
import { take } from "./support/entry.mjs";
import { runAll, supply } from "./support/judge.mjs";

/** As much of Node's as the calls need. */
globalThis.Buffer = {
  from(given, form) {
    if (typeof given !== "string") return Object.assign(Uint8Array.from(given), { toString: hex });
    if (form !== "hex") throw new Error(form);
    return Uint8Array.from(given.match(/../g) ?? [], (digits) => parseInt(digits, 16));
  },
  concat: (parts) => Uint8Array.from(parts.flatMap((part) => [...part])),
};

function hex() {
  return [...this].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const ENTRIES = {
  page: () => import("gws-auth"),
  login: () => import("gws-auth/login"),
  tokens: () => import("gws-auth/tokens"),
  m2m: () => import("gws-auth/m2m"),
  checks: () => import("gws-auth/checks"),
  keys: () => import("gws-auth/keys"),
  services: () => import("gws-auth/services"),
  inline: () => import("gws-auth/inline"),
};

async function run() {
  const entry = await ENTRIES[location.search.slice(1)]();
  take(entry, explaining);
  await entry.initialize();
  const { offers, vectors } = await (await fetch("./given.json")).json();
  supply(offers, vectors);
  return runAll();
}

run()
  .then((result) => result, (error) => ({ failed: String(error?.stack ?? error) }))
  .then((shown) => {
    document.getElementById("result").textContent = JSON.stringify(shown);
    document.title = "done";
  });
