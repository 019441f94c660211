/* Login, exchange, refresh and the replies. */
#include "operations.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static json_t *read_request(struct test_case *test, const uint8_t *out, const void *result) {
  static const char *const names[][2] = {
      {"Authorization", "authorization"}, {"Content-Type", "content_type"}, {"Content-Length", "content_length"}};
  const gws_request *request = result;
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
  if (request->transport.follow_redirects || request->transport.retry || !request->transport.fresh_connection ||
      request->transport.timeout == 0) {
    fail(test, "is not strict", "transport");
  }
  if (request->kind != GWS_REQUEST_KIND_CODE && request->kind != GWS_REQUEST_KIND_REFRESH) {
    fail(test, "is another", "kind");
  }
  return kept("out", fields);
}

static json_t *read_refusal(struct test_case *test, const uint8_t *out, const gws_refusal *refusal) {
  json_t *fields = json_object();
  if (refusal->meaning.length == 0 || refusal->check.length == 0 || refusal->advice.length == 0) {
    fail(test, "says nothing", "refusal");
  }
  put(fields, "request", json_string(gws_request_kind_code(refusal->request)));
  put(fields, "status", json_integer(refusal->status));
  put(fields, "error", span_text(test, out, refusal->error));
  put(fields, "error_description", span_text(test, out, refusal->error_description));
  put(fields, "documented", json_boolean(refusal->documented));
  put(fields, "who_must_act", json_string(gws_who_must_act_code(refusal->who_must_act)));
  put(fields, "next_step", json_string(gws_next_step_code(refusal->next_step)));
  json_decref(span_text(test, out, refusal->meaning));
  json_decref(span_text(test, out, refusal->check));
  json_decref(span_text(test, out, refusal->advice));
  return kept("refused", fields);
}

/* The member that the outcome does not name. */
static void is_empty_refusal(struct test_case *test, const gws_refusal *refusal) {
  if (refusal->error.offset != GWS_ABSENT || refusal->advice.offset != GWS_ABSENT || refusal->status != 0 ||
      refusal->next_step != GWS_NEXT_STEP_NONE) {
    fail(test, "is filled beside what was granted", "refusal");
  }
}

struct authorize_arguments {
  const char *environment, *client_id, *redirect_uri;
  struct bytes entropy;
  const gws_login_options *options;
  int64_t now;
};

static gws_status make_authorize(const void *arguments, uint8_t *out, size_t capacity, size_t *at, void *result) {
  const struct authorize_arguments *with = arguments;
  return gws_authorize(with->environment, with->client_id, with->redirect_uri, with->entropy.start,
                       with->entropy.length, with->options, with->now, out, capacity, at, result);
}

static json_t *read_login(struct test_case *test, const uint8_t *out, const void *result) {
  const gws_login *login = result;
  json_t *fields = json_object();
  put(fields, "url", span_text(test, out, login->url));
  put(fields, "state", span_text(test, out, login->state));
  put(fields, "code_challenge", span_text(test, out, login->code_challenge));
  put(fields, "pending", span_text(test, out, login->pending));
  return kept("out", fields);
}

json_t *run_authorize(struct test_case *test) {
  struct authorize_arguments with;
  gws_login_options options;
  with.environment = text(test, "environment");
  with.client_id = text(test, "client_id");
  with.redirect_uri = text(test, "redirect_uri");
  with.entropy = hex(test, "entropy");
  with.now = integer(test, "now");
  options.state = optional_text(test, "state");
  options.code_verifier = optional_text(test, "code_verifier");
  options.wide_state = flag(test, "wide_state", 0);
  options.without_pkce = !flag(test, "pkce", 1);
  /* Usual options are no options. */
  with.options = options.state == NULL && options.code_verifier == NULL && !options.without_pkce ? NULL : &options;
  test->last = 1;
  return call(test, make_authorize, &with, read_login, sizeof(gws_login));
}

struct exchange_arguments {
  const char *pending, *landing;
  gws_client client;
  int64_t now;
  const gws_policy *policy;
};

static gws_status make_exchange(const void *arguments, uint8_t *out, size_t capacity, size_t *at, void *result) {
  const struct exchange_arguments *with = arguments;
  return gws_exchange_request(with->pending, with->landing, &with->client, with->now, with->policy, out, capacity, at,
                              result);
}

static json_t *read_exchange(struct test_case *test, const uint8_t *out, const void *result) {
  const gws_exchange *exchange = result;
  if (exchange->outcome == GWS_OUTCOME_GRANTED) {
    is_empty_refusal(test, &exchange->refusal);
    return read_request(test, out, &exchange->request);
  }
  if (exchange->outcome != GWS_OUTCOME_REFUSED || exchange->request.url.offset != GWS_ABSENT ||
      exchange->request.header_count != 0) {
    fail(test, "is neither granted nor refused", "outcome");
  }
  return read_refusal(test, out, &exchange->refusal);
}

json_t *run_exchange_request(struct test_case *test) {
  struct exchange_arguments with;
  gws_policy room_for_policy;
  with.pending = text(test, "pending");
  with.landing = text(test, "landing");
  with.client = client(test);
  with.now = integer(test, "now");
  with.policy = policy(test, &room_for_policy);
  test->last = 1;
  return call(test, make_exchange, &with, read_exchange, sizeof(gws_exchange));
}

/* The parameter `code` of a form. */
static json_t *code_of(struct test_case *test, const char *form) {
  const char *from = strncmp(form, "code=", 5) == 0 ? form : strstr(form, "&code=");
  char *code = room(test, strlen(form));
  size_t length = 0;
  if (from == NULL) {
    return NULL;
  }
  from = strchr(from, '=') + 1;
  while (*from != '\0' && *from != '&') {
    char digits[3] = {0, 0, 0};
    if (*from == '%') {
      memcpy(digits, from + 1, 2);
      code[length++] = (char)strtol(digits, NULL, 16);
      from += 3;
    } else {
      code[length++] = *from == '+' ? ' ' : *from;
      from++;
    }
  }
  return json_stringn(code, length);
}

/* The code does not cross the boundary alone: it is read out of the request that exchanges it. */
json_t *run_landing(struct test_case *test) {
  struct exchange_arguments with;
  gws_policy room_for_policy;
  const char *id;
  json_t *result, *fields;
  with.pending = text(test, "pending");
  with.landing = text(test, "landing");
  with.now = integer(test, "now");
  with.policy = policy(test, &room_for_policy);
  id = strrchr(with.pending, ' ');
  with.client.environment = "test";
  with.client.client_id = id == NULL || id[1] == '\0' || strchr(id, ':') != NULL ? "client" : id + 1;
  with.client.client_secret = "secret";
  with.client.relay_url = NULL;
  test->last = 1;
  result = call(test, make_exchange, &with, read_exchange, sizeof(gws_exchange));
  if (!is_out(result)) {
    return result;
  }
  fields = json_object();
  put(fields, "code", code_of(test, out_text(result, "body")));
  json_decref(result);
  return kept("out", fields);
}

struct refresh_arguments {
  gws_client client;
  const char *refresh_token;
};

static gws_status make_refresh(const void *arguments, uint8_t *out, size_t capacity, size_t *at, void *result) {
  const struct refresh_arguments *with = arguments;
  return gws_refresh_request(&with->client, with->refresh_token, NULL, out, capacity, at, result);
}

json_t *run_refresh_request(struct test_case *test) {
  struct refresh_arguments with;
  with.client = client(test);
  with.refresh_token = text(test, "refresh_token");
  test->last = 1;
  return call(test, make_refresh, &with, read_request, sizeof(gws_request));
}

struct token_arguments {
  int32_t kind, status;
  struct bytes body;
  const int64_t *sent_at;
  const gws_policy *policy;
};

static gws_status make_token(const void *arguments, uint8_t *out, size_t capacity, size_t *at, void *result) {
  const struct token_arguments *with = arguments;
  return gws_parse_token(with->kind, with->status, with->body.start, with->body.length, with->sent_at, with->policy, out,
                         capacity, at, result);
}

static json_t *read_token(struct test_case *test, const uint8_t *out, const void *result) {
  const gws_token_reply *reply = result;
  json_t *fields;
  if (reply->outcome != GWS_OUTCOME_GRANTED) {
    if (reply->outcome != GWS_OUTCOME_REFUSED || reply->tokens.access_token.offset != GWS_ABSENT ||
        reply->tokens.expires_at != GWS_NO_TIME) {
      fail(test, "is neither granted nor refused", "outcome");
    }
    return read_refusal(test, out, &reply->refusal);
  }
  is_empty_refusal(test, &reply->refusal);
  fields = json_object();
  put(fields, "access_token", span_text(test, out, reply->tokens.access_token));
  put(fields, "refresh_token", span_text(test, out, reply->tokens.refresh_token));
  put(fields, "scope", span_text(test, out, reply->tokens.scope));
  put(fields, "expires_in", json_integer(reply->tokens.expires_in));
  if (reply->tokens.expires_at != GWS_NO_TIME) {
    put(fields, "expires_at", json_integer(reply->tokens.expires_at));
  }
  return kept("out", fields);
}

static int32_t request_kind(struct test_case *test) {
  const char *name = text(test, "request");
  int32_t kind = GWS_REQUEST_KIND_REVOKE;
  while (kind > 0 && strcmp(gws_request_kind_code(kind), name) != 0) {
    kind--;
  }
  return kind;
}

json_t *run_parse_token(struct test_case *test) {
  struct token_arguments with;
  gws_policy room_for_policy;
  with.kind = request_kind(test);
  with.status = (int32_t)integer(test, "status");
  with.body = filled(test, "body");
  with.sent_at = optional_integer(test, "sent_at");
  with.policy = policy(test, &room_for_policy);
  test->last = 1;
  return call(test, make_token, &with, read_token, sizeof(gws_token_reply));
}

struct step_arguments {
  int32_t kind, status;
  const int32_t *status_at;
};

static gws_status make_step(const void *arguments, uint8_t *out, size_t capacity, size_t *at, void *result) {
  const struct step_arguments *with = arguments;
  return gws_next_step_after(with->kind, with->status_at, out, capacity, at, result);
}

static json_t *read_step(struct test_case *test, const uint8_t *out, const void *result) {
  const gws_advice *advice = result;
  json_t *fields = json_object(), *words = span_text(test, out, advice->advice);
  if (json_string_length(words) == 0) {
    fail(test, "says nothing", "advice");
  }
  json_decref(words);
  put(fields, "next_step", json_string(gws_next_step_code(advice->next_step)));
  return kept("out", fields);
}

json_t *run_next_step(struct test_case *test) {
  struct step_arguments with;
  const int64_t *status = optional_integer(test, "status");
  with.kind = request_kind(test);
  with.status = status == NULL ? 0 : (int32_t)*status;
  with.status_at = status == NULL ? NULL : &with.status;
  test->last = 1;
  return call(test, make_step, &with, read_step, sizeof(gws_advice));
}
