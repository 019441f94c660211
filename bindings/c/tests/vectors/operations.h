/* The operations of the vectors that the C library has. */
#ifndef OPERATIONS_H
#define OPERATIONS_H

#include "case.h"

/* Runs one vector; gives `{"out": ...}`, `{"refused": ...}`, `{"unreadable": ...}` or `{"error": ...}`. */
typedef json_t *(*operation)(struct test_case *test);

json_t *run_environment_urls(struct test_case *test);
json_t *run_authorize(struct test_case *test);
json_t *run_landing(struct test_case *test);
json_t *run_exchange_request(struct test_case *test);
json_t *run_parse_token(struct test_case *test);
json_t *run_parse_refusal(struct test_case *test);
json_t *run_refresh_request(struct test_case *test);
json_t *run_no_reply(struct test_case *test);
json_t *run_inspect_access_token(struct test_case *test);
json_t *run_introspect_request(struct test_case *test);
json_t *run_parse_introspection(struct test_case *test);
json_t *run_revoke_request(struct test_case *test);
json_t *run_parse_revocation(struct test_case *test);
json_t *run_relay_request(struct test_case *test);
json_t *run_explain(struct test_case *test);
json_t *run_certificate_facts(struct test_case *test);
json_t *run_needs_renewal(struct test_case *test);
json_t *run_ird_number(struct test_case *test);
json_t *run_jws_read(struct test_case *test);
json_t *run_m2m_unsigned(struct test_case *test);
json_t *run_m2m_attach(struct test_case *test);
json_t *run_m2m_sign(struct test_case *test);
json_t *run_m2m_verify(struct test_case *test);
json_t *run_m2m_claims(struct test_case *test);
json_t *run_session_login(struct test_case *test);
json_t *run_session_logout(struct test_case *test);
json_t *run_session_reject(struct test_case *test);
json_t *run_session_facts(struct test_case *test);
json_t *run_session_walk(struct test_case *test);

#endif
