import {
  GwsAuthError,
  authorize,
  initialize,
  m2mAttach,
  m2mUnsigned,
  m2mVerifyBegin,
  m2mVerifyFinish,
  parseToken,
  version,
} from "gws-auth";

const NOW = 1_790_000_000;
const THUMBPRINT = "C60F12C331A24BB9950245B3C0AB67338DCE510BA842C69FAE69523AA039790C";

/** What the test looks at. */
async function everything(): Promise<Record<string, unknown>> {
  let early = "";
  try {
    version();
  } catch (error) {
    early = error instanceof GwsAuthError ? error.code : "?";
  }
  await initialize();
  const login = authorize({
    environment: "test",
    clientId: "client",
    redirectUri: "https://a.example/",
    entropy: Uint8Array.from({ length: 64 }, (_, index) => index),
    now: NOW,
  });
  const body = `{"error":"invalid_grant","error_description":"x"}`;
  const refused = parseToken({ kind: "refresh", status: 400, body });
  const granted = parseToken({
    kind: "code",
    status: 200,
    body: new TextEncoder().encode(`{"access_token":"a","token_type":"Bearer","expires_in":28800}`),
    sentAt: NOW,
  });

  const ecdsa = { name: "ECDSA", hash: "SHA-256" };
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
  const claims = { algorithm: "ES256", certificate: { thumbprint: THUMBPRINT }, iss: "www.name.com", now: NOW } as const;
  const { signingInput } = m2mUnsigned(claims);
  const bytes = (text: string) => new TextEncoder().encode(text);
  const signature = await crypto.subtle.sign(ecdsa, pair.privateKey, bytes(signingInput));
  const { token } = m2mAttach({ signingInput, signature, form: "raw" });
  const begun = m2mVerifyBegin({ token });
  const raw = new Uint8Array(begun.signature);
  const signatureValid = await crypto.subtle.verify(ecdsa, pair.publicKey, raw, bytes(begun.signingInput));
  return {
    early,
    version: version(),
    url: login.url,
    granted: granted.ok && granted.granted,
    refused: refused.outcome === "refused" ? refused.refused.nextStep : "",
    extractable: pair.privateKey.extractable,
    signatureValid,
    sub: m2mVerifyFinish({ token, signatureValid, expected: { sub: THUMBPRINT }, now: NOW }).sub,
  };
}

const element = document.getElementById("result");
everything()
  .then((result) => ({ result }), (error: unknown) => ({ failed: String(error) }))
  .then((shown) => {
    if (element) element.textContent = JSON.stringify(shown, null, 2);
    document.title = "done";
  });
