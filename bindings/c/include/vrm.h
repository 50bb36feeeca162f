/* vrm: the customer's own side of CRM, for C. Made by a program, see CONTRIBUTING.md; do not edit. */

#ifndef VRM_H
#define VRM_H

#include <stddef.h>
#include <stdint.h>

/* How a call went; the table with every rule and remedy is errors.md. */
#define VRM_STATUS_JSON_SYNTAX 100u
#define VRM_STATUS_JSON_DUPLICATE_MEMBER 101u
#define VRM_STATUS_JSON_NOT_UTF8 102u
#define VRM_STATUS_JSON_BYTE_ORDER_MARK 103u
#define VRM_STATUS_JSON_TOO_LONG 104u
#define VRM_STATUS_JSON_TOO_DEEP 105u
#define VRM_STATUS_JSON_TOO_MANY_MEMBERS 106u
#define VRM_STATUS_JSON_NUMBER_RANGE 107u
#define VRM_STATUS_JSON_NOT_WHOLE 108u
#define VRM_STATUS_JSON_NAME_NOT_NFC 109u
#define VRM_STATUS_JSON_MISSING_MEMBER 110u
#define VRM_STATUS_JSON_UNKNOWN_MEMBER 111u
#define VRM_STATUS_JSON_WRONG_TYPE 112u
#define VRM_STATUS_TEXT_EMPTY 120u
#define VRM_STATUS_TEXT_TOO_LONG 121u
#define VRM_STATUS_NAME_TOO_LONG 122u
#define VRM_STATUS_NAME_NOT_NFC 123u
#define VRM_STATUS_NAME_FORBIDDEN 124u
#define VRM_STATUS_NAME_SPACES 125u
#define VRM_STATUS_NAME_MARKS 126u
#define VRM_STATUS_TOKEN_NOT_GRAPHIC 127u
#define VRM_STATUS_LANGUAGE_SYNTAX 128u
#define VRM_STATUS_DECIMAL_SYNTAX 140u
#define VRM_STATUS_DECIMAL_RANGE 141u
#define VRM_STATUS_CURRENCY_UNKNOWN 142u
#define VRM_STATUS_MONEY_SYNTAX 143u
#define VRM_STATUS_MONEY_TOO_FINE 144u
#define VRM_STATUS_MONEY_RANGE 145u
#define VRM_STATUS_MONEY_TWO_CURRENCIES 146u
#define VRM_STATUS_TIME_INSTANT_SYNTAX 160u
#define VRM_STATUS_TIME_NO_SUCH_INSTANT 161u
#define VRM_STATUS_TIME_OUT_OF_RANGE 162u
#define VRM_STATUS_TIME_DURATION_SYNTAX 163u
#define VRM_STATUS_TIME_DURATION_TOO_LONG 164u
#define VRM_STATUS_TIME_EMPTY_WINDOW 165u
#define VRM_STATUS_TIME_DATE_SYNTAX 166u
#define VRM_STATUS_TIME_NO_SUCH_DATE 167u
#define VRM_STATUS_DID_TOO_LONG 180u
#define VRM_STATUS_DID_SYNTAX 181u
#define VRM_STATUS_DID_WRONG_METHOD 182u
#define VRM_STATUS_DID_KEY_MALFORMED 183u
#define VRM_STATUS_DID_KEY_UNSUPPORTED 184u
#define VRM_STATUS_DID_JWK_MALFORMED 185u
#define VRM_STATUS_DID_WEB_HOST 186u
#define VRM_STATUS_DID_WEB_PORT 187u
#define VRM_STATUS_DID_WEB_PATH 188u
#define VRM_STATUS_DID_DOCUMENT_SUBJECT 189u
#define VRM_STATUS_DID_DOCUMENT_TOO_MANY_METHODS 190u
#define VRM_STATUS_DID_DOCUMENT_METHOD_ID 191u
#define VRM_STATUS_DID_DOCUMENT_NO_SUCH_METHOD 192u
#define VRM_STATUS_DID_DOCUMENT_REPEATED_METHOD 193u
#define VRM_STATUS_DID_DOCUMENT_CONTROLLER 194u
#define VRM_STATUS_DID_DOCUMENT_PRIVATE_KEY 195u
#define VRM_STATUS_DID_DOCUMENT_KEY 196u
#define VRM_STATUS_VOCAB_MALFORMED 200u
#define VRM_STATUS_VOCAB_NO_PLACES 201u
#define VRM_STATUS_VOCAB_NOT_AN_IRI 202u
#define VRM_STATUS_VOCAB_ALREADY_KNOWN 203u
#define VRM_STATUS_VOCAB_NOTHING_ABOVE 204u
#define VRM_STATUS_VOCAB_NO_CONE 205u
#define VRM_STATUS_VOCAB_CIRCLE 206u
#define VRM_STATUS_VOCAB_NOT_ONES_OWN 207u
#define VRM_STATUS_VOCAB_TOO_MANY_OWN 208u
#define VRM_STATUS_TERMS_VOCABULARY_VERSION 220u
#define VRM_STATUS_TERMS_FORM_VERSION 221u
#define VRM_STATUS_TERMS_BAD_ID 222u
#define VRM_STATUS_TERMS_REPEATED_ID 223u
#define VRM_STATUS_TERMS_NO_RULE 224u
#define VRM_STATUS_TERMS_TOO_MANY_RULES 225u
#define VRM_STATUS_TERMS_EMPTY_DIMENSION 226u
#define VRM_STATUS_TERMS_UNKNOWN_WORD 227u
#define VRM_STATUS_TERMS_ROOT 228u
#define VRM_STATUS_TERMS_GENERAL_SPECIAL 229u
#define VRM_STATUS_TERMS_UNKNOWN_VALUE 230u
#define VRM_STATUS_TERMS_OUT_OF_RANGE 231u
#define VRM_STATUS_TERMS_BAD_WINDOW 232u
#define VRM_STATUS_TERMS_NOT_CANONICAL 233u
#define VRM_STATUS_TERMS_NO_PROCESS 234u
#define VRM_STATUS_TERMS_WRONG_ORIGIN 235u
#define VRM_STATUS_TERMS_TOO_LONG 236u
#define VRM_STATUS_TERMS_TOO_MANY_RECIPIENTS 237u
#define VRM_STATUS_TERMS_DUTY_BEFORE 238u
#define VRM_STATUS_ROSTER_NO_ENTRY 250u
#define VRM_STATUS_ROSTER_LAYER_HASH 251u
#define VRM_STATUS_ROSTER_NOT_FOR_ORGANISATIONS 252u
#define VRM_STATUS_DECISION_NO_SUCH_AGREEMENT 270u
#define VRM_STATUS_DECISION_NO_SUCH_GRANT 271u
#define VRM_STATUS_DECISION_ALREADY_THERE 272u
#define VRM_STATUS_DECISION_WIDER_THAN_PARENT 273u
#define VRM_STATUS_DECISION_LEGAL_DUTY 274u
#define VRM_STATUS_DECISION_SHAPE 275u
#define VRM_STATUS_DECISION_WRONG_STATE 276u
#define VRM_STATUS_DECISION_BAD_HOST 277u
#define VRM_STATUS_DECISION_NOT_AUTHORISED 278u
#define VRM_STATUS_DECISION_TOO_MANY_AWAITED 279u
#define VRM_STATUS_KEYS_RANDOMNESS_FAILED 300u
#define VRM_STATUS_KEYS_NO_RANDOMNESS 301u
#define VRM_STATUS_KEYS_WRONG_CURVE 302u
#define VRM_STATUS_KEYS_NOT_A_KEY 303u
#define VRM_STATUS_KEYS_WEAK_KEY 304u
#define VRM_STATUS_KEYS_SAME_KEY 305u
#define VRM_STATUS_KEYS_JWK 306u
#define VRM_STATUS_KEYS_THUMBPRINT 307u
#define VRM_STATUS_KEYS_TOO_LONG 308u
#define VRM_STATUS_KEYS_PARTS 309u
#define VRM_STATUS_KEYS_BASE64 310u
#define VRM_STATUS_KEYS_HEADER 311u
#define VRM_STATUS_KEYS_HEADER_VALUE 312u
#define VRM_STATUS_KEYS_WRONG_KEY 313u
#define VRM_STATUS_KEYS_PART_LENGTH 314u
#define VRM_STATUS_KEYS_SIGNATURE 315u
#define VRM_STATUS_KEYS_SEALED 316u
#define VRM_STATUS_KEYS_NOT_CANONICAL 317u
#define VRM_STATUS_KEYS_INTERNAL 318u
#define VRM_STATUS_KEYS_SEALED_FOR_ANOTHER 319u
#define VRM_STATUS_FORM_CONTEXT 330u
#define VRM_STATUS_FORM_VERSION 331u
#define VRM_STATUS_FORM_HEX 332u
#define VRM_STATUS_FORM_NOT_A_MINUTE 333u
#define VRM_STATUS_FORM_OUT_OF_RANGE 334u
#define VRM_STATUS_FORM_UNKNOWN_VALUE 335u
#define VRM_STATUS_FORM_OUT_OF_ORDER 336u
#define VRM_STATUS_FORM_TOO_LATE 337u
#define VRM_STATUS_FORM_EMPTY 338u
#define VRM_STATUS_FORM_TOO_MANY 339u
#define VRM_STATUS_FORM_OTHER_NUMBER 340u
#define VRM_STATUS_AGREEMENT_NOT_SHOWN 350u
#define VRM_STATUS_AGREEMENT_TERMS_CHANGED 351u
#define VRM_STATUS_AGREEMENT_NOT_A_SIDE 352u
#define VRM_STATUS_AGREEMENT_ONE_SIDE 353u
#define VRM_STATUS_AGREEMENT_OTHER_TEXT 354u
#define VRM_STATUS_AGREEMENT_TOO_LATE 355u
#define VRM_STATUS_AGREEMENT_LATE 356u
#define VRM_STATUS_AGREEMENT_NOT_NOW 357u
#define VRM_STATUS_AGREEMENT_OTHER_VENDOR 358u
#define VRM_STATUS_AGREEMENT_NOT_EXPECTED 359u
#define VRM_STATUS_MESSAGE_WRONG_READER 370u
#define VRM_STATUS_MESSAGE_EXPIRED 371u
#define VRM_STATUS_MESSAGE_FROM_THE_FUTURE 372u
#define VRM_STATUS_MESSAGE_NOT_OWN_KEY 373u
#define VRM_STATUS_MESSAGE_NOT_OF_ISSUER 374u
#define VRM_STATUS_MESSAGE_NOT_THE_NEXT_KEY 375u
#define VRM_STATUS_MESSAGE_NOT_IN_USE 376u
#define VRM_STATUS_MESSAGE_NO_SIGNING_KEY 377u
#define VRM_STATUS_MESSAGE_NO_BODY 378u
#define VRM_STATUS_MESSAGE_NOT_RELEASED 379u
#define VRM_STATUS_MESSAGE_NOT_YET 380u
#define VRM_STATUS_DISPUTE_NO_KEYS 390u
#define VRM_STATUS_DISPUTE_NOT_PINNED 391u
#define VRM_STATUS_DISPUTE_NOT_COMMITTED 393u
#define VRM_STATUS_DISPUTE_NO_SIGNED_HEAD 394u
#define VRM_STATUS_DISPUTE_OTHER_HEAD 395u
#define VRM_STATUS_STORE_CONFLICT 400u
#define VRM_STATUS_STORE_UNCHANGED 401u
#define VRM_STATUS_STORE_UNKNOWN 402u
#define VRM_STATUS_KEEPER_LOCKED 403u
#define VRM_STATUS_KEEPER_FAILED 404u
#define VRM_STATUS_KEYS_AT_REST 405u
#define VRM_STATUS_CHART_NO_SUCH_MOVE 420u
#define VRM_STATUS_HISTORY_UNKNOWN_KIND 440u
#define VRM_STATUS_HISTORY_NOT_CANONICAL 441u
#define VRM_STATUS_HISTORY_NOT_COMMITTED 442u
#define VRM_STATUS_HISTORY_OUT_OF_PLACE 443u
#define VRM_STATUS_HISTORY_OTHER_HEAD 444u
#define VRM_STATUS_HISTORY_DOES_NOT_FOLLOW 445u
#define VRM_STATUS_HISTORY_MISSING 446u
#define VRM_STATUS_HISTORY_LINE 447u
#define VRM_STATUS_HISTORY_OUT_OF_TURN 448u
#define VRM_STATUS_HISTORY_CUT_SHORT 449u
#define VRM_STATUS_HISTORY_TAIL 450u
#define VRM_STATUS_HISTORY_OTHER_LINES 451u
#define VRM_STATUS_HISTORY_OTHER_SIDE 452u
#define VRM_STATUS_HISTORY_STRAY 453u
#define VRM_STATUS_HISTORY_NOT_AS_NAMED 454u
#define VRM_STATUS_HISTORY_LACKING 455u
#define VRM_STATUS_HISTORY_FORGED 456u
#define VRM_STATUS_HISTORY_NOT_ERASED 457u
#define VRM_STATUS_HISTORY_TOO_LARGE 458u
#define VRM_STATUS_LOG_NO_SUCH_LOG 460u
#define VRM_STATUS_LOG_ALREADY_THERE 461u
#define VRM_STATUS_LOG_DAMAGED 462u
#define VRM_STATUS_LOG_NEWER_VERSION 463u
#define VRM_STATUS_LOG_ROLLED_BACK 464u
#define VRM_STATUS_LOG_NO_DOCUMENT 465u
#define VRM_STATUS_LOG_NO_SUCH_LETTER 466u
#define VRM_STATUS_STATE_NO_SUCH_RELATIONSHIP 480u
#define VRM_STATUS_STATE_ALREADY_KNOWN 481u
#define VRM_STATUS_STATE_NO_SUCH_AGREEMENT 482u
#define VRM_STATUS_STATE_NO_SUCH_GRANT 483u
#define VRM_STATUS_STATE_NO_SUCH_QUESTION 484u
#define VRM_STATUS_STATE_ANSWERED_ALREADY 485u
#define VRM_STATUS_STATE_NOTHING_COVERS 486u
#define VRM_STATUS_STATE_NO_SUCH_BLOCK 487u
#define VRM_STATUS_STATE_NO_NEGOTIATION 488u
#define VRM_STATUS_STATE_NEGOTIATING 489u
#define VRM_STATUS_STATE_NOTHING_TO_ANSWER 490u
#define VRM_STATUS_STATE_NOT_SIGNED 491u
#define VRM_STATUS_STATE_OTHER_KEYS 492u
#define VRM_STATUS_STATE_SHARED_KEY 493u
#define VRM_STATUS_STATE_NO_KEY_CHANGE 494u
#define VRM_STATUS_STATE_NO_KEYS 495u
#define VRM_STATUS_STATE_NO_DECLARATION 496u
#define VRM_STATUS_STATE_NO_PROFILE 497u
#define VRM_STATUS_STATE_NO_SUCH_ROSTER 498u
#define VRM_STATUS_STATE_OUT_OF_PLACE 499u
#define VRM_STATUS_STATE_COMMAND_REUSED 500u
#define VRM_STATUS_STATE_CLOCK_WENT_BACK 501u
#define VRM_STATUS_STATE_CLOSED 502u
#define VRM_STATUS_STATE_LEGAL_DUTY 503u
#define VRM_STATUS_STATE_NOTHING_TO_DO 504u
#define VRM_STATUS_STATE_NOT_ADDED 505u
#define VRM_STATUS_STATE_STRANGER 506u
#define VRM_STATUS_STATE_NO_SUCH_CUSTOMER 507u
#define VRM_STATUS_STATE_OTHER_ROSTER 508u
#define VRM_STATUS_STATE_IN_FORCE 509u
#define VRM_STATUS_STATE_LETTERS_WAIT 510u
#define VRM_STATUS_STATE_TOO_MANY_QUESTIONS 511u
#define VRM_STATUS_STATE_NO_SUCH_INTENTION 512u
#define VRM_STATUS_STATE_NO_SUCH_OFFER 513u
#define VRM_STATUS_STATE_INTENTION_OVER 514u
#define VRM_STATUS_STATE_OTHER_INTENTION 515u
#define VRM_STATUS_STATE_NOT_FOR_US 516u
#define VRM_STATUS_STATE_TOO_MANY_OFFERS 517u
#define VRM_STATUS_STATE_WORST_OFFER 518u
#define VRM_STATUS_STATE_LATER_OFFER 519u
#define VRM_STATUS_INTENTION_TOO_PRECISE 520u
#define VRM_STATUS_INTENTION_GTIN_LENGTH 521u
#define VRM_STATUS_INTENTION_GTIN_CHECK_DIGIT 522u
#define VRM_STATUS_INTENTION_WEIGHT 523u
#define VRM_STATUS_INTENTION_NOT_SORTED 524u
#define VRM_STATUS_INTENTION_TOO_MANY 525u
#define VRM_STATUS_INTENTION_EMPTY 526u
#define VRM_STATUS_INTENTION_TOO_LONG 527u
#define VRM_STATUS_INTENTION_UNKNOWN_VALUE 528u
#define VRM_STATUS_INTENTION_OUT_OF_RANGE 529u
#define VRM_STATUS_INTENTION_CATEGORY_CODE 530u
#define VRM_STATUS_INTENTION_PROPERTY_NAME 531u
#define VRM_STATUS_INTENTION_UNIT_CODE 532u
#define VRM_STATUS_INTENTION_NOT_A_MINUTE 533u
#define VRM_STATUS_INTENTION_BOUNDS 534u
#define VRM_STATUS_INTENTION_ENDLESS_PHASE 535u
#define VRM_STATUS_INTENTION_OTHER_CURRENCY 536u
#define VRM_STATUS_INTENTION_VALUE_TYPE 537u
#define VRM_STATUS_INTENTION_UNNUMBERED 538u
#define VRM_STATUS_INTENTION_UNIT_BUDGET 539u
#define VRM_STATUS_INTENTION_RATE_NOT_POSITIVE 540u
#define VRM_STATUS_INTENTION_RATE_TWICE 541u
#define VRM_STATUS_INTENTION_RATE_OF_ITSELF 542u
#define VRM_STATUS_INTENTION_FOREIGN_FORMAT 550u
#define VRM_STATUS_INTENTION_FOREIGN_TOO_MANY 551u
#define VRM_STATUS_INTENTION_FOREIGN_INCOMPLETE 552u
#define VRM_STATUS_INTENTION_FOREIGN_NOT_ON_OFFER 553u
#define VRM_STATUS_INTENTION_MANDATE_UNSUITED 554u
#define VRM_STATUS_INTENTION_MANDATE_MALFORMED 555u
#define VRM_STATUS_STATE_WOULD_LINK 565u
#define VRM_STATUS_STATE_NOBODY_MEANT 566u
#define VRM_STATUS_STATE_NEEDS_KEYS 567u
#define VRM_STATUS_STATE_NOTHING_DUE 568u
#define VRM_STATUS_STATE_TOO_MANY_RECEIPTS 569u
#define VRM_STATUS_STATE_NOTHING_PENDING 570u
#define VRM_STATUS_STATE_CONSENTED_ALREADY 571u
#define VRM_STATUS_STATE_OTHER_RECORD 572u
#define VRM_STATUS_STATE_NO_RECORD 573u
#define VRM_STATUS_CONSENT_EMPTY 580u
#define VRM_STATUS_CONSENT_TOO_LONG 581u
#define VRM_STATUS_CONSENT_NUMBER 582u
#define VRM_STATUS_CONSENT_UNKNOWN_VALUE 583u
#define VRM_STATUS_CONSENT_NOT_A_TIME 584u
#define VRM_STATUS_CONSENT_OUT_OF_ORDER 585u
#define VRM_STATUS_CONSENT_NO_SUCH_MOVE 586u
#define VRM_STATUS_CONSENT_NOT_STATED 587u
#define VRM_STATUS_CONSENT_NOT_AS_WRITTEN 588u
#define VRM_STATUS_CONSENT_RECORD_TWICE 589u
#define VRM_STATUS_CONSENT_TEXT 590u
#define VRM_STATUS_CONSENT_KANTARA_TIME 600u
#define VRM_STATUS_CONSENT_KANTARA_NEEDS 601u
#define VRM_STATUS_CONSENT_KANTARA_POLICY 602u
#define VRM_STATUS_CONSENT_FOREIGN_FORMAT 603u
#define VRM_STATUS_CONSENT_FOREIGN_TOO_MANY 604u
#define VRM_STATUS_CONSENT_FOREIGN_CONTRADICTION 605u
#define VRM_STATUS_CONSENT_FOREIGN_TANGLED 606u
#define VRM_STATUS_CONSENT_NOT_A_LINK 607u
#define VRM_STATUS_VAULT_TOO_LONG 610u
#define VRM_STATUS_VAULT_NOT_A_CATEGORY 611u
#define VRM_STATUS_VAULT_NOT_A_MINUTE 612u
#define VRM_STATUS_VAULT_NO_SUCH_ITEM 613u
#define VRM_STATUS_VAULT_NOTHING_TO_GIVE 614u
#define VRM_STATUS_VAULT_NOT_VALID 615u
#define VRM_STATUS_VAULT_GRANT_HELD 616u
#define VRM_STATUS_VAULT_NOT_OF_GRANT 617u
#define VRM_STATUS_VAULT_NOT_PERMITTED 618u
#define VRM_STATUS_VAULT_NO_SUCH_DISCLOSURE 619u
#define VRM_STATUS_VAULT_DELETED 620u
#define VRM_STATUS_RIGHTS_NOT_IN_LAW 625u
#define VRM_STATUS_RIGHTS_NO_PERIOD 626u
#define VRM_STATUS_RIGHTS_NO_PAUSE 627u
#define VRM_STATUS_RIGHTS_NO_WORKING_DAY 628u
#define VRM_STATUS_RIGHTS_NO_EXTENSION 629u
#define VRM_STATUS_RIGHTS_STATEMENT 630u
#define VRM_STATUS_STATE_NO_SUCH_CLAIM 631u
#define VRM_STATUS_STATE_OTHER_CLAIM 632u
#define VRM_STATUS_STATE_TOO_MANY_CLAIMS 633u
#define VRM_STATUS_STATE_TOO_MANY_INCIDENTS 634u
#define VRM_STATUS_RIGHTS_NOTHING_CLAIMED 635u
#define VRM_STATUS_STATE_TOO_MANY_EVER 636u
#define VRM_STATUS_STATE_TOO_MANY_WORDS 637u
#define VRM_STATUS_STATE_CONSENT_NEEDED 638u
#define VRM_STATUS_STATE_NO_COPY 651u
#define VRM_STATUS_STATE_NO_SUCH_INCIDENT 652u
#define VRM_STATUS_BORDER_HANDLE 900u
#define VRM_STATUS_BORDER_REENTRANT 901u
#define VRM_STATUS_BORDER_NULL 902u
#define VRM_STATUS_BORDER_NOT_UTF8 903u
#define VRM_STATUS_BORDER_STRUCT 904u
#define VRM_STATUS_BORDER_VALUE 905u
#define VRM_STATUS_BORDER_INTERNAL 906u
#define VRM_STATUS_BORDER_HANDLES 907u


// The version of what this header says; it changes when a program has to be compiled anew.
#define VRM_ABI_VERSION 1

// It may be done.
#define VRM_EFFECT_PERMIT 1

// It may not.
#define VRM_EFFECT_DENY 2

// The person is to be asked; until then it may not.
#define VRM_EFFECT_ASK 3

// Kept without limit; `keep_days` is not looked at.
#define VRM_KEEP_UNLIMITED 0

// The days count from the day the data was collected.
#define VRM_KEEP_FROM_COLLECTED 1

// The days count from the day the purpose ended.
#define VRM_KEEP_FROM_PURPOSE_END 2

// About someone known; the widest.
#define VRM_FORM_IDENTIFIED 0

// About someone whom only a separate key names.
#define VRM_FORM_PSEUDONYMISED 1

// No longer about anyone.
#define VRM_FORM_ANONYMISED 2

// Bytes that the library made and the caller owns; `vrm_bytes_free` wipes and frees them.
typedef struct {
  // The first byte.
  uint8_t *data;
  // How many bytes.
  size_t length;
} vrm_bytes;

// How a call went: `VRM_STATUS_OK`, or the number of the reason; the table is `errors.md`. Numbers are never reused.
typedef uint32_t vrm_status;

// A life as it stood after one of its events. It never changes.
typedef uint64_t vrm_view;

// A text of the caller's: UTF-8 with its length in bytes, not ended by a zero. `{NULL, 0}` where none is given.
typedef struct {
  // Its first byte.
  const char *data;
  // How many bytes.
  size_t length;
} vrm_text;

// "May this vendor do this with that, for this purpose, this long, there?" One word in each dimension. What is zero, but for
// the size and the four words, is the widest: without days it asks to keep without limit.
typedef struct {
  // `sizeof(vrm_request)`.
  size_t size;
  // Which data: a prefixed name (`pd:EmailAddress`) or an IRI. A word that nobody knows is denied and no error: what stands in a program is tried once with `vrm_vocabulary_contains`.
  vrm_text data;
  // For which purpose.
  vrm_text purpose;
  // Which operation.
  vrm_text operation;
  // Who receives it: `vendor`, `processor`, `third-party`, `same-group`, `anyone` or a DID.
  vrm_text recipient;
  // From when the days count: one of `VRM_KEEP_UNLIMITED`, `VRM_KEEP_FROM_COLLECTED`, `VRM_KEEP_FROM_PURPOSE_END`.
  uint32_t keep_from;
  // Kept no longer than so many days.
  uint32_t keep_days;
  // In what form: one of `VRM_FORM_IDENTIFIED`, `VRM_FORM_PSEUDONYMISED`, `VRM_FORM_ANONYMISED`.
  uint32_t form;
  // How many places are listed; none = anywhere.
  uint32_t places_count;
  // The first of the places (`FR`, `US-CA`, `EU`).
  const vrm_text *places;
  // How many measures are listed.
  uint32_t measures_count;
  // The first of the measures in place, words as above.
  const vrm_text *measures;
} vrm_request;

// The answer without its reasons.
typedef struct {
  // `sizeof(vrm_verdict)`, set by the caller.
  size_t size;
  // One of `VRM_EFFECT_PERMIT`, `VRM_EFFECT_DENY`, `VRM_EFFECT_ASK`.
  uint32_t effect;
  // 1 when a word asked for has marked words below it that a yes or an ask does not speak for, else 0; 0 with a no.
  uint32_t excludes_marked;
} vrm_verdict;

// A text of terms, made ready to judge many requests. It never changes.
typedef uint64_t vrm_terms;

// A store of the program's, or one in memory.
typedef uint64_t vrm_store;

// A keeper of keys.
typedef uint64_t vrm_keeper;

// A source of randomness.
typedef uint64_t vrm_random;

// A vendor's desk.
typedef uint64_t vrm_desk;

// A roster. It never changes; 0 stands for the built-in one.
typedef uint64_t vrm_roster;

// Where a callback puts what it was asked for; good until the callback returns.
typedef uint64_t vrm_sink;

// What a commit is made on.
typedef struct {
  // The key that is looked at.
  vrm_text key;
  // What it must hold; with a data of NULL it must not be there. A value of no bytes has a data that is not NULL.
  vrm_text expect;
} vrm_guard;

// One write of a commit.
typedef struct {
  // The key.
  vrm_text key;
  // Its value from now on; with a data of NULL it has none. A value of no bytes has a data that is not NULL.
  vrm_text value;
} vrm_write;

// A store of the program's. Each function gets the context, works on the calling thread, calls no handle that is calling
// it, and never jumps out of itself.
typedef struct {
  // `sizeof(vrm_store_functions)`.
  size_t size;
  // What the functions get.
  void *context;
  // The value of a key, given to `vrm_sink_value`, or nothing given when it has none.
  vrm_status (*get)(void *context, vrm_text key, vrm_sink found);
  // Keys in `[from, to)` with their values, ascending, at most `limit`, each given to `vrm_sink_pair`.
  vrm_status (*scan)(void *context, vrm_text from, vrm_text to, uint32_t limit, vrm_sink found);
  // All writes or none, in their order, durable when it returns, only if the guard holds now. It says
  // `VRM_STATUS_STORE_CONFLICT` when it does not, `VRM_STATUS_STORE_UNCHANGED` when it failed and nothing changed; any
  // other status but `VRM_STATUS_OK` means that it cannot tell.
  vrm_status (*commit)(void *context, const vrm_guard *guard, const vrm_write *writes, size_t count);
  // Called once, when nothing needs the store any more; NULL where there is nothing to do.
  void (*drop)(void *context);
} vrm_store_functions;

// A keeper of keys of the program's; as `vrm_store_functions`.
typedef struct {
  // `sizeof(vrm_keeper_functions)`.
  size_t size;
  // What the functions get.
  void *context;
  // The 32 bytes of a key in a form that may lie beside what it opens, given to `vrm_sink_value`.
  vrm_status (*wrap)(void *context, vrm_text key, vrm_sink wrapped);
  // The 32 bytes that were wrapped, given to `vrm_sink_value`. `VRM_STATUS_KEEPER_LOCKED` when they cannot be had now, or
  // never with this key; any other status but `VRM_STATUS_OK` means that it failed.
  vrm_status (*unwrap)(void *context, vrm_text wrapped, vrm_sink key);
  // As in `vrm_store_functions`.
  void (*drop)(void *context);
} vrm_keeper_functions;

// A source of randomness of the program's; as `vrm_store_functions`.
typedef struct {
  // `sizeof(vrm_random_functions)`.
  size_t size;
  // What the functions get.
  void *context;
  // Fills `bytes` with unpredictable bytes, the whole of it; any status but `VRM_STATUS_OK` means that it failed.
  vrm_status (*fill)(void *context, uint8_t *bytes, size_t length);
  // As in `vrm_store_functions`.
  void (*drop)(void *context);
} vrm_random_functions;

// The grants and blocks of one person, or, without blocks, of one desk: what decides, and nothing else. It keeps nothing.
typedef uint64_t vrm_ledger;

// The person's life with vendors.
typedef uint64_t vrm_person;

// All went well.
#define VRM_STATUS_OK 0

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

// What: wipes and frees bytes that the library made, and empties the struct; of an empty one, or of NULL, nothing.
// Owns: takes what `bytes` holds.
// Threads: any, one at a time for one struct.
// Errors: none.
void vrm_bytes_free(vrm_bytes *bytes);

// What: the version of this header that the library was built with, to be compared with `VRM_ABI_VERSION`.
// Owns: nothing.
// Threads: any.
// Errors: none.
uint32_t vrm_abi_version(void);

// What: the version of the library, as a text ended by a zero.
// Owns: the library; it stays.
// Threads: any.
// Errors: none.
const char *vrm_version(void);

// What: may this vendor do it now? As `vrm_view_decide`, over plain structs and without the reasons. A view stands still: after a command or a letter take a new one. A desk asks a view of `vrm_desk_customer` about its own DID.
// Owns: nothing.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-struct`, `border-value`, `border-handle`; `vocab-*`; `did-*`; `state-clock-went-back`.
vrm_status vrm_decide(vrm_view view,
                      vrm_text vendor,
                      const vrm_request *request,
                      int64_t now,
                      vrm_verdict *verdict);

// What: would this text allow it? As `vrm_terms_judge`, over plain structs and without the reasons.
// Owns: nothing.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-struct`, `border-value`, `border-handle`; `vocab-*`.
vrm_status vrm_terms_verdict(vrm_terms terms, const vrm_request *request, vrm_verdict *verdict);

// What: begins a desk in a store, which has no other. With a `did` of none it is called by the `did:key` of its signing key.
// Owns: `desk` is the caller's, to be freed with `vrm_desk_free`.
// Threads: any.
// Errors: `border-null`, `border-handle`; `json-*`, or the error of the member that is wrong, with its place; `log-already-there`; `state-no-declaration` for settings that accept anything yet; the store's, the keeper's and the randomness's.
vrm_status vrm_desk_create(vrm_store store,
                           vrm_keeper keeper,
                           vrm_random random,
                           vrm_text did,
                           vrm_text name,
                           vrm_text settings,
                           int64_t now,
                           vrm_desk *desk);

// What: opens the desk that is in a store.
// Owns: `desk` is the caller's, to be freed with `vrm_desk_free`.
// Threads: any.
// Errors: `border-null`, `border-handle`; as `vrm_person_open`.
vrm_status vrm_desk_open(vrm_store store, vrm_keeper keeper, vrm_random random, vrm_desk *desk);

// What: frees a handle; the desk stays in its store.
// Owns: takes `desk`.
// Threads: any; a call of the handle that runs meanwhile goes on to its end.
// Errors: `border-handle`.
vrm_status vrm_desk_free(vrm_desk desk);

// What: the desk's own life as it stands.
// Owns: `view` is the caller's, to be freed with `vrm_view_free`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-handle`, `border-reentrant`.
vrm_status vrm_desk_view(vrm_desk desk, vrm_view *view);

// What: what the desk has with a customer, as it stands.
// Owns: `view` is the caller's, to be freed with `vrm_view_free`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `log-no-such-log`; the store's.
vrm_status vrm_desk_customer(vrm_desk desk,
                             vrm_text customer,
                             vrm_view *view);

// What: says yes to one of the entries that a customer proffered: the document is made and signed first. Or to the entry of an offer that a customer accepted, whose document it signed first: that is signed second.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-nothing-to-answer`; `state-no-declaration`.
vrm_status vrm_desk_accept(vrm_desk desk,
                           vrm_text customer,
                           vrm_text entry,
                           vrm_text command,
                           int64_t now,
                           vrm_bytes *outcome);

// What: proposes one other entry instead of those that were proffered; there is no second counter.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_desk_accept`.
vrm_status vrm_desk_counter(vrm_desk desk,
                            vrm_text customer,
                            vrm_text entry,
                            vrm_text command,
                            int64_t now,
                            vrm_bytes *outcome);

// What: says no to what a customer proffered, or to its document.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-nothing-to-answer`.
vrm_status vrm_desk_refuse(vrm_desk desk,
                           vrm_text customer,
                           vrm_text command,
                           int64_t now,
                           vrm_bytes *outcome);

// What: every customer, by the id of its history.
// Owns: `customers` is the caller's: JSON, a list of ids.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-handle`, `border-reentrant`; the store's.
vrm_status vrm_desk_customers(vrm_desk desk, vrm_bytes *customers);

// What: what is still to be sent, to whichever customer. A host with many asks one customer after the other: `waiting`, `letters`.
// Owns: `letters` is the caller's: JSON, a list of `CustomerLetter`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-handle`, `border-reentrant`; the store's, and what is wrong with a customer's history.
vrm_status vrm_desk_outbox(vrm_desk desk,
                           int64_t now,
                           vrm_bytes *letters);

// What: the customers for whom letters may wait.
// Owns: `waiting` is the caller's: JSON, a list of ids.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-handle`, `border-reentrant`; the store's.
vrm_status vrm_desk_waiting(vrm_desk desk, vrm_bytes *waiting);

// What: what is still to be sent to one customer.
// Owns: `letters` is the caller's: JSON, a list of `Letter`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_desk_outbox`.
vrm_status vrm_desk_letters(vrm_desk desk, vrm_text customer, int64_t now, vrm_bytes *letters);

// What: a letter has left. It is kept until it is answered or expires; of one that is kept no longer this says nothing new.
// Owns: nothing.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; the store's.
vrm_status vrm_desk_sent(vrm_desk desk,
                         vrm_text customer,
                         vrm_text letter);

// What: lists a letter again, the same bytes.
// Owns: nothing.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `log-no-such-letter` when it is kept no longer; the store's.
vrm_status vrm_desk_resend(vrm_desk desk,
                           vrm_text customer,
                           vrm_text letter);

// What: finds out what became of a commit to a customer's history, or to the desk's own (32 zeros), that the store would not answer for; whatever else is done with that history does so first.
// Owns: `settled` is the caller's: JSON, a `Settled`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `log-no-such-log`; the store's.
vrm_status vrm_desk_settle(vrm_desk desk,
                           vrm_text history,
                           vrm_bytes *settled);

// What: where a customer's history stands, or the desk's own.
// Owns: `head` is the caller's: JSON, a `Head`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_desk_settle`.
vrm_status vrm_desk_head(vrm_desk desk, vrm_text history, vrm_bytes *head);

// What: the events of a customer's history, or of the desk's own, after a position, as `vrm_person_events_since`.
// Owns: `entries` is the caller's: JSON, a list of `Entry`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_desk_settle`.
vrm_status vrm_desk_events_since(vrm_desk desk,
                                 vrm_text history,
                                 uint64_t position,
                                 uint32_t limit,
                                 vrm_bytes *entries);

// What: reads what another handle on the same store wrote since.
// Owns: nothing.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-handle`, `border-reentrant`; the store's, and bytes that are not what was written.
vrm_status vrm_desk_refresh(vrm_desk desk);

// What: may the desk do it now? The same grants decide as at the person's side, without the person's blocks; a withdrawal counts from when it was received.
// Owns: `decision` is the caller's: JSON, a `Decision`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `log-no-such-log`; as `vrm_view_decide`.
vrm_status vrm_desk_decide(vrm_desk desk,
                           vrm_text customer,
                           vrm_text request,
                           int64_t now,
                           vrm_bytes *decision);

// What: asks the person for what the terms leave to it.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-agreement`; `state-nothing-covers` for what the desk never declared.
vrm_status vrm_desk_ask(vrm_desk desk,
                        vrm_text customer,
                        vrm_text agreement,
                        vrm_text request,
                        vrm_text command,
                        int64_t now,
                        vrm_bytes *outcome);

// What: notes that a grant was used. One that was given once ends with it.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-grant`; `decision-*` when it is over already.
vrm_status vrm_desk_record_use(vrm_desk desk,
                               vrm_text customer,
                               vrm_text grant,
                               vrm_text command,
                               int64_t now,
                               vrm_bytes *outcome);

// What: notes that the duties which come before a grant's use are done.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `decision-*` when there is no such grant.
vrm_status vrm_desk_record_duty(vrm_desk desk,
                                vrm_text customer,
                                vrm_text grant,
                                vrm_text command,
                                int64_t now,
                                vrm_bytes *outcome);

// What: tells a customer of the desk's new keys now.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-nothing-to-do` when it knows them.
vrm_status vrm_desk_announce_keys(vrm_desk desk,
                                  vrm_text customer,
                                  vrm_text command,
                                  int64_t now,
                                  vrm_bytes *outcome);

// What: notes everything of a customer's whose time has run out.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-nothing-due` when nothing has.
vrm_status vrm_desk_expire(vrm_desk desk,
                           vrm_text customer,
                           vrm_text command,
                           int64_t now,
                           vrm_bytes *outcome);

// What: a bundle for a dispute over an agreement, as `vrm_person_bundle`.
// Owns: `bundle` is the caller's: a file, for `vrm_bundle_verify`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-agreement`.
vrm_status vrm_desk_bundle(vrm_desk desk,
                           vrm_text customer,
                           vrm_text agreement,
                           vrm_bytes *bundle);

// What: ends one agreement with a customer, and all its grants with it.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-agreement`.
vrm_status vrm_desk_end(vrm_desk desk,
                        vrm_text customer,
                        vrm_text agreement,
                        vrm_text command,
                        int64_t now,
                        vrm_bytes *outcome);

// What: ends what there is with a customer, and every agreement with it.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `chart-*` when it has ended already.
vrm_status vrm_desk_terminate(vrm_desk desk,
                              vrm_text customer,
                              vrm_text command,
                              int64_t now,
                              vrm_bytes *outcome);

// What: erases a customer: as `vrm_person_erase`. It is listed no more; a tombstone stays.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_person_erase`.
vrm_status vrm_desk_erase(vrm_desk desk, vrm_text customer, vrm_text command, int64_t now, vrm_bytes *outcome);

// What: takes bytes from outside: a letter sealed for one of the desk's keys, or an intention for anyone. Whoever proffers or announces for the first time becomes a customer; a desk that answers few of many intentions first looks with `vrm_intention_parse`, which keeps nothing. A proffer is weighed by the desk's settings at once: where they let the agent say yes it is signed or countered, where not it waits for `accept`, `counter` or `refuse`.
// Owns: `reception` is the caller's: JSON, a `Reception`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; the store's, the clock's and the randomness's. What is wrong with the bytes is no status here but a reception that is `rejected`, which `vrm_reception_accepted` tells.
vrm_status vrm_desk_receive(vrm_desk desk,
                            vrm_text bytes,
                            int64_t now,
                            vrm_bytes *reception);

// What: sets what the desk processes under an entry that it accepts. It must pass under the entry's terms.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `decision-not-authorised`, of which `vrm_declaration_fits` tells every conflict; `roster-*` for an entry that no known roster has.
vrm_status vrm_desk_declare(vrm_desk desk,
                            vrm_text entry,
                            vrm_text declaration,
                            vrm_text command,
                            int64_t now,
                            vrm_bytes *outcome);

// What: sets which agreements the desk accepts, from whom, and who says yes. Each that it accepts has a declaration.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-declaration`.
vrm_status vrm_desk_set_settings(vrm_desk desk,
                                 vrm_text settings,
                                 vrm_text command,
                                 int64_t now,
                                 vrm_bytes *outcome);

// What: signs the desk's public page: its name, its keys, and the roster agreements that it accepts (IEEE 7012 wants them published). `profile` gives it.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `form-*` when it accepts none.
vrm_status vrm_desk_publish(vrm_desk desk,
                            vrm_text command,
                            int64_t now,
                            vrm_bytes *outcome);

// What: the page that was published last: for anyone, at a place of the host's choosing.
// Owns: `page` is the caller's: the signed text, empty where none was published.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-handle`, `border-reentrant`.
vrm_status vrm_desk_profile(vrm_desk desk, vrm_bytes *page);

// What: the keys in use, as a `did:web`'s document must name them.
// Owns: `keys` is the caller's: JSON, a `PartyKeys`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-handle`, `border-reentrant`; `state-no-profile`.
vrm_status vrm_desk_keys(vrm_desk desk, vrm_bytes *keys);

// What: takes another roster, signed by an authority whose key the host trusts for it.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_signed_roster_verify`.
vrm_status vrm_desk_load_roster(vrm_desk desk,
                                vrm_text document,
                                vrm_text statement,
                                vrm_text authority,
                                vrm_text command,
                                int64_t now,
                                vrm_bytes *outcome);

// What: new keys. Each customer is told with the old ones when the desk next has to do with it, or by `announce_keys`; a new page is published apart. The old keys still open for 90 days.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; the store's and the randomness's.
vrm_status vrm_desk_rotate_keys(vrm_desk desk,
                                vrm_text command,
                                int64_t now,
                                vrm_bytes *outcome);

// What: the clock was set back and is right now, for the desk's own history (32 zeros) or for a customer's.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; the store's.
vrm_status vrm_desk_accept_clock(vrm_desk desk, vrm_text history, vrm_text command, int64_t now, vrm_bytes *outcome);

// What: what the desk is called: a `did:key` changes with its keys.
// Owns: `did` is the caller's: a text.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-handle`, `border-reentrant`; `state-no-profile`.
vrm_status vrm_desk_did(vrm_desk desk, vrm_bytes *did);

// What: its name.
// Owns: `name` is the caller's: a text.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-handle`, `border-reentrant`; `state-no-profile`.
vrm_status vrm_desk_name(vrm_desk desk, vrm_bytes *name);

// What: the document of a `did:web` with the keys in use, as the desk's web host has to serve it (DID Core 1.0).
// Owns: `document` is the caller's: a text.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-handle`, `border-reentrant`; `state-no-profile`.
vrm_status vrm_desk_did_document(vrm_desk desk, vrm_bytes *document);

// What: a bundle about an agreement, of the two signed texts that an `Agreement` holds.
// Owns: `file` is the caller's: the bundle, a file.
// Threads: any.
// Errors: `border-null`; `agreement-*` for signatures that are not good, or not over one document.
vrm_status vrm_bundle_of(vrm_text person, vrm_text vendor, int64_t now, vrm_bytes *file);

// What: a bundle about a document that one side signed.
// Owns: `file` is the caller's: the bundle, a file.
// Threads: any.
// Errors: `border-null`; `agreement-*` for a signature that is not good.
vrm_status vrm_bundle_of_half(vrm_text half, int64_t now, vrm_bytes *file);

// What: a bundle with the texts of the entry that was agreed: of the built-in roster with a `roster` of none, or of that document.
// Owns: `file` is the caller's: the bundle, a file.
// Threads: any.
// Errors: `border-null`; `border-not-utf8`; `roster-no-entry`; what is wrong with the bundle or the roster.
vrm_status vrm_bundle_with_texts(vrm_text bundle,
                                 vrm_text entry,
                                 vrm_text roster,
                                 vrm_bytes *file);

// What: a bundle with a rotation of keys, as it was received or sent; in the order in which they took effect.
// Owns: `file` is the caller's: the bundle, a file.
// Threads: any.
// Errors: `border-null`; `border-not-utf8`; what is wrong with the bundle's form.
vrm_status vrm_bundle_with_rotation(vrm_text bundle, vrm_text signed_, vrm_bytes *file);

// What: a bundle with a message, as it was received or sent.
// Owns: `file` is the caller's: the bundle, a file.
// Threads: any.
// Errors: `border-null`; `border-not-utf8`; what is wrong with the bundle's form.
vrm_status vrm_bundle_with_message(vrm_text bundle, vrm_text signed_, vrm_bytes *file);

// What: a bundle with the commitments of one side's stream (`person` or `vendor`), from its first event; they show nothing of the events.
// Owns: `file` is the caller's: the bundle, a file.
// Threads: any.
// Errors: `border-null`; `border-not-utf8`, `border-value`; what is wrong with the bundle's form.
vrm_status vrm_bundle_with_stream(vrm_text bundle,
                                  vrm_text of,
                                  vrm_text id,
                                  vrm_text commitments,
                                  vrm_bytes *file);

// What: a bundle with one event, opened: whose stream it is in (`person` or `vendor`), its position there, the salt of its commitment (32 bytes) and its text.
// Owns: `file` is the caller's: the bundle, a file.
// Threads: any.
// Errors: `border-null`; `border-not-utf8`, `border-value`; what is wrong with the bundle's form, or the event's.
vrm_status vrm_bundle_with_event(vrm_text bundle,
                                 vrm_text of,
                                 uint64_t n,
                                 vrm_text salt,
                                 vrm_text event,
                                 vrm_bytes *file);

// What: what a bundle proves, by public keys alone: every statement in it with who has signed it.
// Owns: `findings` is the caller's: JSON, `Findings`.
// Threads: any.
// Errors: `border-null`; what is wrong with the file's form. A statement that nobody signed is no error.
vrm_status vrm_bundle_verify(vrm_text bundle, int64_t now, vrm_bytes *findings);

// What: the number of what went wrong last on this thread, 0 when nothing did.
// Owns: nothing.
// Threads: any; each has its own.
// Errors: none.
vrm_status vrm_error_code(void);

// What: the name of what went wrong last on this thread, as in the table of errors; empty when nothing did.
// Owns: `name` is the caller's.
// Threads: any; each has its own.
// Errors: `border-null`.
vrm_status vrm_error_name(vrm_bytes *name);

// What: what was wrong and what would be right.
// Owns: `text` is the caller's.
// Threads: any; each has its own.
// Errors: `border-null`.
vrm_status vrm_error_text(vrm_bytes *text);

// What: the field that it concerns, as a JSON pointer (RFC 6901); empty where there is none.
// Owns: `path` is the caller's.
// Threads: any; each has its own.
// Errors: `border-null`.
vrm_status vrm_error_path(vrm_bytes *path);

// What: the rule that was broken, with its source.
// Owns: `rule` is the caller's.
// Threads: any; each has its own.
// Errors: `border-null`.
vrm_status vrm_error_rule(vrm_bytes *rule);

// What: what to do next: `correct-input`, `try-again`, `ask-person` or `stop`.
// Owns: `remedy` is the caller's.
// Threads: any; each has its own.
// Errors: `border-null`.
vrm_status vrm_error_remedy(vrm_bytes *remedy);

// What: the table of errors: every one that there is, by its number.
// Owns: `codes` is the caller's: JSON, a list of `CodeFacts`.
// Threads: any.
// Errors: `border-null`.
vrm_status vrm_code_all(vrm_bytes *codes);

// What: whether a store keeps its promises, as far as one thread can see. What it cannot see is durability. `fresh` makes a store with nothing in it, another each time.
// Owns: `found` is the caller's: JSON, null when it keeps them, or a `NonConformity`, the first; the stores are the library's.
// Threads: any; `fresh` is called on this one.
// Errors: `border-null`.
vrm_status vrm_conformance(vrm_status (*fresh)(void *context, vrm_store *store),
                           void *context,
                           vrm_bytes *found);

// What: whether a grant (JSON) allows nothing that another does not: in no word, condition or moment, and asks where it asks; 1 or 0. `own` is a JSON list of own words, or none.
// Owns: nothing.
// Threads: any.
// Errors: `border-null`, `border-value`; `vocab-*` for own words that do not go together; `time-*` for a window that is none.
vrm_status vrm_grant_is_within(vrm_text held,
                               vrm_text other,
                               vrm_text own,
                               uint32_t *within);

// What: the grant that a consent or answer makes of one that waits (JSON), named by the id of that message.
// Owns: `grant` is the caller's: JSON, a `Grant`.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `time-*` for a window that is none.
vrm_status vrm_pending_given(vrm_text pending, vrm_text by, vrm_bytes *grant);

// What: the status of a grant, by its name, after a move: `pause`, `resume` or `withdraw`.
// Owns: `after` is the caller's: the name of a status.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `decision-wrong-state` for a move that is not on the chart.
vrm_status vrm_grant_status_after(vrm_text status, vrm_text step, vrm_bytes *after);

// What: whether no move leads on from a status, by its name; 1 or 0.
// Owns: nothing.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`.
vrm_status vrm_grant_status_is_final(vrm_text status, uint32_t *is_final);

// What: whom a scope (JSON) names as a permission's; nobody named = the vendor.
// Owns: `recipients` is the caller's: JSON, a list of recipients.
// Threads: any.
// Errors: `border-null`, `border-value`.
vrm_status vrm_scope_permitted_recipients(vrm_text scope, vrm_bytes *recipients);

// What: whether keeping this long is within keeping that long: the same start and no more days, or no limit there; 1 or 0. Each is JSON, or none, which is without limit.
// Owns: nothing.
// Threads: any.
// Errors: `border-null`, `border-value`.
vrm_status vrm_keep_is_within(vrm_text kept,
                              vrm_text other,
                              uint32_t *within);

// What: these preferences (JSON), and after them those over another roster; a roster is 0 for the built-in one.
// Owns: `json` is the caller's: JSON, the two as one document.
// Threads: any.
// Errors: `border-null`, `border-handle`; `json-*`, or the error of the member that is wrong, with its place.
vrm_status vrm_preferences_followed_by(vrm_text preferences,
                                       vrm_text others,
                                       vrm_roster roster,
                                       vrm_roster others_roster,
                                       vrm_bytes *json);

// What: whether what a receipt would say of the vendor (JSON, an `Issuer`) is what its members may be: what `vrm_desk_issue` asks first.
// Owns: nothing.
// Threads: any.
// Errors: `border-null`, `border-value`; `consent-*` with the member.
vrm_status vrm_issuer_check(vrm_text issuer);

// What: a store over functions of the program's.
// Owns: `store` is the caller's, to be freed with `vrm_store_free`; the context is the library's until `drop` is called.
// Threads: any. The functions are called on the threads that use handles over the store.
// Errors: `border-null`, `border-struct`, `border-handles`; then `drop` is not called.
vrm_status vrm_store_new(const vrm_store_functions *functions,
                         vrm_store *store);

// What: a store in memory, that forgets: for tests, and for what is thrown away.
// Owns: `store` is the caller's, to be freed with `vrm_store_free`.
// Threads: any.
// Errors: `border-null`, `border-handles`.
vrm_status vrm_store_memory(vrm_store *store);

// What: frees a store; handles over it go on using it.
// Owns: takes `store`.
// Threads: any.
// Errors: `border-handle`.
vrm_status vrm_store_free(vrm_store store);

// What: a keeper over functions of the program's.
// Owns: `keeper` is the caller's, to be freed with `vrm_keeper_free`; the context is the library's until `drop` is called.
// Threads: any. The functions are called on the threads that use handles with the keeper.
// Errors: `border-null`, `border-struct`, `border-handles`; then `drop` is not called.
vrm_status vrm_keeper_new(const vrm_keeper_functions *functions,
                          vrm_keeper *keeper);

// What: a keeper that wraps under a secret of 32 bytes that the program keeps itself.
// Owns: `keeper` is the caller's, to be freed with `vrm_keeper_free`; the secret is copied, and wiped in the end.
// Threads: any.
// Errors: `border-null`, `border-value` when the secret has not 32 bytes, `border-handles`.
vrm_status vrm_keeper_secret(vrm_text secret, vrm_keeper *keeper);

// What: frees a keeper; handles with it go on using it.
// Owns: takes `keeper`.
// Threads: any.
// Errors: `border-handle`.
vrm_status vrm_keeper_free(vrm_keeper keeper);

// What: a source of randomness over a function of the program's.
// Owns: `random` is the caller's, to be freed with `vrm_random_free`; the context is the library's until `drop` is called.
// Threads: any. The function is called on the threads that use handles with the source.
// Errors: `border-null`, `border-struct`, `border-handles`; then `drop` is not called.
vrm_status vrm_random_new(const vrm_random_functions *functions,
                          vrm_random *random);

// What: frees a source of randomness; handles with it go on using it.
// Owns: takes `random`.
// Threads: any.
// Errors: `border-handle`.
vrm_status vrm_random_free(vrm_random random);

// What: what somebody announces, for a vendor that looks before it keeps anything: verified with the key that it carries, neither over nor still to come.
// Owns: `announced` is the caller's: JSON, an `Announced`.
// Threads: any.
// Errors: `border-null`; `message-*`, and `keys-*` for bytes that do not pass the gate.
vrm_status vrm_intention_parse(vrm_text bytes,
                               int64_t now,
                               vrm_bytes *announced);

// What: would this text allow a request (JSON)? The answer with everything that made it, and as sentences.
// Owns: `decision` is the caller's: JSON, a `Decision`.
// Threads: any, several at once.
// Errors: `border-null`, `border-handle`; `json-*`, or the error of the member that is wrong, with its place.
vrm_status vrm_terms_judge(vrm_terms terms, vrm_text asked, vrm_bytes *decision);

// What: whether another text permits all that this one permits, 1 or 0.
// Owns: nothing.
// Threads: any, several at once.
// Errors: `border-null`, `border-handle`.
vrm_status vrm_terms_fits_within(vrm_terms terms, vrm_terms other, uint32_t *within);

// What: reads a request and gives it in its one form.
// Owns: `json` is the caller's: JSON, the same document.
// Threads: any.
// Errors: `border-null`; `json-*`, or the error of the member that is wrong, with its place.
vrm_status vrm_request_parse(vrm_text asked, vrm_bytes *json);

// What: whether one request (JSON) is another or a narrower one, 1 or 0. `own` is a JSON list of own words, or none.
// Owns: nothing.
// Threads: any.
// Errors: `border-null`, `border-value`; `json-*`, or the error of the member that is wrong, with its place; `vocab-*` for own words that do not go together.
vrm_status vrm_request_is_within(vrm_text asked,
                                 vrm_text other,
                                 vrm_text own,
                                 uint32_t *within);

// What: reads a declaration and gives it in its one form.
// Owns: `json` is the caller's: JSON, the same document.
// Threads: any.
// Errors: `border-null`; `json-*`, or the error of the member that is wrong, with its place.
vrm_status vrm_declaration_parse(vrm_text declared, vrm_bytes *json);

// What: what is unknown of each process of a declaration (JSON), by name.
// Owns: `unknowns` is the caller's: JSON, a list of lists.
// Threads: any.
// Errors: `border-null`; `json-*`, or the error of the member that is wrong, with its place.
vrm_status vrm_declaration_unknowns(vrm_text declared, vrm_bytes *unknowns);

// What: whether everything a vendor declares (JSON) would pass a text.
// Owns: `fit` is the caller's: JSON, a `Fit`.
// Threads: any, several at once.
// Errors: `border-null`, `border-handle`; `json-*`, or the error of the member that is wrong, with its place.
vrm_status vrm_declaration_fits(vrm_text declared, vrm_terms terms, vrm_bytes *fit);

// What: what an agreement over a declaration (JSON) authorises in a window (JSON `{from, until}`, none = always), under a roster text and the person's own terms, 0 where there are none.
// Owns: `authority` is the caller's: JSON, an `Authority`.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `json-*`, or the error of the member that is wrong, with its place; `decision-not-authorised`, where `vrm_declaration_fits` says what does not fit.
vrm_status vrm_declaration_authorise(vrm_text declared,
                                     vrm_text agreement,
                                     vrm_text window,
                                     vrm_terms roster_terms,
                                     vrm_terms own_terms,
                                     vrm_bytes *authority);

// What: the name of a grant: of a data word of a process of an agreement, by the message that gave it, if one did.
// Owns: `id` is the caller's: 64 hexadecimal digits.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `vocab-malformed`.
vrm_status vrm_grant_id_of(vrm_text agreement, uint32_t process, vrm_text data, vrm_text by, vrm_bytes *id);

// What: reads a block and gives it in its one form.
// Owns: `json` is the caller's: JSON, the same document.
// Threads: any.
// Errors: `border-null`; `json-*`, or the error of the member that is wrong, with its place.
vrm_status vrm_block_parse(vrm_text block, vrm_bytes *json);

// What: whether a block (JSON) stands against a vendor of whom so much is known: JSON lists of its hosts and sectors; 1 or 0.
// Owns: nothing.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, or the error of the member that is wrong, with its place; `did-*`, `decision-bad-host`.
vrm_status vrm_selector_selects(vrm_text block,
                                vrm_text vendor,
                                vrm_text hosts,
                                vrm_text sectors,
                                uint32_t *selects);

// What: the host that a `did:web` names; empty for other methods.
// Owns: `host` is the caller's.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`; `did-*`.
vrm_status vrm_host_of(vrm_text vendor, vrm_bytes *host);

// What: reads preferences over a roster, 0 for the built-in one, and gives them in their one form.
// Owns: `json` is the caller's: JSON, the same document.
// Threads: any.
// Errors: `border-null`, `border-handle`; `json-*`, or the error of the member that is wrong, with its place.
vrm_status vrm_preferences_parse(vrm_text preferences, vrm_roster roster, vrm_bytes *json);

// What: what preferences (JSON), over a roster, 0 for the built-in one, say to the agreements that the other side published, offered or countered with: a JSON list of ids.
// Owns: `choice` is the caller's: JSON, a `PreferenceChoice`.
// Threads: any.
// Errors: `border-null`, `border-value`, `border-handle`; `json-*`, or the error of the member that is wrong, with its place.
vrm_status vrm_preferences_choose(vrm_text preferences,
                                  vrm_text theirs,
                                  vrm_text at,
                                  vrm_roster roster,
                                  vrm_bytes *choice);

// What: what a desk with these preferences (JSON), over a roster, 0 for the built-in one, says to a proffer of these agreements: where none of them will do it counters with the first of its own.
// Owns: `choice` is the caller's: JSON, a `PreferenceChoice`.
// Threads: any.
// Errors: `border-null`, `border-value`, `border-handle`; `json-*`, or the error of the member that is wrong, with its place.
vrm_status vrm_preferences_answer_proffer(vrm_text preferences,
                                          vrm_text theirs,
                                          vrm_text at,
                                          vrm_roster roster,
                                          vrm_bytes *choice);

// What: a ledger with no grant and no block: everything is denied.
// Owns: `ledger` is the caller's, to be freed with `vrm_ledger_free`.
// Threads: any.
// Errors: `border-null`, `border-handles`.
vrm_status vrm_ledger_new(vrm_ledger *ledger);

// What: frees a ledger.
// Owns: takes `ledger`.
// Threads: any; a call of the handle that runs meanwhile goes on to its end.
// Errors: `border-handle`.
vrm_status vrm_ledger_free(vrm_ledger ledger);

// What: what is known of a vendor that blocks select by: JSON lists of its hosts and sectors. It replaces what was known; the host of a `did:web` is always known.
// Owns: nothing.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`, `decision-bad-host`.
vrm_status vrm_ledger_describe(vrm_ledger ledger,
                               vrm_text vendor,
                               vrm_text hosts,
                               vrm_text sectors);

// What: an agreement comes into force under a text, in a window (JSON `{from, until}`, none = always).
// Owns: nothing.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`; `time-*` for a window that is none; `decision-already-there`.
vrm_status vrm_ledger_agree(vrm_ledger ledger,
                            vrm_text vendor,
                            vrm_text id,
                            vrm_terms terms,
                            vrm_text window);

// What: an agreement ends before its time, and its grants with it.
// Owns: nothing.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`; `decision-no-such-agreement`.
vrm_status vrm_ledger_end(vrm_ledger ledger, vrm_text vendor, vrm_text id);

// What: all agreements with a vendor end before their time, and their grants with them. They stay listed.
// Owns: nothing.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`.
vrm_status vrm_ledger_end_all(vrm_ledger ledger, vrm_text vendor);

// What: all that is held of a vendor leaves the ledger. Blocks against it stay until they are taken down.
// Owns: nothing.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`.
vrm_status vrm_ledger_forget(vrm_ledger ledger, vrm_text vendor);

// What: one grant, if it is there.
// Owns: `found` is the caller's: JSON, a `Grant` or null.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`.
vrm_status vrm_ledger_find(vrm_ledger ledger, vrm_text vendor, vrm_text id, vrm_bytes *found);

// What: every vendor with which there is an agreement, in force or not, sorted.
// Owns: `vendors` is the caller's: JSON, a list of DIDs.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-handle`.
vrm_status vrm_ledger_vendors(vrm_ledger ledger, vrm_bytes *vendors);

// What: the agreements with a vendor, in force or not, sorted by id.
// Owns: `agreements` is the caller's: JSON, a list of `AgreedWindow`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`.
vrm_status vrm_ledger_agreements(vrm_ledger ledger, vrm_text vendor, vrm_bytes *agreements);

// What: the grants of a vendor, whatever their status, sorted by agreement, process and data word.
// Owns: `grants` is the caller's: JSON, a list of `Grant`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`.
vrm_status vrm_ledger_grants(vrm_ledger ledger, vrm_text vendor, vrm_bytes *grants);

// What: the blocks, whenever they stand, sorted by id.
// Owns: `blocks` is the caller's: JSON, a list of blocks as in `forms.md`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-handle`.
vrm_status vrm_ledger_blocks(vrm_ledger ledger, vrm_bytes *blocks);

// What: the process on which a yes to a request (JSON) would stand, if something covers it.
// Owns: `process` is the caller's: JSON, a number or null.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`; `json-*`, or the error of the member that is wrong, with its place.
vrm_status vrm_ledger_covering_process(vrm_ledger ledger,
                                       vrm_text vendor,
                                       vrm_text agreement,
                                       vrm_text request,
                                       vrm_bytes *process);

// What: the grant that a yes to a request (JSON) makes, by the id of the answer; none when nothing covers the request.
// Owns: `made` is the caller's: JSON, a `Grant` or null.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`; `json-*`, or the error of the member that is wrong, with its place.
vrm_status vrm_ledger_answering(vrm_ledger ledger,
                                vrm_text vendor,
                                vrm_text agreement,
                                vrm_text request,
                                vrm_text by,
                                vrm_bytes *made);

// What: may this vendor do it (JSON) now? The answer with every grant and block that made it.
// Owns: `decision` is the caller's: JSON, a `Decision`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`; `json-*`, or the error of the member that is wrong, with its place.
vrm_status vrm_ledger_decide(vrm_ledger ledger,
                             vrm_text vendor,
                             vrm_text request,
                             int64_t now,
                             vrm_bytes *decision);

// What: as `vrm_ledger_decide`, without the reasons.
// Owns: `verdict` is the caller's: JSON, a `Verdict`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`; `json-*`, or the error of the member that is wrong, with its place.
vrm_status vrm_ledger_verdict(vrm_ledger ledger,
                              vrm_text vendor,
                              vrm_text request,
                              int64_t now,
                              vrm_bytes *verdict);

// What: enters a grant (JSON) that came with its agreement, before any order.
// Owns: nothing.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`; as `vrm_ledger_grant_at`.
vrm_status vrm_ledger_grant(vrm_ledger ledger, vrm_text vendor, vrm_text held);

// What: enters a grant (JSON) that a consent or answer at position `n` of the person's stream made.
// Owns: nothing.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`; `decision-*`: its agreement is not there, its id is taken, it has not one data word, it stands on a legal duty, or it is wider than its parent; `terms-*`.
vrm_status vrm_ledger_grant_at(vrm_ledger ledger,
                               vrm_text vendor,
                               vrm_text held,
                               uint64_t n);

// What: has grants follow an order of the person's (JSON): for each, the one with the highest `n` prevails, and a withdrawal is final.
// Owns: nothing.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`; `decision-no-such-agreement`, `decision-too-many-awaited`.
vrm_status vrm_ledger_order(vrm_ledger ledger,
                            vrm_text vendor,
                            vrm_text order);

// What: moves a grant along its chart, now: `pause`, `resume` or `withdraw`.
// Owns: nothing.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`; `decision-no-such-grant`, `decision-wrong-state`.
vrm_status vrm_ledger_step(vrm_ledger ledger,
                           vrm_text vendor,
                           vrm_text id,
                           vrm_text step,
                           int64_t now);

// What: ends a grant that was given once, at its first recorded use.
// Owns: nothing.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`; `decision-no-such-grant`, `decision-wrong-state`.
vrm_status vrm_ledger_spend(vrm_ledger ledger,
                            vrm_text vendor,
                            vrm_text id,
                            int64_t now);

// What: records that the duties that come first are done, 0, or open again, 1.
// Owns: nothing.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `did-*`; `decision-no-such-grant`.
vrm_status vrm_ledger_set_duty_open(vrm_ledger ledger, vrm_text vendor, vrm_text id, uint32_t open);

// What: puts up a block (JSON).
// Owns: nothing.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-handle`; `json-*`, or the error of the member that is wrong, with its place; `decision-already-there`.
vrm_status vrm_ledger_block(vrm_ledger ledger,
                            vrm_text block);

// What: takes a block down by its id; 0 when there was none, else 1.
// Owns: nothing.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-handle`.
vrm_status vrm_ledger_unblock(vrm_ledger ledger, vrm_text id, uint32_t *was_there);

// What: makes an offer for what a customer announced, under one entry; `quote` is the document `Quote` of `forms.md`. A further offer takes the place of the one before. It binds the desk until its end.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `json-*`, or the error of the member that is wrong, with its place; `state-nothing-to-answer` for a customer that announced nothing; `state-intention-over`; `state-too-many-offers`; `state-no-declaration`; `state-no-such-roster`; `message-*` for an end that is not after now, or more than 90 days.
vrm_status vrm_desk_offer(vrm_desk desk,
                          vrm_text customer,
                          vrm_text quote,
                          vrm_text entry,
                          int64_t until,
                          vrm_text command,
                          int64_t now,
                          vrm_bytes *outcome);

// What: reads the offers in a text of schema.org, ACP, UCP, AP2 or OCDS. No signature is checked.
// Owns: `offers` is the caller's: JSON, a list of `PublishedOffer`.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, `intention-foreign-*`.
vrm_status vrm_read_offers(vrm_text bytes, vrm_bytes *offers);

// What: a quote of one of the offers that a text in another format makes, by its place among those that `vrm_read_offers` gives; `tax` and `delivery` are the JSON of `Money`.
// Owns: `quote` is the caller's: JSON, the document `Quote` of `forms.md`.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, `intention-foreign-*`, `money-*`.
vrm_status vrm_quote_from_published(vrm_text bytes,
                                    uint32_t place,
                                    vrm_text tax,
                                    vrm_text delivery,
                                    vrm_bytes *quote);

// What: a want as schema.org's `Demand`; either time may be NULL.
// Owns: `json` is the caller's: JSON-LD.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, or the error of the member that is wrong, with its place.
vrm_status vrm_want_to_demand(vrm_text want,
                              const int64_t *valid_from,
                              const int64_t *valid_through,
                              vrm_bytes *json);

// What: a quote as schema.org's `Offer`; either time may be NULL.
// Owns: `json` is the caller's: JSON-LD.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, or the error of the member that is wrong, with its place.
vrm_status vrm_quote_to_offer(vrm_text quote,
                              const int64_t *valid_from,
                              const int64_t *valid_through,
                              vrm_bytes *json);

// What: the open mandates (AP2) for a want, from one of the `merchants` (a JSON array of `Merchant`, empty for any), until then; `agent` is the JSON of an `AgentKey`.
// Owns: `mandates` is the caller's: JSON, `OpenMandates`.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, or the error of the member that is wrong, with its place; `intention-mandate-unsuited`.
vrm_status vrm_open_mandates(vrm_text want,
                             vrm_text merchants,
                             vrm_text agent,
                             int64_t from,
                             int64_t until,
                             vrm_bytes *mandates);

// What: every way in which a closed mandate (AP2) goes further than the want, which these merchants (a JSON array of `Merchant`, empty for any) may fill until then.
// Owns: `excess` is the caller's: JSON, a list of `MandateExcess`, empty when it keeps to it.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, or the error of the member that is wrong, with its place; `intention-mandate-malformed`.
vrm_status vrm_closed_mandate_check(vrm_text mandate,
                                    vrm_text want,
                                    vrm_text merchants,
                                    int64_t until,
                                    vrm_bytes *excess);

// What: announces an intention: `announcement` is the JSON of an `Announcement`. The outcome's `relationship` is the id of the intention.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `json-*`, or the error of the member that is wrong, with its place; `roster-no-entry` for an entry that the roster does not have; `state-no-keys` for a vendor that nothing can be sealed for; `message-*` for an end that is not after now, or more than 90 days; `state-nobody-meant`.
vrm_status vrm_person_announce(vrm_person person,
                               vrm_text announcement,
                               vrm_text command,
                               int64_t now,
                               vrm_bytes *outcome);

// What: takes an intention back: what has not left goes nowhere any more. Nobody is told.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-intention`; `chart-no-such-move` when it is not open.
vrm_status vrm_person_withdraw_intention(vrm_person person,
                                         vrm_text intention,
                                         vrm_text command,
                                         int64_t now,
                                         vrm_bytes *outcome);

// What: pins the keys that an offering vendor's `did:web` stands for, for one cast. The offer is handed in again after it.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-intention`; as `vrm_person_introduce`.
vrm_status vrm_person_introduce_offerer(vrm_person person,
                                        vrm_text cast,
                                        vrm_text vendor,
                                        vrm_text document,
                                        vrm_text command,
                                        int64_t now,
                                        vrm_bytes *outcome);

// What: the offers that are held for an intention, each with what its terms have against it.
// Owns: `inbox` is the caller's: JSON, an `Inbox`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-intention`; the store's.
vrm_status vrm_person_inbox(vrm_person person,
                            vrm_text intention,
                            vrm_bytes *inbox);

// What: one offer of an inbox.
// Owns: `offer_found` is the caller's: JSON, a `HeldOffer`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_person_inbox`; `state-no-such-offer`.
vrm_status vrm_person_inbox_offer(vrm_person person,
                                  vrm_text intention,
                                  vrm_text offer,
                                  vrm_bytes *offer_found);

// What: the offers of an inbox in order, best first, each with its reasons, and those left out, each with why; `limit` of either. `rates` is a JSON array of `Rate`.
// Owns: `ranking` is the caller's: JSON, a `Ranking`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_person_inbox`; `intention-rate-*`, `currency-unknown`, `decimal-*`.
vrm_status vrm_person_inbox_rank(vrm_person person,
                                 vrm_text intention,
                                 vrm_text rates,
                                 int64_t now,
                                 uint32_t limit,
                                 vrm_bytes *ranking);

// What: says yes to one offer: the document of the agreement is made, signed by the relationship's persona, and sent to the vendor alone. The others are not told.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-intention`, `state-no-such-offer`; `chart-no-such-move` when the intention is not open; as `vrm_person_accept`.
vrm_status vrm_person_choose(vrm_person person,
                             vrm_text intention,
                             vrm_text offer,
                             vrm_text command,
                             int64_t now,
                             vrm_bytes *outcome);

// What: as `vrm_person_choose`, after a yes to another offer came to nothing as well. The two vendors, if they compare what they got, can tell that they deal with one person.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_person_choose`.
vrm_status vrm_person_danger_choose(vrm_person person,
                                    vrm_text intention,
                                    vrm_text offer,
                                    vrm_text command,
                                    int64_t now,
                                    vrm_bytes *outcome);

// What: reads a want and gives it in its one form: the document `Want` of `forms.md`.
// Owns: `json` is the caller's: JSON, the same document.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, or the error of the member that is wrong, with its place.
vrm_status vrm_want_parse(vrm_text want,
                          vrm_bytes *json);

// What: reads a quote and gives it in its one form: the document `Quote` of `forms.md`.
// Owns: `json` is the caller's: JSON, the same document.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, or the error of the member that is wrong, with its place.
vrm_status vrm_quote_parse(vrm_text quote,
                           vrm_bytes *json);

// What: what a quote comes to: the price and every phase; one without an end counts for each period that begins within 366 days.
// Owns: `total` is the caller's: JSON, a `Money`.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, or the error of the member that is wrong, with its place.
vrm_status vrm_quote_total(vrm_text quote,
                           vrm_bytes *total);

// What: ranks offers for a want: `candidates` is a JSON array of `Candidate`, `rates` one of `Rate`; each list of the ranking has at most `limit` items, the numbers beside them count all.
// Owns: `ranking` is the caller's: JSON, a `Ranking`.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, or the error of the member that is wrong, with its place; `intention-rate-*`, `currency-unknown`, `decimal-*`.
vrm_status vrm_rank(vrm_text want,
                    vrm_text candidates,
                    vrm_text rates,
                    int64_t now,
                    uint32_t limit,
                    vrm_bytes *ranking);

// What: every cast of every intention, by its id.
// Owns: `casts` is the caller's: JSON, a list of `Cast`.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`.
vrm_status vrm_view_casts(vrm_view view, vrm_bytes *casts);

// What: the casts of one intention: one, or one for each vendor that it is for by name.
// Owns: `casts` is the caller's: JSON, a list of `Cast`.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-intention`.
vrm_status vrm_view_intention(vrm_view view, vrm_text intention, vrm_bytes *casts);

// What: at a desk, what the customer announced that it wants.
// Owns: `announced` is the caller's: JSON, an `Announced` or null.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`.
vrm_status vrm_view_announced(vrm_view view, vrm_text relationship, vrm_bytes *announced);

// What: reads an amount such as `12.34 EUR`; digits behind the point may be fewer than the currency has.
// Owns: `amount` is the caller's: JSON, a `Money`.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `money-*`, `decimal-*`, `currency-unknown`.
vrm_status vrm_money_parse(vrm_text text, vrm_bytes *amount);

// What: an amount (JSON, a `Money`) as a text, with every digit behind the point that the currency has.
// Owns: `text` is the caller's.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `money-*`, `decimal-*`, `currency-unknown`.
vrm_status vrm_money_to_text(vrm_text money, vrm_bytes *text);

// What: so many whole units, such as euros, of a currency.
// Owns: `amount` is the caller's: JSON, a `Money`.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `money-*`, `decimal-*`, `currency-unknown`.
vrm_status vrm_money_from_decimal(vrm_text units, vrm_text currency, vrm_bytes *amount);

// What: an amount (JSON, a `Money`) in whole units, such as euros.
// Owns: `units` is the caller's: JSON, a decimal in a string.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `money-*`, `decimal-*`, `currency-unknown`.
vrm_status vrm_money_to_decimal(vrm_text money, vrm_bytes *units);

// What: both of two amounts (JSON, a `Money` each) together.
// Owns: `result` is the caller's: JSON, a `Money`.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `money-*`, `decimal-*`, `currency-unknown`.
vrm_status vrm_money_plus(vrm_text money, vrm_text other, vrm_bytes *result);

// What: one amount (JSON, a `Money`) less another.
// Owns: `result` is the caller's: JSON, a `Money`.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `money-*`, `decimal-*`, `currency-unknown`.
vrm_status vrm_money_minus(vrm_text money, vrm_text other, vrm_bytes *result);

// What: so many times an amount (JSON, a `Money`), rounded once to whole minor units, half of one away from zero.
// Owns: `result` is the caller's: JSON, a `Money`.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `money-*`, `decimal-*`, `currency-unknown`.
vrm_status vrm_money_times(vrm_text money, vrm_text factor, vrm_bytes *result);

// What: which of two amounts (JSON, a `Money` each) is more: below zero when the other is, zero when they are the same, above zero when the first is.
// Owns: nothing.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `money-*`, `decimal-*`, `currency-unknown`.
vrm_status vrm_money_compare(vrm_text money,
                             vrm_text other,
                             int32_t *order);

// What: how a currency divides.
// Owns: `facts` is the caller's: JSON, a `CurrencyFacts`.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`; `currency-unknown`.
vrm_status vrm_currency_facts(vrm_text currency, vrm_bytes *facts);

// What: every currency.
// Owns: `currencies` is the caller's: JSON, a list of `CurrencyFacts`.
// Threads: any.
// Errors: `border-null`.
vrm_status vrm_currency_all(vrm_bytes *currencies);

// What: why a name deserves a second look, at most once each; none for most names.
// Owns: `warnings` is the caller's: JSON, a list of `NameWarning`.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`; `name-*`, `text-*`.
vrm_status vrm_name_warnings(vrm_text name, vrm_bytes *warnings);

// What: whether one name could be taken for the other, 1 or 0.
// Owns: nothing.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`; `name-*`, `text-*`.
vrm_status vrm_name_resembles(vrm_text name, vrm_text other, uint32_t *resembles);

// What: where the document of a `did:web` lies: what the host fetches for `vrm_person_introduce` and `vrm_person_introduce_offerer`.
// Owns: `url` is the caller's.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`; `did-*`: another method, or a host that is none.
vrm_status vrm_did_web_url(vrm_text did,
                           vrm_bytes *url);

// What: begins a life in a store.
// Owns: `person` is the caller's, to be freed with `vrm_person_free`.
// Threads: any.
// Errors: `border-null`, `border-handle`; `json-*`, or the error of the member that is wrong, with its place; those of the store and the keeper.
vrm_status vrm_person_create(vrm_store store,
                             vrm_keeper keeper,
                             vrm_random random,
                             vrm_text settings,
                             int64_t now,
                             vrm_person *person);

// What: opens a life that is in a store; everything is read, and checked against its chain.
// Owns: `person` is the caller's, to be freed with `vrm_person_free`.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `log-*`: no such life, a key that does not open it, bytes that are not what was written, an event of a newer version.
vrm_status vrm_person_open(vrm_store store,
                           vrm_keeper keeper,
                           vrm_random random,
                           vrm_text id,
                           vrm_person *person);

// What: takes a life out of its export into a store that has none of its id; everything is verified first.
// Owns: `person` is the caller's, to be freed with `vrm_person_free`.
// Threads: any.
// Errors: `border-null`, `border-handle`; `history-*` with the line or the position; `log-already-there`; the store's, the keeper's and the randomness's. Nothing is written unless the store does not know (`store-unknown`): then `open` tells.
vrm_status vrm_person_import(vrm_text export_,
                             vrm_store store,
                             vrm_keeper keeper,
                             vrm_random random,
                             vrm_person *person);

// What: frees a handle; the life stays in its store.
// Owns: takes `person`.
// Threads: any; a call of the handle that runs meanwhile goes on to its end.
// Errors: `border-handle`.
vrm_status vrm_person_free(vrm_person person);

// What: the id under which the life lies in its store.
// Owns: `id` is the caller's: a text.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-handle`, `border-reentrant`.
vrm_status vrm_person_id(vrm_person person, vrm_bytes *id);

// What: the life as it stands.
// Owns: `view` is the caller's, to be freed with `vrm_view_free`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-handle`, `border-reentrant`.
vrm_status vrm_person_view(vrm_person person, vrm_view *view);

// What: proffers one roster agreement to a vendor, or a set of which it takes one. The relationship's persona is made where there is none yet.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-negotiating` while another proffer waits; `state-no-keys` before the vendor was introduced with a key to seal for; `roster-*` for an entry that the roster does not have, or not for organisations.
vrm_status vrm_person_proffer(vrm_person person,
                              vrm_text relationship,
                              vrm_text entries,
                              vrm_text command,
                              int64_t now,
                              vrm_bytes *outcome);

// What: proffers an agreement in place of one that is in force: it ends when the new one begins.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_person_proffer`; `state-no-such-agreement`.
vrm_status vrm_person_renew(vrm_person person,
                            vrm_text relationship,
                            vrm_text agreement,
                            vrm_text entries,
                            vrm_text command,
                            int64_t now,
                            vrm_bytes *outcome);

// What: says yes to what waits for the person: a counter, of which the document is then made and signed first, or a document that the vendor signed, which is then signed second.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-negotiation`, `state-nothing-to-answer`; `decision-not-authorised` when what the vendor declared does not pass under the terms or the person's own ones; `agreement-*` when the time to accept is over.
vrm_status vrm_person_accept(vrm_person person,
                             vrm_text relationship,
                             vrm_text command,
                             int64_t now,
                             vrm_bytes *outcome);

// What: says no to what waits for the person.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-negotiation`, `state-nothing-to-answer`.
vrm_status vrm_person_refuse(vrm_person person,
                             vrm_text relationship,
                             vrm_text command,
                             int64_t now,
                             vrm_bytes *outcome);

// What: the whole life as JSON Lines, to be imported elsewhere: every event with its salt, the documents, the secrets of every key, the letters, what was taken. What was erased is not in it. `danger`: whoever has the export can speak as the person in every relationship.
// Owns: `export` is the caller's: JSON Lines, to be wiped before it is freed.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-handle`, `border-reentrant`; `store-conflict` when another handle wrote since: read that first. `history-too-large` past 1,048,576 lines. The store's, and bytes that are not what was written.
vrm_status vrm_person_danger_export(vrm_person person,
                                    vrm_bytes *export_);

// What: where the history stands. A host that keeps it elsewhere can find out whether its store was set back.
// Owns: `head` is the caller's: JSON, a `Head`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-handle`, `border-reentrant`.
vrm_status vrm_person_head(vrm_person person, vrm_bytes *head);

// What: whether the history leads through a head that was seen before.
// Owns: nothing.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `log-rolled-back` when it does not: the store is an older copy, or another.
vrm_status vrm_person_leads_through(vrm_person person,
                                    vrm_text seen);

// What: may this vendor do it now? As `vrm_view_decide`.
// Owns: `decision` is the caller's: JSON, a `Decision`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_view_decide`.
vrm_status vrm_person_decide(vrm_person person, vrm_text vendor, vrm_text request, int64_t now, vrm_bytes *decision);

// What: what is still to be sent.
// Owns: `letters` is the caller's: JSON, a list of `Letter`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-handle`, `border-reentrant`; the store's.
vrm_status vrm_person_outbox(vrm_person person, int64_t now, vrm_bytes *letters);

// What: a letter has left. It is kept until it is answered or expires; of one that is kept no longer this says nothing new.
// Owns: nothing.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; the store's.
vrm_status vrm_person_sent(vrm_person person,
                           vrm_text letter);

// What: lists a letter again, the same bytes: it may have been lost on its way.
// Owns: nothing.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `log-no-such-letter` when it is kept no longer; the store's.
vrm_status vrm_person_resend(vrm_person person,
                             vrm_text letter);

// What: the events after a position and up to `limit` positions further; those that were erased are left out, so that a page may be short, or empty, before the end. The next page begins `limit` positions on, until the head.
// Owns: `entries` is the caller's: JSON, a list of `Entry`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-handle`, `border-reentrant`; the store's, and bytes that are not what was written.
vrm_status vrm_person_events_since(vrm_person person,
                                   uint64_t position,
                                   uint32_t limit,
                                   vrm_bytes *entries);

// What: finds out what became of a commit that the store would not answer for; every command does so first.
// Owns: `settled` is the caller's: JSON, a `Settled`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-handle`, `border-reentrant`; the store's.
vrm_status vrm_person_settle(vrm_person person, vrm_bytes *settled);

// What: reads what another handle on the same store wrote since.
// Owns: nothing.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-handle`, `border-reentrant`; the store's, and bytes that are not what was written.
vrm_status vrm_person_refresh(vrm_person person);

// What: ends one agreement, and all its grants with it.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-agreement`.
vrm_status vrm_person_end(vrm_person person,
                          vrm_text relationship,
                          vrm_text agreement,
                          vrm_text command,
                          int64_t now,
                          vrm_bytes *outcome);

// What: ends a relationship, and every agreement with it. What was said stays, until it is erased.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `chart-*` when it has ended already.
vrm_status vrm_person_terminate(vrm_person person,
                                vrm_text relationship,
                                vrm_text command,
                                int64_t now,
                                vrm_bytes *outcome);

// What: erases a relationship, or a cast of an intention with the offers that came for it: its events' texts, its keys, documents and letters are gone, and a tombstone stays, by which the rest of the history can still be verified.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-in-force` while an agreement is in force, or signed here and perhaps there, or an offer accepted; `state-letters-wait` while letters to the vendor have not left.
vrm_status vrm_person_erase(vrm_person person,
                            vrm_text relationship,
                            vrm_text command,
                            int64_t now,
                            vrm_bytes *outcome);

// What: closes the life here, because it goes on elsewhere: after it no command is done. Two copies that both go on would say different things at one position.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; the store's.
vrm_status vrm_person_close_life(vrm_person person,
                                 vrm_text command,
                                 int64_t now,
                                 vrm_bytes *outcome);

// What: adds a vendor: a relationship begins, under a new id. Nobody is told.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-already-known`.
vrm_status vrm_person_add_vendor(vrm_person person,
                                 vrm_text vendor,
                                 vrm_text about,
                                 vrm_text command,
                                 int64_t now,
                                 vrm_bytes *outcome);

// What: sets anew what is known of a vendor, and what blocks select it by.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-relationship`.
vrm_status vrm_person_describe_vendor(vrm_person person,
                                      vrm_text relationship,
                                      vrm_text about,
                                      vrm_text command,
                                      int64_t now,
                                      vrm_bytes *outcome);

// What: pins the keys that a vendor's identifier stands for. A `did:key` or `did:jwk` holds its own; of any other the host hands in the document that it fetched from where the method says.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `did-*` for a document that is not the vendor's or gives no key, or when one is needed and none was handed in; `message-*` for a weak key.
vrm_status vrm_person_introduce(vrm_person person,
                                vrm_text relationship,
                                vrm_text document,
                                vrm_text command,
                                int64_t now,
                                vrm_bytes *outcome);

// What: says yes to keys that a vendor publishes and the old ones did not vouch for, once the person has found out that they are the vendor's.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-key-change` when no keys with that signing key wait.
vrm_status vrm_person_accept_keys(vrm_person person,
                                  vrm_text relationship,
                                  vrm_text sign,
                                  vrm_text command,
                                  int64_t now,
                                  vrm_bytes *outcome);

// What: sets how the person deals with others, from now on.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; the store's.
vrm_status vrm_person_set_settings(vrm_person person,
                                   vrm_text settings,
                                   vrm_text command,
                                   int64_t now,
                                   vrm_bytes *outcome);

// What: sets the person's own terms, or takes them away. They stay at home: offers, declarations and grants are held against them, for new agreements only.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `terms-wrong-origin` for a roster's text.
vrm_status vrm_person_set_terms(vrm_person person,
                                vrm_text terms,
                                vrm_text command,
                                int64_t now,
                                vrm_bytes *outcome);

// What: takes another roster, signed by an authority whose key the host trusts for it. Its document is kept with the history; a newer one of the same name takes its place for new agreements.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_signed_roster_verify`.
vrm_status vrm_person_load_roster(vrm_person person,
                                  vrm_text document,
                                  vrm_text statement,
                                  vrm_text authority,
                                  vrm_text command,
                                  int64_t now,
                                  vrm_bytes *outcome);

// What: the clock was set back and is right now. From then on time counts from here.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; the store's.
vrm_status vrm_person_accept_clock(vrm_person person, vrm_text command, int64_t now, vrm_bytes *outcome);

// What: what the person can show to a third about one agreement: both signatures, the texts of the terms, every rotation and every message of either side under the agreement's keys and those that followed them, and the commitments of the person's stream, which show nothing of its events. What was said under earlier keys belongs to an earlier agreement.
// Owns: `bundle` is the caller's: a file, for `vrm_bundle_verify`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-relationship`, `state-no-such-agreement`; the store's.
vrm_status vrm_person_bundle(vrm_person person,
                             vrm_text relationship,
                             vrm_text agreement,
                             vrm_bytes *bundle);

// What: takes bytes from outside: a letter sealed for one of the person's keys, or a vendor's profile. A vendor's answer in a negotiation is weighed by the person's preferences at once: where they let the agent say yes it is signed, where not it waits for `accept` or `refuse`.
// Owns: `reception` is the caller's: JSON, a `Reception`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; the store's, the clock's and the randomness's. What is wrong with the bytes is no status here but a reception that is `rejected`, which `vrm_reception_accepted` tells.
vrm_status vrm_person_receive(vrm_person person,
                              vrm_text bytes,
                              int64_t now,
                              vrm_bytes *reception);

// What: answers a question of a vendor's. A yes becomes a grant of exactly what was asked for.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-question`, `state-answered-already`, `state-nothing-to-answer` when the question no longer counts, `state-nothing-covers` for a yes to what the vendor never declared.
vrm_status vrm_person_answer(vrm_person person,
                             vrm_text relationship,
                             vrm_text question,
                             vrm_text reply,
                             vrm_text command,
                             int64_t now,
                             vrm_bytes *outcome);

// What: withdraws grants, for good. From now on they permit nothing here; at the vendor's from receipt.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-agreement`, `state-no-such-grant`; `state-nothing-to-do` when none of them can be withdrawn any more; `state-legal-duty` when the vendor processes on a legal duty alone.
vrm_status vrm_person_withdraw(vrm_person person,
                               vrm_text relationship,
                               vrm_text agreement,
                               vrm_text which,
                               vrm_text command,
                               int64_t now,
                               vrm_bytes *outcome);

// What: holds grants back; they come back with `resume`.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_person_withdraw`.
vrm_status vrm_person_pause(vrm_person person,
                            vrm_text relationship,
                            vrm_text agreement,
                            vrm_text which,
                            vrm_text command,
                            int64_t now,
                            vrm_bytes *outcome);

// What: takes grants up again that were paused.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_person_withdraw`.
vrm_status vrm_person_resume(vrm_person person,
                             vrm_text relationship,
                             vrm_text agreement,
                             vrm_text which,
                             vrm_text command,
                             int64_t now,
                             vrm_bytes *outcome);

// What: puts up a block: from now on it beats every grant. Nobody is told.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `decision-*` when its words mean nothing, or its id is taken.
vrm_status vrm_person_block(vrm_person person,
                            vrm_text block,
                            vrm_text command,
                            int64_t now,
                            vrm_bytes *outcome);

// What: takes a block down.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-block`.
vrm_status vrm_person_unblock(vrm_person person, vrm_text id, vrm_text command, int64_t now, vrm_bytes *outcome);

// What: notes that a grant was used. One that was given once ends with it.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-grant`; `decision-*` when it is over already.
vrm_status vrm_person_record_use(vrm_person person,
                                 vrm_text relationship,
                                 vrm_text grant,
                                 vrm_text command,
                                 int64_t now,
                                 vrm_bytes *outcome);

// What: notes that the duties which come before a grant's use are done, as the person knows: never on the vendor's word.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `decision-*` when there is no such grant.
vrm_status vrm_person_record_duty(vrm_person person,
                                  vrm_text relationship,
                                  vrm_text grant,
                                  vrm_text command,
                                  int64_t now,
                                  vrm_bytes *outcome);

// What: new keys for the relationship's persona, said with the old one. The old keys still open for 90 days.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-keys` before both sides have used keys; `state-negotiating` while a negotiation runs, whose document names the keys that signed the proffer.
vrm_status vrm_person_rotate_keys(vrm_person person,
                                  vrm_text relationship,
                                  vrm_text command,
                                  int64_t now,
                                  vrm_bytes *outcome);

// What: notes everything whose time has run out: agreements, negotiations, and signatures that no second one followed. Decisions do not wait for it; states and lists do.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; the store's; `state-nothing-due` when nothing has run out, which a host that calls it daily passes over.
vrm_status vrm_person_expire(vrm_person person,
                             vrm_text command,
                             int64_t now,
                             vrm_bytes *outcome);

// What: what is known of a place.
// Owns: `facts` is the caller's: JSON, a `PlaceFacts`.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `vocab-malformed`.
vrm_status vrm_place_facts(vrm_text place, vrm_bytes *facts);

// What: every country and region, the EU and the EEA.
// Owns: `all` is the caller's: JSON, a list of places.
// Threads: any.
// Errors: `border-null`.
vrm_status vrm_place_all(vrm_bytes *all);

// What: a JSON list of places, sorted and without repeats.
// Owns: `within` is the caller's: JSON, a list of places.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `vocab-malformed`; `vocab-no-places` when there is none, which elsewhere means anywhere.
vrm_status vrm_places_within(vrm_text listed,
                             vrm_bytes *within);

// What: whether the places of one JSON list lie within those of another, 1 or 0; none is anywhere.
// Owns: nothing.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `vocab-malformed`.
vrm_status vrm_places_is_within(vrm_text listed, vrm_text other, uint32_t *within);

// What: whether somewhere lies within both of two JSON lists of places, 1 or 0; none is anywhere.
// Owns: nothing.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `vocab-malformed`.
vrm_status vrm_places_overlaps(vrm_text listed, vrm_text other, uint32_t *overlaps);

// What: what is known of a recipient.
// Owns: `facts` is the caller's: JSON, a `RecipientFacts`.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `vocab-malformed`.
vrm_status vrm_recipient_facts(vrm_text recipient, vrm_bytes *facts);

// What: the words for recipients, most general first.
// Owns: `words` is the caller's: JSON, a list of recipients.
// Threads: any.
// Errors: `border-null`.
vrm_status vrm_recipient_words(vrm_bytes *words);

// What: whether one recipient is the other or below it, 1 or 0.
// Owns: nothing.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `vocab-malformed`.
vrm_status vrm_recipient_is_within(vrm_text recipient, vrm_text other, uint32_t *within);

// What: whether somebody is held by both of two recipients, 1 or 0.
// Owns: nothing.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `vocab-malformed`.
vrm_status vrm_recipient_overlaps(vrm_text recipient, vrm_text other, uint32_t *overlaps);

// What: every sector, by name.
// Owns: `sectors` is the caller's: JSON, a list of sectors.
// Threads: any.
// Errors: `border-null`.
vrm_status vrm_sector_all(vrm_bytes *sectors);

// What: consents to an optional process of an agreement, or to marked data of one: one process and one word at a time. For marked data a program calls it when the person has said so of exactly this data and this process, and for nothing else.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-agreement`, `state-nothing-pending`, `state-consented-already`.
vrm_status vrm_person_consent(vrm_person person,
                              vrm_text relationship,
                              vrm_text agreement,
                              uint32_t process,
                              vrm_text data,
                              vrm_text command,
                              int64_t now,
                              vrm_bytes *outcome);

// What: claims a right from a vendor whose keys are known: `claim` is the JSON of a `Claim`. The id of what is said, in the outcome, is the claim's. It does not withdraw a grant.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `rights-*` for a right that the law does not give; `state-no-keys`; `state-no-such-agreement`; `state-too-many-claims`.
vrm_status vrm_person_claim(vrm_person person,
                            vrm_text relationship,
                            vrm_text claim,
                            vrm_text command,
                            int64_t now,
                            vrm_bytes *outcome);

// What: adds what the vendor's answer asked for, in words where it can be said so, or with a `proof` of none. The claim is sent anew.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `rights-*` for words that are too many; `state-no-such-claim`; `chart-no-such-move` when it is overdue meanwhile.
vrm_status vrm_person_complete_claim(vrm_person person,
                                     vrm_text relationship,
                                     vrm_text answer,
                                     vrm_text proof,
                                     vrm_text command,
                                     int64_t now,
                                     vrm_bytes *outcome);

// What: takes a claim back.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-claim`; `chart-no-such-move` when it was answered or taken back already.
vrm_status vrm_person_withdraw_claim(vrm_person person,
                                     vrm_text relationship,
                                     vrm_text claim,
                                     vrm_text command,
                                     int64_t now,
                                     vrm_bytes *outcome);

// What: notes that the person turned to an authority about a claim: overdue, answered in part or refused. Nothing is said to the vendor; a bundle shows the authority what was.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-claim`; `chart-no-such-move` while it is neither, or in full.
vrm_status vrm_person_escalate_claim(vrm_person person,
                                     vrm_text relationship,
                                     vrm_text claim,
                                     vrm_text command,
                                     int64_t now,
                                     vrm_bytes *outcome);

// What: reads a record of consent (ISO/IEC TS 27560 as DPV JSON-LD).
// Owns: `record` is the caller's: JSON, a `ConsentRecord`: its text, its facts and its gaps.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, `consent-*`, with the place.
vrm_status vrm_consent_record_parse(vrm_text bytes, vrm_bytes *record);

// What: reads a receipt of consent (ISO/IEC TS 27560 as DPV JSON-LD).
// Owns: `receipt` is the caller's: JSON, an `IsoReceipt`: its text, its facts and its gaps.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, `consent-*`, with the place.
vrm_status vrm_iso_receipt_parse(vrm_text bytes, vrm_bytes *receipt);

// What: reads a receipt of Kantara Consent Receipt v1.1.0.
// Owns: `receipt` is the caller's: JSON, a `KantaraReceipt`: its text, its parts and its faults.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, `consent-*`, with the place.
vrm_status vrm_kantara_receipt_parse(vrm_text bytes, vrm_bytes *receipt);

// What: the record of these facts: `facts` is the JSON of `RecordFacts`.
// Owns: `record` is the caller's: JSON, a `ConsentRecord`.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `consent-*`.
vrm_status vrm_consent_record_new(vrm_text facts, vrm_bytes *record);

// What: the receipt of these facts: `facts` is the JSON of `ReceiptFacts`.
// Owns: `receipt` is the caller's: JSON, an `IsoReceipt`.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `consent-*`.
vrm_status vrm_iso_receipt_new(vrm_text facts, vrm_bytes *receipt);

// What: the same as a receipt says (its JSON), in the form of Kantara, for readers that know nothing else.
// Owns: `kantara` is the caller's: JSON, a `KantaraReceipt`, or null where none of its records is valid.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, `consent-*`, with the place.
vrm_status vrm_kantara_receipt_of(vrm_text receipt, vrm_text policy, vrm_bytes *kantara);

// What: what a receipt (its JSON, and that of the one in the form of Kantara beside it, or none) claims beyond the records that are expected: a JSON array of `RecordFacts`, such as that of `vrm_view_records`. Words are compared by the agreement's `terms` in their machine form, or with none by DPV alone.
// Owns: `excess` is the caller's: JSON, a list of `Excess`.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, `consent-*`, `terms-*`, with the place.
vrm_status vrm_excess(vrm_text receipt,
                      vrm_text kantara,
                      vrm_text expected,
                      vrm_text terms,
                      vrm_bytes *excess);

// What: what a receipt of Kantara (its JSON) claims beyond another that is `allowed`, or at all where none is.
// Owns: `excess` is the caller's: JSON, a list of `KantaraExcess`.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, `consent-*`, with the place.
vrm_status vrm_kantara_excess_over(vrm_text receipt, vrm_text allowed, vrm_bytes *excess);

// What: reads receipts and records in any of the known formats. No signature is checked.
// Owns: `receipts` is the caller's: JSON, a list of `PublishedReceipt`.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `json-*`, `consent-*`.
vrm_status vrm_read_receipts(vrm_text bytes, vrm_bytes *receipts);

// What: whether a consent with this status, by its name, allows processing; 1 or 0.
// Owns: nothing.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`.
vrm_status vrm_consent_status_is_valid(vrm_text status, uint32_t *is_valid);

// What: what was added to a claim, by its letter in the claim's `additions`.
// Owns: `proof` is the caller's: UTF-8, what was added.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `vault-no-such-disclosure` for another letter; `vault-deleted`; the store's.
vrm_status vrm_person_proof(vrm_person person,
                            vrm_text relationship,
                            vrm_text letter,
                            vrm_bytes *proof);

// What: the copy of data that came with an answer, by its letter in the claim's `replies`. `forget_data` takes it; what is to be kept of it becomes an item.
// Owns: `values` is the caller's: JSON, a list of `Disclosed`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `vault-no-such-disclosure` for another letter; `vault-deleted`; the store's.
vrm_status vrm_person_copy(vrm_person person,
                           vrm_text relationship,
                           vrm_text letter,
                           vrm_bytes *values);

// What: what a customer added to a claim, by its letter in the claim's `additions`.
// Owns: `proof` is the caller's: UTF-8, what was added.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `vault-no-such-disclosure` for another letter; `vault-deleted`; the store's.
vrm_status vrm_desk_proof(vrm_desk desk,
                          vrm_text customer,
                          vrm_text letter,
                          vrm_bytes *proof);

// What: the copy that was given with an answer, by its letter in the claim's `replies`.
// Owns: `values` is the caller's: JSON, a list of `Disclosed`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `vault-no-such-disclosure` for another letter; `vault-deleted`; the store's.
vrm_status vrm_desk_copy(vrm_desk desk,
                         vrm_text customer,
                         vrm_text letter,
                         vrm_bytes *values);

// What: answers a claim of access or portability, in full or in part, with a copy of the data: `answer` is the JSON of a `RightsOutcome`, `data` a JSON list of `Disclosed`. A copy of the letter lies beside the history until `forget_data` or an erasure takes it.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_desk_answer_right`; `state-no-copy`; `vault-*` for nothing and for a value that is none or too long; `key-*` for more than fits into one letter.
vrm_status vrm_desk_give_copy(vrm_desk desk,
                              vrm_text customer,
                              vrm_text claim,
                              vrm_text answer,
                              vrm_text data,
                              vrm_text command,
                              int64_t now,
                              vrm_bytes *outcome);

// What: stores a piece of the person's data: `item` is the JSON of a `NewItem`. The outcome's `item` is its name.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `vault-*` for a word that is no category and for a value that is none or too long.
vrm_status vrm_person_store_item(vrm_person person,
                                 vrm_text item,
                                 vrm_text command,
                                 int64_t now,
                                 vrm_bytes *outcome);

// What: stores another value in place of the one that an item has: `new_item` is the JSON of a `NewItem`.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_person_store_item`; `vault-no-such-item`.
vrm_status vrm_person_replace_item(vrm_person person,
                                   vrm_text item,
                                   vrm_text new_item,
                                   vrm_text command,
                                   int64_t now,
                                   vrm_bytes *outcome);

// What: keeps an item no longer: its value is gone, from this store.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `vault-no-such-item`.
vrm_status vrm_person_remove_item(vrm_person person, vrm_text item, vrm_text command, int64_t now, vrm_bytes *outcome);

// What: an item with its value.
// Owns: `item` is the caller's: JSON, an `Item`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `vault-no-such-item`; the store's.
vrm_status vrm_person_item(vrm_person person,
                           vrm_text id,
                           vrm_bytes *item);

// What: gives items to a vendor under a grant, all of them or nothing: `items` is a JSON array of ids. A grant that was given once is used by it.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-grant`, `state-no-such-agreement`; `vault-*` for an item that is not there, not valid now or not of the grant, for a grant that is held back, and for a use that is not permitted.
vrm_status vrm_person_give(vrm_person person,
                           vrm_text relationship,
                           vrm_text grant,
                           vrm_text items,
                           vrm_text command,
                           int64_t now,
                           vrm_bytes *outcome);

// What: the values of a disclosure, as they were given.
// Owns: `values` is the caller's: JSON, a list of `Disclosed`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `vault-no-such-disclosure`, `vault-deleted`; the store's.
vrm_status vrm_person_disclosed(vrm_person person,
                                vrm_text relationship,
                                vrm_text disclosure,
                                vrm_bytes *values);

// What: keeps the values of a disclosure no longer on this side. The vendor keeps what it has.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_person_disclosed`.
vrm_status vrm_person_forget_data(vrm_person person,
                                  vrm_text relationship,
                                  vrm_text disclosure,
                                  vrm_text command,
                                  int64_t now,
                                  vrm_bytes *outcome);

// What: keeps some values of a disclosure no longer on this side: `places` is a JSON list of their places in it, from 0. The vendor keeps what it has.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_person_disclosed`: `vault-deleted` too where no place has a value that is kept.
vrm_status vrm_person_forget_values(vrm_person person,
                                    vrm_text relationship,
                                    vrm_text disclosure,
                                    vrm_text places,
                                    vrm_text command,
                                    int64_t now,
                                    vrm_bytes *outcome);

// What: issues a receipt for an agreement and the consents under it, as they stand now, in both forms: `issuer` is the JSON of an `Issuer`.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-agreement`; `consent-*` for an issuer that says too little; `form-*` when it is too long to sign.
vrm_status vrm_desk_issue(vrm_desk desk,
                          vrm_text customer,
                          vrm_text agreement,
                          vrm_text issuer,
                          vrm_text command,
                          int64_t now,
                          vrm_bytes *outcome);

// What: answers a claim of a customer's: `answer` is the JSON of a `RightsOutcome`. An erasure that is answered in full deletes the values that were given and that the claim reaches.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `rights-*` for a reason that is none or too long; `state-no-such-claim`; `chart-no-such-move` when the claim was answered or taken back, or an answer is put off that is overdue.
vrm_status vrm_desk_answer_right(vrm_desk desk,
                                 vrm_text customer,
                                 vrm_text claim,
                                 vrm_text answer,
                                 vrm_text command,
                                 int64_t now,
                                 vrm_bytes *outcome);

// What: tells a customer of a breach: `incident` is the JSON of an `Incident`.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `rights-*` for an account that is none or too long; `state-no-such-agreement`; `state-too-many-incidents`.
vrm_status vrm_desk_notify_incident(vrm_desk desk,
                                    vrm_text customer,
                                    vrm_text incident,
                                    vrm_text command,
                                    int64_t now,
                                    vrm_bytes *outcome);

// What: the values that a customer gave in one message. What they may be used for is `decide`'s to say.
// Owns: `values` is the caller's: JSON, a list of `Disclosed`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `vault-no-such-disclosure`, `vault-deleted`; the store's.
vrm_status vrm_desk_disclosed(vrm_desk desk,
                              vrm_text customer,
                              vrm_text disclosure,
                              vrm_bytes *values);

// What: deletes the values of a letter: what a customer gave, a proof or a copy. That they were given, and are deleted, stays in the history.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_desk_disclosed`.
vrm_status vrm_desk_forget_data(vrm_desk desk,
                                vrm_text customer,
                                vrm_text disclosure,
                                vrm_text command,
                                int64_t now,
                                vrm_bytes *outcome);

// What: deletes some values of a disclosure: `places` is a JSON list of their places in it, from 0.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; as `vrm_desk_disclosed`: `vault-deleted` too where no place has a value that is kept.
vrm_status vrm_desk_forget_values(vrm_desk desk,
                                  vrm_text customer,
                                  vrm_text disclosure,
                                  vrm_text places,
                                  vrm_text command,
                                  int64_t now,
                                  vrm_bytes *outcome);

// What: notes that an incident was put to an auditor or an authority. Nothing is said to the vendor.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-incident`; `chart-no-such-move` when that was noted before.
vrm_status vrm_person_report_incident(vrm_person person,
                                      vrm_text relationship,
                                      vrm_text incident,
                                      vrm_text command,
                                      int64_t now,
                                      vrm_bytes *outcome);

// What: notes that an incident which was reported is done with.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-incident`; `chart-no-such-move` before it was reported, or when that was noted before.
vrm_status vrm_person_close_incident(vrm_person person,
                                     vrm_text relationship,
                                     vrm_text incident,
                                     vrm_text command,
                                     int64_t now,
                                     vrm_bytes *outcome);

// What: notes that an incident which was notified to a customer was put to an auditor or an authority. The customer is not told.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-incident`; `chart-no-such-move` when that was noted before.
vrm_status vrm_desk_report_incident(vrm_desk desk,
                                    vrm_text customer,
                                    vrm_text incident,
                                    vrm_text command,
                                    int64_t now,
                                    vrm_bytes *outcome);

// What: notes that an incident which was reported is done with.
// Owns: `outcome` is the caller's: JSON, an `Outcome`.
// Threads: any; calls of one handle wait for each other.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`, `border-reentrant`; `state-no-such-incident`; `chart-no-such-move` before it was reported, or when that was noted before.
vrm_status vrm_desk_close_incident(vrm_desk desk,
                                   vrm_text customer,
                                   vrm_text incident,
                                   vrm_text command,
                                   int64_t now,
                                   vrm_bytes *outcome);

// What: counts the deadline of a claim that was received on a day (as 2026-03-01) at the controller's place: `calendar` is the JSON of a `RightsCalendar`, `paused` the whole days that did not count. It is our reading of the law, and no legal advice.
// Owns: `deadline` is the caller's: JSON, a `Deadline`.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `rights-*` for a law that does not give the right or states no period, for days that did not count under a law that has none, and for a calendar without a working day.
vrm_status vrm_rights_due(vrm_text law,
                          vrm_text right,
                          vrm_text received,
                          vrm_text calendar,
                          uint16_t paused,
                          vrm_bytes *deadline);

// What: how long a law gives for an answer.
// Owns: `period` is the caller's: JSON, a `LawPeriod`.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `rights-*` where it does not give the right.
vrm_status vrm_law_period(vrm_text law, vrm_text right, vrm_bytes *period);

// What: whether a law lets an answer be put off, 1 or 0.
// Owns: nothing.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`.
vrm_status vrm_law_extends(vrm_text law, vrm_text right, uint32_t *extends);

// What: the concept of DPV for a right: the article of the GDPR.
// Owns: `concept` is the caller's: JSON, a text, or null where DPV has none.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`.
vrm_status vrm_right_concept(vrm_text right, vrm_bytes *concept);

// What: whether under a law the days do not count on which what the person has to add is waited for, 1 or 0.
// Owns: nothing.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`.
vrm_status vrm_law_pauses(vrm_text law, uint32_t *pauses);

// What: whether in this state of a claim, by its name, the vendor has still to do something, or the person to add something; 1 or 0.
// Owns: nothing.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`.
vrm_status vrm_rights_state_is_open(vrm_text state,
                                    uint32_t *is_open);

// What: the items of the person's data, by their ids and without their values.
// Owns: `items` is the caller's: JSON, a list of `ItemFacts`.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`.
vrm_status vrm_view_items(vrm_view view, vrm_bytes *items);

// What: what is known of one item without its value.
// Owns: `facts` is the caller's: JSON, `ItemFacts`.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `vault-no-such-item`.
vrm_status vrm_view_item_facts(vrm_view view, vrm_text id, vrm_bytes *facts);

// What: what `give` would give to a vendor now: each grant with each item that is of its data.
// Owns: `givable` is the caller's: JSON, a list of `Givable`.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`; `state-clock-went-back`.
vrm_status vrm_view_givable(vrm_view view,
                            vrm_text relationship,
                            int64_t now,
                            vrm_bytes *givable);

// What: who holds what about the person, on what ground, until when.
// Owns: `exposure` is the caller's: JSON, an `Exposure`.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-clock-went-back`.
vrm_status vrm_view_exposure(vrm_view view, int64_t now, vrm_bytes *exposure);

// What: what falls due, and what is overdue.
// Owns: `agenda` is the caller's: JSON, an `Agenda`.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-clock-went-back`.
vrm_status vrm_view_agenda(vrm_view view, int64_t now, vrm_bytes *agenda);

// What: the records of consent that follow from this history for an agreement: one of what came with it, and one of each consent under it. A receipt is held against them.
// Owns: `records` is the caller's: JSON, a list of `RecordFacts`.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`, `state-no-such-agreement`.
vrm_status vrm_view_records(vrm_view view,
                            vrm_text relationship,
                            vrm_text agreement,
                            vrm_bytes *records);

// What: every consent that was given, by its id and in no order of time.
// Owns: `consents` is the caller's: JSON, a list of `Consented`.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`.
vrm_status vrm_view_consents(vrm_view view, vrm_text relationship, vrm_bytes *consents);

// What: one consent, if it is there.
// Owns: `consent` is the caller's: JSON, a `Consented` or null.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`.
vrm_status vrm_view_consent(vrm_view view, vrm_text relationship, vrm_text id, vrm_bytes *consent);

// What: every receipt, by its id and in no order of time: those that were refused too.
// Owns: `receipts` is the caller's: JSON, a list of `Receipted`.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`.
vrm_status vrm_view_receipts(vrm_view view, vrm_text relationship, vrm_bytes *receipts);

// What: one receipt, if it is there.
// Owns: `receipt` is the caller's: JSON, a `Receipted` or null.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`.
vrm_status vrm_view_receipt(vrm_view view, vrm_text relationship, vrm_text id, vrm_bytes *receipt);

// What: what was given to the vendor, in no order of time.
// Owns: `disclosures` is the caller's: JSON, a list of `Given`.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`.
vrm_status vrm_view_disclosures(vrm_view view, vrm_text relationship, vrm_bytes *disclosures);

// What: what was given in one message, if it is there.
// Owns: `disclosure` is the caller's: JSON, a `Given` or null.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`.
vrm_status vrm_view_disclosure(vrm_view view, vrm_text relationship, vrm_text id, vrm_bytes *disclosure);

// What: every claim of the person's rights, by its id, as it stands at a time.
// Owns: `rights` is the caller's: JSON, a list of `Claimed`.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`.
vrm_status vrm_view_rights(vrm_view view, vrm_text relationship, int64_t now, vrm_bytes *rights);

// What: one claim as it stands at a time, if it is there.
// Owns: `right` is the caller's: JSON, a `Claimed` or null.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`.
vrm_status vrm_view_right(vrm_view view, vrm_text relationship, vrm_text id, int64_t now, vrm_bytes *right);

// What: every incident that the vendor notified, by the id of its message.
// Owns: `incidents` is the caller's: JSON, a list of `Notified`.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`.
vrm_status vrm_view_incidents(vrm_view view, vrm_text relationship, vrm_bytes *incidents);

// What: whether the bytes of a `Reception` (JSON) were taken, now or before. Where not the status is why, and `vrm_error_text` and the others tell it.
// Owns: nothing.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; why it was `rejected`; `state-needs-keys` where it is to be handed in again.
vrm_status vrm_reception_accepted(vrm_text reception);

// What: reads a roster from its document, whose signature the caller has verified.
// Owns: `roster` is the caller's, to be freed with `vrm_roster_free`.
// Threads: any.
// Errors: `border-null`, `border-handles`; `json-*`, `roster-*`, `terms-*`, `vocab-*`, with the place.
vrm_status vrm_roster_load(vrm_text document, vrm_roster *roster);

// What: frees a roster.
// Owns: takes `roster`.
// Threads: any; a call of it that runs meanwhile goes on to its end.
// Errors: `border-handle`.
vrm_status vrm_roster_free(vrm_roster roster);

// What: the document of a roster, 0 for the built-in one: what an authority signs.
// Owns: `document` is the caller's: JSON.
// Threads: any, several at once.
// Errors: `border-null`, `border-handle`.
vrm_status vrm_roster_to_document(vrm_roster roster, vrm_bytes *document);

// What: what names a roster, 0 for the built-in one, in an agreement.
// Owns: `iri` is the caller's.
// Threads: any, several at once.
// Errors: `border-null`, `border-handle`.
vrm_status vrm_roster_iri(vrm_roster roster, vrm_bytes *iri);

// What: every entry of a roster, 0 for the built-in one, in its order.
// Owns: `entries` is the caller's: JSON, a list of `RosterEntry`.
// Threads: any, several at once.
// Errors: `border-null`, `border-handle`.
vrm_status vrm_roster_entries(vrm_roster roster, vrm_bytes *entries);

// What: a roster, 0 for the built-in one, with one entry alone: what a side keeps with an agreement.
// Owns: `excerpt` is the caller's, to be freed with `vrm_roster_free`.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-handle`; `roster-no-entry`, `border-handles`.
vrm_status vrm_roster_excerpt(vrm_roster roster, vrm_text id, vrm_roster *excerpt);

// What: the entry of an id (`SD-BASE`), a prefixed name or an IRI of DPV's IEEE 7012 vocabulary, old ones included, in a roster, 0 for the built-in one.
// Owns: `entry` is the caller's: JSON, a `RosterEntry`.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-handle`; `roster-no-entry`.
vrm_status vrm_roster_entry(vrm_roster roster,
                            vrm_text id,
                            vrm_bytes *entry);

// What: the entry of an id, if it may be proffered to an organisation, in a roster, 0 for the built-in one.
// Owns: `entry` is the caller's: JSON, a `RosterEntry`.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-handle`; `roster-no-entry`, `roster-not-for-organisations`.
vrm_status vrm_roster_proffered(vrm_roster roster, vrm_text id, vrm_bytes *entry);

// What: the entry of exactly this name and these rules (JSON, an `EntryPin`), if it may be proffered to an organisation, in a roster, 0 for the built-in one.
// Owns: `entry` is the caller's: JSON, a `RosterEntry`.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-handle`; `roster-no-entry`, `roster-layer-hash`, `roster-not-for-organisations`, `border-value`.
vrm_status vrm_roster_pinned(vrm_roster roster,
                             vrm_text pin,
                             vrm_bytes *entry);

// What: what pins the entry of an id between two sides, in a roster, 0 for the built-in one.
// Owns: `pin` is the caller's: JSON, an `EntryPin`.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-handle`; `roster-no-entry`.
vrm_status vrm_entry_pin(vrm_roster roster, vrm_text id, vrm_bytes *pin);

// What: a layer for people, `plain` or `legal`, of the entry of an id in a language (`en`, `fr`), in a roster, 0 for the built-in one; empty where it has none.
// Owns: `text` is the caller's: byte for byte.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-handle`; `roster-no-entry`, `border-value`.
vrm_status vrm_entry_text(vrm_roster roster,
                          vrm_text id,
                          vrm_text layer,
                          vrm_text language,
                          vrm_bytes *text);

// What: the rules of the entry of an id, ready to judge, in a roster, 0 for the built-in one.
// Owns: `terms` is the caller's, to be freed with `vrm_terms_free`.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-handle`; `roster-no-entry`, `border-handles`.
vrm_status vrm_entry_terms(vrm_roster roster, vrm_text id, vrm_terms *terms);

// What: the id of the agreement that says what is wished (JSON, a `Wishes`).
// Owns: `id` is the caller's.
// Threads: any.
// Errors: `border-null`, `border-value`.
vrm_status vrm_wishes_agreement(vrm_text wishes, vrm_bytes *id);

// What: the words of a question (`count`, `follow`, `share`, `take`) or of an answer to it (`count.no`, `follow.track`, ...) in `en` or `fr`; empty for any other.
// Owns: `text` is the caller's.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`.
vrm_status vrm_wishes_wording(vrm_text key,
                              vrm_text language,
                              vrm_bytes *text);

// What: takes a roster's document and the statement that releases it, under the authority's key: the `did:key` that holds it.
// Owns: `signed` is the caller's: JSON, a `SignedRoster`.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`; `keys-*` for another key or another statement, `message-*` for another document than the one released, `json-*`, `roster-*`, `terms-*`.
vrm_status vrm_signed_roster_verify(vrm_text document,
                                    vrm_text statement,
                                    vrm_text authority,
                                    int64_t now,
                                    vrm_bytes *signed_);

// What: settings that ask the owner for everything, in a language; a week for an answer.
// Owns: `settings` is the caller's: JSON, the `Settings` of `records.md`.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`; `language-syntax`.
vrm_status vrm_settings_asking(vrm_text language, vrm_bytes *settings);

// What: reads settings and gives them in their one form.
// Owns: `json` is the caller's: JSON, the same document.
// Threads: any.
// Errors: `border-null`; `json-*`, or the error of the member that is wrong, with its place.
vrm_status vrm_settings_parse(vrm_text settings, vrm_bytes *json);

// What: gives a callback's one answer: the value of a key, what was wrapped or unwrapped. It is copied; the last one counts.
// Owns: nothing.
// Threads: the callback's own.
// Errors: `border-null`, `border-handle` when the callback has returned.
vrm_status vrm_sink_value(vrm_sink sink,
                          vrm_text value);

// What: gives one of a callback's answers: a key with its value. Both are copied.
// Owns: nothing.
// Threads: the callback's own.
// Errors: `border-null`, `border-handle` when the callback has returned.
vrm_status vrm_sink_pair(vrm_sink sink, vrm_text key, vrm_text value);

// What: reads the person's own terms from their machine form, byte for byte.
// Owns: `terms` is the caller's, to be freed with `vrm_terms_free`.
// Threads: any.
// Errors: `border-null`, `border-handles`; `json-*`, `terms-*`, `vocab-*`, with the place.
vrm_status vrm_terms_parse(vrm_text machine_form, vrm_terms *terms);

// What: reads a text that is being written, the members of the machine form in any order and with prefixed names too, and checks every rule of it.
// Owns: `terms` is the caller's, to be freed with `vrm_terms_free`.
// Threads: any.
// Errors: `border-null`, `border-handles`; `json-*`, `terms-*`, `vocab-*`, with the place.
vrm_status vrm_draft_finish(vrm_text draft,
                            vrm_terms *terms);

// What: frees a text.
// Owns: takes `terms`.
// Threads: any; a call of it that runs meanwhile goes on to its end.
// Errors: `border-handle`.
vrm_status vrm_terms_free(vrm_terms terms);

// What: the hash that names a text.
// Owns: `hash` is the caller's: 64 hexadecimal digits.
// Threads: any, several at once.
// Errors: `border-null`, `border-handle`.
vrm_status vrm_terms_hash(vrm_terms terms, vrm_bytes *hash);

// What: the hash of the exact bytes of a layer.
// Owns: `hash` is the caller's: 64 hexadecimal digits.
// Threads: any.
// Errors: `border-null`.
vrm_status vrm_terms_hash_of(vrm_text bytes, vrm_bytes *hash);

// What: the one form of a text, which its hash names.
// Owns: `machine_form` is the caller's: RFC 8785 JSON.
// Threads: any, several at once.
// Errors: `border-null`, `border-handle`.
vrm_status vrm_terms_machine_form(vrm_terms terms, vrm_bytes *machine_form);

// What: whose text it is, and its rules, with prefixed names.
// Owns: `rules` is the caller's: JSON, a `Terms`.
// Threads: any, several at once.
// Errors: `border-null`, `border-handle`.
vrm_status vrm_terms_rules(vrm_terms terms, vrm_bytes *rules);

// What: the words of its own that a text adds to DPV, which questions to the vocabulary take as `own`.
// Owns: `own` is the caller's: JSON, a list of `OwnWord`.
// Threads: any, several at once.
// Errors: `border-null`, `border-handle`.
vrm_status vrm_terms_vocabulary(vrm_terms terms, vrm_bytes *own);

// What: frees a view.
// Owns: takes `view`.
// Threads: any; a call of it that runs meanwhile goes on to its end.
// Errors: `border-handle`.
vrm_status vrm_view_free(vrm_view view);

// What: where the history stands.
// Owns: `head` is the caller's: JSON, a `Head`.
// Threads: any, several at once.
// Errors: `border-null`, `border-handle`.
vrm_status vrm_view_head(vrm_view view, vrm_bytes *head);

// What: every relationship, by its id.
// Owns: `relationships` is the caller's: JSON, a list of ids.
// Threads: any, several at once.
// Errors: `border-null`, `border-handle`.
vrm_status vrm_view_relationships(vrm_view view, vrm_bytes *relationships);

// What: one relationship.
// Owns: `relationship` is the caller's: JSON, a `Relationship`.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`.
vrm_status vrm_view_relationship(vrm_view view, vrm_text id, vrm_bytes *relationship);

// What: the relationship with a vendor, by the identifier under which it was added.
// Owns: `relationship` is the caller's: JSON, a `Relationship`, or null.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`.
vrm_status vrm_view_with_vendor(vrm_view view, vrm_text vendor, vrm_bytes *relationship);

// What: one agreement of a relationship.
// Owns: `agreed` is the caller's: JSON, an `Agreed`, or null.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`.
vrm_status vrm_view_agreement(vrm_view view, vrm_text relationship, vrm_text id, vrm_bytes *agreed);

// What: one question of a vendor's.
// Owns: `question` is the caller's: JSON, a `Question`, or null.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`.
vrm_status vrm_view_question(vrm_view view, vrm_text relationship, vrm_text id, vrm_bytes *question);

// What: what is left of relationships that were erased.
// Owns: `tombstones` is the caller's: JSON, a list of `Tombstone`.
// Threads: any, several at once.
// Errors: `border-null`, `border-handle`.
vrm_status vrm_view_tombstones(vrm_view view, vrm_bytes *tombstones);

// What: how its owner deals with others; none where a desk's customers are concerned.
// Owns: `settings` is the caller's: JSON, the `Settings` of `records.md`, or null.
// Threads: any, several at once.
// Errors: `border-null`, `border-handle`.
vrm_status vrm_view_settings(vrm_view view, vrm_bytes *settings);

// What: the person's own terms.
// Owns: `own_terms` is the caller's: their machine form, JSON as in `forms.md`, or null.
// Threads: any, several at once.
// Errors: `border-null`, `border-handle`.
vrm_status vrm_view_own_terms(vrm_view view, vrm_bytes *own_terms);

// What: every block, by its id.
// Owns: `blocks` is the caller's: JSON, a list of blocks as in `forms.md`.
// Threads: any, several at once.
// Errors: `border-null`, `border-handle`.
vrm_status vrm_view_blocks(vrm_view view, vrm_bytes *blocks);

// What: every grant to a vendor, those that ended too.
// Owns: `grants` is the caller's: JSON, a list of `Grant`.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`.
vrm_status vrm_view_grants(vrm_view view, vrm_text relationship, vrm_bytes *grants);

// What: one grant.
// Owns: `grant` is the caller's: JSON, a `Grant`.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `state-no-such-relationship`, `state-no-such-grant`.
vrm_status vrm_view_grant(vrm_view view,
                          vrm_text relationship,
                          vrm_text id,
                          vrm_bytes *grant);

// What: may this vendor do it now? The answer with every grant and block that made it. A vendor that was never added may do nothing.
// Owns: `decision` is the caller's: JSON, a `Decision`.
// Threads: any, several at once.
// Errors: `border-null`, `border-not-utf8`, `border-value`, `border-handle`; `json-*`, or the error of the member that is wrong, with its place; `state-clock-went-back` when `now` is a day or more before the last event.
vrm_status vrm_view_decide(vrm_view view,
                           vrm_text vendor,
                           vrm_text request,
                           int64_t now,
                           vrm_bytes *decision);

// What: the version of DPV whose facts are compiled in.
// Owns: `version` is the caller's.
// Threads: any.
// Errors: `border-null`.
vrm_status vrm_dpv_version(vrm_bytes *version);

// What: what DPV says of a word: its parents, kind, marking; little of one that it does not have.
// Owns: `facts` is the caller's: JSON, a `WordFacts`.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `vocab-malformed`.
vrm_status vrm_word_facts(vrm_text word, vrm_bytes *facts);

// What: every concept, law and property of the tables, by IRI.
// Owns: `words` is the caller's: JSON, a list of words.
// Threads: any.
// Errors: `border-null`.
vrm_status vrm_word_all(vrm_bytes *words);

// What: the word everything in a cone (`data`, `purpose`, `operation`, `measure`) lies below.
// Owns: `word` is the caller's: JSON, a word.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`.
vrm_status vrm_cone_root(vrm_text cone_name, vrm_bytes *word);

// What: the own words that a text may add to DPV (a JSON list of `OwnWord`), in the order that a text has them.
// Owns: `words` is the caller's: JSON, a list of `OwnWord`.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `vocab-*` for a word, or for own words that do not go together.
vrm_status vrm_vocabulary_extend(vrm_text own,
                                 vrm_bytes *words);

// What: every word of a cone. `own` is a JSON list of own words, or none.
// Owns: `words` is the caller's: JSON, a list of words.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `vocab-*` for a word, or for own words that do not go together.
vrm_status vrm_vocabulary_words(vrm_text cone_name,
                                vrm_text own,
                                vrm_bytes *words);

// What: whether a word stands in a cone, 1 or 0. `own` is a JSON list of own words, or none.
// Owns: nothing.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `vocab-*` for a word, or for own words that do not go together.
vrm_status vrm_vocabulary_contains(vrm_text cone_name,
                                   vrm_text word,
                                   vrm_text own,
                                   uint32_t *contains);

// What: a word and all below it. `own` is a JSON list of own words, or none.
// Owns: `words` is the caller's: JSON, a list of words.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `vocab-*` for a word, or for own words that do not go together.
vrm_status vrm_vocabulary_includes(vrm_text cone_name,
                                   vrm_text word,
                                   vrm_text own,
                                   vrm_bytes *words);

// What: the words that a permission of a word speaks for: those it includes, without marked ones that it does not name. `own` is a JSON list of own words, or none.
// Owns: `words` is the caller's: JSON, a list of words.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `vocab-*` for a word, or for own words that do not go together.
vrm_status vrm_vocabulary_speaks_for(vrm_text cone_name,
                                     vrm_text word,
                                     vrm_text own,
                                     vrm_bytes *words);

// What: whether one word is the other or below it, 1 or 0. `own` is a JSON list of own words, or none.
// Owns: nothing.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `vocab-*` for a word, or for own words that do not go together.
vrm_status vrm_vocabulary_is_within(vrm_text cone_name,
                                    vrm_text low,
                                    vrm_text high,
                                    vrm_text own,
                                    uint32_t *within);

// What: whether some word is the same as both, or below both, 1 or 0. `own` is a JSON list of own words, or none.
// Owns: nothing.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `vocab-*` for a word, or for own words that do not go together.
vrm_status vrm_vocabulary_overlaps(vrm_text cone_name,
                                   vrm_text one,
                                   vrm_text other,
                                   vrm_text own,
                                   uint32_t *overlaps);

// What: whether a word is marked, so that a general word never speaks for it, 1 or 0. `own` is a JSON list of own words, or none.
// Owns: nothing.
// Threads: any.
// Errors: `border-null`, `border-not-utf8`, `border-value`; `vocab-*` for a word, or for own words that do not go together.
vrm_status vrm_vocabulary_is_marked(vrm_text cone_name,
                                    vrm_text word,
                                    vrm_text own,
                                    uint32_t *marked);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* VRM_H */
