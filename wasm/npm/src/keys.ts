/**
 * Machine-to-machine tokens signed and verified with key files, by elliptic curves within WebAssembly: for hosts without WebCrypto,
 * and for keys that come as PEM. A large module of its own, which each function loads by itself.
 *
 * Where there is WebCrypto, `gws-auth/webcrypto` is smaller and faster, and keeps the key out of JavaScript's hands.
 *
 * @module
 */

import type { FileContent } from "./checks.js";
import { M2M_SIGN, M2M_VERIFY } from "./layout.js";
import { granted, initializer, offers } from "./load.js";
import type { M2mUnsignedOptions, M2mVerifyFinishOptions, SignedToken, TokenClaims } from "./m2m.js";
import { FILES, M2M, SYNTAX } from "./rows.js";

export { GwsAuthError } from "./error.js";

/** Loads the module of this entry; its functions do it by themselves. */
export const initialize = initializer(() => new URL("./keys.wasm", import.meta.url), FILES, M2M, SYNTAX);

/** The options of {@link m2mSign}. */
export interface M2mSignOptions extends M2mUnsignedOptions {
  /** The private key: PKCS#8 or SEC1, in PEM or DER, or the text of a JWK; on P-256, P-384 or P-521. */
  readonly key: FileContent;
  /** The passphrase of the key; left out: it has none. */
  readonly passphrase?: string;
}

/**
 * Signs a token at `now` with a key file, and verifies it before it is given out. The nonce is that of RFC 6979: the same claims
 * give the same token. ES256, ES384 and ES512 alone: the RSA library
 * that there is for WebAssembly may tell its key by the time that it takes (RUSTSEC-2023-0071); sign with WebCrypto, or with Node's own.
 *
 * With the certificate itself in `certificate.der` its dates bind the token (M2M-6), and its key must be this one. The key is wiped in the module's memory as soon
 * as the call is over; what JavaScript holds of it is not.
 *
 * @throws {@link GwsAuthError}: what `m2mUnsigned` says; `file_…`, `key_…`, `passphrase_…` of the key file; `algorithm_key` if the key does not
 * sign with `algorithm`, as no RSA key does here; `certificate_…`, `token_after_certificate`, `signing_failed`. Rules M2M-1 to M2M-6, CERT-1, CERT-2.
 *
 * Next: send `authorization` over mutual TLS; `needsRenewal` says when to sign anew.
 *
 * @example
 * ```js
 * const certificate = { thumbprint: (await certificateFacts({ file: certificatePem })).thumbprint };
 * const { authorization } = await m2mSign({ key: keyPem, algorithm: "ES256", certificate, iss: "www.name.com", now });
 * ```
 */
export async function m2mSign(options: M2mSignOptions): Promise<SignedToken> {
  await ready();
  return granted(M2M_SIGN, options);
}

/** The options of {@link m2mVerify}. */
export interface M2mVerifyOptions extends Omit<M2mVerifyFinishOptions, "signatureValid"> {
  /** The public key: SPKI in PEM or DER, the text of a JWK, or the signer's certificate. */
  readonly key: FileContent;
}

/**
 * Verifies a token with a public key file, and gives its claims. With a certificate as `key` the token must be its owner's, unless `expected`
 * says otherwise. The key decides the algorithm, never the token. ES256, ES384 and ES512 alone: RSA is verified by WebCrypto, in every browser
 * and in Node (`verifyWithWebCrypto`).
 *
 * @throws {@link GwsAuthError}: what `m2mVerifyBegin` and `m2mVerifyFinish` say; `file_…`, `key_…` of the key file; `algorithm_key` if the token's
 * algorithm is not the key's, and for every RSA key; `signature_invalid`. Rules M2M-6 and M2M-9.
 *
 * @example
 * ```js
 * const { sub, startLogon } = await m2mVerify({ token, key: certificatePem, expected: { iss: "www.name.com" }, now });
 * ```
 */
export async function m2mVerify(options: M2mVerifyOptions): Promise<TokenClaims> {
  await ready();
  return granted(M2M_VERIFY, options);
}

async function ready(): Promise<void> {
  if (!offers("m2m_sign")) await initialize();
}
