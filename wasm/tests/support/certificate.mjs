// A self-signed certificate, made by hand: Node makes none, and the key cannot leave WebCrypto.

const tlv = (tag, ...parts) => {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const length = body.length < 128 ? [body.length] : body.length < 256 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};
const sequence = (...parts) => tlv(0x30, ...parts);
const unhex = (digits) => Buffer.from(digits, "hex");

/** An unsigned integer in DER. */
function integer(bytes) {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = bytes.subarray(first);
  return tlv(0x02, digits[0] & 0x80 ? [0] : [], digits);
}

const utc = (milliseconds) => tlv(0x17, Buffer.from(`${new Date(milliseconds).toISOString().replace(/\D/g, "").slice(2, 14)}Z`));

/** The extension that names an IPv4 address. */
const names = (address) => tlv(0xa3, sequence(sequence(unhex("0603551d11"), tlv(0x04, sequence(tlv(0x87, address))))));

/** X.509 version 3 in DER, valid for a year from yesterday; for a server at an IPv4 address, if it is given. */
export async function selfSigned({ publicKey, privateKey }, address) {
  const day = 86_400_000;
  const ecdsaWithSha256 = sequence(unhex("06082a8648ce3d040302"));
  const name = sequence(tlv(0x31, sequence(unhex("0603550403"), tlv(0x0c, Buffer.from("gws-auth test")))));
  const validity = sequence(utc(Date.now() - day), utc(Date.now() + 364 * day));
  const spki = Buffer.from(await crypto.subtle.exportKey("spki", publicKey));
  const serial = integer(crypto.getRandomValues(new Uint8Array(8)).fill(1, 0, 1));
  const body = sequence(tlv(0xa0, unhex("020102")), serial, ecdsaWithSha256, name, validity, name, spki, ...(address ? [names(address)] : []));
  const raw = new Uint8Array(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, privateKey, body));
  const signature = sequence(integer(raw.subarray(0, 32)), integer(raw.subarray(32)));
  return new Uint8Array(sequence(body, ecdsaWithSha256, tlv(0x03, [0], signature)));
}
