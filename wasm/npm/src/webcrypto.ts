/**
 * Signs and verifies machine-to-machine tokens with keys of WebCrypto, which may be ones that cannot be extracted.
 *
 * @module
 */

import { initialize } from "./entry-m2m.js";
import { misuse } from "./error.js";
import { offers } from "./load.js";
import { m2mAttach, m2mUnsigned, m2mVerifyBegin, m2mVerifyFinish } from "./m2m.js";
import type { Algorithm, M2mUnsignedOptions, M2mVerifyFinishOptions, SignedToken, TokenClaims } from "./m2m.js";

export { GwsAuthError } from "./error.js";

/** A `CryptoKey`, as `crypto.subtle` gives it. */
export interface WebCryptoKey {
  /** What it signs with. */
  readonly algorithm: KeyAlgorithmName;
}

/** The name of a key's algorithm, and, in a `CryptoKey`, more. */
export interface KeyAlgorithmName {
  /** `"ECDSA"` or `"RSASSA-PKCS1-v1_5"`. */
  readonly name: string;
}

/** The claims of {@link signWithWebCrypto}: those of `m2mUnsigned`, without what the key says itself. */
export type Claims = Omit<M2mUnsignedOptions, "algorithm" | "now"> & {
  /** Whole seconds since 1970; left out: this machine's clock. */
  readonly now?: number;
};

/** What {@link verifyWithWebCrypto} expects, and when. */
export type Expected = M2mVerifyFinishOptions["expected"] & {
  /** Whole seconds since 1970; left out: this machine's clock. */
  readonly now?: number;
};

/**
 * A signed token, ready to be sent. The algorithm is that of the key: ECDSA on P-256, P-384 or P-521, or RSASSA-PKCS1-v1_5.
 *
 * @throws {@link GwsAuthError}: what `m2mUnsigned` says, `algorithm_name` for a key of another kind; and what
 * `crypto.subtle` throws.
 *
 * @example
 * ```js
 * const { authorization } = await signWithWebCrypto({ certificate: { thumbprint }, iss: "www.name.com" }, privateKey);
 * ```
 */
export async function signWithWebCrypto(claims: Claims, key: WebCryptoKey): Promise<SignedToken> {
  await ready();
  const algorithm = algorithmOf(key);
  const { signingInput } = m2mUnsigned({ ...claims, algorithm, now: claims?.now ?? clock() });
  const signature = await crypto.subtle.sign(suite(algorithm), key as CryptoKey, new TextEncoder().encode(signingInput));
  return m2mAttach({ signingInput, signature, form: "raw" });
}

/**
 * The claims of a token that `key` has signed, and that is as expected. The key decides the algorithm, never the token.
 *
 * @throws {@link GwsAuthError}: what `m2mVerifyBegin` and `m2mVerifyFinish` say; `signature_invalid` for a token of another
 * algorithm, too.
 *
 * @example
 * ```js
 * const { startLogon } = await verifyWithWebCrypto(token, publicKey, { sub: thumbprint, iss: "www.name.com" });
 * ```
 */
export async function verifyWithWebCrypto(token: string, key: WebCryptoKey, expected: Expected): Promise<TokenClaims> {
  await ready();
  const { algorithm, signature, signingInput } = m2mVerifyBegin({ token });
  const bytes = new TextEncoder().encode(signingInput);
  const fits = algorithmOf(key) === algorithm;
  const signatureValid = fits && (await crypto.subtle.verify(suite(algorithm), key as CryptoKey, signature, bytes));
  const { now = clock(), ...others } = { ...expected };
  return m2mVerifyFinish({ token, signatureValid, expected: others, now });
}

/** Whatever module is loaded and has the four functions will do. */
async function ready(): Promise<void> {
  if (!offers("m2m_attach")) await initialize();
}

const CURVES: Record<string, Algorithm> = { "P-256": "ES256", "P-384": "ES384", "P-521": "ES512" };

/** What a key signs with; a name that is none, where it is not one of the six. */
function algorithmOf(key: WebCryptoKey | undefined): Algorithm {
  const algorithm: unknown = key?.algorithm;
  if (typeof algorithm !== "object") throw misuse("key", "must be a CryptoKey");
  const { name, namedCurve = "", hash } = algorithm as { name: string; namedCurve?: string; hash?: { name: string } };
  if (name === "ECDSA" && Object.hasOwn(CURVES, namedCurve)) return CURVES[namedCurve] as Algorithm;
  return (name === "RSASSA-PKCS1-v1_5" ? `RS${hash?.name.slice(4)}` : name) as Algorithm;
}

function suite(algorithm: Algorithm): { name: string; hash: string } {
  return { name: algorithm.startsWith("ES") ? "ECDSA" : "RSASSA-PKCS1-v1_5", hash: `SHA-${algorithm.slice(2)}` };
}

function clock(): number {
  return Math.floor(Date.now() / 1000);
}
