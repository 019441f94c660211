import { createPrivateKey, sign } from "node:crypto";
import { readFile } from "node:fs/promises";

import { certificateFacts, initialize, m2mAttach, m2mUnsigned, needsRenewal } from "gws-auth";
import { callService } from "gws-auth/node";

/**
 * A function that calls services for one employer, whose files sign: `signing` names a key and its certificate, `tls` another pair, the one of mutual
 * TLS, and where it is not a public root, that of the server.
 */
export async function machine({ signing, tls, iss, startLogon }) {
  await initialize();
  const text = (file) => file && readFile(file, "utf8");
  const { thumbprint, notBefore, notAfter, algorithms } = await certificateFacts({ file: await text(signing.certificate) });
  const [algorithm] = algorithms;
  const key = createPrivateKey({ key: await text(signing.key), passphrase: signing.passphrase });
  const transport = { cert: await text(tls.certificate), key: await text(tls.key), passphrase: tls.passphrase, ca: await text(tls.roots) };

  /** A token works until it ends, for every call: a new one is signed in the last tenth of its life. */
  let token;
  function authorization() {
    const now = Math.floor(Date.now() / 1000);
    if (token && !needsRenewal(token, now)) return token.authorization;
    const claims = { algorithm, certificate: { thumbprint }, iss, startLogon, notBefore, notAfter, now };
    const { signingInput } = m2mUnsigned(claims);
    const signature = sign(`sha${algorithm.slice(2)}`, Buffer.from(signingInput), { key, dsaEncoding: "ieee-p1363" });
    token = m2mAttach({ signingInput, signature, form: "raw" });
    return token.authorization;
  }

  return async function call(url, { method, headers, body } = {}) {
    const reply = await callService({ url, method, headers, body, authorization: authorization(), tls: transport });
    const said = new TextDecoder().decode(reply.body);
    // 401: the token was not taken. 403: it was, and the one it names may not do this in myIR.
    if (reply.status === 401) token = undefined;
    if (reply.status >= 400) throw Object.assign(new Error(`${url} answers ${reply.status}`), { status: reply.status, said });
    return { status: reply.status, headers: reply.headers, text: said };
  };
}
