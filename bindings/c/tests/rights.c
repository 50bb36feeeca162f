/* What follows on claims and incidents: single values forgotten, proofs, copies of data, an authority, and incidents that each
   side notes for itself. What is refused comes first. */
#include "life.h"

#define CLAIM(right) "{\"right\":\"" right "\",\"law\":\"gdpr\",\"scope\":{\"kind\":\"all\"}}"
#define FULL "{\"kind\":\"full\"}"
#define COPY "[{\"data\":\"pd:Name\",\"value\":\"Mara Keller\"}]"
#define PROOF "passport 7012-X, born in Bern"

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

#define DONE(call)        \
  do {                    \
    OK(call);             \
    vrm_bytes_free(&out); \
  } while (0)

static const char LETTER[] = "00000000000000000000000000000000";
static const char SIGNED[] = "0000000000000000000000000000000000000000000000000000000000000000";

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

static vrm_text claimed(const pair *both, vrm_text relationship, const char *claim) {
  OK(vrm_person_claim(both->person, relationship, text(claim), NONE, NOW, &out));
  vrm_text id = said();
  carry(both);
  return id;
}

static void a_value_is_forgotten(const pair *both, vrm_text relationship, vrm_text customer) {
  vrm_person person = both->person;
  vrm_view view = 0;
  OK(vrm_person_store_item(person, text("{\"data\":\"pd:EmailAddress\",\"content\":\"mara\"}"), NONE, NOW, &out));
  vrm_text item = told("item");
  OK(vrm_person_view(person, &view));
  OK(vrm_view_givable(view, relationship, NOW, &out));
  vrm_text grant = told("grant");
  OK(vrm_view_free(view));
  char items[64];
  CHECK(snprintf(items, sizeof items, "[\"%.*s\"]", (int)item.length, item.data) > 0);
  OK(vrm_person_give(person, relationship, grant, text(items), NONE, NOW, &out));
  vrm_text letter = told("letter");
  carry(both);

  vrm_text first = text("[0]");
  REFUSED(VRM_STATUS_BORDER_HANDLE, vrm_person_forget_values(0, relationship, letter, first, NONE, NOW, &out));
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_person_forget_values(person, relationship, letter, text("[-1]"), NONE, NOW, &out));
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_person_forget_values(person, relationship, letter, text("0"), NONE, NOW, &out));
  REFUSED(VRM_STATUS_VAULT_NO_SUCH_DISCLOSURE,
          vrm_person_forget_values(person, relationship, text(LETTER), first, NONE, NOW, &out));
  REFUSED(VRM_STATUS_VAULT_DELETED, vrm_person_forget_values(person, relationship, letter, text("[1]"), NONE, NOW, &out));
  REFUSED(VRM_STATUS_VAULT_NO_SUCH_DISCLOSURE,
          vrm_desk_forget_values(both->desk, customer, text(LETTER), first, NONE, NOW, &out));
  DONE(vrm_person_forget_values(person, relationship, letter, first, NONE, NOW, &out));
  REFUSED(VRM_STATUS_VAULT_DELETED, vrm_person_disclosed(person, relationship, letter, &out));
  SAYS("mara", vrm_desk_disclosed(both->desk, customer, letter, &out));
  DONE(vrm_desk_forget_values(both->desk, customer, letter, first, NONE, NOW, &out));
  REFUSED(VRM_STATUS_VAULT_DELETED, vrm_desk_disclosed(both->desk, customer, letter, &out));
  drop(item);
  drop(grant);
  drop(letter);
}

static void a_proof_is_added(const pair *both, vrm_text relationship, vrm_text customer) {
  vrm_text claim = claimed(both, relationship, CLAIM("rectification"));
  OK(vrm_desk_answer_right(both->desk, customer, claim, text("{\"kind\":\"needs-more\",\"reason\":\"who asks?\"}"), NONE,
                           NOW, &out));
  vrm_text answer = said();
  carry(both);
  REFUSED(VRM_STATUS_VAULT_NO_SUCH_DISCLOSURE, vrm_person_proof(both->person, relationship, text(LETTER), &out));
  REFUSED(VRM_STATUS_VAULT_NO_SUCH_DISCLOSURE, vrm_desk_proof(both->desk, customer, text(LETTER), &out));
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_person_proof(both->person, relationship, text("x"), &out));
  OK(vrm_person_complete_claim(both->person, relationship, answer, text(PROOF), NONE, NOW, &out));
  vrm_text letter = told("letter");
  carry(both);
  SAYS(PROOF, vrm_person_proof(both->person, relationship, letter, &out));
  SAYS(PROOF, vrm_desk_proof(both->desk, customer, letter, &out));
  DONE(vrm_person_forget_data(both->person, relationship, letter, NONE, NOW, &out));
  REFUSED(VRM_STATUS_VAULT_DELETED, vrm_person_proof(both->person, relationship, letter, &out));
  drop(claim);
  drop(answer);
  drop(letter);
}

static void a_copy_is_given(const pair *both, vrm_text relationship, vrm_text customer) {
  vrm_desk desk = both->desk;
  vrm_text erasure = claimed(both, relationship, CLAIM("erasure"));
  vrm_text access = claimed(both, relationship, CLAIM("access"));
  vrm_text full = text(FULL), copy = text(COPY);
  REFUSED(VRM_STATUS_STATE_NO_SUCH_CLAIM, vrm_desk_give_copy(desk, customer, text(SIGNED), full, copy, NONE, NOW, &out));
  REFUSED(VRM_STATUS_STATE_NO_COPY, vrm_desk_give_copy(desk, customer, erasure, full, copy, NONE, NOW, &out));
  REFUSED(VRM_STATUS_VAULT_NOTHING_TO_GIVE, vrm_desk_give_copy(desk, customer, access, full, text("[]"), NONE, NOW, &out));
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_desk_give_copy(desk, customer, access, full, text("[{}]"), NONE, NOW, &out));
  REFUSED(VRM_STATUS_STATE_NO_COPY,
          vrm_desk_give_copy(desk, customer, access, text("{\"kind\":\"refused\",\"reason\":\"no\"}"), copy, NONE, NOW, &out));
  REFUSED(VRM_STATUS_VAULT_NO_SUCH_DISCLOSURE, vrm_person_copy(both->person, relationship, text(LETTER), &out));
  OK(vrm_desk_give_copy(desk, customer, access, full, copy, NONE, NOW, &out));
  vrm_text letter = told("letter");
  carry(both);
  SAYS("\"value\":\"Mara Keller\"", vrm_person_copy(both->person, relationship, letter, &out));
  SAYS("\"value\":\"Mara Keller\"", vrm_desk_copy(desk, customer, letter, &out));
  DONE(vrm_person_forget_data(both->person, relationship, letter, NONE, NOW, &out));
  REFUSED(VRM_STATUS_VAULT_DELETED, vrm_person_copy(both->person, relationship, letter, &out));
  drop(erasure);
  drop(access);
  drop(letter);
}

static void an_authority_is_turned_to(const pair *both, vrm_text relationship, vrm_text customer) {
  vrm_person person = both->person;
  vrm_view view = 0;
  REFUSED(VRM_STATUS_STATE_NO_SUCH_CLAIM, vrm_person_escalate_claim(person, relationship, text(SIGNED), NONE, NOW, &out));
  vrm_text claim = claimed(both, relationship, CLAIM("portability"));
  REFUSED(VRM_STATUS_CHART_NO_SUCH_MOVE, vrm_person_escalate_claim(person, relationship, claim, NONE, NOW, &out));
  DONE(vrm_desk_answer_right(both->desk, customer, claim, text("{\"kind\":\"refused\",\"reason\":\"no\"}"), NONE, NOW, &out));
  carry(both);
  SAYS("claim-escalated", vrm_person_escalate_claim(person, relationship, claim, NONE, NOW, &out));
  REFUSED(VRM_STATUS_CHART_NO_SUCH_MOVE, vrm_person_escalate_claim(person, relationship, claim, NONE, NOW, &out));
  OK(vrm_person_view(person, &view));
  SAYS("\"state\":\"escalated\"", vrm_view_right(view, relationship, claim, NOW, &out));
  OK(vrm_view_free(view));
  drop(claim);
}

static void an_incident_is_closed(const pair *both, vrm_text relationship, vrm_text customer, vrm_text agreement) {
  vrm_person person = both->person;
  vrm_desk desk = both->desk;
  vrm_text nobody = text(SIGNED);
  char incident[256];
  CHECK(snprintf(incident, sizeof incident,
                 "{\"agreement\":\"%.*s\",\"at\":1772357400,\"what\":\"a laptop\",\"data\":[\"pd:EmailAddress\"]}",
                 (int)agreement.length, agreement.data) > 0);
  OK(vrm_desk_notify_incident(desk, customer, text(incident), NONE, NOW, &out));
  vrm_text id = said();
  carry(both);
  REFUSED(VRM_STATUS_STATE_NO_SUCH_INCIDENT, vrm_person_report_incident(person, relationship, nobody, NONE, NOW, &out));
  REFUSED(VRM_STATUS_STATE_NO_SUCH_INCIDENT, vrm_person_close_incident(person, relationship, nobody, NONE, NOW, &out));
  REFUSED(VRM_STATUS_STATE_NO_SUCH_INCIDENT, vrm_desk_report_incident(desk, customer, nobody, NONE, NOW, &out));
  REFUSED(VRM_STATUS_STATE_NO_SUCH_INCIDENT, vrm_desk_close_incident(desk, customer, nobody, NONE, NOW, &out));
  REFUSED(VRM_STATUS_CHART_NO_SUCH_MOVE, vrm_person_close_incident(person, relationship, id, NONE, NOW, &out));
  SAYS("incident-reported", vrm_person_report_incident(person, relationship, id, NONE, NOW, &out));
  REFUSED(VRM_STATUS_CHART_NO_SUCH_MOVE, vrm_person_report_incident(person, relationship, id, NONE, NOW, &out));
  REFUSED(VRM_STATUS_CHART_NO_SUCH_MOVE, vrm_desk_close_incident(desk, customer, id, NONE, NOW, &out));
  SAYS("incident-closed", vrm_person_close_incident(person, relationship, id, NONE, NOW, &out));
  SAYS("incident-reported", vrm_desk_report_incident(desk, customer, id, NONE, NOW, &out));
  SAYS("incident-closed", vrm_desk_close_incident(desk, customer, id, NONE, NOW, &out));
  drop(id);
}

int main(void) {
  pair both;
  vrm_view view = 0;
  vrm_bytes customers = {NULL, 0}, grants = {NULL, 0};
  begin(&both);
  vrm_text relationship = agree(&both);
  OK(vrm_desk_customers(both.desk, &customers));
  vrm_text customer = first_of(customers);
  OK(vrm_person_view(both.person, &view));
  OK(vrm_view_grants(view, relationship, &grants));
  OK(vrm_view_free(view));
  vrm_text agreement = kept(member(text_of(grants), "agreement"));
  vrm_bytes_free(&grants);
  a_value_is_forgotten(&both, relationship, customer);
  a_proof_is_added(&both, relationship, customer);
  a_copy_is_given(&both, relationship, customer);
  an_authority_is_turned_to(&both, relationship, customer);
  an_incident_is_closed(&both, relationship, customer, agreement);
  drop(agreement);
  drop(relationship);
  vrm_bytes_free(&customers);
  finish(&both);
  return 0;
}
