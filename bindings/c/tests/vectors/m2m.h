/* What the operations of M2M tokens share. */
#ifndef M2M_H
#define M2M_H

#include "crypto.h"

struct unsigned_arguments {
  gws_claims_to_sign claims;
  gws_certificate_reference certificate;
  int64_t now;
};

/* The certificate of a vector, named by the arguments `sha256` and `sha1` or by `certificate_hex`. */
gws_certificate_reference certificate(struct test_case *test, const char *sha256, const char *sha1);

struct finish_arguments {
  const char *token;
  int32_t valid;
  const gws_expected_claims *expected;
  int64_t now;
};

json_t *finished(struct test_case *test, const struct finish_arguments *with);

/*
 * What the host says of a token's signature: 1 or 0. Where it gets no further `stopped` is why: the token cannot be read,
 * there is no key, or the algorithm is not the key's.
 */
int32_t judged(struct test_case *test, const char *token, const char *curve, EVP_PKEY *key, json_t **stopped);

#endif
