/*
 * A session: an access token that is good now, for any number of processes that share one token set. `access_token` is the loop,
 * file_store.c the store. The rest tries it against the simulator, which stands in Inland Revenue's place and counts what really
 * happened. GWS_SIMULATOR_BIN names its program.
 */
#include "browser.h"
#include "file_store.h"
#include "simulator.h"

#include <curl/curl.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LONGEST_TOKEN = 4096, LIFE = 28800 };
static uint8_t memory[GWS_ENOUGH];
static gws_output out;
static const char redirect_uri[] = "https://client.example.com/return";

/* This machine's clock, which the tests move. A program whose store has a clock of its own takes that. */
static int64_t ahead;

static int64_t now(void) {
  return time(NULL) + ahead;
}

static void wait_seconds(uint32_t seconds) {
  ahead += seconds;
}

/* A part of the last result as a C string. */
static const char *text(gws_span span) {
  return gws_text(&out, span);
}

static int went_well(const char *step, gws_status status) {
  char sentence[GWS_SENTENCE];
  if (status != GWS_STATUS_OK) {
    gws_output_sentence(&out, sentence, sizeof sentence);
    fprintf(stderr, "%s: %s\n", step, sentence);
  }
  return status == GWS_STATUS_OK;
}

/* Sends a request once; what came of it is an event. libcurl does not say whether anything was sent. */
static int32_t sent(const gws_http_request *request, struct reply *reply) {
  return http_send(&out, request, reply) ? GWS_SESSION_EVENT_REPLY : GWS_SESSION_EVENT_NO_REPLY;
}

/* Carries out one step: what came of it is an event, with a record or a reply; 0 at the end. */
static int32_t carry_out(const gws_session_task *task, const gws_http_request *request, const char *path, struct reply *reply) {
  char *record;
  switch (task->step) {
  case GWS_SESSION_STEP_LOAD:
    if (!file_load(path, &record)) {
      return 0;
    }
    reply->body = (uint8_t *)record;
    reply->length = record == NULL ? 0 : strlen(record);
    return GWS_SESSION_EVENT_LOADED;
  case GWS_SESSION_STEP_SWAP:
    return file_swap(path, text(task->record), task->expected_version) ? GWS_SESSION_EVENT_STORED : GWS_SESSION_EVENT_NOT_STORED;
  case GWS_SESSION_STEP_SEND:
    return now() > task->send_before ? GWS_SESSION_EVENT_NOT_SENT : sent(request, reply);
  case GWS_SESSION_STEP_ASK:
    return sent(request, reply);
  case GWS_SESSION_STEP_DISCARD:
    sent(request, reply);
    return GWS_SESSION_EVENT_WAITED;
  case GWS_SESSION_STEP_WAIT:
    /* fix_configuration, fix_credentials: a person has to act, and no wait helps. */
    if (strncmp(text(task->problem), "fix_", 4) == 0) {
      return 0;
    }
    wait_seconds(task->seconds);
    return GWS_SESSION_EVENT_WAITED;
  default:
    return 0;
  }
}

/*
 * The loop: each step is carried out, and what came of it reported. Gives the last step, with GWS_SESSION_STEP_USE the access
 * token in `said`, with GWS_SESSION_STEP_LOGIN_REQUIRED the reason. Any other step: it failed, and nothing is lost.
 */
static int32_t access_token(const gws_client *as, const char *path, char *said, size_t size) {
  gws_session *session = NULL;
  gws_session_task task;
  gws_http_request request;
  uint8_t random[17] = {0};
  int32_t event = RAND_bytes(random, sizeof random);
  gws_status status = gws_session_begin(as, random, random[16] % 120u, NULL, NULL, &out, &session);
  GWS_INIT(task);
  GWS_INIT(request);
  while (event > 0 && went_well("session", status) &&
         went_well("gws_session_next", gws_session_next(session, &out, &task, &request))) {
    struct reply reply = {0};
    event = carry_out(&task, &request, path, &reply);
    if (event > 0) {
      status = gws_session_report(session, event, reply.status, reply.body, reply.length, now(), &out);
    }
    /* A program keeps the body where `problem` is reply_unclear: it may hold the only tokens. */
    http_forget(&reply);
  }
  gws_copy(&out, task.step == GWS_SESSION_STEP_USE ? task.token : task.reason, said, size);
  gws_session_end(session);
  gws_wipe(memory, sizeof memory);
  return task.step;
}

/* What a login or a log-out makes of the record that is stored. */
typedef gws_status (*change)(const gws_client *as, const char *before, const gws_token_set *tokens, gws_session_swap *swap,
                             gws_http_request *request);

static gws_status login_change(const gws_client *as, const char *before, const gws_token_set *tokens, gws_session_swap *swap,
                               gws_http_request *request) {
  (void)request;
  return gws_session_login(as, text(tokens->access_token), text(tokens->refresh_token), tokens->expires_in, tokens->sent_at,
                           before, now(), NULL, &out, swap);
}

static gws_status logout_change(const gws_client *as, const char *before, const gws_token_set *tokens, gws_session_swap *swap,
                                gws_http_request *request) {
  (void)tokens;
  return gws_session_logout(as, before, now(), NULL, &out, swap, request);
}

/* Stores it. Where others log in and out, too, load and make it again when another one was quicker. */
static int store(const gws_client *as, const char *path, change make, const gws_token_set *tokens, gws_http_request *request) {
  char *before;
  int stored;
  gws_session_swap swap;
  GWS_INIT(swap);
  if (!file_load(path, &before)) {
    return 0;
  }
  stored = went_well("session", make(as, before, tokens, &swap, request)) &&
           file_swap(path, text(swap.record), swap.expected_version);
  if (before != NULL) {
    gws_wipe(before, strlen(before));
  }
  free(before);
  return stored;
}

/* The customer logs in; what comes back becomes the session. */
static int log_in(const gws_client *as, const char *path) {
  uint8_t entropy[64];
  gws_login_arguments with;
  gws_login login;
  gws_reply said;
  gws_http_request request;
  gws_token_set tokens;
  struct reply reply;
  char pending[1024], landing[2048];
  int64_t sent_at = now();
  int done;
  GWS_INIT(with);
  GWS_INIT(login);
  GWS_INIT(said);
  GWS_INIT(request);
  GWS_INIT(tokens);
  with.environment = as->environment;
  with.client_id = as->client_id;
  with.redirect_uri = redirect_uri;
  with.entropy = entropy;
  with.entropy_length = sizeof entropy;
  with.now = now();
  done = RAND_bytes(entropy, sizeof entropy) == 1 && went_well("gws_authorize", gws_authorize(&with, &out, &login)) &&
         gws_copy(&out, login.pending, pending, sizeof pending) &&
         browser_walk(text(login.url), "jsmith", "Kowhai-1", landing, sizeof landing) &&
         went_well("gws_exchange_request",
                   gws_exchange_request(pending, landing, as, now(), NULL, &out, &said, &request)) &&
         said.outcome == GWS_GRANTED && http_send(&out, &request, &reply);
  gws_wipe(entropy, sizeof entropy);
  gws_wipe(pending, sizeof pending);
  if (!done) {
    return 0;
  }
  done = went_well("gws_parse_token", gws_parse_token(request.kind, reply.status, reply.body, reply.length, sent_at, NULL, &out,
                                                      &said, &tokens)) &&
         said.outcome == GWS_GRANTED && store(as, path, login_change, &tokens, NULL);
  http_forget(&reply);
  return done;
}

/* The tombstone first, then the revocation (REVOKE-1). */
static int log_out(const gws_client *as, const char *path) {
  gws_http_request request;
  struct reply reply;
  int done;
  GWS_INIT(request);
  done = store(as, path, logout_change, NULL, &request) && gws_is_present(request.url) && http_send(&out, &request, &reply);
  if (done) {
    done = reply.status == 200;
    http_forget(&reply);
  }
  return done;
}

static int check(int holds, const char *what) {
  printf("%s: %s\n", what, holds ? "ok" : "FAILED");
  return holds;
}

/* What a session is for, against what the simulator counted. */
static int try_session(const struct simulator *simulator, const gws_client *as, const char *path) {
  static char first[LONGEST_TOKEN], other[LONGEST_TOKEN];
  int holds = check(access_token(as, path, first, sizeof first) == GWS_SESSION_STEP_LOGIN_REQUIRED &&
                        strcmp(first, "no_session") == 0,
                    "no session yet");
  holds &= check(log_in(as, path) && access_token(as, path, first, sizeof first) == GWS_SESSION_STEP_USE, "an access token after the login");
  holds &= check(access_token(as, path, other, sizeof other) == GWS_SESSION_STEP_USE && strcmp(first, other) == 0 &&
                     simulator_count(simulator, "refresh_tokens_consumed") == 0,
                 "the next one comes from the record");
  ahead += LIFE;
  holds &= check(access_token(as, path, other, sizeof other) == GWS_SESSION_STEP_USE && strcmp(first, other) != 0 &&
                     simulator_count(simulator, "refresh_tokens_consumed") == 1,
                 "refreshed when it is due");
  ahead += LIFE;
  holds &= check(simulator_strike(simulator, "refresh", "lost_before") &&
                     access_token(as, path, first, sizeof first) == GWS_SESSION_STEP_USE && strcmp(first, other) != 0 &&
                     simulator_count(simulator, "introspections") == 2 &&
                     simulator_count(simulator, "refresh_tokens_consumed") == 2,
                 "a lost request is recovered");
  ahead += LIFE;
  holds &= check(simulator_strike(simulator, "refresh", "lost_after") &&
                     access_token(as, path, other, sizeof other) == GWS_SESSION_STEP_LOGIN_REQUIRED &&
                     strcmp(other, "lost") == 0 && simulator_count(simulator, "refresh_tokens_consumed") == 3,
                 "a reply that is lost after all asks for a login");
  holds &= check(log_in(as, path) && access_token(as, path, other, sizeof other) == GWS_SESSION_STEP_USE, "which mends it");
  holds &= check(log_out(as, path) && access_token(as, path, first, sizeof first) == GWS_SESSION_STEP_LOGIN_REQUIRED &&
                     strcmp(first, "ended") == 0,
                 "a log-out ends it");
  gws_wipe(first, sizeof first);
  gws_wipe(other, sizeof other);
  return holds & check(simulator_count(simulator, "refresh_tokens_reused") == 0, "no consumed refresh token was sent");
}

int main(void) {
  struct simulator simulator = {0};
  const char *temporary = getenv("TMPDIR");
  char folder[512], path[520], beside[528];
  gws_client as;
  int holds = 0;
  GWS_INIT(out);
  out.bytes = memory;
  out.capacity = sizeof memory;
  GWS_INIT(as);
  as.client_id = "SmartCloud_Payroll";
  as.client_secret = "simulator-Cloud-Secret-1";
  curl_global_init(CURL_GLOBAL_DEFAULT);
  snprintf(folder, sizeof folder, "%s/gws-session-XXXXXX", temporary == NULL ? "." : temporary);
  if (mkdtemp(folder) != NULL && simulator_start(&simulator)) {
    as.environment = simulator.url;
    snprintf(path, sizeof path, "%s/weka", folder);
    holds = try_session(&simulator, &as, path);
    snprintf(beside, sizeof beside, "%s.lock", path);
    holds &= remove(path) == 0 && remove(beside) == 0 && rmdir(folder) == 0;
  }
  simulator_stop(&simulator);
  curl_global_cleanup();
  printf("session C: %s\n", holds ? "used, refreshed, recovered, lost, ended" : "FAILED");
  return holds ? 0 : 1;
}
