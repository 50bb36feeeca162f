//! A ledger of one's own: grants and blocks without a life behind them.

use super::VrmError;
use crate::border::Gate;
use crate::value::{AgreedWindow, Block, Decision, Grant, GrantMove, GrantOrder, Request, Terms, TimeWindow, Verdict};
use vrm_core::decision::{self, AgreementId, GrantId, Host};
use vrm_core::did::Did;
use vrm_core::keys::SignedId;
use vrm_core::time::{Instant, Window};
use vrm_core::vocab::Sector;

/// The grants and blocks of one person, or, without blocks, of one desk: what decides, and nothing else. A life holds its
/// own; this one keeps nothing. A refused change leaves it as it was. Calls of one handle wait for each other.
#[derive(uniffi::Object)]
pub struct Ledger {
    gate: Gate<decision::Ledger>,
}

#[uniffi::export]
impl Ledger {
    /// A ledger with no grant and no block: everything is denied.
    #[allow(clippy::new_without_default, reason = "the name that every language has")]
    #[uniffi::constructor]
    pub fn new() -> Self {
        Self { gate: Gate::new(decision::Ledger::new()) }
    }

    /// What is known of a vendor that blocks select by. It replaces what was known; the host of a `did:web` is always
    /// known.
    pub fn describe(&self, vendor: Did, hosts: Vec<Host>, sectors: Vec<Sector>) -> Result<(), VrmError> {
        Ok(self.gate.lend(|ledger| {
            ledger.describe(&vendor, &hosts, &sectors);
            Ok(())
        })?)
    }

    /// An agreement comes into force under a text, for a time; none = always.
    ///
    /// # Errors
    /// `decision-already-there`; as `draft_finish`.
    #[uniffi::method(default(window = None))]
    pub fn agree(
        &self,
        vendor: Did,
        id: AgreementId,
        terms: Terms,
        window: Option<TimeWindow>,
    ) -> Result<(), VrmError> {
        Ok(self.gate.lend(|ledger| {
            let window = window.map_or(Ok(Window::ALWAYS), Window::try_from)?;
            Ok(ledger.agree(&vendor, id, &terms.core()?, window)?)
        })?)
    }

    /// An agreement ends before its time, and its grants with it.
    ///
    /// # Errors
    /// `decision-no-such-agreement`.
    pub fn end(&self, vendor: Did, id: AgreementId) -> Result<(), VrmError> {
        Ok(self.gate.lend(|ledger| Ok(ledger.end(&vendor, &id)?))?)
    }

    /// All agreements with a vendor end before their time, and their grants with them. They stay listed.
    pub fn end_all(&self, vendor: Did) -> Result<(), VrmError> {
        Ok(self.gate.lend(|ledger| {
            ledger.end_all(&vendor);
            Ok(())
        })?)
    }

    /// All that is held of a vendor leaves the ledger. Blocks against it stay until they are taken down.
    pub fn forget(&self, vendor: Did) -> Result<(), VrmError> {
        Ok(self.gate.lend(|ledger| {
            ledger.forget(&vendor);
            Ok(())
        })?)
    }

    /// Enters a grant that came with its agreement, before any order.
    ///
    /// # Errors
    /// As `grant_at`.
    pub fn grant(&self, vendor: Did, grant: Grant) -> Result<(), VrmError> {
        Ok(self.gate.lend(|ledger| Ok(ledger.grant(&vendor, grant.try_into()?)?))?)
    }

    /// Enters a grant that a consent or answer at position `n` of the person's stream made.
    ///
    /// # Errors
    /// `decision-*`: its agreement is not there, its id is taken, it has not one data word, it stands on a legal duty, or it
    /// is wider than its parent; `terms-*` where its words mean nothing to the agreement's text.
    pub fn grant_at(&self, vendor: Did, grant: Grant, n: u64) -> Result<(), VrmError> {
        Ok(self.gate.lend(|ledger| Ok(ledger.grant_at(&vendor, grant.try_into()?, n)?))?)
    }

    /// Has grants follow an order of the person's: for each, the one with the highest `n` prevails, and a withdrawal is
    /// final.
    ///
    /// # Errors
    /// `decision-no-such-agreement`, `decision-too-many-awaited`.
    pub fn order(&self, vendor: Did, order: GrantOrder) -> Result<(), VrmError> {
        Ok(self.gate.lend(|ledger| Ok(ledger.order(&vendor, &order.into())?))?)
    }

    /// Moves a grant along its chart, now.
    ///
    /// # Errors
    /// `decision-no-such-grant`, `decision-wrong-state`.
    pub fn step(&self, vendor: Did, id: GrantId, step: GrantMove, now: Instant) -> Result<(), VrmError> {
        Ok(self.gate.lend(|ledger| Ok(ledger.step(&vendor, &id, step.into(), now)?))?)
    }

    /// Ends a grant that was given once, at its first recorded use.
    ///
    /// # Errors
    /// `decision-no-such-grant`, `decision-wrong-state`.
    pub fn spend(&self, vendor: Did, id: GrantId, now: Instant) -> Result<(), VrmError> {
        Ok(self.gate.lend(|ledger| Ok(ledger.spend(&vendor, &id, now)?))?)
    }

    /// Records that the duties that come first are done, or open again.
    ///
    /// # Errors
    /// `decision-no-such-grant`.
    pub fn set_duty_open(&self, vendor: Did, id: GrantId, open: bool) -> Result<(), VrmError> {
        Ok(self.gate.lend(|ledger| Ok(ledger.set_duty_open(&vendor, &id, open)?))?)
    }

    /// Puts up a block.
    ///
    /// # Errors
    /// `decision-already-there`; as `block_parse`.
    pub fn block(&self, block: Block) -> Result<(), VrmError> {
        Ok(self.gate.lend(|ledger| Ok(ledger.block(block.core()?)?))?)
    }

    /// Takes a block down by its id; false when there was none.
    pub fn unblock(&self, id: String) -> Result<bool, VrmError> {
        Ok(self.gate.lend(|ledger| Ok(ledger.unblock(&id)))?)
    }

    /// One grant, if it is there.
    pub fn find(&self, vendor: Did, id: GrantId) -> Result<Option<Grant>, VrmError> {
        Ok(self.gate.lend(|ledger| Ok(ledger.find(&vendor, &id).map(Grant::from)))?)
    }

    /// Every vendor with which there is an agreement, in force or not, sorted.
    pub fn vendors(&self) -> Result<Vec<Did>, VrmError> {
        Ok(self.gate.lend(|ledger| Ok(ledger.vendors().cloned().collect()))?)
    }

    /// The agreements with a vendor, in force or not, sorted by id.
    pub fn agreements(&self, vendor: Did) -> Result<Vec<AgreedWindow>, VrmError> {
        Ok(self.gate.lend(|ledger| Ok(ledger.agreements(&vendor).map(Into::into).collect()))?)
    }

    /// The grants of a vendor, whatever their status, sorted by agreement, process and data word.
    pub fn grants(&self, vendor: Did) -> Result<Vec<Grant>, VrmError> {
        Ok(self.gate.lend(|ledger| Ok(ledger.grants(&vendor).map(Grant::from).collect()))?)
    }

    /// The blocks, whenever they stand, sorted by id.
    pub fn blocks(&self) -> Result<Vec<Block>, VrmError> {
        Ok(self.gate.lend(|ledger| Ok(ledger.blocks().map(Block::from).collect()))?)
    }

    /// The process on which a yes to a request would stand, if something covers it.
    ///
    /// # Errors
    /// As `request_parse`.
    pub fn covering_process(
        &self,
        vendor: Did,
        agreement: AgreementId,
        request: Request,
    ) -> Result<Option<u32>, VrmError> {
        Ok(self.gate.lend(|ledger| Ok(ledger.covering_process(&vendor, &agreement, &request.core()?)))?)
    }

    /// The grant that a yes to a request makes, by the id of the answer; none when nothing covers the request.
    ///
    /// # Errors
    /// As `request_parse`.
    pub fn answering(
        &self,
        vendor: Did,
        agreement: AgreementId,
        request: Request,
        by: SignedId,
    ) -> Result<Option<Grant>, VrmError> {
        Ok(self.gate.lend(|ledger| {
            let grant = ledger.answering(&vendor, &agreement, &request.core()?, by.as_bytes());
            Ok(grant.as_ref().map(Grant::from))
        })?)
    }

    /// May this vendor do it now? The answer with every grant and block that made it.
    ///
    /// # Errors
    /// As `request_parse`.
    pub fn decide(&self, vendor: Did, request: Request, now: Instant) -> Result<Decision, VrmError> {
        Ok(self.gate.lend(|ledger| Ok((&ledger.decide(&vendor, &request.core()?, now)).into()))?)
    }

    /// As `decide`, without the reasons.
    ///
    /// # Errors
    /// As `decide`.
    pub fn verdict(&self, vendor: Did, request: Request, now: Instant) -> Result<Verdict, VrmError> {
        Ok(self.gate.lend(|ledger| Ok(ledger.verdict(&vendor, &request.core()?, now).into()))?)
    }
}
