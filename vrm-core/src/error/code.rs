//! The one table of codes. Numbers are given once and never reused; a retired row stays as a comment.

use super::listing::codes;
use super::{Kind, Remedy};

codes! {
    // json: 100 to 119
    100 JsonSyntax "json-syntax" Invalid CorrectInput "a text is one JSON value (RFC 8259)";
    101 JsonDuplicateMember "json-duplicate-member" Invalid CorrectInput "a member name occurs once in its object (RFC 8259 section 4, RFC 7493 section 2.3)";
    102 JsonNotUtf8 "json-not-utf8" Invalid CorrectInput "a JSON text is UTF-8 (RFC 8259 section 8.1)";
    103 JsonByteOrderMark "json-byte-order-mark" Invalid CorrectInput "a JSON text begins without a byte order mark (RFC 8259 section 8.1)";
    104 JsonTooLong "json-too-long" TooLarge CorrectInput "a text is at most as long as the limit of its type (RFC 8259 section 9)";
    105 JsonTooDeep "json-too-deep" TooLarge CorrectInput "arrays and objects nest at most 64 deep in foreign texts, 16 deep in our own (RFC 8259 section 9)";
    106 JsonTooManyMembers "json-too-many-members" TooLarge CorrectInput "an object of our own texts has at most 256 members (RFC 8259 section 9)";
    107 JsonNumberRange "json-number-range" Invalid CorrectInput "a number is within the range of a double (RFC 8259 section 6)";
    108 JsonNotWhole "json-not-whole" Invalid CorrectInput "a number is an integer within 2^53-1 of zero, without fraction, exponent or minus zero (RFC 7493 section 2.2)";
    109 JsonNameNotNfc "json-name-not-nfc" Invalid CorrectInput "a member name is in normalisation form C (UAX 15)";
    110 JsonMissingMember "json-missing-member" Invalid CorrectInput "a required member is there";
    111 JsonUnknownMember "json-unknown-member" Invalid CorrectInput "a closed object has only the members its type names";
    112 JsonWrongType "json-wrong-type" Invalid CorrectInput "a member has the type its format names";

    // text: 120 to 139
    120 TextEmpty "text-empty" Invalid CorrectInput "a name and a token have at least one character";
    121 TextTooLong "text-too-long" TooLarge CorrectInput "a text has at most as many bytes as its place allows: a name 512, a token 128";
    122 NameTooLong "name-too-long" TooLarge CorrectInput "a name has at most 64 extended grapheme clusters (UAX 29)";
    123 NameNotNfc "name-not-nfc" Invalid CorrectInput "a name is in normalisation form C (UAX 15)";
    124 NameForbidden "name-forbidden" Invalid CorrectInput "a name has no character that is invisible, moves others or has no meaning (UTS 39 section 3.1)";
    125 NameSpaces "name-spaces" Invalid CorrectInput "a name has single spaces, between words only";
    126 NameMarks "name-marks" Invalid CorrectInput "a combining mark stands on a letter, with at most three others (UTS 39 section 5.4)";
    127 TokenNotGraphic "token-not-graphic" Invalid CorrectInput "a token has visible ASCII characters only";
    128 LanguageSyntax "language-syntax" Invalid CorrectInput "a language tag is a language, a script and a region in the usual spelling (RFC 5646 section 2.1.1)";

    // money: 140 to 159
    140 DecimalSyntax "decimal-syntax" Invalid CorrectInput "a decimal is a string without exponent, plus, needless zero or minus zero";
    141 DecimalRange "decimal-range" TooLarge CorrectInput "a decimal has at most 28 digits";
    142 CurrencyUnknown "currency-unknown" Invalid CorrectInput "a currency is an active code with minor units (ISO 4217 list one)";
    143 MoneySyntax "money-syntax" Invalid CorrectInput "an amount is a decimal, a space and a currency";
    144 MoneyTooFine "money-too-fine" Invalid CorrectInput "an amount is a whole number of minor units (ISO 4217)";
    145 MoneyRange "money-range" TooLarge CorrectInput "an amount has at most 2^53-1 minor units (RFC 7493 section 2.2)";
    146 MoneyTwoCurrencies "money-two-currencies" Invalid CorrectInput "amounts are added and compared in one currency";

    // time: 160 to 179
    160 TimeInstantSyntax "time-instant-syntax" Invalid CorrectInput "an instant is written as RFC 3339 in UTC, in whole seconds, with `T` and `Z` (RFC 3339 section 5.6)";
    161 TimeNoSuchInstant "time-no-such-instant" Invalid CorrectInput "a date is in the calendar and a time on the clock, without leap seconds (RFC 3339 section 5.7)";
    162 TimeOutOfRange "time-out-of-range" Invalid CorrectInput "an instant is in the years 2000 to 9999";
    163 TimeDurationSyntax "time-duration-syntax" Invalid CorrectInput "a duration follows ISO 8601 (RFC 3339 appendix A)";
    164 TimeDurationTooLong "time-duration-too-long" TooLarge CorrectInput "a duration has at most 4294967295 days";
    165 TimeEmptyWindow "time-empty-window" Invalid CorrectInput "a window ends after it begins";
    166 TimeDateSyntax "time-date-syntax" Invalid CorrectInput "a day is written as RFC 3339 `full-date` (RFC 3339 section 5.6)";
    167 TimeNoSuchDate "time-no-such-date" Invalid CorrectInput "a date is in the calendar (RFC 3339 section 5.7)";

    // did: 180 to 199
    180 DidTooLong "did-too-long" TooLarge CorrectInput "an identifier has at most 2048 bytes";
    181 DidSyntax "did-syntax" Invalid CorrectInput "an identifier follows the syntax of DIDs (DID Core 1.0 section 3.1)";
    182 DidWrongMethod "did-wrong-method" Unsupported CorrectInput "an identifier is of a method that can answer (did:key, did:jwk, did:web)";
    183 DidKeyMalformed "did-key-malformed" Invalid CorrectInput "a did:key is base58btc of a key type and as many bytes as the type has (did:key section 3)";
    184 DidKeyUnsupported "did-key-unsupported" Unsupported CorrectInput "a key is Ed25519 or X25519 (RFC 8032, RFC 7748)";
    185 DidJwkMalformed "did-jwk-malformed" Invalid CorrectInput "a did:jwk is base64url without padding of a public JWK (did:jwk, RFC 7517, RFC 8037)";
    186 DidWebHost "did-web-host" Invalid CorrectInput "a did:web names a domain of the public internet in lower case, no address (did:web section 2.1)";
    187 DidWebPort "did-web-port" Invalid CorrectInput "a port stands after `%3A`, 1 to 65535 without leading zeros (did:web section 2.1)";
    188 DidWebPath "did-web-path" Invalid CorrectInput "a path segment has text, and nothing that climbs or hides (did:web section 2.1, RFC 3986 section 6.2)";
    189 DidDocumentSubject "did-document-subject" Untrusted Stop "a document is of the identifier that was asked for (DID Core 1.0 section 5.1.1)";
    190 DidDocumentTooManyMethods "did-document-too-many-methods" TooLarge CorrectInput "a document has at most 64 verification methods, and a list of it at most 64 entries";
    191 DidDocumentMethodId "did-document-method-id" Invalid CorrectInput "a method is named by `#` and a fragment, alone or after the identifier of its document (DID Core 1.0 section 3.2)";
    192 DidDocumentNoSuchMethod "did-document-no-such-method" Invalid CorrectInput "a relationship embeds a method or refers to one of `verificationMethod` (DID Core 1.0 section 5.3)";
    193 DidDocumentRepeatedMethod "did-document-repeated-method" Invalid CorrectInput "an id names one method of its document";
    194 DidDocumentController "did-document-controller" Untrusted Stop "a method that gives a key is controlled by the identifier of its document (Controlled Identifiers 1.0)";
    195 DidDocumentPrivateKey "did-document-private-key" Untrusted Stop "a document holds no private key (DID Core 1.0 section 5.2.1)";
    196 DidDocumentKey "did-document-key" Invalid CorrectInput "a method holds one public key, written once and of the curve its type names (DID Core 1.0 section 5.2.1)";

    // vocab: 200 to 219
    200 VocabMalformed "vocab-malformed" Invalid CorrectInput "a word is a prefixed name, an IRI, a place code or a recipient (DPV 2.3, RFC 3987)";
    201 VocabNoPlaces "vocab-no-places" Invalid CorrectInput "a list of places names at least one";
    202 VocabNotAnIri "vocab-not-an-iri" Invalid CorrectInput "an own word is an absolute IRI (RFC 3987 section 2.2)";
    203 VocabAlreadyKnown "vocab-already-known" Invalid CorrectInput "an own word is new";
    204 VocabNothingAbove "vocab-nothing-above" Invalid CorrectInput "an own word stands below at least one word";
    205 VocabNoCone "vocab-no-cone" Invalid CorrectInput "an own word stands below data, a purpose, an operation or a measure";
    206 VocabCircle "vocab-circle" Invalid CorrectInput "words form no circle";
    207 VocabNotOnesOwn "vocab-not-ones-own" Invalid CorrectInput "an own word stands outside the namespaces of DPV";
    208 VocabTooManyOwn "vocab-too-many-own" TooLarge CorrectInput "a text has at most 1024 own words";

    // terms: 220 to 249
    220 TermsVocabularyVersion "terms-vocabulary-version" Unsupported Stop "a text names the DPV version it speaks";
    221 TermsFormVersion "terms-form-version" NewerVersion Stop "the machine form has version 1";
    222 TermsBadId "terms-bad-id" Invalid CorrectInput "an id is 1 to 128 graphic ASCII characters";
    223 TermsRepeatedId "terms-repeated-id" Invalid CorrectInput "an id names one rule of its text";
    224 TermsNoRule "terms-no-rule" Invalid CorrectInput "own terms have at least one rule";
    225 TermsTooManyRules "terms-too-many-rules" TooLarge CorrectInput "a text has at most 65535 rules";
    226 TermsEmptyDimension "terms-empty-dimension" Invalid CorrectInput "data and purpose of a permission, and every dimension of a process, name at least one word";
    227 TermsUnknownWord "terms-unknown-word" Invalid CorrectInput "every word of a rule is known to its text; an unknown one never makes a weaker rule";
    228 TermsRoot "terms-root" Invalid CorrectInput "a permission names neither all purposes nor, outside a roster, all data";
    229 TermsGeneralSpecial "terms-general-special" Invalid CorrectInput "special category data is permitted by its category (GDPR art. 9)";
    230 TermsUnknownValue "terms-unknown-value" Invalid CorrectInput "a closed set of names is closed";
    231 TermsOutOfRange "terms-out-of-range" Invalid CorrectInput "numbers keep to their range";
    232 TermsBadWindow "terms-bad-window" Invalid CorrectInput "a window is half-open, from a whole minute to a later one";
    233 TermsNotCanonical "terms-not-canonical" Invalid CorrectInput "a machine form has one form (RFC 8785)";
    234 TermsNoProcess "terms-no-process" Invalid CorrectInput "a declaration states at least one process";
    235 TermsWrongOrigin "terms-wrong-origin" Invalid CorrectInput "only roster texts are proffered, and own terms stay at home";
    236 TermsTooLong "terms-too-long" TooLarge CorrectInput "a machine form, a declaration and preferences have at most 4 MiB, a request and a block 64 KiB";
    237 TermsTooManyRecipients "terms-too-many-recipients" TooLarge CorrectInput "a text names at most 4096 identifiers";
    238 TermsDutyBefore "terms-duty-before" Invalid CorrectInput "a duty that comes first is due before the processing, not days after it";

    // roster: 250 to 269
    250 RosterNoEntry "roster-no-entry" NotFound CorrectInput "an agreement is an entry of the roster (IEEE 7012)";
    251 RosterLayerHash "roster-layer-hash" Untrusted Stop "every layer is pinned by its tagged SHA-256";
    252 RosterNotForOrganisations "roster-not-for-organisations" Invalid CorrectInput "an agreement has one person and one organisation (IEEE 7012 section 5.4.3)";

    // decision: 270 to 299
    270 DecisionNoSuchAgreement "decision-no-such-agreement" NotFound CorrectInput "a grant lives under an agreement";
    271 DecisionNoSuchGrant "decision-no-such-grant" NotFound CorrectInput "a move names a grant that stands";
    272 DecisionAlreadyThere "decision-already-there" Conflict Stop "an id is entered once";
    273 DecisionWiderThanParent "decision-wider-than-parent" Invalid CorrectInput "a child grant is never wider than its parent";
    274 DecisionLegalDuty "decision-legal-duty" Invalid CorrectInput "a grant names its basis, consent or contract";
    275 DecisionShape "decision-shape" Invalid CorrectInput "a grant is a process narrowed to one data word";
    276 DecisionWrongState "decision-wrong-state" WrongState Stop "a grant moves along its chart";
    277 DecisionBadHost "decision-bad-host" Invalid CorrectInput "a host's name is made of labels (RFC 1123 section 2.1)";
    278 DecisionNotAuthorised "decision-not-authorised" Denied AskPerson "an agreement comes into force only if all that its declaration names passes";
    279 DecisionTooManyAwaited "decision-too-many-awaited" TooLarge TryAgain "the orders of an agreement name at most 1024 grants that have not come";

    // keys: 300 to 329
    300 KeysRandomnessFailed "keys-randomness-failed" Internal TryAgain "the host brings randomness";
    301 KeysNoRandomness "keys-no-randomness" Internal Stop "randomness is unpredictable, never all zeros and never the same twice";
    302 KeysWrongCurve "keys-wrong-curve" Untrusted CorrectInput "one signs with Ed25519 and seals for X25519 (RFC 8032, RFC 7748)";
    303 KeysNotAKey "keys-not-a-key" Untrusted Stop "a public key is the canonical form of a point (RFC 8032 section 5.1.3, RFC 7748 section 5)";
    304 KeysWeakKey "keys-weak-key" Untrusted Stop "a public key has a large order (RFC 8032 section 5.1.7, RFC 7748 section 6.1)";
    305 KeysSameKey "keys-same-key" Untrusted Stop "the two sides, and a key and its successor, have different keys";
    306 KeysJwk "keys-jwk" Untrusted CorrectInput "a key is a JSON web key of exactly crv, kty and x (RFC 8037 section 2)";
    307 KeysThumbprint "keys-thumbprint" Untrusted CorrectInput "a thumbprint is SHA-256 in base64url (RFC 7638)";
    308 KeysTooLong "keys-too-long" TooLarge CorrectInput "a signed text has at most 64 KiB, a sealed one 96 KiB, an agreement's payload 32 KiB";
    309 KeysParts "keys-parts" Untrusted CorrectInput "a compact JWS has three parts, a compact JWE five (RFC 7515 section 7.1, RFC 7516 section 7.1)";
    310 KeysBase64 "keys-base64" Untrusted CorrectInput "a part is base64url in its one form (RFC 7515 section 2, RFC 4648 section 3.5)";
    311 KeysHeader "keys-header" Untrusted CorrectInput "a protected header is closed: alg, kid, typ, or alg, cty, enc, epk, kid (RFC 7515 section 4, RFC 7516 section 4)";
    312 KeysHeaderValue "keys-header-value" Untrusted CorrectInput "the algorithm comes from the key and the type from what is expected, never from the message (RFC 8725 sections 3.1 and 3.11)";
    313 KeysWrongKey "keys-wrong-key" Untrusted Stop "a text is checked with the key it names (RFC 7515 section 4.1.4)";
    314 KeysPartLength "keys-part-length" Untrusted CorrectInput "a signature has 64 bytes, a wrapped key 40, an initialisation vector 12, a tag 16, what is inside 1, 4, 16 or 64 KiB";
    315 KeysSignature "keys-signature" Untrusted Stop "nothing is believed but what is signed (RFC 8032 section 5.1.7)";
    316 KeysSealed "keys-sealed" Untrusted Stop "a sealed text opens with the key it is for, unchanged (RFC 7516 section 5.2)";
    317 KeysNotCanonical "keys-not-canonical" Untrusted CorrectInput "a payload has one form (RFC 8785)";
    318 KeysInternal "keys-internal" Internal Stop "signing and sealing our own text does not fail";
    319 KeysSealedForAnother "keys-sealed-for-another" Untrusted Stop "a sealed text opens with the key it names (RFC 7516 section 4.1.6)";

    // form: 330 to 349
    330 FormContext "form-context" Untrusted Stop "a payload says what its header says it is (RFC 8725 section 3.11)";
    331 FormVersion "form-version" NewerVersion Stop "a payload has version 1";
    332 FormHex "form-hex" Invalid CorrectInput "ids, nonces and hashes are lower-case hexadecimal of their own length";
    333 FormNotAMinute "form-not-a-minute" Invalid CorrectInput "a time on the wire is a multiple of 60 seconds, in the years 2000 to 9999";
    334 FormOutOfRange "form-out-of-range" Invalid CorrectInput "a number keeps to its range";
    335 FormUnknownValue "form-unknown-value" Invalid CorrectInput "a closed set of words is closed";
    336 FormOutOfOrder "form-out-of-order" Invalid CorrectInput "times follow one another: made before accept_by and not after from, from before until, iat before from and exp, from before exp";
    337 FormTooLate "form-too-late" Invalid CorrectInput "a message that expires does so within 90 days";
    338 FormEmpty "form-empty" Invalid CorrectInput "a list has at least one item";
    339 FormTooMany "form-too-many" TooLarge CorrectInput "a list of a bundle has at most 4096 items, a stream 65536 commitments";
    340 FormOtherNumber "form-other-number" Untrusted Stop "a receipt and the message it comes in have one number: a UUID of version 4 (RFC 9562)";

    // agreement: 350 to 369
    350 AgreementNotShown "agreement-not-shown" Invalid CorrectInput "the person was shown the terms in one of their languages";
    351 AgreementTermsChanged "agreement-terms-changed" Untrusted Stop "the text that was agreed is the text that holds; another text is another agreement";
    352 AgreementNotASide "agreement-not-a-side" Untrusted Stop "an agreement is signed with the two keys it names";
    353 AgreementOneSide "agreement-one-side" Untrusted Stop "an agreement has one signature of each side (IEEE 7012)";
    354 AgreementOtherText "agreement-other-text" Untrusted Stop "both signatures are over the same bytes (IEEE 7012)";
    355 AgreementTooLate "agreement-too-late" Expired Stop "a signature comes before accept_by, by the clock of who gives it";
    356 AgreementLate "agreement-late" Expired Stop "the second signature is taken until 24 hours after accept_by";
    357 AgreementNotNow "agreement-not-now" Expired Stop "one signs what was made by now, give or take 300 seconds, and is not over";
    358 AgreementOtherVendor "agreement-other-vendor" Untrusted Stop "a vendor's identifier that holds a key holds the one that signs (DID Core 1.0 section 5.3.2)";
    359 AgreementNotExpected "agreement-not-expected" Untrusted AskPerson "a document says what its second signer expects: keys, vendor, terms, language, declaration";

    // message: 370 to 389
    370 MessageWrongReader "message-wrong-reader" Untrusted Stop "a message names its reader inside of what is signed (RFC 7519 section 4.1.3)";
    371 MessageExpired "message-expired" Expired Stop "expired is expired, by one's own clock (RFC 7519 section 4.1.4)";
    372 MessageFromTheFuture "message-from-the-future" Untrusted TryAgain "a sender's clock is at most 300 seconds ahead";
    373 MessageNotOwnKey "message-not-own-key" Untrusted Stop "a type that carries the key it is signed with carries that one";
    374 MessageNotOfIssuer "message-not-of-issuer" Untrusted Stop "the key that signs is a key of the identifier that speaks (DID Core 1.0 section 5.3.2)";
    375 MessageNotTheNextKey "message-not-the-next-key" Untrusted AskPerson "new keys are the ones the old keys committed to";
    376 MessageNotInUse "message-not-in-use" Untrusted Stop "old keys sign nothing after a rotation, new ones nothing before";
    377 MessageNoSigningKey "message-no-signing-key" Unsupported Stop "a vendor's document has an Ed25519 key for assertions (DID Core 1.0 section 5.3.2)";
    378 MessageNoBody "message-no-body" Unsupported Stop "a message is of a type that this version reads";
    379 MessageNotReleased "message-not-released" Untrusted Stop "a roster is the one that its authority's statement names by its hash";

    380 MessageNotYet "message-not-yet" Expired TryAgain "an intention counts from its `from`, by the reader's own clock";

    // dispute: 390 to 399
    390 DisputeNoKeys "dispute-no-keys" Untrusted Stop "the keys of a dispute are those of a document that at least one side has signed";
    391 DisputeNotPinned "dispute-not-pinned" Untrusted Stop "a text of the terms is the one whose hash was signed";
    // 392 was dispute-unreadable, which is message-no-body
    393 DisputeNotCommitted "dispute-not-committed" Untrusted Stop "an opened event is the one that was committed to";
    394 DisputeNoSignedHead "dispute-no-signed-head" Untrusted Stop "a stream is its side's word as far as a head that the side has signed";
    395 DisputeOtherHead "dispute-other-head" Untrusted Stop "a stream leads to every head that its side has signed";

    // store: 400 to 419
    400 StoreConflict "store-conflict" Conflict TryAgain "a commit is made on what its guard still holds; otherwise nothing changes";
    401 StoreUnchanged "store-unchanged" Store TryAgain "a store that fails says what is true: here, that nothing changed";
    402 StoreUnknown "store-unknown" Store TryAgain "a store that does not know whether a commit was done says so, and what it holds is read before anything else";
    403 KeeperLocked "keeper-locked" Locked AskPerson "what is kept opens with the key it was kept under, which the host's key store holds";
    404 KeeperFailed "keeper-failed" Locked TryAgain "the host brings a key store that wraps and unwraps";
    405 KeysAtRest "keys-at-rest" Damaged Stop "what is kept opens under its key, in its place, unchanged (NIST SP 800-38D section 7.2)";

    // chart: 420 to 439
    420 ChartNoSuchMove "chart-no-such-move" WrongState Stop "a state changes by the moves of its chart alone";

    // history: 440 to 459
    440 HistoryUnknownKind "history-unknown-kind" NewerVersion Stop "every kind of event ever written is read by later versions, and an unknown one is refused, never skipped";
    441 HistoryNotCanonical "history-not-canonical" Damaged Stop "an event has one form (RFC 8785)";
    442 HistoryNotCommitted "history-not-committed" Damaged Stop "an event is the one that its commitment binds to";
    443 HistoryOutOfPlace "history-out-of-place" Damaged Stop "positions in a stream follow one another";
    444 HistoryOtherHead "history-other-head" Damaged Stop "a history leads to the head that is kept beside it";
    445 HistoryDoesNotFollow "history-does-not-follow" Damaged Stop "each event follows from those before it";
    446 HistoryMissing "history-missing" Damaged Stop "an event is there unless its relationship was erased";
    447 HistoryLine "history-line" Invalid CorrectInput "an export is lines of JSON: a header, then each event, document, key and letter";
    448 HistoryOutOfTurn "history-out-of-turn" Damaged Stop "the lines of an export have one order, and none is there twice";
    449 HistoryCutShort "history-cut-short" Damaged Stop "an export has every event that its header counts, and an end";
    450 HistoryTail "history-tail" Damaged Stop "nothing follows the end of an export";
    451 HistoryOtherLines "history-other-lines" Damaged Stop "an export ends with the hash of its lines";
    452 HistoryOtherSide "history-other-side" Invalid CorrectInput "a life is imported as whose it is";
    453 HistoryStray "history-stray" Damaged Stop "a document, a key, a letter and a message that was taken are named by an event";
    454 HistoryNotAsNamed "history-not-as-named" Damaged Stop "what an event names is what the event says of it";
    455 HistoryLacking "history-lacking" Damaged Stop "what an event names lies beside it";
    456 HistoryForged "history-forged" Untrusted Stop "whatever was said is signed by who said it";
    457 HistoryNotErased "history-not-erased" Damaged Stop "of a relationship that was erased no event is left";
    458 HistoryTooLarge "history-too-large" TooLarge Stop "an export has at most 1,048,576 lines of at most 56 MiB";

    // log: 460 to 479
    460 LogNoSuchLog "log-no-such-log" NotFound CorrectInput "a life is opened that was created or imported in this store";
    461 LogAlreadyThere "log-already-there" Conflict Stop "a log is created once";
    462 LogDamaged "log-damaged" Damaged Stop "a store gives back the bytes that were written";
    463 LogNewerVersion "log-newer-version" NewerVersion Stop "a log has form 1";
    464 LogRolledBack "log-rolled-back" RolledBack AskPerson "a history leads through every head that was seen of it";
    465 LogNoDocument "log-no-document" Damaged Stop "a document lies beside the history that names it";
    466 LogNoSuchLetter "log-no-such-letter" NotFound CorrectInput "a letter is in the outbox until it was answered or expired";

    // state: 480 to 519
    480 StateNoSuchRelationship "state-no-such-relationship" NotFound CorrectInput "a relationship is named by the id under which it was added, until it is erased";
    481 StateAlreadyKnown "state-already-known" Conflict Stop "a vendor is added once";
    482 StateNoSuchAgreement "state-no-such-agreement" NotFound CorrectInput "an agreement that is acted under is in force";
    483 StateNoSuchGrant "state-no-such-grant" NotFound CorrectInput "a grant is named by its id";
    484 StateNoSuchQuestion "state-no-such-question" NotFound CorrectInput "an answer names a question that was asked";
    485 StateAnsweredAlready "state-answered-already" WrongState Stop "a question is answered once";
    486 StateNothingCovers "state-nothing-covers" Denied Stop "a question and its yes stay within what a grant of the agreement covers";
    487 StateNoSuchBlock "state-no-such-block" NotFound CorrectInput "a block is taken down by its id";
    488 StateNoNegotiation "state-no-negotiation" WrongState CorrectInput "an answer in a negotiation needs one that runs";
    489 StateNegotiating "state-negotiating" WrongState TryAgain "with one vendor one negotiation runs at a time";
    490 StateNothingToAnswer "state-nothing-to-answer" WrongState Stop "an answer answers something that waits for it";
    491 StateNotSigned "state-not-signed" Untrusted Stop "an agreement has one signature of each side (IEEE 7012)";
    492 StateOtherKeys "state-other-keys" Untrusted AskPerson "a known sender uses the keys that are pinned, or rotates them with the old ones";
    493 StateSharedKey "state-shared-key" Untrusted Stop "a key is in use in one relationship";
    494 StateNoKeyChange "state-no-key-change" NotFound CorrectInput "the person says yes to keys that wait for it";
    495 StateNoKeys "state-no-keys" WrongState CorrectInput "a message needs keys of both sides";
    496 StateNoDeclaration "state-no-declaration" Invalid CorrectInput "a desk declares what it processes under each entry that it accepts";
    497 StateNoProfile "state-no-profile" WrongState CorrectInput "a desk has a name and keys";
    498 StateNoSuchRoster "state-no-such-roster" NotFound CorrectInput "a roster is built in, or was loaded as signed by an authority";
    499 StateOutOfPlace "state-out-of-place" Invalid Stop "an event and a message have their place: whose they are, and when";
    500 StateCommandReused "state-command-reused" Conflict CorrectInput "a command id names one command with one set of arguments";
    501 StateClockWentBack "state-clock-went-back" Expired AskPerson "a clock is less than a day behind the last event, or its owner accepts it";
    502 StateClosed "state-closed" WrongState Stop "a life that was closed goes on elsewhere";
    503 StateLegalDuty "state-legal-duty" Denied Stop "what stands on a legal duty cannot be withdrawn";
    504 StateNothingToDo "state-nothing-to-do" WrongState Stop "a move moves at least one grant";
    505 StateNotAdded "state-not-added" NotFound AskPerson "a vendor is heard that the person added";
    506 StateStranger "state-stranger" Untrusted Stop "a desk hears customers, and whoever proffers";
    507 StateNoSuchCustomer "state-no-such-customer" NotFound CorrectInput "a customer is named by the id of its history, until it is erased";
    508 StateOtherRoster "state-other-roster" Untrusted AskPerson "a roster's name stands for one authority, whose releases go forward";
    509 StateInForce "state-in-force" WrongState CorrectInput "a relationship is erased once nothing between the two is in force or half signed";
    510 StateLettersWait "state-letters-wait" WrongState CorrectInput "a relationship is erased once its letters have left";
    511 StateTooManyQuestions "state-too-many-questions" TooLarge Stop "a vendor has at most 256 questions open";
    512 StateNoSuchIntention "state-no-such-intention" NotFound CorrectInput "an intention is named by the stream of its first cast, until it is erased";
    513 StateNoSuchOffer "state-no-such-offer" NotFound CorrectInput "an offer is named by its id, until another takes its place";
    514 StateIntentionOver "state-intention-over" Expired Stop "offers are taken while an intention is open or accepted, and until its end";
    515 StateOtherIntention "state-other-intention" Invalid Stop "an offer names the intention whose key it is sealed for";
    516 StateNotForUs "state-not-for-us" Untrusted Stop "an intention for a vendor by name is for that vendor";
    517 StateTooManyOffers "state-too-many-offers" TooLarge Stop "a vendor makes one offer for an intention, and replaces it three times";
    518 StateWorstOffer "state-worst-offer" TooLarge Stop "an intention holds 10,000 offers, and the worst goes";

    519 StateLaterOffer "state-later-offer" Replay Stop "of two offers of one vendor for one intention the later stands";

    // intention: 520 to 549
    520 IntentionTooPrecise "intention-too-precise" TooLarge CorrectInput "a number of a property or a quantity has at most 15 digits";
    521 IntentionGtinLength "intention-gtin-length" Invalid CorrectInput "a product number has 8, 12, 13 or 14 digits (GS1 General Specifications)";
    522 IntentionGtinCheckDigit "intention-gtin-check-digit" Invalid CorrectInput "the last digit of a product number checks the others (GS1 General Specifications 7.9)";
    523 IntentionWeight "intention-weight" Invalid CorrectInput "a wish weighs 1 to 100";
    524 IntentionNotSorted "intention-not-sorted" Invalid CorrectInput "sets are sorted by the RFC 8785 text of their items, bytewise, and hold nothing twice";
    525 IntentionTooMany "intention-too-many" TooLarge CorrectInput "a want has at most 16 alternatives, 64 requirements and 64 wishes, a quote 12 phases and 64 properties";
    526 IntentionEmpty "intention-empty" Invalid CorrectInput "a title has at least one character, and what is empty is not written";
    527 IntentionTooLong "intention-too-long" TooLarge CorrectInput "a want or a quote has at most 16 KiB as JSON";
    528 IntentionUnknownValue "intention-unknown-value" Invalid CorrectInput "a word is one of the closed set of its member, a place its full IRI";
    529 IntentionOutOfRange "intention-out-of-range" Invalid CorrectInput "days and counts are within their range";
    530 IntentionCategoryCode "intention-category-code" Invalid CorrectInput "a category has a code as its taxonomy writes them";
    531 IntentionPropertyName "intention-property-name" Invalid CorrectInput "a named property has 1 to 64 lower-case letters, digits and hyphens, a letter first, and the name of no built-in one";
    532 IntentionUnitCode "intention-unit-code" Invalid CorrectInput "a unit is a common code of UN/CEFACT Recommendation 20: two or three capitals and digits";
    533 IntentionNotAMinute "intention-not-a-minute" Invalid CorrectInput "times are whole minutes in the years 2000 to 9999";
    534 IntentionBounds "intention-bounds" Invalid CorrectInput "quantities, ceilings and tolerances are above zero, prices not below it, and ranges run from less to more";
    535 IntentionEndlessPhase "intention-endless-phase" Invalid CorrectInput "only the last phase of a price has no number of times";
    536 IntentionOtherCurrency "intention-other-currency" Invalid CorrectInput "a ceiling is in the currency of its want, and a quote has one currency";
    537 IntentionValueType "intention-value-type" Invalid CorrectInput "built-in properties take numbers without a unit, and a number is liked by its distance, not exactly";
    538 IntentionUnnumbered "intention-unnumbered" Invalid CorrectInput "an alternative has a GTIN or the maker's number";
    539 IntentionUnitBudget "intention-unit-budget" Invalid CorrectInput "a ceiling for each unit needs a quantity";
    540 IntentionRateNotPositive "intention-rate-not-positive" Invalid CorrectInput "a rate between two currencies is above zero";
    541 IntentionRateTwice "intention-rate-twice" Conflict CorrectInput "there is one rate from one currency into another";
    542 IntentionRateOfItself "intention-rate-of-itself" Invalid CorrectInput "a rate is for two currencies";

    // what other formats say of offers and wants: 550 to 564
    550 IntentionForeignFormat "intention-foreign-format" Unsupported CorrectInput "offers are read from schema.org JSON-LD, ACP, UCP, AP2 and OCDS";
    551 IntentionForeignTooMany "intention-foreign-too-many" TooLarge CorrectInput "one text has at most 16384 offers";
    552 IntentionForeignIncomplete "intention-foreign-incomplete" Invalid CorrectInput "a quote is made of an offer with a title and one price";
    553 IntentionForeignNotOnOffer "intention-foreign-not-on-offer" WrongState CorrectInput "a quote is made of what is offered and can be ordered";
    554 IntentionMandateUnsuited "intention-mandate-unsuited" Invalid CorrectInput "an agent's mandate has numbered items, whole pieces, a budget and an end (AP2 open mandates)";
    555 IntentionMandateMalformed "intention-mandate-malformed" Invalid CorrectInput "a closed mandate is one checkout mandate, one payment mandate, or both (AP2)";

    // state, further: 565 to 579
    565 StateWouldLink "state-would-link" Denied AskPerson "one key says yes to one persona's vendor: two who compare notes could join two relationships";
    566 StateNobodyMeant "state-nobody-meant" Invalid CorrectInput "an intention is for at least one vendor";
    567 StateNeedsKeys "state-needs-keys" Untrusted TryAgain "what a vendor signs is taken once the keys of its identifier are known";
    568 StateNothingDue "state-nothing-due" WrongState Stop "what is noted as run out has run out";
    569 StateTooManyReceipts "state-too-many-receipts" TooLarge Stop "at most 1024 receipts of a vendor are kept";
    570 StateNothingPending "state-nothing-pending" NotFound CorrectInput "a person consents to an optional process or to marked data of an agreement in force";
    571 StateConsentedAlready "state-consented-already" WrongState Stop "a consent is given once until it is withdrawn";
    572 StateOtherRecord "state-other-record" Untrusted Stop "the record of a consent says what its agreement says";
    573 StateNoRecord "state-no-record" Invalid Stop "a consent on which processing stands has a record (ISO/IEC TS 27560)";

    // consent: 580 to 609
    580 ConsentEmpty "consent-empty" Invalid CorrectInput "a record has at least one process and one event, a receipt at least one record, and no text or set of theirs is empty (ISO/IEC TS 27560)";
    581 ConsentTooLong "consent-too-long" TooLarge CorrectInput "a record or a receipt has at most 1 MiB as JSON, and a text of one at most 2,048 bytes";
    582 ConsentNumber "consent-number" Invalid CorrectInput "a record and a receipt are numbered by a UUID of version 4 (RFC 9562)";
    583 ConsentUnknownValue "consent-unknown-value" Invalid CorrectInput "a member with a closed set of values has one of them (DPV 2.3)";
    584 ConsentNotATime "consent-not-a-time" Invalid CorrectInput "times are ISO 8601 in UTC, to the second, in the years 2000 to 9999";
    585 ConsentOutOfOrder "consent-out-of-order" Invalid CorrectInput "events follow one another in time, and none ends before it begins";
    586 ConsentNoSuchMove "consent-no-such-move" WrongState CorrectInput "the states of a consent follow one another along its chart";
    587 ConsentNotStated "consent-not-stated" Invalid CorrectInput "every part of a process in a record is stated";
    588 ConsentNotAsWritten "consent-not-as-written" Invalid CorrectInput "what a record or a receipt says is written in one way, and what it says twice is the same";
    589 ConsentRecordTwice "consent-record-twice" Conflict CorrectInput "a receipt holds a record once";
    590 ConsentText "consent-text" Invalid CorrectInput "a text has no control characters, and a country is a code of two capitals (ISO 3166-1)";
    600 ConsentKantaraTime "consent-kantara-time" Invalid CorrectInput "a receipt counts seconds since 1970, from 0 (Kantara Consent Receipt v1.1.0, 4.3.3)";
    601 ConsentKantaraNeeds "consent-kantara-needs" Invalid CorrectInput "a receipt states a jurisdiction, a policy, and how its controller is reached (Kantara Consent Receipt v1.1.0, 4.3.2, 4.4)";
    602 ConsentKantaraPolicy "consent-kantara-policy" TooLarge CorrectInput "the address of a policy has at most 2,048 bytes";
    603 ConsentForeignFormat "consent-foreign-format" Unsupported CorrectInput "receipts are read from Kantara's flat JSON and from DPV's JSON-LD of ISO/IEC TS 27560";
    604 ConsentForeignTooMany "consent-foreign-too-many" TooLarge CorrectInput "one text has at most 4,096 receipts and records";
    605 ConsentForeignContradiction "consent-foreign-contradiction" Untrusted Stop "the claims of a signed receipt and the receipt say the same (RFC 7519 section 4.1)";
    606 ConsentForeignTangled "consent-foreign-tangled" TooLarge CorrectInput "the records of one text share what they refer to within 32 MiB of reading";
    607 ConsentNotALink "consent-not-a-link" Invalid CorrectInput "a link is an absolute address of http or https, without spaces (RFC 3986, RFC 9110 section 4.2)";

    // vault: 610 to 624
    610 VaultTooLong "vault-too-long" TooLarge CorrectInput "a value has at most 32 KiB as RFC 8785 JSON";
    611 VaultNotACategory "vault-not-a-category" Invalid CorrectInput "an item is of a data category of DPV 2.3, neither of all personal data nor of special categories in general";
    612 VaultNotAMinute "vault-not-a-minute" Invalid CorrectInput "the time for which data holds begins and ends on whole minutes";
    613 VaultNoSuchItem "vault-no-such-item" NotFound CorrectInput "an item is named by its id, until it is removed";
    614 VaultNothingToGive "vault-nothing-to-give" Invalid CorrectInput "at least one item is given at a time";
    615 VaultNotValid "vault-not-valid" Expired CorrectInput "data is given while it holds";
    616 VaultGrantHeld "vault-grant-held" Denied AskPerson "data is given under a grant that is in use";
    617 VaultNotOfGrant "vault-not-of-grant" Denied CorrectInput "data is given under a grant of its word, or of an ordinary one above an ordinary word";
    618 VaultNotPermitted "vault-not-permitted" Denied AskPerson "data is given when every use of its grant is permitted by the person's own decision";
    619 VaultNoSuchDisclosure "vault-no-such-disclosure" NotFound CorrectInput "what was given is named by the number of its message, until its relationship is erased";
    620 VaultDeleted "vault-deleted" NotFound Stop "values are read until they are deleted";

    // rights: 625 to 639
    625 RightsNotInLaw "rights-not-in-law" Invalid CorrectInput "a right is claimed under a law that gives it";
    626 RightsNoPeriod "rights-no-period" Unsupported Stop "a deadline is counted where the law states a period";
    627 RightsNoPause "rights-no-pause" Invalid CorrectInput "days that do not count are those of a law that says so (UK GDPR article 12A)";
    628 RightsNoWorkingDay "rights-no-working-day" Invalid CorrectInput "a week has at least one working day";
    629 RightsNoExtension "rights-no-extension" WrongState Stop "an answer is put off where the law allows it (GDPR article 12(3))";
    630 RightsStatement "rights-statement" Invalid CorrectInput "a statement is 1 to 2,048 bytes of text";
    631 StateNoSuchClaim "state-no-such-claim" NotFound CorrectInput "an answer names a claim that was made, a completion an answer that needs more";
    632 StateOtherClaim "state-other-claim" Invalid CorrectInput "what follows on a claim repeats its right, law and scope";
    633 StateTooManyClaims "state-too-many-claims" TooLarge Stop "a person has at most 256 claims open with a vendor, each with at most 64 answers";
    634 StateTooManyIncidents "state-too-many-incidents" TooLarge Stop "a vendor notifies at most 1,024 incidents in one relationship";
    635 RightsNothingClaimed "rights-nothing-claimed" Invalid CorrectInput "a claim is over everything, over at least one kind of data, or over one agreement";
    636 StateTooManyEver "state-too-many-ever" TooLarge Stop "a relationship holds at most 1,024 claims, 1,024 consents and 2,048 withdrawals, over or not; an agreement can always be ended";
    637 StateTooManyWords "state-too-many-words" TooLarge CorrectInput "a claim and an incident name at most 256 kinds of data";
    638 StateConsentNeeded "state-consent-needed" Denied AskPerson "a yes to marked data stands under a consent to them, which has a record (GDPR article 9(2)(a))";

    // rights, further: 650 to 669
    651 StateNoCopy "state-no-copy" Invalid CorrectInput "a copy of data answers a claim of access or portability, in full or in part (GDPR articles 15(3), 20)";
    652 StateNoSuchIncident "state-no-such-incident" NotFound CorrectInput "an incident is named by the id of the message that notified it";

    // the border to other languages: 900 to 919
    900 BorderHandle "border-handle" Handle CorrectInput "a handle is one that was made, of its kind, and not closed or freed";
    901 BorderReentrant "border-reentrant" Reentrant CorrectInput "a callback does not call the handle that is calling it";
    902 BorderNull "border-null" Invalid CorrectInput "a pointer that is needed is not null";
    903 BorderNotUtf8 "border-not-utf8" Invalid CorrectInput "a text is UTF-8 (RFC 3629)";
    904 BorderStruct "border-struct" Invalid CorrectInput "a struct states its own size, as a known version of the header has it";
    905 BorderValue "border-value" Invalid CorrectInput "a value is one of those that its type names";
    906 BorderInternal "border-internal" Internal Stop "the library does not fail in itself; a handle in which it did is closed, and its life is opened anew";
    907 BorderHandles "border-handles" TooLarge CorrectInput "at most 1,048,576 handles of a kind are open at once";
}

impl Code {
    /// The stable number.
    #[must_use]
    pub fn number(self) -> u16 {
        self as u16
    }
}

#[cfg(test)]
mod tests {
    use super::Code;
    use std::collections::BTreeSet;

    #[test]
    fn numbers_and_names_are_unique_and_ascending() {
        let numbers: Vec<u16> = Code::ALL.iter().map(|code| code.number()).collect();
        assert!(numbers.is_sorted_by(|a, b| a < b));
        let names: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(names.len(), Code::ALL.len());
    }

    #[test]
    fn names_are_tokens() {
        for code in Code::ALL {
            assert!(code.name().bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            assert!(!code.rule().is_empty() && !code.rule().ends_with('.'));
        }
    }
}
