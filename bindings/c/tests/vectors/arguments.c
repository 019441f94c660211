/* A vector's arguments. */
#include "case.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void fail(struct test_case *test, const char *what, const char *name) {
  if (test->failure[0] == '\0') {
    snprintf(test->failure, sizeof test->failure, "%s: %s", name, what);
  }
}

void *room(struct test_case *test, size_t length) {
  void *made = calloc(length + 1, 1);
  if (made == NULL || test->buffer_count == MOST_BUFFERS) {
    fprintf(stderr, "no room for an argument\n");
    exit(2);
  }
  test->buffers[test->buffer_count++] = made;
  return made;
}

void forget(struct test_case *test) {
  while (test->buffer_count > 0) {
    free(test->buffers[--test->buffer_count]);
  }
}

static json_t *find(struct test_case *test, const char *name) {
  json_t *found = json_object_get(test->input, name);
  if (found != NULL) {
    if (test->read_count == MOST_ARGUMENTS) {
      fail(test, "more arguments than there is room for", name);
      return NULL;
    }
    test->read[test->read_count++] = json_object_iter_key(json_object_iter_at(test->input, name));
  }
  return found;
}

void all_were_read(struct test_case *test) {
  const char *name;
  json_t *value;
  json_object_foreach(test->input, name, value) {
    size_t index = 0;
    while (index < test->read_count && strcmp(test->read[index], name) != 0) {
      index++;
    }
    if (index == test->read_count) {
      fail(test, "the runner does not know this argument", name);
    }
  }
}

const char *optional_text(struct test_case *test, const char *name) {
  json_t *found = find(test, name);
  if (found != NULL && !json_is_string(found)) {
    fail(test, "is no text", name);
  }
  return json_string_value(found);
}

const char *text(struct test_case *test, const char *name) {
  const char *found = optional_text(test, name);
  if (found == NULL) {
    fail(test, "is missing", name);
    return "";
  }
  return found;
}

int has(struct test_case *test, const char *name) {
  return json_object_get(test->input, name) != NULL;
}

int64_t optional_integer(struct test_case *test, const char *name, int64_t otherwise) {
  json_t *found = find(test, name);
  if (found == NULL) {
    return otherwise;
  }
  if (!json_is_integer(found)) {
    fail(test, "is no number", name);
  }
  return json_integer_value(found);
}

int64_t integer(struct test_case *test, const char *name) {
  if (!has(test, name)) {
    fail(test, "is missing", name);
  }
  return optional_integer(test, name, 0);
}

static uint32_t seconds(struct test_case *test, const char *name) {
  int64_t found = optional_integer(test, name, 0);
  if (found < 0 || found > (int64_t)UINT32_MAX) {
    fail(test, "does not fit", name);
  }
  return (uint32_t)found;
}

const char *const *words(struct test_case *test, const char *list, uint32_t *count) {
  const char **found = room(test, MOST_TEXTS * sizeof *found);
  char *copy, *word;
  *count = 0;
  if (list == NULL) {
    return NULL;
  }
  copy = room(test, strlen(list));
  strcpy(copy, list);
  for (word = strtok(copy, " "); word != NULL && *count < MOST_TEXTS; word = strtok(NULL, " ")) {
    found[(*count)++] = word;
  }
  return *count == 0 ? NULL : found;
}

int flag(struct test_case *test, const char *name, int otherwise) {
  json_t *found = find(test, name);
  if (found == NULL) {
    return otherwise;
  }
  if (!json_is_boolean(found)) {
    fail(test, "is neither true nor false", name);
  }
  return json_is_true(found);
}

static int digit(char c) {
  const char *digits = "0123456789abcdef";
  const char *found = c == '\0' ? NULL : strchr(digits, c);
  return found == NULL ? -1 : (int)(found - digits);
}

static struct bytes decoded(struct test_case *test, const char *name, const char *digits) {
  struct bytes bytes = {NULL, strlen(digits) / 2};
  size_t index;
  bytes.start = room(test, bytes.length);
  for (index = 0; index < bytes.length; index++) {
    int high = digit(digits[2 * index]);
    int low = digit(digits[2 * index + 1]);
    if (high < 0 || low < 0) {
      fail(test, "is not hexadecimal", name);
      break;
    }
    bytes.start[index] = (uint8_t)(16 * high + low);
  }
  return bytes;
}

struct bytes out_bytes(struct test_case *test, const json_t *result, const char *name) {
  return decoded(test, name, out_text(result, name));
}

static const char *with_ending(char *full, size_t size, const char *name, const char *ending) {
  snprintf(full, size, "%s%s", name, ending);
  return full;
}

struct bytes hex(struct test_case *test, const char *name) {
  char full[64];
  struct bytes none = {NULL, 0};
  const char *digits = optional_text(test, with_ending(full, sizeof full, name, "_hex"));
  return digits == NULL ? none : decoded(test, name, digits);
}

static struct bytes repeated(struct test_case *test, const char *name, const json_t *pieces) {
  struct bytes bytes = {NULL, 0};
  json_t *piece;
  size_t index;
  json_array_foreach(pieces, index, piece) {
    bytes.length += json_string_length(json_array_get(piece, 0)) * (size_t)json_integer_value(json_array_get(piece, 1));
  }
  if (bytes.length == 0) {
    fail(test, "repeats nothing", name);
  }
  bytes.start = room(test, bytes.length);
  bytes.length = 0;
  json_array_foreach(pieces, index, piece) {
    const json_t *part = json_array_get(piece, 0);
    json_int_t times = json_integer_value(json_array_get(piece, 1));
    while (times-- > 0) {
      memcpy(bytes.start + bytes.length, json_string_value(part), json_string_length(part));
      bytes.length += json_string_length(part);
    }
  }
  return bytes;
}

struct bytes filled(struct test_case *test, const char *name) {
  char full[64];
  struct bytes bytes = hex(test, name);
  json_t *found;
  if (bytes.start != NULL) {
    return bytes;
  }
  found = find(test, with_ending(full, sizeof full, name, "_repeat"));
  if (found != NULL) {
    return repeated(test, name, found);
  }
  found = find(test, name);
  if (!json_is_string(found)) {
    fail(test, "is missing", name);
    bytes.start = room(test, 0);
    return bytes;
  }
  bytes.length = json_string_length(found);
  bytes.start = room(test, bytes.length);
  memcpy(bytes.start, json_string_value(found), bytes.length);
  return bytes;
}

const gws_policy *policy(struct test_case *test, gws_policy *room_for_it) {
  GWS_INIT(*room_for_it);
  room_for_it->pending_lifetime = seconds(test, "pending_lifetime");
  room_for_it->clock_skew = seconds(test, "clock_skew");
  room_for_it->request_timeout = seconds(test, "request_timeout");
  room_for_it->send_pause = seconds(test, "send_pause");
  room_for_it->server_residence = seconds(test, "server_residence");
  room_for_it->refresh_ahead = seconds(test, "refresh_ahead");
  room_for_it->unknown_lifetime = seconds(test, "unknown_lifetime");
  room_for_it->max_reply_bytes = seconds(test, "max_reply_bytes");
  room_for_it->tolerate_trailing_comma = flag(test, "tolerate_trailing_comma", 0);
  if (room_for_it->pending_lifetime == 0 && room_for_it->clock_skew == 0 && room_for_it->request_timeout == 0 &&
      room_for_it->send_pause == 0 && room_for_it->server_residence == 0 && room_for_it->refresh_ahead == 0 &&
      room_for_it->unknown_lifetime == 0 && room_for_it->max_reply_bytes == 0 &&
      room_for_it->tolerate_trailing_comma == 0) {
    return NULL;
  }
  return room_for_it;
}

gws_client client(struct test_case *test) {
  gws_client made;
  GWS_INIT(made);
  made.environment = text(test, "environment");
  made.client_id = text(test, "client_id");
  made.client_secret = optional_text(test, "client_secret");
  made.relay_url = optional_text(test, "relay_url");
  return made;
}
