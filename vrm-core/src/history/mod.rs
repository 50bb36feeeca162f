//! What happened, event by event.
//!
//! Every change is one [`Event`] in a hash chain (see [`chain`](crate::chain)): what a [view](crate::view) shows follows
//! from the events alone. An [`Entry`] is an event in its place: its stream, its position there and the time. Its
//! canonical text is what is committed to.
//!
//! Events are for ever: each kind has a version, and an unknown one is refused rather than skipped.

mod beside;
mod chain;
mod command;
mod data;
mod entry;
mod error;
mod event;
mod export;
mod form;
mod kind;
mod rights;
mod settings;
mod side;

pub(crate) use beside::{Spoken, letter_name};
pub(crate) use chain::Chain;
pub(crate) use command::Command;
pub use command::CommandId;
pub use entry::Entry;
pub(crate) use entry::Opened;
pub use error::HistoryError;
pub use event::Event;
pub(crate) use export::{
    Carried, CarriedDocument, CarriedEvent, CarriedKeys, CarriedLetter, CarriedTaken, Header, Writer,
};
pub use export::{Export, LineError};
pub use settings::Settings;
pub use side::{About, Side};
