#include "simulator.h"

#include <jansson.h>
#include <openssl/evp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Reads what the simulator prints until it has named its URL. */
static int read_url(struct simulator *simulator) {
  static const char before[] = "base URL  ";
  char printed[4096];
  size_t length = 0;
  while (length + 1 < sizeof printed) {
    ssize_t got = read(simulator->output, printed + length, sizeof printed - 1 - length);
    char *url, *end;
    if (got <= 0) {
      return 0;
    }
    length += (size_t)got;
    printed[length] = '\0';
    url = strstr(printed, before);
    end = url == NULL ? NULL : strchr(url, '\n');
    if (end != NULL) {
      *end = '\0';
      snprintf(simulator->url, sizeof simulator->url, "%s", url + sizeof before - 1);
      return 1;
    }
  }
  return 0;
}

int simulator_start(struct simulator *simulator) {
  const char *program = getenv("GWS_SIMULATOR_BIN");
  int ends[2];
  if (program == NULL || pipe(ends) != 0) {
    fprintf(stderr, "GWS_SIMULATOR_BIN must name the simulator's program\n");
    return 0;
  }
  simulator->process = fork();
  if (simulator->process == 0) {
    dup2(ends[1], STDOUT_FILENO);
    close(ends[0]);
    close(ends[1]);
    execl(program, program, "--port", "0", (char *)NULL);
    _exit(127);
  }
  close(ends[1]);
  /* It stays open: the simulator goes on printing. */
  simulator->output = ends[0];
  return simulator->process > 0 && read_url(simulator);
}

void simulator_stop(struct simulator *simulator) {
  if (simulator->process > 0) {
    kill(simulator->process, SIGTERM);
    waitpid(simulator->process, NULL, 0);
    close(simulator->output);
  }
}

/* A call of the control interface; NULL if it was not answered as hoped. */
static json_t *control(const struct simulator *simulator, const char *path, const char *body) {
  char url[256];
  struct reply reply;
  json_t *answer = NULL;
  snprintf(url, sizeof url, "%s/simulator/%s", simulator->url, path);
  if (http_call(url, "Content-Type: application/json", body, NULL, &reply)) {
    if (reply.status == 200) {
      answer = json_loadb((const char *)reply.body, reply.length, 0, NULL);
    }
    http_forget(&reply);
  }
  return answer;
}

int simulator_strike(const struct simulator *simulator, const char *endpoint, const char *kind) {
  char body[160];
  json_t *answer;
  snprintf(body, sizeof body, "{\"endpoint\": \"%s\", \"fault\": {\"kind\": \"%s\"}}", endpoint, kind);
  answer = control(simulator, "faults", body);
  json_decref(answer);
  return answer != NULL;
}

int simulator_count(const struct simulator *simulator, const char *counter) {
  json_t *counters = control(simulator, "counters", NULL), *found = json_object_get(counters, counter);
  int count = json_is_integer(found) ? (int)json_integer_value(found) : -1;
  json_decref(counters);
  return count;
}

int simulator_m2m(const struct simulator *simulator, struct m2m_access *access) {
  json_t *texts = control(simulator, "m2m", NULL);
  json_t *issued = control(simulator, "m2m/client-certificates", "{}");
  const char *url;
  json_object_update(texts, issued);
  json_decref(issued);
  url = json_string_value(json_object_get(texts, "url"));
  access->texts = texts;
  access->identity.authority = json_string_value(json_object_get(texts, "ca_pem"));
  access->identity.certificate = json_string_value(json_object_get(texts, "certificate_pem"));
  access->identity.key = json_string_value(json_object_get(texts, "private_key_pem"));
  if (url == NULL || access->identity.authority == NULL || access->identity.certificate == NULL ||
      access->identity.key == NULL) {
    simulator_forget(access);
    return 0;
  }
  snprintf(access->url, sizeof access->url, "%s/gateway/customer/", url);
  return 1;
}

void simulator_forget(struct m2m_access *access) {
  json_decref(access->texts);
  access->texts = NULL;
}

int simulator_register(const struct simulator *simulator, const uint8_t *der, size_t length, const char *issuer,
                       const char *customer) {
  char *base64 = calloc(2 * length + 4, 1);
  json_t *owner, *answer;
  char *body;
  if (base64 == NULL) {
    return 0;
  }
  EVP_EncodeBlock((uint8_t *)base64, der, (int)length);
  owner = json_pack("{s:s,s:s,s:s}", "certificate", base64, "issuer", issuer, "customer", customer);
  body = json_dumps(owner, 0);
  answer = control(simulator, "m2m/owners", body);
  free(base64);
  free(body);
  json_decref(owner);
  json_decref(answer);
  return answer != NULL;
}
