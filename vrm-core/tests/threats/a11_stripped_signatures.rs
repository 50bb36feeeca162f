//! A11: an agreement is one signature of each side over the same bytes, and nothing less.

use crate::support::hostile::{object, part, part_value, sign_as, sign_with_nonce, with_member, with_part};
use crate::support::two::{Two, later, now, soon};
use vrm_core::agreement::{Agreement, AgreementError, HalfAgreement, Role};
use vrm_core::dispute::{Bundle, Label, Subject};
use vrm_core::error::{Code, Fault};
use vrm_core::json::{Value, foreign};

struct Signed {
    half: HalfAgreement,
    document: usize,
}

/// Every signature over two documents, each side's twice with other bytes.
fn signatures(two: &mut Two) -> Vec<Signed> {
    let mut all = Vec::new();
    for document in 0..2 {
        let made = two.document();
        for pair in [two.person.sign(), two.shop.sign()] {
            let half = made.clone().sign(pair, now()).unwrap();
            let again = sign_with_nonce(pair, half.signed().as_str(), 5);
            let again = HalfAgreement::parse(again.as_bytes(), now()).unwrap();
            all.extend([half, again].map(|half| Signed { half, document }));
        }
    }
    all
}

#[test]
fn a11_of_all_pairs_only_both_sides_over_one_text_agree() {
    let mut two = Two::new(1);
    let all = signatures(&mut two);
    assert_eq!(all.len(), 8);
    for one in &all {
        for other in &all {
            let expected = match (one.document == other.document, one.half.role() == other.half.role()) {
                (true, false) => None,
                (true, true) => Some(AgreementError::OneSide { role: one.half.role() }),
                (false, _) => Some(AgreementError::OtherText),
            };
            let made = Agreement::of(&one.half, &other.half);
            assert_eq!(made.as_ref().err(), expected.as_ref());
            assert_eq!(one.half.complete(&other.half, now()).err(), expected);
            if let Ok(made) = made {
                assert_eq!(made.id(), one.half.id());
                for role in [Role::Person, Role::Vendor] {
                    assert_eq!(made.half(role).signed().kid(), made.document().keys(role).sign().thumbprint());
                }
            }
        }
    }
}

/// Every order of every part of `0..count`.
fn arrangements(count: usize) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    let mut at = 0;
    while at < all.len() {
        let longer = (0..count).filter(|next| !all[at].contains(next)).map(|next| [&all[at][..], &[next]].concat());
        let longer: Vec<Vec<usize>> = longer.collect();
        all.extend(longer);
        at += 1;
    }
    all
}

#[test]
fn a11_of_all_lists_of_signatures_in_a_bundle_only_those_with_both_make_an_agreement() {
    let mut two = Two::new(2);
    let all = signatures(&mut two);
    // Both signatures over the first document, one of them twice, and both over the second.
    let chosen: Vec<&Signed> = [0, 1, 2, 4, 6].map(|index| &all[index]).into();
    let bundle = foreign::parse(Bundle::of_half(&all[0].half).to_json().unwrap().as_bytes()).unwrap();
    for list in arrangements(chosen.len()) {
        let texts: Vec<Value> = list.iter().map(|index| chosen[*index].half.signed().as_str().into()).collect();
        let file = with_member(&bundle, &["signatures"], texts).canonical();
        let findings = Bundle::parse(file.as_bytes()).unwrap().verify(now());
        let has = |role| {
            list.iter().map(|index| chosen[*index]).any(|signed| signed.document == 0 && signed.half.role() == role)
        };
        let both = has(Role::Person) && has(Role::Vendor);
        assert_eq!(findings.agreement, both.then(|| all[0].half.id()), "{list:?}");
        let label = findings.statements.iter().find_map(|statement| match statement.subject {
            Subject::Agreement { id } => Some((id, statement.label)),
            _ => None,
        });
        let expected = match (has(Role::Person), has(Role::Vendor)) {
            (true, true) => Some(Label::Both),
            (true, false) => Some(Label::Person),
            (false, true) => Some(Label::Vendor),
            (false, false) => None,
        };
        assert_eq!(label, expected.map(|label| (all[0].half.id(), label)), "{list:?}");
    }
}

#[test]
fn a11_a_signature_does_not_move_to_another_text_or_another_side() {
    let mut two = Two::new(3);
    let all = signatures(&mut two);
    let code = |text: String| HalfAgreement::parse(text.as_bytes(), now()).err().map(|error| error.code());
    for one in &all {
        for other in &all {
            let (one, other) = (one.half.signed().as_str(), other.half.signed().as_str());
            let same = (part(one, 0), part(one, 1)) == (part(other, 0), part(other, 1));
            let expected = (!same).then_some(Code::KeysSignature);
            assert_eq!(code(with_part(one, 2, part(other, 2))), expected);
        }
    }
    let payload = part_value(all[0].half.signed().as_str(), 1);
    // Somebody else signs it, or it is signed with a key that is only to come.
    let stranger = Two::new(30);
    assert_eq!(code(sign_as(stranger.shop.sign(), "agreement", payload.canonical())), Some(Code::AgreementNotASide));
    let next = Two::new(3).shop.rotate(&mut two.random).unwrap();
    assert_eq!(code(sign_as(next.sign(), "agreement", payload.canonical())), Some(Code::AgreementNotASide));
    assert_eq!(two.document().sign(stranger.shop.sign(), now()).unwrap_err().code(), Code::AgreementNotASide,);
    // The sides change places: the same two keys over another text.
    let (person, vendor) =
        (object(&payload).get("person").unwrap().clone(), object(&payload).get("vendor").unwrap().clone());
    let keys = |side: &Value| object(side);
    let mut swapped = payload.clone();
    for name in ["sign", "seal", "next"] {
        swapped = with_member(&swapped, &["person", name], keys(&vendor).get(name).unwrap().clone());
        swapped = with_member(&swapped, &["vendor", name], keys(&person).get(name).unwrap().clone());
    }
    let swapped = with_member(&swapped, &["vendor", "did"], two.person.sign().public().to_did().as_str());
    let swapped = sign_as(two.shop.sign(), "agreement", swapped.canonical());
    let swapped = HalfAgreement::parse(swapped.as_bytes(), now()).unwrap();
    assert_eq!(swapped.role(), Role::Person);
    for one in &all {
        assert_eq!(Agreement::of(&swapped, &one.half), Err(AgreementError::OtherText));
    }
}

#[test]
fn a11_nobody_signs_for_the_other_side() {
    let mut two = Two::new(4);
    let half = two.half();
    let error = half.countersign(two.person.sign(), now()).unwrap_err();
    assert_eq!(error, AgreementError::OneSide { role: Role::Person });
    assert_eq!(half.countersign(Two::new(40).shop.sign(), now()).unwrap_err().code(), Code::AgreementNotASide);
}

#[test]
fn a11_the_second_signature_has_its_time() {
    let mut two = Two::new(5);
    let half = two.half();
    let second = |seconds| half.countersign(two.shop.sign(), later(soon(), seconds)).err().map(|error| error.code());
    assert_eq!([-1, 0, 1].map(second), [None, Some(Code::AgreementTooLate), Some(Code::AgreementTooLate)]);
    let other = half.countersign(two.shop.sign(), now()).unwrap();
    let other = HalfAgreement::parse(other.half(Role::Vendor).signed().as_str().as_bytes(), now()).unwrap();
    let day = 24 * 60 * 60;
    let back = |seconds| half.complete(&other, later(soon(), seconds)).err().map(|error| error.code());
    assert_eq!([0, day - 1, day].map(back), [None, None, Some(Code::AgreementLate)]);
}
