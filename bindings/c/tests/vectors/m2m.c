/* M2M tokens in two phases: the keys are the host's. */
#include "crypto.h"
#include "operations.h"

#include <string.h>

struct unsigned_arguments {
  gws_claims_to_sign claims;
  gws_certificate_reference certificate;
  int64_t now;
};

static gws_status make_unsigned(const void *arguments, gws_output *out, void *result) {
  const struct unsigned_arguments *with = arguments;
  return gws_m2m_unsigned(&with->claims, with->now, out, result);
}

static json_t *read_unsigned(struct test_case *test, const uint8_t *out, const void *result) {
  const gws_unsigned_token *token = result;
  json_t *fields = json_object();
  put(fields, "alg", span_text(test, out, token->algorithm));
  put(fields, "signing_input", span_text(test, out, token->signing_input));
  put(fields, "digest_hex", span_hex(test, out, token->digest));
  put(fields, "exp", json_integer(token->expires_at));
  put(fields, "warnings", warnings(token->warnings));
  return kept("out", fields);
}

static gws_certificate_reference certificate(struct test_case *test, const char *sha256, const char *sha1) {
  gws_certificate_reference made;
  struct bytes der = hex(test, "certificate");
  GWS_INIT(made);
  made.thumbprint = optional_text(test, sha256);
  made.thumbprint_sha1 = optional_text(test, sha1);
  made.der = der.start;
  made.der_length = (uint32_t)der.length;
  return made;
}

static void claims_to_sign(struct test_case *test, struct unsigned_arguments *with) {
  static const char *const forms[] = {"null", "empty", "absent"};
  const char *form = optional_text(test, "start_logon_kind");
  int64_t lifetime = optional_integer(test, "lifetime", 0);
  GWS_INIT(with->claims);
  with->certificate = certificate(test, "sub", "sub_sha1");
  with->claims.certificate = &with->certificate;
  with->claims.algorithm = text(test, "alg");
  with->claims.iss = text(test, "iss");
  with->claims.start_logon = optional_text(test, "start_logon");
  /* 0 is the usual hour in C: what core says of it, it says of a lifetime that is too long. */
  with->claims.lifetime = has(test, "lifetime") && lifetime == 0 ? UINT32_MAX : (uint32_t)lifetime;
  with->claims.not_before = optional_integer(test, "not_before", GWS_NONE);
  with->claims.not_after = optional_integer(test, "not_after", GWS_NONE);
  while (form != NULL && with->claims.no_start_logon < 3 && strcmp(form, forms[with->claims.no_start_logon]) != 0) {
    with->claims.no_start_logon++;
  }
  with->now = integer(test, "now");
}

static void init_unsigned(void *result) {
  GWS_INIT(*(gws_unsigned_token *)result);
}

static json_t *unsigned_token(struct test_case *test, const struct unsigned_arguments *with) {
  static const library_call make = {make_unsigned, read_unsigned, init_unsigned, sizeof(gws_unsigned_token)};
  json_t *result = call(test, &make, with);
  if (is_out(result) && strcmp(out_text(result, "alg"), with->claims.algorithm) != 0) {
    fail(test, "is another", "algorithm");
  }
  return result;
}

json_t *run_m2m_unsigned(struct test_case *test) {
  struct unsigned_arguments with;
  json_t *result;
  claims_to_sign(test, &with);
  test->last = 1;
  result = unsigned_token(test, &with);
  json_object_del(json_object_get(result, "out"), "alg");
  return result;
}

struct attach_arguments {
  const char *signing_input;
  struct bytes signature;
  int32_t form;
};

static gws_status make_attach(const void *arguments, gws_output *out, void *result) {
  const struct attach_arguments *with = arguments;
  return gws_m2m_attach(with->signing_input, with->signature.start, with->signature.length, with->form, out, result);
}

static json_t *read_attached(struct test_case *test, const uint8_t *out, const void *result) {
  const gws_signed_token *token = result;
  json_t *fields = json_object();
  put(fields, "token", span_text(test, out, token->token));
  put(fields, "authorization", span_text(test, out, token->authorization));
  put(fields, "exp", json_integer(token->expires_at));
  put(fields, "issued_at", json_integer(token->issued_at));
  put(fields, "renew_at", json_integer(token->renew_at));
  put(fields, "warnings", warnings(token->warnings));
  return kept("out", fields);
}

static void init_attached(void *result) {
  GWS_INIT(*(gws_signed_token *)result);
}

static const library_call attach = {make_attach, read_attached, init_attached, sizeof(gws_signed_token)};

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
  static const library_call begin = {make_begin, read_begun, init_begun, sizeof(gws_unverified_token)};
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

struct finish_arguments {
  const char *token;
  int32_t valid;
  const gws_expected_claims *expected;
  int64_t now;
};

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

static json_t *finished(struct test_case *test, const struct finish_arguments *with) {
  static const library_call finish = {make_finish, read_claims, init_claims, sizeof(gws_token_claims)};
  return call(test, &finish, with);
}

/*
 * What the host says of a token's signature: 1 or 0. Where it gets no further `stopped` is why: the token cannot be read, the
 * point is none, or the algorithm is not the key's.
 */
static int32_t judged(struct test_case *test, const char *token, const char *curve, struct bytes point,
                      json_t **stopped) {
  json_t *result = begun(test, token);
  EVP_PKEY *key;
  int32_t answer = 0;
  *stopped = NULL;
  if (!is_out(result)) {
    *stopped = result;
    return 0;
  }
  key = public_key(curve, point);
  if (key == NULL) {
    *stopped = error_of("key_point");
  } else if (!fits(out_text(result, "alg"), curve)) {
    *stopped = error_of("algorithm_key");
  } else {
    struct bytes der = out_bytes(test, result, "signature_der_hex");
    answer = verified(key, out_text(result, "alg"), out_text(result, "signing_input"), der);
  }
  EVP_PKEY_free(key);
  json_decref(result);
  return answer;
}

/* Verifies a token of ours with the host, and lets the library say so. NULL if it is good. */
static json_t *objection(struct test_case *test, const char *token, const char *curve, struct bytes point, int64_t now) {
  struct finish_arguments with;
  gws_expected_claims anyone;
  json_t *result;
  GWS_INIT(anyone);
  anyone.any_owner = 1;
  with.token = token;
  with.valid = judged(test, token, curve, point, &result);
  with.expected = &anyone;
  with.now = now;
  if (result == NULL) {
    result = finished(test, &with);
  }
  if (is_out(result)) {
    json_decref(result);
    return NULL;
  }
  return result;
}

json_t *run_m2m_attach(struct test_case *test) {
  struct unsigned_arguments claims;
  struct attach_arguments with;
  struct bytes der = hex(test, "signature_der");
  struct bytes point = hex(test, "public_key");
  const char *curve = optional_text(test, "curve");
  int renews = has(test, "renewal_now");
  int64_t renewal = optional_integer(test, "renewal_now", 0);
  json_t *first, *result, *stopped, *fields;
  claims_to_sign(test, &claims);
  with.form = der.start != NULL ? GWS_SIGNATURE_FORM_DER : GWS_SIGNATURE_FORM_RAW;
  with.signature = der.start != NULL ? der : hex(test, "signature");
  first = unsigned_token(test, &claims);
  if (!is_out(first)) {
    return first;
  }
  with.signing_input = out_text(first, "signing_input");
  test->last = 1;
  result = call(test, &attach, &with);
  test->last = 0;
  json_decref(first);
  if (!is_out(result)) {
    return result;
  }
  stopped = point.start == NULL ? NULL : objection(test, out_text(result, "token"), curve, point, claims.now);
  if (stopped != NULL) {
    json_decref(result);
    return stopped;
  }
  fields = json_object_get(result, "out");
  if (renews) {
    int needed = gws_needs_renewal(out_integer(result, "issued_at"), out_integer(result, "renew_at"), renewal);
    put(fields, "needs_renewal", json_boolean(needed));
  }
  json_object_del(fields, "issued_at");
  json_object_del(fields, "renew_at");
  return result;
}

/* libcrypto's nonces are random: its signature is verified, and then left out of the token. */
json_t *run_m2m_sign(struct test_case *test) {
  struct unsigned_arguments claims;
  const char *curve = text(test, "curve");
  struct bytes scalar = hex(test, "private_key");
  struct attach_arguments with;
  json_t *first, *result, *fields;
  EVP_PKEY *key;
  claims_to_sign(test, &claims);
  first = unsigned_token(test, &claims);
  if (!is_out(first)) {
    return first;
  }
  key = private_key(curve, scalar);
  if (key == NULL || !fits(claims.claims.algorithm, curve)) {
    EVP_PKEY_free(key);
    json_decref(first);
    return error_of(key == NULL ? "key_scalar" : "algorithm_key");
  }
  with.signing_input = out_text(first, "signing_input");
  with.form = GWS_SIGNATURE_FORM_DER;
  with.signature = signature(test, key, claims.claims.algorithm, with.signing_input);
  test->last = 1;
  result = call(test, &attach, &with);
  test->last = 0;
  if (strcmp(out_text(result, "token"), out_text(result, "authorization")) != 0 ||
      !verified(key, claims.claims.algorithm, with.signing_input, with.signature)) {
    fail(test, "is not the key's", "signature");
  }
  fields = json_object_get(result, "out");
  put(fields, "token", json_string(with.signing_input));
  put(fields, "authorization", json_string(with.signing_input));
  json_object_del(fields, "issued_at");
  json_object_del(fields, "renew_at");
  EVP_PKEY_free(key);
  json_decref(first);
  return result;
}

static json_t *claims_of(struct test_case *test, const char *token, const char *curve, struct bytes point) {
  struct finish_arguments with;
  gws_expected_claims expected;
  gws_certificate_reference of_key = certificate(test, "thumbprint", "thumbprint_sha1");
  int64_t leeway = optional_integer(test, "leeway", 0);
  json_t *stopped = NULL;
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
  with.token = token;
  with.now = integer(test, "now");
  with.expected = &expected;
  with.valid = curve == NULL ? 1 : judged(test, token, curve, point, &stopped);
  test->last = 1;
  return stopped != NULL ? stopped : finished(test, &with);
}

json_t *run_m2m_verify(struct test_case *test) {
  const char *token = (const char *)filled(test, "token").start;
  return claims_of(test, token, text(test, "curve"), hex(test, "public_key"));
}

json_t *run_m2m_claims(struct test_case *test) {
  struct bytes none = {NULL, 0};
  return claims_of(test, (const char *)filled(test, "token").start, NULL, none);
}
