/* The sweep: `c_sweep.rs` writes the calls of every function in the header where the two comments in capitals stand. */
#include <pthread.h>

#include "life.h"
#include "table.h"

#define ANY UINT32_MAX

static char big[1 << 12];
static unsigned char before[256];
static _Thread_local _Alignas(16) unsigned char room[256];
static _Atomic int failed;
/* Whether a call of the living person's is running. */
static int busy;

static vrm_ledger live_vrm_ledger;
static vrm_person stale, live_vrm_person;
static vrm_desk live_vrm_desk;
static vrm_store live_vrm_store;
static vrm_keeper live_vrm_keeper;
static vrm_random live_vrm_random;
static vrm_roster live_vrm_roster;
static vrm_terms live_vrm_terms;
static vrm_view live_vrm_view;
static vrm_sink live_vrm_sink;
static vrm_text deep, relationship, customer, agreement, grant, vendor, bundle, held;

/* What a call gave: what fails writes nothing. Then everything is as it was before it. */
static void look(const char *round, const char *name, int is_right, vrm_status status, vrm_bytes *out) {
  int wrote = out->data != NULL || out->length != 0 || memcmp(room, before, sizeof room) != 0;
  if (!is_right || (status != VRM_STATUS_OK && wrote)) {
    fprintf(stderr, "%s: %s gave %u%s\n", round, name, (unsigned)status, wrote ? " and wrote" : "");
    failed = 1;
  }
  if (status != VRM_STATUS_OK && strncmp(name, "vrm_error_", 10) != 0) CHECK(vrm_error_code() == status);
  vrm_bytes_free(out);
  memset(room, 0x5a, sizeof room);
}

/* A call of a round. */
static void any(const char *round, const char *name, int must_fail, vrm_status status, vrm_bytes *out) {
  look(round, name, !must_fail || status != VRM_STATUS_OK, status, out);
}

/* A call that must give this status or, with ANY, one that is not OK. */
static void one(const char *argument, const char *name, vrm_status expected, vrm_status status, vrm_bytes *out) {
  look(argument, name, expected == ANY ? status != VRM_STATUS_OK : status == expected, status, out);
}

static void sweep(void) {
  vrm_bytes out = {NULL, 0};
  memset(room, 0x5a, sizeof room);
/* ROUNDS */
}

static void singly(void) {
  vrm_bytes out = {NULL, 0};
  vrm_request request = {.size = sizeof request, .data = text("pd:EmailAddress"), .purpose = text("dpv:CustomerCare"),
                         .operation = text("dpv:Use"), .recipient = text("vendor")};
  memset(room, 0x5a, sizeof room);
/* SINGLY */
}

static void *sweeps(void *context) {
  (void)context;
  sweep();
  return NULL;
}

/* What a callback does: each of them, once while the living person's call runs and once while none does. */
static const char *FUNCTIONS[] = {"get", "scan", "commit", "drop", "wrap", "unwrap", "fill", "fresh"};
static int armed, inside, heard[8][2];

static void calls_back(const char *function) {
  if (!armed || inside) return;
  size_t at = 0;
  while (strcmp(FUNCTIONS[at], function) != 0) at++;
  if (heard[at][busy]++ > 0) return;
  inside = 1;
  sweep();
  inside = 0;
}

static vrm_status wraps(void *context, vrm_text key, vrm_sink wrapped) {
  (void)context;
  calls_back("wrap");
  return vrm_sink_value(wrapped, key);
}

static vrm_status unwraps(void *context, vrm_text wrapped, vrm_sink key) {
  (void)context;
  calls_back("unwrap");
  return vrm_sink_value(key, wrapped);
}

static vrm_status fills(void *context, uint8_t *bytes, size_t length) {
  calls_back("fill");
  return counting(context, bytes, length);
}

static vrm_status makes(void *context, vrm_store *store) {
  calls_back("fresh");
  return fresh(context, store);
}

/* Every function from within every callback. */
static void reentered(void) {
  static table all;
  uint64_t seed = 3;
  vrm_store store = 0;
  vrm_keeper keeper = 0;
  vrm_random random = 0;
  vrm_person hooked = 0, again = 0, aside = live_vrm_person;
  vrm_bytes id = {NULL, 0}, out = {NULL, 0};
  vrm_store_functions functions = over(&all);
  vrm_keeper_functions keeps = {sizeof keeps, NULL, wraps, unwraps, NULL};
  vrm_random_functions draws = {sizeof draws, &seed, fills, NULL};
  OK(vrm_store_new(&functions, &store));
  OK(vrm_keeper_new(&keeps, &keeper));
  OK(vrm_random_new(&draws, &random));
  all.first = calls_back;
  armed = 1;
  OK(vrm_person_create(store, keeper, random, text(SETTINGS), NOW, &hooked));
  OK(vrm_person_id(hooked, &id));
  OK(vrm_person_open(store, keeper, random, text_of(id), &again));
  live_vrm_person = hooked;
  busy = 1;
  OK(vrm_person_add_vendor(hooked, text("did:web:shop.example"), text(NOBODY), NONE, NOW, &out));
  OK(vrm_person_refresh(hooked));
  busy = 0;
  live_vrm_person = aside;
  vrm_bytes_free(&out);
  OK(vrm_conformance(makes, NULL, &out));
  vrm_bytes_free(&out);
  OK(vrm_person_free(again));
  OK(vrm_person_free(hooked));
  OK(vrm_random_free(random));
  OK(vrm_keeper_free(keeper));
  OK(vrm_store_free(store));
  armed = 0;
  vrm_bytes_free(&id);
  for (size_t at = 0; at < 8; at++) CHECK(heard[at][0] > 0);
  CHECK((heard[0][1] > 0 || heard[1][1] > 0) && heard[2][1] > 0 && heard[6][1] > 0);
}

int main(void) {
  pair both;
  pthread_t threads[2];
  vrm_bytes did = {NULL, 0}, customers = {NULL, 0}, grants = {NULL, 0}, file = {NULL, 0}, one_grant = {NULL, 0};
  memset(big, '[', sizeof big);
  memset(before, 0x5a, sizeof before);
  deep.data = big;
  deep.length = sizeof big;
  begin(&both);
  relationship = agree(&both);
  live_vrm_person = both.person;
  live_vrm_desk = both.desk;
  live_vrm_store = both.stores[0];
  live_vrm_keeper = both.keeper;
  live_vrm_random = both.randoms[0];
  OK(vrm_ledger_new(&live_vrm_ledger));
  OK(vrm_entry_terms(0, text("SD-BASE"), &live_vrm_terms));
  OK(vrm_roster_excerpt(0, text("SD-BASE"), &live_vrm_roster));
  OK(vrm_person_view(live_vrm_person, &live_vrm_view));
  OK(vrm_person_create(live_vrm_store, live_vrm_keeper, live_vrm_random, text(SETTINGS), NOW, &stale));
  OK(vrm_person_free(stale));
  live_vrm_sink = stale;
  OK(vrm_desk_did(live_vrm_desk, &did));
  OK(vrm_desk_customers(live_vrm_desk, &customers));
  OK(vrm_view_grants(live_vrm_view, relationship, &grants));
  vendor = text_of(did);
  customer = first_of(customers);
  agreement = member(text_of(grants), "agreement");
  grant = member(text_of(grants), "id");
  OK(vrm_person_bundle(live_vrm_person, relationship, agreement, &file));
  bundle = text_of(file);
  OK(vrm_view_grant(live_vrm_view, relationship, grant, &one_grant));
  held = text_of(one_grant);

  singly();
  sweep();
  for (int at = 0; at < 2; at++) CHECK(pthread_create(&threads[at], NULL, sweeps, NULL) == 0);
  for (int at = 0; at < 2; at++) CHECK(pthread_join(threads[at], NULL) == 0);
  reentered();

  OK(vrm_view_free(live_vrm_view));
  OK(vrm_ledger_free(live_vrm_ledger));
  OK(vrm_roster_free(live_vrm_roster));
  OK(vrm_terms_free(live_vrm_terms));
  vrm_bytes_free(&did);
  vrm_bytes_free(&customers);
  vrm_bytes_free(&grants);
  vrm_bytes_free(&file);
  vrm_bytes_free(&one_grant);
  drop(relationship);
  finish(&both);
  return failed;
}
