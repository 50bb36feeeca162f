//! Set up: name, declarations, which agreements, keys.

use super::Desk;
use crate::border::Failure;
use crate::border::signing_key;
use crate::mobile::VrmError;
use crate::value::{Declaration, Outcome, PartyKeys, Settings};
use vrm_core::did::Did;
use vrm_core::history::CommandId;
use vrm_core::log::LogId;
use vrm_core::text::Name;
use vrm_core::time::Instant;

#[uniffi::export]
impl Desk {
    /// Sets what the desk processes under an entry that it accepts. It must pass under the entry's terms.
    ///
    /// # Errors
    /// `decision-not-authorised` with every conflict; `terms-*` for an entry that no known roster has.
    #[uniffi::method(default(command = None))]
    pub fn declare(
        &self,
        entry: String,
        declaration: Declaration,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        let declaration = declaration.core()?;
        self.run(|desk, random| desk.declare(&entry, &declaration, command, now, random))
    }

    /// Sets which agreements the desk accepts, from whom, and who says yes. Each that it accepts has a declaration.
    ///
    /// # Errors
    /// `state-no-declaration`.
    #[uniffi::method(default(command = None))]
    pub fn set_settings(
        &self,
        settings: Settings,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        let settings = settings.core()?;
        self.run(|desk, random| desk.set_settings(&settings, command, now, random))
    }

    /// Signs the desk's public page: its name, its keys, and the roster agreements that it accepts (IEEE 7012 wants
    /// them published). `profile` gives it.
    ///
    /// # Errors
    /// `form-*` when it accepts none.
    #[uniffi::method(default(command = None))]
    pub fn publish(&self, command: Option<CommandId>, now: Instant) -> Result<Outcome, VrmError> {
        self.run(|desk, random| desk.publish(command, now, random))
    }

    /// The page that was published last: for anyone, at a place of the host's choosing.
    pub fn profile(&self) -> Result<Option<Vec<u8>>, VrmError> {
        self.with(|desk, _| Ok::<_, Failure>(desk.profile().map(|page| page.as_bytes().to_vec())))
    }

    /// The keys in use, as a `did:web`'s document must name them.
    ///
    /// # Errors
    /// `state-no-profile`.
    pub fn keys(&self) -> Result<PartyKeys, VrmError> {
        self.with(|desk, _| Ok::<_, Failure>(PartyKeys::from(desk.keys()?)))
    }

    /// Takes another roster, signed by an authority whose key the host trusts for it.
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
        self.run(|desk, random| desk.load_roster(&document, &statement, &authority, command, now, random))
    }

    /// New keys. Each customer is told with the old ones when the desk next has to do with it, or by
    /// `announce_keys`; a new page is published apart. The old keys still open for 90 days.
    ///
    /// # Errors
    /// The store's and the randomness's.
    #[uniffi::method(default(command = None))]
    pub fn rotate_keys(&self, command: Option<CommandId>, now: Instant) -> Result<Outcome, VrmError> {
        self.run(|desk, random| desk.rotate_keys(command, now, random))
    }

    /// The clock was set back and is right now, for the desk's own history (32 zeros) or for a customer's.
    ///
    /// # Errors
    /// The store's.
    #[uniffi::method(default(command = None))]
    pub fn accept_clock(&self, history: LogId, command: Option<CommandId>, now: Instant) -> Result<Outcome, VrmError> {
        self.run(|desk, random| desk.accept_clock(history, command, now, random))
    }

    /// What the desk is called: a `did:key` changes with its keys.
    ///
    /// # Errors
    /// `state-no-profile`.
    pub fn did(&self) -> Result<Did, VrmError> {
        self.with(|desk, _| desk.did())
    }

    /// Its name.
    ///
    /// # Errors
    /// `state-no-profile`.
    pub fn name(&self) -> Result<Name, VrmError> {
        self.with(|desk, _| desk.name())
    }

    /// The document of a `did:web` with the keys in use, as the desk's web host has to serve it (DID Core 1.0).
    ///
    /// # Errors
    /// `state-no-profile`.
    pub fn did_document(&self) -> Result<String, VrmError> {
        self.with(|desk, _| desk.did_document())
    }
}
