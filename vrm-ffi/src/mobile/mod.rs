//! The skin of Kotlin and Swift, by uniffi: the closable handles are objects, everything else is a value.

mod desk;
mod dispute;
mod error;
mod exam;
pub mod grant;
mod host;
mod intention;
pub mod judge;
mod ledger;
mod market;
pub mod money;
pub mod name;
mod person;
mod prove;
mod reception;
pub mod roster;
pub mod settings;
pub mod terms;
mod types;
mod view;
pub mod vocabulary;

pub use desk::Desk;
pub use dispute::{
    bundle_of, bundle_of_half, bundle_verify, bundle_with_event, bundle_with_message, bundle_with_rotation,
    bundle_with_stream, bundle_with_texts,
};
pub use error::{VrmError, closed, code_all, not_unicode};
pub use exam::{FreshStores, conformance};
pub use host::{
    KeeperFailure, KeyKeeper, Randomness, RandomnessFailure, Store, StoreFailure, StoreGuard, StoreWrite, StoredPair,
};
pub use intention::intention_parse;
pub use judge::CompiledTerms;
pub use ledger::Ledger;
pub use market::{
    closed_mandate_check, open_mandates, quote_from_published, quote_parse, quote_to_json, quote_to_offer, quote_total,
    rank, read_offers, want_parse, want_to_demand, want_to_json,
};
pub use person::Person;
pub use prove::{
    consent_record_new, consent_record_parse, consent_status_is_valid, excess, iso_receipt_new, iso_receipt_parse,
    issuer_check, kantara_excess_over, kantara_receipt_of, kantara_receipt_parse, law_extends, law_pauses, law_period,
    read_receipts, right_concept, rights_due, rights_state_is_open,
};
pub use reception::reception_accepted;
pub use view::View;
