// A process of the storm in Node: eight loops over `gws-auth/session` and `gws-auth/postgres`, until its standard input ends.

import { createRequire } from "node:module";

import * as gws from "gws-auth";
import { send } from "gws-auth/fetch";
import { exchange, login } from "gws-auth/flow";
import { PostgresStore } from "gws-auth/postgres";
import { Sessions, sessionFacts, sessionLogin } from "gws-auth/session";

// The host's own.
const pg = createRequire(`${process.env.GWS_PEERS}/`)("pg");

const [database, environment, ...figures] = process.argv.slice(2);
const [since, second, count] = figures.slice(0, 3).map(Number);
const [clockSkew, requestTimeout, sendPause, serverResidence, settle, backOff, poll] = figures[3].split(",").map(Number);
const client = { environment, clientId: "SmartCloud_Payroll", clientSecret: "simulator-Cloud-Secret-1" };
const policy = { clockSkew, requestTimeout, sendPause, serverResidence };
const redirectUri = "https://client.example.com/return";

const clock = () => Math.floor((Date.now() - since) / second);
const milliseconds = (time) => new Promise((resolve) => setTimeout(resolve, time));
const options = {
  policy,
  clock,
  rules: { settle, backOff, poll },
  send: (request) => send(request, { signal: AbortSignal.timeout(request.transport.timeout * second) }),
  sleep: (seconds) => milliseconds(seconds * second),
};
const store = new PostgresStore(new pg.Pool({ connectionString: database, max: 8 }));
const sessions = new Sessions({ store, ...options });

let ending = false;
process.stdin.resume().on("end", () => {
  ending = true;
});
await gws.initialize();
await Promise.all(Array.from({ length: 8 }, work));
process.exit(0);

async function work() {
  while (!ending) {
    const name = `employer-${Math.floor(Math.random() * count)}`;
    const access = await sessions.accessToken(name, client);
    if (access.outcome === "login_required") {
      if (access.reason !== "lost") throw new Error(`${name}: ${access.reason}`);
      await logIn(name);
    }
    await milliseconds(40);
  }
}

/** Unless another worker did meanwhile: then the swap stores nothing. */
async function logIn(name) {
  const before = await store.load(name);
  if (sessionFacts({ record: before }).phase !== "lost") return;
  const now = clock();
  const begun = login({ environment, clientId: client.clientId, redirectUri, now });
  const person = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ url: begun.url }) };
  const { landing } = await (await fetch(`${environment}/simulator/login`, person)).json();
  const { ok, granted } = await exchange({ pending: begun.pending, landing, client, policy }, { clock });
  // Else whoever comes next tries again.
  if (ok) await store.swap(name, sessionLogin({ client, tokens: granted, before, now, policy }));
}
