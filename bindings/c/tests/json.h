/* A strict reader of JSON, for tests: what it reads lives until `release`. Numbers are whole, of 64 bits; anything that is not
   JSON ends the program. */
#ifndef VRM_JSON_H
#define VRM_JSON_H

#include "test.h"

typedef enum { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_TEXT, JSON_LIST, JSON_OBJECT } json_kind;

typedef struct json {
  json_kind kind;
  vrm_text raw;      /* As it stands. */
  vrm_text text;     /* Of a text, its characters. */
  int64_t number;
  vrm_text name;     /* Of a member. */
  struct json *first, *next;
} json;

typedef union block {
  union block *next;
  max_align_t aligned;
} block;

static block *json_blocks = NULL;

/* Memory that lives until `release`. */
static inline void *held(size_t size) {
  block *made = calloc(1, sizeof(block) + size);
  CHECK(made != NULL);
  made->next = json_blocks;
  json_blocks = made;
  return made + 1;
}

static inline void release(void) {
  while (json_blocks != NULL) {
    block *next = json_blocks->next;
    free(json_blocks);
    json_blocks = next;
  }
}

typedef struct {
  const char *at, *end;
  int depth;
} json_reader;

static inline char json_peek(const json_reader *from) { return from->at < from->end ? *from->at : '\0'; }

static inline void json_space(json_reader *from) {
  while (from->at < from->end && strchr(" \t\r\n", *from->at) != NULL && *from->at != '\0') from->at++;
}

static inline void json_expect(json_reader *from, const char *word) {
  size_t length = strlen(word);
  CHECK((size_t)(from->end - from->at) >= length && memcmp(from->at, word, length) == 0);
  from->at += length;
}

static inline unsigned json_hex(json_reader *from) {
  unsigned unit = 0;
  for (int digit = 0; digit < 4; digit++, from->at++) {
    const char *digits = "0123456789abcdef0123456789ABCDEF", *found = strchr(digits, json_peek(from));
    CHECK(found != NULL && *found != '\0');
    unit = unit * 16 + (unsigned)(found - digits) % 16;
  }
  return unit;
}

static inline char *json_utf8(char *to, unsigned point) {
  if (point < 0x80) {
    *to++ = (char)point;
  } else if (point < 0x800) {
    *to++ = (char)(0xc0 | point >> 6);
    *to++ = (char)(0x80 | (point & 0x3f));
  } else if (point < 0x10000) {
    *to++ = (char)(0xe0 | point >> 12);
    *to++ = (char)(0x80 | (point >> 6 & 0x3f));
    *to++ = (char)(0x80 | (point & 0x3f));
  } else {
    *to++ = (char)(0xf0 | point >> 18);
    *to++ = (char)(0x80 | (point >> 12 & 0x3f));
    *to++ = (char)(0x80 | (point >> 6 & 0x3f));
    *to++ = (char)(0x80 | (point & 0x3f));
  }
  return to;
}

static inline vrm_text json_text(json_reader *from) {
  json_expect(from, "\"");
  const char *end = from->at;
  while (end < from->end && *end != '"') end += *end == '\\' ? 2 : 1;
  CHECK(end < from->end);
  /* What is escaped is no shorter than what it stands for. */
  char *start = held((size_t)(end - from->at) + 1), *to = start;
  while (from->at < end) {
    unsigned char next = (unsigned char)*from->at++;
    CHECK(next >= 0x20);
    if (next != '\\') {
      *to++ = (char)next;
      continue;
    }
    const char *names = "\"\\/bfnrt", *values = "\"\\/\b\f\n\r\t", *found;
    char name = *from->at++;
    if (name == 'u') {
      unsigned point = json_hex(from);
      CHECK(point < 0xdc00 || point > 0xdfff);
      if (point >= 0xd800 && point < 0xdc00) {
        json_expect(from, "\\u");
        unsigned low = json_hex(from);
        CHECK(low >= 0xdc00 && low < 0xe000);
        point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
      }
      to = json_utf8(to, point);
    } else {
      CHECK(name != '\0' && (found = strchr(names, name)) != NULL);
      *to++ = values[found - names];
    }
  }
  from->at = end + 1;
  vrm_text made = {start, (size_t)(to - start)};
  return made;
}

static inline json *json_value(json_reader *from);

/* The items of a list or the members of an object, up to what closes it. */
static inline json *json_items(json_reader *from, char close, int named) {
  json *first = NULL, **last = &first;
  from->at++;
  CHECK(++from->depth < 64);
  json_space(from);
  while (json_peek(from) != close || first != NULL) {
    vrm_text name = NONE;
    json_space(from);
    if (named) {
      name = json_text(from);
      json_space(from);
      json_expect(from, ":");
    }
    json *item = json_value(from);
    item->name = name;
    *last = item;
    last = &item->next;
    if (json_peek(from) == close) break;
    json_expect(from, ",");
  }
  from->at++;
  from->depth--;
  return first;
}

static inline json *json_value(json_reader *from) {
  json *made = held(sizeof *made);
  json_space(from);
  const char *start = from->at;
  switch (json_peek(from)) {
    case '{': made->kind = JSON_OBJECT, made->first = json_items(from, '}', 1); break;
    case '[': made->kind = JSON_LIST, made->first = json_items(from, ']', 0); break;
    case '"': made->kind = JSON_TEXT, made->text = json_text(from); break;
    case 't': made->kind = JSON_TRUE, json_expect(from, "true"); break;
    case 'f': made->kind = JSON_FALSE, json_expect(from, "false"); break;
    case 'n': made->kind = JSON_NULL, json_expect(from, "null"); break;
    default: {
      uint64_t digits = 0;
      int minus = json_peek(from) == '-';
      from->at += minus;
      const char *first = from->at;
      for (; json_peek(from) >= '0' && json_peek(from) <= '9'; from->at++) {
        CHECK(digits <= (uint64_t)INT64_MAX / 10 - 1);
        digits = digits * 10 + (uint64_t)(*from->at - '0');
      }
      CHECK(from->at > first && (*first != '0' || from->at == first + 1));
      made->kind = JSON_NUMBER;
      made->number = minus ? -(int64_t)digits : (int64_t)digits;
    }
  }
  made->raw.data = start;
  made->raw.length = (size_t)(from->at - start);
  json_space(from);
  return made;
}

/* The value of these characters, which have to live as long. */
static inline json *json_parse(vrm_text from) {
  json_reader reader = {from.data, from.data + from.length, 0};
  json *made = json_value(&reader);
  CHECK(reader.at == reader.end);
  return made;
}

static inline int same(vrm_text one, const char *other) {
  return one.length == strlen(other) && (one.length == 0 || memcmp(one.data, other, one.length) == 0);
}

/* A member by its name, or by names with `/` between them; NULL where there is none. */
static inline json *json_member(json *of, const char *path) {
  while (of != NULL && *path != '\0') {
    size_t length = strcspn(path, "/");
    json *member = of->kind == JSON_OBJECT ? of->first : NULL;
    while (member != NULL && (member->name.length != length || memcmp(member->name.data, path, length) != 0)) {
      member = member->next;
    }
    of = member;
    path += length + (path[length] == '/');
  }
  return of;
}

static inline size_t json_count(const json *of) {
  size_t count = 0;
  for (const json *item = of->first; item != NULL; item = item->next) count++;
  return count;
}

/* A text that grows; its characters end in a zero. */
typedef struct {
  char *data;
  size_t length, room;
} growing;

static inline void grow(growing *to, const char *data, size_t length) {
  if (to->length + length + 1 > to->room) {
    char *wider = held(to->room = (to->length + length + 1) * 2);
    if (to->length) memcpy(wider, to->data, to->length);
    to->data = wider;
  }
  if (length) memcpy(to->data + to->length, data, length);
  to->data[to->length += length] = '\0';
}

static inline void json_write_text(growing *to, vrm_text text) {
  char escaped[8];
  grow(to, "\"", 1);
  for (size_t at = 0; at < text.length; at++) {
    unsigned char next = (unsigned char)text.data[at];
    if (next == '"' || next == '\\' || next < 0x20) {
      grow(to, escaped, (size_t)snprintf(escaped, sizeof escaped, "\\u%04x", next));
    } else {
      grow(to, text.data + at, 1);
    }
  }
  grow(to, "\"", 1);
}

#endif
