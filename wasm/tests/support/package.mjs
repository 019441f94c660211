// The package as its user has it: installed from the tarball into a folder of its own.

import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Where `cargo xtask test npm` has installed it; `user` in this folder says what else is there. */
export const userFolder =
  process.env.GWS_NPM_USER ?? fileURLToPath(new URL("../../../target/tmp/npm-user", import.meta.url));

/** What `import … from "gws-auth"` gives in that folder, by the way that Node itself resolves it. */
export const gws = await import(pathToFileURL(join(userFolder, "entry.mjs")).href);
