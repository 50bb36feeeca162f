//! What may happen with consents, with the person's data, with receipts, claims and incidents.

use crate::moves::{Move, pick};
use crate::support::clinic::{issuer, word};
use crate::world::World;
use vrm_core::decision::{AgreementId, GrantId};
use vrm_core::error::Error;
use vrm_core::keys::SignedId;
use vrm_core::life::Outcome;
use vrm_core::log::LogId;
use vrm_core::message::{Incident, Jti};
use vrm_core::rights::{Claim, Law, Right, RightsOutcome, Scope, Statement};
use vrm_core::vault::{Content, ItemId, NewItem};
use vrm_core::view::Relationship;

/// What every value of the person's has in it, and nothing else.
pub(crate) const VALUE: &str = "Keller-Amstutz, 7 Quai Perrache";

const DATA: [&str; 6] =
    ["pd:EmailAddress", "pd:Prescription", "pd:TelephoneNumber", "pd:PhysicalAddress", "pd:Name", "pd:MedicalHealth"];

type Done = Result<Option<Outcome>, Error>;

fn why(words: &str) -> Statement {
    Statement::parse(words).unwrap()
}

fn new_item(to: Move) -> NewItem {
    let value = Content::text(&format!("{VALUE} {}", to.choice)).unwrap();
    NewItem::new(word(DATA[usize::from(to.choice / 4) % DATA.len()]), value).unwrap()
}

fn claim(to: Move, agreements: &[AgreementId], data: &str) -> Option<Claim> {
    let law = pick(Law::ALL, to.choice / 9)?;
    let scope = match to.choice % 3 {
        0 => Scope::All,
        1 => Scope::Agreement(pick(agreements, to.choice / 3)?),
        _ => Scope::Data([word(data)].into()),
    };
    // Deletion is what does most.
    let rights: Vec<Right> = Right::ALL.iter().copied().filter(|right| law.period(*right).is_ok()).collect();
    let right = if to.choice.is_multiple_of(2) { Right::Erasure } else { pick(&rights, to.choice / 5)? };
    Claim::new(right, law, scope).ok()
}

fn outcome(choice: u8) -> RightsOutcome {
    match choice % 8 {
        0..=2 => RightsOutcome::Full,
        3 => RightsOutcome::Part(why("invoices stay")),
        4 => RightsOutcome::Refused(why("no such person")),
        5 | 6 => RightsOutcome::NeedsMore(why("your order number")),
        _ => RightsOutcome::Extended(why("four hundred boxes")),
    }
}

impl World {
    pub(crate) fn with_data(&mut self, to: Move) -> Done {
        match to.sort {
            48..=50 => self.consent(to),
            51 => self.issue(to),
            52 | 53 => self.store(to),
            54..=56 => self.give(to),
            57 => self.forget(to),
            58 => self.claim(to),
            59 | 60 => self.answer_right(to),
            61 => self.complete(to),
            62 => self.take_back(to),
            _ => self.notify(to),
        }
    }

    /// What the person has with a desk; none once it is erased.
    pub(crate) fn here(&self, desk: usize) -> Option<Relationship> {
        self.person.view().relationship(self.relationships[desk]).ok().cloned()
    }

    /// A customer of a desk, and what the desk has with it.
    fn there(&mut self, to: Move) -> Option<(LogId, Relationship)> {
        let customer = pick(&self.customers(to.desk), to.choice / 16)?;
        let view = self.desks[to.desk].customer(customer).ok()?;
        view.relationships().next().map(|between| (customer, between.clone()))
    }

    /// To what waits for it, or to what does not.
    fn consent(&mut self, to: Move) -> Done {
        let Some(here) = self.here(to.desk) else { return Ok(None) };
        let waits = here.waiting().map(|pending| pending.grant());
        let waits: Vec<_> = waits.map(|grant| (grant.agreement, grant.process, grant.scope.data.first())).collect();
        let asked = pick(&waits, to.choice).or_else(|| Some((here.agreements().next()?.agreement.id(), 0, None)));
        let Some((agreement, process, data)) = asked else { return Ok(None) };
        let data = data.cloned().unwrap_or_else(|| word("pd:Prescription"));
        let (at, with) = (self.at, here.id());
        self.person.consent(with, agreement, process, &data, None, at, &mut self.random).map(Some)
    }

    fn issue(&mut self, to: Move) -> Done {
        let Some((customer, there)) = self.there(to) else { return Ok(None) };
        let agreements: Vec<AgreementId> = there.agreements().map(|agreed| agreed.agreement.id()).collect();
        let Some(agreement) = pick(&agreements, to.choice) else { return Ok(None) };
        self.desks[to.desk].issue(customer, agreement, &issuer(), None, self.at, &mut self.random).map(Some)
    }

    fn store(&mut self, to: Move) -> Done {
        let items: Vec<ItemId> = self.person.view().items().map(|facts| facts.id).collect();
        let (person, at, random) = (&mut self.person, self.at, &mut self.random);
        match (to.choice % 4, pick(&items, to.choice / 4)) {
            (2, Some(item)) => person.replace_item(item, &new_item(to), None, at, random).map(Some),
            (3, Some(item)) => person.remove_item(item, None, at, random).map(Some),
            _ => person.store_item(&new_item(to), None, at, random).map(Some),
        }
    }

    /// What may be given, or any item under any grant.
    fn give(&mut self, to: Move) -> Done {
        let (view, with) = (self.person.view(), self.relationships[to.desk]);
        let given: Vec<(GrantId, ItemId)> = if to.choice.is_multiple_of(4) {
            let items: Vec<ItemId> = view.items().map(|facts| facts.id).collect();
            let grants = view.grants(with)?.map(|grant| grant.id);
            grants.filter_map(|grant| Some((grant, pick(&items, to.choice / 4)?))).collect()
        } else {
            view.givable(with, self.at)?
        };
        let Some((grant, item)) = pick(&given, to.choice) else { return Ok(None) };
        self.person.give(with, grant, &[item], None, self.at, &mut self.random).map(Some)
    }

    fn forget(&mut self, to: Move) -> Done {
        let given = |between: &Relationship| between.disclosures().map(|(id, _)| id).collect::<Vec<Jti>>();
        let at = self.at;
        if to.choice.is_multiple_of(2) {
            let here = self.here(to.desk);
            let Some(id) = here.as_ref().and_then(|here| pick(&given(here), to.choice / 2)) else { return Ok(None) };
            return self.person.forget_data(self.relationships[to.desk], id, None, at, &mut self.random).map(Some);
        }
        let Some((customer, there)) = self.there(to) else { return Ok(None) };
        let Some(id) = pick(&given(&there), to.choice / 2) else { return Ok(None) };
        self.desks[to.desk].forget_data(customer, id, None, at, &mut self.random).map(Some)
    }

    fn claim(&mut self, to: Move) -> Done {
        let Some(here) = self.here(to.desk) else { return Ok(None) };
        let agreements: Vec<AgreementId> = here.agreements().map(|agreed| agreed.agreement.id()).collect();
        let data = DATA[usize::from(to.choice / 4) % DATA.len()];
        let Some(claim) = claim(to, &agreements, data) else { return Ok(None) };
        self.person.claim(here.id(), &claim, None, self.at, &mut self.random).map(Some)
    }

    fn answer_right(&mut self, to: Move) -> Done {
        let Some((customer, there)) = self.there(to) else { return Ok(None) };
        let claims: Vec<SignedId> = there.rights().map(|(id, _)| id).collect();
        let Some(claim) = pick(&claims, to.choice / 3) else { return Ok(None) };
        let (desk, at) = (&mut self.desks[to.desk], self.at);
        desk.answer_right(customer, claim, &outcome(to.choice), None, at, &mut self.random).map(Some)
    }

    fn complete(&mut self, to: Move) -> Done {
        let Some(here) = self.here(to.desk) else { return Ok(None) };
        let waits: Vec<SignedId> = here.rights().filter_map(|(_, claimed)| claimed.needs_more()).collect();
        let Some(answer) = pick(&waits, to.choice) else { return Ok(None) };
        let (proof, at) = (why("order 7012"), self.at);
        let proof = to.choice.is_multiple_of(2).then_some(&proof);
        self.person.complete_claim(here.id(), answer, proof, None, at, &mut self.random).map(Some)
    }

    fn take_back(&mut self, to: Move) -> Done {
        let Some(here) = self.here(to.desk) else { return Ok(None) };
        let claims: Vec<SignedId> = here.rights().map(|(id, _)| id).collect();
        let Some(claim) = pick(&claims, to.choice) else { return Ok(None) };
        self.person.withdraw_claim(here.id(), claim, None, self.at, &mut self.random).map(Some)
    }

    fn notify(&mut self, to: Move) -> Done {
        let Some((customer, there)) = self.there(to) else { return Ok(None) };
        let agreements: Vec<AgreementId> = there.agreements().map(|agreed| agreed.agreement.id()).collect();
        let Some(agreement) = pick(&agreements, to.choice) else { return Ok(None) };
        let (at, what) = (self.at, why("a list of addresses was sent to the wrong place"));
        let incident = Incident { agreement, at, what, data: [word("pd:EmailAddress")].into() };
        self.desks[to.desk].notify_incident(customer, &incident, None, at, &mut self.random).map(Some)
    }
}
