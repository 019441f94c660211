/* The employer's key, in OpenSSL. With a hardware module only this file changes. */
#ifndef SIGNER_H
#define SIGNER_H

#include <stddef.h>
#include <stdint.h>

struct signer;

/* A new P-256 key and a self-signed certificate for it, valid for a year. */
struct signer *signer_make(const char *name);
void signer_drop(struct signer *signer);

/* The certificate, in DER. */
const uint8_t *signer_certificate(const struct signer *signer, size_t *length);

/* The signature over a text, in DER; 0 if the key could not sign. `length`: the room, then what was used. */
int signer_sign(struct signer *signer, const char *text, uint8_t *signature, size_t *length);

#endif
