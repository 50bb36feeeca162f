//! What the law lets a person ask of a vendor, until when it is answered, and what a vendor notifies.
//!
//! A [`Claim`] names a [`Right`], the [`Law`] that gives it and its [`Scope`]. [`due`] counts the law's own deadline, in days
//! of the calendar at the controller's place: the day of receipt, weekends and holidays are arguments, since no zone and
//! no calendar is in this library. The laws are our own reading, and no legal advice.
//!
//! ```
//! use vrm_core::rights::{Calendar, Law, Right, due};
//! use vrm_core::time::CivilDate;
//! let holidays = [CivilDate::parse("2026-04-06")?].into(); // Easter Monday
//! let calendar = Calendar::new(Calendar::SATURDAY_AND_SUNDAY.into(), holidays)?;
//! let deadline = due(Law::Gdpr, Right::Access, CivilDate::parse("2026-03-05")?, &calendar, 0)?;
//! assert_eq!(deadline.due.to_string(), "2026-04-05"); // a Sunday
//! assert_eq!(deadline.rolled.to_string(), "2026-04-07");
//! assert_eq!(deadline.extended.unwrap().to_string(), "2026-06-05");
//! # Ok::<(), vrm_core::Error>(())
//! ```

mod calendar;
mod claim;
mod deadline;
mod error;
mod law;
mod outcome;
mod state;
mod statement;

pub use calendar::{Calendar, Rolling};
pub use claim::{Claim, Scope};
pub use deadline::{Deadline, due};
pub use error::RightsError;
pub use law::{Law, Period, Right};
pub use outcome::RightsOutcome;
pub use state::{IncidentMove, IncidentState, RightsMove, RightsState};
pub use statement::Statement;
