/* A store of the program's own: an ordered list of rows. */
#ifndef VRM_TABLE_H
#define VRM_TABLE_H

#include "test.h"

typedef struct {
  unsigned char *key, *value;
  size_t key_length, value_length;
} row;

/* An ordered list of rows, what its functions do before all else, and what its commits say. */
typedef struct {
  row rows[4096];
  size_t count;
  void (*first)(const char *function);
  vrm_status before, after;
  int dropped;
} table;

static inline int compare(vrm_text one, const row *other) {
  size_t shorter = one.length < other->key_length ? one.length : other->key_length;
  int order = shorter ? memcmp(one.data, other->key, shorter) : 0;
  if (order != 0) return order;
  return (one.length > other->key_length) - (one.length < other->key_length);
}

/* Where a key stands, or would. */
static inline size_t place(const table *all, vrm_text key) {
  size_t at = 0;
  while (at < all->count && compare(key, &all->rows[at]) > 0) at++;
  return at;
}

static inline int there(const table *all, size_t at, vrm_text key) {
  return at < all->count && compare(key, &all->rows[at]) == 0;
}

static inline unsigned char *copied(const char *data, size_t length) {
  unsigned char *copy = malloc(length ? length : 1);
  CHECK(copy != NULL);
  if (length) memcpy(copy, data, length);
  return copy;
}

static inline vrm_text value_of(const row *one) {
  vrm_text made = {(const char *)one->value, one->value_length};
  return made;
}

static inline vrm_status get(void *context, vrm_text key, vrm_sink found) {
  table *all = context;
  if (all->first) all->first("get");
  size_t at = place(all, key);
  return there(all, at, key) ? vrm_sink_value(found, value_of(&all->rows[at])) : VRM_STATUS_OK;
}

static inline vrm_status scan(void *context, vrm_text from, vrm_text to, uint32_t limit, vrm_sink found) {
  table *all = context;
  if (all->first) all->first("scan");
  for (size_t at = place(all, from); at < all->count && limit > 0; at++, limit--) {
    row *one = &all->rows[at];
    if (compare(to, one) <= 0) break;
    vrm_text key = {(const char *)one->key, one->key_length};
    vrm_status status = vrm_sink_pair(found, key, value_of(one));
    if (status != VRM_STATUS_OK) return status;
  }
  return VRM_STATUS_OK;
}

static inline void removed(table *all, size_t at) {
  free(all->rows[at].key);
  free(all->rows[at].value);
  all->count--;
  memmove(&all->rows[at], &all->rows[at + 1], (all->count - at) * sizeof(row));
}

static inline vrm_status commit(void *context, const vrm_guard *guard, const vrm_write *writes, size_t count) {
  table *all = context;
  if (all->first) all->first("commit");
  if (all->before) return all->before;
  size_t at = place(all, guard->key);
  int is_there = there(all, at, guard->key);
  if (guard->expect.data == NULL ? is_there
                                 : !is_there || all->rows[at].value_length != guard->expect.length ||
                                       (guard->expect.length &&
                                        memcmp(all->rows[at].value, guard->expect.data, guard->expect.length) != 0)) {
    return VRM_STATUS_STORE_CONFLICT;
  }
  for (size_t n = 0; n < count; n++) {
    vrm_write write = writes[n];
    at = place(all, write.key);
    if (there(all, at, write.key)) removed(all, at);
    if (write.value.data == NULL) continue;
    CHECK(all->count < sizeof all->rows / sizeof(row));
    memmove(&all->rows[at + 1], &all->rows[at], (all->count - at) * sizeof(row));
    row made = {copied(write.key.data, write.key.length), copied(write.value.data, write.value.length), write.key.length,
                write.value.length};
    all->rows[at] = made;
    all->count++;
  }
  return all->after;
}

static inline void dropped(void *context) {
  table *all = context;
  if (all->first) all->first("drop");
  while (all->count) removed(all, all->count - 1);
  all->dropped++;
}

/* The same of a table on the heap. */
static inline void released(void *context) {
  dropped(context);
  free(context);
}

static inline vrm_store_functions over(table *all) {
  vrm_store_functions functions = {sizeof functions, all, get, scan, commit, dropped};
  return functions;
}

static inline vrm_status fresh(void *context, vrm_store *store) {
  (void)context;
  table *all = calloc(1, sizeof *all);
  CHECK(all != NULL);
  vrm_store_functions functions = over(all);
  functions.drop = released;
  return vrm_store_new(&functions, store);
}

#endif
