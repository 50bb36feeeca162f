/* Intentions and offers: what is refused, how offers rank without a life, and the way from a want to an agreement. */
#include "life.h"

#define WEEK (NOW + 7 * 86400)
#define SOON (NOW + 3 * 86400)

#define WANT                                                                                                            \
  "{\"budget\":{\"delivery\":true,\"most\":{\"currency\":\"EUR\",\"minor\":30000},\"per\":\"all\",\"tax\":true},"     \
  "\"currency\":\"EUR\",\"item\":{\"title\":\"Office chair\"},\"kind\":\"buy\","                                      \
  "\"prefers\":[{\"best\":\"100\",\"property\":\"price\",\"weight\":60,\"worst\":\"300\"}]}"

#define QUOTE(goods)                                                                                                    \
  "{\"item\":{\"title\":\"Office chair\"},\"price\":{\"delivery\":{\"currency\":\"EUR\",\"minor\":0},"               \
  "\"goods\":{\"currency\":\"EUR\",\"minor\":" goods "},\"tax\":{\"currency\":\"EUR\",\"minor\":0}}}"

#define ANNOUNCEMENT(want, more)                                                                                        \
  "{\"want\":" want ",\"terms\":[\"SD-BASE\"],\"market\":{\"kind\":\"anyone\"},\"until\":1772962200" more "}"

#define ID(digit) digit digit digit digit digit digit digit digit
#define SIGNED(digit) ID(digit) ID(digit) ID(digit) ID(digit) ID(digit) ID(digit) ID(digit) ID(digit)

#define CANDIDATE(digit, goods)                                                                                         \
  "{\"id\":\"" SIGNED(digit) "\",\"quote\":" QUOTE(goods) ",\"offered\":1772357400,\"until\":1772962200}"

static vrm_bytes out = {NULL, 0};

#define SAYS(said, call)     \
  do {                       \
    OK(call);                \
    CHECK(holds(out, said)); \
    vrm_bytes_free(&out);    \
  } while (0)

#define REFUSED(status, call)                   \
  do {                                          \
    GIVES(status, call);                        \
    CHECK(out.data == NULL && out.length == 0); \
  } while (0)

/* The place of what was wrong last. */
static void at(const char *path) {
  vrm_bytes said = {NULL, 0};
  OK(vrm_error_path(&said));
  CHECK(holds(said, path));
  vrm_bytes_free(&said);
}

static void documents(void) {
  vrm_text bad = {"\xff\xfe", 2}, huge = {"x", (size_t)-1}, missing = {NULL, 5};
  GIVES(VRM_STATUS_BORDER_NULL, vrm_want_parse(text(WANT), NULL));
  REFUSED(VRM_STATUS_BORDER_NULL, vrm_want_parse(missing, &out));
  REFUSED(VRM_STATUS_BORDER_STRUCT, vrm_want_parse(huge, &out));
  REFUSED(VRM_STATUS_JSON_NOT_UTF8, vrm_want_parse(bad, &out));
  REFUSED(VRM_STATUS_JSON_SYNTAX, vrm_want_parse(NONE, &out));
  REFUSED(VRM_STATUS_JSON_MISSING_MEMBER, vrm_want_parse(text("{}"), &out));
  REFUSED(VRM_STATUS_JSON_MISSING_MEMBER, vrm_quote_parse(text("{}"), &out));
  REFUSED(VRM_STATUS_JSON_UNKNOWN_MEMBER,
          vrm_want_parse(text("{\"currency\":\"EUR\",\"item\":{\"title\":\"x\"},\"kind\":\"ask\",\"more\":1}"), &out));
  REFUSED(VRM_STATUS_INTENTION_UNKNOWN_VALUE,
          vrm_want_parse(text("{\"currency\":\"EUR\",\"item\":{\"title\":\"x\"},\"kind\":\"lend\"}"), &out));
  at("/kind");
  OK(vrm_want_parse(text(WANT), &out));
  CHECK(out.length == strlen(WANT) && memcmp(out.data, WANT, out.length) == 0);
  vrm_bytes_free(&out);
  SAYS("{\"minor\":4200,\"currency\":\"EUR\"}", vrm_quote_total(text(QUOTE("4200")), &out));
  SAYS("\"Demand\"", vrm_want_to_demand(text(WANT), NULL, NULL, &out));
  int64_t from = NOW, never = INT64_MAX;
  SAYS("2026-03-01T09:30:00Z", vrm_quote_to_offer(text(QUOTE("4200")), &from, NULL, &out));
  REFUSED(VRM_STATUS_TIME_OUT_OF_RANGE, vrm_quote_to_offer(text(QUOTE("4200")), &never, NULL, &out));
  REFUSED(VRM_STATUS_INTENTION_FOREIGN_FORMAT, vrm_read_offers(text("{}"), &out));
  OK(vrm_quote_to_offer(text(QUOTE("4200")), NULL, NULL, &out));
  vrm_bytes offer = out;
  SAYS("\"format\":\"schema-org\"", vrm_read_offers(text_of(offer), &out));
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_quote_from_published(text_of(offer), 1, text("{\"minor\":0,\"currency\":\"EUR\"}"),
                                                            text("{\"minor\":0,\"currency\":\"EUR\"}"), &out));
  REFUSED(VRM_STATUS_CURRENCY_UNKNOWN, vrm_quote_from_published(text_of(offer), 0, text("{\"minor\":0,\"currency\":\"EURO\"}"),
                                                                text("{\"minor\":0,\"currency\":\"EUR\"}"), &out));
  SAYS("\"title\":\"Office chair\"",
       vrm_quote_from_published(text_of(offer), 0, text("{\"minor\":0,\"currency\":\"EUR\"}"),
                                text("{\"minor\":0,\"currency\":\"EUR\"}"), &out));
  vrm_bytes_free(&offer);
}

static void mandates(void) {
  const char *want =
      "{\"budget\":{\"delivery\":true,\"most\":{\"currency\":\"EUR\",\"minor\":2000},\"per\":\"all\",\"tax\":true},"
      "\"currency\":\"EUR\",\"item\":{\"gtin\":\"4006381333931\",\"title\":\"Markers\"},\"kind\":\"buy\"}";
  const char *shops = "[{\"id\":\"shop-1\",\"name\":\"A shop\"}]";
  const char *key = "{\"x\":\"" SIGNED("1") "\",\"y\":\"" SIGNED("2") "\"}";
  const char *payment =
      "{\"vct\":\"mandate.payment.1\",\"transaction_id\":\"abc\",\"payee\":{\"id\":\"shop-1\",\"name\":\"A shop\"},"
      "\"payment_amount\":{\"amount\":2001,\"currency\":\"EUR\"},\"payment_instrument\":{\"id\":\"1\",\"type\":\"card\"},"
      "\"exp\":1772442000}";
  REFUSED(VRM_STATUS_INTENTION_MANDATE_UNSUITED,
          vrm_open_mandates(text(WANT), text(shops), text(key), NOW, WEEK, &out));
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_open_mandates(text(want), text("{}"), text(key), NOW, WEEK, &out));
  REFUSED(VRM_STATUS_BORDER_VALUE,
          vrm_open_mandates(text(want), text(shops), text("{\"x\":\"1\",\"y\":\"2\"}"), NOW, WEEK, &out));
  SAYS("mandate.payment.open.1", vrm_open_mandates(text(want), text(shops), text(key), NOW, WEEK, &out));
  REFUSED(VRM_STATUS_INTENTION_MANDATE_MALFORMED,
          vrm_closed_mandate_check(text("{}"), text(want), text("[]"), WEEK, &out));
  SAYS("{\"kind\":\"amount\",\"text\":\"more is paid than the budget has\"}", vrm_closed_mandate_check(text(payment), text(want), text(shops), WEEK, &out));
}

static void ranked(void) {
  const char *two = "[" CANDIDATE("1", "15000") "," CANDIDATE("2", "31000") "]";
  const char *rates = "[{\"from\":\"USD\",\"into\":\"EUR\",\"rate\":\"0.92\",\"source\":\"the bank\"}]";
  REFUSED(VRM_STATUS_JSON_SYNTAX, vrm_rank(text("{"), text(two), text("[]"), NOW, 9, &out));
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_rank(text(WANT), text("{}"), text("[]"), NOW, 9, &out));
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_rank(text(WANT), text("[{\"id\":\"x\"}]"), text("[]"), NOW, 9, &out));
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_rank(text(WANT), text(two), text("[{\"more\":1}]"), NOW, 9, &out));
  /* What stands in a record is refused with the error that it has by itself. */
  REFUSED(VRM_STATUS_INTENTION_BOUNDS, vrm_rank(text(WANT), text("[" CANDIDATE("1", "-1") "]"), text("[]"), NOW, 9, &out));
  at("/price/goods");
  REFUSED(VRM_STATUS_INTENTION_RATE_OF_ITSELF,
          vrm_rank(text(WANT), text(two), text("[{\"from\":\"EUR\",\"into\":\"EUR\",\"rate\":\"1\",\"source\":\"\"}]"), NOW,
                   9, &out));
  OK(vrm_rank(text(WANT), text(two), text(rates), NOW, 9, &out));
  CHECK(holds(out, "{\"offers\":[{\"id\":\"" SIGNED("1") "\",\"score\":45000000,\"best_possible\":60000000"));
  CHECK(holds(out, "\"left_out\":[{\"id\":\"" SIGNED("2") "\",\"why\":[{\"kind\":\"budget\""));
  CHECK(holds(out, "\"first\":{\"kind\":\"budget\",\"most\":{\"minor\":31000,\"currency\":\"EUR\"}}"));
  CHECK(holds(out, "\"english\":") && holds(out, "\"french\":"));
  vrm_bytes_free(&out);
}

static void announced(const pair *both) {
  vrm_person person = both->person;
  vrm_view view = 0;
  vrm_bytes letters = {NULL, 0}, outcome = {NULL, 0}, customers = {NULL, 0}, inbox = {NULL, 0};
  vrm_text nobody = text("00000000000000000000000000000000");
  REFUSED(VRM_STATUS_BORDER_HANDLE, vrm_person_announce(0, text(ANNOUNCEMENT(WANT, "")), NONE, NOW, &out));
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_person_announce(person, text("{}"), NONE, NOW, &out));
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_person_announce(person, text(ANNOUNCEMENT(WANT, ",\"more\":1")), NONE, NOW, &out));
  REFUSED(VRM_STATUS_TEXT_EMPTY,
          vrm_person_announce(person,
                              text(ANNOUNCEMENT("{\"currency\":\"EUR\",\"item\":{\"title\":\"\"},\"kind\":\"ask\"}", "")),
                              NONE, NOW, &out));
  at("/item/title");
  REFUSED(VRM_STATUS_STATE_NOBODY_MEANT,
          vrm_person_announce(person,
                              text("{\"want\":" WANT ",\"terms\":[\"SD-BASE\"],\"market\":{\"kind\":\"agreed\"},"
                                   "\"until\":1772962200}"),
                              NONE, NOW, &out));
  REFUSED(VRM_STATUS_STATE_NO_SUCH_INTENTION, vrm_person_inbox(person, nobody, &out));
  REFUSED(VRM_STATUS_STATE_NO_SUCH_INTENTION, vrm_person_withdraw_intention(person, nobody, NONE, NOW, &out));
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_person_choose(person, nobody, text("x"), NONE, NOW, &out));

  OK(vrm_person_announce(person, text(ANNOUNCEMENT(WANT, ",\"from\":null")), NONE, NOW, &outcome));
  vrm_text intention = kept(member(text_of(outcome), "relationship"));
  vrm_bytes_free(&outcome);
  OK(vrm_person_outbox(person, NOW, &letters));
  OK(vrm_desk_receive(both->desk, member(text_of(letters), "bytes"), NOW, &out));
  taken(&out);
  OK(vrm_person_sent(person, member(text_of(letters), "id")));
  vrm_bytes_free(&letters);
  OK(vrm_desk_customers(both->desk, &customers));
  vrm_text customer = first_of(customers);
  REFUSED(VRM_STATUS_INTENTION_BOUNDS,
          vrm_desk_offer(both->desk, customer, text(QUOTE("-1")), text("SD-BASE"), SOON, NONE, NOW, &out));
  REFUSED(VRM_STATUS_LOG_NO_SUCH_LOG,
          vrm_desk_offer(both->desk, nobody, text(QUOTE("15000")), text("SD-BASE"), SOON, NONE, NOW, &out));
  SAYS("offer", vrm_desk_offer(both->desk, customer, text(QUOTE("15000")), text("SD-BASE"), SOON, NONE, NOW, &out));
  carry(both);

  OK(vrm_person_inbox(person, intention, &inbox));
  CHECK(holds(inbox, "\"faults\":[]") && holds(inbox, "\"minor\":15000"));
  vrm_bytes_free(&inbox);
  OK(vrm_person_inbox_rank(person, intention, text("[]"), NOW, 9, &out));
  CHECK(holds(out, "\"fitting\":1") && holds(out, "\"score\":45000000"));
  vrm_text offer = kept(member(text_of(out), "id"));
  vrm_bytes_free(&out);
  SAYS("\"faults\":[]", vrm_person_inbox_offer(person, intention, offer, &out));
  REFUSED(VRM_STATUS_STATE_NO_SUCH_OFFER, vrm_person_inbox_offer(person, intention, text(SIGNED("0")), &out));
  OK(vrm_person_view(person, &view));
  SAYS("\"state\":\"open\"", vrm_view_casts(view, &out));
  REFUSED(VRM_STATUS_STATE_NO_SUCH_INTENTION, vrm_view_intention(view, nobody, &out));
  OK(vrm_view_free(view));

  SAYS("relationship", vrm_person_choose(person, intention, offer, NONE, NOW, &out));
  REFUSED(VRM_STATUS_CHART_NO_SUCH_MOVE, vrm_person_withdraw_intention(person, intention, NONE, NOW, &out));
  carry(both);
  OK(vrm_person_view(person, &view));
  SAYS("\"state\":\"fulfilled\"", vrm_view_intention(view, intention, &out));
  OK(vrm_view_free(view));
  drop(offer);
  drop(intention);
  vrm_bytes_free(&customers);
}

int main(void) {
  pair both;
  documents();
  mandates();
  ranked();
  begin(&both);
  announced(&both);
  finish(&both);
  return 0;
}
