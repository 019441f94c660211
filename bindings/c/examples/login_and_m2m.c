/*
 * A login, two token requests and one machine-to-machine (M2M) token, whole: against the simulator, which stands in Inland
 * Revenue's place. GWS_SIMULATOR_BIN names its program.
 */
#include "browser.h"
#include "signer.h"
#include "simulator.h"

#include <curl/curl.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define ISSUER "www.payroll.example"

/* Enough for every result. GWS_STATUS_BUFFER_TOO_SMALL would say how much is. */
enum { ROOM = 70000, LONGEST_TOKEN = 4096 };
static uint8_t out[ROOM];

static const gws_client client = {NULL, "SmartCloud_Payroll", "simulator-Cloud-Secret-1", NULL};
static const char redirect_uri[] = "https://client.example.com/return";

/* A part of `out` as a C string. */
static const char *text(gws_span span) {
  return (const char *)(out + span.offset);
}

/* Whether a call went well; if not, what to tell a person. Nothing in it is secret. `at` is a pointer because C may read
   arguments before it makes the call that is one of them. */
static int went_well(const char *step, gws_status status, const size_t *at) {
  if (status != GWS_STATUS_OK) {
    fprintf(stderr, "%s: %s (%s, at %zu): %s\n", step, gws_status_message(status), gws_status_code(status), *at,
            gws_status_remedy(status));
  }
  return status == GWS_STATUS_OK;
}

/* A refusal is an answer. A program goes by next_step, a person by the texts. */
static int was_refused(const gws_refusal *refusal) {
  fprintf(stderr, "refused with status %d: %s; next: %s\n", refusal->status, text(refusal->meaning),
          gws_next_step_code(refusal->next_step));
  return 0;
}

/* Sends a request once and reads the reply. The next refresh token is kept first: the one that was sent is used up. */
static int token_request(const gws_request *request, char *access_token, char *refresh_token) {
  struct reply reply;
  gws_token_reply result;
  gws_status status;
  size_t at;
  int64_t sent_at = time(NULL);
  int granted = 0;
  if (!http_send(out, request, &reply)) {
    /* Nothing is known: a refresh token may have been used up. Wait four minutes, then introspect it (REFRESH-3). */
    fprintf(stderr, "no reply\n");
    return 0;
  }
  status = gws_parse_token(request->kind, reply.status, reply.body, reply.length, &sent_at, NULL, out, sizeof out, &at,
                           &result);
  http_forget(&reply);
  if (!went_well("gws_parse_token", status, &at)) {
    return 0;
  }
  if (result.outcome == GWS_OUTCOME_REFUSED) {
    was_refused(&result.refusal);
  } else if (result.tokens.refresh_token.offset != GWS_ABSENT && result.tokens.refresh_token.length < LONGEST_TOKEN &&
             result.tokens.access_token.length < LONGEST_TOKEN) {
    strcpy(refresh_token, text(result.tokens.refresh_token));
    strcpy(access_token, text(result.tokens.access_token));
    printf("tokens that end in %d seconds\n", (int)(result.tokens.expires_at - sent_at));
    granted = 1;
  }
  wipe(out, at);
  return granted;
}

/* The customer logs in; what comes back becomes the first tokens. */
static int log_in(const gws_client *as, char *access_token, char *refresh_token) {
  uint8_t entropy[64];
  gws_login login;
  gws_exchange exchange;
  char pending[1024], landing[2048];
  size_t at;
  if (RAND_bytes(entropy, sizeof entropy) != 1 ||
      !went_well("gws_authorize",
                 gws_authorize(as->environment, as->client_id, redirect_uri, entropy, sizeof entropy, NULL, time(NULL),
                               out, sizeof out, &at, &login),
                 &at)) {
    return 0;
  }
  wipe(entropy, sizeof entropy);
  /* To be stored until the customer comes back: it is secret, and short. */
  if (login.pending.length >= sizeof pending) {
    return 0;
  }
  strcpy(pending, text(login.pending));
  if (!browser_walk(text(login.url), "jsmith", "Kowhai-1", landing, sizeof landing)) {
    fprintf(stderr, "the browser did not come back\n");
    return 0;
  }
  if (!went_well("gws_exchange_request",
                 gws_exchange_request(pending, landing, as, time(NULL), NULL, out, sizeof out, &at, &exchange), &at)) {
    return 0;
  }
  wipe(pending, sizeof pending);
  if (exchange.outcome == GWS_OUTCOME_REFUSED) {
    return was_refused(&exchange.refusal);
  }
  return token_request(&exchange.request, access_token, refresh_token);
}

/* Hours later. A program stores that it sends the refresh token before it does: it works once. */
static int refresh(const gws_client *as, char *access_token, char *refresh_token) {
  gws_request request;
  char before[LONGEST_TOKEN];
  size_t at;
  strcpy(before, access_token);
  return went_well("gws_refresh_request",
                   gws_refresh_request(as, refresh_token, NULL, out, sizeof out, &at, &request), &at) &&
         token_request(&request, access_token, refresh_token) && strcmp(before, access_token) != 0;
}

/* A token that the employer's key signs, in two phases: the key never comes near the library. */
static int sign(struct signer *signer, char *header, size_t size) {
  gws_claims_to_sign claims = {0};
  gws_unsigned_token input;
  gws_signed_token token;
  uint8_t signature[128];
  char signing_input[2048];
  size_t at, length = sizeof signature;
  claims.algorithm = "ES256";
  claims.certificate.der = signer_certificate(signer, &claims.certificate.der_length);
  claims.iss = ISSUER;
  if (!went_well("gws_m2m_unsigned", gws_m2m_unsigned(&claims, time(NULL), out, sizeof out, &at, &input), &at) ||
      input.signing_input.length >= sizeof signing_input) {
    return 0;
  }
  strcpy(signing_input, text(input.signing_input));
  if (!signer_sign(signer, signing_input, signature, &length) ||
      !went_well("gws_m2m_attach",
                 gws_m2m_attach(signing_input, signature, length, GWS_SIGNATURE_FORM_DER, out, sizeof out, &at, &token),
                 &at)) {
    return 0;
  }
  /* No "Bearer" (M2M-7). */
  snprintf(header, size, "Authorization: %s", text(token.authorization));
  wipe(out, at);
  return token.authorization.length + 16 < size;
}

/* Calls a service over mutual TLS with that token. */
static int machine_to_machine(const struct simulator *simulator) {
  struct signer *signer = signer_make("Weka Limited");
  struct m2m_access access;
  struct reply reply;
  char header[LONGEST_TOKEN];
  size_t length;
  const uint8_t *certificate;
  int accepted = 0;
  if (signer == NULL) {
    return 0;
  }
  certificate = signer_certificate(signer, &length);
  if (simulator_m2m(simulator, &access)) {
    if (simulator_register(simulator, certificate, length, ISSUER, "Weka Limited") &&
        sign(signer, header, sizeof header) && http_call(access.url, header, NULL, &access.identity, &reply)) {
      accepted = reply.status == 200 && strstr((const char *)reply.body, "\"customer\":\"Weka Limited\"") != NULL;
      printf("the service answered the M2M token with %d\n", reply.status);
      http_forget(&reply);
    }
    wipe(header, sizeof header);
    simulator_forget(&access);
  }
  signer_drop(signer);
  return accepted;
}

int main(void) {
  struct simulator simulator = {0};
  static char access_token[LONGEST_TOKEN], refresh_token[LONGEST_TOKEN];
  gws_client as = client;
  int done = 0;
  curl_global_init(CURL_GLOBAL_DEFAULT);
  if (simulator_start(&simulator)) {
    /* `mock`, `test` or `production` in a real program. */
    as.environment = simulator.url;
    done = log_in(&as, access_token, refresh_token) && refresh(&as, access_token, refresh_token) &&
           machine_to_machine(&simulator);
  }
  simulator_stop(&simulator);
  wipe(access_token, sizeof access_token);
  wipe(refresh_token, sizeof refresh_token);
  curl_global_cleanup();
  printf("flow C: %s\n", done ? "login, exchange, refresh and an M2M token" : "FAILED");
  return done ? 0 : 1;
}
