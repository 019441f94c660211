// What goes wrong at the boundary itself.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { inspect, promisify } from "node:util";

import { runInNewContext } from "node:vm";
import { gws, userFolder } from "./support/package.mjs";
import { vectors } from "./support/vectors.mjs";

const SECRET = "s3cret-value";
const entropy = Uint8Array.from({ length: 64 }, (_, index) => index);
const certificate = vectors().find(({ id }) => id === "m2m-unsigned-certificate").in.certificate_hex;
const client = { environment: "test", clientId: "client", clientSecret: SECRET };
const good = {
  authorize: { environment: "test", clientId: "client", redirectUri: "https://a.example/", entropy, now: 1_790_000_000 },
  exchangeRequest: { pending: SECRET, landing: SECRET, client, now: 1_790_000_000, policy: {} },
  refreshRequest: { client, refreshToken: SECRET },
  parseToken: { kind: "code", status: 200, body: "{}", sentAt: 1_790_000_000 },
  m2mUnsigned: {
    algorithm: "ES256",
    certificate: { der: new Uint8Array(Buffer.from(certificate, "hex")) },
    iss: "www.name.com",
    startLogon: "jsmith",
    lifetime: 60,
    now: 1_790_000_000,
  },
  m2mAttach: { signingInput: "a.b", signature: entropy, form: "raw" },
  m2mVerifyBegin: { token: "a.b.c" },
  m2mVerifyFinish: {
    token: "a.b.c",
    signatureValid: true,
    now: 1_790_000_000,
    expected: { iss: "www.name.com", anyOwner: true },
  },
};
const required = {
  authorize: ["environment", "clientId", "redirectUri", "entropy", "now"],
  exchangeRequest: ["pending", "landing", "client", "now"],
  refreshRequest: ["client", "refreshToken"],
  parseToken: ["kind", "status", "body"],
  m2mUnsigned: ["algorithm", "certificate", "iss", "now"],
  m2mAttach: ["signingInput", "signature", "form"],
  m2mVerifyBegin: ["token"],
  m2mVerifyFinish: ["token", "signatureValid", "now", "expected"],
};
/** Options whose own options may all be left out. */
const choices = ["certificate", "expected"];

/** The error that `call` throws; one of ours, and without a secret in anything that a log would show. */
function thrown(call) {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof gws.GwsAuthError && error instanceof Error, String(error));
    assert.equal(error.name, "GwsAuthError");
    assert.equal(typeof error.number, "number");
    assert.match(error.blame, /^(caller|input|server|policy|library)$/);
    assert.match(error.stack, /^GwsAuthError: .*\n +at /);
    assert.doesNotMatch(`${error} ${JSON.stringify(error)} ${error.stack}`, new RegExp(SECRET));
    return error;
  }
  return assert.fail("nothing was thrown");
}

describe("before initialize()", () => {
  test("every function says so", async () => {
    const script = `import * as gws from "gws-auth";
      const codes = [];
      for (const [name, options] of Object.entries(${JSON.stringify(good)})) {
        for (const name of ["entropy", "signature"]) if (name in options) options[name] = new Uint8Array(64);
        if (options.certificate) options.certificate = { thumbprint: "A" };
        try { gws[name](options); } catch (error) { codes.push(error.code); }
      }
      console.log(JSON.stringify(codes));`;
    const run = promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], { cwd: userFolder });
    assert.deepEqual(JSON.parse((await run).stdout), Array(8).fill("not_initialized"));
  });
});

describe("besides the flow", () => {
  before(() => gws.initialize());

  test("a token is renewed in time, and when nobody knows", () => {
    const body = JSON.stringify({ access_token: "a", token_type: "Bearer", expires_in: 28_800 });
    const { granted } = gws.parseToken({ kind: "code", status: 200, body, sentAt: 1_790_000_000 });
    const { refreshAt } = granted;
    const cases = [[1_789_999_999, true], [1_790_000_000, false], [refreshAt - 1, false], [refreshAt, true], [NaN, true]];
    for (const [now, renew] of cases) assert.equal(gws.needsRenewal(granted, now), renew, `${now}`);
    const { sentAt, ...unknown } = granted;
    assert.equal(gws.needsRenewal(unknown, sentAt), true);
    assert.equal(gws.needsRenewal({ issuedAt: 1, renewAt: 3 }, 2), false);
    assert.equal(gws.needsRenewal({ issuedAt: 1 }, 2), true);
    assert.equal(thrown(() => gws.needsRenewal(undefined, 1)).argument, "token");
    assert.equal(thrown(() => gws.needsRenewal(granted)).argument, "now");
  });

  test("services say who may call them", () => {
    const all = gws.services();
    assert.ok(all.length > 20 && all.every(({ code, name }) => code && name));
    const gst = all.find(({ code }) => code === "gst");
    const expected = { code: "gst", name: "Goods and Services Tax (GST)", oauth: true, m2m: false, mutualTls: false, ssh: false };
    assert.deepEqual(gst, { ...expected, cloud: "/gateway/gws/returns/", desktop: "/gateway2/gws/returns/" });
    const ask = (change) => gws.serviceAccess({ service: "gst", client: "cloud", mechanism: "oauth", environment: "production", ...change });
    assert.deepEqual(ask({}), { allowed: true, url: "https://services.ird.govt.nz:4046/gateway/gws/returns/", documented: true });
    const { allowed, url, obstacle } = ask({ mechanism: "m2m" });
    assert.deepEqual([allowed, url, obstacle], [false, undefined, "mechanism"]);
    assert.equal(thrown(() => ask({ service: "x" })).code, "argument_unknown");
    assert.doesNotMatch(inspect(gws.irdNumber({ number: "49-091-850" })), /4909/);
  });
});

describe("the boundary", () => {
  before(() => gws.initialize());

  test("initialize() again changes nothing", async () => {
    await Promise.all([gws.initialize(), gws.initialize(new Uint8Array())]);
    assert.match(gws.version(), /^\d+\.\d+\.\d+$/);
  });

  test("a missing argument, or one of the wrong type, is named", () => {
    for (const [name, arguments_] of Object.entries(required)) {
      for (const argument of arguments_) {
        for (const wrong of [undefined, null, Symbol("x"), () => {}, NaN, 1n, [SECRET], { other: SECRET }]) {
          // What is a number is not of the wrong type: core judges it.
          if (wrong !== wrong && argument === "now") continue;
          const error = thrown(() => gws[name]({ ...good[name], [argument]: wrong }));
          if (choices.includes(argument) && typeof wrong === "object" && wrong !== null) {
            assert.deepEqual([error.code, error.argument], ["argument_unknown", `${argument}.${Object.keys(wrong)[0]}`]);
            continue;
          }
          assert.equal(error.code, "argument_missing", `${name} ${argument} ${String(wrong)}`);
          assert.ok(error.argument.startsWith(argument), `${name} ${argument}: ${error.argument}`);
          assert.ok(error.message.includes(error.argument));
          assert.equal(error.number, 103);
          assert.equal(error.at, undefined);
        }
      }
      for (const options of [undefined, null, 1, SECRET]) {
        assert.equal(thrown(() => gws[name](options)).argument, "options");
      }
    }
  });

  test("optional arguments are checked too, also the inner ones", () => {
    const cases = [
      ["authorize", { state: 1 }, "state"],
      ["authorize", { pkce: "false" }, "pkce"],
      ["authorize", { entropy: [1, 2] }, "entropy"],
      ["exchangeRequest", { policy: 1 }, "policy"],
      ["exchangeRequest", { policy: { clockSkew: -1 } }, "policy.clockSkew"],
      ["exchangeRequest", { policy: { clockSkew: 2 ** 32 } }, "policy.clockSkew"],
      ["exchangeRequest", { policy: { clockSkew: 1.5 } }, "policy.clockSkew"],
      ["exchangeRequest", { client: { environment: "test" } }, "client.clientId"],
      ["parseToken", { status: 65_536 }, "status"],
      ["parseToken", { status: "200" }, "status"],
      ["parseToken", { sentAt: "now" }, "sentAt"],
      ["m2mUnsigned", { lifetime: -1 }, "lifetime"],
      ["m2mUnsigned", { certificate: { der: "MII" } }, "certificate.der"],
      ["m2mVerifyFinish", { expected: { certificate: { thumbprint: "A" } } }, "expected.certificate.notBefore"],
    ];
    for (const [name, change, argument] of cases) {
      const error = thrown(() => gws[name]({ ...good[name], ...change }));
      assert.deepEqual([error.code, error.argument], ["argument_missing", argument]);
    }
    assert.equal(thrown(() => gws.m2mAttach({ ...good.m2mAttach, form: "p1363" })).code, "argument_missing");
    assert.equal(thrown(() => gws.parseToken({ ...good.parseToken, kind: "introspect" })).code, "request_kind_invalid");
    assert.equal(thrown(() => gws.parseToken({ ...good.parseToken, kind: "other" })).code, "argument_missing");
    assert.equal(thrown(() => gws.noReply({ kind: "other", sent: true })).code, "argument_missing");
    assert.equal(thrown(() => gws.noReply({ kind: "code" })).argument, "sent");
    assert.equal(thrown(() => gws.parseToken({ ...good.parseToken, status: 0 })).code, "status_invalid");
    const expected = { anyOwner: true, algorithms: "ES256" };
    assert.equal(thrown(() => gws.m2mVerifyFinish({ ...good.m2mVerifyFinish, expected })).argument, "expected.algorithms");
    assert.equal(thrown(() => gws.m2mUnsigned({ ...good.m2mUnsigned, algorithm: "none" })).code, "algorithm_name");
  });

  test("an option of another name is refused, and named", () => {
    const cases = [
      ["authorize", { redirect_uri: "https://a.example/" }, "redirect_uri"],
      ["m2mUnsigned", { startlogon: "jsmith" }, "startlogon"],
      ["m2mUnsigned", { certificate: { thumbPrint: "A" } }, "certificate.thumbPrint"],
      ["exchangeRequest", { client: { ...client, secret: SECRET } }, "client.secret"],
      ["exchangeRequest", { policy: { timeout: 1 } }, "policy.timeout"],
      ["refreshRequest", { toString: undefined }, "toString"],
    ];
    for (const [name, change, argument] of cases) {
      const error = thrown(() => gws[name]({ ...good[name], ...change }));
      assert.deepEqual([error.code, error.argument], ["argument_unknown", argument]);
      assert.equal(error.message, `\`${argument}\` is no option`);
    }
  });

  test("the message names the type that is wanted", () => {
    const said = (name, change) => thrown(() => gws[name]({ ...good[name], ...change })).message;
    assert.equal(said("exchangeRequest", { landing: 1 }), "`landing` must be a string or a URL");
    assert.equal(said("m2mAttach", { form: "p1363" }), '`form` must be "raw" or "der"');
    assert.equal(said("exchangeRequest", { client: 1 }), "`client` must be an object");
    assert.equal(thrown(() => gws.authorize()).message, "`options` must be an object");
    assert.ok(!("argument" in thrown(() => gws.authorize({ ...good.authorize, environment: "x" }))));
  });

  test("a URL is taken where a URL belongs", () => {
    const plain = gws.authorize(good.authorize);
    const elsewhere = runInNewContext("new URL(text)", { URL, text: good.authorize.redirectUri });
    for (const redirectUri of [new URL(good.authorize.redirectUri), elsewhere]) {
      assert.deepEqual(gws.authorize({ ...good.authorize, redirectUri }), plain);
    }
    const environment = new URL("http://127.0.0.1:8080");
    assert.match(gws.authorize({ ...good.authorize, environment }).url, /^http:\/\/127.0.0.1:8080\/gateway/);
    const landing = new URL(`https://a.example/?code=c&state=${plain.state}`);
    const { pending } = plain;
    assert.ok(gws.exchangeRequest({ ...good.exchangeRequest, pending, landing }).ok);
    assert.equal(thrown(() => gws.refreshRequest({ ...good.refreshRequest, refreshToken: landing })).argument, "refreshToken");
  });

  test("secrets are shown to who asks for them only", () => {
    const login = gws.authorize(good.authorize);
    const landing = `https://a.example/?code=${SECRET}&state=${login.state}`;
    const exchange = gws.exchangeRequest({ ...good.exchangeRequest, pending: login.pending, landing });
    const body = JSON.stringify({ access_token: SECRET, refresh_token: SECRET, token_type: "Bearer" });
    const tokens = gws.parseToken({ kind: "code", status: 200, body });
    const basic = Buffer.from(`client:${SECRET}`).toString("base64");
    for (const result of [exchange, tokens, exchange.granted.headers, login, [login]]) {
      for (const shown of [JSON.stringify(result), inspect(result, { depth: 9 })]) {
        for (const secret of [SECRET, basic, login.state, login.pending]) assert.ok(!shown.includes(secret), shown);
        assert.ok(shown.includes("[hidden]"), shown);
      }
    }
    assert.equal(JSON.parse(JSON.stringify({ ...tokens.granted })).refreshToken, SECRET);
    assert.equal(exchange.granted.headers.Authorization, `Basic ${basic}`);
  });

  test("null and undefined leave an option out", () => {
    const plain = gws.authorize(good.authorize);
    assert.deepEqual(gws.authorize({ ...good.authorize, state: null, pkce: undefined }), plain);
  });

  test("times are whole seconds", () => {
    for (const now of [NaN, Infinity, -Infinity, -1, 1.5, Date.now(), 1e300]) {
      assert.equal(thrown(() => gws.authorize({ ...good.authorize, now })).code, "time_invalid", `${now}`);
      if (now < 1e10 || now !== now) {
        assert.equal(thrown(() => gws.parseToken({ ...good.parseToken, sentAt: now })).code, "time_invalid", `${now}`);
      }
    }
  });

  test("half a surrogate pair is no text", () => {
    const error = thrown(() => gws.authorize({ ...good.authorize, clientId: "ä😀\uD800x" }));
    assert.deepEqual([error.code, error.at, error.position, error.argument], ["text_not_utf8", 6, "offset", "clientId"]);
  });

  test("only own properties are options", () => {
    const polluted = { state: SECRET, error: {}, der: true, pkce: false, clientSecret: SECRET, environment: "mock", lifetime: 1 };
    const plain = gws.authorize(good.authorize);
    try {
      for (const [name, value] of Object.entries(polluted)) {
        Object.defineProperty(Object.prototype, name, { value, configurable: true, enumerable: true, writable: true });
      }
      assert.deepEqual(gws.authorize(good.authorize), plain);
      const { environment, ...without } = good.authorize;
      assert.equal(thrown(() => gws.authorize(without)).argument, "environment");
      assert.equal(thrown(() => gws.authorize(Object.create(good.authorize))).argument, "environment");
      const bare = { environment: "test", clientId: "client" };
      const error = thrown(() => gws.refreshRequest({ client: bare, refreshToken: "x" }));
      assert.equal(error.code, "client_auth_choice");
    } finally {
      for (const name of Object.keys(polluted)) delete Object.prototype[name];
    }
    const proto = JSON.parse(`{"__proto__": {"environment": "mock"}, "clientId": "client"}`);
    assert.equal(thrown(() => gws.authorize(proto)).argument, "environment");
  });

  test("somebody's toJSON changes nothing", () => {
    const plain = gws.authorize(good.authorize);
    String.prototype.toJSON = () => "x";
    try {
      assert.deepEqual(gws.authorize(good.authorize), plain);
    } finally {
      delete String.prototype.toJSON;
    }
  });

  test("any text comes through whole", () => {
    const state = `a"\\\u0000\u001F\u2028😀`;
    assert.equal(thrown(() => gws.authorize({ ...good.authorize, state })).at, 1);
    const body = JSON.stringify({ error: `x${state}`, error_description: state.repeat(100) });
    const { refused } = gws.parseToken({ kind: "code", status: 400, body });
    assert.deepEqual([refused.error, refused.errorDescription], [`x${state}`, state.repeat(100)]);
  });

  test("bytes come as any view, and are left alone", () => {
    const whole = new Uint8Array(100);
    whole.set(entropy, 10);
    const plain = gws.authorize(good.authorize);
    // What another realm made is bytes all the same.
    const elsewhere = runInNewContext("[Uint8Array.from(list), Uint8Array.from(list).buffer]", { list: [...entropy] });
    for (const form of [Buffer.from(entropy), entropy.buffer, whole.subarray(10, 74), ...elsewhere]) {
      assert.deepEqual(gws.authorize({ ...good.authorize, entropy: form }), plain);
    }
    assert.equal(thrown(() => gws.authorize({ ...good.authorize, entropy: whole.subarray(0, 63) })).at, 64);
    assert.deepEqual([...entropy], Array.from({ length: 64 }, (_, index) => index));
  });

  test("a trap is an error, and the next call works", () => {
    const plain = gws.authorize(good.authorize);
    // More than wasm can take in.
    const body = new Uint8Array(2 ** 31);
    for (let times = 0; times < 3; times += 1) {
      const error = thrown(() => gws.m2mAttach({ ...good.m2mAttach, signature: body }));
      assert.deepEqual([error.code, error.number, error.blame], ["panicked", 105, "library"]);
      assert.deepEqual(gws.authorize(good.authorize), plain);
    }
  });

  test("a body that no policy admits is too large", () => {
    const policy = { maxReplyBytes: 2 ** 32 - 1 };
    for (const body of [new Uint8Array(2 ** 31), new Uint8Array(2 ** 26 + 1)]) {
      assert.equal(gws.parseToken({ kind: "code", status: 200, body, policy }).unreadable?.code, "reply_too_large");
    }
  });

  test("the memory does not grow without end", async () => {
    const body = JSON.stringify({ error: "x".repeat(60_000) });
    const grown = () => process.memoryUsage().external + process.memoryUsage().arrayBuffers;
    for (let times = 0; times < 100; times += 1) gws.parseToken({ kind: "code", status: 400, body });
    const before = grown();
    for (let times = 0; times < 2000; times += 1) gws.parseToken({ kind: "code", status: 400, body });
    globalThis.gc?.();
    assert.ok(grown() - before < 64 * 1024 * 1024, `${grown() - before} bytes more`);
  });

  test("results are plain data", () => {
    const login = gws.authorize(good.authorize);
    assert.deepEqual(structuredClone(login), login);
    assert.deepEqual(Object.keys(login), ["url", "state", "codeChallenge", "pending", "warnings"]);
    const request = gws.refreshRequest(good.refreshRequest);
    assert.deepEqual(Object.keys(request), ["kind", "method", "url", "headers", "body", "transport"]);
    assert.deepEqual(Object.keys(request.headers), ["Authorization", "Content-Type"]);
    const unsigned = gws.m2mUnsigned({ ...good.m2mUnsigned, startLogon: undefined });
    assert.ok(unsigned.digest instanceof Uint8Array && unsigned.digest.length === 32);
  });

  test("initialize() takes bytes, a response or a module, and passes failures on", async () => {
    const script = `import { readFile } from "node:fs/promises";
      import { initialize, noReply } from "gws-auth";
      const bytes = await readFile(new URL(import.meta.resolve("gws-auth/gws_auth.wasm")));
      await initialize(new Uint8Array([1])).then(() => console.log("no"), (error) => console.log(error.name));
      const forms = {
        bytes,
        response: new Response(bytes, { headers: { "content-type": "application/wasm" } }),
        module: await WebAssembly.compile(bytes),
      };
      await initialize(forms[process.argv[1]]);
      console.log(noReply({ kind: "refresh", sent: true }).nextStep);`;
    for (const form of ["bytes", "response", "module"]) {
      const run = promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script, form], { cwd: userFolder });
      assert.deepEqual((await run).stdout.split("\n"), ["CompileError", "wait_then_introspect", ""], form);
    }
    const manifest = JSON.parse(await readFile(join(userFolder, "node_modules/gws-auth/package.json"), "utf8"));
    assert.equal(manifest.version, gws.version());
  });
});
