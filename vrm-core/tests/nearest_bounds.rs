//! The search for the nearest permitted requests under texts that are made to be wide.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use vrm_core::decision::{CompiledTerms, Decision, Effect, Nearest, Request};
use vrm_core::terms::{Draft, Form, Keep, Permission, Prohibition, Start, Terms};
use vrm_core::vocab::{Cone, Recipient, Vocabulary, Word};

fn word(name: &str) -> Word {
    Word::parse(name).unwrap()
}

fn text(write: impl FnOnce(&mut Draft)) -> CompiledTerms {
    let mut draft = Draft::own();
    write(&mut draft);
    draft.finish().unwrap().compile()
}

fn dids(count: usize) -> impl Iterator<Item = Recipient> {
    (0..count).map(|number| format!("did:x:{number}").parse().unwrap())
}

fn nearest(terms: &CompiledTerms, asked: &Request) -> Nearest {
    let Decision::Deny(deny) = terms.judge(asked) else { panic!("not denied") };
    for near in &deny.nearest.requests {
        assert!(near.is_within(asked, terms.terms().vocabulary()));
        assert_eq!(terms.verdict(near).effect, Effect::Permit);
    }
    deny.nearest
}

/// Name for marketing, to whomever.
fn name(recipient: Recipient) -> Request {
    Request::new(word("pd:Name"), word("dpv:Marketing"), word("dpv:Use"), recipient)
}

fn to(recipients: impl Iterator<Item = Recipient>) -> Permission {
    Permission::new("p", [word("pd:Name")], [word("dpv:Marketing")]).recipient(recipients)
}

#[test]
fn of_many_recipients_eight_are_opened_and_the_nearest_first() {
    let asked = name(Recipient::ThirdParty);
    for (count, all) in [(8, true), (9, false), (Terms::MAX_RECIPIENTS, false)] {
        let terms = text(|draft| {
            draft.permit(to(dids(count)));
        });
        let found = nearest(&terms, &asked);
        assert_eq!((found.requests.len(), found.searched_all), (3, all), "{count}");
    }
    // The vendor is one step below anyone, every identifier two.
    let terms = text(|draft| {
        draft.permit(to(dids(9).chain([Recipient::Vendor])));
    });
    let found = nearest(&terms, &name(Recipient::Anyone));
    assert_eq!((found.requests.first(), found.searched_all), (Some(&name(Recipient::Vendor)), false));
}

#[test]
fn what_a_prohibition_spares_is_found_among_very_many_recipients() {
    let last = dids(Terms::MAX_RECIPIENTS).last().unwrap();
    let terms = text(|draft| {
        draft.permit(to([Recipient::ThirdParty].into_iter()));
        draft.forbid(Prohibition::new("f").recipient(dids(Terms::MAX_RECIPIENTS).filter(|one| *one != last)));
        draft.forbid(Prohibition::new("g").recipient([last.clone()]).form(Form::Identified));
    });
    let found = nearest(&terms, &name(Recipient::ThirdParty));
    let whom: Vec<&Recipient> = found.requests.iter().map(|request| &request.recipient).collect();
    assert_eq!((whom, found.searched_all), (vec![&Recipient::SameGroup, &last], true));
}

/// Four hundred permissions of 4,096 combinations each, no two alike: more than a search may hold.
#[test]
fn many_wide_permissions_are_cut_short() {
    let dpv = Vocabulary::dpv();
    let some = |cone: Cone| -> Vec<Word> {
        let ordinary = dpv.words(cone).into_iter().filter(|word| !dpv.is_marked(cone, word));
        ordinary.filter(|word| dpv.includes(cone, word).len() == 1).take(8).collect()
    };
    let terms = text(|draft| {
        for days in 0..400 {
            let rule = Permission::new(format!("p{days}"), some(Cone::Data), some(Cone::Purpose))
                .operation(some(Cone::Operation))
                .recipient(dids(8))
                .keep(Keep::Days { days, from: Start::Collected });
            draft.permit(rule);
        }
    });
    let [data, purpose, operation] = [Cone::Data, Cone::Purpose, Cone::Operation].map(Cone::root);
    let found = nearest(&terms, &Request::new(data, purpose, operation, Recipient::Anyone));
    assert_eq!((found.requests.len(), found.searched_all), (3, false));
}
