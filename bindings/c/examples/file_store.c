#include "file_store.h"

#include <errno.h>
#include <fcntl.h>
#include <gws_auth.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* One more than a record may have: a longer file is no record, and the library says so. */
enum { LONGEST_RECORD = 66561, LONGEST_PATH = 1024 };

int file_load(const char *path, char **record) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  size_t length = 0;
  ssize_t got = 1;
  *record = NULL;
  if (file < 0) {
    return errno == ENOENT;
  }
  *record = calloc(LONGEST_RECORD + 1, 1);
  while (*record != NULL && got > 0 && length < LONGEST_RECORD) {
    got = read(file, *record + length, LONGEST_RECORD - length);
    length += got > 0 ? (size_t)got : 0;
  }
  close(file);
  if (got < 0) {
    free(*record);
    *record = NULL;
  }
  return *record != NULL;
}

/* The version that is stored: 0 without a record, -1 if it cannot be read. */
static int64_t stored_version(const char *path) {
  char *record;
  int64_t version = -1;
  gws_session_record facts;
  gws_output out;
  uint8_t memory[4096];
  if (!file_load(path, &record)) {
    return -1;
  }
  GWS_INIT(facts);
  GWS_INIT(out);
  out.bytes = memory;
  out.capacity = sizeof memory;
  if (record == NULL) {
    return 0;
  }
  if (gws_session_facts(record, &out, &facts) == GWS_STATUS_OK) {
    version = facts.version;
  }
  gws_wipe(record, strlen(record));
  free(record);
  return version;
}

/* Waits for its turn: one process at a time compares and stores. Threads of one process need a mutex as well. */
static int locked(const char *path) {
  char name[LONGEST_PATH];
  struct flock lock;
  int file;
  snprintf(name, sizeof name, "%s.lock", path);
  file = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  memset(&lock, 0, sizeof lock);
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  if (file >= 0 && fcntl(file, F_SETLKW, &lock) != 0) {
    close(file);
    file = -1;
  }
  return file;
}

/* On the disk, before the name means it. */
static int write_whole(const char *name, const char *record) {
  int file = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  size_t length = strlen(record), done = 0;
  ssize_t put = 1;
  while (file >= 0 && put > 0 && done < length) {
    put = write(file, record + done, length - done);
    done += put > 0 ? (size_t)put : 0;
  }
  if (file < 0 || fsync(file) != 0) {
    done = length + 1;
  }
  return file >= 0 && close(file) == 0 && done == length;
}

/* The name is in the folder, which has to reach the disk too. */
static int sync_folder(const char *path) {
  char folder[LONGEST_PATH];
  char *slash;
  int file, synced;
  snprintf(folder, sizeof folder, "%s", path);
  slash = strrchr(folder, '/');
  if (slash == NULL) {
    strcpy(folder, ".");
  } else {
    slash[slash == folder] = '\0';
  }
  file = open(folder, O_RDONLY | O_CLOEXEC);
  synced = file >= 0 && fsync(file) == 0;
  return file >= 0 && close(file) == 0 && synced;
}

int file_swap(const char *path, const char *record, int64_t expected_version) {
  char fresh[LONGEST_PATH];
  int lock, stored;
  if (strlen(path) + sizeof ".fresh" > sizeof fresh) {
    return 0;
  }
  snprintf(fresh, sizeof fresh, "%s.fresh", path);
  lock = locked(path);
  stored = lock >= 0 && stored_version(path) == expected_version && write_whole(fresh, record) && rename(fresh, path) == 0 &&
           sync_folder(path);
  if (lock >= 0) {
    close(lock);
  }
  return stored;
}
