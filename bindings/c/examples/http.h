/* Sending with libcurl. */
#ifndef HTTP_H
#define HTTP_H

#include <gws_auth.h>

struct reply {
  int32_t status;
  uint8_t *body;
  size_t length;
  /* The header Location; empty if there is none. */
  char location[2048];
};

/* PEM texts for mutual TLS. */
struct identity {
  const char *authority, *certificate, *key;
};

/* Sends a request of the library once, as its transport says. 0 if no whole reply came: then nothing is known. */
int http_send(const gws_output *out, const gws_http_request *request, struct reply *reply);

/* GET without a body, else POST; one header line, or NULL; an identity for mutual TLS, or NULL. No redirect is followed. */
int http_call(const char *url, const char *header, const char *body, const struct identity *identity,
              struct reply *reply);

/* Wipes and frees a reply's body. */
void http_forget(struct reply *reply);

#endif
