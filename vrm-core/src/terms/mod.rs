//! Terms: what may be done with data, under which conditions, and what vendors declare they will do.
//!
//! A text of [`Terms`] holds permissions, prohibitions and duties over the words of [`vocab`](crate::vocab) and is
//! named by its hash. Roster texts are what a person proffers (IEEE 7012); the person's own terms stay at home. What a
//! rule means is decided in [`decision`](crate::decision).

mod check;
mod condition;
mod declaration;
mod draft;
mod duty;
mod error;
mod origin;
mod parts;
mod preference;
mod preference_form;
pub(crate) mod read;
mod roster;
mod rule;
mod text;
pub(crate) mod write;

pub(crate) use check::{check_block, check_grant};
pub(crate) use condition::meet;
pub use condition::{Conditions, Form, Keep, Start};
pub use declaration::{Basis, Declaration, Necessity, Part, Process, Stated};
pub use draft::Draft;
pub use duty::{Due, Duty, Timing, Trigger};
pub use error::TermsError;
pub use origin::{EntryName, Origin};
pub use preference::{Acquaintance, Choice, Occasion, Preference, Preferences, Talk, When, Who};
pub use roster::{Entry, EntryPin, Layer, Measuring, Parties, Roster, Wishes};
pub use rule::{Limits, Permission, Prohibition, Scope};
pub use text::{Terms, TermsHash};
