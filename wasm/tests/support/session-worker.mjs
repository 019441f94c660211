// A worker of a fleet, a process of its own: asks for an access token, round by round, and prints them.

import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";

import { FolderStore } from "./folder-store.mjs";

const { folder, client, rounds, workers, life, session } = JSON.parse(process.argv[2]);
const { Sessions } = await import(session);

const store = new FolderStore(folder);
const tokens = [];
for (let round = 1; round <= rounds; round += 1) {
  const clock = () => Date.now() / 1000 + round * (life + 5);
  const sleep = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 20));
  const sessions = new Sessions({ store, clock, sleep, rules: { poll: 1 } });
  tokens.push((await sessions.accessToken("weka", client)).token);
  // The clocks of a fleet are the same: the next round is for all.
  await mkdir(join(folder, `round-${round}-${process.pid}`));
  const done = async () => (await readdir(folder)).filter((file) => file.startsWith(`round-${round}-`)).length;
  while ((await done()) < workers) await new Promise((resolve) => setTimeout(resolve, 20));
}
console.log(JSON.stringify(tokens));
