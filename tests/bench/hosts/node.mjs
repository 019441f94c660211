// The same jobs in Node: ours and its peers, in turn, in one run. CPU time, threads included.
// GWS_PACKAGE is the installed package, GWS_PEERS a folder that can import the peers; prints Markdown.

import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const { GWS_PACKAGE, GWS_PEERS } = process.env;
if (!GWS_PACKAGE || !GWS_PEERS) throw new Error("GWS_PACKAGE and GWS_PEERS say where the packages are");
const ours = (file) => import(pathToFileURL(join(GWS_PACKAGE, file)).href);
const require = createRequire(join(GWS_PEERS, "package.json"));
const peer = (name) => import(pathToFileURL(require.resolve(name)).href);
const [gws, webcrypto, oauth, jose, openid] = await Promise.all([
  ours("index.js"), ours("webcrypto.js"), peer("oauth4webapi"), peer("jose"), peer("openid-client"),
]);
await gws.initialize();

const ROUNDS = 31;
const BATCH = 30; // milliseconds

const NOW = Math.floor(Date.now() / 1000);
const REDIRECT_URI = "https://client.example.com/return";
const client = { environment: "test", clientId: "SmartCloud_Payroll", clientSecret: "Oauth2IRSecret" };
const urls = gws.environmentUrls({ environment: "test" });
const server = { issuer: urls.origin, authorization_endpoint: urls.authorize, token_endpoint: urls.token };
const their = { client_id: client.clientId };
const basic = oauth.ClientSecretBasic(client.clientSecret);

const text = JSON.stringify({
  access_token: "a".repeat(2010), token_type: "Bearer", expires_in: 28800, scope: "MYIR.Services", refresh_token: "r".repeat(64),
});
const body = new TextEncoder().encode(text);
const reply = () => new Response(body, { status: 200, headers: { "content-type": "application/json" } });

function parseOurs() {
  const found = gws.parseToken({ kind: "refresh", status: 200, body, sentAt: NOW });
  if (!found.granted) throw new Error("no tokens");
}

async function parseTheirs() {
  await oauth.processRefreshTokenResponse(server, their, reply());
}

/** The reply as a host gets it: from a `Response`, which the peer reads by itself. */
async function parseOursFromResponse() {
  const response = reply();
  const found = gws.parseToken({ kind: "refresh", status: response.status, body: new Uint8Array(await response.arrayBuffer()), sentAt: NOW });
  if (!found.granted) throw new Error("no tokens");
}

async function exchangeOurs() {
  const entropy = crypto.getRandomValues(new Uint8Array(64));
  const { state, pending } = gws.authorize({ environment: "test", clientId: client.clientId, redirectUri: REDIRECT_URI, entropy, now: NOW });
  const landing = `${REDIRECT_URI}?code=abc&state=${state}`;
  const outcome = gws.exchangeRequest({ pending, landing, client, now: NOW });
  const response = await send(outcome.granted.url, outcome.granted);
  const found = gws.parseToken({ kind: "code", status: response.status, body: new Uint8Array(await response.arrayBuffer()), sentAt: NOW });
  if (!found.granted) throw new Error("no tokens");
}

async function exchangeTheirs() {
  const verifier = oauth.generateRandomCodeVerifier();
  const challenge = await oauth.calculatePKCECodeChallenge(verifier);
  const state = oauth.generateRandomState();
  const url = new URL(server.authorization_endpoint);
  for (const [name, value] of Object.entries({
    response_type: "code", client_id: their.client_id, redirect_uri: REDIRECT_URI, scope: "MYIR.Services", state,
    code_challenge: challenge, code_challenge_method: "S256",
  })) url.searchParams.set(name, value);
  const landing = new URL(`${REDIRECT_URI}?code=abc&state=${state}`);
  const parameters = oauth.validateAuthResponse(server, their, landing, state);
  const response = await oauth.authorizationCodeGrantRequest(server, their, basic, parameters, REDIRECT_URI, verifier, { [oauth.customFetch]: send });
  await oauth.processAuthorizationCodeResponse(server, their, response);
}

const configuration = new openid.Configuration(server, their.client_id, {}, openid.ClientSecretBasic(client.clientSecret));
configuration[openid.customFetch] = send;

async function exchangeWithOpenid() {
  const pkceCodeVerifier = openid.randomPKCECodeVerifier();
  const state = openid.randomState();
  openid.buildAuthorizationUrl(configuration, {
    redirect_uri: REDIRECT_URI, scope: "MYIR.Services", state,
    code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier), code_challenge_method: "S256",
  });
  const landing = new URL(`${REDIRECT_URI}?code=abc&state=${state}`);
  await openid.authorizationCodeGrant(configuration, landing, { pkceCodeVerifier, expectedState: state });
}

async function send(url, request) {
  if (!url || !request) throw new Error("no request");
  return reply();
}

const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
const thumbprint = "9A".repeat(32);
const claims = { certificate: { thumbprint }, iss: "www.example.com", startLogon: "payroll.user" };
const signed = await webcrypto.signWithWebCrypto(claims, pair.privateKey);

const signOurs = () => webcrypto.signWithWebCrypto(claims, pair.privateKey);
const signTheirs = () =>
  new jose.SignJWT({ startLogon: "payroll.user" })
    .setProtectedHeader({ alg: "ES256", typ: "JWT", kid: "M2M" })
    .setSubject(thumbprint).setIssuer("www.example.com").setIssuedAt(NOW).setExpirationTime(NOW + 3600)
    .sign(pair.privateKey);
const verifyOurs = () => webcrypto.verifyWithWebCrypto(signed.token, pair.publicKey, { anyOwner: true });
const verifyTheirs = () => jose.jwtVerify(signed.token, pair.publicKey, { issuer: "www.example.com" });

const ROWS = [
  ["a reply of 2.2 kB, from a Response", 0.5, parseOursFromResponse, "oauth4webapi", parseTheirs],
  ["a reply of 2.2 kB, its bytes alone", null, parseOurs, "JSON.parse, checks nothing", () => JSON.parse(new TextDecoder().decode(body))],
  ["a whole exchange, without the network", 0.5, exchangeOurs, "oauth4webapi", exchangeTheirs],
  ["the same", null, exchangeOurs, "openid-client", exchangeWithOpenid],
  ["ES256 token signed (WebCrypto for both)", null, signOurs, "jose", signTheirs],
  ["ES256 token verified (WebCrypto for both)", null, verifyOurs, "jose", verifyTheirs],
  ["the boundary: a call that does nothing (`version`)", null, () => gws.version(), null, null],
];

async function batch(work, times) {
  const start = process.cpuUsage();
  for (let index = 0; index < times; index++) await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / times;
}

async function sizeOf(work) {
  const start = performance.now();
  let done = 0;
  while (performance.now() - start < BATCH * 5) {
    await work();
    done++;
  }
  return Math.max(1, Math.round(done / 5));
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

console.log(`\n## In Node ${process.versions.node}: CPU time\n`);
console.log("| job | ours | peer | the peer's | ratio | target |\n|---|--:|---|--:|--:|---|");
for (const [job, target, mine, name, yours] of ROWS) {
  const [mySize, yourSize] = [await sizeOf(mine), yours === null ? 0 : await sizeOf(yours)];
  const [my, your, ratios] = [[], [], []];
  for (let round = 0; round < ROUNDS; round++) {
    my.push(await batch(mine, mySize));
    if (yours === null) continue;
    your.push(await batch(yours, yourSize));
    ratios.push(my.at(-1) / your.at(-1));
  }
  const ratio = yours === null ? undefined : median(ratios);
  const verdict = target === null ? "" : ratio <= target ? `≤ ${target}: met` : `≤ ${target}: **missed**, by ${Math.round((ratio / target - 1) * 100)} %`;
  const micros = (values) => (values.length === 0 ? "" : `${median(values).toFixed(2)} µs`);
  console.log(`| ${job} | ${micros(my)} | ${name ?? ""} | ${micros(your)} | ${ratio?.toFixed(2) ?? ""} | ${verdict} |`);
}
