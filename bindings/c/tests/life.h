/* A person and a desk, and somebody who carries letters between them. JSON is looked through as text: what is looked for here
   is ids and signed texts, which hold no character that JSON escapes. */
#ifndef VRM_LIFE_H
#define VRM_LIFE_H

#include "test.h"

#define NOW 1772357400

#define AGENT                                                                                               \
  "{\"preferences\":{\"preferences\":[{\"when\":\"always\",\"talk\":\"anyone\",\"accept\":[\"SD-BASE\"]," \
  "\"by\":\"agent\"}]},\"language\":\"en\",\"answer_within\":10080,\"child\":false}"

#define CARE                                                                                        \
  "{\"processes\":[{\"data\":[\"pd:EmailAddress\"],\"purpose\":[\"dpv:CustomerCare\"],"           \
  "\"operation\":[\"dpv:Use\"],\"recipient\":[\"vendor\"],\"basis\":\"contract\"}]}"

#define CARE_REQUEST                                                                              \
  "{\"data\":\"pd:EmailAddress\",\"purpose\":\"dpv:CustomerCare\",\"operation\":\"dpv:Use\"," \
  "\"recipient\":\"vendor\"}"

#define NOBODY "{\"name\":null,\"hosts\":[],\"sectors\":[]}"

/* What stands between `"name":"` and the next quote, from `from` on; `{NULL, 0}` where there is none. */
static inline vrm_text member(vrm_text json, const char *name) {
  char key[64];
  int length = snprintf(key, sizeof key, "\"%s\":\"", name);
  for (size_t at = 0; at + (size_t)length <= json.length; at++) {
    if (memcmp(json.data + at, key, (size_t)length) == 0) {
      const char *start = json.data + at + length;
      const char *end = memchr(start, '"', json.length - at - (size_t)length);
      CHECK(end != NULL);
      vrm_text found = {start, (size_t)(end - start)};
      return found;
    }
  }
  return NONE;
}

/* What comes behind a part of a text. */
static inline vrm_text behind(vrm_text whole, vrm_text part) {
  vrm_text rest = {part.data + part.length, (size_t)(whole.data + whole.length - part.data) - part.length};
  return rest;
}

/* The first text of a JSON list of texts. */
static inline vrm_text first_of(vrm_bytes list) {
  CHECK(list.length > 4);
  const char *start = (const char *)list.data + 2;
  const char *end = memchr(start, '"', list.length - 2);
  CHECK(end != NULL);
  vrm_text found = {start, (size_t)(end - start)};
  return found;
}

/* A copy of a text that lives on when the JSON it stands in is freed. */
static inline vrm_text kept(vrm_text part) {
  char *copy = malloc(part.length + 1);
  CHECK(copy != NULL);
  memcpy(copy, part.data, part.length);
  vrm_text made = {copy, part.length};
  return made;
}

static inline void drop(vrm_text part) { free((void *)(uintptr_t)part.data); }

typedef struct {
  vrm_store stores[2];
  vrm_keeper keeper;
  vrm_random randoms[2];
  uint64_t seeds[2];
  vrm_person person;
  vrm_desk desk;
} pair;

/* A person and a desk that both let their agents say yes to the base agreement. */
static inline void begin(pair *both) {
  vrm_bytes outcome = {NULL, 0};
  both->seeds[0] = 1;
  both->seeds[1] = 2;
  for (int at = 0; at < 2; at++) {
    OK(vrm_store_memory(&both->stores[at]));
    both->randoms[at] = counting_random(&both->seeds[at]);
  }
  OK(vrm_keeper_secret(text("01234567890123456789012345678901"), &both->keeper));
  OK(vrm_person_create(both->stores[0], both->keeper, both->randoms[0], text(AGENT), NOW, &both->person));
  OK(vrm_desk_create(both->stores[1], both->keeper, both->randoms[1], NONE, text("Shop"), text(SETTINGS), NOW,
                     &both->desk));
  OK(vrm_desk_declare(both->desk, text("SD-BASE"), text(CARE), NONE, NOW, &outcome));
  vrm_bytes_free(&outcome);
  OK(vrm_desk_set_settings(both->desk, text(AGENT), NONE, NOW, &outcome));
  vrm_bytes_free(&outcome);
  OK(vrm_desk_publish(both->desk, NONE, NOW, &outcome));
  vrm_bytes_free(&outcome);
}

static inline void finish(pair *both) {
  OK(vrm_person_free(both->person));
  OK(vrm_desk_free(both->desk));
  OK(vrm_keeper_free(both->keeper));
  for (int at = 0; at < 2; at++) {
    OK(vrm_random_free(both->randoms[at]));
    OK(vrm_store_free(both->stores[at]));
  }
}

static inline void taken(vrm_bytes *reception) {
  if (!holds(*reception, "\"kind\":\"received\"") && !holds(*reception, "\"kind\":\"replay\"")) {
    fprintf(stderr, "%.*s\n", (int)reception->length, (const char *)reception->data);
    exit(1);
  }
  vrm_bytes_free(reception);
}

/* Carries letters until there are none. */
static inline void carry(const pair *both) {
  for (int round = 0; round < 20; round++) {
    vrm_bytes mine = {NULL, 0}, theirs = {NULL, 0}, reception = {NULL, 0};
    OK(vrm_person_outbox(both->person, NOW, &mine));
    OK(vrm_desk_outbox(both->desk, NOW, &theirs));
    if (mine.length == 2 && theirs.length == 2) {
      vrm_bytes_free(&mine);
      vrm_bytes_free(&theirs);
      return;
    }
    vrm_text rest = text_of(mine), id;
    while ((id = member(rest, "id")).data != NULL) {
      vrm_text bytes = member(behind(rest, id), "bytes");
      OK(vrm_desk_receive(both->desk, bytes, NOW, &reception));
      taken(&reception);
      OK(vrm_person_sent(both->person, id));
      rest = behind(rest, bytes);
    }
    rest = text_of(theirs);
    vrm_text customer;
    while ((customer = member(rest, "customer")).data != NULL) {
      id = member(behind(rest, customer), "id");
      vrm_text bytes = member(behind(rest, id), "bytes");
      OK(vrm_person_receive(both->person, bytes, NOW, &reception));
      taken(&reception);
      OK(vrm_desk_sent(both->desk, customer, id));
      rest = behind(rest, bytes);
    }
    vrm_bytes_free(&mine);
    vrm_bytes_free(&theirs);
  }
  CHECK(!"letters go on for ever");
}

/* The person adds the shop, takes its page, proffers, and they agree; the relationship is the caller's to drop. */
static inline vrm_text agree(const pair *both) {
  vrm_bytes did = {NULL, 0}, page = {NULL, 0}, outcome = {NULL, 0}, reception = {NULL, 0};
  OK(vrm_desk_did(both->desk, &did));
  OK(vrm_person_add_vendor(both->person, text_of(did), text(NOBODY), NONE, NOW, &outcome));
  vrm_text relationship = kept(member(text_of(outcome), "relationship"));
  vrm_bytes_free(&outcome);
  OK(vrm_desk_profile(both->desk, &page));
  OK(vrm_person_receive(both->person, text_of(page), NOW, &reception));
  taken(&reception);
  OK(vrm_person_proffer(both->person, relationship, text("[\"SD-BASE\"]"), NONE, NOW, &outcome));
  vrm_bytes_free(&outcome);
  vrm_bytes_free(&page);
  vrm_bytes_free(&did);
  carry(both);
  return relationship;
}

#endif
