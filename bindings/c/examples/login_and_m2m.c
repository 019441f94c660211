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

enum { LONGEST_TOKEN = 4096 };
static uint8_t memory[GWS_ENOUGH];
static gws_output out;

static const char redirect_uri[] = "https://client.example.com/return";

/* A part of the last result as a C string. */
static const char *text(gws_span span) {
  return gws_text(&out, span);
}

/* Whether a call went well; if not, what to tell a person. Nothing in it is secret. */
static int went_well(const char *step, gws_status status) {
  char sentence[GWS_SENTENCE];
  if (status != GWS_STATUS_OK) {
    gws_output_sentence(&out, sentence, sizeof sentence);
    fprintf(stderr, "%s: %s\n", step, sentence);
  }
  return status == GWS_STATUS_OK;
}

/* What a server said, or did not say, is an answer. A program goes by next_step, a person by the texts. */
static int was_not_granted(const gws_reply *reply) {
  const char *what = reply->outcome == GWS_REFUSED ? text(reply->meaning) : text(reply->message);
  fprintf(stderr, "%s Next, after %u seconds (%s): %s\n", what, (unsigned)reply->wait_seconds,
          gws_next_step_code(reply->next_step), text(reply->advice));
  return 0;
}

/* Sends a request once and reads the reply. The next refresh token is kept first: the one that was sent is used up. */
static int token_request(const gws_http_request *request, char *access_token, char *refresh_token) {
  struct reply reply;
  gws_reply said;
  gws_token_set tokens;
  gws_status status;
  int32_t kind = request->kind;
  int64_t sent_at = time(NULL);
  int granted;
  GWS_INIT(said);
  GWS_INIT(tokens);
  if (!http_send(&out, request, &reply)) {
    /* libcurl does not say whether anything was sent: 1. */
    return went_well("gws_no_reply", gws_no_reply(kind, 1, NULL, &out, &said)) && was_not_granted(&said);
  }
  status = gws_parse_token(kind, reply.status, reply.body, reply.length, sent_at, NULL, &out, &said, &tokens);
  /* A program keeps the body of what is not granted, where only an operator can read it: it may hold the only tokens. */
  http_forget(&reply);
  if (!went_well("gws_parse_token", status)) {
    return 0;
  }
  if (said.outcome != GWS_GRANTED) {
    return was_not_granted(&said);
  }
  granted = gws_copy(&out, tokens.refresh_token, refresh_token, LONGEST_TOKEN) && refresh_token[0] != '\0' &&
            gws_copy(&out, tokens.access_token, access_token, LONGEST_TOKEN);
  printf("tokens that end in %d seconds\n", (int)(tokens.expires_at - sent_at));
  gws_wipe(memory, out.used);
  return granted;
}

/* The customer logs in; what comes back becomes the first tokens. */
static int log_in(const gws_client *as, char *access_token, char *refresh_token) {
  uint8_t entropy[64];
  gws_login_arguments with;
  gws_login login;
  gws_reply said;
  gws_http_request request;
  char pending[1024], landing[2048];
  GWS_INIT(with);
  GWS_INIT(login);
  GWS_INIT(said);
  GWS_INIT(request);
  with.environment = as->environment;
  with.client_id = as->client_id;
  with.redirect_uri = redirect_uri;
  with.entropy = entropy;
  with.entropy_length = sizeof entropy;
  with.now = time(NULL);
  if (RAND_bytes(entropy, sizeof entropy) != 1 || !went_well("gws_authorize", gws_authorize(&with, &out, &login))) {
    return 0;
  }
  gws_wipe(entropy, sizeof entropy);
  /* To be stored until the customer comes back: it is secret, and short. */
  if (!gws_copy(&out, login.pending, pending, sizeof pending)) {
    return 0;
  }
  if (!browser_walk(text(login.url), "jsmith", "Kowhai-1", landing, sizeof landing)) {
    fprintf(stderr, "the browser did not come back\n");
    return 0;
  }
  if (!went_well("gws_exchange_request",
                 gws_exchange_request(pending, landing, as, time(NULL), NULL, &out, &said, &request))) {
    return 0;
  }
  gws_wipe(pending, sizeof pending);
  return said.outcome == GWS_GRANTED ? token_request(&request, access_token, refresh_token) : was_not_granted(&said);
}

/* Hours later. A program stores that it sends the refresh token before it does: it works once. */
static int refresh(const gws_client *as, char *access_token, char *refresh_token) {
  gws_http_request request;
  char before[LONGEST_TOKEN];
  strcpy(before, access_token);
  GWS_INIT(request);
  return went_well("gws_refresh_request", gws_refresh_request(as, refresh_token, NULL, &out, &request)) &&
         token_request(&request, access_token, refresh_token) && strcmp(before, access_token) != 0;
}

/* A token that the employer's key signs, in two phases: the key never comes near the library. */
static int sign(struct signer *signer, char *header, size_t size) {
  gws_certificate_reference certificate;
  gws_claims_to_sign claims;
  gws_unsigned_token input;
  gws_signed_token token;
  uint8_t signature[128];
  char signing_input[2048];
  size_t length = sizeof signature, certificate_length;
  GWS_INIT(certificate);
  GWS_INIT(claims);
  GWS_INIT(input);
  GWS_INIT(token);
  certificate.der = signer_certificate(signer, &certificate_length);
  certificate.der_length = (uint32_t)certificate_length;
  claims.algorithm = "ES256";
  claims.certificate = &certificate;
  claims.iss = ISSUER;
  if (!went_well("gws_m2m_unsigned", gws_m2m_unsigned(&claims, time(NULL), &out, &input)) ||
      !gws_copy(&out, input.signing_input, signing_input, sizeof signing_input)) {
    return 0;
  }
  if (!signer_sign(signer, signing_input, signature, &length) ||
      !went_well("gws_m2m_attach",
                 gws_m2m_attach(signing_input, signature, length, GWS_SIGNATURE_FORM_DER, &out, &token))) {
    return 0;
  }
  /* No "Bearer" (M2M-7). */
  snprintf(header, size, "Authorization: %s", text(token.authorization));
  gws_wipe(memory, out.used);
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
    gws_wipe(header, sizeof header);
    simulator_forget(&access);
  }
  signer_drop(signer);
  return accepted;
}

int main(void) {
  struct simulator simulator = {0};
  static char access_token[LONGEST_TOKEN], refresh_token[LONGEST_TOKEN];
  gws_client as;
  int done = 0;
  GWS_INIT(out);
  out.bytes = memory;
  out.capacity = sizeof memory;
  GWS_INIT(as);
  as.client_id = "SmartCloud_Payroll";
  as.client_secret = "simulator-Cloud-Secret-1";
  curl_global_init(CURL_GLOBAL_DEFAULT);
  if (simulator_start(&simulator)) {
    /* `mock`, `test` or `production` in a real program. */
    as.environment = simulator.url;
    done = log_in(&as, access_token, refresh_token) && refresh(&as, access_token, refresh_token) &&
           machine_to_machine(&simulator);
  }
  simulator_stop(&simulator);
  gws_wipe(access_token, sizeof access_token);
  gws_wipe(refresh_token, sizeof refresh_token);
  curl_global_cleanup();
  printf("flow C: %s\n", done ? "login, exchange, refresh and an M2M token" : "FAILED");
  return done ? 0 : 1;
}
