/* The calls from C: `crossing FOLDER`, then lines `OPERATION TIMES`, each answered by a line with nanoseconds. */
#define _POSIX_C_SOURCE 200809L
#include <inttypes.h>
#include <time.h>

#include "test.h"

#define NOW 1772357400

static vrm_bytes file(const char *folder, const char *name) {
  char path[4096];
  CHECK(snprintf(path, sizeof path, "%s/%s", folder, name) < (int)sizeof path);
  FILE *opened = fopen(path, "rb");
  CHECK(opened != NULL && fseek(opened, 0, SEEK_END) == 0);
  vrm_bytes read = {NULL, (size_t)ftell(opened)};
  rewind(opened);
  CHECK((read.data = malloc(read.length)) != NULL);
  CHECK(fread(read.data, 1, read.length, opened) == read.length);
  fclose(opened);
  return read;
}

static uint64_t now(void) {
  struct timespec at;
  CHECK(clock_gettime(CLOCK_MONOTONIC, &at) == 0);
  return (uint64_t)at.tv_sec * 1000000000u + (uint64_t)at.tv_nsec;
}

int main(int count, char **arguments) {
  CHECK(count == 2);
  vrm_text export = text_of(file(arguments[1], "export")), vendor = text_of(file(arguments[1], "vendor"));
  vrm_text bundle = text_of(file(arguments[1], "bundle"));
  uint64_t seed = 1;
  vrm_store store = 0;
  vrm_keeper keeper = 0;
  vrm_random random = counting_random(&seed);
  vrm_person person = 0;
  vrm_view view = 0;
  OK(vrm_store_memory(&store));
  OK(vrm_keeper_secret(text("01234567890123456789012345678901"), &keeper));
  OK(vrm_person_import(export, store, keeper, random, &person));
  OK(vrm_person_view(person, &view));
  vrm_request request = {.size = sizeof request, .data = text("pd:EmailAddress"), .purpose = text("dpv:CustomerCare"),
                         .operation = text("dpv:Use"), .recipient = text("vendor")};
  vrm_text json = text("{\"data\":\"pd:EmailAddress\",\"purpose\":\"dpv:CustomerCare\",\"operation\":\"dpv:Use\","
                       "\"recipient\":\"vendor\"}");

  char operation[64];
  uint64_t times;
  while (scanf("%63s %" SCNu64, operation, &times) == 2) {
    uint64_t began = now();
    for (; times > 0; times--) {
      vrm_bytes out = {NULL, 0};
      if (strcmp(operation, "dpv_version") == 0) {
        OK(vrm_dpv_version(&out));
      } else if (strcmp(operation, "verdict") == 0) {
        vrm_verdict verdict = {sizeof verdict, 0, 0};
        OK(vrm_decide(view, vendor, &request, NOW, &verdict));
        CHECK(verdict.effect == VRM_EFFECT_PERMIT);
      } else if (strcmp(operation, "decide") == 0) {
        OK(vrm_view_decide(view, vendor, json, NOW, &out));
      } else if (strcmp(operation, "bundle_verify") == 0) {
        OK(vrm_bundle_verify(bundle, NOW, &out));
      } else {
        CHECK(!"an operation");
      }
      vrm_bytes_free(&out);
    }
    printf("%" PRIu64 "\n", now() - began);
    fflush(stdout);
  }
  return 0;
}
