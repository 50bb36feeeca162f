//! What holds after every move.

use crate::moves::Customer;
use crate::support::clinic::{use_of, word};
use crate::support::picture::picture;
use crate::world::World;
use std::collections::BTreeMap;
use vrm_core::agreement::Document;
use vrm_core::agreement::Role;
use vrm_core::decision::{AgreementId, Decision, GrantId, GrantStatus, Ground, Request};
use vrm_core::desk::Desk;
use vrm_core::view::{Consented, Relationship, View};
use vrm_core::vocab::{Cone, Vocabulary};

/// A few requests: two that are declared, three that wait for a consent, one of them for an explicit one, and two that
/// nobody may.
fn requests() -> Vec<(Request, Rule)> {
    let data = ["pd:EmailAddress", "pd:Name", "pd:Prescription", "pd:TelephoneNumber", "pd:PhysicalAddress"];
    let rules = [Rule::Declared, Rule::Declared, Rule::Consent, Rule::Consent, Rule::Consent];
    let mut all: Vec<_> = data.into_iter().map(use_of).zip(rules).collect();
    all.push((use_of("pd:MedicalHealth"), Rule::Never));
    all.push((Request { purpose: word("dpv:Marketing"), ..use_of("pd:EmailAddress") }, Rule::Never));
    all
}

/// What a yes to a request takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    Declared,
    Consent,
    Never,
}

fn grants_of(decision: &Decision) -> Vec<GrantId> {
    let Decision::Permit(permit) = decision else { return Vec::new() };
    let grant = |ground: &Ground| match ground {
        Ground::Grant(id) => Some(*id),
        Ground::Rule(_) => None,
    };
    permit.grounds.iter().filter_map(grant).collect()
}

fn documents(view: &View) -> BTreeMap<AgreementId, Document> {
    let agreements = view.relationships().flat_map(|between| between.agreements());
    agreements.map(|agreed| (agreed.agreement.id(), agreed.agreement.document().clone())).collect()
}

impl World {
    pub(crate) fn look(&mut self) {
        // A store that is about to fail is left to what it is to fail in.
        if self.past.moves.is_multiple_of(3) {
            self.calm();
            self.remember();
            self.decide();
            self.agree();
            self.hold_the_market();
            self.believe_receipts();
            if self.past.moves.is_multiple_of(9) {
                self.see_the_same();
            }
        }
    }

    pub(crate) fn end(&mut self) {
        self.calm();
        self.see_the_same();
        self.hear_everything();
        self.agree_in_the_end();
        self.remember();
        self.decide();
        self.agree();
        self.believe_receipts();
        self.see_the_same();
        self.carry();
        for head in &self.past.heads {
            self.person.leads_through(head).unwrap();
        }
    }

    pub(crate) fn histories(&self) -> Vec<Customer> {
        (0..self.desks.len()).flat_map(|desk| self.customers(desk).into_iter().map(move |of| (desk, of))).collect()
    }

    fn remember(&mut self) {
        let view = self.person.view();
        for between in view.relationships() {
            for grant in view.grants(between.id()).unwrap() {
                self.past.granted.insert(grant.id);
                if grant.status == GrantStatus::Withdrawn {
                    self.past.withdrawn.insert(grant.id);
                }
                assert!(
                    grant.status == GrantStatus::Withdrawn || !self.past.withdrawn.contains(&grant.id),
                    "withdrawn, and now {:?}",
                    grant.status
                );
            }
            self.past.signed.extend(between.agreements().map(|agreed| agreed.agreement.id()));
            let half = between.negotiation().and_then(|negotiation| negotiation.half());
            self.past.signed.extend(half.filter(|half| half.role() == Role::Person).map(|half| half.id()));
        }
        self.sign();
        self.past.blocked = view.blocks().next().is_some();
        let head = view.head();
        if self.past.heads.last().is_none_or(|last| last.p() < head.p()) {
            self.past.heads.push(head);
        }
        for (desk, customer) in self.histories() {
            let head = self.desks[desk].customer(customer).unwrap().head();
            let heads = self.past.desk_heads.entry((desk, customer)).or_default();
            assert!(heads.last().is_none_or(|last| last.p() < head.p() || *last == head));
            heads.push(head);
        }
    }

    fn decide(&mut self) {
        let now = self.at;
        for (request, rule) in &requests() {
            for shop in &self.shops {
                // A clock that is far behind is told, and decides nothing.
                let Ok(decision) = self.person.decide(shop, request, now) else { continue };
                let permitted = matches!(decision, Decision::Permit(_));
                assert!(!permitted || !self.past.blocked && *rule != Rule::Never, "{decision:?}");
                for grant in grants_of(&decision) {
                    assert!(!self.past.withdrawn.contains(&grant));
                    assert!(*rule != Rule::Consent || self.past.is_yes(grant), "no consent: {request:?}");
                    let view = self.person.view();
                    let between = view.with_vendor(shop).unwrap();
                    assert!(is_consented(between, request), "its consent is gone: {request:?}");
                }
            }
            for (desk, customer) in self.histories() {
                let view = self.desks[desk].customer(customer).unwrap();
                let Some(between) = view.relationships().next() else { continue };
                let Ok(decision) = view.decide(between.vendor(), request, now) else { continue };
                assert!(!matches!(decision, Decision::Permit(_)) || *rule != Rule::Never, "{decision:?}");
                let answers: Vec<GrantId> = between.questions().filter_map(|(_, asked)| asked.grant).collect();
                for id in grants_of(&decision) {
                    assert!(*rule != Rule::Consent || self.past.is_yes(id), "no consent: {request:?}");
                    assert!(!self.past.bound.contains(&(desk, id)), "withdrawn, as it was heard: {request:?}");
                    let grant = view.grants(between.id()).unwrap().find(|grant| grant.id == id).unwrap();
                    assert!(self.past.signed.contains(&grant.agreement), "the person never signed it");
                    assert!(is_consented(between, request), "its consent is gone: {request:?}");
                    assert!(!answers.contains(&id) || self.past.granted.contains(&id), "the person never said so");
                }
            }
        }
    }

    fn agree(&mut self) {
        let mine = documents(&self.person.view());
        for (desk, customer) in self.histories() {
            for (id, theirs) in documents(&self.desks[desk].customer(customer).unwrap()) {
                assert!(mine.get(&id).is_none_or(|mine| *mine == theirs), "two texts under {id}");
            }
        }
    }

    /// Whoever opens the histories anew sees what those see who went along.
    fn see_the_same(&mut self) {
        let (person, mut desks) = self.opened();
        assert_eq!(picture(&person.view()), picture(&self.person.view()));
        self.keep_silent();
        let at = self.at;
        assert_eq!(person.outbox(at).unwrap(), self.person.outbox(at).unwrap());
        for (request, _) in requests() {
            for shop in &self.shops {
                let (anew, kept) = (person.decide(shop, &request, at), self.person.decide(shop, &request, at));
                assert_eq!(anew, kept);
            }
        }
        let histories = self.histories();
        for (which, anew) in desks.iter_mut().enumerate() {
            let kept: &mut Desk = &mut self.desks[which];
            assert_eq!(picture(&anew.view()), picture(&kept.view()));
            assert_eq!(anew.outbox(at).unwrap(), kept.outbox(at).unwrap());
            for (_, customer) in histories.iter().filter(|(desk, _)| *desk == which) {
                assert_eq!(picture(&anew.customer(*customer).unwrap()), picture(&kept.customer(*customer).unwrap()));
            }
        }
    }
}

/// Whether a consent stands that is to marked data, whatever grant permits it; anything else needs none.
fn is_consented(between: &Relationship, request: &Request) -> bool {
    let stands = |consent: &Consented| consent.status().is_valid() && consent.data == request.data;
    !Vocabulary::dpv().is_marked(Cone::Data, &request.data) || between.consents().any(stands)
}
