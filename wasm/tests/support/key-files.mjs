// Key files for vectors that have numbers: SEC1 and SPKI in DER, written here, so that one that no library would make can be tried.

import { HostRefusal, WIDTHS } from "./host-keys.mjs";

const OIDS = { "P-256": "06082a8648ce3d030107", "P-384": "06052b81040022", "P-521": "06052b81040023" };
const EC_KEY = "06072a8648ce3d0201";

const unhex = (digits) => Buffer.from(digits, "hex");

function tlv(tag, ...parts) {
  const body = Buffer.concat(parts);
  const { length } = body;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

/** A private key, without its public half. */
export function sec1(curve, scalar) {
  // Some programs write files without leading zeros or with one more, so that the library takes them.
  if (scalar.length !== WIDTHS[curve]) throw new HostRefusal("key_scalar");
  return tlv(0x30, unhex("020101"), tlv(0x04, scalar), tlv(0xa0, unhex(OIDS[curve])));
}

/** A public key. */
export function spki(curve, point) {
  return tlv(0x30, tlv(0x30, unhex(EC_KEY), unhex(OIDS[curve])), tlv(0x03, Buffer.from([0]), point));
}
