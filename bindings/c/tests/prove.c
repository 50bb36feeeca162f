/* Data, consent, receipts and rights: what is refused, and the way from a piece of data that is stored to a claim that is
   answered. */
#include "life.h"

#define CLINIC                                                                                                          \
  "{\"processes\":[{\"data\":[\"pd:EmailAddress\",\"pd:Prescription\"],\"purpose\":[\"dpv:CustomerCare\"],"           \
  "\"operation\":[\"dpv:Use\"],\"recipient\":[\"vendor\"],\"keep\":{\"days\":90,\"from\":\"purpose-end\"},"          \
  "\"places\":[\"EU\"],\"basis\":\"contract\"}]}"

#define EMAIL "{\"data\":\"pd:EmailAddress\",\"content\":\"mara.keller@post.example\"}"

#define ISSUER                                                                                                          \
  "{\"contact\":{\"office\":\"Data protection office\",\"address\":{\"street\":\"1 Example Street\","                 \
  "\"locality\":\"Lyon\",\"postal_code\":\"69001\",\"country\":\"FR\"},\"email\":\"privacy@clinic.example\","        \
  "\"phone\":\"+33-1-23-45-67-89\"},\"jurisdiction\":[\"FR\"],\"exercised_at\":\"https://clinic.example/rights\","    \
  "\"policy\":\"https://clinic.example/policy/1\"}"

#define CLAIM(right) "{\"right\":\"" right "\",\"law\":\"gdpr\",\"scope\":{\"kind\":\"all\"}}"

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

/* A member of what a call gives, kept. */
static vrm_text told(const char *name) {
  vrm_text found = kept(member(text_of(out), name));
  vrm_bytes_free(&out);
  return found;
}

/* The id of the first thing that an outcome says. */
static vrm_text said(void) {
  vrm_text whole = text_of(out);
  vrm_text found = kept(member(behind(whole, member(whole, "letter")), "id"));
  vrm_bytes_free(&out);
  return found;
}

/* The letter that carries it. */
static vrm_text data_is_given(const pair *both, vrm_text relationship, vrm_text customer) {
  vrm_person person = both->person;
  vrm_view view = 0;
  vrm_bytes list = {NULL, 0};
  vrm_text nothing = text("00000000000000000000000000000000");
  REFUSED(VRM_STATUS_BORDER_HANDLE, vrm_person_store_item(0, text(EMAIL), NONE, NOW, &out));
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_person_store_item(person, text("{}"), NONE, NOW, &out));
  REFUSED(VRM_STATUS_VAULT_NOT_A_CATEGORY,
          vrm_person_store_item(person, text("{\"data\":\"dpv:PersonalData\",\"content\":1}"), NONE, NOW, &out));
  REFUSED(VRM_STATUS_VAULT_NOT_A_MINUTE,
          vrm_person_store_item(
              person, text("{\"data\":\"pd:EmailAddress\",\"content\":1,\"window\":{\"until\":1772357401}}"), NONE, NOW, &out));
  REFUSED(VRM_STATUS_DID_SYNTAX,
          vrm_person_store_item(
              person, text("{\"data\":\"pd:EmailAddress\",\"content\":1,\"source\":{\"kind\":\"issuer\",\"did\":\"x\"}}"),
              NONE, NOW, &out));
  REFUSED(VRM_STATUS_VAULT_NO_SUCH_ITEM, vrm_person_item(person, nothing, &out));
  REFUSED(VRM_STATUS_VAULT_NO_SUCH_ITEM, vrm_person_remove_item(person, nothing, NONE, NOW, &out));
  REFUSED(VRM_STATUS_VAULT_NO_SUCH_ITEM, vrm_person_replace_item(person, nothing, text(EMAIL), NONE, NOW, &out));

  OK(vrm_person_store_item(person, text(EMAIL), NONE, NOW, &out));
  vrm_text item = told("item");
  SAYS("\"content\":\"mara.keller@post.example\"", vrm_person_item(person, item, &out));
  SAYS("stored", vrm_person_replace_item(person, item,
                                         text("{\"data\":\"pd:EmailAddress\",\"content\":{\"b\":[1],\"a\":\"mara\"}}"),
                                         NONE, NOW, &out));
  SAYS("\"content\":{\"a\":\"mara\",\"b\":[1]}", vrm_person_item(person, item, &out));

  OK(vrm_person_view(person, &view));
  SAYS("\"source\":{\"kind\":\"person\"}", vrm_view_items(view, &out));
  SAYS("pd:EmailAddress", vrm_view_item_facts(view, item, &out));
  REFUSED(VRM_STATUS_VAULT_NO_SUCH_ITEM, vrm_view_item_facts(view, nothing, &out));
  REFUSED(VRM_STATUS_STATE_NO_SUCH_RELATIONSHIP, vrm_view_givable(view, nothing, NOW, &out));
  OK(vrm_view_givable(view, relationship, NOW, &out));
  vrm_text grant = told("grant");
  OK(vrm_view_free(view));

  char items[64];
  CHECK(snprintf(items, sizeof items, "[\"%.*s\"]", (int)item.length, item.data) > 0);
  REFUSED(VRM_STATUS_VAULT_NOTHING_TO_GIVE, vrm_person_give(person, relationship, grant, text("[]"), NONE, NOW, &out));
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_person_give(person, relationship, grant, text("[1]"), NONE, NOW, &out));
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_person_give(person, relationship, text("x"), text(items), NONE, NOW, &out));
  OK(vrm_person_give(person, relationship, grant, text(items), NONE, NOW, &out));
  vrm_text letter = told("letter");
  carry(both);
  OK(vrm_person_view(person, &view));
  SAYS("\"state\":\"acknowledged\"", vrm_view_disclosure(view, relationship, letter, &out));
  SAYS("null", vrm_view_disclosure(view, relationship, nothing, &out));
  OK(vrm_view_disclosures(view, relationship, &list));
  CHECK(holds(list, "\"kept\":true"));
  vrm_bytes_free(&list);
  OK(vrm_view_free(view));
  SAYS("\"value\":{\"a\":\"mara\",\"b\":[1]}", vrm_desk_disclosed(both->desk, customer, letter, &out));
  SAYS("mara", vrm_person_disclosed(person, relationship, letter, &out));
  OK(vrm_person_forget_data(person, relationship, letter, NONE, NOW, &out));
  vrm_bytes_free(&out);
  REFUSED(VRM_STATUS_VAULT_DELETED, vrm_person_disclosed(person, relationship, letter, &out));
  OK(vrm_person_remove_item(person, item, NONE, NOW, &out));
  vrm_bytes_free(&out);
  drop(item);
  drop(grant);
  return letter;
}

static void a_consent_and_its_receipt(const pair *both, vrm_text relationship, vrm_text customer, vrm_text agreement) {
  vrm_person person = both->person;
  vrm_view view = 0;
  vrm_bytes records = {NULL, 0}, receipts = {NULL, 0};
  vrm_text data = text("pd:Prescription");
  REFUSED(VRM_STATUS_STATE_NOTHING_PENDING, vrm_person_consent(person, relationship, agreement, 9, data, NONE, NOW, &out));
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_person_consent(person, relationship, text("x"), 0, data, NONE, NOW, &out));
  OK(vrm_person_consent(person, relationship, agreement, 0, data, NONE, NOW, &out));
  vrm_text consent = said();
  REFUSED(VRM_STATUS_STATE_CONSENTED_ALREADY, vrm_person_consent(person, relationship, agreement, 0, data, NONE, NOW, &out));
  carry(both);
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_desk_issue(both->desk, customer, agreement, text("{}"), NONE, NOW, &out));
  OK(vrm_desk_issue(both->desk, customer, agreement, text(ISSUER), NONE, NOW, &out));
  vrm_text receipt = said();
  carry(both);

  OK(vrm_person_view(person, &view));
  SAYS("\"status\":\"given\"", vrm_view_consent(view, relationship, consent, &out));
  SAYS("\"record\":{\"json\":{", vrm_view_consents(view, relationship, &out));
  SAYS("\"excess\":[],\"refused\":false", vrm_view_receipt(view, relationship, receipt, &out));
  OK(vrm_view_receipts(view, relationship, &receipts));
  OK(vrm_view_records(view, relationship, agreement, &records));
  CHECK(holds(records, "\"processes\":[{\"data\":[") && holds(records, "\"status\":\"given\""));

  /* What the view shows is what the other calls take. */
  vrm_bytes record = {NULL, 0};
  vrm_text first = {(const char *)records.data + 1, 0};
  int depth = 0;
  do {
    char now = first.data[first.length++];
    depth += (now == '{') - (now == '}');
  } while (depth > 0);
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_consent_record_new(text("{}"), &record));
  GIVES(VRM_STATUS_OK, vrm_consent_record_new(first, &record));
  CHECK(holds(record, "dpv:ConsentRecord"));
  vrm_bytes_free(&record);
  REFUSED(VRM_STATUS_JSON_SYNTAX, vrm_excess(text("{"), NONE, text_of(records), NONE, &out));
  REFUSED(VRM_STATUS_JSON_MISSING_MEMBER, vrm_consent_record_parse(text("{}"), &out));
  REFUSED(VRM_STATUS_JSON_MISSING_MEMBER, vrm_iso_receipt_parse(text("{}"), &out));
  REFUSED(VRM_STATUS_JSON_MISSING_MEMBER, vrm_kantara_receipt_parse(text("{}"), &out));
  REFUSED(VRM_STATUS_JSON_MISSING_MEMBER, vrm_kantara_excess_over(text("{}"), NONE, &out));
  REFUSED(VRM_STATUS_CONSENT_FOREIGN_FORMAT, vrm_read_receipts(text("{}"), &out));
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_iso_receipt_new(text("[]"), &out));
  REFUSED(VRM_STATUS_JSON_MISSING_MEMBER, vrm_kantara_receipt_of(text("{}"), text("https://x.example/"), &out));
  OK(vrm_view_free(view));
  vrm_bytes_free(&records);
  vrm_bytes_free(&receipts);
  drop(consent);
  drop(receipt);
}

static void exposed(const pair *both) {
  vrm_view view = 0;
  OK(vrm_person_view(both->person, &view));
  OK(vrm_view_exposure(view, NOW, &out));
  CHECK(holds(out, "\"kind\":\"grant\"") && holds(out, "\"held\":{\"kind\":\"given\",\"at\":1772357400}"));
  CHECK(holds(out, "\"english\":") && holds(out, "\"french\":"));
  vrm_bytes_free(&out);
  SAYS("\"lines\":[", vrm_view_agenda(view, NOW, &out));
  REFUSED(VRM_STATUS_STATE_CLOCK_WENT_BACK, vrm_view_exposure(view, NOW - 864000, &out));
  REFUSED(VRM_STATUS_STATE_CLOCK_WENT_BACK, vrm_view_agenda(view, NOW - 864000, &out));
  REFUSED(VRM_STATUS_TIME_OUT_OF_RANGE, vrm_view_agenda(view, INT64_MAX, &out));
  OK(vrm_view_free(view));
}

static void claimed(const pair *both, vrm_text relationship, vrm_text customer, vrm_text letter) {
  vrm_person person = both->person;
  vrm_view view = 0;
  vrm_text nobody = text("0000000000000000000000000000000000000000000000000000000000000000");
  REFUSED(VRM_STATUS_RIGHTS_NOT_IN_LAW,
          vrm_person_claim(person, relationship, text(CLAIM("no-sale-or-sharing")), NONE, NOW, &out));
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_person_claim(person, relationship, text(CLAIM("everything")), NONE, NOW, &out));
  REFUSED(VRM_STATUS_STATE_NO_SUCH_CLAIM, vrm_person_withdraw_claim(person, relationship, nobody, NONE, NOW, &out));
  OK(vrm_person_claim(person, relationship, text(CLAIM("erasure")), NONE, NOW, &out));
  vrm_text claim = said();
  carry(both);
  OK(vrm_person_view(person, &view));
  SAYS("\"due\":\"2026-04-01\"", vrm_view_right(view, relationship, claim, NOW, &out));
  SAYS("\"state\":\"overdue\"", vrm_view_rights(view, relationship, NOW + 40 * 86400, &out));
  OK(vrm_view_free(view));

  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_desk_answer_right(both->desk, customer, claim, text("\"full\""), NONE, NOW, &out));
  REFUSED(VRM_STATUS_RIGHTS_STATEMENT,
          vrm_desk_answer_right(both->desk, customer, claim, text("{\"kind\":\"refused\",\"reason\":\"\"}"), NONE, NOW, &out));
  OK(vrm_desk_answer_right(both->desk, customer, claim, text("{\"kind\":\"needs-more\",\"reason\":\"who are you?\"}"), NONE,
                           NOW, &out));
  vrm_text more = said();
  carry(both);
  REFUSED(VRM_STATUS_RIGHTS_STATEMENT,
          vrm_person_complete_claim(person, relationship, more, text(""), NONE, NOW, &out));
  OK(vrm_person_complete_claim(person, relationship, more, NONE, NONE, NOW, &out));
  vrm_bytes_free(&out);
  carry(both);
  OK(vrm_desk_answer_right(both->desk, customer, claim, text("{\"kind\":\"full\"}"), NONE, NOW, &out));
  vrm_bytes_free(&out);
  carry(both);
  REFUSED(VRM_STATUS_VAULT_DELETED, vrm_desk_disclosed(both->desk, customer, letter, &out));
  REFUSED(VRM_STATUS_VAULT_DELETED, vrm_desk_forget_data(both->desk, customer, letter, NONE, NOW, &out));
  OK(vrm_person_view(person, &view));
  SAYS("\"state\":\"fulfilled\"", vrm_view_right(view, relationship, claim, NOW, &out));
  OK(vrm_view_free(view));
  drop(claim);
  drop(more);
}

static void breached(const pair *both, vrm_text relationship, vrm_text customer, vrm_text agreement) {
  vrm_view view = 0;
  char incident[256];
  CHECK(snprintf(incident, sizeof incident,
                 "{\"agreement\":\"%.*s\",\"at\":1772357400,\"what\":\"a laptop\",\"data\":[\"pd:EmailAddress\"]}",
                 (int)agreement.length, agreement.data) > 0);
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_desk_notify_incident(both->desk, customer, text("{}"), NONE, NOW, &out));
  OK(vrm_desk_notify_incident(both->desk, customer, text(incident), NONE, NOW, &out));
  vrm_bytes_free(&out);
  carry(both);
  OK(vrm_person_view(both->person, &view));
  SAYS("\"what\":\"a laptop\"", vrm_view_incidents(view, relationship, &out));
  OK(vrm_view_free(view));
}

static void counted(void) {
  vrm_text gdpr = text("gdpr"), access = text("access"), day = text("2026-03-05");
  vrm_text calendar = text("{\"weekend\":[\"saturday\",\"sunday\"],\"holidays\":[\"2026-04-06\"]}");
  SAYS("\"rolled\":\"2026-04-07\"", vrm_rights_due(gdpr, access, day, calendar, 0, &out));
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_rights_due(text("GDPR"), access, day, calendar, 0, &out));
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_rights_due(gdpr, access, day, text("{\"weekend\":[\"x\"]}"), 0, &out));
  REFUSED(VRM_STATUS_RIGHTS_NO_PAUSE, vrm_rights_due(gdpr, access, day, text("{}"), 1, &out));
  REFUSED(VRM_STATUS_RIGHTS_NOT_IN_LAW, vrm_law_period(gdpr, text("no-sale-or-sharing"), &out));
  SAYS("{\"kind\":\"months\",\"months\":1,\"more\":2}", vrm_law_period(gdpr, access, &out));
  SAYS("eu-gdpr:A15", vrm_right_concept(access, &out));
  uint32_t extends = 2, pauses = 2;
  GIVES(VRM_STATUS_BORDER_VALUE, vrm_law_extends(text("GDPR"), access, &extends));
  GIVES(VRM_STATUS_BORDER_VALUE, vrm_law_pauses(text("GDPR"), &pauses));
  CHECK(extends == 2 && pauses == 2);
  OK(vrm_law_extends(gdpr, access, &extends));
  OK(vrm_law_pauses(gdpr, &pauses));
  CHECK(extends == 1 && pauses == 0);
  GIVES(VRM_STATUS_BORDER_NULL, vrm_law_pauses(gdpr, NULL));
}

int main(void) {
  pair both;
  vrm_view view = 0;
  vrm_bytes customers = {NULL, 0}, grants = {NULL, 0};
  counted();
  begin(&both);
  OK(vrm_desk_declare(both.desk, text("SD-BASE"), text(CLINIC), NONE, NOW, &out));
  vrm_bytes_free(&out);
  vrm_text relationship = agree(&both);
  OK(vrm_desk_customers(both.desk, &customers));
  vrm_text customer = first_of(customers);
  OK(vrm_person_view(both.person, &view));
  OK(vrm_view_grants(view, relationship, &grants));
  OK(vrm_view_free(view));
  vrm_text agreement = kept(member(text_of(grants), "agreement"));
  vrm_bytes_free(&grants);
  vrm_text letter = data_is_given(&both, relationship, customer);
  a_consent_and_its_receipt(&both, relationship, customer, agreement);
  exposed(&both);
  claimed(&both, relationship, customer, letter);
  breached(&both, relationship, customer, agreement);
  drop(letter);
  drop(agreement);
  drop(relationship);
  vrm_bytes_free(&customers);
  finish(&both);
  return 0;
}
