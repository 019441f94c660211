// The host's side of M2M: WebCrypto, and the refusals that are the host's own.

const { subtle } = globalThis.crypto;

/** What the host refuses before, or instead of, the package. */
export class HostRefusal extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

const SUITES = {
  ES256: { curve: "P-256", hash: "SHA-256" },
  ES384: { curve: "P-384", hash: "SHA-384" },
  ES512: { curve: "P-521", hash: "SHA-512" },
};

/** The ECDSA that belongs to the algorithm; a key of another kind or curve does not fit it. */
function suite(algorithm, curve) {
  const found = SUITES[algorithm];
  if (found?.curve !== curve) throw new HostRefusal("algorithm_key");
  return { name: "ECDSA", hash: found.hash };
}

const import_ = async (form, bytes, curve, use, code) => {
  try {
    return await subtle.importKey(form, bytes, { name: "ECDSA", namedCurve: curve }, form === "pkcs8", [use]);
  } catch {
    throw new HostRefusal(code);
  }
};

/** Bytes of a scalar: RFC 5915 has them at full width, and OpenSSL does not insist. */
export const WIDTHS = { "P-256": 32, "P-384": 48, "P-521": 66 };
const CURVE_IDS = { "P-256": "2a8648ce3d030107", "P-384": "2b81040022", "P-521": "2b81040023" };

/** PKCS#8 around a bare scalar, without the public key. */
function pkcs8(curve, scalar) {
  const tlv = (tag, ...parts) => {
    const body = Buffer.concat(parts);
    const length = body.length < 128 ? [body.length] : [0x81, body.length];
    return Buffer.concat([Buffer.from([tag, ...length]), body]);
  };
  const oid = (digits) => tlv(0x06, Buffer.from(digits, "hex"));
  const key = tlv(0x30, Buffer.from([2, 1, 1]), tlv(0x04, scalar));
  return tlv(0x30, Buffer.from([2, 1, 0]), tlv(0x30, oid("2a8648ce3d0201"), oid(CURVE_IDS[curve])), tlv(0x04, key));
}

export const webcrypto = {
  async verify({ algorithm, signingInput, signature }, curve, point) {
    const key = await import_("raw", point, curve, "verify", "key_point");
    return subtle.verify(suite(algorithm, curve), key, signature, new TextEncoder().encode(signingInput));
  },
  async privateKey(curve, scalar, algorithm) {
    if (scalar.length !== WIDTHS[curve]) throw new HostRefusal("key_scalar");
    const key = await import_("pkcs8", pkcs8(curve, scalar), curve, "sign", "key_scalar");
    const { x, y } = await subtle.exportKey("jwk", key);
    const ecdsa = suite(algorithm, curve);
    const point = { kty: "EC", crv: curve, x, y };
    const publicKey = await subtle.importKey("jwk", point, { name: "ECDSA", namedCurve: curve }, true, ["verify"]);
    return { key, publicKey, ecdsa };
  },
  sign: ({ key, ecdsa }, { signingInput }) => subtle.sign(ecdsa, key, new TextEncoder().encode(signingInput)),
  verifyOwn: ({ publicKey, ecdsa }, { signingInput }, signature) =>
    subtle.verify(ecdsa, publicKey, signature, new TextEncoder().encode(signingInput)),
};
