/* Keys from bare points and scalars, signatures and their verification with libcrypto 3. */
#include "crypto.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>
#include <openssl/x509.h>
#include <string.h>

int fits(const char *algorithm, const char *curve) {
  return (strcmp(algorithm, "ES256") == 0 && strcmp(curve, "P-256") == 0) ||
         (strcmp(algorithm, "ES384") == 0 && strcmp(curve, "P-384") == 0) ||
         (strcmp(algorithm, "ES512") == 0 && strcmp(curve, "P-521") == 0);
}

static const EVP_MD *hash_of(const char *algorithm) {
  const char *bits = algorithm + 2;
  return strcmp(bits, "256") == 0 ? EVP_sha256() : strcmp(bits, "384") == 0 ? EVP_sha384() : EVP_sha512();
}

static EVP_PKEY *imported(OSSL_PARAM *parameters, int selection) {
  EVP_PKEY *key = NULL;
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "EC", NULL);
  if (EVP_PKEY_fromdata_init(context) != 1 || EVP_PKEY_fromdata(context, &key, selection, parameters) != 1) {
    key = NULL;
  }
  EVP_PKEY_CTX_free(context);
  return key;
}

static int is_sound(EVP_PKEY *key) {
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);
  int sound = EVP_PKEY_public_check(context) == 1;
  EVP_PKEY_CTX_free(context);
  return sound;
}

EVP_PKEY *public_key(const char *curve, struct bytes point) {
  OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
  OSSL_PARAM *parameters;
  EVP_PKEY *key = NULL;
  OSSL_PARAM_BLD_push_utf8_string(builder, OSSL_PKEY_PARAM_GROUP_NAME, curve, 0);
  OSSL_PARAM_BLD_push_octet_string(builder, OSSL_PKEY_PARAM_PUB_KEY, point.start, point.length);
  parameters = OSSL_PARAM_BLD_to_param(builder);
  key = imported(parameters, EVP_PKEY_PUBLIC_KEY);
  if (key != NULL && !is_sound(key)) {
    EVP_PKEY_free(key);
    key = NULL;
  }
  OSSL_PARAM_free(parameters);
  OSSL_PARAM_BLD_free(builder);
  ERR_clear_error();
  return key;
}

static EVP_PKEY *pair(const char *curve, const BIGNUM *scalar, const uint8_t *point, size_t length) {
  OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
  OSSL_PARAM *parameters;
  EVP_PKEY *key;
  OSSL_PARAM_BLD_push_utf8_string(builder, OSSL_PKEY_PARAM_GROUP_NAME, curve, 0);
  OSSL_PARAM_BLD_push_octet_string(builder, OSSL_PKEY_PARAM_PUB_KEY, point, length);
  OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_PRIV_KEY, scalar);
  parameters = OSSL_PARAM_BLD_to_param(builder);
  key = imported(parameters, EVP_PKEY_KEYPAIR);
  OSSL_PARAM_free(parameters);
  OSSL_PARAM_BLD_free(builder);
  return key;
}

EVP_PKEY *private_key(const char *curve, struct bytes scalar) {
  int id = strcmp(curve, "P-256") == 0   ? NID_X9_62_prime256v1
           : strcmp(curve, "P-384") == 0 ? NID_secp384r1
                                         : NID_secp521r1;
  EC_GROUP *group = EC_GROUP_new_by_curve_name(id);
  EC_POINT *point = EC_POINT_new(group);
  BIGNUM *number = BN_bin2bn(scalar.start, (int)scalar.length, NULL);
  EVP_PKEY *key = NULL;
  uint8_t encoded[133];
  size_t width = (size_t)(EC_GROUP_order_bits(group) + 7) / 8;
  /* libcrypto would take any scalar, and a shorter or longer one. */
  if (scalar.length == width && !BN_is_zero(number) && BN_cmp(number, EC_GROUP_get0_order(group)) < 0 &&
      EC_POINT_mul(group, point, number, NULL, NULL, NULL) == 1) {
    size_t length = EC_POINT_point2oct(group, point, POINT_CONVERSION_UNCOMPRESSED, encoded, sizeof encoded, NULL);
    key = pair(curve, number, encoded, length);
  }
  BN_clear_free(number);
  EC_POINT_free(point);
  EC_GROUP_free(group);
  return key;
}

int verified(EVP_PKEY *key, const char *algorithm, const char *input, struct bytes der) {
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  int answer = EVP_DigestVerifyInit(context, NULL, hash_of(algorithm), NULL, key);
  if (answer == 1) {
    answer = EVP_DigestVerify(context, der.start, der.length, (const uint8_t *)input, strlen(input));
  }
  EVP_MD_CTX_free(context);
  ERR_clear_error();
  return answer == 1;
}

struct bytes signature(struct test_case *test, EVP_PKEY *key, const char *algorithm, const char *input) {
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  struct bytes der = {NULL, 160};
  der.start = room(test, der.length);
  if (EVP_DigestSignInit(context, NULL, hash_of(algorithm), NULL, key) != 1 ||
      EVP_DigestSign(context, der.start, &der.length, (const uint8_t *)input, strlen(input)) != 1) {
    der.length = 0;
  }
  EVP_MD_CTX_free(context);
  return der;
}

struct bytes private_der(struct test_case *test, EVP_PKEY *key) {
  struct bytes der = {NULL, (size_t)i2d_PrivateKey(key, NULL)};
  uint8_t *end;
  end = der.start = room(test, der.length);
  i2d_PrivateKey(key, &end);
  return der;
}

struct bytes public_der(struct test_case *test, EVP_PKEY *key) {
  struct bytes der = {NULL, (size_t)i2d_PUBKEY(key, NULL)};
  uint8_t *end;
  end = der.start = room(test, der.length);
  i2d_PUBKEY(key, &end);
  return der;
}
