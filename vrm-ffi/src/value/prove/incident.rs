//! Breaches that a vendor notifies.

use crate::border::record::instant;
use crate::border::{Failure, text};
use crate::value::mirror::mirror;
use std::fmt;
use vrm_core::decision::AgreementId;
use vrm_core::keys::SignedId;
use vrm_core::message;
use vrm_core::rights::{self, Statement};
use vrm_core::time::Instant;
use vrm_core::view;
use vrm_core::vocab::Word;

/// A breach that a vendor notifies. `Debug` leaves out what happened.
#[derive(Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct Incident {
    /// The agreement under which the vendor has what it is about.
    #[serde(deserialize_with = "text::one")]
    pub agreement: AgreementId,
    /// When it happened or was found, to the minute.
    #[serde(deserialize_with = "instant")]
    pub at: Instant,
    /// What happened, in 1 to 2,048 bytes.
    pub what: String,
    /// Which kinds of data it is about; at least one.
    #[serde(deserialize_with = "text::list")]
    pub data: Vec<Word>,
}

/// An incident that the vendor notified.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Notified {
    /// The id of its message.
    pub id: SignedId,
    /// What was notified.
    pub incident: Incident,
    /// When it was noted here.
    pub noted: Instant,
    /// Where it stands.
    pub state: IncidentState,
}

mirror! {
    /// Where an incident stands.
    IncidentState of rights::IncidentState {
        /// Noted.
        Open,
        /// Put to an auditor or an authority.
        Reported,
        /// Done with.
        Closed,
    }
}

impl Incident {
    /// What C is told that it should have given.
    pub(crate) const EXPECTED: &str = "{agreement, at, what, data}";
}

impl Notified {
    /// An incident, by the id of its message.
    pub(crate) fn of(id: SignedId, notified: &view::Notified) -> Self {
        Self { id, incident: (&notified.incident).into(), noted: notified.noted, state: notified.state.into() }
    }
}

impl TryFrom<Incident> for message::Incident {
    type Error = Failure;

    fn try_from(incident: Incident) -> Result<Self, Failure> {
        let Incident { agreement, at, what, data } = incident;
        Ok(Self { agreement, at, what: Statement::parse(&what)?, data: data.into_iter().collect() })
    }
}

impl From<&message::Incident> for Incident {
    fn from(incident: &message::Incident) -> Self {
        Self {
            agreement: incident.agreement,
            at: incident.at,
            what: incident.what.as_str().to_owned(),
            data: incident.data.iter().cloned().collect(),
        }
    }
}

impl fmt::Debug for Incident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Incident({} at {})", self.agreement, self.at)
    }
}
