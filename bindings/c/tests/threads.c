/* Threads at once on one handle and on two, what is freed while a call of it runs, and sinks after their callback. */
#include <pthread.h>

#include "life.h"
#include "table.h"

#define ROUNDS 200

static vrm_text shop;

typedef struct {
  vrm_person person;
  vrm_view view;
  vrm_desk desk;
  vrm_terms terms;
  int freed;
} shared;

/* A call that goes well, or finds the handle freed. */
static void or_freed(shared *all, vrm_status status, vrm_bytes *out) {
  CHECK(status == VRM_STATUS_OK || vrm_error_code() == status);
  if (!all->freed || status != VRM_STATUS_BORDER_HANDLE) OK(status);
  vrm_bytes_free(out);
}

static void *calls(void *context) {
  shared *all = context;
  for (int round = 0; round < ROUNDS; round++) {
    vrm_request request = {.size = sizeof request, .data = text("pd:EmailAddress"), .purpose = text("dpv:CustomerCare"),
                           .operation = text("dpv:Use"), .recipient = text("vendor")};
    vrm_verdict verdict = {sizeof verdict, 0, 0};
    vrm_bytes out = {NULL, 0};
    or_freed(all, vrm_decide(all->view, shop, &request, NOW, &verdict), &out);
    or_freed(all, vrm_terms_verdict(all->terms, &request, &verdict), &out);
    or_freed(all, vrm_view_relationships(all->view, &out), &out);
    or_freed(all, vrm_person_outbox(all->person, NOW, &out), &out);
    or_freed(all, vrm_desk_customers(all->desk, &out), &out);
    or_freed(all, vrm_person_refresh(all->person), &out);
  }
  return NULL;
}

static void *frees(void *context) {
  shared *all = context;
  OK(vrm_view_free(all->view));
  OK(vrm_terms_free(all->terms));
  OK(vrm_person_free(all->person));
  OK(vrm_desk_free(all->desk));
  return NULL;
}

static void run(void *(*first)(void *), void *one, void *(*second)(void *), void *other) {
  pthread_t threads[3];
  CHECK(pthread_create(&threads[0], NULL, first, one) == 0);
  CHECK(pthread_create(&threads[1], NULL, first, one) == 0);
  CHECK(pthread_create(&threads[2], NULL, second, other) == 0);
  for (int at = 0; at < 3; at++) CHECK(pthread_join(threads[at], NULL) == 0);
}

/* Handles over the same two lives. */
static shared opened(const pair *both) {
  shared all = {0, 0, 0, 0, 0};
  vrm_bytes id = {NULL, 0};
  OK(vrm_person_id(both->person, &id));
  OK(vrm_person_open(both->stores[0], both->keeper, both->randoms[0], text_of(id), &all.person));
  OK(vrm_desk_open(both->stores[1], both->keeper, both->randoms[1], &all.desk));
  OK(vrm_person_view(all.person, &all.view));
  OK(vrm_entry_terms(0, text("SD-BASE"), &all.terms));
  vrm_bytes_free(&id);
  return all;
}

/* The errors of a thread are its own. */
static void *fails(void *context) {
  vrm_bytes out = {NULL, 0};
  (void)context;
  CHECK(vrm_error_code() == VRM_STATUS_OK);
  OK(vrm_error_text(&out));
  CHECK(out.length == 0);
  vrm_bytes_free(&out);
  GIVES(VRM_STATUS_BORDER_HANDLE, vrm_view_free(0));
  CHECK(vrm_error_code() == VRM_STATUS_BORDER_HANDLE);
  return NULL;
}

/* A keeper that keeps its sink, answers twice, and with nothing that could be read. */
static vrm_sink kept_sink;

static vrm_status answers(void *context, vrm_text key, vrm_sink sink) {
  vrm_text missing = {NULL, 5}, huge = {"x", SIZE_MAX};
  (void)context;
  kept_sink = sink;
  GIVES(VRM_STATUS_BORDER_NULL, vrm_sink_value(sink, missing));
  GIVES(VRM_STATUS_BORDER_STRUCT, vrm_sink_value(sink, huge));
  GIVES(VRM_STATUS_BORDER_NULL, vrm_sink_pair(sink, missing, key));
  GIVES(VRM_STATUS_BORDER_STRUCT, vrm_sink_pair(sink, key, huge));
  GIVES(VRM_STATUS_BORDER_HANDLE, vrm_sink_value(sink + 1, key));
  GIVES(VRM_STATUS_BORDER_HANDLE, vrm_store_free(sink));
  OK(vrm_sink_value(sink, text("the first, which does not count")));
  return vrm_sink_value(sink, key);
}

static vrm_status says_nothing(void *context, vrm_text key, vrm_sink sink) {
  (void)context;
  (void)key;
  (void)sink;
  return VRM_STATUS_OK;
}

static void sinks(void) {
  uint64_t seed = 1;
  vrm_store store = 0;
  vrm_keeper keeper = 0;
  vrm_random random = counting_random(&seed);
  vrm_person person = 0, again = 0;
  vrm_bytes id = {NULL, 0};
  vrm_keeper_functions keeps = {sizeof keeps, NULL, answers, answers, NULL}, none = {sizeof none, NULL, says_nothing, says_nothing, NULL};
  OK(vrm_store_memory(&store));
  OK(vrm_keeper_new(&none, &keeper));
  GIVES(VRM_STATUS_KEEPER_FAILED, vrm_person_create(store, keeper, random, text(SETTINGS), NOW, &person));
  OK(vrm_keeper_free(keeper));
  OK(vrm_keeper_new(&keeps, &keeper));
  OK(vrm_person_create(store, keeper, random, text(SETTINGS), NOW, &person));
  OK(vrm_person_id(person, &id));
  OK(vrm_person_open(store, keeper, random, text_of(id), &again));
  GIVES(VRM_STATUS_BORDER_HANDLE, vrm_sink_value(kept_sink, text("late")));
  GIVES(VRM_STATUS_BORDER_HANDLE, vrm_sink_pair(kept_sink, text("late"), text("late")));
  vrm_bytes_free(&id);
  OK(vrm_person_free(person));
  OK(vrm_person_free(again));
  OK(vrm_keeper_free(keeper));
  OK(vrm_random_free(random));
  OK(vrm_store_free(store));
}

int main(void) {
  pair both, others;
  vrm_bytes did = {NULL, 0};
  sinks();
  begin(&both);
  begin(&others);
  vrm_text relationship = agree(&both), other = agree(&others);
  OK(vrm_desk_did(both.desk, &did));
  shop = text_of(did);
  GIVES(VRM_STATUS_BORDER_HANDLE, vrm_view_free(0));
  run(fails, NULL, fails, NULL);

  /* Two threads on one, a third on another. */
  shared one = opened(&both), two = opened(&others);
  run(calls, &one, calls, &two);
  /* Freed while they run. */
  one.freed = 1;
  run(calls, &one, frees, &one);
  two.freed = 1;
  run(calls, &two, frees, &two);

  vrm_bytes_free(&did);
  drop(relationship);
  drop(other);
  finish(&both);
  finish(&others);
  return 0;
}
