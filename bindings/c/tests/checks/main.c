/* What the on-boarding asks for: findings are data, and the services are a table. */

#include <gws_auth.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOW INT64_C(1795761887)

static uint8_t memory[GWS_ENOUGH];
static gws_output out;
static gws_findings findings;
static int failures, tried;

struct file {
  uint8_t bytes[8192];
  uint32_t length;
};

static struct file load(const char *name) {
  const char *folder = getenv("GWS_FILES");
  char path[1024];
  struct file file;
  FILE *stream;
  snprintf(path, sizeof path, "%s/%s", folder == NULL ? "tests/m2m/files" : folder, name);
  stream = fopen(path, "rb");
  if (stream == NULL) {
    fprintf(stderr, "%s cannot be opened: GWS_FILES names the folder\n", path);
    exit(2);
  }
  file.length = (uint32_t)fread(file.bytes, 1, sizeof file.bytes, stream);
  fclose(stream);
  return file;
}

static void check(int holds, const char *what) {
  tried++;
  if (!holds) {
    failures++;
    fprintf(stderr, "FAILED %s\n", what);
  }
}

/* The findings with this verdict, by their codes and each once, are these; each finding is whole. */
static void expect(gws_status status, gws_verdict verdict, const char *codes, const char *what) {
  char found[1024] = "";
  gws_finding finding;
  gws_verdict worst = GWS_VERDICT_NONE;
  uint32_t index;
  check(status == GWS_STATUS_OK, gws_status_code(status));
  for (index = 0; gws_finding_at(&out, &findings, index, &finding); index++) {
    check(finding.size == sizeof finding && finding.code.length > 0 && finding.seen.length > 0 &&
              strlen(gws_text(&out, finding.rule)) == finding.rule.length && strchr(gws_text(&out, finding.rule), '-') != NULL &&
              gws_is_present(finding.remedy) == (finding.verdict != GWS_VERDICT_PASS),
          what);
    worst = finding.verdict > worst ? finding.verdict : worst;
    if (finding.verdict == verdict) {
      strcat(found, found[0] == '\0' ? "" : " ");
      strncat(found, gws_text(&out, finding.code), 100);
    }
  }
  check(index == findings.count && index > 0 && worst == findings.verdict, "the count or the worst verdict");
  check(finding.size == sizeof finding && finding.code.length == 0, "something behind the last finding");
  if (strcmp(found, codes) != 0) {
    fprintf(stderr, "%s: %s\n", gws_verdict_code(verdict), found);
    check(0, what);
  }
}

static void try_client(void) {
  static const char *good[] = {"https://client.example.com/return", "http://localhost:5001/"};
  static const char *bad[] = {"https://client.example.com/#x"};
  expect(gws_check_client("SmartSoftware_SmartPay", &out, &findings), GWS_VERDICT_PASS, "client_id_character client_id_form",
         "a good client id");
  expect(gws_check_client("Smart:Pay", &out, &findings), GWS_VERDICT_FAIL, "client_id_colon", "a colon in the client id");
  expect(gws_check_redirect_uris(good, 2, &out, &findings), GWS_VERDICT_FAIL, "", "good redirect URIs");
  expect(gws_check_redirect_uris(good, 2, &out, &findings), GWS_VERDICT_WARN, "redirect_uri_localhost", "localhost");
  expect(gws_check_redirect_uris(bad, 1, &out, &findings), GWS_VERDICT_FAIL, "redirect_uri_fragment", "a fragment");
  expect(gws_check_redirect_uris(NULL, 0, &out, &findings), GWS_VERDICT_FAIL, "redirect_uri_none", "no redirect URI");
}

static void try_signing(void) {
  struct file certificate = load("ec.crt"), key = load("k_literal_n.pem"), other_key = load("rsa3p.pem");
  gws_signing_files files;
  GWS_INIT(files);
  files.certificate = certificate.bytes;
  files.certificate_length = certificate.length;
  expect(gws_check_signing(&files, NOW, &out, &findings), GWS_VERDICT_FAIL, "", "a good certificate");
  expect(gws_check_signing(&files, INT64_C(4000000000), &out, &findings), GWS_VERDICT_FAIL, "certificate_expired", "an old one");
  files.key = key.bytes;
  files.key_length = key.length;
  expect(gws_check_signing(&files, NOW, &out, &findings), GWS_VERDICT_FAIL, "", "a good pair");
  files.other = certificate.bytes;
  files.other_length = certificate.length;
  expect(gws_check_signing(&files, NOW, &out, &findings), GWS_VERDICT_FAIL, "key_shared", "one key for both environments");
  files.other = NULL;
  files.other_length = 0;
  files.key = other_key.bytes;
  files.key_length = other_key.length;
  expect(gws_check_signing(&files, NOW, &out, &findings), GWS_VERDICT_FAIL, "key_rsa_primes", "a key that cannot be read");
}

static void try_mtls(void) {
  struct file certificate = load("ec.crt"), other = load("rsa.crt");
  const uint8_t *chain[2];
  uint32_t lengths[2];
  gws_mtls_files files;
  GWS_INIT(files);
  files.chain = chain;
  files.chain_lengths = lengths;
  chain[0] = certificate.bytes;
  lengths[0] = certificate.length;
  files.chain_count = 1;
  files.signing = certificate.bytes;
  files.signing_length = certificate.length;
  expect(gws_check_mtls("test", &files, NOW, &out, &findings), GWS_VERDICT_FAIL,
         "common_name_form mtls_self_signed mtls_key_signs", "a certificate that signs");
  files.signing = other.bytes;
  files.signing_length = other.length;
  expect(gws_check_mtls("test", &files, NOW, &out, &findings), GWS_VERDICT_PASS, "certificate_ends_soon mtls_key_signs",
         "another one for signing");
  chain[1] = certificate.bytes;
  lengths[1] = 3;
  files.chain_count = 2;
  expect(gws_check_mtls("nowhere", &files, NOW, &out, &findings), GWS_VERDICT_FAIL,
         "environment_unknown file_unknown mtls_self_signed", "half a chain, and no environment");
  files.chain_count = 4097;
  check(gws_check_mtls("test", &files, NOW, &out, &findings) == GWS_STATUS_ARGUMENT_MISSING, "a count that was never set");
}

static void try_ssh(void) {
  static const char rsa[] = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAQDO me", ecdsa[] =
      "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBCLULbq0JQMGw06KX4nbibQg93ET+6JeZst9"
      "9Id3Tr81vB+kB5R9RCzP0fFKFavzuH8GzB9L/SgWEAOdc+ccDLc= me";
  expect(gws_check_ssh((const uint8_t *)rsa, sizeof rsa - 1, &out, &findings), GWS_VERDICT_FAIL, "ssh_algorithm", "an RSA key");
  expect(gws_check_ssh((const uint8_t *)ecdsa, sizeof ecdsa - 1, &out, &findings), GWS_VERDICT_FAIL, "", "an ECDSA key");
}

static void try_services(void) {
  static uint8_t answers[4096];
  gws_output at;
  gws_service_list services;
  gws_service service;
  gws_service_answer answer;
  uint32_t index, with_m2m = 0;
  GWS_INIT(at);
  at.bytes = answers;
  at.capacity = sizeof answers;
  GWS_INIT(services);
  check(gws_services(&out, &services) == GWS_STATUS_OK && services.count > 10, "the services");
  for (index = 0; gws_service_at(&out, &services, index, &service); index++) {
    const char *code = gws_text(&out, service.code);
    GWS_INIT(answer);
    check(gws_service_access(code, "cloud", "m2m", "test", &at, &answer) == GWS_STATUS_OK, code);
    check(answer.allowed == service.m2m && gws_is_present(answer.obstacle) == !service.m2m, code);
    check((strncmp(gws_text(&at, answer.url), "https://test5.services.ird.govt.nz:4046/", 40) == 0) == service.m2m, code);
    check(gws_is_present(service.cloud) || gws_is_present(service.desktop) || service.ssh, code);
    with_m2m += service.m2m == 1;
  }
  check(index == services.count && with_m2m > 0 && with_m2m < index, "the count of services");
  check(gws_service_access("no_such", "cloud", "m2m", "test", &at, &answer) == GWS_STATUS_ARGUMENT_UNKNOWN, "no such service");
}

/* A library of another version has longer or shorter records: what both sides know is copied, the rest is absent. */
static void try_versions(void) {
  struct {
    gws_finding known;
    uint64_t more;
  } newer;
  gws_finding older;
  size_t known = offsetof(gws_finding, remedy);
  check(gws_check_client("Smart:Pay", &out, &findings) == GWS_STATUS_OK, "a colon in the client id");
  memset(&newer, 0xA5, sizeof newer);
  check(gws_record_at(&out, findings.records, findings.count, 0, &newer, sizeof newer) == 1 && newer.more == 0 &&
            newer.known.size == sizeof newer && strcmp(gws_text(&out, newer.known.code), "client_id_colon") == 0,
        "a newer header's record");
  memset(&older, 0xA5, sizeof older);
  check(gws_record_at(&out, findings.records, findings.count, 0, &older, (uint32_t)known) == 1 && older.size == known &&
            older.seen.length > 0 && ((const uint8_t *)&older)[known] == 0xA5,
        "an older header's record");
}

/* As much as GWS_ENOUGH speaks of: 64 texts, 65,536 bytes, and each in as many findings as can be. */
static void try_most(void) {
  static char uri[1024];
  const char *uris[64];
  size_t index;
  memset(uri, 'a', sizeof uri - 1);
  memcpy(uri, "http://localhost:5001/", 22);
  for (index = 0; index < 64; index++) {
    uris[index] = uri;
  }
  check(gws_check_redirect_uris(uris, 64, &out, &findings) == GWS_STATUS_OK && findings.count == 64 * 3, "the most");
}

int main(void) {
  GWS_INIT(out);
  out.bytes = memory;
  out.capacity = sizeof memory;
  GWS_INIT(findings);
  try_client();
  try_signing();
  try_mtls();
  try_ssh();
  try_services();
  try_versions();
  try_most();
  printf("checks C: %d tried, %d failed\n", tried, failures);
  return failures == 0 ? 0 : 1;
}
