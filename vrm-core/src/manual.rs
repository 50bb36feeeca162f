//! Long pages: how it is meant, and what can go wrong.

#[doc = include_str!("../docs/charts.md")]
pub mod charts {}

#[doc = include_str!("../docs/design.md")]
pub mod design {}

#[doc = include_str!("../docs/errors.md")]
pub mod errors {}

#[doc = include_str!("../docs/forms.md")]
pub mod forms {}

#[cfg(feature = "keys")]
#[doc = include_str!("../docs/lives.md")]
pub mod lives {}

#[cfg(feature = "keys")]
#[doc = include_str!("../docs/market.md")]
pub mod market {}

#[cfg(feature = "keys")]
#[doc = include_str!("../docs/messages.md")]
pub mod messages {}

#[cfg(feature = "keys")]
#[doc = include_str!("../docs/prove.md")]
pub mod prove {}

#[doc = include_str!("../docs/receipts.md")]
#[doc = include_str!("../docs/receipts_kantara.md")]
pub mod receipts {}

#[cfg(feature = "keys")]
#[doc = include_str!("../docs/stores.md")]
pub mod stores {}

#[cfg(feature = "keys")]
#[doc = include_str!("../docs/threats.md")]
pub mod threats {}
