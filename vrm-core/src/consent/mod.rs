//! Consent: its chart, its record (ISO/IEC TS 27560), and receipts in two forms (TS 27560 as DPV JSON-LD, Kantara v1.1).

mod check;
mod error;
mod excess;
mod facts;
pub mod foreign;
mod gap;
mod id;
mod iso;
mod kantara;
mod receipt;
mod record;
mod status;
mod whole;

pub use error::ConsentError;
#[cfg(feature = "keys")]
pub(crate) use excess::claims;
pub use excess::{Excess, ProcessExcess, excess};
pub use facts::{ConsentEvent, Contact, Controller, Notice, PostalAddress, RecordFacts};
pub use gap::{Gap, WantedBy};
pub use id::RecordId;
#[cfg(feature = "keys")]
pub(crate) use iso::is_marked;
pub use kantara::{
    DATA_CATEGORIES, KantaraController, KantaraError, KantaraExcess, KantaraFault, KantaraNeed, KantaraPart,
    KantaraPurpose, KantaraReceipt, KantaraService, PURPOSE_CATEGORIES,
};
pub use receipt::{IsoReceipt, ReceiptFacts};
pub use record::ConsentRecord;
pub use status::{ConsentMove, ConsentStatus};
