//! Own: settings, own terms, rosters, the clock.

use super::Person;
use crate::chain::StreamId;
use crate::error::Error;
use crate::history::{CommandId, Event, Settings};
use crate::json::{Object, Value};
use crate::keys::{PublicSigningKey, Randomness};
use crate::life::Outcome;
use crate::message::SignedRoster;
use crate::terms::{Origin, Terms, TermsError};
use crate::time::Instant;

impl Person {
    /// Sets how the person deals with others, from now on.
    ///
    /// # Errors
    /// [`TermsError::NoEntry`], [`TermsError::NotForOrganisations`] and
    /// [`StateError::NoSuchRoster`](crate::view::StateError::NoSuchRoster) for an agreement that is accepted and in no roster
    /// known here.
    pub fn set_settings(
        &mut self,
        settings: &Settings,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let event = Event::SettingsSet(Box::new(settings.clone()));
        self.life.run("set-settings", settings.to_value(), command, now, random, |act| {
            act.all_known(settings)?;
            act.push(StreamId::OWN, event)
        })
    }

    /// Sets the person's own terms, or takes them away. They stay at home: offers, declarations and grants are held
    /// against them, for new agreements only.
    ///
    /// # Errors
    /// [`TermsError::WrongOrigin`] for a roster's text.
    pub fn set_terms(
        &mut self,
        terms: Option<&Terms>,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        if terms.is_some_and(|terms| *terms.origin() != Origin::Own) {
            return Err(TermsError::WrongOrigin { wanted_roster: false }.into());
        }
        let machine = terms.map(|terms| terms.machine_form().to_owned());
        let arguments = machine.as_deref().map_or(Value::Null, Value::from);
        let event = Event::TermsSet { machine };
        self.life.run("set-terms", arguments, command, now, random, |act| act.push(StreamId::OWN, event))
    }

    /// Takes another roster, signed by an authority whose key the host trusts for it. Its document is kept with the
    /// history; a newer one of the same name takes its place for new agreements.
    ///
    /// # Errors
    /// As [`SignedRoster::verify`].
    pub fn load_roster(
        &mut self,
        document: &[u8],
        statement: &[u8],
        authority: &PublicSigningKey,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let roster = SignedRoster::verify(document, statement, authority, now)?;
        let arguments = Object::new().with("document", roster.hash().to_string());
        self.life.run("load-roster", arguments.into(), command, now, random, |act| act.load_roster(&roster, document))
    }

    /// The clock was set back and is right now. From then on time counts from here.
    ///
    /// # Errors
    /// The store's.
    pub fn accept_clock(
        &mut self,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        self.life.accept_clock(command, now, random)
    }
}
