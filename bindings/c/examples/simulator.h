/* The simulator as a process, in Inland Revenue's place, and its control interface. */
#ifndef SIMULATOR_H
#define SIMULATOR_H

#include "http.h"

struct simulator {
  int process;
  int output;
  /* Of the OAuth side, without a slash at the end. */
  char url[128];
};

/* Starts the program that GWS_SIMULATOR_BIN names, on free ports. */
int simulator_start(struct simulator *simulator);
void simulator_stop(struct simulator *simulator);

/* The next request of that endpoint meets a fault of this kind, such as "lost_after". */
int simulator_strike(const struct simulator *simulator, const char *endpoint, const char *kind);
/* A counter of what really happened; -1 if there is none. */
int simulator_count(const struct simulator *simulator, const char *counter);

/* For machine to machine: the service's URL and what mutual TLS needs. Frees with simulator_forget. */
struct m2m_access {
  char url[160];
  struct identity identity;
  void *texts;
};
int simulator_m2m(const struct simulator *simulator, struct m2m_access *access);
void simulator_forget(struct m2m_access *access);

/* Registers an employer's certificate, as IR does at on-boarding. */
int simulator_register(const struct simulator *simulator, const uint8_t *der, size_t length, const char *issuer,
                       const char *customer);

#endif
