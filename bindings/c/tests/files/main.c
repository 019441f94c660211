/* Key and certificate files as people have them (tests/m2m/files): read, or named by their code. */

#include <gws_auth.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOW INT64_C(1795761887)

static uint8_t memory[8192];
static int failures, tried;

struct file {
  uint8_t bytes[8192];
  size_t length;
};

static struct file key, certificate;

static void load(struct file *file, const char *name) {
  const char *folder = getenv("GWS_FILES");
  char path[1024];
  FILE *stream;
  snprintf(path, sizeof path, "%s/%s", folder == NULL ? "tests/m2m/files" : folder, name);
  stream = fopen(path, "rb");
  if (stream == NULL) {
    fprintf(stderr, "%s cannot be opened: GWS_FILES names the folder\n", path);
    exit(2);
  }
  file->length = fread(file->bytes, 1, sizeof file->bytes, stream);
  fclose(stream);
}

static void expect(gws_status found, gws_status wanted, const char *name) {
  tried++;
  if (found != wanted) {
    failures++;
    fprintf(stderr, "%s: %s where %s was expected\n", name, gws_status_code(found), gws_status_code(wanted));
  }
}

static void sign(const char *key_name, const char *certificate_name, const char *algorithm, gws_status wanted) {
  gws_output out;
  gws_certificate_reference reference;
  gws_claims_to_sign claims;
  gws_signed_token token;
  load(&key, key_name);
  load(&certificate, certificate_name);
  GWS_INIT(out);
  out.bytes = memory;
  out.capacity = sizeof memory;
  GWS_INIT(reference);
  reference.der = certificate.bytes;
  reference.der_length = (uint32_t)certificate.length;
  GWS_INIT(claims);
  claims.algorithm = algorithm;
  claims.certificate = &reference;
  claims.iss = "www.example.com";
  GWS_INIT(token);
  expect(gws_m2m_sign(key.bytes, key.length, NULL, &claims, NOW, &out, &token), wanted, key_name);
}

static void leaf(const char *name) {
  gws_output out;
  gws_certificate facts;
  load(&certificate, name);
  GWS_INIT(out);
  out.bytes = memory;
  out.capacity = sizeof memory;
  GWS_INIT(facts);
  expect(gws_certificate_facts(certificate.bytes, certificate.length, &out, &facts), GWS_STATUS_OK, name);
  if (facts.count != 2 || strcmp(gws_text(&out, facts.subject), "CN=Weka Payroll Limited") != 0) {
    failures++;
    fprintf(stderr, "%s: not the leaf\n", name);
  }
}

int main(void) {
  sign("k_literal_n.pem", "ec.crt", "ES256", GWS_STATUS_OK);
  sign("k_indented.pem", "c_der_nl.der", "ES256", GWS_STATUS_OK);
  sign("k_utf16le.pem", "ec.crt", "ES256", GWS_STATUS_OK);
  sign("k_b64_of_pem.txt", "c_b64_bare.txt", "ES256", GWS_STATUS_OK);
  sign("k_label_rsa_but_p8.pem", "rsa.crt", "RS256", GWS_STATUS_OK);
  sign("k_end_4dashes.pem", "ec.crt", "ES256", GWS_STATUS_PEM_END);
  sign("k_p8_longlen.pem", "ec.crt", "ES256", GWS_STATUS_FILE_BER);
  sign("k.ppk", "ec.crt", "ES256", GWS_STATUS_FILE_PUTTY);
  sign("a.jks", "ec.crt", "ES256", GWS_STATUS_FILE_JAVA_KEY_STORE);
  sign("old.p12", "ec.crt", "ES256", GWS_STATUS_FILE_PKCS12);
  sign("rsa3p.pem", "rsa3p.crt", "RS256", GWS_STATUS_KEY_RSA_PRIMES);
  leaf("chain2_root_first.pem");
  leaf("cat_leaf_ca.pem");
  printf("files C: %d tried, %d failed\n", tried, failures);
  return failures == 0 ? 0 : 1;
}
