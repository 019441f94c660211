// `node run-entry.mjs page.js` runs the vectors of one entry, and prints what came of them.

import { gws } from "./entry.mjs";
import { takeFile } from "./package.mjs";
import { runAll } from "./vectors.mjs";

await takeFile(process.argv[2]);
await gws.initialize();
console.log(JSON.stringify(await runAll()));
