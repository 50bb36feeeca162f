/* A person with terms of their own and a shop agree, the agreement decides, and the proof goes into the file that is named. */
#include <time.h>

#include "host.h"

/* Both let their agents say yes to the base agreement, with anyone. */
#define YES "{\"when\":\"always\",\"talk\":\"anyone\",\"accept\":[\"SD-BASE\"],\"by\":\"agent\"}"
#define SETTINGS(yes) \
  "{\"preferences\":{\"preferences\":[" yes "]},\"language\":\"en\",\"answer_within\":10080,\"child\":false}"
/* The person's own terms, which stay at home: no telephone number for marketing. */
#define TERMS \
  "{\"dpv\":\"2.3\",\"prohibitions\":[{\"data\":[\"https://w3id.org/dpv/pd#TelephoneNumber\"]," \
  "\"id\":\"no-calls\",\"purpose\":[\"https://w3id.org/dpv#Marketing\"]}],\"v\":1}"
/* What the shop processes under the agreement: customer care with an e-mail address, by contract. */
#define CARE \
  "{\"processes\":[{\"data\":[\"pd:EmailAddress\"],\"purpose\":[\"dpv:CustomerCare\"]," \
  "\"operation\":[\"dpv:Use\"],\"recipient\":[\"vendor\"],\"basis\":\"contract\"}]}"

#define DROP(call) (DO(call), vrm_bytes_free(&out)) /* What it gave is not looked at. */

int main(int count, char **arguments) {
  int64_t now = (int64_t)time(NULL);
  vrm_bytes out = {NULL, 0}, shop = {NULL, 0}, page = {NULL, 0}, added = {NULL, 0}, grants = {NULL, 0}, proof = {NULL, 0};
  vrm_random random;
  vrm_keeper keeper;
  vrm_view view;
  vrm_store at_home, at_shop;
  vrm_random_functions system = {sizeof system, NULL, system_random, NULL};
  DO(vrm_random_new(&system, &random));
  DO(vrm_keeper_secret(text("32 bytes that only this app has."), &keeper));
  DO(vrm_store_memory(&at_home));
  DO(vrm_store_memory(&at_shop));

  /* The shop says what it processes under the agreement, and publishes its page. It would be elsewhere. */
  vrm_desk desk;
  DO(vrm_desk_create(at_shop, keeper, random, NONE, text("Shop"), text(SETTINGS("")), now, &desk));
  DROP(vrm_desk_declare(desk, text("SD-BASE"), text(CARE), NONE, now, &out));
  DROP(vrm_desk_set_settings(desk, text(SETTINGS(YES)), NONE, now, &out));
  DROP(vrm_desk_publish(desk, NONE, now, &out));
  DO(vrm_desk_did(desk, &shop));
  DO(vrm_desk_profile(desk, &page));

  /* The person adds the shop, takes its page, and proffers terms; both sign. */
  vrm_person person;
  DO(vrm_person_create(at_home, keeper, random, text(SETTINGS(YES)), now, &person));
  DROP(vrm_person_set_terms(person, text(TERMS), NONE, now, &out));
  DO(vrm_person_add_vendor(person, text_of(shop), text("{\"name\":\"The shop\"}"), NONE, now, &added));
  vrm_text with = member(text_of(added), NONE, "relationship");
  DO(vrm_person_receive(person, text_of(page), now, &out));
  taken(&out);
  DROP(vrm_person_proffer(person, with, text("[\"SD-BASE\"]"), NONE, now, &out));
  carry(person, desk, now);

  /* What may the shop do with the address? */
  DO(vrm_person_view(person, &view));
  const char *purposes[] = {"dpv:CustomerCare", "dpv:Advertising"}, *effects[] = {"", "permit", "deny", "ask"};
  for (int n = 0; n < 2; n++) {
    vrm_request request = {.size = sizeof request, .data = text("pd:EmailAddress"), .purpose = text(purposes[n]),
                           .operation = text("dpv:Use"), .recipient = text("vendor")};
    vrm_verdict verdict = {sizeof verdict, 0, 0};
    DO(vrm_decide(view, text_of(shop), &request, now, &verdict));
    printf("%s: %s\n", purposes[n], effects[verdict.effect]);
  }

  /* The proof, which anyone can check who has the library. */
  DO(vrm_view_grants(view, with, &grants));
  DO(vrm_person_bundle(person, with, member(text_of(grants), NONE, "agreement"), &proof));
  DO(vrm_bundle_verify(text_of(proof), now, &out));
  vrm_text agreed = member(text_of(out), NONE, "agreement");
  printf("signed by both: %.*s, proof of %zu bytes\n", (int)agreed.length, agreed.data, proof.length);
  FILE *file = count > 1 ? fopen(arguments[1], "wb") : NULL;
  if (file && (fwrite(proof.data, 1, proof.length, file) != proof.length || fclose(file) != 0)) return 1;

  vrm_bytes *given[] = {&out, &shop, &page, &added, &grants, &proof};
  for (size_t n = 0; n < sizeof given / sizeof *given; n++) vrm_bytes_free(given[n]);
  DO(vrm_view_free(view) + vrm_person_free(person) + vrm_desk_free(desk) + vrm_random_free(random));
  DO(vrm_keeper_free(keeper) + vrm_store_free(at_home) + vrm_store_free(at_shop));
  return 0;
}
