import { M2M_ATTACH, M2M_UNSIGNED, M2M_VERIFY_BEGIN, M2M_VERIFY_FINISH } from "./layout.js";
import { granted } from "./load.js";
import type { ByteArray, Bytes, Warning } from "./records.js";

/** What a key signs with: ES256 for P-256, ES384 for P-384, ES512 for P-521, RS… for RSA. */
export type Algorithm = "ES256" | "ES384" | "ES512" | "RS256" | "RS384" | "RS512";

/** The signing certificate, named in exactly one way (M2M-4). */
export type CertificateReference =
  | {
      /** Its SHA-256 thumbprint: 64 hexadecimal digits, upper-case. */
      readonly thumbprint: string;
      /** Not with another name. */
      readonly thumbprintSha1?: undefined;
      /** Not with another name. */
      readonly der?: undefined;
    }
  | {
      /** Its SHA-1 thumbprint, where Inland Revenue registered one: 40 hexadecimal digits. */
      readonly thumbprintSha1: string;
      /** Not with another name. */
      readonly thumbprint?: undefined;
      /** Not with another name. */
      readonly der?: undefined;
    }
  | {
      /** The certificate itself, in DER or PEM; its SHA-256 thumbprint is used. */
      readonly der: Bytes;
      /** Not with another name. */
      readonly thumbprint?: undefined;
      /** Not with another name. */
      readonly thumbprintSha1?: undefined;
    };

/** The options of {@link m2mUnsigned}. */
export interface M2mUnsignedOptions {
  /** What the key signs with. */
  readonly algorithm: Algorithm;
  /** The certificate that belongs to the key: `sub`. */
  readonly certificate: CertificateReference;
  /** The issuer agreed with Inland Revenue. */
  readonly iss: string;
  /** The myIR user whose delegations are used; left out: nobody (M2M-5). */
  readonly startLogon?: string;
  /** How nobody is named: `"null"`, `"empty"` or `"absent"`; left out: `null`. */
  readonly noStartLogon?: "null" | "empty" | "absent";
  /** How long the token lives, in seconds, 28,800 at most. */
  readonly lifetime?: number;
  /** The certificate's first second, since 1970: the token must not begin before (M2M-6). */
  readonly notBefore?: number;
  /** The certificate's last second, since 1970: the token must not end after (M2M-6). */
  readonly notAfter?: number;
  /** Whole seconds since 1970. */
  readonly now: number;
}

/** What to sign. */
export interface UnsignedToken {
  /** The algorithm to sign with. */
  readonly algorithm: Algorithm;
  /** The text to sign, for what hashes by itself, as WebCrypto does: ASCII, so characters are bytes. */
  readonly signingInput: string;
  /** Its hash, for what signs a hash. Of `gws-auth` in Node alone: WebCrypto hashes by itself. */
  readonly digest?: ByteArray;
  /** When the token was issued, in seconds since 1970. */
  readonly issuedAt: number;
  /** When it ends, in seconds since 1970. */
  readonly expiresAt: number;
  /** What to mend, such as `certificate_sha1`. */
  readonly warnings: readonly Warning[];
}

/**
 * What to sign for a machine-to-machine token issued at `now`.
 *
 * @throws {@link GwsAuthError}: `algorithm_name`, `certificate_choice`, `thumbprint_format`, `issuer_invalid`,
 * `start_logon_invalid`, `lifetime_invalid`, `time_invalid`. Rules M2M-1 to M2M-6.
 *
 * Next: sign `signingInput` with the key, then {@link m2mAttach}.
 *
 * @example
 * ```js
 * const { signingInput } = m2mUnsigned({ algorithm: "ES256", certificate: { thumbprint }, iss: "www.name.com", now });
 * const bytes = new TextEncoder().encode(signingInput);
 * const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, privateKey, bytes);
 * const { authorization } = m2mAttach({ signingInput, signature, form: "raw" });
 * ```
 */
export function m2mUnsigned(options: M2mUnsignedOptions): UnsignedToken {
  return granted(M2M_UNSIGNED, options);
}

/** The options of {@link m2mAttach}. */
export interface M2mAttachOptions {
  /** What was signed. */
  readonly signingInput: string;
  /** The signature. */
  readonly signature: Bytes;
  /** `"raw"`: r and s, as WebCrypto gives them, and always for RSA; `"der"`: ECDSA in DER. */
  readonly form: "raw" | "der";
}

/** A token that is ready to be sent. */
export interface SignedToken {
  /** The token; secret while it lives. */
  readonly token: string;
  /** The value of the `Authorization` header: no `Bearer` (M2M-7). */
  readonly authorization: string;
  /** When it was issued, in seconds since 1970. A clock before it needs a new token too. */
  readonly issuedAt: number;
  /** From when on to sign a new one: the last tenth of its life. */
  readonly renewAt: number;
  /** When it ends, in seconds since 1970. */
  readonly expiresAt: number;
  /** What to mend, such as `certificate_sha1`. */
  readonly warnings: readonly Warning[];
}

/**
 * Joins a signing input and its signature. Only the signature's form is checked; {@link m2mVerifyBegin} helps to verify it.
 *
 * @throws {@link GwsAuthError}: `signature_…`, `jws_…` for a signing input that is not one. Rules M2M-1 to M2M-7.
 *
 * @example
 * ```js
 * const { signingInput } = m2mUnsigned({ algorithm: "ES256", certificate: { thumbprint }, iss: "www.name.com", now });
 * const signature = await hsm.sign(signingInput);
 * const { authorization, renewAt } = m2mAttach({ signingInput, signature, form: "der" });
 * ```
 */
export function m2mAttach(options: M2mAttachOptions): SignedToken {
  return granted(M2M_ATTACH, options);
}

/** The options of {@link m2mVerifyBegin}. */
export interface M2mVerifyBeginOptions {
  /** The token. */
  readonly token: string;
}

/** What a host needs to verify a signature. Nothing in it may be believed yet. */
export interface UnverifiedToken {
  /** The algorithm that the header names. The key decides whether it may. */
  readonly algorithm: Algorithm;
  /** What was signed. */
  readonly signingInput: string;
  /** Its hash. Of `gws-auth` in Node alone: WebCrypto hashes by itself. */
  readonly digest?: ByteArray;
  /** The signature as WebCrypto takes it: r and s for ECDSA. */
  readonly signature: ByteArray;
  /** The signature as most others take it: DER for ECDSA. */
  readonly signatureDer: ByteArray;
}

/**
 * Reads a token for a host that verifies by itself; no claim is given out yet.
 *
 * @throws {@link GwsAuthError}: `jws_…`, `json_…`, `algorithm_…`, `signature_…`. Rule M2M-9.
 *
 * Next: verify `signature` over `signingInput` with the signer's public key, then {@link m2mVerifyFinish}.
 *
 * @example
 * ```js
 * const { signature, signingInput } = m2mVerifyBegin({ token });
 * const bytes = new TextEncoder().encode(signingInput);
 * const signatureValid = await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, publicKey, signature, bytes);
 * const claims = m2mVerifyFinish({ token, signatureValid, expected: { sub: thumbprint, iss: "www.name.com" }, now });
 * ```
 */
export function m2mVerifyBegin(options: M2mVerifyBeginOptions): UnverifiedToken {
  return granted(M2M_VERIFY_BEGIN, options);
}

/** The certificate of the key that verified the signature. */
export type ExpectedCertificate = CertificateReference & {
  /** Its first second, since 1970. */
  readonly notBefore: number;
  /** Its last second, since 1970. */
  readonly notAfter: number;
};

/** The options of {@link m2mVerifyFinish}. */
export interface M2mVerifyFinishOptions {
  /** The token. */
  readonly token: string;
  /** What the verifier said. Nothing but `true` will do. */
  readonly signatureValid: boolean;
  /** Whole seconds since 1970. */
  readonly now: number;
  /** What is expected of the claims. Whose token it is must be said in exactly one way: `certificate`, `sub` or `anyOwner`. */
  readonly expected: {
    /** The issuer agreed with Inland Revenue. */
    readonly iss?: string;
    /** The algorithms that are allowed (ENV-8); left out: all six. */
    readonly algorithms?: readonly Algorithm[];
    /** How far the signer's clock may be off, in seconds: 600 at most. */
    readonly leeway?: number;
    /** The certificate of the key that verified the signature: `sub` must be its thumbprint (M2M-4). */
    readonly certificate?: ExpectedCertificate;
    /** Or the expected `sub`. */
    readonly sub?: string;
    /** Or `true`: whose token it is was decided otherwise, or does not matter. */
    readonly anyOwner?: boolean;
  };
}

/** The claims of a verified token. */
export interface TokenClaims {
  /** The algorithm. */
  readonly algorithm: Algorithm;
  /** The thumbprint. */
  readonly sub: string;
  /** The issuer. */
  readonly iss: string;
  /** The myIR user id, if one is named (M2M-5). */
  readonly startLogon?: string;
  /** Issued at, in seconds since 1970. */
  readonly iat: number;
  /** Ends at, in seconds since 1970. */
  readonly exp: number;
}

/**
 * The claims of a token whose signature the host has verified.
 *
 * @throws {@link GwsAuthError}: `owner_choice`, `algorithm_not_allowed`; `signature_invalid` unless `signatureValid` is `true`; what {@link m2mVerifyBegin} says;
 * what is wrong with the claims, such as `token_expired` or `iss_mismatch`. Rules M2M-6 and M2M-9.
 *
 * @example
 * ```js
 * const { signatureDer, signingInput } = m2mVerifyBegin({ token });
 * const signatureValid = await hsm.verify(signatureDer, signingInput);
 * const { startLogon } = m2mVerifyFinish({ token, signatureValid, expected: { sub: thumbprint }, now });
 * ```
 */
export function m2mVerifyFinish(options: M2mVerifyFinishOptions): TokenClaims {
  return granted(M2M_VERIFY_FINISH, options);
}
