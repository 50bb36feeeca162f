/* What the test programs share: a check that says where it failed, texts, and a host that is the same in every run. */
#ifndef VRM_TEST_H
#define VRM_TEST_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vrm.h>

#define CHECK(condition)                                                              \
  do {                                                                                \
    if (!(condition)) {                                                               \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                 \
      exit(1);                                                                        \
    }                                                                                 \
  } while (0)

/* A call that must give this status; says what the library says when it gives another. */
#define GIVES(status, call)                                                           \
  do {                                                                                \
    vrm_status given = (call);                                                        \
    if (given != (status)) {                                                          \
      vrm_bytes said = {NULL, 0};                                                     \
      (void)vrm_error_text(&said);                                                    \
      fprintf(stderr, "%s:%d: %s gave %u, expected %u: %.*s\n", __FILE__, __LINE__,   \
              #call, (unsigned)given, (unsigned)(status), (int)said.length, (const char *)said.data); \
      exit(1);                                                                        \
    }                                                                                 \
  } while (0)

#define OK(call) GIVES(VRM_STATUS_OK, call)

static inline vrm_text text(const char *characters) {
  vrm_text made = {characters, characters ? strlen(characters) : 0};
  return made;
}

static inline vrm_text text_of(vrm_bytes bytes) {
  vrm_text made = {(const char *)bytes.data, bytes.length};
  return made;
}

static const vrm_text NONE = {NULL, 0};

/* Whether bytes hold these characters somewhere. */
static inline int holds(vrm_bytes bytes, const char *characters) {
  size_t length = strlen(characters);
  for (size_t at = 0; at + length <= bytes.length; at++) {
    if (memcmp(bytes.data + at, characters, length) == 0) return 1;
  }
  return 0;
}

/* Randomness that is the same in every run: for tests, and for nothing else. */
static inline vrm_status counting(void *context, uint8_t *bytes, size_t length) {
  uint64_t *state = context;
  for (size_t at = 0; at < length; at++) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    bytes[at] = (uint8_t)(*state >> 56);
  }
  return VRM_STATUS_OK;
}

static inline vrm_random counting_random(uint64_t *seed) {
  vrm_random_functions functions = {sizeof functions, seed, counting, NULL};
  vrm_random random = 0;
  OK(vrm_random_new(&functions, &random));
  return random;
}

#define SETTINGS "{\"preferences\":{\"preferences\":[]},\"language\":\"en\",\"answer_within\":10080,\"child\":false}"

#endif
