/* A store of session records in files, for the processes of one machine: each record a file of its own, mode 0600. */
#ifndef FILE_STORE_H
#define FILE_STORE_H

#include <stddef.h>
#include <stdint.h>

/* Reads the record: 1, and `record` is NULL if there is none, else to be freed; 0 if it cannot be read. */
int file_load(const char *path, char **record);

/* Stores the record if the stored version is `expected_version` (0: no record): 1; 0 if it is another, or nobody knows. */
int file_swap(const char *path, const char *record, int64_t expected_version);

#endif
