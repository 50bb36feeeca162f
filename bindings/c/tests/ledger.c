/* What a program asks without a life: a ledger of its own, grants and how they lie within each other, names and settings. What
   is refused comes first. */
#include "life.h"

#define SHOP "did:web:shop.example"
#define AGREEMENT "0707070707070707070707070707070707070707070707070707070707070707"
#define ANSWER "0101010101010101010101010101010101010101010101010101010101010101"
#define OTHER "0909090909090909090909090909090909090909090909090909090909090909"
#define BLOCK "{\"against\":\"everyone\",\"what\":{\"id\":\"leave-me-alone\"}}"

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

/* The first object of a JSON list behind a name, as it stands. */
static vrm_text object_behind(vrm_text json, const char *name) {
  size_t length = strlen(name);
  for (size_t at = 0; at + length < json.length; at++) {
    if (memcmp(json.data + at, name, length) == 0) {
      vrm_text found = {json.data + at + length, 0};
      int depth = 0;
      do {
        char now = found.data[found.length++];
        depth += (now == '{') - (now == '}');
      } while (depth > 0);
      return found;
    }
  }
  CHECK(0);
  return NONE;
}

static void decided(vrm_terms base, vrm_text grant, vrm_text id) {
  vrm_ledger ledger = 0;
  uint32_t was_there = 7;
  vrm_text shop = text(SHOP), agreement = text(AGREEMENT), request = text(CARE_REQUEST);
  GIVES(VRM_STATUS_BORDER_NULL, vrm_ledger_new(NULL));
  OK(vrm_ledger_new(&ledger));
  GIVES(VRM_STATUS_BORDER_HANDLE, vrm_ledger_end_all(0, shop));
  GIVES(VRM_STATUS_BORDER_HANDLE, vrm_ledger_end_all(base, shop));
  GIVES(VRM_STATUS_DECISION_NO_SUCH_AGREEMENT, vrm_ledger_grant(ledger, shop, grant));
  GIVES(VRM_STATUS_BORDER_VALUE, vrm_ledger_agree(ledger, shop, agreement, base, text("{\"to\":1772357400}")));
  GIVES(VRM_STATUS_TIME_EMPTY_WINDOW, vrm_ledger_agree(ledger, shop, agreement, base, text("{\"from\":1772357460,\"until\":1772357400}")));
  OK(vrm_ledger_agree(ledger, shop, agreement, base, NONE));
  GIVES(VRM_STATUS_DECISION_ALREADY_THERE, vrm_ledger_agree(ledger, shop, agreement, base, NONE));
  GIVES(VRM_STATUS_BORDER_VALUE, vrm_ledger_grant(ledger, shop, text("{}")));
  OK(vrm_ledger_grant(ledger, shop, grant));
  GIVES(VRM_STATUS_DECISION_ALREADY_THERE, vrm_ledger_grant_at(ledger, shop, grant, 3));
  GIVES(VRM_STATUS_BORDER_VALUE, vrm_ledger_step(ledger, shop, id, text("stop"), NOW));
  GIVES(VRM_STATUS_DECISION_NO_SUCH_GRANT, vrm_ledger_step(ledger, shop, text(OTHER), text("pause"), NOW));
  GIVES(VRM_STATUS_DECISION_NO_SUCH_GRANT, vrm_ledger_spend(ledger, shop, text(OTHER), NOW));
  GIVES(VRM_STATUS_DECISION_NO_SUCH_GRANT, vrm_ledger_set_duty_open(ledger, shop, text(OTHER), 1));
  GIVES(VRM_STATUS_BORDER_VALUE, vrm_ledger_order(ledger, shop, text("{\"agreement\":\"" AGREEMENT "\",\"n\":1}")));
  GIVES(VRM_STATUS_DECISION_NO_SUCH_AGREEMENT, vrm_ledger_end(ledger, shop, text(OTHER)));
  SAYS("null", vrm_ledger_find(ledger, shop, text(OTHER), &out));
  SAYS("null", vrm_ledger_covering_process(ledger, shop, text(OTHER), request, &out));

  SAYS("[\"" SHOP "\"]", vrm_ledger_vendors(ledger, &out));
  SAYS("\"ended\":false", vrm_ledger_agreements(ledger, shop, &out));
  SAYS("\"status\":\"active\"", vrm_ledger_grants(ledger, shop, &out));
  SAYS("\"effect\":\"permit\"", vrm_ledger_verdict(ledger, shop, request, NOW, &out));
  SAYS("\"kind\":\"permit\"", vrm_ledger_decide(ledger, shop, request, NOW, &out));
  SAYS("0", vrm_ledger_covering_process(ledger, shop, agreement, request, &out));
  OK(vrm_ledger_answering(ledger, shop, agreement, request, text(ANSWER), &out));
  vrm_text once = kept(member(text_of(out), "id"));
  OK(vrm_ledger_grant_at(ledger, shop, text_of(out), 6));
  vrm_bytes_free(&out);
  OK(vrm_ledger_spend(ledger, shop, once, NOW));
  SAYS("\"status\":\"spent\"", vrm_ledger_find(ledger, shop, once, &out));
  drop(once);

  GIVES(VRM_STATUS_JSON_SYNTAX, vrm_ledger_block(ledger, text("{")));
  OK(vrm_ledger_block(ledger, text(BLOCK)));
  GIVES(VRM_STATUS_DECISION_ALREADY_THERE, vrm_ledger_block(ledger, text(BLOCK)));
  SAYS("leave-me-alone", vrm_ledger_blocks(ledger, &out));
  SAYS("\"effect\":\"deny\"", vrm_ledger_verdict(ledger, shop, request, NOW, &out));
  OK(vrm_ledger_unblock(ledger, text("leave-me-alone"), &was_there));
  CHECK(was_there == 1);
  OK(vrm_ledger_unblock(ledger, text("leave-me-alone"), &was_there));
  CHECK(was_there == 0);
  OK(vrm_ledger_describe(ledger, shop, text("[\"shop.example\"]"), text("[\"commerce\"]")));
  OK(vrm_ledger_set_duty_open(ledger, shop, id, 1));
  SAYS("\"effect\":\"deny\"", vrm_ledger_verdict(ledger, shop, request, NOW, &out));
  OK(vrm_ledger_set_duty_open(ledger, shop, id, 0));
  OK(vrm_ledger_order(ledger, shop, text("{\"agreement\":\"" AGREEMENT "\",\"n\":8,\"which\":{\"kind\":\"all\"},"
                                         "\"step\":\"pause\"}")));
  SAYS("\"effect\":\"deny\"", vrm_ledger_verdict(ledger, shop, request, NOW, &out));
  OK(vrm_ledger_step(ledger, shop, id, text("withdraw"), NOW));
  GIVES(VRM_STATUS_DECISION_WRONG_STATE, vrm_ledger_step(ledger, shop, id, text("resume"), NOW));
  OK(vrm_ledger_end(ledger, shop, agreement));
  OK(vrm_ledger_end_all(ledger, shop));
  SAYS("\"ended\":true", vrm_ledger_agreements(ledger, shop, &out));
  OK(vrm_ledger_forget(ledger, shop));
  SAYS("[]", vrm_ledger_vendors(ledger, &out));
  OK(vrm_ledger_free(ledger));
  GIVES(VRM_STATUS_BORDER_HANDLE, vrm_ledger_free(ledger));
}

static void within(vrm_text grant, vrm_text pending) {
  uint32_t yes = 7;
  GIVES(VRM_STATUS_BORDER_VALUE, vrm_grant_is_within(text("{}"), grant, NONE, &yes));
  GIVES(VRM_STATUS_BORDER_NULL, vrm_grant_is_within(grant, grant, NONE, NULL));
  CHECK(yes == 7);
  OK(vrm_grant_is_within(grant, grant, NONE, &yes));
  CHECK(yes == 1);
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_pending_given(grant, text(ANSWER), &out));
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_pending_given(pending, text("x"), &out));
  SAYS("\"status\":\"active\"", vrm_pending_given(pending, text(ANSWER), &out));
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_grant_status_after(text("Active"), text("pause"), &out));
  REFUSED(VRM_STATUS_DECISION_WRONG_STATE, vrm_grant_status_after(text("spent"), text("resume"), &out));
  SAYS("paused", vrm_grant_status_after(text("active"), text("pause"), &out));
  OK(vrm_grant_status_is_final(text("withdrawn"), &yes));
  CHECK(yes == 1);
  OK(vrm_keep_is_within(NONE, text("{\"days\":1,\"from\":\"collected\"}"), &yes));
  CHECK(yes == 0);
  GIVES(VRM_STATUS_BORDER_VALUE, vrm_keep_is_within(text("{\"days\":-1,\"from\":\"collected\"}"), NONE, &yes));
  SAYS("[\"vendor\"]", vrm_scope_permitted_recipients(text("{\"data\":[],\"purpose\":[]}"), &out));
  GIVES(VRM_STATUS_BORDER_VALUE, vrm_consent_status_is_valid(text("maybe"), &yes));
  OK(vrm_consent_status_is_valid(text("given"), &yes));
  CHECK(yes == 1);
  OK(vrm_rights_state_is_open(text("fulfilled"), &yes));
  CHECK(yes == 0);
}

static void known(void) {
  uint32_t alike = 7;
  SAYS("[]", vrm_name_warnings(text("Bakery"), &out));
  SAYS("looks-like-ascii", vrm_name_warnings(text("\xd0\xb0\xd1\x80\xd1\x80\xd3\x8f\xd0\xb5"), &out));
  REFUSED(VRM_STATUS_TEXT_EMPTY, vrm_name_warnings(text(""), &out));
  OK(vrm_name_resembles(text("PAYPAI"), text("PayPal"), &alike));
  CHECK(alike == 1);
  SAYS("https://shop.example/.well-known/did.json", vrm_did_web_url(text(SHOP), &out));
  CHECK(vrm_did_web_url(text("did:web:127.0.0.1"), &out) != VRM_STATUS_OK);
  SAYS("\"answer_within\":10080", vrm_settings_asking(text("fr"), &out));
  SAYS("SD-BASE", vrm_settings_parse(text(AGENT), &out));
  REFUSED(VRM_STATUS_JSON_SYNTAX, vrm_settings_parse(text("{"), &out));
  vrm_text first = text("{\"preferences\":[{\"accept\":[\"SD-BASE\"],\"by\":\"me\",\"talk\":\"anyone\",\"when\":\"always\"}]}");
  REFUSED(VRM_STATUS_JSON_SYNTAX, vrm_preferences_followed_by(first, text("{"), 0, 0, &out));
  SAYS("},{", vrm_preferences_followed_by(first, first, 0, 0, &out));
  GIVES(VRM_STATUS_BORDER_VALUE, vrm_issuer_check(text("{}")));
  SAYS("\"name\":\"border-handle\"", vrm_code_all(&out));
}

int main(void) {
  vrm_terms base = 0;
  vrm_bytes authority = {NULL, 0}, waiting = {NULL, 0};
  OK(vrm_entry_terms(0, text("SD-BASE"), &base));
  vrm_text agreement = text(AGREEMENT);
  OK(vrm_declaration_authorise(text(CARE), agreement, NONE, base, 0, &authority));
  OK(vrm_declaration_authorise(
      text("{\"processes\":[{\"data\":[\"pd:EmailAddress\"],\"purpose\":[\"dpv:CustomerCare\"],\"operation\":[\"dpv:Use\"],"
           "\"recipient\":[\"vendor\"],\"basis\":\"contract\",\"necessity\":\"optional\"}]}"),
      agreement, NONE, base, 0, &waiting));
  vrm_text grant = object_behind(text_of(authority), "\"grants\":[");
  vrm_text pending = object_behind(text_of(waiting), "\"pending\":[");
  decided(base, grant, member(grant, "id"));
  within(grant, pending);
  known();
  vrm_bytes_free(&authority);
  vrm_bytes_free(&waiting);
  OK(vrm_terms_free(base));
  return 0;
}
