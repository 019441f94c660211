"""Signs and verifies M2M tokens with PyJWT. In: {"sign":[{alg,key,claims}],"verify":[{alg,key,token}]} on standard
input, keys as PEM. Out: {"jwks":[…],"signed":[…],"verified":[claims or null]}."""

import json
import sys

import jwt
from cryptography.hazmat.primitives.serialization import load_pem_private_key

request = json.load(sys.stdin)
signed, jwks, verified = [], [], []
for job in request["sign"]:
    signed.append(jwt.encode(job["claims"], job["key"], algorithm=job["alg"], headers={"kid": "M2M"}))
    public = load_pem_private_key(job["key"].encode(), None).public_key()
    algorithm = jwt.get_algorithm_by_name(job["alg"])
    jwks.append(json.loads(algorithm.to_jwk(public)))
for job in request["verify"]:
    try:
        token = jwt.decode_complete(
            job["token"],
            job["key"],
            algorithms=[job["alg"]],
            issuer="www.name.com",
            options={"require": ["exp", "iat", "sub"]},
        )
        verified.append(token["payload"] if token["header"]["kid"] == "M2M" else None)
    except jwt.InvalidSignatureError:
        verified.append(None)
print(json.dumps({"jwks": jwks, "signed": signed, "verified": verified}))
