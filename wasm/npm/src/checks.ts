/**
 * Checks of what the on-boarding asks for: client id, redirect URIs, certificates and keys; and what a certificate file says. A
 * large module of its own, as it reads every form of key and certificate; each function loads it by itself.
 *
 * @module
 */

import type { Members } from "./answer.js";
import { misuse } from "./error.js";
import { CERTIFICATE_FACTS, CHECK_CLIENT, CHECK_MTLS, CHECK_REDIRECT_URIS, CHECK_SIGNING, CHECK_SSH } from "./layout.js";
import { granted, initializer, offers } from "./load.js";
import type { Algorithm } from "./m2m.js";
import { pack, unpack } from "./pack.js";
import type { Bytes, Url } from "./records.js";
import { FILES, M2M } from "./rows.js";

export { GwsAuthError } from "./error.js";

/** Loads the module of this entry; its functions do it by themselves. */
export const initialize = initializer(() => new URL("./checks.wasm", import.meta.url), FILES, M2M);

/** What is in a file: its bytes, or its text where it is PEM. */
export type FileContent = Bytes | string;

/** What was found about one thing. */
export interface Finding {
  /** The stable name of what was looked at, such as `certificate_expired`. */
  readonly code: string;
  /** The rule, such as `CERT-1`. */
  readonly rule: string;
  /** Whether Inland Revenue will take it: `"warn"` works, but should be looked at. */
  readonly verdict: "pass" | "warn" | "fail";
  /** What was seen, in English. Never a secret. */
  readonly seen: string;
  /** What to do, in English; absent where it passes. */
  readonly remedy?: string;
}

/** The options of {@link checkClient}. */
export interface CheckClientOptions {
  /** The client id. */
  readonly clientId: string;
}

/**
 * Checks the form of a client id: its characters, and vendor and product as in `SmartSoftware_SmartPay`. Rules TOKEN-3, NATIVE-3.
 *
 * @example
 * ```js
 * const findings = await checkClient({ clientId: "SmartSoftware_SmartPay" });
 * const wrong = findings.filter(({ verdict }) => verdict !== "pass");
 * ```
 */
export async function checkClient(options: CheckClientOptions): Promise<Finding[]> {
  await ready();
  return granted(CHECK_CLIENT, options, findings);
}

/** The options of {@link checkRedirectUris}. */
export interface CheckRedirectUrisOptions {
  /** The redirect URIs of one client. */
  readonly redirectUris: readonly string[];
}

/**
 * Checks the redirect URIs of one client: kind and form of each, loopback address and ports. Rules NATIVE-1, NATIVE-2, AUTHZ-7.
 *
 * @example
 * ```js
 * const findings = await checkRedirectUris({ redirectUris: ["https://client.example.com/return"] });
 * ```
 */
export async function checkRedirectUris(options: CheckRedirectUrisOptions): Promise<Finding[]> {
  await ready();
  return granted(CHECK_REDIRECT_URIS, listed(options, "redirectUris", "a list of strings", (uri) => typeof uri === "string"), findings);
}

/** The options of {@link checkMtls}. */
export interface CheckMtlsOptions {
  /** `"mock"`, `"test"`, `"production"` or a URL. */
  readonly environment: string | Url;
  /** The client certificate and then those that issued it, each in DER or PEM. */
  readonly chain: readonly FileContent[];
  /** Its private key, which never leaves this process. */
  readonly key?: FileContent;
  /** The passphrase of the key. */
  readonly passphrase?: string;
  /** The certificate that signs M2M tokens: it must have another key. */
  readonly signing?: FileContent;
  /** Whole seconds since 1970. */
  readonly now: number;
}

/**
 * Checks the client certificate of mutual TLS: name, issuer, order of the chain, dates, key. The signatures within the chain are
 * not checked. What cannot be read is a finding too. Rule MTLS-1.
 *
 * @throws {@link GwsAuthError}: `time_invalid`.
 *
 * @example
 * ```js
 * const findings = await checkMtls({ environment: "test", chain: [certificatePem], key: keyPem, now });
 * ```
 */
export async function checkMtls(options: CheckMtlsOptions): Promise<Finding[]> {
  await ready();
  return granted(CHECK_MTLS, listed(options, "chain", "a list of files", isFile), findings);
}

/** The options of {@link checkSigning}. */
export interface CheckSigningOptions {
  /** The certificate, in DER or PEM. */
  readonly certificate: FileContent;
  /** Its private key, which never leaves this process. */
  readonly key?: FileContent;
  /** The passphrase of the key. */
  readonly passphrase?: string;
  /** The certificate of the other environment: it must have another key. */
  readonly other?: FileContent;
  /** Whole seconds since 1970. */
  readonly now: number;
}

/**
 * Checks a signing certificate, and whether its private key belongs to it. Rules CERT-1, CERT-2, M2M-4.
 *
 * @throws {@link GwsAuthError}: `time_invalid`.
 *
 * @example
 * ```js
 * const findings = await checkSigning({ certificate: certificatePem, key: keyPem, now });
 * const failed = findings.filter(({ verdict }) => verdict === "fail").map(({ seen, remedy }) => `${seen}: ${remedy}`);
 * ```
 */
export async function checkSigning(options: CheckSigningOptions): Promise<Finding[]> {
  await ready();
  return granted(CHECK_SIGNING, options, findings);
}

/** The options of {@link checkSsh} and {@link certificateFacts}. */
export interface FileOptions {
  /** The file. */
  readonly file: FileContent;
}

/**
 * Checks an SSH public key, a line of OpenSSH's or PEM: Inland Revenue takes ECDSA alone. Rule SSH-1.
 *
 * @example
 * ```js
 * const findings = await checkSsh({ file: "ecdsa-sha2-nistp256 AAAA… payroll@client" });
 * ```
 */
export async function checkSsh(options: FileOptions): Promise<Finding[]> {
  await ready();
  return granted(CHECK_SSH, options, findings);
}

/** What a certificate file says of its certificate; of several that of the leaf. */
export interface CertificateFacts {
  /** Its SHA-256 thumbprint, as Inland Revenue registers it: 64 upper-case hexadecimal digits (M2M-4). */
  readonly thumbprint: string;
  /** Its SHA-1 thumbprint: 40 upper-case hexadecimal digits. */
  readonly thumbprintSha1: string;
  /** Its first second, since 1970. */
  readonly notBefore: number;
  /** Its last second, since 1970. */
  readonly notAfter: number;
  /** `"EC"` or `"RSA"`. */
  readonly keyType: string;
  /** The key's length in bits. */
  readonly keyBits: number;
  /** The curve, such as `P-256`; absent for RSA. */
  readonly curve?: string;
  /** The algorithms that its key can sign with, such as `ES256`. */
  readonly algorithms: readonly Algorithm[];
  /** Whom it is for (RFC 4514). */
  readonly subject: string;
  /** Who issued it (RFC 4514). */
  readonly issuer: string;
  /** Its serial number, in hexadecimal digits. */
  readonly serial: string;
  /** Whether subject and issuer are the same. */
  readonly selfSigned: boolean;
  /** How many certificates the file holds. */
  readonly count: number;
}

/**
 * What a certificate file says, DER or PEM; of several certificates that of the leaf, which has issued none of the others, and of
 * several leaves the newest: look at `count`, `subject` and `issuer` before its thumbprint is registered.
 *
 * @throws {@link GwsAuthError}: `file_…`, `pem_…`, `certificate_version`, `key_…`. Rules CERT-1, CERT-2 and M2M-4.
 *
 * @example
 * ```js
 * const { thumbprint, notAfter, algorithms } = await certificateFacts({ file: certificatePem });
 * ```
 */
export async function certificateFacts(options: FileOptions): Promise<CertificateFacts> {
  await ready();
  return granted(CERTIFICATE_FACTS, options, ({ algorithms, ...facts }) => ({
    ...facts,
    algorithms: (algorithms as string).split(" ").filter(Boolean),
  }));
}

async function ready(): Promise<void> {
  if (!offers("check_client")) await initialize();
}

/** The options, with a list in one piece. */
function listed<T extends object>(options: T, argument: keyof T & string, wanted: string, is: (item: unknown) => boolean): object {
  if (typeof options !== "object" || options === null) return options;
  const list: unknown = Object.hasOwn(options, argument) ? options[argument] : undefined;
  if (!Array.isArray(list) || !list.every(is)) throw misuse(argument, `must be ${wanted}`);
  const encoder = new TextEncoder();
  const bytes = list.map((item: FileContent) => (typeof item === "string" ? encoder.encode(item) : new Uint8Array(item)));
  return { ...options, [argument]: pack(bytes) };
}

function isFile(file: unknown): boolean {
  const brand = Object.prototype.toString.call(file);
  return typeof file === "string" || brand === "[object Uint8Array]" || brand === "[object ArrayBuffer]";
}

/** Of one list, five texts a finding. */
function findings({ findings: list }: Members): Members {
  const texts = unpack(list as Uint8Array);
  const found = [];
  for (let at = 0; at < texts.length; at += 5) {
    const [code, rule, verdict, seen, remedy] = texts.slice(at, at + 5);
    found.push({ code, rule, verdict, seen, ...(remedy === undefined ? {} : { remedy }) });
  }
  return found as unknown as Members;
}
