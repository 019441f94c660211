/* The operations of the vectors that the C library has. */
#ifndef OPERATIONS_H
#define OPERATIONS_H

#include "case.h"

/* Runs one vector; gives `{"out": ...}`, `{"refused": ...}` or `{"error": ...}`. */
typedef json_t *(*operation)(struct test_case *test);

json_t *run_authorize(struct test_case *test);
json_t *run_landing(struct test_case *test);
json_t *run_exchange_request(struct test_case *test);
json_t *run_refresh_request(struct test_case *test);
json_t *run_parse_token(struct test_case *test);
json_t *run_next_step(struct test_case *test);
json_t *run_jws_read(struct test_case *test);
json_t *run_m2m_unsigned(struct test_case *test);
json_t *run_m2m_attach(struct test_case *test);
json_t *run_m2m_sign(struct test_case *test);
json_t *run_m2m_verify(struct test_case *test);
json_t *run_m2m_claims(struct test_case *test);

#endif
