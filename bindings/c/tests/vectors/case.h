/* One vector while it runs: its arguments are read here, and the library is called here. */
#ifndef CASE_H
#define CASE_H

#include <gws_auth.h>
#include <jansson.h>

enum { MOST_ARGUMENTS = 32, MOST_BUFFERS = 16 };

struct bytes {
  uint8_t *start;
  size_t length;
};

struct test_case {
  json_t *input;
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
  /* The first thing that was not as it must be; empty if there is none. */
  char failure[160];
};

/* Arguments; what is missing or of another type is a failure. An optional text, bytes or number that is absent is NULL. */
const char *text(struct test_case *test, const char *name);
const char *optional_text(struct test_case *test, const char *name);
int64_t integer(struct test_case *test, const char *name);
const int64_t *optional_integer(struct test_case *test, const char *name);
const uint32_t *optional_seconds(struct test_case *test, const char *name);
int flag(struct test_case *test, const char *name, int otherwise);
/* NAME_hex; without it the start is NULL. */
struct bytes hex(struct test_case *test, const char *name);
/* NAME, NAME_hex or NAME_repeat; a NUL follows. */
struct bytes filled(struct test_case *test, const char *name);

/* The policy: NULL if the vector names none of its settings. */
const gws_policy *policy(struct test_case *test, gws_policy *room);
gws_client client(struct test_case *test);

/* Notes the first failure. */
void fail(struct test_case *test, const char *what, const char *name);
/* An argument that nobody read is a failure. */
void all_were_read(struct test_case *test);
void forget(struct test_case *test);

/* Memory that `forget` frees. */
void *room(struct test_case *test, size_t length);

/* One call of the library with its arguments, and what it gave as `{"out": ...}` or `{"refused": ...}`. */
typedef gws_status (*library_call)(const void *arguments, uint8_t *out, size_t capacity, size_t *at, void *result);
typedef json_t *(*reading)(struct test_case *test, const uint8_t *out, const void *result);

/*
 * Makes the call with no room, a byte less than needed, exactly enough and more, and checks that nothing is touched that
 * must not be and that the answers agree. Gives the result, or `{"error": ...}`.
 */
json_t *call(struct test_case *test, library_call make, const void *arguments, reading read, size_t result_size);

/* Whether a result is `out`, and then its members; `out_text` is "" if it has no such text. */
int is_out(const json_t *result);
const char *out_text(const json_t *result, const char *name);
int64_t out_integer(const json_t *result, const char *name);
struct bytes out_bytes(struct test_case *test, const json_t *result, const char *name);

/* Results. */
json_t *span_text(struct test_case *test, const uint8_t *out, gws_span span);
json_t *span_hex(struct test_case *test, const uint8_t *out, gws_span span);
json_t *kept(const char *kind, json_t *fields);
json_t *error_of(const char *code);
void put(json_t *fields, const char *name, json_t *value);

#endif
