/* M2M tokens read and verified: in two phases, the key being the host's, and with a key in memory. */
#include "m2m.h"
#include "operations.h"

#include <string.h>

static gws_status make_begin(const void *arguments, gws_output *out, void *result) {
  return gws_m2m_verify_begin(arguments, out, result);
}

static json_t *read_begun(struct test_case *test, const uint8_t *out, const void *result) {
  const gws_unverified_token *token = result;
  json_t *fields = json_object();
  put(fields, "alg", span_text(test, out, token->algorithm));
  put(fields, "signing_input", span_text(test, out, token->signing_input));
  put(fields, "digest_hex", span_hex(test, out, token->digest));
  put(fields, "signature_hex", span_hex(test, out, token->signature));
  put(fields, "signature_der_hex", span_hex(test, out, token->signature_der));
  return kept("out", fields);
}

static void init_begun(void *result) {
  GWS_INIT(*(gws_unverified_token *)result);
}

static json_t *begun(struct test_case *test, const char *token) {
  static const library_call begin = {make_begin, read_begun, init_begun, sizeof(gws_unverified_token), ALIKE};
  return call(test, &begin, token);
}

json_t *run_jws_read(struct test_case *test) {
  json_t *result, *fields;
  const char *token = (const char *)filled(test, "token").start;
  test->last = 1;
  result = begun(test, token);
  if (is_out(result)) {
    fields = json_object_get(result, "out");
    put(fields, "signing_input_length", json_integer((json_int_t)strlen(out_text(result, "signing_input"))));
    json_object_del(fields, "signing_input");
    json_object_del(fields, "signature_der_hex");
  }
  return result;
}

static gws_status make_finish(const void *arguments, gws_output *out, void *result) {
  const struct finish_arguments *with = arguments;
  return gws_m2m_verify_finish(with->token, with->valid, with->expected, with->now, out, result);
}

static json_t *read_claims(struct test_case *test, const uint8_t *out, const void *result) {
  const gws_token_claims *claims = result;
  json_t *fields = json_object();
  put(fields, "alg", span_text(test, out, claims->algorithm));
  put(fields, "sub", span_text(test, out, claims->sub));
  put(fields, "iss", span_text(test, out, claims->iss));
  put(fields, "start_logon", span_text(test, out, claims->start_logon));
  put(fields, "iat", json_integer(claims->iat));
  put(fields, "exp", json_integer(claims->exp));
  return kept("out", fields);
}

static void init_claims(void *result) {
  GWS_INIT(*(gws_token_claims *)result);
}

json_t *finished(struct test_case *test, const struct finish_arguments *with) {
  static const library_call finish = {make_finish, read_claims, init_claims, sizeof(gws_token_claims), ALIKE};
  return call(test, &finish, with);
}

int32_t judged(struct test_case *test, const char *token, const char *curve, EVP_PKEY *key, json_t **stopped) {
  json_t *result = begun(test, token);
  int32_t answer = 0;
  *stopped = NULL;
  if (!is_out(result)) {
    *stopped = result;
    return 0;
  }
  if (key == NULL) {
    *stopped = error_of("key_point");
  } else if (!fits(out_text(result, "alg"), curve)) {
    *stopped = error_of("algorithm_key");
  } else {
    struct bytes der = out_bytes(test, result, "signature_der_hex");
    answer = verified(key, out_text(result, "alg"), out_text(result, "signing_input"), der);
  }
  json_decref(result);
  return answer;
}

struct key_arguments {
  struct bytes key;
  const struct finish_arguments *finish;
};

static gws_status make_verified(const void *arguments, gws_output *out, void *result) {
  const struct key_arguments *with = arguments;
  return gws_m2m_verify(with->finish->token, with->key.start, with->key.length, with->finish->expected,
                        with->finish->now, out, result);
}

/* The call with the key in memory gives what the two phases gave, or fails as they did. */
static void same_with_key(struct test_case *test, EVP_PKEY *key, const struct finish_arguments *finish,
                          const json_t *expected) {
  static const library_call verify = {make_verified, read_claims, init_claims, sizeof(gws_token_claims), ALIKE};
  struct key_arguments with;
  json_t *result;
  with.key = public_der(test, key);
  with.finish = finish;
  test->last = 0;
  tries(test, "m2m_verify");
  result = call(test, &verify, &with);
  if (!json_equal(result, expected)) {
    fail(test, "gives another result than the two phases", "gws_m2m_verify");
  }
  json_decref(result);
}

/* What the token says, `curve` and `point` being the key's; without a curve the signature counts as valid. */
static json_t *claims_of(struct test_case *test, const char *curve, struct bytes point) {
  struct finish_arguments with;
  gws_expected_claims expected;
  gws_certificate_reference of_key = certificate(test, "thumbprint", "thumbprint_sha1");
  int64_t leeway = optional_integer(test, "leeway", 0);
  EVP_PKEY *key = curve == NULL ? NULL : public_key(curve, point);
  json_t *result = NULL;
  GWS_INIT(expected);
  expected.iss = optional_text(test, "iss");
  expected.sub = optional_text(test, "sub");
  expected.any_owner = flag(test, "any_owner", 0);
  expected.algorithms = words(test, optional_text(test, "algorithms"), &expected.algorithm_count);
  expected.leeway = has(test, "leeway") && leeway == 0  ? GWS_NO_LEEWAY
                    : leeway > (int64_t)INT32_MAX       ? INT32_MAX
                                                        : (int32_t)leeway;
  expected.certificate = has(test, "not_before") ? &of_key : NULL;
  expected.not_before = optional_integer(test, "not_before", GWS_NONE);
  expected.not_after = optional_integer(test, "not_after", GWS_NONE);
  with.token = (const char *)filled(test, "token").start;
  with.now = integer(test, "now");
  with.expected = &expected;
  with.valid = curve == NULL ? 1 : judged(test, with.token, curve, key, &result);
  test->last = 1;
  result = result != NULL ? result : finished(test, &with);
  if (key != NULL && !test->is_spoilt) {
    same_with_key(test, key, &with, result);
  }
  EVP_PKEY_free(key);
  return result;
}

json_t *run_m2m_verify(struct test_case *test) {
  return claims_of(test, text(test, "curve"), hex(test, "public_key"));
}

json_t *run_m2m_claims(struct test_case *test) {
  struct bytes none = {NULL, 0};
  return claims_of(test, NULL, none);
}
