/* Vectors with a wrong expectation, to see that the runner notices. */
#ifndef SPOIL_H
#define SPOIL_H

#include <jansson.h>

/* A list of copies of a good vector, each wrong in one place; its `id` says where. */
json_t *spoilt_forms(const json_t *vector);

#endif
