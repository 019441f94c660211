import { request } from "./answer.js";
import { RELAY_REQUEST } from "./layout.js";
import { granted } from "./load.js";
import type { Bytes, ClientSettings, HttpRequest, Policy } from "./records.js";

/** The options of {@link relayRequest}. */
export interface RelayRequestOptions {
  /** The last part of the path that the page sent to: `"token"`, `"introspect"` or `"revoke"`. */
  readonly endpoint: string;
  /** The form that it sent, as it came. */
  readonly body: Bytes | string;
  /** What is let through. */
  readonly rules: {
    /** The redirect URIs as they are registered with Inland Revenue, 64 at most. */
    readonly redirectUris: readonly string[];
    /** `true` admits refreshes as well. */
    readonly refresh?: boolean;
    /** `true` admits code exchanges without a verifier: then whoever steals a code can use the relay with it. */
    readonly withoutPkce?: boolean;
    /** `true` admits introspection: whoever reaches the relay can then ask about any token that he found. */
    readonly introspection?: boolean;
    /** `true` admits revocation: whoever reaches the relay can then end any token that he found. */
    readonly revocation?: boolean;
  };
  /** The client, with its secret. */
  readonly client: ClientSettings;
  /** What differs from Inland Revenue's figures. */
  readonly policy?: Policy;
}

/**
 * Checks a form that a page sent to its vendor's back end, and makes the request for Inland Revenue out of it
 * (NATIVE-3). The relay still has to know its callers: this does not.
 *
 * @throws {@link GwsAuthError}: `relay_form`, `relay_repeated`, `relay_parameter`, `relay_missing`: answer 400.
 * `relay_grant`, `relay_redirect_uri`, `relay_client_id`: answer 403. `relay_endpoint`: answer 404.
 *
 * Next: send it once, and pass status and body back as they are.
 *
 * @example
 * ```js
 * const rules = { redirectUris: ["https://client.example.com/return"], refresh: true };
 * const { status, body } = await send(relayRequest({ endpoint: "token", body: form, rules, client }));
 * ```
 */
export function relayRequest(options: RelayRequestOptions): HttpRequest {
  return granted(RELAY_REQUEST, options, request);
}
