// The package as its user has it: installed from the tarball into a folder of its own.

import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { take } from "./entry.mjs";

/** Where `cargo xtask test npm` has installed it; `user` in this folder says what else is there. */
export const userFolder =
  process.env.GWS_NPM_USER ?? fileURLToPath(new URL("../../../target/tmp/npm-user", import.meta.url));

const from = (file) => import(pathToFileURL(join(userFolder, file)).href);

/** What `import … from "gws-auth"` gives in that folder, by the way that Node itself resolves it. */
export const gws = await from("entry.mjs");

take(gws, await from("explain.mjs"));

/** Takes another entry instead, by its file in the package, such as `page.js`. */
export async function takeFile(file) {
  take(await from(`node_modules/gws-auth/${file}`), await from("explain.mjs"));
}

/** Takes the entry of sessions along, loaded, and the steps behind its driver, which no entry has. */
export async function takeSessions() {
  const { initialize, ...session } = await from("session.mjs");
  await initialize();
  const { Turn } = await from("node_modules/gws-auth/session-turn.js");
  take({ ...gws, ...session, Turn }, await from("explain.mjs"));
}
