/*
 * Every pointer of every function is NULL in turn, every text is no UTF-8, every number is none of its enumeration, every
 * structure has a size of another version: each time there is the right status, and nothing is written that must not be.
 */
#include "harness.h"

#include <gws_auth.h>

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Puts `value` where a pointer is, and gives what was there. */
static const void *replace(void *place, const void *value) {
  const void *before;
  memcpy(&before, place, sizeof before);
  memcpy(place, &value, sizeof value);
  return before;
}

static void try_slots(const struct function *function) {
  const struct slot *slot;
  char name[32];
  for (slot = function->slots; slot->place != NULL; slot++) {
    const void *before = replace(slot->place, NULL);
    snprintf(name, sizeof name, "argument %d NULL", (int)(slot - function->slots) + 1);
    expect(function, slot->when_null, 0, name);
    check((slot->when_null == NEEDED) == (out.argument != NULL), function->name, "no name of an argument, or one without need");
    if (slot->is_text) {
      replace(slot->place, "ab\xFF");
      snprintf(name, sizeof name, "argument %d not UTF-8", (int)(slot - function->slots) + 1);
      expect(function, GWS_STATUS_TEXT_NOT_UTF8, 2, name);
      check(out.argument != NULL, function->name, "no name of a text that is no UTF-8");
    }
    replace(slot->place, before);
  }
}

static void try_outputs(const struct function *function) {
  reset(function);
  out.bytes = NULL;
  check(called(function) == NEEDED && nothing_was_written(function), function->name, "no memory, but a capacity");
  reset(function);
  out.bytes = NULL;
  out.capacity = 0;
  check(called(function) == GWS_STATUS_BUFFER_TOO_SMALL && out.position >= 1 && nothing_was_written(function),
        function->name, "asked for the size");
  reset(function);
  check(function->call(NULL, first.bytes, second.bytes) == NEEDED && nothing_was_written(function), function->name,
        "no output");
  reset(function);
  check(function->call(&out, NULL, second.bytes) == NEEDED && out.position == 0 && out.argument != NULL, function->name,
        "no first result");
  if (function->second > 0) {
    reset(function);
    check(function->call(&out, first.bytes, NULL) == NEEDED && nothing_was_written(function), function->name,
          "no second result");
  }
}

static void set_size(union result *result, uint32_t size) {
  memcpy(result->bytes, &size, sizeof size);
}

/* A header of another version: a longer structure is written as far as the library knows it, one whose size was never set, or
   is none at all, is refused. */
static void try_sizes(const struct function *function) {
  static const uint32_t none[] = {0, 1, 3, 2147483647u, 4294967295u};
  size_t index;
  reset(function);
  set_size(&first, function->first + 64);
  check(called(function) == GWS_STATUS_OK && is_untouched(first.bytes, function->first), function->name,
        "a newer header's result");
  for (index = 0; index < sizeof none / sizeof *none; index++) {
    reset(function);
    set_size(&first, none[index]);
    check(called(function) == GWS_STATUS_STRUCT_SIZE && is_untouched(memory, 0), function->name, "a size that is none");
    reset(function);
    out.size = none[index];
    check(called(function) == GWS_STATUS_STRUCT_SIZE && nothing_was_written(function), function->name,
          "an output without its size");
  }
}

/* What comes in from a newer header: zeros behind what the library knows are fine, anything else would be left out in silence. */
static void try_newer_arguments(void) {
  struct {
    gws_client known;
    char more[32];
  } newer;
  const struct function *refresh_function = find("gws_refresh_request");
  memset(&newer, 0, sizeof newer);
  newer.known = client;
  newer.known.size = sizeof newer;
  client_at = &newer.known;
  expect(refresh_function, GWS_STATUS_OK, 0, "a newer header's client");
  newer.more[31] = 1;
  expect(refresh_function, GWS_STATUS_STRUCT_SIZE, sizeof client, "a newer header's client that asks for more");
  client_at = &client;
}

/* What comes in from an older header: what it did not have is absent, whatever lies behind. */
static void try_older_arguments(void) {
  const struct function *function = find("gws_m2m_unsigned");
  claims.not_before = NOW + 1;
  expect(function, GWS_STATUS_CERTIFICATE_NOT_YET_VALID, 0, "a certificate that is not valid yet");
  claims.size = offsetof(gws_claims_to_sign, not_before);
  expect(function, GWS_STATUS_OK, 0, "an older header's claims");
  claims.size = sizeof claims;
  claims.not_before = GWS_NONE;
}

/* What goes out to an older header is written as far as that header knows it. */
static void try_older_result(void) {
  const struct function *function = find("gws_parse_token");
  size_t known = offsetof(gws_token_set, authorization);
  gws_token_set tokens;
  reset(function);
  fresh(&second, (uint32_t)known);
  check(called(function) == GWS_STATUS_OK && is_untouched(second.bytes, known), function->name, "written past an older result");
  memcpy(&tokens, second.bytes, known);
  check(tokens.size == known && tokens.expires_at == NOW + 28800, function->name, "another result for an older header");
}

/* 8-byte numbers and pointers may lie anywhere, as in packed records. */
static void try_unaligned(void) {
  static uint8_t place[sizeof(gws_token_set) + 1], reply_place[sizeof(gws_reply) + 1];
  gws_token_set tokens;
  const struct function *function = find("gws_parse_token");
  reset(function);
  gws_init(place + 1, sizeof tokens);
  gws_init(reply_place + 1, sizeof(gws_reply));
  check(parse(&out, reply_place + 1, place + 1) == GWS_STATUS_OK, "gws_parse_token", "unaligned");
  memcpy(&tokens, place + 1, sizeof tokens);
  check(tokens.expires_at == NOW + 28800 && strcmp(gws_text(&out, tokens.access_token), "a") == 0, "gws_parse_token",
        "another result when unaligned");
}

/* What goes in may lie in `out`. */
static void try_in_place(void) {
  gws_http_request request;
  const struct function *function = find("gws_refresh_request");
  const char *before = refresh_token;
  reset(function);
  memcpy(memory + 5, "in-place", 9);
  refresh_token = (const char *)memory + 5;
  GWS_INIT(request);
  check(refresh(&out, &request, NULL) == GWS_STATUS_OK &&
            strcmp(gws_text(&out, request.body), "grant_type=refresh_token&refresh_token=in-place") == 0,
        "gws_refresh_request", "an argument within the output");
  refresh_token = before;
}

static void try_names(void) {
  static const char *const names[] = {"arguments", "environment", "client_id", "redirect_uri", "entropy"};
  const struct function *function = find("gws_authorize");
  size_t index;
  for (index = 0; index < sizeof names / sizeof *names; index++) {
    const void *before = replace(function->slots[index].place, NULL);
    reset(function);
    check(called(function) == NEEDED && out.argument != NULL && strcmp(out.argument, names[index]) == 0, function->name, names[index]);
    replace(function->slots[index].place, before);
  }
  check(called(function) == GWS_STATUS_OK && out.argument == NULL, function->name, "the name of the call before");
  /* A header that does not know the name gets the rest. */
  reset(function);
  out.size = offsetof(gws_output, argument);
  out.argument = "untouched";
  check(called(function) == GWS_STATUS_OK && out.used > 0 && strcmp(out.argument, "untouched") == 0, function->name,
        "an older header's output");
}

static void try_helpers(void) {
  gws_http_request request;
  char copy[64], sentence[GWS_SENTENCE];
  reset(find("gws_refresh_request"));
  GWS_INIT(request);
  check(refresh(&out, &request, NULL) == GWS_STATUS_OK, "gws_refresh_request", "good arguments");
  check(gws_copy(&out, request.method, copy, sizeof copy) == 1 && strcmp(copy, "POST") == 0, "gws_copy", "differs");
  check(gws_copy(&out, request.method, copy, 4) == 0 && copy[0] == '\0', "gws_copy", "half a text");
  check(gws_is_present(request.method) && gws_bytes(&out, request.method)[0] == 'P', "gws_bytes", "differs");
  check(gws_status_sentence(GWS_STATUS_STATE_TOO_LONG, 199, sentence, sizeof sentence) == strlen(sentence) &&
            strstr(sentence, "199") != NULL && strstr(sentence, "state_too_long") != NULL,
        "gws_status_sentence", sentence);
  check(gws_status_sentence(GWS_STATUS_STATE_TOO_LONG, 199, NULL, 0) == strlen(sentence), "gws_status_sentence", "NULL");
  gws_wipe(memory, sizeof memory);
  check(memory[0] == 0 && memory[100] == 0, "gws_wipe", "left something");
  gws_wipe(NULL, 7);
}

/* Every text of the library is there, whatever is asked. */
static void try_words(void) {
  int32_t number;
  for (number = -2; number < 1000; number++) {
    check(gws_status_code(number)[0] && gws_status_message(number)[0] && gws_status_remedy(number)[0] &&
              gws_status_blame(number)[0],
          "gws_status_...", "no text");
    check(gws_request_kind_code(number) && gws_next_step_code(number) && gws_who_must_act_code(number) && gws_verdict_code(number) &&
              gws_warning_code((uint32_t)number) && gws_warning_text((uint32_t)number),
          "words", "NULL");
  }
  check(strcmp(gws_version(), GWS_VERSION) == 0, "gws_version", "another than the header's");
  check(strcmp(gws_status_code(GWS_STATUS_ARGUMENT_MISSING), "argument_missing") == 0, "gws_status_code", "differs");
}

static void try_number(const char *function, int32_t *place, const int32_t *values, size_t count, gws_status status,
                       size_t position) {
  int32_t before = *place;
  while (count > 0) {
    *place = values[--count];
    expect(find(function), status, position, "a number that is none of its kind");
  }
  *place = before;
}

static void try_numbers(void) {
  static const int32_t no_kind[] = {0, 6, -1, INT32_MAX}, other_kind[] = {1, 4, 5};
  static const int32_t no_status[] = {99, 0, 600, 65535}, no_form[] = {0, 3, -1}, no_way[] = {3, -1};
  static const int32_t not_valid[] = {0, 2, -1, INT32_MIN}, no_hint[] = {3, -1};
  try_number("gws_parse_token", &kind, no_kind, 4, NEEDED, 0);
  try_number("gws_parse_token", &kind, other_kind, 3, GWS_STATUS_REQUEST_KIND_INVALID, 0);
  try_number("gws_parse_token", &http_status, no_status, 4, GWS_STATUS_STATUS_INVALID, 599);
  try_number("gws_no_reply", &kind, no_kind, 4, NEEDED, 0);
  try_number("gws_introspect_request", &hint, no_hint, 2, NEEDED, 0);
  try_number("gws_m2m_unsigned", &claims.no_start_logon, no_way, 2, NEEDED, 0);
  try_number("gws_m2m_attach", &form, no_form, 3, NEEDED, 0);
  /* OpenSSL's -1 for "could not verify" must not pass. */
  try_number("gws_m2m_verify_finish", &signature_valid, not_valid, 4, GWS_STATUS_SIGNATURE_INVALID, 0);
  body_length = SIZE_MAX;
  expect(find("gws_parse_token"), NEEDED, 0, "a length that no memory has");
  body_length = sizeof body - 1;
}

static int prepare(void) {
  static const uint8_t attempt[16] = {1};
  gws_session_swap swap;
  gws_login login;
  gws_unsigned_token input;
  gws_signed_token result;
  size_t index;
  for (index = 0; index < sizeof entropy; index++) {
    entropy[index] = (uint8_t)(index + 1);
    ones[index] = 1;
  }
  GWS_INIT(login_arguments);
  login_arguments.environment = environment;
  login_arguments.client_id = "client";
  login_arguments.redirect_uri = redirect_uri;
  login_arguments.entropy = entropy;
  login_arguments.entropy_length = sizeof entropy;
  login_arguments.now = NOW;
  login_arguments.state = "state";
  login_arguments.code_verifier = "0123456789012345678901234567890123456789012";
  GWS_INIT(client);
  client.environment = environment;
  client.client_id = "client";
  client.client_secret = "secret";
  GWS_INIT(policy);
  GWS_INIT(rules);
  rules.redirect_uris = uris;
  rules.redirect_uri_count = 1;
  rules.revocation = 1;
  GWS_INIT(certificate);
  certificate.thumbprint = thumbprint;
  GWS_INIT(claims);
  claims.algorithm = "ES256";
  claims.certificate = &certificate;
  claims.iss = "issuer";
  claims.start_logon = "jsmith";
  GWS_INIT(expected);
  expected.sub = thumbprint;
  expected.iss = "issuer";
  GWS_INIT(signing_files);
  signing_files.certificate = file_at;
  signing_files.certificate_length = sizeof certificate_file - 1;
  signing_files.key = private_at;
  signing_files.key_length = sizeof private_key - 1;
  signing_files.other = file_at;
  signing_files.other_length = sizeof certificate_file - 1;
  GWS_INIT(mtls_files);
  mtls_files.chain = chain;
  mtls_files.chain_lengths = chain_lengths;
  mtls_files.chain_count = 1;
  mtls_files.key = private_at;
  mtls_files.key_length = sizeof private_key - 1;
  mtls_files.signing = file_at;
  mtls_files.signing_length = sizeof certificate_file - 1;
  reset(&functions[0]);
  GWS_INIT(login);
  GWS_INIT(input);
  GWS_INIT(result);
  if (authorize(&out, &login, NULL) != GWS_STATUS_OK || !gws_copy(&out, login.pending, pending, sizeof pending)) {
    return 0;
  }
  snprintf(landing, sizeof landing, "%s?code=abc&state=state", redirect_uri);
  if (unsigned_token(&out, &input, NULL) != GWS_STATUS_OK ||
      !gws_copy(&out, input.signing_input, signing_input, sizeof signing_input)) {
    return 0;
  }
  if (attach(&out, &result, NULL) != GWS_STATUS_OK || !gws_copy(&out, result.token, token, sizeof token)) {
    return 0;
  }
  before_at = NULL;
  GWS_INIT(swap);
  if (session_login(&out, &swap, NULL) != GWS_STATUS_OK || !gws_copy(&out, swap.record, record, sizeof record) ||
      gws_session_begin(client_at, attempt, 0, policy_at, NULL, &out, &session) != GWS_STATUS_OK) {
    return 0;
  }
  before_at = record;
  GWS_INIT(result);
  return sign(&out, &result, NULL) == GWS_STATUS_OK && gws_copy(&out, result.token, made, sizeof made);
}

int main(void) {
  const struct function *function;
  check(prepare(), "prepare", "the good arguments are not good");
  for (function = functions; function < functions + sizeof functions / sizeof *functions; function++) {
    expect(function, GWS_STATUS_OK, 0, "good arguments");
    try_outputs(function);
    try_slots(function);
    try_sizes(function);
  }
  try_numbers();
  try_newer_arguments();
  try_older_arguments();
  try_older_result();
  try_unaligned();
  try_in_place();
  try_names();
  try_helpers();
  try_words();
  gws_session_end(session);
  printf("null pointers C: %d checks, %d failures\n", checks, failures);
  return failures == 0 ? 0 : 1;
}
