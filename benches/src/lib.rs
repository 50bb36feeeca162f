//! What the measurements run on: made-up rules and questions over the real vocabulary, our engine, and its peers.
//!
//! Every engine gets the same rules and the same questions. [`compare`] puts the answers side by side before anything
//! is measured; [`Report`] measures and prints the table. How to read it is in `README.md` beside this package.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a measurement whose own data is wrong has nothing to say, and stops"
)]
#![forbid(unsafe_code)]

mod compare;
mod engine;
mod made;
mod offers;
pub mod ours;
#[cfg(feature = "sqlite")]
pub mod peers;
mod random;
mod report;
mod table;
mod words;

pub use compare::compare;
pub use engine::{Answers, Engine, spread};
pub use made::{Against, Block, Grantee, Kind, Person, Question, Rule, Text};
pub use offers::Market;
pub use random::SplitMix64;
pub use report::{Report, is_rehearsal};
pub use words::{Dimension, Word, Words};

/// How many rules, or vendors, each bench is run with.
pub const SIZES: [usize; 3] = [10, 1_000, 10_000];

/// The value of a size, in the order of [`SIZES`].
#[must_use]
pub fn by_size<T: Copy>(size: usize, values: [T; SIZES.len()]) -> T {
    let [.., largest] = values;
    SIZES.iter().position(|known| *known == size).map_or(largest, |place| values[place])
}
