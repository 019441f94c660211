#include "browser.h"
#include "http.h"

#include <curl/curl.h>
#include <stdio.h>
#include <string.h>

enum { MOST_PAGES = 5, LONGEST = 4096 };

/* The value of an attribute of a tag, which ends at '>'; without references to characters but &amp;. */
static int attribute(const char *tag, const char *name, char *value, size_t size) {
  char begins[32];
  const char *from, *end = strchr(tag, '>');
  size_t length = 0;
  snprintf(begins, sizeof begins, " %s=\"", name);
  from = strstr(tag, begins);
  if (from == NULL || end == NULL || from > end) {
    return 0;
  }
  for (from += strlen(begins); *from != '"' && *from != '\0' && length + 1 < size; from++) {
    value[length++] = *from;
    if (strncmp(from, "&amp;", 5) == 0) {
      from += 4;
    }
  }
  value[length] = '\0';
  return *from == '"';
}

static void add(char *form, const char *name, const char *value) {
  char *escaped = curl_easy_escape(NULL, value, 0);
  size_t used = strlen(form);
  snprintf(form + used, LONGEST - used, "%s%s=%s", used == 0 ? "" : "&", name, escaped);
  curl_free(escaped);
}

/* What a person would send with the page's form: its hidden fields, and what is typed and clicked. */
static int fill_in(const char *page, const char *user, const char *password, char *action, char *form) {
  char step[32], name[128], value[1024];
  const char *tag = strstr(page, "<form");
  form[0] = '\0';
  if (tag == NULL || !attribute(tag, "action", action, 1024) || !attribute(tag, "data-step", step, sizeof step)) {
    return 0;
  }
  for (tag = strstr(tag, "<input"); tag != NULL; tag = strstr(tag + 1, "<input")) {
    if (attribute(tag, "type", value, sizeof value) && strcmp(value, "hidden") == 0 &&
        attribute(tag, "name", name, sizeof name) && attribute(tag, "value", value, sizeof value)) {
      add(form, name, value);
    }
  }
  if (strcmp(step, "login") == 0) {
    add(form, "user_id", user);
    add(form, "password", password);
  } else if (strcmp(step, "consent") == 0) {
    add(form, "answer", "authorise");
  }
  return 1;
}

int browser_walk(const char *url, const char *user, const char *password, char *landing, size_t size) {
  struct reply reply;
  char form[LONGEST], action[1024], next[2048];
  const char *path = strchr(strstr(url, "://") + 3, '/');
  int pages, arrived = 0, going = http_call(url, NULL, NULL, NULL, &reply);
  for (pages = 0; going && pages < MOST_PAGES; pages++) {
    if (reply.location[0] != '\0') {
      arrived = strlen(reply.location) < size;
      snprintf(landing, size, "%s", reply.location);
      break;
    }
    going = fill_in((const char *)reply.body, user, password, action, form);
    http_forget(&reply);
    snprintf(next, sizeof next, "%.*s%s", (int)(path - url), url, action);
    going = going && http_call(next, NULL, form, NULL, &reply);
  }
  if (going) {
    http_forget(&reply);
  }
  gws_wipe(form, sizeof form);
  return arrived;
}
