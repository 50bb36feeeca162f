//! The grants and blocks of one person, in the form that decides.

use super::DecisionError;
use super::account::Account;
use super::block::{Block, Host, Selector};
use super::grant::{AgreementId, Grant, GrantId, GrantMove};
use super::order::GrantOrder;
use super::shield::Shield;
use crate::did::Did;
use crate::terms::Terms;
use crate::time::{Instant, Window};
use crate::vocab::Sector;
use std::collections::HashMap;
use std::sync::Arc;

/// The grants and blocks of one person (or, without blocks, of one desk), indexed by vendor.
///
/// It holds what [`decide`](Ledger::decide) needs and nothing else. Every change keeps to the charts, and a refused
/// change leaves it as it was.
///
/// ```
/// use vrm_core::decision::{AgreementId, Block, Effect, GrantMove, Ledger, Reason, Request, Selector};
/// use vrm_core::did::Did;
/// use vrm_core::terms::{Declaration, Process, Prohibition, Roster};
/// use vrm_core::time::{Instant, Window};
/// use vrm_core::vocab::Recipient;
///
/// // What the shop declared, agreed on under the base agreement.
/// let shop = Did::parse("did:web:shop.example")?;
/// let (email, care) = ("pd:EmailAddress".parse()?, "dpv:CustomerCare".parse()?);
/// let process = Process::new([email], [care], ["dpv:Store".parse()?], [Recipient::Vendor]);
/// let text = Roster::builtin().entry("SD-BASE")?.terms();
/// let agreement = AgreementId::from_bytes([7; 32]);
/// let authority = Declaration::new([process])?.authorise(agreement, Window::ALWAYS, &text.compile(), None)?;
///
/// let mut ledger = Ledger::new();
/// ledger.agree(&shop, agreement, text, Window::ALWAYS)?;
/// for grant in &authority.grants {
///     ledger.grant(&shop, grant.clone())?;
/// }
/// let now = Instant::parse("2026-03-01T12:00:00Z")?;
/// let request =
///     Request::new("pd:EmailAddress".parse()?, "dpv:CustomerCare".parse()?, "dpv:Store".parse()?, Recipient::Vendor);
/// assert_eq!(ledger.verdict(&shop, &request, now).effect, Effect::Permit);
///
/// // A block is stronger than any agreement, and a withdrawal is final.
/// let what = Prohibition::new("leave-me-alone");
/// ledger.block(Block { against: Selector::Everyone, what, window: Window::ALWAYS })?;
/// assert_eq!(ledger.verdict(&shop, &request, now).effect, Effect::Deny);
/// ledger.unblock("leave-me-alone");
/// ledger.step(&shop, &authority.grants[0].id, GrantMove::Withdraw, now)?;
/// assert_eq!(ledger.decide(&shop, &request, now).reasons(), [Reason::Withdrawn]);
/// # Ok::<(), vrm_core::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// Copies of a ledger share what did not change.
    accounts: Arc<HashMap<Did, Arc<Account>>>,
    shield: Shield,
}

impl Ledger {
    /// A ledger with no grant and no block: everything is denied.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What is known of a vendor that blocks select by: its web hosts and sectors. It replaces what was known; the host
    /// of a `did:web` is always known.
    pub fn describe(&mut self, vendor: &Did, hosts: &[Host], sectors: &[Sector]) {
        self.opened(vendor).describe(vendor, hosts, sectors);
    }

    /// An agreement comes into force under a text, for a time.
    ///
    /// # Errors
    /// [`DecisionError::AlreadyThere`] when it has been entered.
    pub fn agree(&mut self, vendor: &Did, id: AgreementId, terms: &Terms, window: Window) -> Result<(), DecisionError> {
        self.opened(vendor).agree(id, terms.vocabulary(), window)
    }

    /// An agreement ends before its time, and its grants with it.
    ///
    /// # Errors
    /// [`DecisionError::NoSuchAgreement`].
    pub fn end(&mut self, vendor: &Did, id: &AgreementId) -> Result<(), DecisionError> {
        self.agreed_with(vendor, id)?.end(id)
    }

    /// All agreements with a vendor end before their time, and their grants with them. They stay listed.
    pub fn end_all(&mut self, vendor: &Did) {
        if let Some(account) = self.changing(vendor) {
            account.end_all();
        }
    }

    /// All that is held of a vendor leaves the ledger, what was said of its hosts and sectors too. Blocks against it
    /// stay until they are taken down.
    pub fn forget(&mut self, vendor: &Did) {
        let accounts = Arc::make_mut(&mut self.accounts);
        let account = accounts.remove(vendor).map(Arc::unwrap_or_clone);
        if let Some(left) = account.and_then(|account| account.blocks_alone(vendor)) {
            accounts.insert(vendor.clone(), Arc::new(left));
        }
    }

    /// Enters a grant that came with its agreement, before any order.
    ///
    /// # Errors
    /// As [`grant_at`](Self::grant_at).
    pub fn grant(&mut self, vendor: &Did, grant: Grant) -> Result<(), DecisionError> {
        self.grant_at(vendor, grant, 0)
    }

    /// Enters a grant that a consent or answer at position `n` of the person's stream made. It follows the orders that
    /// are known already and stand above that.
    ///
    /// # Errors
    /// When its agreement is not there, its words mean nothing to the agreement's text, its id is taken, it has not one
    /// data word, it stands on a legal duty, or it is wider than its parent.
    pub fn grant_at(&mut self, vendor: &Did, grant: Grant, n: u64) -> Result<(), DecisionError> {
        self.agreed_with(vendor, &grant.agreement)?.grant(grant, n)
    }

    /// Has grants follow an order of the person's: for each grant, here already or still to come, the one with the
    /// highest `n` prevails whatever the order of arrival, and a withdrawal is final. An order changes nothing the second
    /// time, or where it is stale or the grant is over. What was granted under a grant follows it.
    ///
    /// ```
    /// # use vrm_core::decision::{AgreementId, GrantMove, GrantOrder, GrantStatus, Ledger, WhichGrants};
    /// # use vrm_core::did::Did;
    /// # use vrm_core::terms::{Declaration, Process, Roster};
    /// # use vrm_core::time::Window;
    /// # let shop = Did::parse("did:web:shop.example")?;
    /// # let words = (["pd:Name".parse()?], ["dpv:CustomerCare".parse()?], ["dpv:Store".parse()?], ["vendor".parse()?]);
    /// # let process = Process::new(words.0, words.1, words.2, words.3);
    /// # let text = Roster::builtin().entry("SD-BASE")?.terms();
    /// # let agreement = AgreementId::from_bytes([7; 32]);
    /// # let declared = Declaration::new([process])?;
    /// # let grant = declared.authorise(agreement, Window::ALWAYS, &text.compile(), None)?.grants.remove(0);
    /// # let mut ledger = Ledger::new();
    /// # ledger.agree(&shop, agreement, text, Window::ALWAYS)?;
    /// let order = |n, step| GrantOrder { agreement, n, which: WhichGrants::All, step };
    /// ledger.order(&shop, &order(5, GrantMove::Resume))?; // sent after the pause, and here before the grant itself
    /// ledger.grant(&shop, grant.clone())?;
    /// ledger.order(&shop, &order(4, GrantMove::Pause))?;
    /// assert_eq!(ledger.find(&shop, &grant.id).unwrap().status, GrantStatus::Active);
    /// # Ok::<(), vrm_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`DecisionError::NoSuchAgreement`]; [`DecisionError::TooManyAwaited`] when with these the agreement would wait for
    /// more than 1,024 grants that were named and have not come.
    pub fn order(&mut self, vendor: &Did, order: &GrantOrder) -> Result<(), DecisionError> {
        self.agreed_with(vendor, &order.agreement)?.order(order)
    }

    /// Moves a grant along its chart, now: pause, resume, withdraw. What was granted under it follows. The move has no
    /// position; an order above those that the grant has followed prevails over it, and a stale one does not.
    ///
    /// # Errors
    /// [`DecisionError::NoSuchGrant`], or [`DecisionError::WrongState`] for a move that is not on the chart: withdrawn
    /// and expired are final.
    pub fn step(&mut self, vendor: &Did, id: &GrantId, step: GrantMove, now: Instant) -> Result<(), DecisionError> {
        self.account_of(vendor, id)?.step(id, step, now)
    }

    /// Ends a grant that was given once, at its first recorded use: from then on it has expired.
    ///
    /// # Errors
    /// [`DecisionError::NoSuchGrant`], or [`DecisionError::WrongState`] when it is over already.
    pub fn spend(&mut self, vendor: &Did, id: &GrantId, now: Instant) -> Result<(), DecisionError> {
        self.account_of(vendor, id)?.spend(id, now)
    }

    /// Records that the duties that come first are done, or open again.
    ///
    /// # Errors
    /// [`DecisionError::NoSuchGrant`].
    pub fn set_duty_open(&mut self, vendor: &Did, id: &GrantId, open: bool) -> Result<(), DecisionError> {
        self.account_of(vendor, id)?.set_duty_open(id, open)
    }

    /// Puts up a block.
    ///
    /// # Errors
    /// When its words are not DPV's, or its id is taken.
    pub fn block(&mut self, block: Block) -> Result<(), DecisionError> {
        match (self.shield.admit(&block)?, &block.against) {
            (Some(stand), _) => stand.raise(block),
            (None, Selector::Vendor(vendor)) => self.opened(vendor).blocks.raise(block),
            (None, _) => {}
        }
        Ok(())
    }

    /// Takes a block down by its id; false when there was none.
    pub fn unblock(&mut self, id: &str) -> bool {
        let against = self.shield.lower(id);
        if let Some(Selector::Vendor(vendor)) = &against
            && let Some(account) = self.changing(vendor)
        {
            account.blocks.lower(id);
        }
        against.is_some()
    }

    /// One grant.
    #[must_use]
    pub fn find(&self, vendor: &Did, id: &GrantId) -> Option<&Grant> {
        self.accounts.get(vendor)?.find(id)
    }

    pub(super) fn account(&self, vendor: &Did) -> Option<&Account> {
        self.accounts.get(vendor).map(AsRef::as_ref)
    }

    pub(super) fn accounts(&self) -> impl Iterator<Item = (&Did, &Account)> {
        self.accounts.iter().map(|(vendor, account)| (vendor, account.as_ref()))
    }

    pub(super) fn shield(&self) -> &Shield {
        &self.shield
    }

    /// The vendor's account, a new one where there is none yet.
    fn opened(&mut self, vendor: &Did) -> &mut Account {
        let accounts = Arc::make_mut(&mut self.accounts);
        let account = accounts.entry(vendor.clone()).or_insert_with(|| Arc::new(Account::of(vendor)));
        Arc::make_mut(account)
    }

    /// The vendor's account, to be changed.
    fn changing(&mut self, vendor: &Did) -> Option<&mut Account> {
        // Looked up first: a copy is made of what changes alone.
        if !self.accounts.contains_key(vendor) {
            return None;
        }
        Arc::make_mut(&mut self.accounts).get_mut(vendor).map(Arc::make_mut)
    }

    fn agreed_with(&mut self, vendor: &Did, agreement: &AgreementId) -> Result<&mut Account, DecisionError> {
        let missing = || DecisionError::NoSuchAgreement { agreement: agreement.to_string() };
        self.changing(vendor).ok_or_else(missing)
    }

    fn account_of(&mut self, vendor: &Did, grant: &GrantId) -> Result<&mut Account, DecisionError> {
        self.changing(vendor).ok_or_else(|| DecisionError::NoSuchGrant { grant: grant.to_string() })
    }
}

impl Selector {
    /// Whether a block against this stands against a vendor of whom so much is known.
    #[must_use]
    pub fn selects(&self, vendor: &Did, hosts: &[Host], sectors: &[Sector]) -> bool {
        match self {
            Self::Vendor(did) => did == vendor,
            Self::Host(blocked) => {
                let home = Host::of(vendor);
                hosts.iter().chain(&home).any(|host| host.upwards().any(|above| above == blocked.as_str()))
            }
            Self::Sector(sector) => sectors.contains(sector),
            Self::Everyone => true,
        }
    }
}
