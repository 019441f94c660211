// Signs and verifies M2M tokens with jose. In: {"sign":[{alg,key,claims}],"verify":[{alg,key,token}]} on standard
// input, keys as PEM. Out: {"jwks":[…],"signed":[…],"verified":[claims or null]}.
import * as jose from "jose";
import { readFileSync } from "node:fs";
import { createPublicKey } from "node:crypto";

const { sign, verify } = JSON.parse(readFileSync(0, "utf8"));

const signed = [];
const jwks = [];
for (const { alg, key, claims } of sign) {
  const privateKey = await jose.importPKCS8(key, alg);
  signed.push(await new jose.SignJWT(claims).setProtectedHeader({ alg, typ: "JWT", kid: "M2M" }).sign(privateKey));
  jwks.push(await jose.exportJWK(createPublicKey(key)));
}

const verified = [];
for (const { alg, key, token } of verify) {
  const publicKey = await jose.importSPKI(key, alg);
  const options = { algorithms: [alg], issuer: "www.name.com", typ: "JWT", requiredClaims: ["exp", "iat", "sub"] };
  verified.push(await jose.jwtVerify(token, publicKey, options).then(
    ({ payload, protectedHeader }) => (protectedHeader.kid === "M2M" ? payload : null),
    (error) => {
      if (error.code !== "ERR_JWS_SIGNATURE_VERIFICATION_FAILED") throw error;
      return null;
    },
  ));
}

console.log(JSON.stringify({ jwks, signed, verified }));
