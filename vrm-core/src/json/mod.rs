//! Two strict JSON readers, typed reading of closed members, and RFC 8785 out.
//!
//! Nothing here passes through `serde_json::Value`: order, exact integers and the refusal of repeated
//! members are this room's own, whatever features the rest of a build turns on.
//!
//! | reader | takes | refuses beside what is no JSON at all |
//! |---|---|---|
//! | [`foreign`] | documents of others | repeated members, nesting past 64, numbers past a double |
//! | [`ours`] | what is signed and hashed | also numbers that are no I-JSON integers, names out of NFC, nesting past 16, more than 256 members, length past a limit |
//!
//! ```
//! use vrm_core::json::{Node, ours};
//!
//! let value = ours::parse(br#"{"minor":1250,"currency":"EUR"}"#)?;
//! let mut fields = Node::root(&value).object()?;
//! let minor = fields.required("minor")?.integer()?;
//! let currency = fields.required("currency")?.string()?;
//! fields.close()?;
//! assert_eq!((minor, currency), (1250, "EUR"));
//! assert_eq!(value.canonical(), r#"{"currency":"EUR","minor":1250}"#);
//! # Ok::<(), vrm_core::json::JsonError>(())
//! ```

mod as_text;
mod canonical;
mod error;
pub mod foreign;
mod member;
mod node;
mod number;
mod object;
pub mod ours;
mod pointer;
mod read;
mod value;

pub(crate) use as_text::serialised_as_text;
pub use error::JsonError;
pub use node::{Fields, Node};
pub use number::Number;
pub use object::Object;
pub use pointer::Pointer;
pub use value::Value;
