// What the `op`s of M2M tokens are in JavaScript.

import { gws } from "./entry.mjs";
import { webcrypto } from "./host-keys.mjs";
import { sec1, spki } from "./key-files.mjs";
import { hex, repeated, unhex, warnings } from "./values.mjs";

const CLAIMS = ["iss", "now", "alg", "sub", "sub_sha1", "certificate_hex", "lifetime", "start_logon", "start_logon_kind", "not_before", "not_after"];
const RULES = ["now", "any_owner", "algorithms", "leeway", "iss", "sub", "not_before", "not_after", "thumbprint", "thumbprint_sha1", "certificate_hex"];
const TOKEN = ["token", "token_repeat"];

const token = (given) => (given.token_repeat ? repeated(given.token_repeat) : given.token);

const certificate = (sha256, sha1, der) => ({ thumbprint: sha256, thumbprintSha1: sha1, der: unhex(der) });

const claimsToSign = (given) => ({
  algorithm: given.alg,
  certificate: certificate(given.sub, given.sub_sha1, given.certificate_hex),
  iss: given.iss,
  startLogon: given.start_logon,
  noStartLogon: given.start_logon_kind,
  lifetime: given.lifetime,
  notBefore: given.not_before,
  notAfter: given.not_after,
  now: given.now,
});

const rules = (given) => ({
  iss: given.iss,
  sub: given.sub,
  anyOwner: given.any_owner,
  algorithms: given.algorithms?.split(" "),
  leeway: given.leeway,
  certificate: given.not_before === undefined
    ? undefined
    : {
        ...certificate(given.thumbprint, given.thumbprint_sha1, given.certificate_hex),
        notBefore: given.not_before,
        notAfter: given.not_after,
      },
});

const signed = ({ token, authorization, expiresAt, warnings: list }) => ({
  token,
  authorization,
  exp: expiresAt,
  warnings: warnings(list),
});
const claims = ({ algorithm, startLogon, sub, iss, iat, exp }) => ({
  out: { alg: algorithm, sub, iss, start_logon: startLogon, iat, exp },
});

async function verified(text, { curve, public_key_hex }) {
  const begun = gws.m2mVerifyBegin({ token: text });
  return webcrypto.verify(begun, curve, unhex(public_key_hex));
}

/** The digest; where the entry leaves hashing to WebCrypto, by that. */
async function hashed({ algorithm, signingInput, digest }) {
  const hash = `SHA-${algorithm.slice(2)}`;
  return digest ?? new Uint8Array(await crypto.subtle.digest(hash, new TextEncoder().encode(signingInput)));
}

export const m2m = {
  jws_read: {
    knows: TOKEN,
    async run(given) {
      const read = gws.m2mVerifyBegin({ token: token(given) });
      const { algorithm: alg, signature, signingInput } = read;
      const digest = await hashed(read);
      return {
        out: { alg, signature_hex: hex(signature), signing_input_length: signingInput.length, digest_hex: hex(digest) },
      };
    },
  },
  m2m_unsigned: {
    knows: CLAIMS,
    async run(given) {
      const unsigned = gws.m2mUnsigned(claimsToSign(given));
      const { signingInput, expiresAt, warnings: list } = unsigned;
      const digest = await hashed(unsigned);
      return { out: { signing_input: signingInput, digest_hex: hex(digest), exp: expiresAt, warnings: warnings(list) } };
    },
  },
  m2m_attach: {
    knows: [...CLAIMS, "signature_hex", "signature_der_hex", "curve", "public_key_hex", "renewal_now"],
    async run(given) {
      const { signingInput } = gws.m2mUnsigned(claimsToSign(given));
      const form = given.signature_der_hex === undefined ? "raw" : "der";
      const signature = unhex(given.signature_der_hex ?? given.signature_hex);
      const attached = gws.m2mAttach({ signingInput, signature, form });
      if (given.public_key_hex !== undefined) {
        const signatureValid = await verified(attached.token, given);
        gws.m2mVerifyFinish({ token: attached.token, signatureValid, expected: { anyOwner: true }, now: given.now });
      }
      const { renewal_now: now } = given;
      const needs_renewal = now === undefined ? undefined : gws.needsRenewal(attached, now);
      return { out: { ...signed(attached), needs_renewal } };
    },
  },
  // WebCrypto draws its nonces at random: everything before the signature is compared, and the signature verified.
  m2m_sign: {
    knows: [...CLAIMS, "curve", "private_key_hex"],
    async run(given, expected) {
      const unsigned = gws.m2mUnsigned(claimsToSign(given));
      const pair = await webcrypto.privateKey(given.curve, unhex(given.private_key_hex), unsigned.algorithm);
      const signature = await webcrypto.sign(pair, unsigned);
      const attached = gws.m2mAttach({ signingInput: unsigned.signingInput, signature, form: "raw" });
      if (!(await webcrypto.verifyOwn(pair, unsigned, signature))) throw new Error("the signature does not verify");
      const out = signed(attached);
      const wanted = expected.out?.token;
      const head = (text) => text.slice(0, text.lastIndexOf("."));
      if (wanted !== undefined && head(out.token) === head(wanted) && out.token === out.authorization) {
        // As agreed: the signature itself may differ.
        Object.assign(out, { token: wanted, authorization: wanted });
      }
      return { out };
    },
    // Nonces are those of RFC 6979: each byte is compared.
    async itself(given) {
      const key = sec1(given.curve, unhex(given.private_key_hex));
      return { out: signed(await gws.m2mSign({ ...claimsToSign(given), key })) };
    },
  },
  m2m_verify: {
    knows: [...TOKEN, "curve", "public_key_hex", ...RULES],
    async run(given) {
      const signatureValid = await verified(token(given), given);
      return claims(gws.m2mVerifyFinish({ token: token(given), signatureValid, expected: rules(given), now: given.now }));
    },
    async itself(given) {
      const key = spki(given.curve, unhex(given.public_key_hex));
      return claims(await gws.m2mVerify({ token: token(given), key, expected: rules(given), now: given.now }));
    },
  },
  m2m_claims: {
    knows: [...TOKEN, ...RULES],
    run: (given) =>
      claims(gws.m2mVerifyFinish({ token: token(given), signatureValid: true, expected: rules(given), now: given.now })),
  },
};
