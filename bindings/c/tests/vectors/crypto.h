/* The host's cryptography: OpenSSL's. */
#ifndef CRYPTO_H
#define CRYPTO_H

#include "case.h"

#include <openssl/evp.h>

/* Whether an algorithm of the token (ES256, ...) takes a key on a curve (P-256, ...). */
int fits(const char *algorithm, const char *curve);

/* An uncompressed point, or a scalar at full width; NULL if it is none of the curve. */
EVP_PKEY *public_key(const char *curve, struct bytes point);
EVP_PKEY *private_key(const char *curve, struct bytes scalar);

/* 1 if `der` is the key's signature over `input`, 0 if not. */
int verified(EVP_PKEY *key, const char *algorithm, const char *input, struct bytes der);

/* A signature in DER, in memory of the test's; no bytes if it cannot be made. */
struct bytes signature(struct test_case *test, EVP_PKEY *key, const char *algorithm, const char *input);

/* A key as a file in DER: SEC1 and SPKI. */
struct bytes private_der(struct test_case *test, EVP_PKEY *key);
struct bytes public_der(struct test_case *test, EVP_PKEY *key);

#endif
