//! What may happen with consents, with the person's data, with receipts, claims and incidents.

use crate::moves::{Done, Move, pick};
use crate::support::clinic::{issuer, word};
use crate::support::two::later;
use crate::world::World;
use vrm_core::decision::{AgreementId, GrantId};
use vrm_core::keys::SignedId;
use vrm_core::log::LogId;
use vrm_core::message::Incident;
use vrm_core::rights::{Claim, Law, Right, RightsOutcome, Scope, Statement};
use vrm_core::vault::{Content, ItemId, NewItem};
use vrm_core::view::Relationship;

const DATA: [&str; 4] = ["pd:EmailAddress", "pd:Prescription", "pd:TelephoneNumber", "pd:PhysicalAddress"];

impl World {
    pub(crate) fn with_data(&mut self, to: Move) -> Done {
        let agreement = pick(&self.shops[to.vendor].agreements, to.choice % 3);
        match to.sort {
            50 | 51 => self.consent(to, agreement),
            52 => self.store(to),
            53 | 54 => self.give(to),
            55 => self.forget(to),
            56 => self.claim(to, agreement),
            57 => self.follow(to),
            _ => self.of_desk(to, agreement),
        }
    }

    fn consent(&mut self, to: Move, agreement: Option<AgreementId>) -> Done {
        let (Some(with), Some(agreement)) = (self.shops[to.vendor].relationship, agreement) else { return Ok(None) };
        let view = self.person.view();
        let between = view.relationship(with)?;
        let waits = between.waiting().map(|pending| pending.grant()).filter(|grant| grant.agreement == agreement);
        let waits: Vec<_> = waits.map(|grant| (grant.process, grant.scope.data.first().cloned().unwrap())).collect();
        let index = to.choice / 3 % waits.len().max(1);
        let Some((process, data)) = waits.get(index).cloned() else { return Ok(None) };
        self.person.consent(with, agreement, process, &data, None, self.at, &mut self.random).map(Some)
    }

    /// The person's own words, of which it may give the same to two vendors.
    fn store(&mut self, to: Move) -> Done {
        let value = self.mark();
        self.views.value(&value);
        let new = NewItem::new(word(DATA[to.choice / 8 % DATA.len()]), Content::text(&value).unwrap()).unwrap();
        let (item, at, random) = (pick(&self.items, to.choice / 32), self.at, &mut self.random);
        let done = match (to.choice % 8, item) {
            (0, Some(item)) => self.person.remove_item(item, None, at, random)?,
            (1, Some(item)) => self.person.replace_item(item, &new, None, at, random)?,
            _ => self.person.store_item(&new, None, at, random)?,
        };
        self.items.extend(done.item.filter(|item| !self.items.contains(item)));
        Ok(Some(done))
    }

    fn give(&mut self, to: Move) -> Done {
        let Some(with) = self.shops[to.vendor].relationship else { return Ok(None) };
        let may = self.person.view().givable(with, self.at)?;
        let grants = self.grants(to);
        let pairs = grants.iter().flat_map(|grant| self.items.iter().map(move |item| (*grant, *item)));
        let pairs: Vec<(GrantId, ItemId)> = pairs.filter(|pair| may.contains(pair)).collect();
        let Some((grant, item)) = pick(&pairs, to.choice / 3) else { return Ok(None) };
        let done = self.person.give(with, grant, &[item], None, self.at, &mut self.random)?;
        self.shops[to.vendor].given.push(done.said[0].letter);
        self.note_given(with);
        Ok(Some(done))
    }

    fn forget(&mut self, to: Move) -> Done {
        let shop = &mut self.shops[to.vendor];
        let (Some(with), Some(given)) = (shop.relationship, pick(&shop.given, to.choice / 2)) else { return Ok(None) };
        if to.choice.is_multiple_of(2) {
            return self.person.forget_data(with, given, None, self.at, &mut self.random).map(Some);
        }
        let Some(customer) = self.customer(to.vendor, |between| between.disclosure(&given).is_some()) else {
            return Ok(None);
        };
        self.shops[to.vendor].desk.forget_data(customer, given, None, self.at, &mut self.random).map(Some)
    }

    fn claim(&mut self, to: Move, agreement: Option<AgreementId>) -> Done {
        let Some(with) = self.shops[to.vendor].relationship else { return Ok(None) };
        let scope = match (to.choice / 3 % 3, agreement) {
            (1, Some(agreement)) => Scope::Agreement(agreement),
            (2, _) => Scope::Data([word(DATA[to.choice / 9 % DATA.len()])].into()),
            _ => Scope::All,
        };
        let right = [Right::Erasure, Right::Access, Right::Objection][to.choice / 36 % 3];
        let claim = Claim::new(right, [Law::Gdpr, Law::UkGdpr][to.choice / 108 % 2], scope)?;
        let done = self.person.claim(with, &claim, None, self.at, &mut self.random)?;
        self.shops[to.vendor].claims.push(done.said[0].id.unwrap());
        Ok(Some(done))
    }

    /// What the person adds to a claim, in words of its own, or that it takes it back.
    fn follow(&mut self, to: Move) -> Done {
        let proof = Statement::parse(&self.mark()).unwrap();
        let shop = &self.shops[to.vendor];
        let (Some(with), Some(claim)) = (shop.relationship, pick(&shop.claims, to.choice / 3)) else { return Ok(None) };
        let view = self.person.view();
        let needs = view.relationship(with)?.right(&claim).and_then(|claimed| claimed.needs_more());
        let (at, random) = (self.at, &mut self.random);
        match needs.filter(|_| !to.choice.is_multiple_of(3)) {
            Some(answer) => {
                let done = self.person.complete_claim(with, answer, Some(&proof), None, at, random)?;
                self.note_given(with);
                Ok(Some(done))
            }
            None => self.person.withdraw_claim(with, claim, None, at, random).map(Some),
        }
    }

    fn of_desk(&mut self, to: Move, agreement: Option<AgreementId>) -> Done {
        let words = Statement::parse(&self.mark()).unwrap();
        let at = self.at;
        if to.sort == 58 {
            let Some(claim) = pick(&self.shops[to.vendor].claims, to.choice / 5) else { return Ok(None) };
            let holds = |between: &Relationship| between.right(&claim).is_some();
            let Some(customer) = self.customer(to.vendor, holds) else { return Ok(None) };
            return self.answer(to, customer, claim, words);
        }
        let Some(agreement) = agreement else { return Ok(None) };
        let holds = |between: &Relationship| between.agreement(&agreement).is_some();
        let Some(customer) = self.customer(to.vendor, holds) else { return Ok(None) };
        let desk = &mut self.shops[to.vendor].desk;
        if !to.choice.is_multiple_of(4) {
            return desk.issue(customer, agreement, &issuer(), None, at, &mut self.random).map(Some);
        }
        let minute = later(at, -(at.unix() % 60));
        let incident = Incident { agreement, at: minute, what: words, data: [word("pd:EmailAddress")].into() };
        desk.notify_incident(customer, &incident, None, at, &mut self.random).map(Some)
    }

    fn answer(&mut self, to: Move, customer: LogId, claim: SignedId, words: Statement) -> Done {
        let outcome = match to.choice % 5 {
            0 | 1 => RightsOutcome::Full,
            2 => RightsOutcome::Refused(words),
            3 => RightsOutcome::NeedsMore(words),
            _ => RightsOutcome::Extended(words),
        };
        let desk = &mut self.shops[to.vendor].desk;
        desk.answer_right(customer, claim, &outcome, None, self.at, &mut self.random).map(Some)
    }

    /// The customer with whom a desk has something.
    fn customer(&mut self, vendor: usize, holds: impl Fn(&Relationship) -> bool) -> Option<LogId> {
        let shop = &mut self.shops[vendor];
        let found = |customer: &LogId| {
            let view = shop.desk.customer(*customer).ok();
            view.is_some_and(|view| view.relationships().any(&holds))
        };
        shop.customers.clone().into_iter().find(found)
    }
}
