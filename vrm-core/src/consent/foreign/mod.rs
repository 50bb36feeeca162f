//! Receipts and records of consent as others publish them, read leniently and never believed.
//!
//! Our own two forms are read by [`IsoReceipt`](super::IsoReceipt) and [`KantaraReceipt`](super::KantaraReceipt), strictly.
//! Here a reader keeps the whole, says what it made of it, and notes every liberty it took. A signed receipt is opened
//! as `keys::ForeignJws` first, and its payload is handed over:
//!
//! ```
//! # #[cfg(feature = "keys")] {
//! use vrm_core::consent::foreign::{ReceiptFormat, read_receipts};
//! use vrm_core::keys::ForeignJws;
//! let jws = ForeignJws::parse(b"eyJhbGciOiJSUzI1NiJ9.eyJqdGkiOiI3IiwiY29uc2VudFJlY2VpcHQiOnsiY29uc2VudFJlY2VpcHRJ\
//!     RCI6IjcifX0.AAAA")?;
//! let receipts = read_receipts(jws.payload())?; // nobody vouches for it before `verify` has
//! assert_eq!(receipts[0].format, ReceiptFormat::KantaraV1_1);
//! # }
//! # Ok::<(), vrm_core::Error>(())
//! ```

mod alias;
mod error;
mod flat;
mod linked;
mod note;
mod published;
mod read;
mod time;

pub use error::ForeignReceiptError;
pub use note::ReceiptNote;
pub use published::{PublishedController, PublishedReceipt, PublishedTerm, ReceiptFormat};
pub use read::read_receipts;
pub use time::{GivenTime, TimeUnit};
