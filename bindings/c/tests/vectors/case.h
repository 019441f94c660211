/* One vector while it runs: its arguments are read here, and the library is called here. */
#ifndef CASE_H
#define CASE_H

#include <gws_auth.h>
#include <jansson.h>

enum { MOST_ARGUMENTS = 32, MOST_BUFFERS = 24, MOST_TEXTS = 16 };

struct bytes {
  uint8_t *start;
  size_t length;
};

struct test_case {
  json_t *input;
  /* The expectation's own `at`, which a reply that cannot be understood does not have in C. */
  json_t *expected;
  const char *read[MOST_ARGUMENTS];
  size_t read_count;
  void *buffers[MOST_BUFFERS];
  size_t buffer_count;
  /* The vector's `out_capacity`; counts for a call that is made with `last` alone. */
  size_t capacity;
  int has_capacity;
  int last;
  /* What the last call needed, and whether `capacity` was too small for it. */
  size_t needed;
  int was_too_small;
  /* Whether its expectation was spoilt: what takes long and adds nothing to that is left out. */
  int is_spoilt;
  /* The calls that a vector has tried, of all vectors. */
  json_t *tried;
  /* The first thing that was not as it must be; empty if there is none. */
  char failure[160];
};

/* Arguments; what is missing or of another type is a failure. An optional text that is absent is NULL, a number `otherwise`. */
const char *text(struct test_case *test, const char *name);
const char *optional_text(struct test_case *test, const char *name);
int64_t integer(struct test_case *test, const char *name);
int64_t optional_integer(struct test_case *test, const char *name, int64_t otherwise);
int has(struct test_case *test, const char *name);
int flag(struct test_case *test, const char *name, int otherwise);
/* NAME_hex; without it the start is NULL. */
struct bytes hex(struct test_case *test, const char *name);
/* NAME, NAME_hex or NAME_repeat; a NUL follows. */
struct bytes filled(struct test_case *test, const char *name);
/* Texts separated by spaces, in memory of the test's; NULL if there are none. */
const char *const *words(struct test_case *test, const char *text, uint32_t *count);

/* The policy: NULL if the vector names none of its settings. */
const gws_policy *policy(struct test_case *test, gws_policy *room);
gws_client client(struct test_case *test);

/* Notes the first failure. */
void fail(struct test_case *test, const char *what, const char *name);
/* An argument that nobody read is a failure. */
void all_were_read(struct test_case *test);
void forget(struct test_case *test);

/* Notes that a call was tried which offers.json does not name for this operation. */
void tries(struct test_case *test, const char *call);

/* Memory that `forget` frees. */
void *room(struct test_case *test, size_t length);

/* Whether a call gives the same bytes each time. */
enum { ALIKE, VARIES };

/* One call of the library with its arguments, and what it gave as `{"out": ...}`, `{"refused": ...}` or `{"unreadable": ...}`. */
typedef struct {
  gws_status (*make)(const void *arguments, gws_output *out, void *result);
  json_t *(*read)(struct test_case *test, const uint8_t *out, const void *result);
  void (*init)(void *result);
  size_t size;
  int varies;
} library_call;

/*
 * Makes the call with no room, a byte less than needed, exactly enough and more, and checks that nothing is touched that
 * must not be and that the answers agree. Gives the result, or `{"error": ...}`.
 */
json_t *call(struct test_case *test, const library_call *which, const void *arguments);

/* Whether a result is `out`, and then its members; `out_text` is "" if it has no such text. */
int is_out(const json_t *result);
const char *out_text(const json_t *result, const char *name);
int64_t out_integer(const json_t *result, const char *name);
struct bytes out_bytes(struct test_case *test, const json_t *result, const char *name);

/* A token, or the value of a header, without the signature at its end. */
json_t *without_signature(const char *token);

/* Results. */
json_t *span_text(struct test_case *test, const uint8_t *out, gws_span span);
json_t *span_hex(struct test_case *test, const uint8_t *out, gws_span span);
json_t *warnings(uint32_t bits);
json_t *time_of(int64_t time);
json_t *kept(const char *kind, json_t *fields);
json_t *error_of(const char *code);
void put(json_t *fields, const char *name, json_t *value);

#endif
