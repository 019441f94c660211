// What is in the tarball, and how large it is.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";

import { userFolder } from "./support/package.mjs";
import { sizes, sizesOfPeer } from "./support/sizes.mjs";

/** The wasm files. */
const MODULES = ["checks", "explain", "gws_auth", "keys", "login", "m2m", "page", "services", "session", "tokens"];

/** What others need for the same jobs, to be printed beside ours. Host's own URL, JSON and cryptography are not among it. */
const LOGIN = "generateRandomCodeVerifier, calculatePKCECodeChallenge, generateRandomState, validateAuthResponse, authorizationCodeGrantRequest, processAuthorizationCodeResponse, ClientSecretBasic";
const TOKENS = "refreshTokenGrantRequest, processRefreshTokenResponse, introspectionRequest, processIntrospectionResponse, revocationRequest, processRevocationResponse, ClientSecretBasic";
const PEERS = {
  "login and its reply: oauth4webapi": { oauth4webapi: LOGIN },
  "tokens: oauth4webapi": { oauth4webapi: TOKENS },
  "m2m: jose": { jose: "SignJWT, jwtVerify" },
};

/** What an entry may weigh in gzip, module and minified scripts together; without a budget it is printed only. */
const BUDGETS = {
  "gws-auth/login": { file: "entry-login", module: "login", most: 19_700 },
  "gws-auth in a browser": { file: "page", module: "page", most: 28_300 },
  "gws-auth/tokens": { file: "entry-tokens", module: "tokens", most: 21_400 },
  "gws-auth/m2m": { file: "entry-m2m", module: "m2m", most: 26_300 },
  "gws-auth in Node": { file: "index", module: "gws_auth", platform: "node", most: 71_000 },
  "gws-auth/messages": { file: "messages" },
  "gws-auth/explain": { file: "explain", module: "explain" },
  "gws-auth/checks": { file: "checks", module: "checks" },
  "gws-auth/keys": { file: "keys", module: "keys" },
  "gws-auth/services": { file: "entry-services", module: "services" },
  "gws-auth/session": { file: "session", module: "session", most: 29_300 },
  "gws-auth/inline": { file: "inline" },
  "gws-auth/fetch": { file: "fetch" },
  "gws-auth/flow": { file: "flow" },
  "gws-auth/node": { file: "node", platform: "node" },
  "gws-auth/postgres": { file: "postgres" },
  "gws-auth/webcrypto": { file: "webcrypto" },
};

const folder = join(userFolder, "node_modules/gws-auth");
const files = readdirSync(folder).sort();
const read = (name) => readFileSync(join(folder, name));

describe("the tarball", () => {
  test("holds the package and nothing else", () => {
    const tarball = process.env.GWS_NPM_TARBALL;
    assert.ok(tarball, "GWS_NPM_TARBALL says where it is");
    const listed = execFileSync("tar", ["-tf", tarball], { encoding: "utf8" }).trim().split("\n").sort();
    assert.deepEqual(listed, files.map((name) => `package/${name}`));
    const code = [
      "about", "answer", "bytes", "checks", "codes", "common", "entry-login", "entry-m2m", "entry-services", "entry-tokens", "error", "everything", "explain", "fetch", "flow",
      "given", "index", "inline", "keys", "layout", "load", "login", "m2m", "messages", "node", "own", "pack", "page", "postgres", "read-node", "read-web", "records",
      "relay", "renewal", "rows", "services", "session", "session-steps", "session-turn", "texts", "tokens", "version", "webcrypto",
    ];
    const others = ["LICENSE-APACHE", "LICENSE-MIT", "README.md", "package.json", ...MODULES.map((name) => `${name}.wasm`)];
    assert.deepEqual(files, [...others, ...code.flatMap((name) => [`${name}.js`, `${name}.d.ts`])].sort());
    const manifest = JSON.parse(read("package.json"));
    for (const name of ["dependencies", "devDependencies", "scripts", "private"]) assert.ok(!(name in manifest), name);
  });

  test("the wasm modules ask their host for nothing, and hold no names and no paths", async () => {
    for (const name of MODULES) {
      const bytes = read(`${name}.wasm`);
      const module = await WebAssembly.compile(bytes);
      assert.deepEqual(WebAssembly.Module.imports(module), [], name);
      for (const section of ["name", "producers", ".debug_info"]) {
        assert.equal(WebAssembly.Module.customSections(module, section).length, 0, `${name} ${section}`);
      }
      assert.doesNotMatch(bytes.toString("latin1"), /\/(home|root|Users|work|tmp)\//);
    }
  });

  test("the peers' sizes", async () => {
    for (const [what, exports] of Object.entries(PEERS)) {
      const [raw, gzip, brotli] = await sizesOfPeer(exports);
      console.log(`size of ${what}: ${raw} raw, ${gzip} gzip, ${brotli} brotli`);
      assert.ok(gzip > 1000, what);
    }
  });

  test("sizes, each within its budget", async () => {
    const readme = read("README.md").toString();
    const show = ([raw, gzip, brotli]) => `${raw} raw, ${gzip} gzip, ${brotli} brotli`;
    for (const [entry, { file, module, most, platform }] of Object.entries(BUDGETS)) {
      const { wasm, script, sum } = await sizes(file, module, platform);
      console.log(`size of ${entry}: ${show(sum)} (wasm ${show(wasm)}; scripts ${show(script)})`);
      // What the README says is not old.
      const [, said] = new RegExp(`^\\| .${entry.replace(/ in .*/, "")}.${/ in .*/.exec(entry)?.[0] ?? ""} \\|.*\\| ([0-9,]+) \\| [0-9,]+ \\|$`, "m").exec(readme) ?? [];
      const told = Number(said?.replace(",", ""));
      assert.ok(Math.abs(told - sum[1]) < 0.03 * sum[1], `wasm/README.md says ${said} of ${entry}, which has ${sum[1]}`);
      if (most) assert.ok(sum[1] <= most, `${entry} has ${sum[1]} bytes gzip; the budget is ${most}`);
    }
  });
});
