//! Receipts of Kantara Consent Receipt v1.1.0: one moment at which consent was given, as flat JSON.
//!
//! The format says less than a record of ISO/IEC TS 27560: no state, no end, no place and no way back. So it is written
//! beside such a receipt, for readers that know nothing else, and never instead of it.

mod category;
mod error;
mod excess;
mod fault;
mod parts;
mod read;
mod receipt;
mod write;

pub use category::{DATA_CATEGORIES, PURPOSE_CATEGORIES};
pub use error::{KantaraError, KantaraNeed};
pub use excess::{KantaraExcess, KantaraPart};
pub use fault::KantaraFault;
pub use parts::{KantaraController, KantaraPurpose, KantaraService};
pub use receipt::KantaraReceipt;
