// CommonJS: `require` takes the package, as of Node 20.19; TypeScript sees that with `"module": "nodenext"`.

import { initialize, noReply } from "gws-auth";
import type { NextStep } from "gws-auth";
import keys = require("gws-auth/keys");

export async function next(): Promise<NextStep> {
  await initialize();
  return noReply({ kind: "code", sent: true }).nextStep;
}

export const sign: (options: keys.M2mSignOptions) => Promise<unknown> = keys.m2mSign;
