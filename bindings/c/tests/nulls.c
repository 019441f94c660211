/*
 * Every pointer of every function is NULL in turn, every text is no UTF-8, every number is none of its enumeration: each time
 * there is the right status, and nothing is written.
 */
#include <gws_auth.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROOM = 8192, UNTOUCHED = 0x5A };
static const int64_t NOW = 1790000000;
static int failures, checks;

static void check(int holds, const char *function, const char *what) {
  checks++;
  if (!holds) {
    failures++;
    printf("FAILED %s: %s\n", function, what);
  }
}

/* The arguments, all good; what a slot points to is changed and restored. */
static uint8_t entropy[64];
static uint8_t ones[64];
static const char body[] = "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":28800}";
static char pending[1024], landing[1024], signing_input[1024], token[1024];
static const uint8_t *entropy_at = entropy, *signature_at = ones, *body_at = (const uint8_t *)body;
static const char *environment = "test", *client_id = "client", *redirect_uri = "https://client.example/return";
static const char *pending_at = pending, *landing_at = landing, *input_at = signing_input, *token_at = token;
static const char *refresh_token = "refresh";
static const int64_t sent_at = 1790000000, *sent_at_at = &sent_at;
static const uint32_t lifetime = 600;
static gws_login_options options = {"state", "0123456789012345678901234567890123456789012", 0, 0};
static gws_client client = {"test", "client", "secret", NULL};
static gws_policy policy;
static gws_certificate certificate = {"0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF", NULL, NULL, 0};
static gws_claims_to_sign claims;
static gws_expected_certificate expected_certificate;
static gws_expected_claims expected = {"issuer", NULL, &expected_certificate, &lifetime};
static const gws_login_options *options_at = &options;
static const gws_client *client_at = &client;
static const gws_policy *policy_at = &policy;
static const gws_claims_to_sign *claims_at = &claims;
static const gws_expected_claims *expected_at = &expected;

typedef gws_status (*library_call)(uint8_t *out, size_t capacity, size_t *at, void *result);

static gws_status authorize(uint8_t *out, size_t capacity, size_t *at, void *result) {
  return gws_authorize(environment, client_id, redirect_uri, entropy_at, sizeof entropy, options_at, NOW, out, capacity, at,
                       result);
}

static gws_status exchange(uint8_t *out, size_t capacity, size_t *at, void *result) {
  return gws_exchange_request(pending_at, landing_at, client_at, NOW, policy_at, out, capacity, at, result);
}

static gws_status refresh(uint8_t *out, size_t capacity, size_t *at, void *result) {
  return gws_refresh_request(client_at, refresh_token, policy_at, out, capacity, at, result);
}

static int32_t kind = GWS_REQUEST_KIND_CODE, http_status = 200;
static size_t body_length = sizeof body - 1;

static gws_status parse(uint8_t *out, size_t capacity, size_t *at, void *result) {
  return gws_parse_token(kind, http_status, body_at, body_length, sent_at_at, policy_at, out, capacity, at, result);
}

static const int32_t *http_status_at = &http_status;

static gws_status next_step(uint8_t *out, size_t capacity, size_t *at, void *result) {
  return gws_next_step_after(kind, http_status_at, out, capacity, at, result);
}

static gws_status unsigned_token(uint8_t *out, size_t capacity, size_t *at, void *result) {
  return gws_m2m_unsigned(claims_at, NOW, out, capacity, at, result);
}

static int32_t form = GWS_SIGNATURE_FORM_RAW;

static gws_status attach(uint8_t *out, size_t capacity, size_t *at, void *result) {
  return gws_m2m_attach(input_at, signature_at, sizeof ones, form, out, capacity, at, result);
}

static gws_status begin(uint8_t *out, size_t capacity, size_t *at, void *result) {
  return gws_m2m_verify_begin(token_at, out, capacity, at, result);
}

static int32_t signature_valid = 1;

static gws_status finish(uint8_t *out, size_t capacity, size_t *at, void *result) {
  return gws_m2m_verify_finish(token_at, signature_valid, expected_at, NOW, out, capacity, at, result);
}

/* A pointer that is passed in, what NULL gives there, and whether it is a text. */
struct slot {
  void *place;
  gws_status when_null;
  int is_text;
};

enum { NEEDED = GWS_STATUS_ARGUMENT_MISSING, OPTIONAL = GWS_STATUS_OK, TEXT = 1, MOST_SLOTS = 12 };

#define POLICY {&policy_at, OPTIONAL, 0}
#define CLIENT                                                                                     \
  {&client_at, NEEDED, 0}, {&client.environment, NEEDED, TEXT}, {&client.client_id, NEEDED, TEXT}, \
      {&client.client_secret, GWS_STATUS_CLIENT_AUTH_CHOICE, TEXT}, {&client.relay_url, GWS_STATUS_OK, TEXT}

enum { AUTHORIZE, EXCHANGE, REFRESH, PARSE, NEXT_STEP, UNSIGNED, ATTACH, BEGIN, FINISH };

static const struct function {
  const char *name;
  library_call call;
  struct slot slots[MOST_SLOTS];
} functions[] = {
    [AUTHORIZE] = {"gws_authorize",
     authorize,
     {{&environment, NEEDED, TEXT},
      {&client_id, NEEDED, TEXT},
      {&redirect_uri, NEEDED, TEXT},
      {&entropy_at, NEEDED, 0},
      {&options_at, OPTIONAL, 0},
      {&options.state, OPTIONAL, TEXT},
      {&options.code_verifier, OPTIONAL, TEXT}}},
    [EXCHANGE] = {"gws_exchange_request", exchange, {{&pending_at, NEEDED, TEXT}, {&landing_at, NEEDED, TEXT}, CLIENT, POLICY}},
    [REFRESH] = {"gws_refresh_request", refresh, {CLIENT, {&refresh_token, NEEDED, TEXT}, POLICY}},
    [PARSE] = {"gws_parse_token", parse, {{&body_at, NEEDED, 0}, {&sent_at_at, OPTIONAL, 0}, POLICY}},
    [NEXT_STEP] = {"gws_next_step_after", next_step, {{&http_status_at, OPTIONAL, 0}}},
    [UNSIGNED] = {"gws_m2m_unsigned",
     unsigned_token,
     {{&claims_at, NEEDED, 0},
      {&claims.algorithm, NEEDED, TEXT},
      {&claims.certificate.thumbprint, GWS_STATUS_CERTIFICATE_CHOICE, TEXT},
      {&claims.certificate.thumbprint_sha1, OPTIONAL, TEXT},
      {&claims.iss, NEEDED, TEXT},
      {&claims.start_logon, OPTIONAL, TEXT},
      {&claims.lifetime, OPTIONAL, 0}}},
    [ATTACH] = {"gws_m2m_attach", attach, {{&input_at, NEEDED, TEXT}, {&signature_at, NEEDED, 0}}},
    [BEGIN] = {"gws_m2m_verify_begin", begin, {{&token_at, NEEDED, TEXT}}},
    [FINISH] = {"gws_m2m_verify_finish",
     finish,
     {{&token_at, NEEDED, TEXT},
      {&expected_at, OPTIONAL, 0},
      {&expected.iss, OPTIONAL, TEXT},
      {&expected.sub, OPTIONAL, TEXT},
      {&expected.certificate, OPTIONAL, 0},
      {&expected_certificate.certificate.thumbprint, GWS_STATUS_CERTIFICATE_CHOICE, TEXT},
      {&expected.leeway, OPTIONAL, 0}}},
};

static uint8_t out[ROOM];
/* Aligned for every result. */
static union {
  uint8_t bytes[ROOM];
  gws_exchange exchange;
  gws_token_reply reply;
} room;
static uint8_t *const result = room.bytes;
static size_t at;

static int is_untouched(const uint8_t *bytes) {
  size_t index;
  for (index = 0; index < ROOM; index++) {
    if (bytes[index] != UNTOUCHED) {
      return 0;
    }
  }
  return 1;
}

static void reset(void) {
  memset(out, UNTOUCHED, sizeof out);
  memset(result, UNTOUCHED, ROOM);
  at = 99;
}

/* Calls with all outputs in place. */
static void expect(const struct function *function, gws_status status, size_t position, const char *what) {
  gws_status answer;
  reset();
  answer = function->call(out, sizeof out, &at, result);
  if (answer != status) {
    printf("%s: %s\n", function->name, gws_status_code(answer));
  }
  check(answer == status, function->name, what);
  if (status != GWS_STATUS_OK) {
    check(at == position, function->name, "another position");
    check(is_untouched(out) && is_untouched(result), function->name, "a call that failed wrote something");
  }
}

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
    if (slot->is_text) {
      replace(slot->place, "ab\xFF");
      snprintf(name, sizeof name, "argument %d not UTF-8", (int)(slot - function->slots) + 1);
      expect(function, GWS_STATUS_TEXT_NOT_UTF8, 2, name);
    }
    replace(slot->place, before);
  }
}

static void try_outputs(const struct function *function) {
  gws_status status;
  reset();
  status = function->call(NULL, 1, &at, result);
  check(status == NEEDED && at == 0 && is_untouched(result), function->name, "no memory, but a capacity");
  reset();
  status = function->call(NULL, 0, &at, result);
  check(status == GWS_STATUS_BUFFER_TOO_SMALL && at > 1 && is_untouched(result), function->name, "asked for the size");
  reset();
  status = function->call(out, sizeof out, NULL, result);
  check(status == NEEDED && is_untouched(out) && is_untouched(result), function->name, "no place for the number");
  reset();
  status = function->call(out, sizeof out, &at, NULL);
  check(status == NEEDED && at == 0 && is_untouched(out), function->name, "no place for the result");
}

/* Every text of the library is there, whatever is asked. */
static void try_words(void) {
  int32_t number;
  for (number = -2; number < 1000; number++) {
    check(gws_status_code(number)[0] && gws_status_message(number)[0] && gws_status_remedy(number)[0] &&
              gws_status_blame(number)[0],
          "gws_status_...", "no text");
    check(gws_request_kind_code(number) && gws_next_step_code(number) && gws_who_must_act_code(number), "words", "NULL");
  }
  check(strcmp(gws_version(), GWS_VERSION) == 0, "gws_version", "another than the header's");
  check(strcmp(gws_status_code(GWS_STATUS_ARGUMENT_MISSING), "argument_missing") == 0, "gws_status_code", "differs");
}

static void try_number(size_t function, int32_t *place, const int32_t *values, size_t count, gws_status status) {
  int32_t before = *place;
  while (count > 0) {
    *place = values[--count];
    expect(&functions[function], status, 0, "a number that is none of its kind");
  }
  *place = before;
}

static void try_numbers(void) {
  static const int32_t no_kind[] = {0, 6, -1, INT32_MAX}, other_kind[] = {1, 4, 5}, no_status[] = {-1, 65536, INT32_MIN};
  static const int32_t no_form[] = {0, 3, -1}, no_way[] = {3, -1}, not_valid[] = {0, 2, -1, INT32_MIN};
  try_number(PARSE, &kind, no_kind, 4, NEEDED);
  try_number(PARSE, &kind, other_kind, 3, GWS_STATUS_REQUEST_KIND_INVALID);
  try_number(PARSE, &http_status, no_status, 3, NEEDED);
  try_number(NEXT_STEP, &kind, no_kind, 4, NEEDED);
  try_number(NEXT_STEP, &http_status, no_status, 3, NEEDED);
  try_number(UNSIGNED, &claims.no_start_logon, no_way, 2, NEEDED);
  try_number(ATTACH, &form, no_form, 3, NEEDED);
  /* OpenSSL's -1 for "could not verify" must not pass. */
  try_number(FINISH, &signature_valid, not_valid, 4, GWS_STATUS_SIGNATURE_INVALID);
  body_length = SIZE_MAX;
  expect(&functions[PARSE], NEEDED, 0, "a length that no memory has");
  body_at = NULL;
  body_length = 0;
  expect(&functions[PARSE], GWS_STATUS_REPLY_EMPTY, 200, "no body at all");
  body_at = (const uint8_t *)body;
  body_length = sizeof body - 1;
}

/* Nothing named is the same as the defaults, named. */
static void try_defaults(void) {
  static uint8_t first[ROOM];
  gws_login_options zeros;
  memset(&zeros, 0, sizeof zeros);
  options_at = NULL;
  expect(&functions[AUTHORIZE], GWS_STATUS_OK, 0, "without options");
  memcpy(first, out, sizeof first);
  options_at = &zeros;
  expect(&functions[AUTHORIZE], GWS_STATUS_OK, 0, "with options of zeros");
  check(memcmp(first, out, sizeof first) == 0, "gws_authorize", "zeros are not the defaults");
  options_at = &options;
  policy_at = NULL;
  expect(&functions[EXCHANGE], GWS_STATUS_OK, 0, "without a policy");
  check(room.exchange.request.transport.timeout == policy.request_timeout, "gws_policy_init", "differs");
  policy_at = &policy;
  check(gws_policy_init(NULL) == NEEDED, "gws_policy_init", "NULL");
}

/* Copies a result's text. */
static void keep(char *to, gws_span span) {
  memcpy(to, out + span.offset, span.length + 1);
}

static int prepare(void) {
  static union {
    gws_login login;
    gws_unsigned_token input;
    gws_signed_token made;
  } got;
  size_t index;
  for (index = 0; index < sizeof entropy; index++) {
    entropy[index] = (uint8_t)(index + 1);
    ones[index] = 1;
  }
  claims.algorithm = "ES256";
  claims.certificate = certificate;
  claims.iss = "issuer";
  claims.start_logon = "jsmith";
  claims.lifetime = &lifetime;
  expected_certificate.certificate = certificate;
  expected_certificate.not_before = NOW - 1000;
  expected_certificate.not_after = NOW + 1000;
  if (gws_policy_init(&policy) != GWS_STATUS_OK || authorize(out, sizeof out, &at, &got.login) != GWS_STATUS_OK) {
    return 0;
  }
  keep(pending, got.login.pending);
  snprintf(landing, sizeof landing, "%s?code=abc&state=state", redirect_uri);
  if (unsigned_token(out, sizeof out, &at, &got.input) != GWS_STATUS_OK) {
    return 0;
  }
  keep(signing_input, got.input.signing_input);
  if (attach(out, sizeof out, &at, &got.made) != GWS_STATUS_OK) {
    return 0;
  }
  keep(token, got.made.token);
  return 1;
}

int main(void) {
  const struct function *function;
  check(prepare(), "prepare", "the good arguments are not good");
  for (function = functions; function < functions + sizeof functions / sizeof *functions; function++) {
    expect(function, GWS_STATUS_OK, 0, "good arguments");
    try_outputs(function);
    try_slots(function);
  }
  try_numbers();
  try_defaults();
  try_words();
  printf("null pointers C: %d checks, %d failures\n", checks, failures);
  return failures == 0 ? 0 : 1;
}
