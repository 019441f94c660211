/* What a server said, as the vectors have it. */
#ifndef REPLY_H
#define REPLY_H

#include "case.h"

/* `{"refused": ...}` or `{"unreadable": ...}`; a failure for any other outcome. */
json_t *read_reply(struct test_case *test, const uint8_t *out, const gws_reply *reply);
/* A reply beside something that was granted says nothing but that. */
void is_granted(struct test_case *test, const gws_reply *reply);
/* Who must act, and what follows. */
void put_step(struct test_case *test, json_t *fields, const uint8_t *out, const gws_reply *reply);
/* The argument `request`. */
int32_t request_kind(struct test_case *test);
json_t *read_request(struct test_case *test, const uint8_t *out, const void *result);
void init_request(void *result);

#endif
