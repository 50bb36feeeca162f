/* A store, a keeper and randomness of the program's own: what they fail with, calls back into the handle that calls them, and
   threads that use one handle. */
#include <pthread.h>

#include "life.h"
#include "table.h"

/* A store that calls its handle back. */
static vrm_person called_back;
static vrm_status heard[3];

static void calls_back(const char *function) {
  vrm_bytes out = {NULL, 0};
  (void)function;
  heard[0] = vrm_person_id(called_back, &out);
  heard[1] = vrm_person_expire(called_back, NONE, NOW, &out);
  heard[2] = vrm_person_refresh(called_back);
  CHECK(out.data == NULL);
}

static int locked = 0;

static vrm_status turned(void *context, vrm_text key, vrm_sink out) {
  (void)context;
  if (locked) return VRM_STATUS_KEEPER_LOCKED;
  char bytes[64];
  CHECK(key.length <= sizeof bytes);
  for (size_t at = 0; at < key.length; at++) bytes[at] = (char)(key.data[at] ^ 7);
  vrm_text made = {bytes, key.length};
  return vrm_sink_value(out, made);
}

static vrm_status no_randomness(void *context, uint8_t *bytes, size_t length) {
  (void)context;
  memset(bytes, 1, length);
  return 1;
}

static vrm_status add(vrm_person person, const char *vendor) {
  vrm_bytes out = {NULL, 0};
  vrm_status status = vrm_person_add_vendor(person, text(vendor), text(NOBODY), NONE, NOW, &out);
  CHECK((status == VRM_STATUS_OK) == (out.data != NULL));
  vrm_bytes_free(&out);
  return status;
}

typedef struct {
  vrm_person person;
  int number;
} worker;

static void *adds(void *context) {
  const worker *one = context;
  for (int n = 0; n < 20; n++) {
    char vendor[64];
    snprintf(vendor, sizeof vendor, "did:web:shop%d-%d.example", one->number, n);
    OK(add(one->person, vendor));
  }
  return NULL;
}

int main(void) {
  static table all;
  uint64_t seed = 1;
  vrm_store store = 0;
  vrm_keeper keeper = 0;
  vrm_person person = 0, again = 0;
  vrm_view view = 0;
  vrm_bytes out = {NULL, 0}, id = {NULL, 0};
  vrm_random random = counting_random(&seed), none = 0;

  /* What is no such struct. */
  vrm_store_functions functions = over(&all);
  functions.size -= 1;
  GIVES(VRM_STATUS_BORDER_STRUCT, vrm_store_new(&functions, &store));
  functions = over(&all);
  functions.commit = NULL;
  GIVES(VRM_STATUS_BORDER_NULL, vrm_store_new(&functions, &store));
  CHECK(store == 0 && all.dropped == 0);
  functions = over(&all);
  OK(vrm_store_new(&functions, &store));
  vrm_keeper_functions keeps = {sizeof keeps, NULL, turned, turned, NULL};
  OK(vrm_keeper_new(&keeps, &keeper));
  vrm_random_functions fails = {sizeof fails, NULL, no_randomness, NULL};
  OK(vrm_random_new(&fails, &none));

  /* No randomness, no life. */
  GIVES(VRM_STATUS_KEYS_RANDOMNESS_FAILED, vrm_person_create(store, keeper, none, text(SETTINGS), NOW, &person));
  CHECK(all.count == 0 && person == 0);
  OK(vrm_person_create(store, keeper, random, text(SETTINGS), NOW, &person));

  /* A keeper that is locked. */
  OK(vrm_person_id(person, &id));
  locked = 1;
  GIVES(VRM_STATUS_KEEPER_LOCKED, vrm_person_open(store, keeper, random, text_of(id), &again));
  locked = 0;
  OK(vrm_person_open(store, keeper, random, text_of(id), &again));
  OK(vrm_person_free(again));

  /* A store that fails, and one that cannot tell. */
  all.before = VRM_STATUS_STORE_UNCHANGED;
  GIVES(VRM_STATUS_STORE_UNCHANGED, add(person, "did:web:shop.example"));
  all.before = 77;
  GIVES(VRM_STATUS_STORE_UNKNOWN, add(person, "did:web:shop.example"));
  all.before = VRM_STATUS_OK;
  OK(vrm_person_settle(person, &out));
  CHECK(holds(out, "not-done"));
  vrm_bytes_free(&out);
  all.after = 77;
  GIVES(VRM_STATUS_STORE_UNKNOWN, add(person, "did:web:shop.example"));
  all.after = VRM_STATUS_OK;
  OK(vrm_person_settle(person, &out));
  CHECK(holds(out, "\"done\""));
  vrm_bytes_free(&out);
  GIVES(VRM_STATUS_STATE_ALREADY_KNOWN, add(person, "did:web:shop.example"));

  /* A store that calls its handle back. */
  called_back = person;
  all.first = calls_back;
  OK(add(person, "did:web:other.example"));
  all.first = NULL;
  for (int n = 0; n < 3; n++) CHECK(heard[n] == VRM_STATUS_BORDER_REENTRANT);

  /* Threads. */
  pthread_t threads[4];
  worker workers[4];
  for (int n = 0; n < 4; n++) {
    workers[n].person = person;
    workers[n].number = n;
    CHECK(pthread_create(&threads[n], NULL, adds, &workers[n]) == 0);
  }
  for (int n = 0; n < 4; n++) CHECK(pthread_join(threads[n], NULL) == 0);
  OK(vrm_person_view(person, &view));
  OK(vrm_view_relationships(view, &out));
  CHECK(out.length == 82 * 35 + 1);
  vrm_bytes_free(&out);

  /* The store sits the exam. */
  OK(vrm_conformance(fresh, NULL, &out));
  CHECK(holds(out, "null"));
  vrm_bytes_free(&out);

  /* What the program brought is given back once, when nothing needs it any more. */
  OK(vrm_store_free(store));
  CHECK(all.dropped == 0);
  OK(vrm_view_free(view));
  OK(vrm_person_free(person));
  CHECK(all.dropped == 1 && all.count == 0);
  vrm_bytes_free(&id);
  OK(vrm_keeper_free(keeper));
  OK(vrm_random_free(none));
  OK(vrm_random_free(random));
  return 0;
}
