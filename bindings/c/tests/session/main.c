/* A session is kept between calls: each slip gives the right status, writes nothing else, and leaves the session as it was. */
#include <gws_auth.h>

#include <stdio.h>
#include <string.h>

enum { ROOM = 8192, UNTOUCHED = 0x5A };
static const int64_t NOW = 1790000000;
static const uint8_t attempt[16] = {1};
static uint8_t memory[ROOM];
static gws_output out;
static gws_client client;
static gws_session *session;
static gws_session_task task;
static gws_http_request request;
static char record[1024];
static int failures, checks;

static void check(int holds, const char *what) {
  checks++;
  if (!holds) {
    failures++;
    printf("FAILED %s\n", what);
  }
}

static void reset(void) {
  memset(memory, UNTOUCHED, ROOM);
  GWS_INIT(out);
  out.bytes = memory;
  out.capacity = ROOM;
}

/* Nothing was written but the status and the position. */
static int is(gws_status answer, gws_status wanted, size_t position) {
  size_t index = 0;
  while (index < ROOM && memory[index] == UNTOUCHED) {
    index++;
  }
  return answer == wanted && out.status == wanted && out.position == position && out.used == 0 && index == ROOM;
}

static gws_status begin(const gws_client *as, const uint8_t *bytes, const gws_session_rules *rules, gws_session **place) {
  reset();
  return gws_session_begin(as, bytes, 0, NULL, rules, &out, place);
}

static gws_status report(int32_t event, int32_t status, const char *bytes, size_t length, int64_t now) {
  reset();
  return gws_session_report(session, event, status, (const uint8_t *)bytes, length, now, &out);
}

static int32_t next(void) {
  reset();
  GWS_INIT(task);
  GWS_INIT(request);
  return gws_session_next(session, &out, &task, &request) == GWS_STATUS_OK ? task.step : GWS_SESSION_STEP_NONE;
}

static void try_begin(void) {
  gws_session *none = NULL;
  gws_session_rules rules;
  GWS_INIT(rules);
  check(is(begin(NULL, attempt, &rules, &none), GWS_STATUS_ARGUMENT_MISSING, 0), "no client");
  check(is(begin(&client, NULL, &rules, &none), GWS_STATUS_ARGUMENT_MISSING, 0), "no attempt");
  check(is(begin(&client, attempt, &rules, NULL), GWS_STATUS_ARGUMENT_MISSING, 0), "no place");
  check(gws_session_begin(&client, attempt, 0, NULL, &rules, NULL, &none) == GWS_STATUS_ARGUMENT_MISSING, "no output");
  rules.size = 3;
  check(is(begin(&client, attempt, &rules, &none), GWS_STATUS_STRUCT_SIZE, sizeof rules), "rules without their size");
  client.client_secret = NULL;
  check(is(begin(&client, attempt, NULL, &none), GWS_STATUS_CLIENT_AUTH_CHOICE, 0), "no secret");
  client.client_secret = "secret";
  check(none == NULL, "a place that was written");
}

static void try_slips(void) {
  static const int32_t no_event[] = {0, 8, -1, INT32_MAX};
  size_t index;
  check(next() == GWS_SESSION_STEP_LOAD, "the first step");
  reset();
  check(gws_session_report(NULL, GWS_SESSION_EVENT_LOADED, 0, NULL, 0, NOW, &out) == GWS_STATUS_ARGUMENT_MISSING, "no session");
  check(gws_session_report(session, GWS_SESSION_EVENT_LOADED, 0, NULL, 0, NOW, NULL) == GWS_STATUS_ARGUMENT_MISSING, "no output");
  for (index = 0; index < 4; index++) {
    check(is(report(no_event[index], 0, NULL, 0, NOW), GWS_STATUS_ARGUMENT_MISSING, 0), "a number that is no event");
  }
  check(is(report(GWS_SESSION_EVENT_LOADED, 0, NULL, 1, NOW), GWS_STATUS_ARGUMENT_MISSING, 0), "a length without bytes");
  check(is(report(GWS_SESSION_EVENT_LOADED, 0, record, SIZE_MAX, NOW), GWS_STATUS_ARGUMENT_MISSING, 0), "a length that is none");
  check(is(report(GWS_SESSION_EVENT_LOADED, 0, "ab\xFF", 3, NOW), GWS_STATUS_TEXT_NOT_UTF8, 2), "no UTF-8");
  check(is(report(GWS_SESSION_EVENT_LOADED, 0, "", 0, NOW), GWS_STATUS_SESSION_VERSION, 0), "an empty record");
  check(is(report(GWS_SESSION_EVENT_STORED, 0, NULL, 0, NOW), GWS_STATUS_SESSION_EVENT, 0), "out of turn");
  check(next() == GWS_SESSION_STEP_LOAD, "a slip has changed the step");
}

static void try_claim(void) {
  static const int32_t no_status[] = {99, 0, 600, 65535};
  size_t index;
  check(report(GWS_SESSION_EVENT_LOADED, 0, record, strlen(record), NOW + 3600) == GWS_STATUS_OK && out.used == 0, "loaded");
  check(next() == GWS_SESSION_STEP_SWAP && task.expected_version == 1 && task.version == 2 && gws_is_present(task.record) &&
            !gws_is_present(request.url),
        "a claim");
  check(report(GWS_SESSION_EVENT_STORED, 0, NULL, 0, NOW + 3600) == GWS_STATUS_OK, "stored");
  for (index = 0; index < 4; index++) {
    check(is(report(GWS_SESSION_EVENT_REPLY, no_status[index], "{}", 2, NOW + 3601), GWS_STATUS_STATUS_INVALID, 599), "no HTTP status");
  }
  check(is(report(GWS_SESSION_EVENT_REPLY, -1, "{}", 2, NOW + 3601), GWS_STATUS_ARGUMENT_MISSING, 0), "a negative status");
  check(next() == GWS_SESSION_STEP_SEND && task.send_before == NOW + 3630 && gws_is_present(request.url) &&
            !gws_is_present(task.record) && !gws_is_present(task.problem),
        "its request");
  check(report(GWS_SESSION_EVENT_REPLY, 502, NULL, 0, NOW + 3601) == GWS_STATUS_OK && next() == GWS_SESSION_STEP_WAIT &&
            task.seconds == 5 && strcmp(gws_text(&out, task.problem), "reply_unclear") == 0 && !gws_is_present(request.url),
        "a reply without a body");
}

int main(void) {
  gws_session_swap swap;
  GWS_INIT(client);
  client.environment = "test";
  client.client_id = "client";
  client.client_secret = "secret";
  GWS_INIT(swap);
  reset();
  check(gws_session_login(&client, "access", "refresh", 3600, NOW, NULL, NOW, NULL, &out, &swap) == GWS_STATUS_OK &&
            gws_copy(&out, swap.record, record, sizeof record),
        "a record");
  try_begin();
  check(begin(&client, attempt, NULL, &session) == GWS_STATUS_OK && session != NULL && out.used == 0, "good arguments");
  try_slips();
  try_claim();
  gws_session_end(session);
  gws_session_end(NULL);
  printf("session C: %d checks, %d failures\n", checks, failures);
  return failures == 0 ? 0 : 1;
}
