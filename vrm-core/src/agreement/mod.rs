//! The agreement: one text, two signatures over the same bytes, in either order.
//!
//! A [`AgreementDraft`] says what is agreed and becomes a [`Document`]. Either side signs it first: that is a [`HalfAgreement`],
//! which can only wait. The other side signs the same bytes before `accept_by`, and there is an [`Agreement`]: it is made
//! from both signatures and from nothing else. Its id is a hash of the payload, the same on both sides.

mod agreed_terms;
mod document;
mod draft;
mod error;
mod form;
mod half;
mod party;
mod review;
mod whole;

pub use agreed_terms::AgreedTerms;
pub use document::Document;
pub use draft::AgreementDraft;
pub use error::AgreementError;
pub use half::HalfAgreement;
pub use party::{Role, VendorParty};
pub use review::Expected;
pub use whole::Agreement;
