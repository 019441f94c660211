// Compiled with the language's own declarations alone. Never run.

import { authorize, initialize, m2mAttach } from "gws-auth";

await initialize(new Uint8Array(8));
const entropy = new Uint8Array(64);
export const url: string = authorize({ environment: "mock", clientId: "c", redirectUri: "https://a.example/", entropy, now: 1 }).url;
export const token: string = m2mAttach({ signingInput: "a.b", signature: new ArrayBuffer(64), form: "raw" }).token;
