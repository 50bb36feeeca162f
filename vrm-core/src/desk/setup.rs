//! Set up: name, declarations, which agreements, keys.

use super::Desk;
use crate::chain::StreamId;
use crate::decision::AgreementId;
use crate::error::Error;
use crate::history::{CommandId, Event, Settings};
use crate::json::Object;
use crate::keys::{PartyKeys, PublicSigningKey, Randomness};
use crate::life::{Act, Outcome};
use crate::message::{AnyMessage, Anyone, Message, Never, Profile, SignedRoster};
use crate::terms::{Declaration, EntryPin};
use crate::time::{Instant, Window};
use crate::view::StateError;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Desk {
    /// Sets what the desk processes under an entry that it accepts. It must pass under the entry's terms.
    ///
    /// # Errors
    /// [`NotAuthorised`](crate::decision::NotAuthorised) with every conflict;
    /// [`TermsError`](crate::terms::TermsError) for an entry that no known roster has.
    pub fn declare(
        &mut self,
        entry: &str,
        declaration: &Declaration,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = Object::new().with("entry", entry).with("declaration", declaration.to_value());
        self.own.run("declare", arguments.into(), command, now, random, |act| {
            let (roster, id) = act.roster_of(entry)?;
            let terms = roster.proffered(id)?;
            let nobody = AgreementId::from_bytes([0; 32]);
            declaration.authorise(nobody, Window::ALWAYS, &terms.terms().compile(), None)?;
            let event = Event::Declared { entry: terms.name().id.clone(), declaration: Box::new(declaration.clone()) };
            act.push(StreamId::OWN, event)
        })
    }

    /// Sets which agreements the desk accepts, from whom, and who says yes. Each that it accepts has a declaration.
    ///
    /// # Errors
    /// [`StateError::NoDeclaration`].
    pub fn set_settings(
        &mut self,
        settings: &Settings,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let event = Event::SettingsSet(Box::new(settings.clone()));
        self.own.run("set-settings", settings.to_value(), command, now, random, |act| {
            let accepted = settings.preferences.list().iter().flat_map(|line| &line.accept);
            if let Some(entry) = accepted.into_iter().find(|id| act.state.declaration(id).is_none()) {
                return Err(StateError::NoDeclaration { entry: entry.clone() }.into());
            }
            act.push(StreamId::OWN, event)
        })
    }

    /// Signs the desk's public page: its name, its keys, and the roster agreements that it accepts (IEEE 7012 wants them
    /// published). [`profile`](Self::profile) gives it.
    ///
    /// # Errors
    /// [`FormError`](crate::form::FormError) when it accepts none.
    pub fn publish(
        &mut self,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        self.own.run("publish", Object::new().into(), command, now, random, |act| {
            let profile = profile(act)?;
            let pairs = act.desk_pairs()?;
            let (did, _) = act.state.desk().ok_or(StateError::NoProfile)?;
            let iss = if did.has_key_inside() { pairs.sign().public().to_did() } else { did.clone() };
            let message = Message::new(profile, iss, Anyone, act.now, Never, act.random)?.sign(pairs.sign())?;
            let by = act.state.role();
            let message = Box::new(AnyMessage::parse(message.as_str().as_bytes())?);
            act.push(StreamId::OWN, Event::Said { by, message })
        })
    }

    /// The page that was published last: for anyone, at a place of the host's choosing.
    #[must_use]
    pub fn profile(&self) -> Option<&str> {
        self.own.state().published()
    }

    /// The keys in use, as a `did:web`'s document must name them.
    ///
    /// # Errors
    /// [`StateError::NoProfile`].
    pub fn keys(&self) -> Result<PartyKeys, Error> {
        Ok(*self.own.state().desk_keys().ok_or(StateError::NoProfile)?)
    }

    /// Takes another roster, signed by an authority whose key the host trusts for it.
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
        self.own.run("load-roster", arguments.into(), command, now, random, |act| act.load_roster(&roster, document))
    }

    /// New keys. Each customer is told with the old ones when the desk next has to do with it, or by
    /// [`announce_keys`](Self::announce_keys); a new page is [published](Self::publish) apart. The old keys still open for
    /// 90 days.
    ///
    /// # Errors
    /// The store's and the randomness's.
    pub fn rotate_keys(
        &mut self,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        self.own.run("rotate-keys", Object::new().into(), command, now, random, |act| {
            let next = Arc::new(act.desk_pairs()?.rotate(act.random)?);
            let keys = next.public();
            act.keep(StreamId::OWN, next)?;
            act.push(StreamId::OWN, Event::KeysMade { keys })
        })
    }

    /// The desk's clock was set back and is right now.
    ///
    /// # Errors
    /// The store's.
    pub fn accept_clock(
        &mut self,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        self.own.accept_clock(command, now, random)
    }
}

/// The page, of every entry that some line of the preferences accepts.
fn profile(act: &Act<'_>) -> Result<Profile, Error> {
    let (_, name) = act.state.desk().ok_or(StateError::NoProfile)?;
    let keys = *act.state.desk_keys().ok_or(StateError::NoProfile)?;
    let accepted = act.settings().preferences.list().iter().flat_map(|line| &line.accept);
    let accepts: BTreeSet<EntryPin> = accepted.map(|id| act.entry_of(id)).collect::<Result<_, _>>()?;
    Ok(Profile { name: name.clone(), keys, accepts })
}
