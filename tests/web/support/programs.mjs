// Where the programs under test are: `cargo xtask test` says so in the environment.

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

function program(variable, otherwise) {
  const path = process.env[variable] ?? otherwise;
  // Never skipped: a suite without its programs fails.
  if (!existsSync(path)) throw new Error(`${path} is not there; set ${variable}, or build it first`);
  return path;
}

const built = (name) => fileURLToPath(new URL(`../../../target/debug/${name}`, import.meta.url));

export const gwsAuthBin = () => program("GWS_AUTH_BIN", built("gws-auth"));
export const simulatorBin = () => program("GWS_SIMULATOR_BIN", built("gws-auth-simulator"));
export const chromiumBin = () => program("CHROMIUM_BIN", "/usr/bin/chromium");
