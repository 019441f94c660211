import { ENVIRONMENT_URLS, IRD_NUMBER, SERVICES, SERVICE_ACCESS } from "./layout.js";
import { granted } from "./load.js";
import type { Url } from "./records.js";

/** The options of {@link environmentUrls}. */
export interface EnvironmentUrlsOptions {
  /** `"mock"`, `"test"`, `"production"` or a URL: scheme, host and port. */
  readonly environment: string | Url;
}

/** Where an environment's endpoints and services are. */
export interface EnvironmentUrls {
  /** `"mock"`, `"test"`, `"production"` or `"custom"`. */
  readonly name: string;
  /** Scheme, host and port, without a slash at the end. */
  readonly origin: string;
  /** The page that the browser opens. */
  readonly authorize: string;
  /** Where codes and refresh tokens are exchanged. */
  readonly token: string;
  /** Where tokens are introspected. */
  readonly introspect: string;
  /** Where tokens are revoked. */
  readonly revoke: string;
  /** The root of the services for cloud software: port 4046, mutual TLS (ENV-4). */
  readonly cloudServices: string;
  /** The root of the services for desktop software: port 443, the server's TLS only (ENV-4). */
  readonly desktopServices: string;
}

/**
 * Where the endpoints and services of an environment are.
 *
 * @throws {@link GwsAuthError}: `environment_unknown`, `environment_not_https`, `environment_not_origin`. Rules ENV-1 to ENV-5.
 *
 * @example
 * ```js
 * const { token, cloudServices } = environmentUrls({ environment: "test" });
 * ```
 */
export function environmentUrls(options: EnvironmentUrlsOptions): EnvironmentUrls {
  return granted(ENVIRONMENT_URLS, options);
}

/** One of Inland Revenue's gateway services. */
export interface GatewayService {
  /** Its stable code, such as `gst`. */
  readonly code: string;
  /** Its name in Inland Revenue's list. */
  readonly name: string;
  /** Whether it takes the access token of a customer who logged in. */
  readonly oauth: boolean;
  /** Whether it takes a token that the data's owner signed. */
  readonly m2m: boolean;
  /** Whether it takes the client certificate alone. */
  readonly mutualTls: boolean;
  /** Whether it goes by files over SFTP. */
  readonly ssh: boolean;
  /** Its path for cloud clients; absent where it has none. */
  readonly cloud?: string;
  /** Its path for desktop clients; absent where they may not call it. */
  readonly desktop?: string;
}

/**
 * All services, in the order of Inland Revenue's list.
 *
 * @example
 * ```js
 * const behindMutualTls = services().filter(({ mutualTls }) => mutualTls);
 * ```
 */
export function services(): GatewayService[] {
  const all: GatewayService[] = [];
  for (;;) {
    const service = granted<GatewayService>(SERVICES, { place: all.length });
    if (service.code === undefined) return all;
    all.push(service);
  }
}

/** The options of {@link serviceAccess}. */
export interface ServiceAccessOptions {
  /** A code of {@link services}, such as `"gst"`. */
  readonly service: string;
  /** Where the client runs: `"cloud"` or `"desktop"`. */
  readonly client: "cloud" | "desktop";
  /** How it is known: `"oauth"`, `"m2m"`, `"mutual_tls"` or `"ssh"`. */
  readonly mechanism: "oauth" | "m2m" | "mutual_tls" | "ssh";
  /** `"mock"`, `"test"`, `"production"` or a URL: scheme, host and port. */
  readonly environment: string | Url;
}

/** Whether a client may call a service with a mechanism, and where. */
export interface ServiceAnswer {
  /** Whether it may. */
  readonly allowed: boolean;
  /** The URL; absent where it may not call, and for files. */
  readonly url?: string;
  /** Whether Inland Revenue prints this address; else it is made in the same way, to be confirmed by the on-boarding. */
  readonly documented: boolean;
  /** Why not: `"mechanism"` or `"desktop"`; absent where it may. */
  readonly obstacle?: string;
  /** What to do, in English; absent where a URL says it. */
  readonly advice?: string;
}

/**
 * Whether a client may call a service with a mechanism, and at which URL.
 *
 * @throws {@link GwsAuthError}: `argument_unknown` for a service, a client or a mechanism of another name; `environment_…`.
 * Rules ENV-4, M2M-7, SSH-1.
 *
 * @example
 * ```js
 * const { allowed, url } = serviceAccess({ service: "gst", client: "cloud", mechanism: "oauth", environment: "test" });
 * ```
 */
export function serviceAccess(options: ServiceAccessOptions): ServiceAnswer {
  return granted(SERVICE_ACCESS, options);
}

/** The options of {@link irdNumber}. */
export interface IrdNumberOptions {
  /** What somebody typed: eight digits, or nine; spaces and hyphens may stand anywhere. */
  readonly number: string;
}

/** An IRD number whose check digit is right. */
export interface IrdNumber {
  /** Its eight or nine digits, without separators and without a 0 before them; it identifies a person. */
  readonly number: string;
}

/**
 * Checks an IRD number (modulus 11). That it passes does not say that it was given to anybody.
 *
 * @throws {@link GwsAuthError}: `ird_number_character` with the offset of what is no digit, `ird_number_short`,
 * `ird_number_long`, `ird_number_range`, `ird_number_check_digit`. Rule IRD-1.
 *
 * @example
 * ```js
 * const { number } = irdNumber({ number: "49-091-850" });
 * ```
 */
export function irdNumber(options: IrdNumberOptions): IrdNumber {
  return granted(IRD_NUMBER, options);
}
