/*
 * The vectors of tests/vectors through the C library.
 *
 *   vectors             every vector; GWS_VECTORS names their folder
 *   vectors --self-test spoils what is expected, and must notice
 */
#include "operations.h"
#include "spoil.h"

#include <dirent.h>
#include <openssl/crypto.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
  const char *name;
  operation run;
} operations[] = {
    {"environment_urls", run_environment_urls},
    {"authorize", run_authorize},
    {"landing", run_landing},
    {"exchange_request", run_exchange_request},
    {"parse_token", run_parse_token},
    {"parse_refusal", run_parse_refusal},
    {"refresh_request", run_refresh_request},
    {"no_reply", run_no_reply},
    {"inspect_access_token", run_inspect_access_token},
    {"introspect_request", run_introspect_request},
    {"parse_introspection", run_parse_introspection},
    {"revoke_request", run_revoke_request},
    {"parse_revocation", run_parse_revocation},
    {"relay_request", run_relay_request},
    {"explain", run_explain},
    {"certificate_facts", run_certificate_facts},
    {"needs_renewal", run_needs_renewal},
    {"ird_number", run_ird_number},
    {"jws_read", run_jws_read},
    {"m2m_unsigned", run_m2m_unsigned},
    {"m2m_attach", run_m2m_attach},
    {"m2m_sign", run_m2m_sign},
    {"m2m_verify", run_m2m_verify},
    {"m2m_claims", run_m2m_claims},
    {"session_login", run_session_login},
    {"session_logout", run_session_logout},
    {"session_reject", run_session_reject},
    {"session_facts", run_session_facts},
    {"session_walk", run_session_walk},
};

/* Which language offers which call, and through which calls an operation is run: offers.json, beside the vectors. */
static json_t *offers;
/* The calls that a vector has tried. */
static json_t *tried;

enum { NOT_OFFERED, NUL_IN_TEXT, REASONS };
static const char *const reasons[REASONS] = {"not offered in C", "a text holds a NUL"};

struct totals {
  size_t passed, failed, left_out[REASONS], noticed, unnoticed;
  int self_test;
};

static operation find_operation(const char *name) {
  size_t index;
  for (index = 0; index < sizeof operations / sizeof *operations; index++) {
    if (strcmp(operations[index].name, name) == 0) {
      return operations[index].run;
    }
  }
  return NULL;
}

static int has_nul(const json_t *input) {
  const char *name;
  json_t *value;
  json_object_foreach((json_t *)input, name, value) {
    /* A body is bytes. */
    if (json_is_string(value) && strlen(json_string_value(value)) != json_string_length(value) &&
        strcmp(name, "body") != 0) {
      return 1;
    }
  }
  return 0;
}

/* The calls that a vector is run through, a new reference; NULL if the operation is found nowhere. */
static json_t *through(const char *op, const json_t *input) {
  const char *request = json_string_value(json_object_get(input, "request"));
  json_t *ops = json_object_get(offers, "ops"), *found = NULL;
  char special[128];
  if (request != NULL) {
    snprintf(special, sizeof special, "%s %s", op, request);
    found = json_object_get(ops, special);
  }
  found = found != NULL ? found : json_object_get(ops, op);
  if (found != NULL) {
    return json_incref(found);
  }
  return json_object_get(json_object_get(offers, "calls"), op) == NULL ? NULL : json_pack("[s]", op);
}

static int is_offered(const char *name) {
  json_t *language;
  size_t index;
  json_array_foreach(json_object_get(json_object_get(offers, "calls"), name), index, language) {
    if (strcmp(json_string_value(language), "c") == 0) {
      return 1;
    }
  }
  return 0;
}

/* Why a vector is left out, or REASONS. */
static int left_out(const char *op, const json_t *input) {
  json_t *calls = through(op, input), *name;
  size_t index;
  int offered = calls == NULL || json_array_size(calls) > 0;
  json_array_foreach(calls, index, name) {
    offered = offered && is_offered(json_string_value(name));
  }
  if (offered && !has_nul(input)) {
    json_array_foreach(calls, index, name) {
      json_object_set_new(tried, json_string_value(name), json_true());
    }
  }
  json_decref(calls);
  return !offered ? NOT_OFFERED : has_nul(input) ? NUL_IN_TEXT : REASONS;
}

/* How many calls are offered that no vector has tried. */
static size_t untried(void) {
  json_t *languages, *without = json_object_get(offers, "without_vectors"), *name;
  const char *call_name;
  size_t index, count = 0;
  json_array_foreach(without, index, name) {
    json_object_set_new(tried, json_string_value(name), json_true());
  }
  json_object_foreach(json_object_get(offers, "calls"), call_name, languages) {
    if (is_offered(call_name) && json_object_get(tried, call_name) == NULL) {
      printf("FAILED %s: is offered, and no vector tries it\n", call_name);
      count++;
    }
  }
  return count;
}

/* A token that was signed by random nonces is compared without its signature. */
static void unsign(json_t *expected, const char *name) {
  json_t *fields = json_object_get(expected, "out");
  const char *token = json_string_value(json_object_get(fields, name));
  if (token != NULL) {
    put(fields, name, without_signature(token));
  }
}

static json_t *expectation(const json_t *vector) {
  static const char *const kinds[] = {"out", "refused", "unreadable", "error"};
  json_t *expected = json_object();
  size_t index;
  for (index = 0; index < 4; index++) {
    json_t *fields = json_object_get(vector, kinds[index]);
    if (fields != NULL) {
      json_object_set_new(expected, kinds[index], json_deep_copy(fields));
    }
  }
  if (strcmp(json_string_value(json_object_get(vector, "op")), "m2m_sign") == 0) {
    unsign(expected, "token");
    unsign(expected, "authorization");
  }
  return expected;
}

/* `out_capacity` and buffer_too_small: C's texts have a NUL each, so that it needs a little more than core. */
static void compare_room(struct test_case *test, const json_t *error, const json_t *result) {
  json_int_t at = json_integer_value(json_object_get(error, "at"));
  if (!test->was_too_small || json_object_size(error) != 2 || at <= 0 || test->needed < (size_t)at || json_object_get(result, "error") != NULL) {
    fail(test, "does not answer with the bytes needed", "out_capacity");
  }
}

/* Runs one vector; `failure` says what is wrong with it. */
static int passes(const json_t *vector, int is_spoilt, char *failure, size_t size) {
  struct test_case test;
  const char *op = json_string_value(json_object_get(vector, "op"));
  operation run = op == NULL ? NULL : find_operation(op);
  json_t *expected, *result, *error, *capacity;
  const char *code;
  if (run == NULL) {
    snprintf(failure, size, "the runner does not know this operation");
    return 0;
  }
  memset(&test, 0, sizeof test);
  test.input = json_object_get(vector, "in");
  test.expected = (json_t *)vector;
  test.tried = tried;
  test.is_spoilt = is_spoilt;
  capacity = json_object_get(test.input, "out_capacity");
  if (capacity != NULL) {
    test.read[test.read_count++] = "out_capacity";
    test.has_capacity = 1;
    test.capacity = (size_t)json_integer_value(capacity);
  }
  result = run(&test);
  expected = expectation(vector);
  error = json_object_get(expected, "error");
  code = json_string_value(json_object_get(error, "code"));
  if (test.has_capacity && code != NULL && strcmp(code, "buffer_too_small") == 0) {
    compare_room(&test, error, result);
  } else if (!json_equal(result, expected)) {
    char *got = json_dumps(result, JSON_COMPACT | JSON_SORT_KEYS);
    fail(&test, got == NULL ? "no result" : got, "differs");
    free(got);
  }
  all_were_read(&test);
  snprintf(failure, size, "%s", test.failure);
  json_decref(result);
  json_decref(expected);
  forget(&test);
  return failure[0] == '\0';
}

static void self_test(struct totals *totals, const json_t *vector) {
  json_t *spoilt = spoilt_forms(vector), *form;
  char failure[200];
  size_t index;
  json_array_foreach(spoilt, index, form) {
    if (passes(form, 1, failure, sizeof failure)) {
      totals->unnoticed++;
      printf("UNNOTICED %s\n", json_string_value(json_object_get(form, "id")));
    } else {
      totals->noticed++;
    }
  }
  json_decref(spoilt);
}

static void one(struct totals *totals, const char *file, const json_t *vector) {
  const char *op = json_string_value(json_object_get(vector, "op"));
  int reason = left_out(op, json_object_get(vector, "in"));
  char failure[200];
  if (reason != REASONS) {
    totals->left_out[reason]++;
    return;
  }
  if (passes(vector, 0, failure, sizeof failure)) {
    totals->passed++;
    if (totals->self_test) {
      self_test(totals, vector);
    }
  } else {
    totals->failed++;
    printf("FAILED %s %s: %s\n", file, json_string_value(json_object_get(vector, "id")), failure);
  }
}

static void folder(struct totals *totals, const char *path) {
  DIR *listing = opendir(path);
  struct dirent *entry;
  while (listing != NULL && (entry = readdir(listing)) != NULL) {
    const char *ending = strrchr(entry->d_name, '.');
    char name[4096];
    json_error_t error;
    json_t *vectors, *vector;
    size_t index;
    if (ending == NULL || strcmp(ending, ".json") != 0) {
      continue;
    }
    snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
    vectors = json_load_file(name, JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES, &error);
    if (vectors == NULL) {
      printf("FAILED %s:%d: %s\n", entry->d_name, error.line, error.text);
      totals->failed++;
    }
    if (json_is_array(vectors)) {
      json_array_foreach(vectors, index, vector) {
        one(totals, entry->d_name, vector);
      }
    }
    json_decref(vectors);
  }
  if (listing != NULL) {
    closedir(listing);
  }
}

int main(int count, char **arguments) {
  struct totals totals;
  const char *path = getenv("GWS_VECTORS");
  char file[4096];
  size_t index, left = 0;
  memset(&totals, 0, sizeof totals);
  totals.self_test = count == 2 && strcmp(arguments[1], "--self-test") == 0;
  if (count > 1 && !totals.self_test) {
    fprintf(stderr, "usage: vectors [--self-test]\n");
    return 2;
  }
  path = path != NULL ? path : "tests/vectors";
  snprintf(file, sizeof file, "%s/offers.json", path);
  offers = json_load_file(file, 0, NULL);
  tried = json_object();
  if (offers == NULL) {
    printf("FAILED: %s cannot be read\n", file);
    return 1;
  }
  folder(&totals, path);
  totals.failed += untried();
  for (index = 0; index < REASONS; index++) {
    left += totals.left_out[index];
  }
  printf("vectors C: %zu passed, %zu left out (", totals.passed, left);
  for (index = 0; index < REASONS; index++) {
    printf("%s%s: %zu", index == 0 ? "" : ", ", reasons[index], totals.left_out[index]);
  }
  printf(")\n");
  if (totals.self_test) {
    printf("self-test: %zu spoilt vectors noticed, %zu unnoticed\n", totals.noticed, totals.unnoticed);
  }
  json_decref(offers);
  json_decref(tried);
  return totals.failed == 0 && totals.unnoticed == 0 && (!totals.self_test || totals.noticed > 1000) ? 0 : 1;
}
