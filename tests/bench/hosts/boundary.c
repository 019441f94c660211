/* What a call from C costs: CPU time, the median of several batches; prints rows of Markdown. */
#include <gws_auth.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 31, TOKEN = 2010 };
static const int64_t now = 1790000000;
static uint8_t memory[GWS_ENOUGH];
static char body[2400];
static gws_output out;

static void nothing(void) {
  if (gws_version() == NULL) {
    abort();
  }
}

static void parse(void) {
  gws_reply reply;
  gws_token_set tokens;
  GWS_INIT(reply);
  GWS_INIT(tokens);
  if (gws_parse_token(GWS_REQUEST_KIND_REFRESH, 200, (const uint8_t *)body, strlen(body), now, NULL, &out, &reply, &tokens) !=
          GWS_STATUS_OK ||
      reply.outcome != GWS_GRANTED) {
    abort();
  }
}

static void authorize(void) {
  static uint8_t entropy[64];
  gws_login_arguments with;
  gws_login login;
  GWS_INIT(with);
  GWS_INIT(login);
  entropy[0] = 1;
  entropy[63] = 2;
  with.environment = "test";
  with.client_id = "SmartCloud_Payroll";
  with.redirect_uri = "https://client.example.com/return";
  with.entropy = entropy;
  with.entropy_length = sizeof entropy;
  with.now = now;
  if (gws_authorize(&with, &out, &login) != GWS_STATUS_OK) {
    abort();
  }
}

static int compare(const void *a, const void *b) {
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Microseconds of one. */
static double batch(void (*work)(void), long times) {
  const clock_t start = clock();
  long done;
  for (done = 0; done < times; done++) {
    work();
  }
  return (double)(clock() - start) / CLOCKS_PER_SEC / (double)times * 1e6;
}

static void row(const char *job, void (*work)(void), long times) {
  double took[ROUNDS];
  int round;
  for (round = 0; round < ROUNDS; round++) {
    took[round] = batch(work, times);
  }
  qsort(took, ROUNDS, sizeof *took, compare);
  printf("| %s | %.3f µs |\n", job, took[ROUNDS / 2]);
}

int main(void) {
  char token[TOKEN + 1];
  memset(token, 'a', TOKEN);
  token[TOKEN] = 0;
  snprintf(body, sizeof body,
           "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":28800,\"scope\":\"MYIR.Services\",\"refresh_token\":"
           "\"rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr\"}",
           token);
  GWS_INIT(out);
  out.bytes = memory;
  out.capacity = sizeof memory;
  printf("\n## In C: CPU time\n\n| job | ours |\n|---|--:|\n");
  row("a reply of 2.2 kB", parse, 10000);
  row("authorize URL and PKCE", authorize, 10000);
  row("the boundary: a call that does nothing (`gws_version`)", nothing, 1000000);
  return 0;
}
