//! What follows from an agreement: data that is kept and given, consent, the receipt, and who holds what.

use std::collections::BTreeMap;
use std::sync::Arc;

use vrm_core::decision::{Grant, GrantId};
use vrm_core::message::Jti;
use vrm_core::view::{Agenda, Exposure, Receipted, Relationship, View};
use vrm_core::vocab::Word;

use super::data::{Piece, Yes};
use super::market::{Agreed, Market};
use crate::host::System;
use crate::stop::Stop;

/// What an agreement leaves to the person.
pub(super) struct Consented {
    /// What it said yes to.
    pub(super) given: Vec<Grant>,
    /// What is still open, and permits nothing.
    pub(super) open: Vec<Grant>,
}

/// What was given under one grant, and read at the vendor's.
pub(super) struct Given {
    pub(super) grant: Grant,
    /// Of which kind.
    pub(super) data: Vec<Word>,
}

/// Who holds what, and what falls due, by the person's side.
pub(super) struct Outlook {
    pub(super) view: Arc<View>,
    pub(super) exposure: Exposure,
    pub(super) agenda: Agenda,
}

impl Market {
    /// Keeps data; of which kind it is.
    pub(super) fn keep(&mut self, pieces: &[Piece]) -> Result<Vec<Word>, Stop> {
        for piece in pieces {
            self.person.store_item(&piece.item(self.now)?, None, self.now, &mut System)?;
        }
        let mut kinds: Vec<Word> = self.person.view().items().map(|item| item.data.clone()).collect();
        kinds.sort();
        Ok(kinds)
    }

    /// Says yes to what the agreement leaves open and the person has a yes for, one process and one word at a time.
    pub(super) fn consent(&mut self, agreed: &Agreed, yeses: &[Yes]) -> Result<Consented, Stop> {
        let (given, open): (Vec<Grant>, Vec<Grant>) =
            self.waiting(agreed)?.into_iter().partition(|grant| yeses.iter().any(|yes| yes.speaks_for(grant)));
        for grant in &given {
            for data in &grant.scope.data {
                let (agreement, process) = (grant.agreement, grant.process);
                let now = self.now;
                self.person.consent(agreed.relationship, agreement, process, data, None, now, &mut System)?;
            }
        }
        self.carry_all(agreed)?;
        Ok(Consented { given, open })
    }

    /// Gives what may be given, each piece under the grant that permits it; the vendor opens it.
    pub(super) fn give(&mut self, agreed: &Agreed) -> Result<Vec<Given>, Stop> {
        let mut by_grant: BTreeMap<GrantId, Vec<_>> = BTreeMap::new();
        for (grant, item) in self.person.view().givable(agreed.relationship, self.now)? {
            by_grant.entry(grant).or_default().push(item);
        }
        for (grant, items) in &by_grant {
            self.person.give(agreed.relationship, *grant, items, None, self.now, &mut System)?;
        }
        self.carry_all(agreed)?;
        self.given(agreed)
    }

    /// Has the vendor issue a receipt, which the person's side holds against its own history when it comes; none from a
    /// vendor that says nowhere how it is reached.
    pub(super) fn receipt(&mut self, agreed: &Agreed) -> Result<Option<Receipted>, Stop> {
        let now = self.now;
        let shop = self.at(agreed.shop)?;
        let Some(issuer) = shop.vendor.issuer.clone() else { return Ok(None) };
        let customer = shop.customer()?;
        let [_, agreement] = agreed.ids;
        let issued = shop.desk.issue(customer, agreement, &issuer, None, now, &mut System);
        issued.map_err(|error| shop.vendor.place.coded(&error))?;
        self.carry_all(agreed)?;
        let view = self.person.view();
        let receipt = view.relationship(agreed.relationship)?.receipts().next().cloned();
        receipt.map(Some).ok_or_else(|| Stop::new("no receipt came"))
    }

    /// Who holds what about the person, and what falls due.
    pub(super) fn outlook(&self) -> Result<Outlook, Stop> {
        let view = self.person.view();
        Ok(Outlook { exposure: view.exposure(self.now)?, agenda: view.agenda(self.now)?, view })
    }

    fn waiting(&self, agreed: &Agreed) -> Result<Vec<Grant>, Stop> {
        let view = self.person.view();
        let between = view.relationship(agreed.relationship)?;
        Ok(between.waiting().map(|pending| pending.grant().clone()).collect())
    }

    /// What lies at the vendor's, which opened it: the same on both sides. By category, then by purpose.
    fn given(&mut self, agreed: &Agreed) -> Result<Vec<Given>, Stop> {
        let grants: BTreeMap<GrantId, Grant> =
            self.person.view().grants(agreed.relationship)?.map(|grant| (grant.id, grant.clone())).collect();
        let shop = self.at(agreed.shop)?;
        let customer = shop.customer()?;
        let there = shop.desk.customer(customer)?;
        let letters: Vec<(Jti, GrantId)> =
            there.relationships().flat_map(Relationship::disclosures).map(|(id, given)| (id, given.grant)).collect();
        let mut all = Vec::new();
        for (letter, grant) in letters {
            let theirs = self.at(agreed.shop)?.desk.disclosed(customer, &letter)?;
            if theirs != self.person.disclosed(agreed.relationship, &letter)? {
                return Err(Stop::new("the vendor reads something else than was given"));
            }
            let grant = grants.get(&grant).cloned();
            let grant = grant.ok_or_else(|| Stop::new("something was given under no grant of the person’s"))?;
            all.push(Given { grant, data: theirs.into_iter().map(|given| given.data).collect() });
        }
        all.sort_by(|one, two| (&one.data, &one.grant.scope.purpose).cmp(&(&two.data, &two.grant.scope.purpose)));
        Ok(all)
    }

    fn carry_all(&mut self, agreed: &Agreed) -> Result<(), Stop> {
        let letters = self.letters()?;
        self.carry(agreed.shop, letters)
    }
}
