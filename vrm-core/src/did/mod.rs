//! Identifiers of parties: DIDs, and the keys and addresses that three methods hold.
//!
//! A DID of method `key` or `jwk` carries its key inside and is resolved here; one of method `web` names an
//! address that the host fetches, and the keys of what it finds there are read as a [`DidDocument`]. Nothing here
//! reads a network, and no key here is checked for weakness: that is done where keys are pinned.
//!
//! ```
//! use vrm_core::did::{Curve, Did};
//!
//! let did = Did::parse("did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp")?;
//! let key = did.public_key()?;
//! assert_eq!(key.curve(), Curve::Ed25519);
//! assert_eq!(key.to_did_key(), did);
//! # Ok::<(), vrm_core::did::DidError>(())
//! ```

mod codec;
mod document;
mod error;
mod identifier;
mod jwk;
mod key;
mod method;
mod methods;
mod multikey;
mod no_key;
mod public_key;
mod web;

pub use document::DidDocument;
pub use error::DidError;
pub use identifier::Did;
pub use public_key::{Curve, PublicKey};
