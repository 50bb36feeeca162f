//! The exposure and the agenda in sentences.

use super::agenda::{AgendaLine, Matter};
use super::exposure::{ExposureGround, ExposureLine, Held, Until};
use crate::sentence::{Argument, Sentence};
use crate::terms::Basis;

impl ExposureLine {
    /// What is held, on what ground, for what, since when and until when. With whom, an app says by the vendor's name.
    #[must_use]
    pub fn sentences(&self) -> Vec<Sentence> {
        let data = Argument::Word(self.data.clone());
        let purposes = Argument::List(self.purposes.iter().cloned().map(Argument::Word).collect());
        let ground = match self.ground {
            ExposureGround::Grant { basis: Basis::Consent, .. } => "exposure.consent",
            ExposureGround::Grant { .. } => "exposure.contract",
            ExposureGround::LegalDuty { .. } => "exposure.legal-duty",
            ExposureGround::Ended { .. } => "exposure.ended",
        };
        let held = match self.held {
            Held::Possibly => Sentence::new("exposure.possibly"),
            // What was given may be less than the ground speaks of.
            Held::Given(at) if self.given.iter().any(|given| *given != self.data) => {
                let given = Argument::List(self.given.iter().cloned().map(Argument::Word).collect());
                Sentence::new("exposure.given-of").with("data", given).with("at", Argument::Instant(at))
            }
            Held::Given(at) => Sentence::new("exposure.given").with("at", Argument::Instant(at)),
        };
        let until = match self.until {
            Until::At(at) => Sentence::new("exposure.until").with("at", Argument::Instant(at)),
            Until::Collected { days } => Sentence::new("exposure.collected").with("days", Argument::Days(days)),
            Until::PurposeEnd { days } => Sentence::new("exposure.purpose-end").with("days", Argument::Days(days)),
            Until::Unlimited => Sentence::new("exposure.unlimited"),
        };
        vec![Sentence::new(ground).with("data", data).with("purpose", purposes), held, until]
    }
}

impl AgendaLine {
    /// What falls due, and when.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        let said = match &self.matter {
            Matter::Question { .. } => Sentence::new("agenda.question"),
            Matter::Negotiation { waits_for_us: true } => Sentence::new("agenda.negotiation.ours"),
            Matter::Negotiation { waits_for_us: false } => Sentence::new("agenda.negotiation.theirs"),
            Matter::Intention { .. } => Sentence::new("agenda.intention"),
            Matter::AgreementEnds { .. } => Sentence::new("agenda.agreement"),
            Matter::GrantEnds { grant } => Sentence::new("agenda.grant").with("grant", Argument::Id(grant.to_string())),
            Matter::Deletion { data, .. } => {
                Sentence::new("agenda.deletion").with("data", Argument::Word(data.clone()))
            }
            Matter::RightsAnswer { .. } => Sentence::new("agenda.right"),
            Matter::ItemEnds { data, .. } => Sentence::new("agenda.item").with("data", Argument::Word(data.clone())),
            Matter::Unacknowledged { .. } => Sentence::new("agenda.unacknowledged"),
        };
        said.with("at", Argument::Instant(self.at))
    }
}
