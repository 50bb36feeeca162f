//! Vendor relationship management: the customer's own side of CRM, as a pure library.
//!
//! Vendors have systems to target, capture, keep and manage customers. This is the other half: a person states terms
//! and every request of a vendor is judged by them; a person proffers a standard agreement (IEEE 7012, "MyTerms") and a
//! vendor's declared processing is checked against it; what was granted is what may be done, and a block beats
//! everything. Each answer comes with every rule that made it and, when it is a no, with the nearest yes.
//!
//! # A first program
//!
//! ```
//! use vrm_core::decision::{Decision, Request};
//! use vrm_core::sentence::Tongue;
//! use vrm_core::terms::Roster;
//! use vrm_core::vocab::Recipient;
//!
//! // The person proffers the base agreement: the service, and nothing more.
//! let base = Roster::builtin().entry("SD-BASE")?.terms().compile();
//!
//! // Would it allow the vendor to use an address for advertising?
//! let ads = Request::new("pd:EmailAddress".parse()?, "dpv:Advertising".parse()?, "dpv:Use".parse()?, Recipient::Vendor);
//! let said: Vec<String> = base.judge(&ads).sentences().iter().map(|s| s.say(Tongue::English)).collect();
//! assert_eq!(said[..2], ["Denied.", "No rule permits it."]);
//! assert_eq!(said[2], "Nothing narrower was found that is permitted without asking you.");
//!
//! // And to answer a question of the customer's?
//! let care = Request { purpose: "dpv:CustomerCare".parse()?, ..ads };
//! assert!(matches!(base.judge(&care), Decision::Permit(_)));
//! # Ok::<(), vrm_core::Error>(())
//! ```
//!
//! # An agreement
//!
//! ```
//! # #[cfg(feature = "keys")] {
//! use vrm_core::agreement::{AgreedTerms, AgreementDraft, VendorParty};
//! use vrm_core::keys::{PartyKeyPairs, Randomness, RandomnessFailed};
//! use vrm_core::terms::{Declaration, Roster};
//! use vrm_core::text::{Language, Name};
//! use vrm_core::time::Instant;
//! # struct Host(u8);
//! # impl Randomness for Host {
//! #     fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomnessFailed> {
//! #         for byte in bytes { self.0 = self.0.wrapping_mul(5).wrapping_add(3); *byte = self.0; }
//! #         Ok(())
//! #     }
//! # }
//! # let random = &mut Host(1);
//! # let declared = br#"{"processes":[{"data":["pd:EmailAddress"],"purpose":["dpv:CustomerCare"],"operation":["dpv:Use"],"recipient":["vendor"],"basis":"contract"}]}"#;
//! let (now, accept_by) = (Instant::parse("2026-03-01T09:30:00Z")?, Instant::parse("2026-03-01T12:00:00Z")?);
//! // Keys for this relationship and for no other; `random` is the host's source of randomness.
//! let (person, shop) = (PartyKeyPairs::generate(random)?, PartyKeyPairs::generate(random)?);
//! let vendor = VendorParty { did: shop.sign().public().to_did(), name: Name::parse("Shop")?, keys: shop.public() };
//! let terms = AgreedTerms::of(Roster::builtin().entry("SD-BASE")?, &Language::parse("en")?)?;
//! let draft = AgreementDraft::new(person.public(), vendor, terms, Declaration::parse(declared)?, now, accept_by);
//!
//! let half = draft.finish(random)?.sign(person.sign(), now)?; // the person signs first,
//! let agreement = half.countersign(shop.sign(), now)?; // the shop the same bytes,
//! assert_eq!(agreement.id(), half.id()); // and both have the same agreement
//! assert_eq!(agreement.authorise(Roster::builtin(), None)?.grants.len(), 1);
//! # }
//! # Ok::<(), vrm_core::Error>(())
//! ```
//!
//! # The rooms
//!
//! Every arrow points down: a room knows only rooms below it, apart from [`error::Error`], which joins them.
//!
//! ```text
//!   person  desk                         the two handles
//!   life                                 how a step is made, written, and taken once
//!   view                                 what follows from the events: decisions, relationships, lists
//!   log                                  a history as it lies in a store, with its letters and keys
//!   store  history  dispute              the host's map of rows; events; a bundle for a third party
//!   message                              what travels: typed, signed, sealed for one reader; key history
//!   agreement                            one text, two signatures over the same bytes
//!   form                                 what signed payloads have in common
//!   sentence  negotiation  relationship  answers in English and French; charts of IEEE 7012 and of a relationship
//!   intention  vault                     what is wanted, offered and ranked; the person's data and what was given
//!   consent  rights                      records and receipts of consent; what the law lets a person ask for
//!   decision                             Request, judge, fits, authorise, Ledger::decide, nearest
//!   terms                                Permission, Prohibition, Terms, Declaration, Roster, Preferences
//!   vocab                                DPV 2.3: words, cones, own words, recipients, places, sectors
//!   keys  chain                          the gate, signatures, sealing; commitments in a chain
//!   chart  did  json  money  text  time  charts, identifiers, two strict readers, amounts, names, instants
//!   error  digest                        the table of codes, tagged hashes
//! ```
//!
//! - Words come first: [`vocab`]. Permission is by cover, prohibition by overlap, and a general word never speaks for a
//!   marked one (health, crime, profiling, tracking).
//! - A text of rules is a [`Terms`], named by its hash; a [`Draft`](terms::Draft) builds one, the
//!   [`Roster`](terms::Roster) has fifteen, each in three layers.
//! - [`CompiledTerms`](decision::CompiledTerms) asks whether a text would allow a request,
//!   [`Ledger`](decision::Ledger) whether a vendor may do it now.
//! - A [`Want`](intention::Want) says what the person wants before any vendor asks, a [`Quote`](intention::Quote) what
//!   is offered for it; [`rank`](intention::rank()) orders, with every reason.
//! - Bytes from outside become `keys::Unverified`, then `keys::Verified`, and nothing else is believed; two signatures
//!   make an `agreement::Agreement`.
//! - A `person::Person` and a `desk::Desk` do all of it over a store that the host brings, and keep what happened as a chain
//!   of events; [`manual::lives`] goes one whole way.
//! - Every error answers [`Fault`](error::Fault): a stable code, the kind, the field, the rule and the remedy.
//!
//! The [`manual`] says how it is meant and why.
//!
//! # What the host brings
//!
//! Time and randomness (`keys::Randomness`), as arguments: the same calls with the same times and the same bytes sign the
//! same texts and write the same history. For a life also a `store::Store` and a `keys::KeyKeeper`, and somebody to carry
//! letters. There is no network, no file, no thread and no environment either; clippy's `disallowed-methods` keeps it
//! so. Only a sealing envelope draws from OpenSSL's own randomness. What is kept is kept in the host's `store::Store`, under
//! a key that the host's `keys::KeyKeeper` wraps.
//!
//! # Features
//!
//! - `keys` (default): signing, sealing and everything that is signed. Without it the crate has no C code in it and builds
//!   for `wasm32-unknown-unknown`.
//! - `vendored-openssl` (default): OpenSSL built from source, which takes a C compiler, perl and make and a minute or two
//!   once. Without it the system's OpenSSL 3 is linked.
//! - `testing`: the naive evaluator beside the engine and the exam of stores, for test suites and fuzzers.
//!
//! # What vrm does not do
//!
//! It gives no legal advice: the built-in roster is a draft and our own reading, and says so in each layer. It does not
//! enforce: it decides, explains and makes the signed proof.

#![forbid(unsafe_code)]

#[cfg(feature = "keys")]
pub mod agreement;
#[cfg(feature = "keys")]
pub mod chain;
pub mod chart;
pub mod consent;
pub mod decision;
#[cfg(feature = "keys")]
pub mod desk;
pub mod did;
mod digest;
#[cfg(feature = "keys")]
pub mod dispute;
pub mod error;
#[cfg(feature = "keys")]
pub mod form;
#[cfg(feature = "keys")]
pub mod history;
pub mod intention;
pub mod json;
#[cfg(feature = "keys")]
pub mod keys;
#[cfg(feature = "keys")]
pub mod life;
#[cfg(feature = "keys")]
pub mod log;
pub mod manual;
#[cfg(feature = "keys")]
pub mod message;
pub mod money;
pub mod negotiation;
#[cfg(feature = "keys")]
pub mod person;
pub mod relationship;
pub mod rights;
pub mod sentence;
#[cfg(feature = "keys")]
pub mod store;
pub mod terms;
pub mod text;
pub mod time;
pub mod vault;
#[cfg(feature = "keys")]
pub mod view;
pub mod vocab;

pub use decision::{Decision, Request};
pub use error::Error;
pub use terms::Terms;

/// The README's Rust compiles and runs.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
