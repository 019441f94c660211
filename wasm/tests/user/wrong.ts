// Every statement but the imports must be refused by the compiler.

import { authorize, exchangeRequest, m2mUnsigned, parseToken } from "gws-auth";
import type { ErrorCode, Outcome, TokenSet } from "gws-auth";

authorize({ environment: "mock", client_id: "c", redirectUri: "https://a.example/", entropy: new Uint8Array(64), now: 1 });
authorize({ environment: "mock", clientId: "c", redirectUri: "https://a.example/", entropy: "x", now: 1 });
authorize({ environment: "mock", clientId: "c", redirectUri: "https://a.example/", entropy: new Uint8Array(64), now: new Date() });
exchangeRequest({ pending: "p", landing: "l", client: { environment: "test", clientId: "c" }, now: 1 });
exchangeRequest({ pending: "p", landing: "l", client: { environment: "test", clientId: "c", clientSecret: "s", relayUrl: "r" }, now: 1 });
m2mUnsigned({ algorithm: "HS256", certificate: { thumbprint: "A" }, iss: "i", now: 1 });
m2mUnsigned({ algorithm: "ES256", certificate: { thumbprint: "A", thumbprintSha1: "A" }, iss: "i", now: 1 });
parseToken({ kind: "login", status: 200, body: "" });
((outcome: Outcome<TokenSet>) => outcome.granted)(parseToken({ kind: "code", status: 200, body: "" }));
((code: ErrorCode) => code)("no_such_code");
