//! Four kinds of text: [`Name`] for people's eyes, [`Text`] kept byte for byte, [`Token`] in ASCII, and
//! [`Language`] tags.
//!
//! ```
//! use vrm_core::text::{Name, NameWarning};
//!
//! let shop = Name::parse("PayPal")?;
//! let other = Name::parse("Pay\u{440}al")?; // a Cyrillic letter
//! assert!(other.resembles(&shop));
//! assert!(other.warnings().contains(&NameWarning::MixedScripts));
//! assert!(Name::parse("Pay\u{202e}laP").is_err()); // written from right to left
//! # Ok::<(), vrm_core::text::TextError>(())
//! ```

mod error;
mod free;
mod language;
mod look_alike;
mod name;
mod token;

pub use error::TextError;
pub use free::Text;
pub use language::Language;
pub use look_alike::NameWarning;
pub use name::Name;
pub use token::Token;
