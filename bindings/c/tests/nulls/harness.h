/* Where results go, what a call must leave alone, and what is counted. */
#ifndef HARNESS_H
#define HARNESS_H

#include "calls.h"

#include <gws_auth.h>

#include <stddef.h>
#include <stdio.h>
#include <string.h>

enum { ROOM = 8192, UNTOUCHED = 0x5A };
static int failures, checks;

static void check(int holds, const char *function, const char *what) {
  checks++;
  if (!holds) {
    failures++;
    printf("FAILED %s: %s\n", function, what);
  }
}

/* Aligned for every result. */
union result {
  uint8_t bytes[ROOM];
  int64_t number;
  void *pointer;
};
static uint8_t memory[ROOM];
static union result first, second;
static gws_output out;

static int is_untouched(const uint8_t *bytes, size_t from) {
  while (from < ROOM && bytes[from] == UNTOUCHED) {
    from++;
  }
  return from == ROOM;
}

static void fresh(union result *result, uint32_t size) {
  memset(result->bytes, UNTOUCHED, ROOM);
  if (size > 0) {
    gws_init(result->bytes, size);
  }
}

static void reset(const struct function *function) {
  memset(memory, UNTOUCHED, ROOM);
  fresh(&first, function->first);
  fresh(&second, function->second);
  GWS_INIT(out);
  out.bytes = memory;
  out.capacity = ROOM;
}

static int is_fresh(const union result *result, uint32_t size) {
  union result other;
  fresh(&other, size);
  return memcmp(result->bytes, other.bytes, ROOM) == 0;
}

static int nothing_was_written(const struct function *function) {
  return is_untouched(memory, 0) && is_fresh(&first, function->first) && is_fresh(&second, function->second);
}

static gws_status called(const struct function *function) {
  return function->call(&out, first.bytes, function->second > 0 ? second.bytes : NULL);
}

/* Calls with all outputs in place. */
static void expect(const struct function *function, gws_status status, size_t position, const char *what) {
  gws_status answer;
  reset(function);
  answer = called(function);
  if (answer != status) {
    printf("%s: %s\n", function->name, gws_status_code(answer));
  }
  check(answer == status && out.status == answer, function->name, what);
  if (status != GWS_STATUS_OK) {
    check(out.position == position && out.used == 0, function->name, "another position");
    check(nothing_was_written(function), function->name, "a call that failed wrote something");
  }
}

#endif
