/* What a server said, and what is to be sent to it. */
#include "reply.h"

#include <string.h>

void put_step(struct test_case *test, json_t *fields, const uint8_t *out, const gws_reply *reply) {
  json_t *advice = span_text(test, out, reply->advice);
  if (json_string_length(advice) == 0) {
    fail(test, "says nothing", "advice");
  }
  json_decref(advice);
  put(fields, "who_must_act", json_string(gws_who_must_act_code(reply->who_must_act)));
  put(fields, "next_step", json_string(gws_next_step_code(reply->next_step)));
  put(fields, "attempts", json_integer(reply->attempts));
  if (reply->afterwards != GWS_NEXT_STEP_NONE) {
    put(fields, "afterwards", json_string(gws_next_step_code(reply->afterwards)));
  }
  put(fields, "wait_seconds", json_integer(reply->wait_seconds));
}

static void says(struct test_case *test, const uint8_t *out, gws_span span, const char *name) {
  json_t *found = span_text(test, out, span);
  if (json_string_length(found) == 0) {
    fail(test, "says nothing", name);
  }
  json_decref(found);
}

json_t *read_reply(struct test_case *test, const uint8_t *out, const gws_reply *reply) {
  json_t *fields = json_object();
  put(fields, "request", json_string(gws_request_kind_code(reply->request)));
  put(fields, "status", json_integer(reply->status));
  put_step(test, fields, out, reply);
  if (reply->outcome == GWS_REFUSED) {
    says(test, out, reply->meaning, "meaning");
    says(test, out, reply->check, "check");
    put(fields, "error", span_text(test, out, reply->error));
    put(fields, "error_description", span_text(test, out, reply->error_description));
    put(fields, "documented", json_boolean(reply->documented));
    put(fields, "warnings", warnings(reply->warnings));
    return kept("refused", fields);
  }
  if (reply->outcome != GWS_UNREADABLE) {
    fail(test, "is neither refused nor unreadable", "outcome");
  }
  says(test, out, reply->message, "message");
  put(fields, "code", span_text(test, out, reply->code));
  if (strcmp(json_string_value(json_object_get(fields, "code")), gws_status_code(reply->reason)) != 0) {
    fail(test, "is not the reason's", "code");
  }
  put(fields, "words", span_text(test, out, reply->words));
  /* The message names the position. */
  put(fields, "at", json_deep_copy(json_object_get(json_object_get(test->expected, "unreadable"), "at")));
  return kept("unreadable", fields);
}

void is_granted(struct test_case *test, const gws_reply *reply) {
  if (reply->outcome != GWS_GRANTED || reply->error.offset != GWS_ABSENT || reply->advice.offset != GWS_ABSENT ||
      reply->next_step != GWS_NEXT_STEP_NONE || reply->reason != GWS_STATUS_OK) {
    fail(test, "is more than granted", "reply");
  }
}

int32_t request_kind(struct test_case *test) {
  const char *name = text(test, "request");
  int32_t kind = GWS_REQUEST_KIND_REVOKE;
  while (kind > 0 && strcmp(gws_request_kind_code(kind), name) != 0) {
    kind--;
  }
  return kind;
}

static json_t *header_value(struct test_case *test, const uint8_t *out, gws_header header) {
  json_t *line = span_text(test, out, header.line);
  json_t *name = span_text(test, out, header.name);
  json_t *value = span_text(test, out, header.value);
  json_t *joined = json_sprintf("%s: %s", json_string_value(name), json_string_value(value));
  if (!json_equal(line, joined)) {
    fail(test, "is not its name and its value", "line");
  }
  json_decref(joined);
  json_decref(name);
  json_decref(line);
  return value;
}

void init_request(void *result) {
  GWS_INIT(*(gws_http_request *)result);
}

json_t *read_request(struct test_case *test, const uint8_t *out, const void *result) {
  static const char *const names[][2] = {
      {"Authorization", "authorization"}, {"Content-Type", "content_type"}, {"Content-Length", "content_length"}};
  const gws_http_request *request = result;
  json_t *fields = json_object();
  size_t index, known;
  put(fields, "method", span_text(test, out, request->method));
  put(fields, "url", span_text(test, out, request->url));
  put(fields, "body", span_text(test, out, request->body));
  for (index = 0; index < request->header_count; index++) {
    const char *name = (const char *)(out + request->headers[index].name.offset);
    for (known = 0; known < 3 && strcmp(name, names[known][0]) != 0; known++) {
    }
    put(fields, known < 3 ? names[known][1] : name, header_value(test, out, request->headers[index]));
  }
  for (; index < GWS_MAX_HEADERS; index++) {
    if (request->headers[index].line.offset != GWS_ABSENT) {
      fail(test, "is not absent", "header");
    }
  }
  if (request->follow_redirects || request->retry || !request->fresh_connection || request->timeout == 0) {
    fail(test, "is not strict", "transport");
  }
  if (request->kind < GWS_REQUEST_KIND_CODE || request->kind > GWS_REQUEST_KIND_REVOKE) {
    fail(test, "is another", "kind");
  }
  return kept("out", fields);
}
