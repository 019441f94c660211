/* The good arguments of every function, and the table of the functions: what each pointer is, and what NULL gives there. */
#ifndef GWS_AUTH_TESTS_NULLS_CALLS_H
#define GWS_AUTH_TESTS_NULLS_CALLS_H

#include <gws_auth.h>

#include <string.h>

static const int64_t NOW = 1790000000;

/* The arguments, all good; what a slot points to is changed and restored. */
static uint8_t entropy[64];
static uint8_t ones[64];
static const char body[] = "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":28800}";
static const char form_body[] = "token=abc";
static char pending[1024], landing[1024], signing_input[1024], token[1024], made[1024];
static const uint8_t *signature_at = ones, *body_at = (const uint8_t *)body, *form_at = (const uint8_t *)form_body;
static const char *environment = "test", *redirect_uri = "https://client.example/return", *endpoint = "revoke";
static const char *pending_at = pending, *landing_at = landing, *input_at = signing_input, *token_at = token;
static const char *refresh_token = "refresh", *error = "invalid_grant", *description = "x";
static const char *ird_number = "49-091-850";
static const char *jwt = "e30.e30.c2ln", *thumbprint = "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF";
/* A key of these tests alone, and its certificate. */
static const char private_key[] =
    "-----BEGIN PRIVATE KEY-----\n"
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgSe/xftXIYmo4pBEA\n"
    "kC/KArfHHve65UEzfIrZmQKW+7GhRANCAAQi1C26tCUDBsNOil+J24m0IPdxE/ui\n"
    "XmbLXfSHd06/NbwfpAeUfUQsz9HxShWr87h/BswfS/0oFhADnXPnHAy3\n"
    "-----END PRIVATE KEY-----\n";
static const char public_key[] =
    "-----BEGIN PUBLIC KEY-----\n"
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEItQturQlAwbDTopfiduJtCD3cRP7\n"
    "ol5my130h3dOvzW8H6QHlH1ELM/R8UoVq/O4fwbMH0v9KBYQA51z5xwMtw==\n"
    "-----END PUBLIC KEY-----\n";
static const char certificate_file[] =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBdjCCAR2gAwIBAgIUM+TQgsJ9nkzXWVO6Fd8zEsGYzR0wCgYIKoZIzj0EAwIw\n"
    "EDEOMAwGA1UEAwwFbnVsbHMwIBcNMjYxMTI3MTQwMzMyWhgPMjEyNjExMDMxNDAz\n"
    "MzJaMBAxDjAMBgNVBAMMBW51bGxzMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n"
    "ItQturQlAwbDTopfiduJtCD3cRP7ol5my130h3dOvzW8H6QHlH1ELM/R8UoVq/O4\n"
    "fwbMH0v9KBYQA51z5xwMt6NTMFEwHQYDVR0OBBYEFCw4D9bdKeIbkeKLb673JBYJ\n"
    "00y9MB8GA1UdIwQYMBaAFCw4D9bdKeIbkeKLb673JBYJ00y9MA8GA1UdEwEB/wQF\n"
    "MAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIgJBTaB+zBr/v17a1caIFOplGvPxO0Nrg0\n"
    "1yC8uwkrnosCIGZpB3J/e08nBqFm8EegD5appLrQgouO5iJ+MwuCQHS0\n"
    "-----END CERTIFICATE-----\n";
static const uint8_t *private_at = (const uint8_t *)private_key, *public_at = (const uint8_t *)public_key;
static const uint8_t *file_at = (const uint8_t *)certificate_file;
static const char *passphrase, *made_at = made;
static const char *uris[] = {"https://client.example/return"};
static const char *const *uris_at = uris;
static const char *client_id = "Smart_Pay", *service = "gst", *client_kind = "cloud", *mechanism = "m2m";
static gws_login_arguments login_arguments;
static gws_client client;
static gws_policy policy;
static gws_relay_rules rules;
static gws_certificate_reference certificate;
static gws_claims_to_sign claims;
static gws_expected_claims expected;
static const uint8_t *chain[] = {(const uint8_t *)certificate_file};
static const uint32_t chain_lengths[] = {sizeof certificate_file - 1};
static gws_signing_files signing_files;
static gws_mtls_files mtls_files;
static const gws_signing_files *signing_at = &signing_files;
static const gws_mtls_files *mtls_at = &mtls_files;
static const gws_login_arguments *login_at = &login_arguments;
static const gws_client *client_at = &client;
static const gws_policy *policy_at = &policy;
static const gws_relay_rules *rules_at = &rules;
static const gws_claims_to_sign *claims_at = &claims;
static const gws_expected_claims *expected_at = &expected;
static int32_t kind = GWS_REQUEST_KIND_CODE, http_status = 200, sent = 1, hint = GWS_TOKEN_HINT_REFRESH_TOKEN;
static int32_t form = GWS_SIGNATURE_FORM_RAW, signature_valid = 1;
static size_t body_length = sizeof body - 1;
static char record[1024];
static const char *record_at = record, *before_at = record, *access_token = "access";
static gws_session *session;

/* Two results at most, each in memory of its own. */
typedef gws_status (*library_call)(gws_output *out, void *first, void *second);

static gws_status environment_urls(gws_output *out, void *first, void *second) {
  (void)second;
  return gws_environment_urls(environment, out, first);
}

static gws_status authorize(gws_output *out, void *first, void *second) {
  (void)second;
  return gws_authorize(login_at, out, first);
}

static gws_status exchange(gws_output *out, void *first, void *second) {
  return gws_exchange_request(pending_at, landing_at, client_at, NOW, policy_at, out, first, second);
}

static gws_status parse(gws_output *out, void *first, void *second) {
  return gws_parse_token(kind, http_status, body_at, body_length, NOW, policy_at, out, first, second);
}

static gws_status refresh(gws_output *out, void *first, void *second) {
  (void)second;
  return gws_refresh_request(client_at, refresh_token, policy_at, out, first);
}

static gws_status no_reply(gws_output *out, void *first, void *second) {
  (void)second;
  return gws_no_reply(kind, sent, policy_at, out, first);
}

static gws_status inspect(gws_output *out, void *first, void *second) {
  (void)second;
  return gws_inspect_access_token(jwt, out, first);
}

static gws_status introspect(gws_output *out, void *first, void *second) {
  (void)second;
  return gws_introspect_request(client_at, refresh_token, hint, policy_at, out, first);
}

static gws_status parse_introspection(gws_output *out, void *first, void *second) {
  return gws_parse_introspection(http_status, body_at, body_length, policy_at, out, first, second);
}

static gws_status revoke(gws_output *out, void *first, void *second) {
  (void)second;
  return gws_revoke_request(client_at, refresh_token, hint, policy_at, out, first);
}

static gws_status parse_revocation(gws_output *out, void *first, void *second) {
  (void)second;
  return gws_parse_revocation(http_status, body_at, body_length, policy_at, out, first);
}

static gws_status relay(gws_output *out, void *first, void *second) {
  (void)second;
  return gws_relay_request(endpoint, form_at, sizeof form_body - 1, rules_at, client_at, policy_at, out, first);
}

static gws_status explain(gws_output *out, void *first, void *second) {
  (void)second;
  return gws_explain(kind, 400, error, description, policy_at, out, first);
}

static gws_status unsigned_token(gws_output *out, void *first, void *second) {
  (void)second;
  return gws_m2m_unsigned(claims_at, NOW, out, first);
}

static gws_status attach(gws_output *out, void *first, void *second) {
  (void)second;
  return gws_m2m_attach(input_at, signature_at, sizeof ones, form, out, first);
}

static gws_status begin(gws_output *out, void *first, void *second) {
  (void)second;
  return gws_m2m_verify_begin(token_at, out, first);
}

static gws_status finish(gws_output *out, void *first, void *second) {
  (void)second;
  return gws_m2m_verify_finish(token_at, signature_valid, expected_at, NOW, out, first);
}

static gws_status certificate_facts(gws_output *out, void *first, void *second) {
  (void)second;
  return gws_certificate_facts(file_at, sizeof certificate_file - 1, out, first);
}

static gws_status sign(gws_output *out, void *first, void *second) {
  (void)second;
  return gws_m2m_sign(private_at, sizeof private_key - 1, passphrase, claims_at, NOW, out, first);
}

static gws_status verify(gws_output *out, void *first, void *second) {
  (void)second;
  return gws_m2m_verify(made_at, public_at, sizeof public_key - 1, expected_at, NOW, out, first);
}

static gws_status check_ird_number(gws_output *out, void *first, void *second) {
  (void)second;
  return gws_ird_number(ird_number, out, first);
}

static gws_status check_client(gws_output *out, void *first, void *second) {
  (void)second;
  return gws_check_client(client_id, out, first);
}

static gws_status check_redirect_uris(gws_output *out, void *first, void *second) {
  (void)second;
  return gws_check_redirect_uris(uris_at, 1, out, first);
}

static gws_status check_ssh(gws_output *out, void *first, void *second) {
  (void)second;
  return gws_check_ssh(public_at, sizeof public_key - 1, out, first);
}

static gws_status check_signing(gws_output *out, void *first, void *second) {
  (void)second;
  return gws_check_signing(signing_at, NOW, out, first);
}

static gws_status check_mtls(gws_output *out, void *first, void *second) {
  (void)second;
  return gws_check_mtls(environment, mtls_at, NOW, out, first);
}

static gws_status services(gws_output *out, void *first, void *second) {
  (void)second;
  return gws_services(out, first);
}

static gws_status service_access(gws_output *out, void *first, void *second) {
  (void)second;
  return gws_service_access(service, client_kind, mechanism, environment, out, first);
}

static gws_status session_login(gws_output *out, void *first, void *second) {
  (void)second;
  return gws_session_login(client_at, access_token, refresh_token, 3600, NOW, before_at, NOW, policy_at, out, first);
}

static gws_status session_logout(gws_output *out, void *first, void *second) {
  return gws_session_logout(client_at, record_at, NOW, policy_at, out, first, second);
}

static gws_status session_reject(gws_output *out, void *first, void *second) {
  (void)second;
  return gws_session_reject(client_at, record_at, 0, NOW, out, first);
}

static gws_status session_facts(gws_output *out, void *first, void *second) {
  (void)second;
  return gws_session_facts(record_at, out, first);
}

static gws_status session_next(gws_output *out, void *first, void *second) {
  return gws_session_next(session, out, first, second);
}

/* A pointer that is passed in, what NULL gives there, and whether it is a text. */
struct slot {
  void *place;
  gws_status when_null;
  int is_text;
};

enum { NEEDED = GWS_STATUS_ARGUMENT_MISSING, OPTIONAL = GWS_STATUS_OK, TEXT = 1, MOST_SLOTS = 12 };

#define POLICY {&policy_at, OPTIONAL, 0}
#define CLAIMS                                                                                    \
  {&claims_at, NEEDED, 0}, {&claims.algorithm, NEEDED, TEXT}, {&claims.certificate, NEEDED, 0},   \
      {&certificate.thumbprint, GWS_STATUS_CERTIFICATE_CHOICE, TEXT},                             \
      {&certificate.thumbprint_sha1, OPTIONAL, TEXT}, {&claims.iss, NEEDED, TEXT}, {&claims.start_logon, OPTIONAL, TEXT}
#define EXPECTED                                                                                                    \
  {&expected_at, NEEDED, 0}, {&expected.iss, OPTIONAL, TEXT}, {&expected.sub, GWS_STATUS_OWNER_CHOICE, TEXT}, \
      {&expected.algorithms, OPTIONAL, 0}
#define CLIENT                                                                                     \
  {&client_at, NEEDED, 0}, {&client.environment, NEEDED, TEXT}, {&client.client_id, NEEDED, TEXT}, \
      {&client.client_secret, GWS_STATUS_CLIENT_AUTH_CHOICE, TEXT}, {&client.relay_url, OPTIONAL, TEXT}

static const struct function {
  const char *name;
  library_call call;
  uint32_t first, second;
  struct slot slots[MOST_SLOTS];
} functions[] = {
    {"gws_environment_urls", environment_urls, sizeof(gws_environment), 0, {{&environment, NEEDED, TEXT}}},
    {"gws_authorize",
     authorize,
     sizeof(gws_login),
     0,
     {{&login_at, NEEDED, 0},
      {&login_arguments.environment, NEEDED, TEXT},
      {&login_arguments.client_id, NEEDED, TEXT},
      {&login_arguments.redirect_uri, NEEDED, TEXT},
      {&login_arguments.entropy, NEEDED, 0},
      {&login_arguments.state, OPTIONAL, TEXT},
      {&login_arguments.code_verifier, OPTIONAL, TEXT}}},
    {"gws_exchange_request",
     exchange,
     sizeof(gws_reply),
     sizeof(gws_http_request),
     {{&pending_at, NEEDED, TEXT}, {&landing_at, NEEDED, TEXT}, CLIENT, POLICY}},
    {"gws_parse_token", parse, sizeof(gws_reply), sizeof(gws_token_set), {{&body_at, NEEDED, 0}, POLICY}},
    {"gws_refresh_request", refresh, sizeof(gws_http_request), 0, {CLIENT, {&refresh_token, NEEDED, TEXT}, POLICY}},
    {"gws_no_reply", no_reply, sizeof(gws_reply), 0, {POLICY}},
    {"gws_inspect_access_token", inspect, sizeof(gws_access_token_facts), 0, {{&jwt, NEEDED, TEXT}}},
    {"gws_introspect_request", introspect, sizeof(gws_http_request), 0, {CLIENT, {&refresh_token, NEEDED, TEXT}, POLICY}},
    {"gws_parse_introspection",
     parse_introspection,
     sizeof(gws_reply),
     sizeof(gws_introspection),
     {{&body_at, NEEDED, 0}, POLICY}},
    {"gws_revoke_request", revoke, sizeof(gws_http_request), 0, {CLIENT, {&refresh_token, NEEDED, TEXT}, POLICY}},
    {"gws_parse_revocation", parse_revocation, sizeof(gws_reply), 0, {{&body_at, NEEDED, 0}, POLICY}},
    {"gws_relay_request",
     relay,
     sizeof(gws_http_request),
     0,
     {{&endpoint, NEEDED, TEXT}, {&form_at, NEEDED, 0}, {&rules_at, NEEDED, 0}, {&rules.redirect_uris, NEEDED, 0}, CLIENT, POLICY}},
    {"gws_explain", explain, sizeof(gws_reply), 0, {{&error, NEEDED, TEXT}, {&description, OPTIONAL, TEXT}, POLICY}},
    {"gws_m2m_unsigned", unsigned_token, sizeof(gws_unsigned_token), 0, {CLAIMS}},
    {"gws_m2m_attach", attach, sizeof(gws_signed_token), 0, {{&input_at, NEEDED, TEXT}, {&signature_at, NEEDED, 0}}},
    {"gws_m2m_verify_begin", begin, sizeof(gws_unverified_token), 0, {{&token_at, NEEDED, TEXT}}},
    {"gws_m2m_verify_finish", finish, sizeof(gws_token_claims), 0, {{&token_at, NEEDED, TEXT}, EXPECTED}},
    {"gws_certificate_facts", certificate_facts, sizeof(gws_certificate), 0, {{&file_at, NEEDED, 0}}},
    {"gws_m2m_sign",
     sign,
     sizeof(gws_signed_token),
     0,
     {{&private_at, NEEDED, 0}, {&passphrase, OPTIONAL, TEXT}, CLAIMS}},
    {"gws_m2m_verify",
     verify,
     sizeof(gws_token_claims),
     0,
     {{&made_at, NEEDED, TEXT}, {&public_at, NEEDED, 0}, EXPECTED}},
    {"gws_ird_number", check_ird_number, sizeof(gws_ird_digits), 0, {{&ird_number, NEEDED, TEXT}}},
    {"gws_check_client", check_client, sizeof(gws_findings), 0, {{&client_id, NEEDED, TEXT}}},
    {"gws_check_redirect_uris",
     check_redirect_uris,
     sizeof(gws_findings),
     0,
     {{&uris_at, NEEDED, 0}, {&uris[0], NEEDED, TEXT}}},
    {"gws_check_ssh", check_ssh, sizeof(gws_findings), 0, {{&public_at, NEEDED, 0}}},
    {"gws_check_signing",
     check_signing,
     sizeof(gws_findings),
     0,
     {{&signing_at, NEEDED, 0},
      {&signing_files.certificate, NEEDED, 0},
      {&signing_files.key, NEEDED, 0},
      {&signing_files.passphrase, OPTIONAL, TEXT},
      {&signing_files.other, NEEDED, 0}}},
    {"gws_check_mtls",
     check_mtls,
     sizeof(gws_findings),
     0,
     {{&environment, NEEDED, TEXT},
      {&mtls_at, NEEDED, 0},
      {&mtls_files.chain, NEEDED, 0},
      {&chain[0], NEEDED, 0},
      {&mtls_files.chain_lengths, NEEDED, 0},
      {&mtls_files.key, NEEDED, 0},
      {&mtls_files.passphrase, OPTIONAL, TEXT},
      {&mtls_files.signing, NEEDED, 0}}},
    {"gws_session_login",
     session_login,
     sizeof(gws_session_swap),
     0,
     {CLIENT,
      {&access_token, NEEDED, TEXT},
      {&refresh_token, OPTIONAL, TEXT},
      {&before_at, OPTIONAL, TEXT},
      POLICY}},
    {"gws_session_logout",
     session_logout,
     sizeof(gws_session_swap),
     sizeof(gws_http_request),
     {CLIENT, {&record_at, NEEDED, TEXT}, POLICY}},
    {"gws_session_reject", session_reject, sizeof(gws_session_swap), 0, {CLIENT, {&record_at, NEEDED, TEXT}}},
    {"gws_session_facts", session_facts, sizeof(gws_session_record), 0, {{&record_at, NEEDED, TEXT}}},
    {"gws_session_next", session_next, sizeof(gws_session_task), sizeof(gws_http_request), {{&session, NEEDED, 0}}},
    {"gws_services", services, sizeof(gws_service_list), 0, {{NULL, OPTIONAL, 0}}},
    {"gws_service_access",
     service_access,
     sizeof(gws_service_answer),
     0,
     {{&service, NEEDED, TEXT}, {&client_kind, NEEDED, TEXT}, {&mechanism, NEEDED, TEXT}, {&environment, NEEDED, TEXT}}},
};

static const struct function *find(const char *name) {
  const struct function *function = functions;
  while (strcmp(function->name, name) != 0) {
    function++;
  }
  return function;
}

#endif
