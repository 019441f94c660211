// The command `gws-auth`, run as a user's script would run it.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { finish, start } from "./children.mjs";
import { gwsAuthBin } from "./programs.mjs";

const folder = mkdtempSync(join(tmpdir(), "gws-auth-web-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

let files = 0;
/** A path for a new file, of which nothing is left afterwards. */
export const newFile = (name) => join(folder, `${(files += 1)}-${name}`);

/** The environment of a child: nothing of the developer's own settings for the command gets in. */
export function environment(extra = {}) {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("GWS_") && name !== "BROWSER");
  return { ...Object.fromEntries(inherited), ...extra };
}

/** Starts the command without waiting for it. */
export const startCommand = (args, env = {}) => start(gwsAuthBin(), args, { env: environment(env) });

/** Reads what `--json` printed: one object, alone. */
export function readJson({ status, stdout, stderr }) {
  const shown = `status ${status}\nstdout: ${stdout}\nstderr: ${stderr}`;
  let json;
  try {
    json = JSON.parse(stdout);
  } catch {
    assert.fail(`stdout is not one JSON object; ${shown}`);
  }
  assert.equal(typeof json, "object", shown);
  return { status, json, shown };
}

/** Runs the command with `--json` to its end. `secret` is the client secret, which never is an argument. */
export async function gwsAuth(args, { input, secret, timeout } = {}) {
  const child = startCommand([...args, "--json"], secret === undefined ? {} : { GWS_CLIENT_SECRET: secret });
  return readJson(await finish(child, { input, timeout }));
}

/** The same for a run that must succeed: its JSON. */
export async function granted(args, options) {
  const { status, json, shown } = await gwsAuth(args, options);
  assert.equal(status, 0, `gws-auth ${args[0]} must succeed; ${shown}`);
  return json;
}

/** The same for a run that must be refused with exit status 1: the members of its `error`. */
export async function refused(args, options) {
  const { status, json, shown } = await gwsAuth(args, options);
  assert.equal(status, 1, `gws-auth ${args[0]} must be refused; ${shown}`);
  assert.equal(typeof json.error?.code, "string", shown);
  assert.ok(json.error.message, shown);
  return json.error;
}
