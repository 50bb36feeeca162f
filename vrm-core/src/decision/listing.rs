//! What a ledger holds, listed: the same lists for the same contents, in whatever order they were entered.

use super::account::Account;
use super::{AgreementId, Block, Grant, Ledger};
use crate::did::Did;
use crate::time::{Instant, Window};

/// An agreement as a ledger holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// The agreement.
    pub id: AgreementId,
    /// When it is in force.
    pub window: Window,
    /// Whether it was ended before its time.
    pub ended: bool,
}

impl Agreed {
    /// Whether it is in force then.
    #[must_use]
    pub fn is_in_force(&self, now: Instant) -> bool {
        !self.ended && self.window.contains(now)
    }
}

impl Ledger {
    /// Every vendor with which there is an agreement, in force or not, sorted.
    ///
    /// ```
    /// use vrm_core::decision::{AgreementId, Ledger};
    /// use vrm_core::did::Did;
    /// use vrm_core::terms::Roster;
    /// use vrm_core::time::Window;
    /// let (shop, text) = (Did::parse("did:web:shop.example")?, Roster::builtin().entry("SD-BASE")?.terms());
    /// let mut ledger = Ledger::new();
    /// ledger.agree(&shop, AgreementId::from_bytes([7; 32]), text, Window::ALWAYS)?;
    /// ledger.end_all(&shop);
    /// assert_eq!(ledger.vendors().collect::<Vec<_>>(), [&shop]);
    /// assert!(ledger.agreements(&shop).all(|agreed| agreed.ended));
    /// ledger.forget(&shop);
    /// assert_eq!(ledger.vendors().count(), 0);
    /// # Ok::<(), vrm_core::Error>(())
    /// ```
    pub fn vendors(&self) -> impl Iterator<Item = &Did> {
        let agreed = self.accounts().filter(|(_, account)| account.agreements().next().is_some());
        sorted(agreed.map(|(vendor, _)| vendor), |vendor| *vendor)
    }

    /// The agreements with a vendor, in force or not, sorted by id.
    pub fn agreements(&self, vendor: &Did) -> impl Iterator<Item = Agreed> {
        self.account(vendor).into_iter().flat_map(Account::agreements)
    }

    /// The grants of a vendor, whatever their status, sorted by agreement, process and data word.
    pub fn grants(&self, vendor: &Did) -> impl Iterator<Item = &Grant> {
        let grants = self.account(vendor).into_iter().flat_map(Account::grants);
        sorted(grants, |grant| (grant.agreement, grant.process, &grant.scope.data, grant.id))
    }

    /// The same, in no order.
    #[cfg(feature = "keys")]
    pub(crate) fn grants_unsorted(&self, vendor: &Did) -> impl Iterator<Item = &Grant> {
        self.account(vendor).into_iter().flat_map(Account::grants)
    }

    /// The blocks, whenever they stand, sorted by id.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        let of_vendors = self.accounts().map(|(_, account)| &account.blocks);
        let blocks = self.shield().stands().chain(of_vendors).flat_map(|stand| stand.all().map(|(block, _)| block));
        sorted(blocks, |block| block.what.id())
    }
}

fn sorted<'a, T, K: Ord>(all: impl Iterator<Item = &'a T>, key: impl Fn(&&'a T) -> K) -> std::vec::IntoIter<&'a T> {
    let mut all: Vec<&T> = all.collect();
    all.sort_by_key(key);
    all.into_iter()
}
