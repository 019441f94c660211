/* Checks of what the on-boarding asks for. */
#include "operations.h"

static gws_status make_ird_number(const void *arguments, gws_output *out, void *result) {
  return gws_ird_number(arguments, out, result);
}

static void init_digits(void *result) {
  GWS_INIT(*(gws_ird_digits *)result);
}

static json_t *read_digits(struct test_case *test, const uint8_t *out, const void *result) {
  const gws_ird_digits *digits = result;
  json_t *fields = json_object();
  put(fields, "number", span_text(test, out, digits->number));
  return kept("out", fields);
}

json_t *run_ird_number(struct test_case *test) {
  static const library_call ird_number = {make_ird_number, read_digits, init_digits, sizeof(gws_ird_digits), ALIKE};
  return call(test, &ird_number, text(test, "number"));
}

static gws_status make_certificate_facts(const void *arguments, gws_output *out, void *result) {
  const struct bytes *file = arguments;
  return gws_certificate_facts(file->start, file->length, out, result);
}

static void init_certificate(void *result) {
  GWS_INIT(*(gws_certificate *)result);
}

static json_t *read_certificate(struct test_case *test, const uint8_t *out, const void *result) {
  const gws_certificate *facts = result;
  json_t *fields = json_object();
  put(fields, "thumbprint", span_text(test, out, facts->thumbprint));
  put(fields, "thumbprint_sha1", span_text(test, out, facts->thumbprint_sha1));
  put(fields, "not_before", json_integer(facts->not_before));
  put(fields, "not_after", json_integer(facts->not_after));
  put(fields, "key_type", span_text(test, out, facts->key_type));
  put(fields, "key_bits", json_integer(facts->key_bits));
  put(fields, "curve", span_text(test, out, facts->curve));
  put(fields, "algorithms", span_text(test, out, facts->algorithms));
  put(fields, "subject", span_text(test, out, facts->subject));
  put(fields, "issuer", span_text(test, out, facts->issuer));
  put(fields, "serial", span_text(test, out, facts->serial));
  put(fields, "self_signed", json_boolean(facts->self_signed));
  put(fields, "count", json_integer(facts->count));
  return kept("out", fields);
}

json_t *run_certificate_facts(struct test_case *test) {
  static const library_call facts = {make_certificate_facts, read_certificate, init_certificate, sizeof(gws_certificate), ALIKE};
  struct bytes file = filled(test, "file");
  test->last = 1;
  return call(test, &facts, &file);
}

json_t *run_needs_renewal(struct test_case *test) {
  json_t *fields = json_object();
  int64_t begin = optional_integer(test, "begin", GWS_NONE), renew_at = optional_integer(test, "renew_at", GWS_NONE);
  put(fields, "needs_renewal", json_boolean(gws_needs_renewal(begin, renew_at, integer(test, "now"))));
  return kept("out", fields);
}
