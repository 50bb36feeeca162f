//! The person's data, consent and its receipts, rights; what follows from them.

mod agenda;
mod claim;
mod consented;
mod controller;
mod deadline;
mod excess;
mod exposure;
mod given;
mod incident;
mod issuer;
mod published;
mod receipt;
mod record;
mod vault;

pub use agenda::{Agenda, AgendaLine, Matter};
pub use claim::{Addition, Claim, ClaimScope, Claimed, Law, Right, RightsOutcome, RightsReply, RightsState};
pub use consented::{ConsentStatus, Consented, Receipted};
pub use controller::{ConsentEvent, ConsentNotice, Contact, Controller, PostalAddress};
pub use deadline::{Deadline, LawPeriod, RightsCalendar, Rolling, Weekday};
pub use excess::{Excess, KantaraExcess};
pub use exposure::{Exposure, ExposureGround, ExposureLine, HeldData, HeldUntil};
pub use given::{Disclosed, DisclosureState, Givable, Given, GivenItem, GivenValue};
pub use incident::{Incident, IncidentState, Notified};
pub use issuer::Issuer;
pub use published::{GivenTime, PublishedController, PublishedReceipt, PublishedTerm, ReceiptFormat, TimeUnit};
pub use receipt::{IsoReceipt, KantaraController, KantaraPurpose, KantaraReceipt, KantaraService, ReceiptFacts};
pub use record::{ConsentGap, ConsentRecord, RecordFacts, WantedBy};
pub use vault::{Item, ItemFacts, ItemSource, NewItem};
