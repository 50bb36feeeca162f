//! What `Debug` shows of keys, messages, agreements and disputes: names, thumbprints and words of the vocabulary, never
//! a secret nor a text of anybody's. `Debug` is by hand where a type holds one of those, and derived over such types
//! elsewhere; either way the text stands here, so that a new member is seen.
#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod records;
mod support;

use std::collections::BTreeSet;
use support::disputed::{History, seen, withdrawal};
use support::parties::{Fixed, Two, after, base_entry, unverified};
use support::shown::{CANARY, shows};
use vrm_core::agreement::{Document, Role};
use vrm_core::consent::foreign::read_receipts;
use vrm_core::consent::{ConsentRecord, IsoReceipt, KantaraReceipt};
use vrm_core::decision::{AgreementId, GrantId, Request};
use vrm_core::dispute::{Bundle, Doubt, Findings, Label, Statement, Subject};
use vrm_core::intention::{Item, Kind, Price, Quote, Reach, Want};
use vrm_core::json::Object;
use vrm_core::keys::{
    ForeignJws, KeyError, PartyKeyPairs, Payload, RandomnessFailed, SealingKeyPair, SecretJwk, SecretKeeper, SignedId,
    SigningKeyPair, Verified,
};
use vrm_core::message::{
    Acceptance, Answer, Anyone, Ask, Consent, ConsentReceipt, Counter, Disclosure, Ended, GrantStep, Incident,
    Intention, Introduction, Jti, KeyHistory, Late, Message, MessageError, MessageKind, Never, Offer, Pause, Proffer,
    Profile, Refusal, RefusalReason, Reply, Resume, RightsAnswer, RightsRequest, RightsStep, Rotation, Signature,
    WhichGrants,
};
use vrm_core::money::{Currency, Money};
use vrm_core::rights::{Claim, Law, Right, RightsOutcome, Scope, Statement as Words};
use vrm_core::terms::Layer;
use vrm_core::text::Name;
use vrm_core::time::Window;
use vrm_core::vault::{Content, Disclosed, DisclosedHash, GivenItem, ItemFacts, ItemId, NewItem, Source};
use vrm_core::vocab::{Recipient, Word};

#[test]
fn secrets_show_nothing() {
    let (sign, seal) = (SigningKeyPair::generate(&mut Fixed(&[7; 32])), SealingKeyPair::generate(&mut Fixed(&[9; 32])));
    let (sign, seal) = (sign.unwrap(), seal.unwrap());
    shows(&sign, "SigningKeyPair(..)");
    shows(&seal, "SealingKeyPair(..)");
    shows(&Two::named("debug").person, "PartyKeyPairs(..)");
    shows(&SecretKeeper::new(&[7; 32]), "SecretKeeper(..)");
    for jwk in [sign.danger_secret_jwk(), seal.danger_secret_jwk()] {
        assert!(jwk.danger_expose().contains("\"d\":"));
        shows(&jwk, "SecretJwk(..)");
    }
}

/// It would not compile if one of them were to become what it must not be.
#[test]
fn secrets_are_not_copied_written_or_shown() {
    macro_rules! is_not {
        ($type:ty: $($trait:path),+) => {$(
            const _: fn() = || {
                trait Either<A> { fn which() {} }
                impl<T: ?Sized> Either<()> for T {}
                struct Both;
                impl<T: ?Sized + $trait> Either<Both> for T {}
                // Which of the two is meant is clear only while the type has not the trait.
                let _ = <$type as Either<_>>::which;
            };
        )+};
    }
    macro_rules! secret {
        ($($type:ty),+) => {
            $(is_not!($type: Clone, Copy, serde::Serialize, serde::Deserialize<'static>, std::fmt::Display, Default,
                PartialEq, std::hash::Hash, AsRef<[u8]>, AsRef<str>, std::ops::Deref);)+
        };
    }
    secret!(SigningKeyPair, SealingKeyPair, PartyKeyPairs, SecretJwk, SecretKeeper);
    is_not!(vrm_core::keys::Opened: Clone, serde::Serialize, std::fmt::Display, AsRef<str>, std::ops::Deref);
    // What was verified comes from verifying alone.
    is_not!(Verified<Document>: serde::Deserialize<'static>, Default, From<Document>);
}

#[test]
fn public_keys_show_their_thumbprints() {
    let two = Two::named("debug");
    let keys = two.person.public();
    let [sign, seal] = ["Exj40ooxg5vD2e_D2u1NgxoV73ehKvkK81EnSNaapBI", "5nuA8i0XJ2HQDjJ-rN38GNSWkVwTzEo08FwWBqWENzg"];
    let next = "Kplk-SDlvVkpfZTn978jR-yeZdBfsDQRLOhLGnkezWc";
    shows(keys.sign(), format!("PublicSigningKey({sign})"));
    shows(keys.seal(), format!("PublicSealingKey({seal})"));
    shows(&keys.next(), next);
    let text = format!("PartyKeys {{ sign: PublicSigningKey({sign}), seal: PublicSealingKey({seal}), next: {next} }}");
    shows(&keys, &text);
    shows(&KeyHistory::start(keys.sign().to_did(), keys), format!("KeyHistory({sign} after 0 others)"));
    shows(&Rotation { keys }, format!("Rotation {{ keys: {text} }}"));
    let did = keys.sign().to_did();
    let introduction = Introduction::resolve(&did).unwrap();
    let text = format!("Introduction {{ did: {did:?}, signing: [PublicSigningKey({sign})], sealing: [] }}");
    shows(&introduction, text);
    shows(&SignedId::from_bytes([171; 32]), "ab".repeat(32));
    shows(&Jti::from_bytes([171; 16]), "ab".repeat(16));
    shows(&RandomnessFailed, "RandomnessFailed");
    shows(&KeyError::WrongKey { found: keys.next(), expected: keys.next() }, {
        format!("WrongKey {{ found: {next}, expected: {next} }}")
    });
    shows(&MessageError::NotInUse, "NotInUse");
}

#[test]
fn messages_show_their_type_and_number() {
    let mut two = Two::named("debug");
    let refusal = Refusal { answers: SignedId::from_bytes([3; 32]), why: RefusalReason::Invalid };
    let (iss, aud) = (two.person.sign().public().to_did(), two.kid(Role::Vendor));
    let mut message = Message::new(refusal, iss.clone(), aud, after(0), Never, &mut two.random).unwrap();
    message.set_ext(Object::new().with("note", CANARY)).unwrap();
    shows(&message, format!("Message(refusal {} of {iss})", message.jti()));
    let verified = message.sign(two.person.sign()).unwrap();
    let kid = two.kid(Role::Person);
    shows(&verified, format!("Verified(refusal {} of {kid})", verified.id()));
    let length = verified.as_str().len();
    shows(&unverified(&verified), format!("Unverified(refusal of {kid}, {length} bytes)"));
    let reader = two.shop.seal();
    let sealed = verified.seal(reader.public()).unwrap();
    let length = sealed.as_str().len();
    shows(&sealed, format!("Sealed(for {}, {length} bytes)", reader.public().thumbprint()));
    shows(&sealed.open(reader).unwrap(), "Opened(..)");
    // {"alg":"EdDSA"} and {"note":"canary"}, signed by nobody.
    let foreign = ForeignJws::parse(b"eyJhbGciOiJFZERTQSJ9.eyJub3RlIjoiY2FuYXJ5In0.AAAA").unwrap();
    assert_eq!(foreign.payload(), br#"{"note":"canary"}"#);
    shows(&foreign, "ForeignJws(17 bytes of payload)");
}

/// Bodies hold ids, times, keys and words of the vocabulary, and a vendor's own name; what a person writes is in none.
#[test]
fn bodies_show_ids_and_words() {
    let mut two = Two::named("debug");
    let agreement = two.agreement();
    let half = two.document().sign(two.person.sign(), after(0)).unwrap();
    let (id, keys, at) = (agreement.id(), two.shop.public(), "Instant(1772357400)");
    let (name, pin, answers) = (Name::parse("Shop").unwrap(), base_entry().pin(), SignedId::from_bytes([3; 32]));
    let head = History::new(Role::Person, 1).head(1);
    let [mail, ads, using] = ["pd:EmailAddress", "dpv:Advertising", "dpv:Use"].map(|word| word.parse().unwrap());
    let request = Request::new(mail, ads, using, Recipient::Vendor);
    shows(&Ask { agreement: id, request: request.clone() }, format!("Ask {{ agreement: {id}, request: {request:?} }}"));
    shows(&Answer { answers, n: 7, yes: Reply::Once }, format!("Answer {{ answers: {answers}, n: 7, yes: Once }}"));
    let step = GrantStep { agreement: id, n: 2, which: WhichGrants::All, at: after(0) };
    let text = format!("GrantStep {{ agreement: {id}, n: 2, which: All, at: {at} }}");
    shows(&withdrawal(&agreement, 2), format!("Withdrawal({text})"));
    shows(&Pause(step.clone()), format!("Pause({text})"));
    shows(&Resume(step), format!("Resume({text})"));
    let proffer = Proffer { keys, terms: [pin.clone()].into(), replaces: None };
    shows(&proffer, format!("Proffer {{ keys: {keys:?}, terms: {{{pin:?}}}, replaces: None }}"));
    let profile = Profile { name: name.clone(), keys, accepts: [pin.clone()].into() };
    shows(&profile, format!("Profile {{ name: {name:?}, keys: {keys:?}, accepts: {{{pin:?}}} }}"));
    let declaration = agreement.document().declaration().clone();
    let text = format!(
        "Counter {{ answers: {answers}, name: {name:?}, keys: {keys:?}, terms: {pin:?}, declaration: {declaration:?} }}"
    );
    shows(&Counter { answers, name, keys, terms: pin, declaration }, text);
    let unverified =
        format!("Unverified(agreement of {}, {} bytes)", two.kid(Role::Person), half.signed().as_str().len());
    shows(&Signature::of(&half).unwrap(), format!("Signature {{ half: {unverified} }}"));
    let acceptance = Acceptance::of(answers, &half).unwrap();
    shows(&acceptance, format!("Acceptance {{ offer: {answers}, half: {unverified} }}"));
    shows(
        &Refusal { answers, why: RefusalReason::Agreement },
        format!("Refusal {{ answers: {answers}, why: Agreement }}"),
    );
    shows(&Late { agreement: id }, format!("Late {{ agreement: {id} }}"));
    let ended = Ended { agreement: id, stream: head, at: after(0) };
    shows(&ended, format!("Ended {{ agreement: {id}, stream: {head:?}, at: {at} }}"));
    let why = || Words::parse("what only the two should read").unwrap();
    let claim = Claim::new(Right::Access, Law::Gdpr, Scope::All).unwrap();
    let shown = "Claim { right: Access, law: Gdpr, scope: All }";
    shows(&claim, shown);
    let step = RightsStep::Complete { answers, proof: Some(why()) };
    shows(
        &RightsRequest { claim, step },
        format!(
            "RightsRequest {{ claim: {shown}, step: Complete {{ answers: {answers}, proof: Some(Statement(29 bytes)) }} }}"
        ),
    );
    shows(
        &RightsAnswer { answers, outcome: RightsOutcome::Refused(why()), data: [].into() },
        format!("RightsAnswer {{ answers: {answers}, outcome: Refused(Statement(29 bytes)), data: {{}} }}"),
    );
    let incident = Incident { agreement: id, at: after(0), what: why(), data: BTreeSet::new() };
    shows(&incident, format!("Incident {{ agreement: {id}, at: {at}, what: Statement(29 bytes), data: {{}} }}"));
    shows(&seen(head), format!("Seen {{ of: {}, stream: {head:?} }}", "09".repeat(16)));
    shows(&(Anyone, Never, MessageKind::Seen), "(Anyone, Never, Seen)");
}

/// Of the person's data there are categories, sources and hashes.
#[test]
fn values_of_the_persons_are_not_shown() {
    let value = Content::text(CANARY).unwrap();
    shows(&value, "Content(..)");
    let data: Word = "pd:EmailAddress".parse().unwrap();
    let new = NewItem::new(data.clone(), value.clone()).unwrap();
    let window = "Window { from: None, until: None }";
    shows(&new, format!("NewItem {{ data: {data}, content: Content(..), source: Person, window: {window} }}"));
    let (id, source) = (ItemId::from_bytes([171; 16]), Source::Public);
    let facts = ItemFacts { id, data: data.clone(), source, window: Window::ALWAYS, stored_at: after(0) };
    let text = format!(
        "ItemFacts {{ id: {}, data: {data}, source: Public, window: {window}, stored_at: Instant(1772357400) }}",
        "ab".repeat(16)
    );
    shows(&facts, &text);
    shows(
        &vrm_core::vault::Item { facts, content: value.clone() },
        format!("Item {{ facts: {text}, content: Content(..) }}"),
    );
    let disclosed = Disclosed { data: data.clone(), value };
    shows(&disclosed, format!("Disclosed {{ data: {data}, value: Content(..) }}"));
    let (agreement, grant) = (AgreementId::from_bytes([1; 32]), GrantId::from_bytes([2; 32]));
    let disclosure = Disclosure { agreement, grant, items: [disclosed].into() };
    shows(&disclosure, format!("Disclosure(1 items under {grant})"));
    let item = GivenItem { data: data.clone(), hash: DisclosedHash::from_bytes([3; 32]) };
    shows(&item, format!("GivenItem {{ data: {data}, hash: {} }}", "03".repeat(32)));
    let error = Content::parse(br#"{"canary": 1.5}"#).unwrap_err();
    shows(&error, "Content { broken: JsonNotWhole }");
    assert!(!error.to_string().contains(CANARY), "{error}");
}

/// What is wanted and what it costs is in none.
#[test]
fn what_is_wanted_and_offered_is_not_shown() {
    let two = Two::named("debug");
    let (keys, terms) = (two.shop.public(), base_entry().pin());
    let (item, euro) = (Item::new(CANARY).unwrap(), Currency::parse("EUR").unwrap());
    let ceiling = vrm_core::intention::Budget::all_in(Money::new(987_654_321, euro).unwrap());
    let want = Want::new(Kind::Buy, item.clone(), euro).unwrap().with_budget(ceiling).unwrap();
    let (audience, from) = (Reach::Anyone, Some(after(60)));
    let intention = Intention { keys: keys.cast(), want, terms: [terms.clone()].into(), audience, from };
    let cast = format!("CastKeys {{ sign: {:?}, seal: {:?} }}", keys.sign(), keys.seal());
    shows(&keys.cast(), &cast);
    let from = "Some(Instant(1772357460))";
    let text = format!("Intention {{ keys: {cast}, terms: {{{terms:?}}}, audience: Anyone, from: {from}, .. }}");
    shows(&intention, text);
    let quote = Quote::new(item, Price::all_in(Money::new(987_654_321, euro).unwrap()).unwrap()).unwrap();
    let (intention, name) = (SignedId::from_bytes([3; 32]), Name::parse("Shop").unwrap());
    let declaration = support::two::declaration();
    let text = format!(
        "Offer {{ intention: {intention}, name: {name:?}, keys: {keys:?}, terms: {terms:?}, \
         declaration: {declaration:?}, .. }}"
    );
    shows(&Offer { intention, name, keys, quote, terms, declaration }, text);
}

#[test]
fn agreements_show_names_and_terms() {
    let mut two = Two::named("debug");
    let document = two.document();
    let (person, shop) = (two.person.public(), two.shop.public());
    let (terms, declaration) = (document.terms().clone(), document.declaration().clone());
    let did = shop.sign().to_did();
    let pin = base_entry().pin();
    let [legal, plain] = [Layer::Legal, Layer::Plain].map(|layer| terms.hashes(layer));
    let text = format!("AgreedTerms {{ pin: {pin:?}, legal: {legal:?}, plain: {plain:?}, shown: Language(\"fr\") }}");
    shows(&terms, &text);
    let vendor = format!("VendorParty {{ did: {did:?}, name: Name(\"Bäckerei Süd\"), keys: {shop:?} }}");
    shows(document.vendor(), &vendor);
    let nonce = "[44, 181, 146, 211, 234, 212, 236, 77, 58, 29, 65, 249, 168, 77, 199, 64]";
    let times = "made: Instant(1772357400), accept_by: Instant(1772366400), \
        window: Window { from: Some(Instant(1772357400)), until: None }";
    let draft = format!(
        "AgreementDraft {{ person: {person:?}, vendor: {vendor}, terms: {text}, declaration: {declaration:?}, answers: None, \
         {times}, place: None, replaces: None }}"
    );
    shows(&document, format!("Document {{ nonce: {nonce}, draft: {draft} }}"));
    let half = document.sign(two.person.sign(), after(0)).unwrap();
    let (id, kid) = (half.id(), two.kid(Role::Person));
    let signed = |kid| format!("Verified(agreement {id} of {kid})");
    shows(&half, format!("HalfAgreement {{ signed: {}, role: Person }}", signed(kid)));
    let agreement = half.countersign(two.shop.sign(), after(0)).unwrap();
    shows(&agreement, format!("Agreement({id})"));
    shows(&[Role::Person, Role::Vendor], "[Person, Vendor]");
    assert_eq!(Document::NAME, "agreement");
}

#[test]
fn disputes_show_counts_and_reasons() {
    let mut two = Two::named("debug");
    let agreement = two.agreement();
    let mut opened = History::new(Role::Person, 1).events[0].clone();
    opened.event = CANARY.to_owned();
    shows(&opened, "OpenedEvent(1 of the person)");
    let bundle = Bundle::of(&agreement).with_event(opened).with_message(CANARY);
    shows(&bundle, "Bundle(1 messages, 1 events)");
    let statement = Statement {
        subject: Subject::Event { index: 0, of: Role::Person, n: 1 },
        label: Label::Asserted,
        doubt: Some(Doubt::NotCommitted),
    };
    let text =
        "Statement { subject: Event { index: 0, of: Person, n: 1 }, label: Asserted, doubt: Some(NotCommitted) }";
    shows(&statement, text);
    let findings = Findings { agreement: Some(agreement.id()), late: None, statements: vec![statement] };
    shows(&findings, format!("Findings {{ agreement: Some({}), late: None, statements: [{text}] }}", agreement.id()));
    let found = bundle.verify(after(86_400));
    assert!(!format!("{found:?}{found:#?}").contains(CANARY));
}

#[test]
fn consents_show_neither_the_person_nor_the_data() {
    let mut facts = records::record();
    facts.exercised_at = format!("https://shop.example/{CANARY}");
    facts.notice.name = CANARY.to_owned();
    facts.subject = records::did(&format!("did:example:{CANARY}"));
    let record = ConsentRecord::new(facts).unwrap();
    shows(&record, "ConsentRecord(07070707-0707-4707-8707-070707070707, given)");
    shows(record.facts(), "RecordFacts(07070707-0707-4707-8707-070707070707, given)");
    let receipt = IsoReceipt::new(records::receipt(vec![record.facts().clone()])).unwrap();
    shows(&receipt, "IsoReceipt(09090909-0909-4909-8909-090909090909, records: 1)");
    shows(receipt.facts(), "ReceiptFacts(09090909-0909-4909-8909-090909090909, records: 1)");
    let (agreement, data) = (AgreementId::from_bytes([1; 32]), "pd:Prescription".parse().unwrap());
    let consent = Consent { agreement, n: 7, process: 2, data, record: Some(record.clone()) };
    shows(&consent, format!("Consent(process 2 of {agreement})"));
    let (shop, sub) = (records::shop(), records::did(&format!("did:example:{CANARY}")));
    let proof = ConsentReceipt {
        sub,
        agreement,
        terms: base_entry().pin(),
        person: Two::named("debug").kid(Role::Person),
        vendor: shop.did,
        name: shop.name,
        stream: History::new(Role::Vendor, 1).head(1),
        record: receipt.clone(),
        kantara: None,
    };
    shows(&proof, format!("ConsentReceipt(over {agreement})"));
    let mut facts = receipt.facts().clone();
    facts.publisher.contact = Some(records::contact());
    let kantara =
        KantaraReceipt::of(&IsoReceipt::new(facts).unwrap(), "https://shop.example/privacy").unwrap().unwrap();
    shows(&kantara, "KantaraReceipt(1 controllers, 1 services)");
    shows(&kantara.services(), "[KantaraService(2 purposes)]");
    shows(&kantara.services()[0].purposes[1], "KantaraPurpose(1 categories of data)");
    let published = &read_receipts(kantara.to_json().as_bytes()).unwrap()[0];
    shows(published, "PublishedReceipt(KantaraV1_1, 1 controllers, 0 notes)");
    shows(&published.purposes[0], "PublishedTerm(13 bytes)");
}
