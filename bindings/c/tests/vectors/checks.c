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
