// The vectors of `tests/vectors`, from the disk.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { supply } from "./judge.mjs";
import "./package.mjs";

export { judge, reasonToLeaveOut, runAll } from "./judge.mjs";

const folder = process.env.GWS_VECTORS ?? fileURLToPath(new URL("../../../tests/vectors", import.meta.url));

/** Which calls the package offers, and which calls an op is run through where it is none itself. */
export const offers = JSON.parse(readFileSync(join(folder, "offers.json"), "utf8"));

/** Every vector of every file whose top level is an array. */
export function vectors() {
  const files = readdirSync(folder).filter((name) => name.endsWith(".json")).sort();
  return files.flatMap((file) => {
    const content = JSON.parse(readFileSync(join(folder, file), "utf8"));
    return Array.isArray(content) ? content.map((vector) => ({ file, ...vector })) : [];
  });
}

supply(offers, vectors());
