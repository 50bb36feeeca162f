//! Own: settings, own terms, rosters, the clock.

use super::Person;
use crate::border::signing_key;
use crate::mobile::VrmError;
use crate::value::{Outcome, Settings, Terms};
use vrm_core::did::Did;
use vrm_core::history::CommandId;
use vrm_core::time::Instant;

#[uniffi::export]
impl Person {
    /// Sets how the person deals with others, from now on.
    ///
    /// # Errors
    /// The store's.
    #[uniffi::method(default(command = None))]
    pub fn set_settings(
        &self,
        settings: Settings,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        let settings = settings.core()?;
        self.run(|life, random| life.set_settings(&settings, command, now, random))
    }

    /// Sets the person's own terms, or takes them away. They stay at home: offers, declarations and grants are held
    /// against them, for new agreements only.
    ///
    /// # Errors
    /// `terms-wrong-origin` for a roster's text.
    #[uniffi::method(default(command = None))]
    pub fn set_terms(
        &self,
        terms: Option<Terms>,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        let terms = terms.map(|terms| terms.core()).transpose()?;
        self.run(|life, random| life.set_terms(terms.as_ref(), command, now, random))
    }

    /// Takes another roster, signed by an authority whose key the host trusts for it. Its document is kept with the
    /// history; a newer one of the same name takes its place for new agreements.
    ///
    /// # Errors
    /// As `signed_roster_verify`.
    #[uniffi::method(default(command = None))]
    pub fn load_roster(
        &self,
        document: Vec<u8>,
        statement: Vec<u8>,
        authority: Did,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        let authority = signing_key(&authority)?;
        self.run(|life, random| life.load_roster(&document, &statement, &authority, command, now, random))
    }

    /// The clock was set back and is right now. From then on time counts from here.
    ///
    /// # Errors
    /// The store's.
    #[uniffi::method(default(command = None))]
    pub fn accept_clock(&self, command: Option<CommandId>, now: Instant) -> Result<Outcome, VrmError> {
        self.run(|life, random| life.accept_clock(command, now, random))
    }
}
