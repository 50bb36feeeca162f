//! Announce, and choose among what came.

use crate::mobile::{Person, VrmError};
use crate::value::{Announcement, HeldOffer, Inbox, Outcome, Ranking, Rate};
use vrm_core::chain::StreamId;
use vrm_core::did::Did;
use vrm_core::history::CommandId;
use vrm_core::keys::SignedId;
use vrm_core::{person, time::Instant};

#[uniffi::export]
impl Person {
    /// Announces an intention. Each cast is signed with keys made for it alone, and nothing in it tells whose it is. The
    /// outcome's `relationship` is the id of the intention.
    ///
    /// # Errors
    /// `roster-no-entry` for an entry that the roster does not have; `state-no-keys` for a vendor that nothing can be sealed for;
    /// `message-*` for an end that is not after now, or more than 90 days; `state-nobody-meant`.
    #[uniffi::method(default(command = None))]
    pub fn announce(
        &self,
        announcement: Announcement,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        let announcement = person::Announcement::try_from(announcement)?;
        self.run(|life, random| life.announce(&announcement, command, now, random))
    }

    /// Takes an intention back: what has not left goes nowhere any more. Nobody is told.
    ///
    /// # Errors
    /// `state-no-such-intention`; `chart-no-such-move` when it is not open.
    #[uniffi::method(default(command = None))]
    pub fn withdraw_intention(
        &self,
        intention: StreamId,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        self.run(|life, random| life.withdraw_intention(intention, command, now, random))
    }

    /// Pins the keys that an offering vendor's `did:web` stands for, for one cast: what `receive` asked for. The offer is
    /// handed in again after it.
    ///
    /// # Errors
    /// `state-no-such-intention`; as `introduce`.
    #[uniffi::method(default(command = None))]
    pub fn introduce_offerer(
        &self,
        cast: StreamId,
        vendor: Did,
        document: Vec<u8>,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        self.run(|life, random| life.introduce_offerer(cast, &vendor, &document, command, now, random))
    }

    /// The offers that are held for an intention, each with what its terms have against it.
    ///
    /// # Errors
    /// `state-no-such-intention`; the store's.
    pub fn inbox(&self, intention: StreamId) -> Result<Inbox, VrmError> {
        self.with(|life, _| Inbox::try_from(life.inbox(intention)?.as_ref()))
    }

    /// One offer of an inbox.
    ///
    /// # Errors
    /// As `inbox`; `state-no-such-offer`.
    pub fn inbox_offer(&self, intention: StreamId, offer: SignedId) -> Result<HeldOffer, VrmError> {
        self.with(|life, _| Inbox::offer(life.inbox(intention)?.as_ref(), &offer))
    }

    /// The offers of an inbox in order, best first, each with its reasons, and those left out, each with why; `limit` of
    /// either. Without rates, offers in other currencies than the want's are left out.
    ///
    /// # Errors
    /// As `inbox`; as `rank` for rates.
    pub fn inbox_rank(
        &self,
        intention: StreamId,
        rates: Vec<Rate>,
        now: Instant,
        limit: u32,
    ) -> Result<Ranking, VrmError> {
        self.with(|life, _| Ranking::of_inbox(life.inbox(intention)?.as_ref(), rates, now, limit))
    }

    /// Says yes to one offer: the document of the agreement is made, signed by the relationship's persona, and sent to the
    /// vendor alone. The others are not told.
    ///
    /// # Errors
    /// `state-no-such-intention`, `state-no-such-offer`; `chart-no-such-move` when the intention is not open; as `accept`.
    #[uniffi::method(default(command = None))]
    pub fn choose(
        &self,
        intention: StreamId,
        offer: SignedId,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        self.run(|life, random| life.choose(intention, offer, command, now, random))
    }

    /// As `choose`, after a yes to another offer came to nothing as well. `danger`: the two vendors, if they compare what
    /// they got, can tell that they deal with one person.
    ///
    /// # Errors
    /// As `choose`.
    #[uniffi::method(default(command = None))]
    pub fn danger_choose(
        &self,
        intention: StreamId,
        offer: SignedId,
        command: Option<CommandId>,
        now: Instant,
    ) -> Result<Outcome, VrmError> {
        self.run(|life, random| life.danger_choose(intention, offer, command, now, random))
    }
}
