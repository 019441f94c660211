/* Logging in: the environment, the authorize URL, the landing and the exchange. */
#include "operations.h"
#include "reply.h"

#include <stdlib.h>
#include <string.h>

static gws_status make_urls(const void *arguments, gws_output *out, void *result) {
  return gws_environment_urls(arguments, out, result);
}

static void init_urls(void *result) {
  GWS_INIT(*(gws_environment *)result);
}

static json_t *read_urls(struct test_case *test, const uint8_t *out, const void *result) {
  const gws_environment *urls = result;
  json_t *fields = json_object();
  put(fields, "name", span_text(test, out, urls->name));
  put(fields, "origin", span_text(test, out, urls->origin));
  put(fields, "authorize", span_text(test, out, urls->authorize));
  put(fields, "token", span_text(test, out, urls->token));
  put(fields, "introspect", span_text(test, out, urls->introspect));
  put(fields, "revoke", span_text(test, out, urls->revoke));
  put(fields, "cloud_services", span_text(test, out, urls->cloud_services));
  put(fields, "desktop_services", span_text(test, out, urls->desktop_services));
  return kept("out", fields);
}

json_t *run_environment_urls(struct test_case *test) {
  static const library_call urls = {make_urls, read_urls, init_urls, sizeof(gws_environment), ALIKE};
  return call(test, &urls, text(test, "environment"));
}

static gws_status make_authorize(const void *arguments, gws_output *out, void *result) {
  return gws_authorize(arguments, out, result);
}

static void init_login(void *result) {
  GWS_INIT(*(gws_login *)result);
}

static json_t *read_login(struct test_case *test, const uint8_t *out, const void *result) {
  const gws_login *login = result;
  json_t *fields = json_object();
  put(fields, "url", span_text(test, out, login->url));
  put(fields, "state", span_text(test, out, login->state));
  put(fields, "code_challenge", span_text(test, out, login->code_challenge));
  put(fields, "pending", span_text(test, out, login->pending));
  put(fields, "warnings", warnings(login->warnings));
  return kept("out", fields);
}

json_t *run_authorize(struct test_case *test) {
  static const library_call authorize = {make_authorize, read_login, init_login, sizeof(gws_login), ALIKE};
  gws_login_arguments with;
  struct bytes entropy = hex(test, "entropy");
  GWS_INIT(with);
  with.environment = text(test, "environment");
  with.client_id = text(test, "client_id");
  with.redirect_uri = text(test, "redirect_uri");
  with.entropy = entropy.start;
  with.entropy_length = (uint32_t)entropy.length;
  with.now = integer(test, "now");
  with.state = optional_text(test, "state");
  with.code_verifier = optional_text(test, "code_verifier");
  with.wide_state = flag(test, "wide_state", 0);
  with.plain_http = flag(test, "plain_http", 0);
  with.without_pkce = !flag(test, "pkce", 1);
  test->last = 1;
  return call(test, &authorize, &with);
}

struct exchange_arguments {
  const char *pending, *landing;
  gws_client client;
  int64_t now;
  const gws_policy *policy;
};

struct exchange_result {
  gws_reply reply;
  gws_http_request request;
};

static gws_status make_exchange(const void *arguments, gws_output *out, void *result) {
  const struct exchange_arguments *with = arguments;
  struct exchange_result *exchange = result;
  return gws_exchange_request(with->pending, with->landing, &with->client, with->now, with->policy, out,
                              &exchange->reply, &exchange->request);
}

static void init_exchange(void *result) {
  struct exchange_result *exchange = result;
  memset(exchange, 0, sizeof *exchange);
  GWS_INIT(exchange->reply);
  GWS_INIT(exchange->request);
}

static json_t *read_exchange(struct test_case *test, const uint8_t *out, const void *result) {
  const struct exchange_result *exchange = result;
  if (exchange->reply.outcome == GWS_GRANTED) {
    is_granted(test, &exchange->reply);
    return read_request(test, out, &exchange->request);
  }
  if (exchange->request.url.offset != GWS_ABSENT || exchange->request.header_count != 0) {
    fail(test, "is filled beside a refusal", "request");
  }
  return read_reply(test, out, &exchange->reply);
}

static const library_call exchange = {make_exchange, read_exchange, init_exchange, sizeof(struct exchange_result), ALIKE};

json_t *run_exchange_request(struct test_case *test) {
  struct exchange_arguments with;
  gws_policy room_for_policy;
  with.pending = text(test, "pending");
  with.landing = text(test, "landing");
  with.client = client(test);
  with.now = integer(test, "now");
  with.policy = policy(test, &room_for_policy);
  test->last = 1;
  return call(test, &exchange, &with);
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
  GWS_INIT(with.client);
  with.client.environment = "test";
  with.client.client_id = id == NULL || id[1] == '\0' || strchr(id, ':') != NULL ? "client" : id + 1;
  with.client.client_secret = "secret";
  test->last = 1;
  result = call(test, &exchange, &with);
  if (!is_out(result)) {
    return result;
  }
  fields = json_object();
  put(fields, "code", code_of(test, out_text(result, "body")));
  json_decref(result);
  return kept("out", fields);
}
