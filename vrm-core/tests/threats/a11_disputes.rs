//! A11 in a file for a third: nothing is labelled as signed that its side has not signed, about this agreement.

use crate::support::hostile::{object, part_value, resigned, sign_as, with_member};
use crate::support::kinds::signed;
use crate::support::two::{Seeded, Two, later, now};
use vrm_core::agreement::{Agreement, Role};
use vrm_core::chain::{Commitment, Stream, StreamHead};
use vrm_core::dispute::{Bundle, Doubt, Label, OpenedEvent, Statement, Subject};
use vrm_core::error::{Code, Fault};
use vrm_core::json::foreign;
use vrm_core::keys::{PartyKeyPairs, PartyKeys, Thumbprint};
use vrm_core::message::{Jti, Message, MessageKind, Never, Rotation, Seen};
use vrm_core::terms::Roster;
use vrm_core::time::Instant;

const SALT: [u8; 32] = [3; 32];
const STREAM: [u8; 16] = [9; 16];

fn commitments() -> Vec<Commitment> {
    ["one", "two", "three"].map(|event| Commitment::to(&SALT, event.as_bytes())).into()
}

fn head(count: usize) -> StreamHead {
    commitments().iter().take(count).fold(Stream::start(STREAM), |stream, event| stream.after(event)).head()
}

fn event(of: Role, n: u64, event: &str) -> OpenedEvent {
    OpenedEvent { of, n, salt: SALT, event: event.to_owned() }
}

fn verified(bundle: &Bundle) -> Vec<Statement> {
    // Through the file, as it travels.
    Bundle::parse(bundle.to_json().unwrap().as_bytes()).unwrap().verify(later(now(), 600)).statements
}

fn codes(statements: &[Statement], wanted: fn(&Subject) -> bool) -> Vec<(Label, Option<Code>)> {
    let wanted = statements.iter().filter(|statement| wanted(&statement.subject));
    wanted.map(|statement| (statement.label, statement.doubt.as_ref().map(Fault::code))).collect()
}

fn is_message(subject: &Subject) -> bool {
    matches!(subject, Subject::Message { .. })
}

fn is_stream(subject: &Subject) -> bool {
    matches!(subject, Subject::Stream { .. })
}

fn is_event(subject: &Subject) -> bool {
    matches!(subject, Subject::Event { .. })
}

fn is_rotation(subject: &Subject) -> bool {
    matches!(subject, Subject::Rotation { .. })
}

/// The shop acknowledges to the person, or to another, where its stream stands.
fn seen(two: &mut Two, to: Thumbprint, stream: StreamHead) -> String {
    let body = Seen { of: Jti::from_bytes([1; 16]), stream };
    signed(body, &two.shop, to, &mut two.random).as_str().to_owned()
}

const VENDOR: (Label, Option<Code>) = (Label::Vendor, None);

fn asserted(code: Code) -> (Label, Option<Code>) {
    (Label::Asserted, Some(code))
}

#[test]
fn a11_an_event_counts_as_far_as_a_head_that_its_side_signed_for_the_other() {
    let (mut two, other) = (Two::new(1), Two::new(10));
    let (me, agreement) = (two.me(), two.agreement());
    let seen_two = seen(&mut two, me, head(2));
    let events = |bundle: Bundle| {
        let opened = [(1, "one"), (2, "two"), (3, "three"), (2, "other"), (4, "one")];
        let bundle = opened.into_iter().fold(bundle, |all, (n, text)| all.with_event(event(Role::Vendor, n, text)));
        let statements = verified(&bundle.with_event(event(Role::Person, 1, "one")));
        (codes(&statements, is_stream), codes(&statements, is_event))
    };
    let bundle = |messages: &[&str]| {
        let bundle = Bundle::of(&agreement).with_stream(Role::Vendor, STREAM, commitments());
        messages.iter().fold(bundle, |bundle, message| bundle.with_message(message))
    };
    let (unsigned, uncommitted) = (asserted(Code::DisputeNoSignedHead), asserted(Code::DisputeNotCommitted));
    let nothing = [uncommitted, uncommitted, uncommitted];
    let (streams, opened) = events(bundle(&[&seen_two]));
    assert_eq!(streams, [VENDOR]);
    assert_eq!((&opened[..3], &opened[3..]), (&[VENDOR, VENDOR, unsigned][..], &nothing[..]));
    // Without a head, or with one that was told to another customer, it is an assertion.
    let elsewhere = seen(&mut two, other.me(), head(2));
    for messages in [&[][..], &[elsewhere.as_str()]] {
        let (streams, opened) = events(bundle(messages));
        assert_eq!((streams, &opened[..3]), (vec![unsigned], &[unsigned, unsigned, unsigned][..]));
    }
    // What was told to another customer casts no doubt either.
    let another = seen(&mut two, other.me(), StreamHead { n: 1, hash: [7; 32] });
    assert_eq!(events(bundle(&[&another, &seen_two])).0, [VENDOR]);
    // A second history that was told to the person does, and takes nothing back of what was signed.
    let rewritten = seen(&mut two, me, StreamHead { n: 1, hash: [7; 32] });
    let (streams, opened) = events(bundle(&[&seen_two, &rewritten]));
    let doubted = asserted(Code::DisputeOtherHead);
    assert_eq!((streams, &opened[..3]), (vec![doubted], &[VENDOR, VENDOR, doubted][..]));
}

#[test]
fn a11_a_position_that_is_none_is_no_event() {
    let mut two = Two::new(2);
    let bundle = Bundle::of(&two.agreement()).with_stream(Role::Vendor, STREAM, commitments());
    for n in [0, 4, 1 << 53, u64::MAX] {
        let bundle = bundle.clone().with_event(event(Role::Vendor, n, "one"));
        let statements = bundle.verify(now()).statements;
        assert_eq!(codes(&statements, is_event), [asserted(Code::DisputeNotCommitted)], "{n}");
    }
}

#[test]
fn a11_a_message_is_its_signers_word_and_nobody_elses() {
    let (mut two, mut stranger) = (Two::new(3), Two::new(30));
    let agreement = two.agreement();
    let good = two.text(MessageKind::Refusal);
    let theirs = stranger.text(MessageKind::Refusal);
    let profile = two.text(MessageKind::Profile);
    let stolen = with_member(&part_value(&profile, 1), &["keys"], {
        let stranger = stranger.text(MessageKind::Profile);
        object(&part_value(&stranger, 1)).get("keys").unwrap().clone()
    });
    let stolen = sign_as(two.shop.sign(), "profile", stolen.canonical());
    let document = sign_as(two.shop.sign(), "agreement", "{}");
    let texts = [good.as_str(), &profile, &theirs, &stolen, &document, "", "a.b.c"];
    let bundle = texts.iter().fold(Bundle::of(&agreement), |bundle, text| bundle.with_message(text));
    let labels = codes(&verified(&bundle), is_message);
    let refused =
        [Code::MessageNotInUse, Code::MessageNotOwnKey, Code::MessageNoBody, Code::KeysParts, Code::KeysBase64];
    assert_eq!(labels[..2], [VENDOR, VENDOR]);
    assert_eq!(labels[2..], refused.map(asserted));
}

fn rotation(from: &PartyKeyPairs, to: PartyKeys, aud: Thumbprint, at: Instant) -> String {
    let mut random = Seeded::new(at.unix().unsigned_abs());
    let message =
        Message::new(Rotation { keys: to }, from.sign().public().to_did(), aud, at, Never, &mut random).unwrap();
    message.sign(from.sign()).unwrap().as_str().to_owned()
}

#[test]
fn a11_keys_follow_one_another_and_each_signs_in_its_time() {
    let mut two = Two::new(4);
    let agreement = two.agreement();
    let me = two.me();
    let shop =
        |times: u64| (0..times).fold(Two::new(4).shop, |keys, seed| keys.rotate(&mut Seeded::new(seed)).unwrap());
    let at = |minutes: i64| later(now(), 60 * minutes);
    let text = two.text(MessageKind::Refusal);
    let said = |times: u64, minutes: i64| {
        let pair = shop(times);
        let payload = with_member(&part_value(&text, 1), &["iat"], at(minutes).unix());
        let payload = with_member(&payload, &["iss"], pair.sign().public().to_did().as_str());
        sign_as(pair.sign(), "refusal", payload.canonical())
    };
    let first = rotation(&shop(0), shop(1).public(), me, at(5));
    let backdated = rotation(&shop(1), shop(2).public(), me, at(4));
    let elsewhere = rotation(&shop(1), shop(2).public(), Two::new(40).me(), at(6));
    let thief = rotation(&shop(1), Two::new(41).shop.public(), me, at(6));
    let bundle = [&first, &backdated, &elsewhere, &thief]
        .into_iter()
        .fold(Bundle::of(&agreement), |all, text| all.with_rotation(text));
    let messages = [(0, 4), (0, 6), (1, 4), (1, 6), (2, 6)];
    let bundle = messages.into_iter().fold(bundle, |all, (times, minutes)| all.with_message(&said(times, minutes)));
    let statements = verified(&bundle);
    let refused = [Code::MessageNotInUse, Code::MessageWrongReader, Code::MessageNotTheNextKey].map(asserted);
    assert_eq!(codes(&statements, is_rotation), [&[VENDOR][..], &refused].concat());
    // A key of the shop's at another time is its own all the same; one that never followed is nobody's.
    let doubted = (Label::Vendor, Some(Code::MessageNotInUse));
    let nobody = asserted(Code::MessageNotInUse);
    assert_eq!(codes(&statements, is_message), [VENDOR, doubted, doubted, VENDOR, nobody]);
}

#[test]
fn a11_texts_are_the_ones_that_were_pinned() {
    let mut two = Two::new(5);
    let agreement = two.agreement();
    let labels = |id: &str| {
        let bundle = Bundle::of(&agreement).with_texts(Roster::builtin().entry(id).unwrap());
        let statements = verified(&bundle);
        codes(&statements, |subject| matches!(subject, Subject::Machine | Subject::Text { .. }))
    };
    assert_eq!(labels("SD-BASE"), [(Label::Both, None); 5]);
    assert_eq!(labels("SD-BASE-A"), [asserted(Code::DisputeNotPinned); 5]);
}

fn signed_statements(statements: &[Statement]) -> usize {
    statements.iter().filter(|statement| statement.label != Label::Asserted).count()
}

#[test]
fn a11_a_changed_file_proves_no_more_than_before() {
    let mut two = Two::new(6);
    let agreement: Agreement = two.agreement();
    let me = two.me();
    let bundle = Bundle::of(&agreement)
        .with_message(&seen(&mut two, me, head(3)))
        .with_stream(Role::Vendor, STREAM, commitments())
        .with_event(event(Role::Vendor, 3, "three"));
    let all = signed_statements(&verified(&bundle));
    assert_eq!(all, 4);
    let file = bundle.to_json().unwrap();
    for at in (0..file.len()).step_by(7) {
        let mut changed = file.clone().into_bytes();
        changed[at] ^= [1, 2, 4, 8, 16][at % 5];
        let Ok(changed) = Bundle::parse(&changed) else { continue };
        let findings = changed.verify(now());
        assert!(findings.agreement.is_none_or(|id| id == agreement.id()), "byte {at}");
        let signed = signed_statements(&findings.statements);
        // Without one of the two signatures the rest stands on the other.
        assert!(signed < all || (signed == all && findings.agreement.is_none()), "byte {at}");
    }
}

#[test]
fn a11_without_a_good_signature_nothing_is_known() {
    let mut two = Two::new(7);
    let (text, half) = (two.text(MessageKind::Refusal), two.half());
    let bundle = Bundle::of_half(&half).with_message(&text).with_stream(Role::Vendor, STREAM, commitments());
    let file = foreign::parse(bundle.to_json().unwrap().as_bytes()).unwrap();
    let broken = resigned(Two::new(70).shop.sign(), half.signed().as_str(), |payload| payload);
    let file = with_member(&file, &["signatures"], vec![broken.as_str().into()]).canonical();
    let findings = Bundle::parse(file.as_bytes()).unwrap().verify(now());
    assert_eq!((findings.agreement, signed_statements(&findings.statements)), (None, 0));
    assert!(findings.statements.iter().skip(1).all(|statement| statement.doubt == Some(Doubt::NoKeys)));
}
