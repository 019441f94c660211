/* Tokens: the reply that brings them, renewing, asking about and ending them, the relay, and what follows. */
#include "operations.h"
#include "reply.h"

#include <string.h>

/* A request about a token. */
struct about_arguments {
  gws_client client;
  const char *token;
  int32_t hint;
};

static gws_status make_refresh(const void *arguments, gws_output *out, void *result) {
  const struct about_arguments *with = arguments;
  return gws_refresh_request(&with->client, with->token, NULL, out, result);
}

static gws_status make_introspect(const void *arguments, gws_output *out, void *result) {
  const struct about_arguments *with = arguments;
  return gws_introspect_request(&with->client, with->token, with->hint, NULL, out, result);
}

static gws_status make_revoke(const void *arguments, gws_output *out, void *result) {
  const struct about_arguments *with = arguments;
  return gws_revoke_request(&with->client, with->token, with->hint, NULL, out, result);
}

json_t *run_refresh_request(struct test_case *test) {
  static const library_call refresh = {make_refresh, read_request, init_request, sizeof(gws_http_request), ALIKE};
  struct about_arguments with;
  with.client = client(test);
  with.token = text(test, "refresh_token");
  test->last = 1;
  return call(test, &refresh, &with);
}

static json_t *run_about(struct test_case *test, const library_call *which) {
  struct about_arguments with;
  const char *hint = optional_text(test, "token_type_hint");
  with.client = client(test);
  with.token = text(test, "token");
  with.hint = hint == NULL                          ? GWS_TOKEN_HINT_NONE
              : strcmp(hint, "access_token") == 0 ? GWS_TOKEN_HINT_ACCESS_TOKEN
                                                    : GWS_TOKEN_HINT_REFRESH_TOKEN;
  test->last = 1;
  return call(test, which, &with);
}

json_t *run_introspect_request(struct test_case *test) {
  static const library_call introspect = {make_introspect, read_request, init_request, sizeof(gws_http_request), ALIKE};
  return run_about(test, &introspect);
}

json_t *run_revoke_request(struct test_case *test) {
  static const library_call revoke = {make_revoke, read_request, init_request, sizeof(gws_http_request), ALIKE};
  return run_about(test, &revoke);
}

struct reply_arguments {
  int32_t kind, status;
  struct bytes body;
  int64_t sent_at;
  const gws_policy *policy;
};

struct token_result {
  gws_reply reply;
  gws_token_set tokens;
};

static gws_status make_token(const void *arguments, gws_output *out, void *result) {
  const struct reply_arguments *with = arguments;
  struct token_result *token = result;
  return gws_parse_token(with->kind, with->status, with->body.start, with->body.length, with->sent_at, with->policy, out,
                         &token->reply, &token->tokens);
}

static void init_token(void *result) {
  struct token_result *token = result;
  memset(token, 0, sizeof *token);
  GWS_INIT(token->reply);
  GWS_INIT(token->tokens);
}

static json_t *read_token(struct test_case *test, const uint8_t *out, const void *result) {
  const struct token_result *token = result;
  const gws_token_set *tokens = &token->tokens;
  json_t *fields;
  if (token->reply.outcome != GWS_GRANTED) {
    if (tokens->access_token.offset != GWS_ABSENT || tokens->expires_at != GWS_NONE) {
      fail(test, "is filled beside what was not granted", "tokens");
    }
    return read_reply(test, out, &token->reply);
  }
  is_granted(test, &token->reply);
  fields = json_object();
  put(fields, "access_token", span_text(test, out, tokens->access_token));
  put(fields, "authorization", span_text(test, out, tokens->authorization));
  put(fields, "refresh_token", span_text(test, out, tokens->refresh_token));
  put(fields, "scope", span_text(test, out, tokens->scope));
  if (tokens->expires_in != 0) {
    put(fields, "expires_in", json_integer(tokens->expires_in));
  }
  put(fields, "sent_at", time_of(tokens->sent_at));
  put(fields, "expires_at", time_of(tokens->expires_at));
  put(fields, "refresh_at", time_of(tokens->refresh_at));
  put(fields, "warnings", warnings(token->reply.warnings));
  return kept("out", fields);
}

static struct reply_arguments reply_arguments(struct test_case *test, gws_policy *room_for_policy) {
  struct reply_arguments with;
  with.kind = has(test, "request") ? request_kind(test) : GWS_REQUEST_KIND_NONE;
  with.status = (int32_t)integer(test, "status");
  with.body = filled(test, "body");
  with.sent_at = optional_integer(test, "sent_at", GWS_NONE);
  with.policy = policy(test, room_for_policy);
  test->last = 1;
  return with;
}

json_t *run_parse_token(struct test_case *test) {
  static const library_call parse = {make_token, read_token, init_token, sizeof(struct token_result), ALIKE};
  gws_policy room_for_policy;
  struct reply_arguments with = reply_arguments(test, &room_for_policy);
  return call(test, &parse, &with);
}

struct introspection_result {
  gws_reply reply;
  gws_introspection token;
};

static gws_status make_introspection(const void *arguments, gws_output *out, void *result) {
  const struct reply_arguments *with = arguments;
  struct introspection_result *found = result;
  return gws_parse_introspection(with->status, with->body.start, with->body.length, with->policy, out, &found->reply,
                                 &found->token);
}

static void init_introspection(void *result) {
  struct introspection_result *found = result;
  memset(found, 0, sizeof *found);
  GWS_INIT(found->reply);
  GWS_INIT(found->token);
}

static json_t *read_introspection(struct test_case *test, const uint8_t *out, const void *result) {
  const struct introspection_result *found = result;
  json_t *fields;
  if (found->reply.outcome != GWS_GRANTED) {
    return read_reply(test, out, &found->reply);
  }
  is_granted(test, &found->reply);
  fields = json_object();
  put(fields, "active", json_boolean(found->token.active));
  put(fields, "client_id", span_text(test, out, found->token.client_id));
  put(fields, "username", span_text(test, out, found->token.username));
  put(fields, "scope", span_text(test, out, found->token.scope));
  put(fields, "sub", span_text(test, out, found->token.sub));
  put(fields, "exp", time_of(found->token.exp));
  put(fields, "iat", time_of(found->token.iat));
  put(fields, "warnings", warnings(found->reply.warnings));
  return kept("out", fields);
}

json_t *run_parse_introspection(struct test_case *test) {
  static const library_call parse = {make_introspection, read_introspection, init_introspection,
                                     sizeof(struct introspection_result), ALIKE};
  gws_policy room_for_policy;
  struct reply_arguments with = reply_arguments(test, &room_for_policy);
  return call(test, &parse, &with);
}

static gws_status make_revocation(const void *arguments, gws_output *out, void *result) {
  const struct reply_arguments *with = arguments;
  return gws_parse_revocation(with->status, with->body.start, with->body.length, with->policy, out, result);
}

static void init_reply(void *result) {
  GWS_INIT(*(gws_reply *)result);
}

static json_t *read_revocation(struct test_case *test, const uint8_t *out, const void *result) {
  const gws_reply *reply = result;
  json_t *fields;
  if (reply->outcome != GWS_GRANTED) {
    return read_reply(test, out, reply);
  }
  is_granted(test, reply);
  fields = json_object();
  put(fields, "warnings", warnings(reply->warnings));
  return kept("out", fields);
}

json_t *run_parse_revocation(struct test_case *test) {
  static const library_call parse = {make_revocation, read_revocation, init_reply, sizeof(gws_reply), ALIKE};
  gws_policy room_for_policy;
  struct reply_arguments with = reply_arguments(test, &room_for_policy);
  return call(test, &parse, &with);
}

/* Every reply reads a refusal in the same way. */
json_t *run_parse_refusal(struct test_case *test) {
  const char *request = text(test, "request");
  if (strcmp(request, "introspect") == 0) {
    return run_parse_introspection(test);
  }
  return strcmp(request, "revoke") == 0 ? run_parse_revocation(test) : run_parse_token(test);
}

struct relay_arguments {
  const char *endpoint;
  struct bytes body;
  gws_relay_rules rules;
  gws_client client;
};

static gws_status make_relay(const void *arguments, gws_output *out, void *result) {
  const struct relay_arguments *with = arguments;
  return gws_relay_request(with->endpoint, with->body.start, with->body.length, &with->rules, &with->client, NULL, out,
                           result);
}

json_t *run_relay_request(struct test_case *test) {
  static const library_call relay = {make_relay, read_request, init_request, sizeof(gws_http_request), ALIKE};
  struct relay_arguments with;
  GWS_INIT(with.rules);
  with.endpoint = text(test, "endpoint");
  with.body = filled(test, "body");
  with.rules.refresh = flag(test, "refresh", 0);
  with.rules.without_pkce = flag(test, "without_pkce", 0);
  with.rules.introspection = flag(test, "introspection", 0);
  with.rules.revocation = flag(test, "revocation", 0);
  with.rules.redirect_uris = words(test, text(test, "redirect_uris"), &with.rules.redirect_uri_count);
  with.client = client(test);
  test->last = 1;
  return call(test, &relay, &with);
}

struct explain_arguments {
  int32_t kind, status, sent;
  const char *error, *description;
  const gws_policy *policy;
};

static gws_status make_explain(const void *arguments, gws_output *out, void *result) {
  const struct explain_arguments *with = arguments;
  return gws_explain(with->kind, with->status, with->error, with->description, with->policy, out, result);
}

static json_t *read_explained(struct test_case *test, const uint8_t *out, const void *result) {
  return read_reply(test, out, result);
}

json_t *run_explain(struct test_case *test) {
  static const library_call explain = {make_explain, read_explained, init_reply, sizeof(gws_reply), ALIKE};
  struct explain_arguments with;
  gws_policy room_for_policy;
  with.kind = request_kind(test);
  with.status = (int32_t)integer(test, "status");
  with.error = text(test, "error");
  with.description = optional_text(test, "error_description");
  with.policy = policy(test, &room_for_policy);
  return call(test, &explain, &with);
}

static gws_status make_no_reply(const void *arguments, gws_output *out, void *result) {
  const struct explain_arguments *with = arguments;
  return gws_no_reply(with->kind, with->sent, with->policy, out, result);
}

static json_t *read_no_reply(struct test_case *test, const uint8_t *out, const void *result) {
  const gws_reply *reply = result;
  json_t *fields = json_object();
  if (reply->outcome != GWS_UNANSWERED || reply->status != 0) {
    fail(test, "is another", "outcome");
  }
  put(fields, "request", json_string(gws_request_kind_code(reply->request)));
  put_step(test, fields, out, reply);
  return kept("out", fields);
}

json_t *run_no_reply(struct test_case *test) {
  static const library_call no_reply = {make_no_reply, read_no_reply, init_reply, sizeof(gws_reply), ALIKE};
  struct explain_arguments with;
  gws_policy room_for_policy;
  with.kind = request_kind(test);
  with.sent = flag(test, "sent", 0);
  with.policy = policy(test, &room_for_policy);
  return call(test, &no_reply, &with);
}

static gws_status make_inspect(const void *arguments, gws_output *out, void *result) {
  return gws_inspect_access_token(arguments, out, result);
}

static void init_facts(void *result) {
  GWS_INIT(*(gws_access_token_facts *)result);
}

static json_t *read_facts(struct test_case *test, const uint8_t *out, const void *result) {
  const gws_access_token_facts *facts = result;
  json_t *fields = json_object();
  put(fields, "header", span_text(test, out, facts->header));
  put(fields, "claims", span_text(test, out, facts->claims));
  put(fields, "issued_at", time_of(facts->issued_at));
  put(fields, "expires_at", time_of(facts->expires_at));
  return kept("out", fields);
}

json_t *run_inspect_access_token(struct test_case *test) {
  static const library_call inspect = {make_inspect, read_facts, init_facts, sizeof(gws_access_token_facts), ALIKE};
  const char *token = text(test, "token");
  test->last = 1;
  return call(test, &inspect, token);
}
