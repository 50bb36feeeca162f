/* Handles: what is wrong with one is a status, never a crash. */
#include "test.h"

int main(void) {
  uint64_t seed = 1;
  vrm_store store = 0;
  vrm_keeper keeper = 0;
  vrm_person person = 0;
  vrm_random random = counting_random(&seed);
  OK(vrm_store_memory(&store));
  GIVES(VRM_STATUS_BORDER_VALUE, vrm_keeper_secret(text("too short"), &keeper));
  CHECK(keeper == 0);
  OK(vrm_keeper_secret(text("01234567890123456789012345678901"), &keeper));
  GIVES(VRM_STATUS_BORDER_HANDLE, vrm_person_create(keeper, keeper, random, text(SETTINGS), 1772357400, &person));
  GIVES(VRM_STATUS_BORDER_HANDLE, vrm_person_create(0, keeper, random, text(SETTINGS), 1772357400, &person));
  GIVES(VRM_STATUS_BORDER_NULL, vrm_person_create(store, keeper, random, text(SETTINGS), 1772357400, NULL));
  GIVES(VRM_STATUS_JSON_SYNTAX, vrm_person_create(store, keeper, random, text("{"), 1772357400, &person));
  CHECK(person == 0);
  OK(vrm_person_create(store, keeper, random, text(SETTINGS), 1772357400, &person));
  OK(vrm_person_free(person));
  GIVES(VRM_STATUS_BORDER_HANDLE, vrm_person_free(person));
  CHECK(vrm_error_code() == VRM_STATUS_BORDER_HANDLE);
  vrm_bytes name = {NULL, 0};
  OK(vrm_error_name(&name));
  CHECK(holds(name, "border-handle"));
  vrm_bytes_free(&name);
  vrm_bytes_free(&name);
  vrm_bytes_free(NULL);
  OK(vrm_random_free(random));
  OK(vrm_keeper_free(keeper));
  OK(vrm_store_free(store));
  GIVES(VRM_STATUS_BORDER_HANDLE, vrm_store_free(store));
  CHECK(vrm_abi_version() == VRM_ABI_VERSION);
  return 0;
}
