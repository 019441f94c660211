#include "http.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* More than the library reads (gws_policy's max_reply_bytes). */
enum { LONGEST_BODY = 70000 };

void http_forget(struct reply *reply) {
  if (reply->body != NULL) {
    gws_wipe(reply->body, reply->length);
    free(reply->body);
  }
  memset(reply, 0, sizeof *reply);
}

static size_t take_body(char *data, size_t one, size_t length, void *into) {
  struct reply *reply = into;
  (void)one;
  if (length > LONGEST_BODY - reply->length) {
    return 0;
  }
  memcpy(reply->body + reply->length, data, length);
  reply->length += length;
  return length;
}

static size_t take_header(char *data, size_t one, size_t length, void *into) {
  static const char name[] = "location:";
  struct reply *reply = into;
  size_t from = sizeof name - 1, to = length;
  (void)one;
  if (length > from && strncasecmp(data, name, from) == 0) {
    while (from < to && data[from] == ' ') {
      from++;
    }
    while (to > from && (data[to - 1] == '\r' || data[to - 1] == '\n')) {
      to--;
    }
    if (to - from < sizeof reply->location) {
      memcpy(reply->location, data + from, to - from);
      reply->location[to - from] = '\0';
    }
  }
  return length;
}

static int perform(CURL *curl, struct curl_slist *headers, struct reply *reply) {
  long status = 0;
  CURLcode code;
  memset(reply, 0, sizeof *reply);
  /* A NUL follows the body, for those who know that it is text. */
  reply->body = calloc(LONGEST_BODY + 1, 1);
  if (reply->body == NULL) {
    return 0;
  }
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  /* What a gws_http_request asks for: no redirects, and a connection that no other request uses. libcurl sends again only where
     a connection of its pool turns out to be dead. */
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L);
  curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, reply);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, reply);
  code = curl_easy_perform(curl);
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  reply->status = (int32_t)status;
  curl_slist_free_all(headers);
  curl_easy_cleanup(curl);
  if (code != CURLE_OK) {
    http_forget(reply);
  }
  return code == CURLE_OK;
}

int http_send(const gws_output *out, const gws_http_request *request, struct reply *reply) {
  CURL *curl = curl_easy_init();
  /* libcurl would wait for a 100 first. */
  struct curl_slist *headers = curl_slist_append(NULL, "Expect:");
  size_t index;
  for (index = 0; index < request->header_count; index++) {
    headers = curl_slist_append(headers, gws_text(out, request->headers[index].line));
  }
  curl_easy_setopt(curl, CURLOPT_URL, gws_text(out, request->url));
  curl_easy_setopt(curl, CURLOPT_POST, 1L);
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, gws_text(out, request->body));
  curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)request->body.length);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)request->timeout);
  return perform(curl, headers, reply);
}

static struct curl_blob blob(const char *pem) {
  struct curl_blob made;
  made.data = (void *)(uintptr_t)pem;
  made.len = strlen(pem);
  made.flags = CURL_BLOB_COPY;
  return made;
}

int http_call(const char *url, const char *header, const char *body, const struct identity *identity,
              struct reply *reply) {
  CURL *curl = curl_easy_init();
  struct curl_slist *headers = header == NULL ? NULL : curl_slist_append(NULL, header);
  curl_easy_setopt(curl, CURLOPT_URL, url);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, 30L);
  if (body != NULL) {
    curl_easy_setopt(curl, CURLOPT_COPYPOSTFIELDS, body);
  }
  if (identity != NULL) {
    struct curl_blob authority = blob(identity->authority), own = blob(identity->certificate), key = blob(identity->key);
    curl_easy_setopt(curl, CURLOPT_CAINFO_BLOB, &authority);
    curl_easy_setopt(curl, CURLOPT_SSLCERT_BLOB, &own);
    curl_easy_setopt(curl, CURLOPT_SSLCERTTYPE, "PEM");
    curl_easy_setopt(curl, CURLOPT_SSLKEY_BLOB, &key);
    curl_easy_setopt(curl, CURLOPT_SSLKEYTYPE, "PEM");
  }
  return perform(curl, headers, reply);
}
