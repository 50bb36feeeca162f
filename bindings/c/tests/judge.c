/* Words, terms, the roster and decisions from C: what is wrong with each kind of argument, and the hot path. */
#include "life.h"

#include <pthread.h>

static vrm_bytes out = {NULL, 0};

/* A call that gives something, which is looked at by `holds` and freed. */
#define SAYS(said, call)     \
  do {                       \
    OK(call);                \
    CHECK(holds(out, said)); \
    vrm_bytes_free(&out);    \
  } while (0)

/* A call that gives nothing but a reason. */
#define REFUSED(status, call)                   \
  do {                                          \
    GIVES(status, call);                        \
    CHECK(out.data == NULL && out.length == 0); \
  } while (0)

/* The field of the last error. */
#define AT(path) SAYS(path, vrm_error_path(&out))

#define ADS                                                                                          \
  "{\"v\":1,\"dpv\":\"2.3\",\"permissions\":[{\"id\":\"mail\",\"data\":[\"pd:Contact\"],"           \
  "\"purpose\":[\"dpv:DeliveryOfGoods\"],\"keep\":{\"days\":30,\"from\":\"collected\"},"             \
  "\"places\":[\"EU\"],\"measures\":[\"dpv:Encryption\"]},"                                          \
  "{\"id\":\"news\",\"data\":[\"pd:EmailAddress\"],\"purpose\":[\"dpv:DirectMarketing\"],\"ask\":true}]," \
  "\"prohibitions\":[{\"id\":\"no-ads\",\"purpose\":[\"dpv:Advertising\"]}]}"

#define ASKED \
  "{\"data\":\"pd:Name\",\"purpose\":\"dpv:Marketing\",\"operation\":\"dpv:Use\",\"recipient\":\"vendor\"}"

static vrm_request narrow(const vrm_text *places, const vrm_text *measures) {
  vrm_request request = {0};
  request.size = sizeof request;
  request.data = text("pd:EmailAddress");
  request.purpose = text("dpv:DeliveryOfGoods");
  request.operation = text("dpv:Store");
  request.recipient = text("vendor");
  request.keep_from = VRM_KEEP_FROM_COLLECTED;
  request.keep_days = 30;
  request.places = places;
  request.places_count = 2;
  request.measures = measures;
  request.measures_count = 1;
  return request;
}

static void words(void) {
  uint32_t yes = 7;
  vrm_text bad = {"\xff\xfe", 2}, huge = {"x", (size_t)-1}, missing = {NULL, 5};
  vrm_text email = text("pd:EmailAddress"), contact = text("pd:Contact"), data = text("data");
  GIVES(VRM_STATUS_BORDER_NULL, vrm_word_facts(email, NULL));
  REFUSED(VRM_STATUS_BORDER_NULL, vrm_word_facts(missing, &out));
  REFUSED(VRM_STATUS_BORDER_NOT_UTF8, vrm_word_facts(bad, &out));
  REFUSED(VRM_STATUS_BORDER_STRUCT, vrm_word_facts(huge, &out));
  REFUSED(VRM_STATUS_VOCAB_MALFORMED, vrm_word_facts(text("an email"), &out));
  REFUSED(VRM_STATUS_VOCAB_MALFORMED, vrm_word_facts(NONE, &out));
  GIVES(VRM_STATUS_BORDER_VALUE, vrm_vocabulary_is_within(text("Data"), email, contact, NONE, &yes));
  GIVES(VRM_STATUS_BORDER_VALUE, vrm_vocabulary_is_within(data, email, contact, text("{}"), &yes));
  GIVES(VRM_STATUS_VOCAB_NOTHING_ABOVE,
        vrm_vocabulary_is_within(data, email, contact, text("[{\"iri\":\"urn:x:y\",\"below\":[]}]"), &yes));
  GIVES(VRM_STATUS_VOCAB_MALFORMED,
        vrm_vocabulary_is_within(data, email, contact, text("[{\"iri\":\"a b\",\"below\":[]}]"), &yes));
  CHECK(yes == 7);
  OK(vrm_vocabulary_is_within(data, email, contact, NONE, &yes));
  CHECK(yes == 1);
  OK(vrm_vocabulary_is_within(data, contact, email, NONE, &yes));
  CHECK(yes == 0);
  OK(vrm_vocabulary_is_within(data, text("urn:x:y"), contact, text("[{\"iri\":\"urn:x:y\",\"below\":[\"pd:Contact\"]}]"),
                              &yes));
  CHECK(yes == 1);
  OK(vrm_vocabulary_overlaps(text("purpose"), text("dpv:Advertising"), text("dpv:Personalisation"), NONE, &yes));
  CHECK(yes == 1);
  OK(vrm_vocabulary_is_marked(text("operation"), text("dpv:Profiling"), NONE, &yes));
  CHECK(yes == 1);
  OK(vrm_vocabulary_contains(data, text("dpv:Marketing"), NONE, &yes));
  CHECK(yes == 0);
  SAYS("\"special_category\":true", vrm_word_facts(text("pd:Prescription"), &out));
  SAYS("\"pd:EmailAddress\"", vrm_vocabulary_includes(data, contact, NONE, &out));
  SAYS("\"pd:EmailAddress\"", vrm_vocabulary_speaks_for(data, contact, NONE, &out));
  SAYS("\"dpv:Purpose\"", vrm_vocabulary_words(text("purpose"), NONE, &out));
  SAYS("dpv:TechnicalOrganisationalMeasure", vrm_cone_root(text("measure"), &out));
  SAYS("2.3", vrm_dpv_version(&out));
  SAYS("\"pd:EmailAddress\"", vrm_word_all(&out));

  REFUSED(VRM_STATUS_VOCAB_NO_PLACES, vrm_places_within(text("[]"), &out));
  SAYS("[\"DE\",\"FR\"]", vrm_places_within(text("[\"FR\",\"DE\",\"FR\"]"), &out));
  OK(vrm_places_is_within(text("[\"FR\"]"), text("[\"EU\"]"), &yes));
  CHECK(yes == 1);
  OK(vrm_places_is_within(NONE, text("[\"EU\"]"), &yes));
  CHECK(yes == 0);
  OK(vrm_places_overlaps(text("[\"FR\"]"), NONE, &yes));
  CHECK(yes == 1);
  SAYS("\"union\":true", vrm_place_facts(text("EEA"), &out));
  SAYS("\"FR\"", vrm_place_all(&out));
  SAYS("\"above\":\"third-party\"", vrm_recipient_facts(text("did:web:a.example"), &out));
  REFUSED(VRM_STATUS_VOCAB_MALFORMED, vrm_recipient_facts(text("did:"), &out));
  OK(vrm_recipient_is_within(text("same-group"), text("third-party"), &yes));
  CHECK(yes == 1);
  OK(vrm_recipient_overlaps(text("vendor"), text("processor"), &yes));
  CHECK(yes == 0);
  SAYS("\"same-group\"", vrm_recipient_words(&out));
  SAYS("\"collection agency\"", vrm_sector_all(&out));
}

static void money(void) {
  int32_t order = 7;
  vrm_text price = text("{\"minor\":1999,\"currency\":\"EUR\"}"), dollars = text("{\"minor\":1,\"currency\":\"USD\"}");
  REFUSED(VRM_STATUS_CURRENCY_UNKNOWN, vrm_money_parse(text("1 ABC"), &out));
  REFUSED(VRM_STATUS_MONEY_TOO_FINE, vrm_money_from_decimal(text("0.001"), text("EUR"), &out));
  REFUSED(VRM_STATUS_MONEY_TWO_CURRENCIES, vrm_money_plus(price, dollars, &out));
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_money_to_text(text("{\"minor\":1}"), &out));
  REFUSED(VRM_STATUS_CURRENCY_UNKNOWN, vrm_money_to_text(text("{\"minor\":1,\"currency\":\"eur\"}"), &out));
  REFUSED(VRM_STATUS_MONEY_RANGE, vrm_money_to_text(text("{\"minor\":9007199254740992,\"currency\":\"EUR\"}"), &out));
  REFUSED(VRM_STATUS_DECIMAL_SYNTAX, vrm_money_times(price, text("a fifth"), &out));
  GIVES(VRM_STATUS_MONEY_TWO_CURRENCIES, vrm_money_compare(price, dollars, &order));
  CHECK(order == 7);
  OK(vrm_money_compare(price, price, &order));
  CHECK(order == 0);
  SAYS("\"minor\":1999", vrm_money_parse(text("19.99 EUR"), &out));
  SAYS("19.99 EUR", vrm_money_to_text(price, &out));
  SAYS("\"minor\":380", vrm_money_times(price, text("0.19"), &out));
  SAYS("\"minor\":0", vrm_money_minus(price, price, &out));
  SAYS("\"19.99\"", vrm_money_to_decimal(price, &out));
  SAYS("\"minor_units\":0", vrm_currency_facts(text("JPY"), &out));
  SAYS("\"EUR\"", vrm_currency_all(&out));
}

static void texts(void) {
  vrm_terms terms = 0, again = 0;
  GIVES(VRM_STATUS_BORDER_NULL, vrm_draft_finish(text(ADS), NULL));
  GIVES(VRM_STATUS_JSON_SYNTAX, vrm_draft_finish(NONE, &terms));
  GIVES(VRM_STATUS_TERMS_UNKNOWN_WORD,
        vrm_draft_finish(text("{\"v\":1,\"dpv\":\"2.3\",\"prohibitions\":[{\"id\":\"p\",\"data\":[\"pd:Nope\"]}]}"), &terms));
  AT("/prohibitions/0/data");
  GIVES(VRM_STATUS_TERMS_NOT_CANONICAL, vrm_terms_parse(text(ADS), &terms));
  GIVES(VRM_STATUS_BORDER_HANDLE, vrm_terms_free(0));
  CHECK(terms == 0);
  OK(vrm_draft_finish(text(ADS), &terms));
  OK(vrm_terms_machine_form(terms, &out));
  vrm_bytes form = out, hash = {NULL, 0};
  out.data = NULL, out.length = 0;
  OK(vrm_terms_parse(text_of(form), &again));
  OK(vrm_terms_hash(terms, &hash));
  OK(vrm_terms_hash_of(text_of(form), &out));
  CHECK(out.length == 64 && memcmp(out.data, hash.data, 64) == 0);
  vrm_bytes_free(&out);
  vrm_bytes_free(&hash);
  vrm_bytes_free(&form);
  SAYS("\"dpv:Encryption\"", vrm_terms_rules(terms, &out));
  SAYS("[]", vrm_terms_vocabulary(again, &out));
  uint32_t within = 7;
  GIVES(VRM_STATUS_BORDER_HANDLE, vrm_terms_fits_within(terms, 0, &within));
  OK(vrm_terms_fits_within(terms, again, &within));
  CHECK(within == 1);

  REFUSED(VRM_STATUS_BORDER_HANDLE, vrm_terms_judge(0, text(ASKED), &out));
  REFUSED(VRM_STATUS_JSON_MISSING_MEMBER, vrm_terms_judge(terms, text("{}"), &out));
  SAYS("\"kind\":\"forbidden\",\"rule\":\"no-ads\"", vrm_terms_judge(terms, text(ASKED), &out));
  SAYS("La r\xc3\xa8gle", vrm_terms_judge(terms, text(ASKED), &out));
  uint32_t narrower = 7;
  OK(vrm_request_is_within(text(ASKED), text(ASKED), NONE, &narrower));
  CHECK(narrower == 1);
  REFUSED(VRM_STATUS_TERMS_NO_PROCESS, vrm_declaration_fits(text("{\"processes\":[]}"), terms, &out));
  SAYS("[[\"keep\"]]",
       vrm_declaration_unknowns(text("{\"processes\":[{\"data\":[\"pd:Name\"],\"purpose\":[\"dpv:Marketing\"],"
                                     "\"operation\":[\"dpv:Use\"],\"recipient\":[\"vendor\"],\"keep\":\"unknown\","
                                     "\"basis\":\"contract\"}]}"),
                                &out));
  SAYS("shop.example", vrm_host_of(text("did:web:shop.example:users:a"), &out));
  OK(vrm_terms_free(again));
  OK(vrm_terms_free(terms));
  REFUSED(VRM_STATUS_BORDER_HANDLE, vrm_terms_hash(terms, &out));
}

static void rosters(void) {
  vrm_roster loaded = 0, one = 0;
  GIVES(VRM_STATUS_JSON_SYNTAX, vrm_roster_load(text("{"), &loaded));
  REFUSED(VRM_STATUS_BORDER_HANDLE, vrm_roster_iri(1, &out));
  REFUSED(VRM_STATUS_ROSTER_NO_ENTRY, vrm_roster_entry(0, text("NONE"), &out));
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_entry_text(0, text("SD-BASE"), text("small"), text("en"), &out));
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_roster_pinned(0, text("{}"), &out));
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_wishes_agreement(text("{\"measuring\":{\"kind\":\"all\"},\"portability\":true}"), &out));
  OK(vrm_roster_to_document(0, &out));
  vrm_bytes document = out;
  out.data = NULL, out.length = 0;
  OK(vrm_roster_load(text_of(document), &loaded));
  OK(vrm_roster_excerpt(loaded, text("SD-BY-A"), &one));
  SAYS("\"SD-BASE-A\"", vrm_roster_entries(one, &out));
  REFUSED(VRM_STATUS_ROSTER_NO_ENTRY, vrm_roster_proffered(one, text("SD-BASE"), &out));
  OK(vrm_roster_iri(loaded, &out));
  vrm_bytes_free(&out);
  SAYS("You propose this agreement", vrm_entry_text(loaded, text("SD-BASE"), text("plain"), text("en"), &out));
  OK(vrm_entry_text(loaded, text("SD-BASE"), text("plain"), text("tlh"), &out));
  CHECK(out.length == 0);
  vrm_bytes_free(&out);
  OK(vrm_entry_pin(0, text("SD-BASE"), &out));
  vrm_bytes pin = out;
  out.data = NULL, out.length = 0;
  SAYS("\"machine_hash\"", vrm_roster_pinned(loaded, text_of(pin), &out));
  SAYS("SD-BASE-A-DP", vrm_wishes_agreement(text("{\"measuring\":{\"kind\":\"count\"},\"portability\":true}"), &out));
  SAYS("?", vrm_wishes_wording(text("count"), text("fr"), &out));
  REFUSED(VRM_STATUS_DID_SYNTAX, vrm_signed_roster_verify(text_of(document), NONE, text("key"), NOW, &out));
  vrm_bytes_free(&pin);
  vrm_bytes_free(&document);
  OK(vrm_roster_free(one));
  OK(vrm_roster_free(loaded));
  GIVES(VRM_STATUS_BORDER_HANDLE, vrm_roster_free(loaded));
}

static void *judging(void *handle) {
  vrm_text places[] = {text("FR"), text("DE")}, measures[] = {text("dpv:Encryption")};
  vrm_request request = narrow(places, measures);
  for (int at = 0; at < 1000; at++) {
    vrm_verdict verdict = {sizeof verdict, 0, 0};
    OK(vrm_terms_verdict(*(const vrm_terms *)handle, &request, &verdict));
    CHECK(verdict.effect == VRM_EFFECT_PERMIT);
  }
  return NULL;
}

static void hot(void) {
  vrm_text places[] = {text("FR"), text("DE")}, measures[] = {text("dpv:Encryption")};
  vrm_request request = narrow(places, measures), bad;
  vrm_verdict verdict = {sizeof verdict, 9, 9};
  vrm_terms terms = 0;
  OK(vrm_draft_finish(text(ADS), &terms));
  GIVES(VRM_STATUS_BORDER_NULL, vrm_terms_verdict(terms, NULL, &verdict));
  GIVES(VRM_STATUS_BORDER_NULL, vrm_terms_verdict(terms, &request, NULL));
  GIVES(VRM_STATUS_BORDER_HANDLE, vrm_terms_verdict(0, &request, &verdict));
  GIVES(VRM_STATUS_BORDER_HANDLE, vrm_decide(terms, text("did:web:a.example"), &request, NOW, &verdict));
  GIVES(VRM_STATUS_DID_SYNTAX, vrm_decide(0, text("shop"), &request, NOW, &verdict));
  GIVES(VRM_STATUS_TIME_OUT_OF_RANGE, vrm_decide(0, text("did:web:a.example"), &request, INT64_MIN, &verdict));
  GIVES(VRM_STATUS_BORDER_NULL, vrm_decide(0, text("did:web:a.example"), NULL, NOW, &verdict));
  for (size_t size = 0; size < sizeof bad; size++) {
    bad = request, bad.size = size;
    GIVES(VRM_STATUS_BORDER_STRUCT, vrm_terms_verdict(terms, &bad, &verdict));
  }
  verdict.size = sizeof verdict - 1;
  GIVES(VRM_STATUS_BORDER_STRUCT, vrm_terms_verdict(terms, &request, &verdict));
  verdict.size = sizeof verdict;
  bad = request, bad.data.data = NULL;
  GIVES(VRM_STATUS_BORDER_NULL, vrm_terms_verdict(terms, &bad, &verdict));
  bad = request, bad.purpose.length = (size_t)-1;
  GIVES(VRM_STATUS_BORDER_STRUCT, vrm_terms_verdict(terms, &bad, &verdict));
  bad = request, bad.operation = text("\xff");
  GIVES(VRM_STATUS_BORDER_NOT_UTF8, vrm_terms_verdict(terms, &bad, &verdict));
  bad = request, bad.recipient = NONE;
  GIVES(VRM_STATUS_VOCAB_MALFORMED, vrm_terms_verdict(terms, &bad, &verdict));
  bad = request, bad.keep_from = 3;
  GIVES(VRM_STATUS_BORDER_VALUE, vrm_terms_verdict(terms, &bad, &verdict));
  bad = request, bad.form = UINT32_MAX;
  GIVES(VRM_STATUS_BORDER_VALUE, vrm_terms_verdict(terms, &bad, &verdict));
  bad = request, bad.places = NULL;
  GIVES(VRM_STATUS_BORDER_NULL, vrm_terms_verdict(terms, &bad, &verdict));
  bad = request, bad.measures = NULL;
  GIVES(VRM_STATUS_BORDER_NULL, vrm_terms_verdict(terms, &bad, &verdict));
  CHECK(verdict.effect == 9 && verdict.excludes_marked == 9);

  OK(vrm_terms_verdict(terms, &request, &verdict));
  CHECK(verdict.effect == VRM_EFFECT_PERMIT && verdict.excludes_marked == 0);
  bad = request, bad.keep_days = 31;
  OK(vrm_terms_verdict(terms, &bad, &verdict));
  CHECK(verdict.effect == VRM_EFFECT_DENY);
  bad = request, bad.keep_from = VRM_KEEP_UNLIMITED;
  OK(vrm_terms_verdict(terms, &bad, &verdict));
  CHECK(verdict.effect == VRM_EFFECT_DENY);
  bad = request, bad.places_count = 0;
  OK(vrm_terms_verdict(terms, &bad, &verdict));
  CHECK(verdict.effect == VRM_EFFECT_DENY);
  bad = request, bad.data = text("https://nobody.example/word");
  OK(vrm_terms_verdict(terms, &bad, &verdict));
  CHECK(verdict.effect == VRM_EFFECT_DENY);
  bad = request, bad.purpose = text("dpv:DirectMarketing");
  OK(vrm_terms_verdict(terms, &bad, &verdict));
  CHECK(verdict.effect == VRM_EFFECT_ASK);

  /* Two threads over one text. */
  pthread_t threads[2];
  for (int at = 0; at < 2; at++) CHECK(pthread_create(&threads[at], NULL, judging, &terms) == 0);
  for (int at = 0; at < 2; at++) CHECK(pthread_join(threads[at], NULL) == 0);
  OK(vrm_terms_free(terms));
}

/* The hot path over a life: the same answers as with the reasons. */
static void of_a_life(void) {
  pair both;
  vrm_view view = 0;
  vrm_bytes did = {NULL, 0};
  vrm_request request = narrow(NULL, NULL);
  vrm_verdict verdict = {sizeof verdict, 0, 9};
  begin(&both);
  drop(agree(&both));
  OK(vrm_desk_did(both.desk, &did));
  OK(vrm_person_view(both.person, &view));
  request.purpose = text("dpv:CustomerCare");
  request.operation = text("dpv:Use");
  request.keep_from = VRM_KEEP_UNLIMITED;
  request.places_count = 0;
  request.measures_count = 0;
  OK(vrm_decide(view, text_of(did), &request, NOW, &verdict));
  /* Profiling stands below use, and must be named. */
  CHECK(verdict.effect == VRM_EFFECT_PERMIT && verdict.excludes_marked == 1);
  SAYS("\"kind\":\"permit\"", vrm_view_decide(view, text_of(did), text(CARE_REQUEST), NOW, &out));
  SAYS("\"excludes_marked\":true", vrm_view_decide(view, text_of(did), text(CARE_REQUEST), NOW, &out));
  OK(vrm_decide(view, text("did:web:nobody.example"), &request, NOW, &verdict));
  CHECK(verdict.effect == VRM_EFFECT_DENY);
  request.purpose = text("dpv:Marketing");
  OK(vrm_decide(view, text_of(did), &request, NOW, &verdict));
  CHECK(verdict.effect == VRM_EFFECT_DENY);
  verdict.effect = 9;
  GIVES(VRM_STATUS_STATE_CLOCK_WENT_BACK, vrm_decide(view, text_of(did), &request, NOW - 172800, &verdict));
  CHECK(verdict.effect == 9);
  OK(vrm_view_free(view));
  GIVES(VRM_STATUS_BORDER_HANDLE, vrm_decide(view, text_of(did), &request, NOW, &verdict));
  vrm_bytes_free(&did);
  finish(&both);
}

int main(void) {
  words();
  money();
  texts();
  rosters();
  hot();
  of_a_life();
  return 0;
}
