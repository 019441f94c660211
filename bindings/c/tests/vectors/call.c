/* Calling the library: every call several times, so that the contract about memory is tested with every vector. */
#include "case.h"

#include <stdlib.h>
#include <string.h>

enum { UNTOUCHED = 0xA5, MUCH = 70000, MORE = 16 };

/* The library is given exactly these bytes, so that a sanitizer or valgrind sees one more. */
struct attempt {
  gws_output out;
  uint8_t *result;
  size_t result_size;
  gws_status status;
};

static struct attempt attempt(const library_call *which, const void *arguments, size_t capacity) {
  struct attempt made;
  GWS_INIT(made.out);
  made.out.capacity = capacity;
  made.result_size = which->size;
  /* With no room at all, null: that is how a caller asks for the size. */
  made.out.bytes = capacity == 0 ? NULL : malloc(capacity);
  made.result = malloc(which->size);
  if ((capacity > 0 && made.out.bytes == NULL) || made.result == NULL) {
    abort();
  }
  if (made.out.bytes != NULL) {
    memset(made.out.bytes, UNTOUCHED, capacity);
  }
  which->init(made.result);
  made.status = which->make(arguments, &made.out, made.result);
  return made;
}

static void drop(struct attempt *made) {
  free(made->out.bytes);
  free(made->result);
}

static int is_untouched(const uint8_t *bytes, size_t length) {
  while (length > 0 && bytes[length - 1] == UNTOUCHED) {
    length--;
  }
  return length == 0;
}

/* An attempt that must fail, and touch nothing. */
static void must_fail(struct test_case *test, const library_call *which, struct attempt made, gws_status status,
                      size_t position) {
  uint8_t *fresh = malloc(which->size);
  if (fresh == NULL) {
    abort();
  }
  which->init(fresh);
  if (made.status != status || made.out.position != position || made.out.status != status || made.out.used != 0) {
    fail(test, "another status or number than with other room", gws_status_code(made.status));
  }
  if (!is_untouched(made.out.bytes, made.out.capacity) || memcmp(made.result, fresh, which->size) != 0) {
    fail(test, "a call that failed wrote something", gws_status_code(made.status));
  }
  free(fresh);
  drop(&made);
}

static json_t *error_at(gws_status status, size_t position) {
  json_t *result = error_of(gws_status_code(status));
  if (gws_status_position(status) != GWS_POSITION_NONE) {
    put(json_object_get(result, "error"), "at", json_integer((json_int_t)position));
  }
  return result;
}

json_t *call(struct test_case *test, const library_call *which, const void *arguments) {
  struct attempt first = attempt(which, arguments, 0);
  struct attempt exact, roomy;
  gws_status status = first.status;
  size_t needed = first.out.position;
  json_t *result, *again;

  must_fail(test, which, first, status, needed);
  if (status == GWS_STATUS_OK) {
    fail(test, "something fitted into nothing", "call");
  }
  if (status != GWS_STATUS_BUFFER_TOO_SMALL) {
    must_fail(test, which, attempt(which, arguments, MUCH), status, needed);
    return error_at(status, needed);
  }
  if (needed > GWS_ENOUGH) {
    fail(test, "is not enough", "GWS_ENOUGH");
  }
  if (test->last && test->has_capacity && test->capacity < needed) {
    must_fail(test, which, attempt(which, arguments, test->capacity), status, needed);
    test->was_too_small = 1;
    test->needed = needed;
  }
  must_fail(test, which, attempt(which, arguments, needed - 1), status, needed);

  exact = attempt(which, arguments, needed);
  roomy = attempt(which, arguments, needed + MORE);
  if (exact.status != GWS_STATUS_OK || roomy.status != GWS_STATUS_OK || exact.out.used != needed ||
      roomy.out.used != needed || exact.out.position != 0) {
    fail(test, "what was asked for is not enough", gws_status_code(exact.status));
    drop(&exact);
    drop(&roomy);
    return json_object();
  }
  if ((which->varies == ALIKE && memcmp(exact.out.bytes, roomy.out.bytes, needed) != 0) ||
      !is_untouched(roomy.out.bytes + needed, MORE)) {
    fail(test, "the memory differs with more room", "call");
  }
  test->needed = needed;
  result = which->read(test, exact.out.bytes, exact.result);
  again = which->read(test, roomy.out.bytes, roomy.result);
  if (!json_equal(result, again)) {
    fail(test, "the result differs with more room", "call");
  }
  json_decref(again);
  drop(&exact);
  drop(&roomy);
  return result;
}

/* The codes of warnings, with spaces between them; NULL if there are none. */
json_t *warnings(uint32_t bits) {
  char text_of[400] = "";
  uint32_t bit;
  for (bit = 1; bit != 0; bit <<= 1) {
    if ((bits & bit) != 0) {
      strcat(text_of, text_of[0] == '\0' ? "" : " ");
      strcat(text_of, gws_warning_code(bit)[0] == '\0' ? "unknown" : gws_warning_code(bit));
      if (gws_warning_text(bit)[0] == '\0') {
        strcat(text_of, "!");
      }
    }
  }
  return bits == 0 ? NULL : json_string(text_of);
}

json_t *time_of(int64_t time) {
  return time == GWS_NONE ? NULL : json_integer(time);
}

static int is_in(struct test_case *test, const uint8_t *out, gws_span span) {
  if (span.offset == GWS_ABSENT) {
    if (span.length != 0) {
      fail(test, "is absent and has a length", "span");
    }
    return 0;
  }
  if (span.offset >= test->needed || span.length >= test->needed - span.offset) {
    fail(test, "leaves the memory", "span");
    return 0;
  }
  if (out[span.offset + span.length] != 0) {
    fail(test, "no NUL follows", "span");
  }
  return 1;
}

json_t *span_text(struct test_case *test, const uint8_t *out, gws_span span) {
  json_t *text_of;
  if (!is_in(test, out, span)) {
    return NULL;
  }
  text_of = json_stringn((const char *)(out + span.offset), span.length);
  if (text_of == NULL) {
    fail(test, "is not UTF-8", "span");
  }
  return text_of;
}

json_t *span_hex(struct test_case *test, const uint8_t *out, gws_span span) {
  const char *digits = "0123456789abcdef";
  char *made;
  size_t index;
  if (!is_in(test, out, span)) {
    return NULL;
  }
  made = room(test, 2 * span.length);
  for (index = 0; index < span.length; index++) {
    made[2 * index] = digits[out[span.offset + index] >> 4];
    made[2 * index + 1] = digits[out[span.offset + index] & 15];
  }
  return json_string(made);
}

void put(json_t *fields, const char *name, json_t *value) {
  if (value != NULL) {
    json_object_set_new(fields, name, value);
  }
}

json_t *kept(const char *kind, json_t *fields) {
  json_t *result = json_object();
  put(result, kind, fields);
  return result;
}

json_t *error_of(const char *code) {
  json_t *fields = json_object();
  put(fields, "code", json_string(code));
  return kept("error", fields);
}

void tries(struct test_case *test, const char *call) {
  json_object_set_new(test->tried, call, json_true());
}

json_t *without_signature(const char *token) {
  const char *dot = strrchr(token, '.');
  return json_stringn(token, dot == NULL ? strlen(token) : (size_t)(dot - token));
}

int is_out(const json_t *result) {
  return json_object_get(result, "out") != NULL;
}

const char *out_text(const json_t *result, const char *name) {
  const char *found = json_string_value(json_object_get(json_object_get(result, "out"), name));
  return found == NULL ? "" : found;
}

int64_t out_integer(const json_t *result, const char *name) {
  return json_integer_value(json_object_get(json_object_get(result, "out"), name));
}
