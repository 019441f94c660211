import { m2mSign } from "gws-auth/keys";

/** What goes into the `Authorization` header of a service behind mutual TLS: no `Bearer`. `key` is what a key file holds. */
export async function authorizationOf({ key, passphrase, thumbprint, iss }) {
  const now = Math.floor(Date.now() / 1000);
  const { authorization } = await m2mSign({ key, passphrase, algorithm: "ES256", certificate: { thumbprint }, iss, now });
  return authorization;
}
