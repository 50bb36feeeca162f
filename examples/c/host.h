/* What a program brings: randomness, the carrying of letters, a way to read JSON, and an end for when a call fails. */
#ifndef HOST_H
#define HOST_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vrm.h>

static const vrm_text NONE = {NULL, 0};

static inline vrm_text text(const char *characters) {
  vrm_text made = {characters, strlen(characters)};
  return made;
}

static inline vrm_text text_of(vrm_bytes bytes) {
  vrm_text made = {(const char *)bytes.data, bytes.length};
  return made;
}

/* A call that has to go well; the library says what was wrong, and what would be right. */
#define DO(call) done((call), #call)

static inline void done(vrm_status status, const char *call) {
  if (status == VRM_STATUS_OK) return;
  vrm_bytes said = {NULL, 0};
  (void)vrm_error_text(&said);
  fprintf(stderr, "%s: %u %.*s\n", call, (unsigned)status, (int)said.length, (const char *)said.data);
  exit(1);
}

/* The text of the next member of this name behind `after`, or none. A program takes its JSON library; ids and letters have no
   character that JSON escapes, so that this is enough here. */
static inline vrm_text member(vrm_text json, vrm_text after, const char *name) {
  char key[64];
  size_t length = (size_t)snprintf(key, sizeof key, "\"%s\":\"", name);
  const char *at = after.data ? after.data + after.length : json.data, *end = json.data + json.length;
  for (; (size_t)(end - at) > length; at++) {
    if (memcmp(at, key, length) != 0) continue;
    const char *quote = memchr(at + length, '"', (size_t)(end - at) - length);
    vrm_text found = {at + length, quote ? (size_t)(quote - at) - length : 0};
    return found;
  }
  return NONE;
}

/* Carries letters between a person and a desk, by whatever way an app has, until there are none. */
/* What came was taken, or the program ends with why not. */
static inline void taken(vrm_bytes *reception) {
  DO(vrm_reception_accepted(text_of(*reception)));
  vrm_bytes_free(reception);
}

static inline void carry(vrm_person person, vrm_desk desk, int64_t now) {
  vrm_bytes mine = {NULL, 0}, theirs = {NULL, 0}, took = {NULL, 0};
  for (int more = 1; more;) {
    vrm_text to, id, letter = NONE;
    DO(vrm_person_outbox(person, now, &mine));
    DO(vrm_desk_outbox(desk, now, &theirs));
    more = mine.length > 2 || theirs.length > 2;
    while ((id = member(text_of(mine), letter, "id")).data) {
      letter = member(text_of(mine), id, "bytes");
      DO(vrm_desk_receive(desk, letter, now, &took));
      taken(&took);
      DO(vrm_person_sent(person, id));
    }
    letter = NONE;
    while ((to = member(text_of(theirs), letter, "customer")).data) {
      id = member(text_of(theirs), to, "id");
      letter = member(text_of(theirs), id, "bytes");
      DO(vrm_person_receive(person, letter, now, &took));
      taken(&took);
      DO(vrm_desk_sent(desk, to, id));
    }
    vrm_bytes_free(&mine);
    vrm_bytes_free(&theirs);
  }
}

/* The system's randomness. */
static inline vrm_status system_random(void *context, uint8_t *bytes, size_t length) {
  (void)context;
  FILE *file = fopen("/dev/urandom", "rb");
  if (!file) return 1;
  size_t had = fread(bytes, 1, length, file);
  fclose(file);
  return had == length ? VRM_STATUS_OK : 1;
}

#endif
