//! Money without floats: minor units of one currency, and decimals in one spelling.
//!
//! ```
//! use vrm_core::money::{Currency, Decimal, Money};
//!
//! let price = Money::parse("19.99 EUR")?;
//! assert_eq!((price.minor(), price.currency().code()), (1999, "EUR"));
//! assert_eq!(price.times(Decimal::parse("0.19")?)?.to_string(), "3.80 EUR");
//! assert!(price.plus(Money::parse("5 USD")?).is_err());
//! # Ok::<(), vrm_core::money::MoneyError>(())
//! ```

mod amount;
mod currency;
mod decimal;
mod error;

pub use amount::Money;
pub use currency::Currency;
pub use decimal::Decimal;
pub use error::MoneyError;
