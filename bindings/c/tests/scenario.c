/* Plays the life in `bindings/scenario/life.json`, which is the one argument: after each step what is told and where every
   history stands must be what the file says. */
#include "json.h"

#define MOST 64

typedef struct told {
  const char *name;
  vrm_text value;
  struct told *next;
} told;

/* What a step with a name told. */
typedef struct named {
  vrm_text name;
  told *told;
  struct named *next;
} named;

typedef struct {
  char name[64];
  vrm_store store;
  vrm_random random;
  uint64_t seed;
  vrm_person person;
  vrm_desk desk;
} seat;

typedef struct {
  char name[128], head[96];
} place;

typedef struct {
  json *of, *args;
  seat *on;
  vrm_text command;
  int64_t at;
  vrm_view view;
  told *told;
} step;

static seat seats[MOST];
static size_t seat_count = 0;
static place places[MOST];
static size_t place_count = 0;
static named *all_told = NULL;
static vrm_keeper keeper;
static const char *const DESK = "00000000000000000000000000000000";

/* --- the host: the same in every language */

static vrm_status turned(vrm_text key, vrm_sink sink) {
  char bytes[64];
  if (key.length > sizeof bytes) return VRM_STATUS_KEEPER_FAILED;
  for (size_t at = 0; at < key.length; at++) bytes[at] = (char)(key.data[at] ^ 7);
  vrm_text made = {bytes, key.length};
  return vrm_sink_value(sink, made);
}

static vrm_status wrap(void *context, vrm_text key, vrm_sink wrapped) {
  (void)context;
  return turned(key, wrapped);
}

static vrm_status unwrap(void *context, vrm_text wrapped, vrm_sink key) {
  (void)context;
  return turned(wrapped, key);
}

/* --- texts */

static vrm_text kept(const char *data, size_t length) {
  growing made = {NULL, 0, 0};
  grow(&made, data, length);
  vrm_text text = {made.data, made.length};
  return text;
}

static vrm_text grown(const growing *of) {
  vrm_text made = {of->data ? of->data : "", of->length};
  return made;
}

/* What a call gave, which lives until the end. */
static vrm_text taken(vrm_bytes *bytes) {
  vrm_text made = kept((const char *)bytes->data, bytes->length);
  vrm_bytes_free(bytes);
  return made;
}

static const char *letters(vrm_text text) { return kept(text.data, text.length).data; }

static vrm_text hash_of(vrm_text bytes) {
  vrm_bytes hash = {NULL, 0};
  OK(vrm_terms_hash_of(bytes, &hash));
  return taken(&hash);
}

static void tell(step *s, const char *name, vrm_text value) {
  told *made = held(sizeof *made);
  made->name = name;
  made->value = value;
  made->next = s->told;
  s->told = made;
}

/* A value as a text: a text itself, nothing for null, anything else as it stands. */
static vrm_text shown(const json *value) {
  if (value == NULL || value->kind == JSON_NULL) return text("");
  return value->kind == JSON_TEXT ? value->text : value->raw;
}

static void tell_member(step *s, const char *name, json *of, const char *path) { tell(s, name, shown(json_member(of, path))); }

/* Of each item what stands at the path, joined; what is not there is left out. */
static vrm_text joined(const json *list, const char *path, const char *between, int raw) {
  growing all = {NULL, 0, 0};
  CHECK(list != NULL && list->kind == JSON_LIST);
  int first = 1;
  for (json *item = list->first; item != NULL; item = item->next) {
    json *found = json_member(item, path);
    if (found == NULL || found->kind == JSON_NULL) continue;
    vrm_text value = raw ? found->raw : shown(found);
    if (!first) grow(&all, between, strlen(between));
    grow(&all, value.data, value.length);
    first = 0;
  }
  return grown(&all);
}

static void tell_all(step *s, const char *name, const json *list, const char *path) {
  tell(s, name, joined(list, path, " ", 0));
}

static void tell_count(step *s, const char *name, size_t count) {
  char digits[24];
  tell(s, name, kept(digits, (size_t)snprintf(digits, sizeof digits, "%zu", count)));
}

static json *first_of(json *list) { return list->first; }

static json *last_of(json *list) {
  json *last = list->first;
  while (last != NULL && last->next != NULL) last = last->next;
  return last;
}

/* --- arguments */

/* A text that is `$NAME/MEMBER` is what the step of that name told. */
static vrm_text meant(vrm_text written) {
  if (written.length == 0 || written.data[0] != '$') return written;
  const char *slash = memchr(written.data, '/', written.length);
  CHECK(slash != NULL);
  vrm_text name = {written.data + 1, (size_t)(slash - written.data) - 1};
  vrm_text member = {slash + 1, written.length - name.length - 2};
  for (named *of = all_told; of != NULL; of = of->next) {
    if (!same(name, letters(of->name))) continue;
    for (told *one = of->told; one != NULL; one = one->next) {
      if (same(member, one->name)) return one->value;
    }
  }
  fprintf(stderr, "nothing is %s\n", letters(written));
  exit(1);
}

static void written(growing *to, const json *value) {
  const char *ends = value->kind == JSON_LIST ? "[]" : "{}";
  if (value->kind == JSON_TEXT) {
    json_write_text(to, meant(value->text));
    return;
  }
  if (value->kind != JSON_LIST && value->kind != JSON_OBJECT) {
    grow(to, value->raw.data, value->raw.length);
    return;
  }
  grow(to, ends, 1);
  for (const json *item = value->first; item != NULL; item = item->next) {
    if (item != value->first) grow(to, ",", 1);
    if (value->kind == JSON_OBJECT) {
      json_write_text(to, item->name);
      grow(to, ":", 1);
    }
    written(to, item);
  }
  grow(to, ends + 1, 1);
}

/* An argument that is a text, or none. */
static vrm_text a(const step *s, const char *name) {
  json *found = json_member(s->args, name);
  if (found == NULL) return NONE;
  CHECK(found->kind == JSON_TEXT);
  return meant(found->text);
}

/* An argument as its JSON. */
static vrm_text j(const step *s, const char *name) {
  json *found = json_member(s->args, name);
  growing all = {NULL, 0, 0};
  CHECK(found != NULL);
  written(&all, found);
  return grown(&all);
}

static int64_t n(const step *s, const char *name) {
  json *found = json_member(s->args, name);
  CHECK(found != NULL && found->kind == JSON_NUMBER);
  return found->number;
}

/* --- who there is */

static seat *seat_of(vrm_text name) {
  for (size_t at = 0; at < seat_count; at++) {
    if (same(name, seats[at].name) && (seats[at].person || seats[at].desk)) return &seats[at];
  }
  return NULL;
}

static seat *new_seat(const step *s) {
  json *name = json_member(s->of, "as");
  CHECK(name != NULL && seat_count < MOST);
  seat *made = &seats[seat_count++];
  CHECK(snprintf(made->name, sizeof made->name, "%s", letters(name->text)) > 0);
  made->seed = (uint64_t)n(s, "seed");
  made->random = counting_random(&made->seed);
  OK(vrm_store_memory(&made->store));
  return made;
}

static vrm_person person(const step *s) {
  CHECK(s->on != NULL && s->on->person != 0);
  return s->on->person;
}

static vrm_desk desk(const step *s) {
  CHECK(s->on != NULL && s->on->desk != 0);
  return s->on->desk;
}

/* The person's life, or a desk's customer's; it is freed when the step is over. */
static vrm_status viewed(step *s) {
  CHECK(s->on != NULL);
  return s->on->desk ? vrm_desk_customer(s->on->desk, a(s, "customer"), &s->view) : vrm_person_view(s->on->person, &s->view);
}

/* --- what a call gave, told */

static void tell_outcome(step *s, json *of) {
  json *said = json_member(of, "said");
  tell_member(s, "log", of, "log");
  tell_member(s, "relationship", of, "relationship");
  tell_all(s, "kinds", json_member(of, "kinds"), "");
  tell_all(s, "said", said, "kind");
  tell_member(s, "letter", first_of(said), "letter");
  tell_member(s, "id", first_of(said), "id");
  tell_member(s, "item", of, "item");
}

static void tell_reception(step *s, json *of) {
  vrm_text kind = shown(json_member(of, "kind"));
  tell(s, "reception", kind);
  if (same(kind, "received")) {
    tell_outcome(s, json_member(of, "outcome"));
  } else if (same(kind, "replay")) {
    tell_all(s, "letters", json_member(of, "letters"), "");
  } else if (same(kind, "needs-keys")) {
    tell_member(s, "did", of, "did");
  } else {
    tell_member(s, "error", of, "failure/name");
  }
}

static void tell_nothing(step *s, json *of) { (void)s, (void)of; }
static void tell_kind(step *s, json *of) { tell_member(s, "decision", of, "kind"); }
static void tell_pin(step *s, json *of) { tell_member(s, "hash", of, "machine"), tell_member(s, "version", of, "name/version"); }
static void tell_question(step *s, json *of) { tell_member(s, "reply", of, "reply"), tell_member(s, "grant", of, "grant"); }
static void tell_items(step *s, json *of) { tell_all(s, "items", of, "id"); }
static void tell_tombstones(step *s, json *of) { tell_all(s, "ids", of, "id"); }
static void tell_inbox(step *s, json *of) { tell_all(s, "offers", json_member(of, "offers"), "id"); }
static void tell_casts(step *s, json *of) { tell_all(s, "casts", of, "id"), tell_all(s, "states", of, "state"); }
static void tell_incidents(step *s, json *of) { tell_all(s, "incidents", of, "id"), tell_all(s, "states", of, "state"); }
static void tell_given(step *s, json *of) { tell_all(s, "disclosures", of, "id"), tell_all(s, "states", of, "state"); }

static void tell_customers(step *s, json *of) {
  tell_all(s, "customers", of, "");
  tell(s, "last", shown(last_of(of)));
}

static void tell_outbox(step *s, json *of) {
  vrm_text to = a(s, "to");
  json *letter = of->first;
  while (letter != NULL && !same(shown(json_member(letter, "to")), letters(to))) letter = letter->next;
  CHECK(letter != NULL);
  tell_all(s, "letters", of, "id");
  tell_member(s, "letter", letter, "id");
  tell_member(s, "sealed", letter, "bytes");
}

static void tell_relationship(step *s, json *of) {
  json *agreements = json_member(of, "agreements");
  tell_member(s, "vendor", of, "vendor");
  tell_member(s, "state", of, "state");
  tell_member(s, "negotiation", of, "negotiation/state");
  tell(s, "last", shown(last_of(agreements)));
  tell_all(s, "agreements", agreements, "");
  tell_all(s, "in_force", json_member(of, "in_force"), "");
  tell_all(s, "questions", json_member(of, "questions"), "");
  tell_count(s, "waiting", json_count(json_member(of, "waiting")));
}

static void tell_agreement(step *s, json *of) {
  vrm_text one = shown(json_member(of, "agreement/person")), other = shown(json_member(of, "agreement/vendor"));
  growing both = {NULL, 0, 0};
  grow(&both, one.data, one.length);
  grow(&both, "\n", 1);
  grow(&both, other.data, other.length);
  tell(s, "bytes", grown(&both));
  tell_member(s, "id", of, "agreement/id");
  tell_member(s, "state", of, "state");
  tell_member(s, "first", of, "first");
}

static void tell_grants(step *s, json *of) {
  tell_all(s, "grants", of, "id");
  tell_all(s, "statuses", of, "status");
  tell_member(s, "first", first_of(of), "id");
}

static void tell_ranking(step *s, json *of) {
  json *offers = json_member(of, "offers");
  tell_all(s, "offers", offers, "id");
  tell_all(s, "scores", offers, "score");
  tell_all(s, "left_out", json_member(of, "left_out"), "id");
  tell_member(s, "best", first_of(offers), "id");
}

static void tell_consents(step *s, json *of) {
  tell(s, "bytes", joined(of, "record/json", "\n", 1));
  tell_all(s, "consents", of, "id");
  tell_all(s, "statuses", of, "status");
}

static void tell_receipt(step *s, json *of) {
  json *record = json_member(of, "record/json");
  CHECK(record != NULL);
  tell(s, "bytes", record->raw);
  tell_count(s, "excess", json_count(json_member(of, "excess")));
  tell_member(s, "refused", of, "refused");
}

static void tell_item(step *s, json *of) {
  json *content = json_member(of, "content");
  CHECK(content != NULL);
  tell_member(s, "data", of, "facts/data");
  tell(s, "content", content->raw);
}

static void tell_values(step *s, json *of) {
  tell_all(s, "data", of, "data");
  tell(s, "values", joined(of, "value", " ", 1));
}

static void tell_givable(step *s, json *of) {
  tell_member(s, "grant", first_of(of), "grant");
  tell_member(s, "item", first_of(of), "item");
  tell_all(s, "grants", of, "grant");
}

static void tell_rights(step *s, json *of) {
  tell_all(s, "claims", of, "id");
  tell_all(s, "states", of, "state");
  tell_all(s, "due", of, "due");
}

/* Sentences, in both languages, a line each. */
static void said(growing *all, json *sentence) {
  const char *languages[] = {"english", "french"};
  for (int at = 0; at < 2; at++) {
    vrm_text words = shown(json_member(sentence, languages[at]));
    if (all->length) grow(all, "\n", 1);
    grow(all, words.data, words.length);
  }
}

static void tell_lines(step *s, json *of) {
  growing all = {NULL, 0, 0};
  json *lines = json_member(of, "lines");
  for (json *line = lines->first; line != NULL; line = line->next) {
    json *sentences = json_member(line, "sentences");
    if (sentences == NULL) said(&all, json_member(line, "sentence"));
    for (json *one = sentences ? sentences->first : NULL; one != NULL; one = one->next) said(&all, one);
  }
  tell(s, "bytes", grown(&all));
  tell_count(s, "lines", json_count(lines));
}

static void tell_findings(step *s, json *of) {
  tell_member(s, "agreement", of, "agreement");
  tell_all(s, "labels", json_member(of, "statements"), "label");
}

static void tell_events(step *s, json *of) {
  tell(s, "bytes", joined(of, "text", "", 0));
  tell_all(s, "kinds", of, "kind");
}

/* --- the calls; those whose answer is no JSON tell it themselves */

typedef vrm_status (*act)(step *s, vrm_bytes *out);

#define CALL(name, call) \
  static vrm_status name(step *s, vrm_bytes *out) { return call; }

/* A command of a person's or a desk's: what every one of them takes at the end. */
#define PERSON(name, ...) CALL(person_##name, vrm_person_##name(person(s), __VA_ARGS__, s->command, s->at, out))
#define AT_DESK(name, ...) CALL(desk_##name, vrm_desk_##name(desk(s), __VA_ARGS__, s->command, s->at, out))

/* A question of a view's, which may give none: then there is nothing to tell. */
#define VIEW(name, ...)                                       \
  static vrm_status view_##name(step *s, vrm_bytes *out) {    \
    vrm_status status = viewed(s);                            \
    return status ? status : vrm_view_##name(s->view, __VA_ARGS__, out); \
  }
#define WHOLE_VIEW(name)                                      \
  static vrm_status view_##name(step *s, vrm_bytes *out) {    \
    vrm_status status = viewed(s);                            \
    return status ? status : vrm_view_##name(s->view, out);   \
  }

static vrm_status seated(step *s, vrm_status status, const seat *made) {
  vrm_bytes id = {NULL, 0};
  if (status != VRM_STATUS_OK) return status;
  OK(vrm_person_id(made->person, &id));
  tell(s, "id", taken(&id));
  return status;
}

static vrm_status person_create(step *s, vrm_bytes *out) {
  (void)out;
  seat *made = new_seat(s);
  return seated(s, vrm_person_create(made->store, keeper, made->random, j(s, "settings"), s->at, &made->person), made);
}

static vrm_status person_open(step *s, vrm_bytes *out) {
  (void)out;
  seat *made = new_seat(s), *of = seat_of(a(s, "store"));
  CHECK(of != NULL);
  return seated(s, vrm_person_open(of->store, keeper, made->random, a(s, "id"), &made->person), made);
}

static vrm_status person_import(step *s, vrm_bytes *out) {
  (void)out;
  seat *made = new_seat(s);
  return seated(s, vrm_person_import(a(s, "bytes"), made->store, keeper, made->random, &made->person), made);
}

static vrm_status person_free(step *s, vrm_bytes *out) {
  (void)out;
  vrm_status status = vrm_person_free(person(s));
  s->on->person = 0;
  return status;
}

static vrm_status desk_create(step *s, vrm_bytes *out) {
  (void)out;
  seat *made = new_seat(s);
  vrm_bytes did = {NULL, 0};
  vrm_status status = vrm_desk_create(made->store, keeper, made->random, a(s, "did"), a(s, "name"), j(s, "settings"), s->at,
                                      &made->desk);
  if (status != VRM_STATUS_OK) return status;
  OK(vrm_desk_did(made->desk, &did));
  tell(s, "did", taken(&did));
  return status;
}

/* What a call gives that is no JSON, told under a name. */
static vrm_status plain(step *s, vrm_status status, vrm_bytes *made, const char *name) {
  if (status == VRM_STATUS_OK) tell(s, name, taken(made));
  return status;
}

static vrm_status person_danger_export(step *s, vrm_bytes *out) {
  return plain(s, vrm_person_danger_export(person(s), out), out, "sealed");
}

static vrm_status desk_profile(step *s, vrm_bytes *out) { return plain(s, vrm_desk_profile(desk(s), out), out, "bytes"); }

static vrm_status desk_proof(step *s, vrm_bytes *out) {
  return plain(s, vrm_desk_proof(desk(s), a(s, "customer"), a(s, "letter"), out), out, "proof");
}

static vrm_status person_bundle(step *s, vrm_bytes *out) {
  return plain(s, vrm_person_bundle(person(s), a(s, "relationship"), a(s, "agreement"), out), out, "bytes");
}

static vrm_status person_sent(step *s, vrm_bytes *out) {
  (void)out;
  return vrm_person_sent(person(s), a(s, "letter"));
}

static vrm_status person_leads_through(step *s, vrm_bytes *out) {
  seat *of = seat_of(a(s, "of"));
  CHECK(of != NULL);
  OK(vrm_person_head(of->person, out));
  return vrm_person_leads_through(person(s), taken(out));
}

static vrm_status carry(step *s, vrm_bytes *out) {
  json *desks = json_member(s->args, "desks");
  growing refused = {NULL, 0, 0};
  size_t count = 0, before;
  do {
    before = count;
    OK(vrm_person_outbox(person(s), s->at, out));
    for (json *letter = json_parse(taken(out))->first; letter != NULL; letter = letter->next, count++) {
      for (json *name = desks->first; name != NULL; name = name->next) {
        OK(vrm_desk_receive(seat_of(name->text)->desk, shown(json_member(letter, "bytes")), s->at, out));
        vrm_text error = shown(json_member(json_parse(taken(out)), "failure/name"));
        if (error.length && refused.length) grow(&refused, " ", 1);
        grow(&refused, error.data, error.length);
      }
      OK(vrm_person_sent(person(s), shown(json_member(letter, "id"))));
    }
    for (json *name = desks->first; name != NULL; name = name->next) {
      vrm_desk from = seat_of(name->text)->desk;
      OK(vrm_desk_outbox(from, s->at, out));
      for (json *one = json_parse(taken(out))->first; one != NULL; one = one->next, count++) {
        OK(vrm_person_receive(person(s), shown(json_member(one, "letter/bytes")), s->at, out));
        vrm_text error = shown(json_member(json_parse(taken(out)), "failure/name"));
        if (error.length && refused.length) grow(&refused, " ", 1);
        grow(&refused, error.data, error.length);
        OK(vrm_desk_sent(from, shown(json_member(one, "customer")), shown(json_member(one, "letter/id"))));
      }
    }
  } while (count != before);
  tell_count(s, "letters", count);
  tell(s, "refused", grown(&refused));
  return VRM_STATUS_OK;
}

PERSON(set_settings, j(s, "settings"))
PERSON(set_terms, a(s, "terms"))
PERSON(load_roster, a(s, "document"), a(s, "statement"), a(s, "authority"))
PERSON(add_vendor, a(s, "vendor"), j(s, "about"))
PERSON(describe_vendor, a(s, "relationship"), j(s, "about"))
PERSON(proffer, a(s, "relationship"), j(s, "entries"))
PERSON(accept, a(s, "relationship"))
PERSON(answer, a(s, "relationship"), a(s, "question"), a(s, "reply"))
PERSON(withdraw, a(s, "relationship"), a(s, "agreement"), j(s, "which"))
PERSON(pause, a(s, "relationship"), a(s, "agreement"), j(s, "which"))
PERSON(resume, a(s, "relationship"), a(s, "agreement"), j(s, "which"))
PERSON(block, j(s, "block"))
PERSON(unblock, a(s, "id"))
PERSON(record_use, a(s, "relationship"), a(s, "grant"))
PERSON(rotate_keys, a(s, "relationship"))
PERSON(announce, j(s, "announcement"))
PERSON(withdraw_intention, a(s, "intention"))
PERSON(choose, a(s, "intention"), a(s, "offer"))
PERSON(store_item, j(s, "new"))
PERSON(replace_item, a(s, "item"), j(s, "new"))
PERSON(remove_item, a(s, "item"))
PERSON(give, a(s, "relationship"), a(s, "grant"), j(s, "items"))
PERSON(forget_data, a(s, "relationship"), a(s, "disclosure"))
PERSON(forget_values, a(s, "relationship"), a(s, "disclosure"), j(s, "places"))
PERSON(consent, a(s, "relationship"), a(s, "agreement"), (uint32_t)n(s, "process"), a(s, "data"))
PERSON(claim, a(s, "relationship"), j(s, "claim"))
PERSON(complete_claim, a(s, "relationship"), a(s, "answer"), a(s, "proof"))
PERSON(withdraw_claim, a(s, "relationship"), a(s, "claim"))
PERSON(escalate_claim, a(s, "relationship"), a(s, "claim"))
PERSON(report_incident, a(s, "relationship"), a(s, "incident"))
PERSON(close_incident, a(s, "relationship"), a(s, "incident"))
PERSON(end, a(s, "relationship"), a(s, "agreement"))
PERSON(terminate, a(s, "relationship"))
PERSON(erase, a(s, "relationship"))
CALL(person_expire, vrm_person_expire(person(s), s->command, s->at, out))
CALL(person_close_life, vrm_person_close_life(person(s), s->command, s->at, out))
CALL(person_receive, vrm_person_receive(person(s), a(s, "bytes"), s->at, out))
CALL(person_decide, vrm_person_decide(person(s), a(s, "vendor"), j(s, "request"), s->at, out))
CALL(person_outbox, vrm_person_outbox(person(s), s->at, out))
CALL(person_inbox, vrm_person_inbox(person(s), a(s, "intention"), out))
CALL(person_inbox_rank,
     vrm_person_inbox_rank(person(s), a(s, "intention"), text("[]"), s->at, (uint32_t)n(s, "limit"), out))
CALL(person_item, vrm_person_item(person(s), a(s, "item"), out))
CALL(person_disclosed, vrm_person_disclosed(person(s), a(s, "relationship"), a(s, "disclosure"), out))
CALL(person_copy, vrm_person_copy(person(s), a(s, "relationship"), a(s, "letter"), out))
CALL(person_events_since, vrm_person_events_since(person(s), (uint64_t)n(s, "position"), (uint32_t)n(s, "limit"), out))

AT_DESK(declare, a(s, "entry"), j(s, "declaration"))
AT_DESK(set_settings, j(s, "settings"))
AT_DESK(ask, a(s, "customer"), a(s, "agreement"), j(s, "request"))
AT_DESK(announce_keys, a(s, "customer"))
AT_DESK(offer, a(s, "customer"), j(s, "quote"), a(s, "entry"), n(s, "until"))
AT_DESK(issue, a(s, "customer"), a(s, "agreement"), j(s, "issuer"))
AT_DESK(answer_right, a(s, "customer"), a(s, "claim"), j(s, "answer"))
AT_DESK(give_copy, a(s, "customer"), a(s, "claim"), j(s, "answer"), j(s, "data"))
AT_DESK(notify_incident, a(s, "customer"), j(s, "incident"))
AT_DESK(erase, a(s, "customer"))
CALL(desk_publish, vrm_desk_publish(desk(s), s->command, s->at, out))
CALL(desk_rotate_keys, vrm_desk_rotate_keys(desk(s), s->command, s->at, out))
CALL(desk_customers, vrm_desk_customers(desk(s), out))
CALL(desk_receive, vrm_desk_receive(desk(s), a(s, "bytes"), s->at, out))
CALL(desk_decide, vrm_desk_decide(desk(s), a(s, "customer"), j(s, "request"), s->at, out))
CALL(desk_disclosed, vrm_desk_disclosed(desk(s), a(s, "customer"), a(s, "disclosure"), out))

CALL(bundle_verify, vrm_bundle_verify(a(s, "bytes"), s->at, out))
CALL(roster_entry_pin, vrm_entry_pin(0, a(s, "id"), out))

WHOLE_VIEW(tombstones)
WHOLE_VIEW(casts)
WHOLE_VIEW(items)
VIEW(relationship, a(s, "relationship"))
VIEW(agreement, a(s, "relationship"), a(s, "agreement"))
VIEW(grants, a(s, "relationship"))
VIEW(question, a(s, "relationship"), a(s, "question"))
VIEW(givable, a(s, "relationship"), s->at)
VIEW(disclosures, a(s, "relationship"))
VIEW(consents, a(s, "relationship"))
VIEW(receipt, a(s, "relationship"), a(s, "receipt"))
VIEW(rights, a(s, "relationship"), s->at)
VIEW(incidents, a(s, "relationship"))
VIEW(exposure, s->at)
VIEW(agenda, s->at)

static const struct {
  const char *name;
  act call;
  void (*tell)(step *s, json *of);
} calls[] = {
    {"person.create", person_create, tell_nothing},
    {"person.open", person_open, tell_nothing},
    {"person.import", person_import, tell_nothing},
    {"person.free", person_free, tell_nothing},
    {"person.danger_export", person_danger_export, tell_nothing},
    {"person.leads_through", person_leads_through, tell_nothing},
    {"person.events_since", person_events_since, tell_events},
    {"person.set_settings", person_set_settings, tell_outcome},
    {"person.set_terms", person_set_terms, tell_outcome},
    {"person.load_roster", person_load_roster, tell_outcome},
    {"person.add_vendor", person_add_vendor, tell_outcome},
    {"person.describe_vendor", person_describe_vendor, tell_outcome},
    {"person.receive", person_receive, tell_reception},
    {"person.outbox", person_outbox, tell_outbox},
    {"person.sent", person_sent, tell_nothing},
    {"person.proffer", person_proffer, tell_outcome},
    {"person.accept", person_accept, tell_outcome},
    {"person.decide", person_decide, tell_kind},
    {"person.answer", person_answer, tell_outcome},
    {"person.withdraw", person_withdraw, tell_outcome},
    {"person.pause", person_pause, tell_outcome},
    {"person.resume", person_resume, tell_outcome},
    {"person.block", person_block, tell_outcome},
    {"person.unblock", person_unblock, tell_outcome},
    {"person.record_use", person_record_use, tell_outcome},
    {"person.rotate_keys", person_rotate_keys, tell_outcome},
    {"person.expire", person_expire, tell_outcome},
    {"person.announce", person_announce, tell_outcome},
    {"person.withdraw_intention", person_withdraw_intention, tell_outcome},
    {"person.inbox", person_inbox, tell_inbox},
    {"person.inbox_rank", person_inbox_rank, tell_ranking},
    {"person.choose", person_choose, tell_outcome},
    {"person.store_item", person_store_item, tell_outcome},
    {"person.replace_item", person_replace_item, tell_outcome},
    {"person.remove_item", person_remove_item, tell_outcome},
    {"person.item", person_item, tell_item},
    {"person.give", person_give, tell_outcome},
    {"person.disclosed", person_disclosed, tell_values},
    {"person.forget_data", person_forget_data, tell_outcome},
    {"person.forget_values", person_forget_values, tell_outcome},
    {"person.consent", person_consent, tell_outcome},
    {"person.claim", person_claim, tell_outcome},
    {"person.complete_claim", person_complete_claim, tell_outcome},
    {"person.withdraw_claim", person_withdraw_claim, tell_outcome},
    {"person.escalate_claim", person_escalate_claim, tell_outcome},
    {"person.copy", person_copy, tell_values},
    {"person.report_incident", person_report_incident, tell_outcome},
    {"person.close_incident", person_close_incident, tell_outcome},
    {"person.bundle", person_bundle, tell_nothing},
    {"person.end", person_end, tell_outcome},
    {"person.terminate", person_terminate, tell_outcome},
    {"person.erase", person_erase, tell_outcome},
    {"person.close_life", person_close_life, tell_outcome},
    {"desk.create", desk_create, tell_nothing},
    {"desk.declare", desk_declare, tell_outcome},
    {"desk.set_settings", desk_set_settings, tell_outcome},
    {"desk.publish", desk_publish, tell_outcome},
    {"desk.rotate_keys", desk_rotate_keys, tell_outcome},
    {"desk.profile", desk_profile, tell_nothing},
    {"desk.customers", desk_customers, tell_customers},
    {"desk.receive", desk_receive, tell_reception},
    {"desk.decide", desk_decide, tell_kind},
    {"desk.ask", desk_ask, tell_outcome},
    {"desk.announce_keys", desk_announce_keys, tell_outcome},
    {"desk.offer", desk_offer, tell_outcome},
    {"desk.issue", desk_issue, tell_outcome},
    {"desk.answer_right", desk_answer_right, tell_outcome},
    {"desk.give_copy", desk_give_copy, tell_outcome},
    {"desk.proof", desk_proof, tell_nothing},
    {"desk.disclosed", desk_disclosed, tell_values},
    {"desk.notify_incident", desk_notify_incident, tell_outcome},
    {"desk.erase", desk_erase, tell_outcome},
    {"view.relationship", view_relationship, tell_relationship},
    {"view.agreement", view_agreement, tell_agreement},
    {"view.grants", view_grants, tell_grants},
    {"view.question", view_question, tell_question},
    {"view.tombstones", view_tombstones, tell_tombstones},
    {"view.casts", view_casts, tell_casts},
    {"view.items", view_items, tell_items},
    {"view.givable", view_givable, tell_givable},
    {"view.disclosures", view_disclosures, tell_given},
    {"view.consents", view_consents, tell_consents},
    {"view.receipt", view_receipt, tell_receipt},
    {"view.rights", view_rights, tell_rights},
    {"view.incidents", view_incidents, tell_incidents},
    {"view.exposure", view_exposure, tell_lines},
    {"view.agenda", view_agenda, tell_lines},
    {"bundle.verify", bundle_verify, tell_findings},
    {"roster.entry_pin", roster_entry_pin, tell_pin},
    {"carry", carry, tell_nothing},
};

/* --- what must be seen */

static void differs(const char *what, const char *found, vrm_text expected) {
  fprintf(stderr, "%s: found %s, expected %s\n", what, found, letters(expected));
  exit(1);
}

static void check_told(const step *s) {
  size_t count = 0;
  json *expected = json_member(s->of, "expect/told");
  CHECK(expected != NULL);
  for (told *one = s->told; one != NULL; one = one->next) {
    if (strcmp(one->name, "sealed") == 0) continue;
    vrm_text value = strcmp(one->name, "bytes") == 0 ? hash_of(one->value) : one->value;
    json *found = json_member(expected, one->name);
    if (found == NULL || !same(value, letters(found->text))) differs(one->name, letters(value), shown(found));
    count++;
  }
  CHECK(count == json_count(expected));
}

static void check_error(const step *s, vrm_status status) {
  vrm_bytes out = {NULL, 0};
  json *expected = json_member(s->of, "expect/error");
  vrm_status (*parts[])(vrm_bytes *) = {vrm_error_name, vrm_error_remedy, vrm_error_path};
  const char *names[] = {"name", "remedy", "path"};
  if (expected == NULL || (int64_t)status != json_member(expected, "code")->number) {
    OK(vrm_error_text(&out));
    differs("error", letters(taken(&out)), shown(expected));
  }
  for (int at = 0; at < 3; at++) {
    OK(parts[at](&out));
    vrm_text found = taken(&out);
    if (!same(found, letters(json_member(expected, names[at])->text))) {
      differs(names[at], letters(found), json_member(expected, names[at])->text);
    }
  }
  CHECK(s->told == NULL);
}

static void stands(place *now, size_t *count, const char *name, vrm_bytes *head) {
  json *of = json_parse(taken(head));
  CHECK(*count < MOST);
  place *made = &now[(*count)++];
  CHECK((size_t)snprintf(made->name, sizeof made->name, "%s", name) < sizeof made->name);
  CHECK(snprintf(made->head, sizeof made->head, "%s:%s", letters(json_member(of, "p")->raw),
                 letters(json_member(of, "hash")->text)) > 64);
}

static size_t all_heads(place *now) {
  vrm_bytes out = {NULL, 0};
  size_t count = 0;
  for (size_t at = 0; at < seat_count; at++) {
    const seat *of = &seats[at];
    if (of->person) {
      OK(vrm_person_head(of->person, &out));
      stands(now, &count, of->name, &out);
    }
    if (!of->desk) continue;
    OK(vrm_desk_head(of->desk, text(DESK), &out));
    stands(now, &count, of->name, &out);
    OK(vrm_desk_customers(of->desk, &out));
    for (json *customer = json_parse(taken(&out))->first; customer != NULL; customer = customer->next) {
      char name[128];
      CHECK((size_t)snprintf(name, sizeof name, "%s/%s", of->name, letters(customer->text)) < sizeof name);
      OK(vrm_desk_head(of->desk, customer->text, &out));
      stands(now, &count, name, &out);
    }
  }
  return count;
}

static const place *find(const place *of, size_t count, const char *name) {
  for (size_t at = 0; at < count; at++) {
    if (strcmp(of[at].name, name) == 0) return &of[at];
  }
  return NULL;
}

/* Each history that moved is expected where it stands, each that is gone is expected to be, and no other is. */
static void check_heads(const step *s) {
  place now[MOST];
  size_t count = all_heads(now), moved = 0;
  json *expected = json_member(s->of, "expect/heads");
  CHECK(expected != NULL);
  for (size_t at = 0; at < count; at++) {
    const place *before = find(places, place_count, now[at].name);
    if (before != NULL && strcmp(before->head, now[at].head) == 0) continue;
    json *head = NULL;
    for (json *one = expected->first; one != NULL; one = one->next) {
      if (same(one->name, now[at].name)) head = one;
    }
    if (head == NULL || !same(shown(head), now[at].head)) differs(now[at].name, now[at].head, shown(head));
    moved++;
  }
  for (json *one = expected->first; one != NULL; one = one->next) {
    if (one->kind != JSON_NULL) continue;
    CHECK(find(now, count, letters(one->name)) == NULL && find(places, place_count, letters(one->name)) != NULL);
    moved++;
  }
  CHECK(moved == json_count(expected));
  memcpy(places, now, count * sizeof *now);
  place_count = count;
}

static void play(json *of) {
  step s = {of, json_member(of, "args"), NULL, NONE, json_member(of, "at")->number, 0, NULL};
  vrm_text name = json_member(of, "call")->text;
  json *on = json_member(of, "on"), *as = json_member(of, "as"), *command = json_member(of, "command");
  vrm_bytes out = {NULL, 0};
  size_t at = 0, count = sizeof calls / sizeof *calls;
  while (at < count && !same(name, calls[at].name)) at++;
  CHECK(at < count);
  if (on != NULL) CHECK((s.on = seat_of(on->text)) != NULL);
  if (command != NULL) s.command = command->text;
  vrm_status status = calls[at].call(&s, &out);
  if (status == VRM_STATUS_OK) {
    CHECK(json_member(of, "fails") == NULL);
    if (calls[at].tell != tell_nothing) calls[at].tell(&s, json_parse(taken(&out)));
    check_told(&s);
    if (as != NULL) {
      named *made = held(sizeof *made);
      made->name = as->text;
      made->told = s.told;
      made->next = all_told;
      all_told = made;
    }
  } else {
    CHECK(out.data == NULL);
    check_error(&s, status);
  }
  if (s.view) OK(vrm_view_free(s.view));
  check_heads(&s);
}

/* Where it came to, when it did not come to the end. */
static int step_number = 0;
static const char *step_call = "";

static void where(void) {
  if (step_number > 0) fprintf(stderr, "scenario: step %d, %s\n", step_number, step_call);
}

static int by_name(const void *one, const void *other) {
  return strcmp(((const place *)one)->name, ((const place *)other)->name);
}

static vrm_text file(const char *path) {
  FILE *from = fopen(path, "rb");
  growing all = {NULL, 0, 0};
  char part[4096];
  size_t length;
  if (from == NULL) {
    fprintf(stderr, "scenario: %s cannot be read\n", path);
    exit(1);
  }
  while ((length = fread(part, 1, sizeof part, from)) > 0) grow(&all, part, length);
  CHECK(!ferror(from));
  fclose(from);
  return grown(&all);
}

int main(int count, char **arguments) {
  vrm_keeper_functions functions = {sizeof functions, NULL, wrap, unwrap, NULL};
  if (count != 2) {
    fprintf(stderr, "scenario: expected one argument, the path of life.json\n");
    return 2;
  }
  OK(vrm_keeper_new(&functions, &keeper));
  json *steps = json_member(json_parse(file(arguments[1])), "steps");
  CHECK(steps != NULL && steps->first != NULL);
  CHECK(atexit(where) == 0);
  for (json *of = steps->first; of != NULL; of = of->next) {
    step_number++;
    step_call = letters(json_member(of, "call")->text);
    play(of);
  }
  step_number = 0;
  qsort(places, place_count, sizeof *places, by_name);
  printf("scenario:");
  for (size_t at = 0; at < place_count; at++) printf(" %s=%s", places[at].name, places[at].head);
  printf("\n");
  for (size_t at = 0; at < seat_count; at++) {
    if (seats[at].person) OK(vrm_person_free(seats[at].person));
    if (seats[at].desk) OK(vrm_desk_free(seats[at].desk));
    OK(vrm_store_free(seats[at].store));
    OK(vrm_random_free(seats[at].random));
  }
  OK(vrm_keeper_free(keeper));
  release();
  return 0;
}
