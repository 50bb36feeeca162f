//! The person's data, consent and its receipts, rights: what needs no life, and what of a life is about them.

mod consent;
mod desk;
mod person;
mod rights;
mod view;

pub use consent::{
    consent_record_new, consent_record_parse, consent_status_is_valid, excess, iso_receipt_new, iso_receipt_parse,
    issuer_check, kantara_excess_over, kantara_receipt_of, kantara_receipt_parse, read_receipts,
};
pub use rights::{law_extends, law_pauses, law_period, right_concept, rights_due, rights_state_is_open};
