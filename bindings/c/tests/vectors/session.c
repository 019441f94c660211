/* Sessions: the calls, and walks through the steps of one worker. */
#include "operations.h"
#include "reply.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct record_arguments {
  gws_client client;
  const char *record, *access_token, *refresh_token;
  uint32_t expires_in;
  int64_t sent_at, generation, now;
  const gws_policy *policy;
};

struct logout_result {
  gws_session_swap swap;
  gws_http_request request;
};

static void put_swap(struct test_case *test, json_t *fields, const uint8_t *out, const gws_session_swap *swap) {
  put(fields, "record", span_text(test, out, swap->record));
  if (swap->record.offset != GWS_ABSENT) {
    put(fields, "expected_version", json_integer(swap->expected_version));
    put(fields, "version", json_integer(swap->version));
  } else if (swap->expected_version != 0 || swap->version != 0) {
    fail(test, "is filled without a record", "swap");
  }
}

static json_t *read_swap(struct test_case *test, const uint8_t *out, const void *result) {
  json_t *fields = json_object();
  put_swap(test, fields, out, result);
  return kept("out", fields);
}

static void init_swap(void *result) {
  GWS_INIT(*(gws_session_swap *)result);
}

static gws_status make_login(const void *arguments, gws_output *out, void *result) {
  const struct record_arguments *with = arguments;
  return gws_session_login(&with->client, with->access_token, with->refresh_token, with->expires_in, with->sent_at,
                           with->record, with->now, with->policy, out, result);
}

json_t *run_session_login(struct test_case *test) {
  static const library_call login = {make_login, read_swap, init_swap, sizeof(gws_session_swap), ALIKE};
  struct record_arguments with;
  gws_policy room_for_policy;
  memset(&with, 0, sizeof with);
  with.client = client(test);
  with.access_token = text(test, "access_token");
  with.refresh_token = optional_text(test, "refresh_token");
  with.expires_in = (uint32_t)optional_integer(test, "expires_in", GWS_NONE);
  with.sent_at = optional_integer(test, "sent_at", GWS_NONE);
  with.record = optional_text(test, "before");
  with.now = integer(test, "now");
  with.policy = policy(test, &room_for_policy);
  test->last = 1;
  return call(test, &login, &with);
}

static gws_status make_logout(const void *arguments, gws_output *out, void *result) {
  const struct record_arguments *with = arguments;
  struct logout_result *made = result;
  return gws_session_logout(&with->client, with->record, with->now, with->policy, out, &made->swap, &made->request);
}

static json_t *read_logout(struct test_case *test, const uint8_t *out, const void *result) {
  const struct logout_result *made = result;
  json_t *read = made->request.url.offset == GWS_ABSENT ? kept("out", json_object()) : read_request(test, out, &made->request);
  put_swap(test, json_object_get(read, "out"), out, &made->swap);
  return read;
}

static void init_logout(void *result) {
  struct logout_result *made = result;
  memset(made, 0, sizeof *made);
  GWS_INIT(made->swap);
  GWS_INIT(made->request);
}

json_t *run_session_logout(struct test_case *test) {
  static const library_call logout = {make_logout, read_logout, init_logout, sizeof(struct logout_result), ALIKE};
  struct record_arguments with;
  gws_policy room_for_policy;
  memset(&with, 0, sizeof with);
  with.client = client(test);
  with.record = text(test, "record");
  with.now = integer(test, "now");
  with.policy = policy(test, &room_for_policy);
  test->last = 1;
  return call(test, &logout, &with);
}

static gws_status make_reject(const void *arguments, gws_output *out, void *result) {
  const struct record_arguments *with = arguments;
  return gws_session_reject(&with->client, with->record, with->generation, with->now, out, result);
}

json_t *run_session_reject(struct test_case *test) {
  static const library_call reject = {make_reject, read_swap, init_swap, sizeof(gws_session_swap), ALIKE};
  struct record_arguments with;
  memset(&with, 0, sizeof with);
  with.client = client(test);
  with.record = text(test, "record");
  with.generation = integer(test, "generation");
  with.now = integer(test, "now");
  test->last = 1;
  return call(test, &reject, &with);
}

static gws_status make_facts(const void *arguments, gws_output *out, void *result) {
  return gws_session_facts(arguments, out, result);
}

static void init_facts(void *result) {
  GWS_INIT(*(gws_session_record *)result);
}

static json_t *read_facts(struct test_case *test, const uint8_t *out, const void *result) {
  const gws_session_record *facts = result;
  json_t *fields = json_object();
  put(fields, "environment", span_text(test, out, facts->environment));
  put(fields, "client_id", span_text(test, out, facts->client_id));
  put(fields, "version", json_integer(facts->version));
  put(fields, "epoch", json_integer(facts->epoch));
  put(fields, "generation", json_integer(facts->generation));
  put(fields, "phase", span_text(test, out, facts->phase));
  put(fields, "access_expires_at", json_integer(facts->access_expires_at));
  put(fields, "refresh_at", json_integer(facts->refresh_at));
  put(fields, "stored_at", json_integer(facts->stored_at));
  return kept("out", fields);
}

json_t *run_session_facts(struct test_case *test) {
  static const library_call facts = {make_facts, read_facts, init_facts, sizeof(gws_session_record), ALIKE};
  const char *record = (const char *)filled(test, "record").start;
  test->last = 1;
  return call(test, &facts, record);
}

struct task_result {
  gws_session_task task;
  gws_http_request request;
};

static gws_status make_task(const void *session, gws_output *out, void *result) {
  struct task_result *made = result;
  return gws_session_next(session, out, &made->task, &made->request);
}

static void init_task(void *result) {
  struct task_result *made = result;
  memset(made, 0, sizeof *made);
  GWS_INIT(made->task);
  GWS_INIT(made->request);
}

static const char *said(const uint8_t *out, gws_span span) {
  return (const char *)(out + span.offset);
}

/* The step as the vectors write it. */
static json_t *read_task(struct test_case *test, const uint8_t *out, const void *result) {
  static const int32_t kinds[] = {GWS_REQUEST_KIND_REFRESH, GWS_REQUEST_KIND_INTROSPECT, GWS_REQUEST_KIND_REVOKE};
  const struct task_result *made = result;
  const gws_session_task *task = &made->task;
  const char *url = said(out, made->request.url), *body = said(out, made->request.body);
  json_t *fields = json_object(), *step = NULL;
  int sends = task->step >= GWS_SESSION_STEP_SEND && task->step <= GWS_SESSION_STEP_DISCARD;
  if (sends) {
    json_decref(read_request(test, out, &made->request));
  }
  if (made->request.kind != (sends ? kinds[task->step - GWS_SESSION_STEP_SEND] : GWS_REQUEST_KIND_NONE)) {
    fail(test, "is another", "request");
  }
  switch (task->step) {
  case GWS_SESSION_STEP_LOAD:
    step = json_string("load");
    break;
  case GWS_SESSION_STEP_SWAP:
    step = json_sprintf("swap %" JSON_INTEGER_FORMAT " %" JSON_INTEGER_FORMAT " %s", (json_int_t)task->expected_version,
                        (json_int_t)task->version, said(out, task->record));
    break;
  case GWS_SESSION_STEP_SEND:
    step = json_sprintf("send %" JSON_INTEGER_FORMAT " %s %s", (json_int_t)task->send_before, url, body);
    break;
  case GWS_SESSION_STEP_ASK:
    step = json_sprintf("ask %s %s", url, body);
    break;
  case GWS_SESSION_STEP_DISCARD:
    step = json_sprintf("discard %s %s", url, body);
    break;
  case GWS_SESSION_STEP_WAIT:
    step = json_sprintf("wait %u", (unsigned)task->seconds);
    break;
  case GWS_SESSION_STEP_USE:
    step = json_sprintf("use %" JSON_INTEGER_FORMAT " %" JSON_INTEGER_FORMAT " %s", (json_int_t)task->generation,
                        (json_int_t)task->refresh_from, said(out, task->token));
    break;
  case GWS_SESSION_STEP_LOGIN_REQUIRED:
    step = json_sprintf("login_required %s", said(out, task->reason));
    break;
  default:
    fail(test, "is none", "step");
  }
  put(fields, "step", step);
  put(fields, "problem", span_text(test, out, task->problem));
  return kept("out", fields);
}

static int is_word(const char *text_of, const char *word) {
  size_t length = strlen(word);
  return strncmp(text_of, word, length) == 0 && (text_of[length] == ' ' || text_of[length] == '\0');
}

/* Reports `NOW EVENT`, and what came with it. */
static gws_status report(struct test_case *test, gws_session *session, const char *event, gws_output *out) {
  static const char *const names[] = {"loaded", "stored", "not_stored", "not_sent", "no_reply", "reply", "waited"};
  char *rest;
  int64_t now = strtoll(event, &rest, 10);
  int32_t number = 0, status = 0;
  const char *bytes = NULL;
  rest += *rest == ' ';
  while (number < 7 && !is_word(rest, names[number])) {
    number++;
  }
  if (number == 7) {
    fail(test, "is no event", event);
    return GWS_STATUS_OK;
  }
  bytes = strchr(rest, ' ');
  bytes = bytes == NULL ? NULL : bytes + 1;
  if (number + 1 == GWS_SESSION_EVENT_REPLY && bytes != NULL) {
    status = (int32_t)strtol(bytes, &rest, 10);
    bytes = rest + (*rest == ' ');
  }
  return gws_session_report(session, number + 1, status, (const uint8_t *)bytes, bytes == NULL ? 0 : strlen(bytes), now, out);
}

/* Each event, and the step that it gives; one that is refused changes nothing. */
static json_t *walk(struct test_case *test, gws_session *session) {
  static const library_call task = {make_task, read_task, init_task, sizeof(struct task_result), ALIKE};
  json_t *fields = json_object(), *problem = NULL;
  char event[32], step[32];
  int place;
  gws_output out;
  GWS_INIT(out);
  for (place = 1; snprintf(event, sizeof event, "event_%d", place), has(test, event); place++) {
    gws_status status = report(test, session, text(test, event), &out);
    json_t *made = call(test, &task, session);
    snprintf(step, sizeof step, "step_%d", place);
    if (out.status != status || out.used != 0) {
      fail(test, "says something else", "out");
    }
    put(fields, step, status == GWS_STATUS_OK ? json_string(out_text(made, "step"))
                                              : json_sprintf("error %s", gws_status_code(status)));
    json_decref(problem);
    problem = json_deep_copy(json_object_get(json_object_get(made, "out"), "problem"));
    json_decref(made);
  }
  put(fields, "problem", problem);
  return kept("out", fields);
}

json_t *run_session_walk(struct test_case *test) {
  gws_client as = client(test);
  struct bytes attempt = hex(test, "attempt");
  uint32_t jitter = (uint32_t)optional_integer(test, "jitter", 0);
  gws_policy room_for_policy;
  const gws_policy *with = policy(test, &room_for_policy);
  gws_session *session = NULL;
  gws_session_rules rules;
  gws_output out;
  gws_status status;
  json_t *result;
  GWS_INIT(out);
  GWS_INIT(rules);
  rules.settle = (uint32_t)optional_integer(test, "settle", 0);
  rules.back_off = (uint32_t)optional_integer(test, "back_off", 0);
  rules.poll = (uint32_t)optional_integer(test, "poll", 0);
  rules.login_if_in_doubt = flag(test, "login_if_in_doubt", 0);
  rules.introspect_first = flag(test, "introspect_first", 0);
  status = gws_session_begin(&as, attempt.start, jitter, with, &rules, &out, &session);
  result = status == GWS_STATUS_OK ? walk(test, session) : error_of(gws_status_code(status));
  gws_session_end(session);
  return result;
}
