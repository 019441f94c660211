#if defined(__cplusplus) || (defined(__STDC_VERSION__) && __STDC_VERSION__ >= 199901L)
#define GWS_INLINE static inline
#elif defined(__GNUC__) || defined(_MSC_VER)
#define GWS_INLINE static __inline
#else
#define GWS_INLINE static
#endif

/** `GWS_INIT` as a function: zeros, and the size at the beginning. */
GWS_INLINE void gws_init(void *structure, uint32_t size) {
  unsigned char *byte = (unsigned char *)structure;
  const unsigned char *from = (const unsigned char *)&size;
  uint32_t index;
  for (index = 0; index < size; index++) {
    byte[index] = index < sizeof size ? from[index] : 0;
  }
}

/**
 * Prepares a structure for its first use: everything in it is absent, and the library learns which version of it this
 * header has. `GWS_INIT(client); client.client_id = "...";`
 */
#define GWS_INIT(structure) gws_init(&(structure), (uint32_t)sizeof(structure))

/** Whether a text or bytes are there: 1 or 0. */
GWS_INLINE int gws_is_present(gws_span span) {
  return span.offset != GWS_ABSENT;
}

/** A text of the last call's result, as a C string within the memory of `out`; empty if it is absent. */
GWS_INLINE const char *gws_text(const gws_output *out, gws_span span) {
  return (const char *)(out->bytes + span.offset);
}

/** The bytes of the last call's result. How many there are says the span. */
GWS_INLINE const uint8_t *gws_bytes(const gws_output *out, gws_span span) {
  return out->bytes + span.offset;
}

/**
 * Copies a text of the last call's result, with a NUL behind it, into `capacity` bytes. 1 if it fits; otherwise 0, and `text` is
 * empty: half a token is none. An absent text is copied as the empty one.
 */
GWS_INLINE int gws_copy(const gws_output *out, gws_span span, char *text, size_t capacity) {
  size_t index;
  if (capacity == 0) {
    return 0;
  }
  text[0] = '\0';
  if (span.length >= capacity) {
    return 0;
  }
  for (index = 0; index < span.length; index++) {
    text[index] = (char)out->bytes[span.offset + index];
  }
  text[span.length] = '\0';
  return 1;
}

/**
 * Copies the record with this index out of a list of the last call's result into `size` bytes, and prepares them first: 1, or
 * 0 behind the last one. It serves `gws_finding_at` and its like.
 */
GWS_INLINE int gws_record_at(const gws_output *out, gws_span records, uint32_t count, uint32_t index, void *record,
                             uint32_t size) {
  unsigned char *to = (unsigned char *)record;
  const uint8_t *from;
  size_t each, at;
  gws_init(record, size);
  if (index >= count) {
    return 0;
  }
  each = records.length / count;
  from = out->bytes + records.offset + index * each;
  for (at = sizeof size; at < size && at < each; at++) {
    to[at] = from[at];
  }
  return 1;
}

/**
 * The finding with this index, from 0; GWS_INIT is not needed. 1, or 0 behind the last one:
 * `for (i = 0; gws_finding_at(&out, &findings, i, &finding); i++)`
 */
GWS_INLINE int gws_finding_at(const gws_output *out, const gws_findings *findings, uint32_t index, gws_finding *finding) {
  return gws_record_at(out, findings->records, findings->count, index, finding, (uint32_t)sizeof *finding);
}

/** The service with this index, as `gws_finding_at` does it. */
GWS_INLINE int gws_service_at(const gws_output *out, const gws_service_list *services, uint32_t index, gws_service *service) {
  return gws_record_at(out, services->records, services->count, index, service, (uint32_t)sizeof *service);
}
