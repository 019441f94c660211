import { signWithWebCrypto } from "gws-auth/webcrypto";

/** What IndexedDB answers. */
const answer = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function database() {
  const opening = indexedDB.open("gws-keys", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("keys");
  const opened = await answer(opening);
  return (mode) => opened.transaction("keys", mode).objectStore("keys");
}

/** The key of this browser, made once, whichever tab asks first. It signs, and nobody gets it out: no script of this page, no attacker's. */
const ownKey = () =>
  navigator.locks.request("gws-key", async () => {
    const keys = await database();
    const kept = await answer(keys("readonly").get("own"));
    if (kept) return kept;
    const { privateKey, publicKey } = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
    // The public half alone leaves: a certificate is made of it, which is registered with Inland Revenue.
    const body = await crypto.subtle.exportKey("spki", publicKey);
    const { thumbprint, iss } = await (await fetch("/certificate", { method: "POST", body })).json();
    await answer(keys("readwrite").put({ privateKey, thumbprint, iss }, "own"));
    return { privateKey, thumbprint, iss };
  });

async function call() {
  const { privateKey, thumbprint, iss } = await ownKey();
  const { authorization } = await signWithWebCrypto({ certificate: { thumbprint }, iss, lifetime: 300 }, privateKey);
  // No page can show a client certificate: its own back end calls the service, over mutual TLS.
  const reply = await fetch("/service", { method: "POST", headers: { Authorization: authorization } });
  document.getElementById("status").textContent = reply.status;
  document.getElementById("answer").textContent = await reply.text();
}

document.getElementById("call").addEventListener("click", call);
