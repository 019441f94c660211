#include "signer.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>

struct signer {
  EVP_PKEY *key;
  uint8_t *certificate;
  int certificate_length;
};

enum { A_YEAR = 365 * 24 * 3600 };

static int certify(struct signer *signer, const char *name) {
  X509 *certificate = X509_new();
  X509_NAME *subject = X509_get_subject_name(certificate);
  int made;
  X509_set_version(certificate, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -60);
  X509_gmtime_adj(X509_getm_notAfter(certificate), A_YEAR);
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, (const uint8_t *)name, -1, -1, 0);
  X509_set_issuer_name(certificate, subject);
  X509_set_pubkey(certificate, signer->key);
  made = X509_sign(certificate, signer->key, EVP_sha256()) > 0;
  signer->certificate_length = made ? i2d_X509(certificate, &signer->certificate) : 0;
  X509_free(certificate);
  return signer->certificate_length > 0;
}

struct signer *signer_make(const char *name) {
  struct signer *signer = calloc(1, sizeof *signer);
  if (signer != NULL) {
    signer->key = EVP_EC_gen("P-256");
    if (signer->key == NULL || !certify(signer, name)) {
      signer_drop(signer);
      signer = NULL;
    }
  }
  return signer;
}

void signer_drop(struct signer *signer) {
  if (signer != NULL) {
    EVP_PKEY_free(signer->key);
    OPENSSL_free(signer->certificate);
    free(signer);
  }
}

const uint8_t *signer_certificate(const struct signer *signer, size_t *length) {
  *length = (size_t)signer->certificate_length;
  return signer->certificate;
}

int signer_sign(struct signer *signer, const char *text, uint8_t *signature, size_t *length) {
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  int signed_it = EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, signer->key) == 1 &&
                  EVP_DigestSign(context, signature, length, (const uint8_t *)text, strlen(text)) == 1;
  EVP_MD_CTX_free(context);
  return signed_it;
}
