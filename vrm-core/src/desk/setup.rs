//! Set up: name, declarations, which agreements, keys.

use super::Desk;
use crate::chain::StreamId;
use crate::decision::AgreementId;
use crate::did::{Did, PublicKey};
use crate::error::Error;
use crate::history::{CommandId, Event, Settings};
use crate::json::{Object, Value};
use crate::keys::{PartyKeys, PublicSigningKey, Randomness};
use crate::life::{Act, Outcome};
use crate::log::LogId;
use crate::message::{Anyone, Message, Never, Profile, SignedRoster};
use crate::terms::{Declaration, EntryPin};
use crate::text::Name;
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
            let event = Event::Declared { entry: terms.name().called(), declaration: Box::new(declaration.clone()) };
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
            if let Some(entry) = settings.preferences.accepted().find(|id| act.state.declaration(id).is_none()) {
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
            act.note_own(StreamId::OWN, message.as_str())
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

    /// The clock was set back and is right now, for the desk's own history ([`LogId::DESK`]) or for a customer's.
    ///
    /// # Errors
    /// The store's.
    pub fn accept_clock(
        &mut self,
        history: LogId,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        self.history(history)?.accept_clock(command, now, random)
    }

    /// What the desk is called: a `did:key` changes with its keys.
    ///
    /// # Errors
    /// [`StateError::NoProfile`].
    pub fn did(&self) -> Result<Did, Error> {
        let (did, _) = self.own.state().desk().ok_or(StateError::NoProfile)?;
        Ok(if did.has_key_inside() { self.keys()?.sign().to_did() } else { did.clone() })
    }

    /// Its name.
    ///
    /// # Errors
    /// [`StateError::NoProfile`].
    pub fn name(&self) -> Result<Name, Error> {
        let (_, name) = self.own.state().desk().ok_or(StateError::NoProfile)?;
        Ok(name.clone())
    }

    /// The document of a `did:web` with the keys in use, as the desk's web host has to serve it (DID Core 1.0).
    ///
    /// # Errors
    /// [`StateError::NoProfile`].
    pub fn did_document(&self) -> Result<String, Error> {
        let (did, keys) = (self.did()?, self.keys()?);
        let method = |fragment: &str, key: &PublicKey| {
            Object::new()
                .with("id", format!("{did}#{fragment}"))
                .with("type", "Multikey")
                .with("controller", did.as_str())
                .with("publicKeyMultibase", key.to_did_key().id())
        };
        let methods: Vec<Value> =
            vec![method("sign", keys.sign().key()).into(), method("seal", keys.seal().key()).into()];
        let document = Object::new()
            .with(
                "@context",
                vec![Value::from("https://www.w3.org/ns/did/v1"), "https://w3id.org/security/multikey/v1".into()],
            )
            .with("id", did.as_str())
            .with("verificationMethod", methods)
            .with("assertionMethod", vec![Value::from(format!("{did}#sign"))])
            .with("keyAgreement", vec![Value::from(format!("{did}#seal"))]);
        Ok(Value::Object(document).canonical())
    }
}

/// The page, of every entry that some line of the preferences accepts.
fn profile(act: &Act<'_>) -> Result<Profile, Error> {
    let (_, name) = act.state.desk().ok_or(StateError::NoProfile)?;
    let keys = *act.state.desk_keys().ok_or(StateError::NoProfile)?;
    let accepted = act.settings().preferences.accepted();
    let accepts: BTreeSet<EntryPin> = accepted.map(|id| act.entry_of(id)).collect::<Result<_, _>>()?;
    Ok(Profile { name: name.clone(), keys, accepts })
}
