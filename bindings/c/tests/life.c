/* A person and a desk: what is wrong with each kind of argument, and a life from the first page to the end. */
#include "life.h"

static vrm_bytes out = {NULL, 0};

/* A call that gives something, which is looked at by `holds` and freed. */
#define SAYS(said, call)      \
  do {                        \
    OK(call);                 \
    CHECK(holds(out, said));  \
    vrm_bytes_free(&out);     \
  } while (0)

#define REFUSED(status, call)                          \
  do {                                                 \
    GIVES(status, call);                               \
    CHECK(out.data == NULL && out.length == 0);        \
  } while (0)

static void bad_input(const pair *both, vrm_text relationship) {
  vrm_text bad = {"\xff\xfe", 2}, huge = {"x", (size_t)-1}, missing = {NULL, 5};
  vrm_text nobody = text("00000000000000000000000000000000");
  vrm_text entries = text("[\"SD-BASE\"]");
  vrm_person person = both->person;
  /* Handles. */
  REFUSED(VRM_STATUS_BORDER_HANDLE, vrm_person_accept(0, relationship, NONE, NOW, &out));
  REFUSED(VRM_STATUS_BORDER_HANDLE, vrm_person_accept(both->desk, relationship, NONE, NOW, &out));
  REFUSED(VRM_STATUS_BORDER_HANDLE, vrm_person_accept(~person, relationship, NONE, NOW, &out));
  REFUSED(VRM_STATUS_BORDER_HANDLE, vrm_desk_publish(person, NONE, NOW, &out));
  REFUSED(VRM_STATUS_BORDER_HANDLE, vrm_view_head(person, &out));
  /* Where the answer goes. */
  GIVES(VRM_STATUS_BORDER_NULL, vrm_person_accept(person, relationship, NONE, NOW, NULL));
  GIVES(VRM_STATUS_BORDER_NULL, vrm_person_view(person, NULL));
  /* Ids. */
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_person_accept(person, NONE, NONE, NOW, &out));
  REFUSED(VRM_STATUS_BORDER_NULL, vrm_person_accept(person, missing, NONE, NOW, &out));
  REFUSED(VRM_STATUS_BORDER_NOT_UTF8, vrm_person_accept(person, bad, NONE, NOW, &out));
  REFUSED(VRM_STATUS_BORDER_STRUCT, vrm_person_accept(person, huge, NONE, NOW, &out));
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_person_accept(person, text("0123"), NONE, NOW, &out));
  REFUSED(VRM_STATUS_STATE_NO_SUCH_RELATIONSHIP, vrm_person_accept(person, nobody, NONE, NOW, &out));
  /* A command's id, and the time. */
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_person_accept(person, relationship, text("x"), NOW, &out));
  REFUSED(VRM_STATUS_TIME_OUT_OF_RANGE, vrm_person_accept(person, relationship, NONE, INT64_MIN, &out));
  /* Lists of texts. */
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_person_proffer(person, relationship, text("SD-BASE"), NONE, NOW, &out));
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_person_proffer(person, relationship, text("[1]"), NONE, NOW, &out));
  REFUSED(VRM_STATUS_ROSTER_NO_ENTRY, vrm_person_proffer(person, relationship, text("[\"no such\"]"), NONE, NOW, &out));
  REFUSED(VRM_STATUS_BORDER_HANDLE, vrm_person_proffer(0, relationship, entries, NONE, NOW, &out));
  /* Records: closed, and told what they should be. */
  vrm_text shop = text("did:web:other.example");
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_person_add_vendor(person, shop, text("{\"nam\":null}"), NONE, NOW, &out));
  REFUSED(VRM_STATUS_NAME_SPACES, vrm_person_add_vendor(person, shop, text("{\"name\":\" x\"}"), NONE, NOW, &out));
  REFUSED(VRM_STATUS_DID_SYNTAX, vrm_person_add_vendor(person, text("shop"), text(NOBODY), NONE, NOW, &out));
  /* Documents: the errors are those of Rust, with the place. */
  GIVES(VRM_STATUS_FORM_OUT_OF_RANGE,
        vrm_person_set_settings(person,
                                text("{\"preferences\":{\"preferences\":[]},\"language\":\"en\",\"answer_within\":61,"
                                     "\"child\":false}"),
                                NONE, NOW, &out));
  SAYS("/answer_within", vrm_error_path(&out));
  SAYS("correct-input", vrm_error_remedy(&out));
  REFUSED(VRM_STATUS_JSON_MISSING_MEMBER, vrm_person_decide(person, shop, text("{}"), NOW, &out));
  REFUSED(VRM_STATUS_JSON_SYNTAX, vrm_person_block(person, NONE, NONE, NOW, &out));
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_person_leads_through(person, text("{}")));
  /* Bytes that came from anywhere are no error, and change nothing. */
  SAYS("\"kind\":\"rejected\"", vrm_person_receive(person, text("nonsense"), NOW, &out));
  SAYS("\"kind\":\"rejected\"", vrm_person_receive(person, bad, NOW, &out));
  /* Whether they were taken is asked apart. */
  vrm_bytes reception = {NULL, 0};
  OK(vrm_person_receive(person, text("nonsense"), NOW, &reception));
  GIVES(VRM_STATUS_KEYS_PARTS, vrm_reception_accepted(text_of(reception)));
  SAYS("keys-parts", vrm_error_name(&out));
  vrm_bytes_free(&reception);
  OK(vrm_reception_accepted(text("{\"kind\":\"replay\",\"log\":\"\",\"letters\":[]}")));
  GIVES(VRM_STATUS_STATE_NEEDS_KEYS,
        vrm_reception_accepted(text("{\"kind\":\"needs-keys\",\"did\":\"did:web:shop.example\",\"about\":\"\"}")));
  REFUSED(VRM_STATUS_DID_SYNTAX, vrm_reception_accepted(text("{\"kind\":\"needs-keys\",\"did\":\"\",\"about\":\"\"}")));
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_reception_accepted(text("{\"kind\":\"taken\"}")));
  REFUSED(VRM_STATUS_BORDER_VALUE,
          vrm_reception_accepted(text("{\"kind\":\"rejected\",\"failure\":{\"code\":1,\"name\":\"\",\"text\":\"\","
                                      "\"path\":null,\"rule\":\"\",\"remedy\":\"stop\"}}")));
  REFUSED(VRM_STATUS_BORDER_STRUCT, vrm_person_receive(person, huge, NOW, &out));
}

static void steered(const pair *both, vrm_text relationship) {
  vrm_person person = both->person;
  vrm_view view = 0, after = 0;
  vrm_bytes did = {NULL, 0}, grants = {NULL, 0}, customers = {NULL, 0}, between = {NULL, 0};
  OK(vrm_desk_did(both->desk, &did));
  OK(vrm_desk_customers(both->desk, &customers));
  vrm_text vendor = text_of(did), customer = first_of(customers);
  OK(vrm_person_view(person, &view));
  SAYS("\"state\":\"active\"", vrm_view_relationship(view, relationship, &out));
  SAYS("\"state\":\"active\"", vrm_view_with_vendor(view, vendor, &out));
  SAYS("null", vrm_view_with_vendor(view, text("did:web:nobody.example"), &out));
  OK(vrm_view_grants(view, relationship, &grants));
  vrm_text grant = member(text_of(grants), "id"), agreement = member(text_of(grants), "agreement");
  SAYS("in-force", vrm_view_agreement(view, relationship, agreement, &out));
  SAYS("\"kind\":\"permit\"", vrm_person_decide(person, vendor, text(CARE_REQUEST), NOW, &out));
  SAYS("\"kind\":\"permit\"", vrm_desk_decide(both->desk, customer, text(CARE_REQUEST), NOW, &out));

  /* A question, and its answer. */
  OK(vrm_desk_ask(both->desk, customer, agreement, text(CARE_REQUEST), NONE, NOW, &between));
  vrm_text question = member(behind(text_of(between), member(text_of(between), "letter")), "id");
  carry(both);
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_person_answer(person, relationship, question, text("maybe"), NONE, NOW, &out));
  SAYS("relationship", vrm_person_answer(person, relationship, question, text("standing"), NONE, NOW, &out));
  REFUSED(VRM_STATUS_STATE_ANSWERED_ALREADY,
          vrm_person_answer(person, relationship, question, text("no"), NONE, NOW, &out));
  carry(both);

  /* A block beats every grant, and comes down again. */
  SAYS("blocked", vrm_person_block(person, text("{\"against\":\"everyone\",\"what\":{\"id\":\"all\"}}"), NONE, NOW, &out));
  SAYS("\"kind\":\"deny\"", vrm_person_decide(person, vendor, text(CARE_REQUEST), NOW, &out));
  SAYS("unblocked", vrm_person_unblock(person, text("all"), NONE, NOW, &out));
  REFUSED(VRM_STATUS_STATE_NO_SUCH_BLOCK, vrm_person_unblock(person, text("all"), NONE, NOW, &out));

  /* One command, once. */
  vrm_text command = text("0123456789abcdef0123456789abcdef"), all = text("{\"kind\":\"all\"}");
  REFUSED(VRM_STATUS_BORDER_VALUE, vrm_person_withdraw(person, relationship, agreement, text("\"all\""), command, NOW, &out));
  OK(vrm_person_withdraw(person, relationship, agreement, all, command, NOW, &out));
  vrm_bytes first = out;
  OK(vrm_person_withdraw(person, relationship, agreement, all, command, NOW, &out));
  CHECK(first.length == out.length && memcmp(first.data, out.data, out.length) == 0);
  vrm_bytes_free(&first);
  vrm_bytes_free(&out);
  SAYS("\"kind\":\"deny\"", vrm_person_decide(person, vendor, text(CARE_REQUEST), NOW, &out));
  OK(vrm_person_view(person, &after));
  SAYS("withdrawn", vrm_view_grant(after, relationship, grant, &out));
  SAYS("\"status\":\"active\"", vrm_view_grant(view, relationship, grant, &out));
  carry(both);

  /* What it proves. */
  vrm_bytes bundle = {NULL, 0};
  OK(vrm_person_bundle(person, relationship, agreement, &bundle));
  SAYS("\"label\":\"both\"", vrm_bundle_verify(text_of(bundle), NOW, &out));
  REFUSED(VRM_STATUS_JSON_SYNTAX, vrm_bundle_verify(text("x"), NOW, &out));
  vrm_bytes_free(&bundle);

  /* The end. */
  SAYS("ended", vrm_person_end(person, relationship, agreement, NONE, NOW, &out));
  REFUSED(VRM_STATUS_STATE_LETTERS_WAIT, vrm_person_erase(person, relationship, NONE, NOW, &out));
  carry(both);
  SAYS("relationship", vrm_person_terminate(person, relationship, NONE, NOW, &out));
  carry(both);
  SAYS("erased", vrm_person_erase(person, relationship, NONE, NOW, &out));
  OK(vrm_view_free(after));
  OK(vrm_person_view(person, &after));
  REFUSED(VRM_STATUS_STATE_NO_SUCH_RELATIONSHIP, vrm_view_relationship(after, relationship, &out));
  SAYS("\"hash\"", vrm_view_tombstones(after, &out));
  OK(vrm_view_free(view));
  GIVES(VRM_STATUS_BORDER_HANDLE, vrm_view_free(view));
  OK(vrm_view_free(after));
  vrm_bytes_free(&did);
  vrm_bytes_free(&customers);
  vrm_bytes_free(&grants);
  vrm_bytes_free(&between);
}

static void carried_elsewhere(const pair *both) {
  vrm_bytes id = {NULL, 0}, head = {NULL, 0}, export = {NULL, 0};
  vrm_store elsewhere = 0;
  vrm_person again = 0, laptop = 0;
  OK(vrm_person_id(both->person, &id));
  OK(vrm_person_head(both->person, &head));
  OK(vrm_person_open(both->stores[0], both->keeper, both->randoms[0], text_of(id), &again));
  OK(vrm_person_leads_through(again, text_of(head)));
  SAYS("\"kind\":\"created\"", vrm_person_events_since(again, 0, 3, &out));
  SAYS("sure", vrm_person_settle(again, &out));
  OK(vrm_person_refresh(again));
  OK(vrm_store_memory(&elsewhere));
  GIVES(VRM_STATUS_LOG_NO_SUCH_LOG, vrm_person_open(elsewhere, both->keeper, both->randoms[0], text_of(id), &laptop));
  OK(vrm_person_danger_export(both->person, &export));
  OK(vrm_person_import(text_of(export), elsewhere, both->keeper, both->randoms[0], &laptop));
  OK(vrm_person_leads_through(laptop, text_of(head)));
  SAYS("closed", vrm_person_close_life(both->person, NONE, NOW, &out));
  OK(vrm_person_free(again));
  OK(vrm_person_free(laptop));
  OK(vrm_store_free(elsewhere));
  memset(export.data, 0, export.length);
  vrm_bytes_free(&export);
  vrm_bytes_free(&head);
  vrm_bytes_free(&id);
}

static vrm_status memory(void *context, vrm_store *store) {
  ++*(int *)context;
  return vrm_store_memory(store);
}

static vrm_status none(void *context, vrm_store *store) {
  (void)context;
  (void)store;
  return VRM_STATUS_STORE_UNCHANGED;
}

static void examined(void) {
  int made = 0;
  REFUSED(VRM_STATUS_BORDER_NULL, vrm_conformance(NULL, NULL, &out));
  SAYS("the program made no store", vrm_conformance(none, NULL, &out));
  SAYS("null", vrm_conformance(memory, &made, &out));
  CHECK(made > 5);
}

int main(void) {
  pair both;
  begin(&both);
  vrm_text relationship = agree(&both);
  bad_input(&both, relationship);
  steered(&both, relationship);
  carried_elsewhere(&both);
  examined();
  drop(relationship);
  finish(&both);
  return 0;
}
