/* The customer and the browser, for the example alone: a real program opens the system's browser and waits. */
#ifndef BROWSER_H
#define BROWSER_H

#include <stddef.h>

/* Opens the URL, logs in, agrees, and gives the URL that the browser is sent to at last. */
int browser_walk(const char *url, const char *user, const char *password, char *landing, size_t size);

#endif
