/* M2M tokens made: in two phases, the key being the host's, and with a key in memory. */
#include "m2m.h"
#include "operations.h"

#include <string.h>

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

gws_certificate_reference certificate(struct test_case *test, const char *sha256, const char *sha1) {
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
  static const library_call make = {make_unsigned, read_unsigned, init_unsigned, sizeof(gws_unsigned_token), ALIKE};
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

static const library_call attach = {make_attach, read_attached, init_attached, sizeof(gws_signed_token), ALIKE};

/* Verifies a token of ours with the host, and lets the library say so. NULL if it is good. */
static json_t *objection(struct test_case *test, const char *token, const char *curve, struct bytes point, int64_t now) {
  struct finish_arguments with;
  gws_expected_claims anyone;
  EVP_PKEY *key = public_key(curve, point);
  json_t *result;
  GWS_INIT(anyone);
  anyone.any_owner = 1;
  with.token = token;
  with.valid = judged(test, token, curve, key, &result);
  with.expected = &anyone;
  with.now = now;
  result = result != NULL ? result : finished(test, &with);
  EVP_PKEY_free(key);
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

struct sign_arguments {
  struct bytes key;
  const struct unsigned_arguments *unsigned_token;
};

static gws_status make_signed(const void *arguments, gws_output *out, void *result) {
  const struct sign_arguments *with = arguments;
  return gws_m2m_sign(with->key.start, with->key.length, NULL, &with->unsigned_token->claims, with->unsigned_token->now,
                      out, result);
}

/* Signatures are made with random nonces: a token is compared without its signature, which libcrypto verifies. */
static json_t *read_signed(struct test_case *test, const uint8_t *out, const void *result) {
  json_t *read = read_attached(test, out, result), *fields = json_object_get(read, "out");
  put(fields, "token", without_signature(out_text(read, "token")));
  put(fields, "authorization", without_signature(out_text(read, "authorization")));
  json_object_del(fields, "issued_at");
  json_object_del(fields, "renew_at");
  return read;
}

/* The call with the key in memory gives what the two phases gave, or fails as they did. */
static void same_with_key(struct test_case *test, EVP_PKEY *key, const struct unsigned_arguments *claims,
                          const json_t *expected) {
  static const library_call make = {make_signed, read_signed, init_attached, sizeof(gws_signed_token), VARIES};
  struct sign_arguments with;
  json_t *result;
  with.key = private_der(test, key);
  with.unsigned_token = claims;
  tries(test, "m2m_sign");
  result = call(test, &make, &with);
  if (!json_equal(result, expected)) {
    fail(test, "gives another result than the two phases", "gws_m2m_sign");
  }
  json_decref(result);
}

static json_t *in_two_phases(struct test_case *test, EVP_PKEY *key, const struct unsigned_arguments *claims) {
  const char *algorithm = claims->claims.algorithm;
  struct attach_arguments with;
  json_t *first = unsigned_token(test, claims), *result, *fields;
  if (!is_out(first)) {
    return first;
  }
  with.signing_input = out_text(first, "signing_input");
  with.form = GWS_SIGNATURE_FORM_DER;
  with.signature = signature(test, key, algorithm, with.signing_input);
  test->last = 1;
  result = call(test, &attach, &with);
  test->last = 0;
  if (!verified(key, algorithm, with.signing_input, with.signature)) {
    fail(test, "is not the key's", "signature");
  }
  fields = json_object_get(result, "out");
  put(fields, "token", without_signature(out_text(result, "token")));
  put(fields, "authorization", without_signature(out_text(result, "authorization")));
  json_object_del(fields, "issued_at");
  json_object_del(fields, "renew_at");
  json_decref(first);
  return result;
}

json_t *run_m2m_sign(struct test_case *test) {
  struct unsigned_arguments claims;
  const char *curve = text(test, "curve");
  EVP_PKEY *key = private_key(curve, hex(test, "private_key"));
  json_t *result;
  claims_to_sign(test, &claims);
  if (key == NULL) {
    result = error_of("key_scalar");
  } else if (!fits(claims.claims.algorithm, curve)) {
    result = error_of("algorithm_key");
  } else {
    result = in_two_phases(test, key, &claims);
  }
  if (key != NULL && !test->is_spoilt) {
    same_with_key(test, key, &claims, result);
  }
  EVP_PKEY_free(key);
  return result;
}
