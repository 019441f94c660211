import { GwsAuthError, authorize, initialize, noReply, parseToken, version } from "gws-auth";
import { initialize as initializeM2m, m2mAttach, m2mUnsigned, m2mVerifyBegin, m2mVerifyFinish } from "gws-auth/m2m";

const NOW = 1_790_000_000;
const THUMBPRINT = "C60F12C331A24BB9950245B3C0AB67338DCE510BA842C69FAE69523AA039790C";

/** What the test looks at. */
async function everything(): Promise<Record<string, unknown>> {
  let early = "";
  try {
    noReply({ kind: "code", sent: true });
  } catch (error) {
    early = error instanceof GwsAuthError ? error.code : "?";
  }
  await initialize();
  await initializeM2m();
  const options = {
    environment: "test",
    clientId: "client",
    redirectUri: "https://a.example/",
    entropy: Uint8Array.from({ length: 64 }, (_, index) => index),
    now: NOW,
  };
  const login = authorize(options);
  const body = `{"error":"invalid_grant","error_description":"x"}`;
  const refused = parseToken({ kind: "refresh", status: 400, body });
  // What few visitors ever see is loaded when it is there.
  const { explain } = await import("gws-auth/explain");
  const explained = refused.outcome === "refused" ? await explain(refused.refused) : undefined;
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
  const signatureValid = await crypto.subtle.verify(ecdsa, pair.publicKey, begun.signature, bytes(begun.signingInput));
  return {
    early,
    version: version(),
    url: login.url,
    granted: granted.ok && { ...granted.granted },
    landed: authorize({ ...options, environment: new URL("https://services.ird.govt.nz") }).url.slice(0, 28),
    explained: [explained?.documented, explained?.whoMustAct, typeof explained?.meaning],
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
