//! The canary sings: a leak that is planted by hand is found, and named, and without it nothing is.

use crate::pieces::WINDOW;
use crate::support::market::{quote, want};
use crate::support::two::{Seeded, declaration, now, soon, terms};
use crate::support::vendor::pin;
use crate::views::{Link, Views};
use vrm_core::agreement::{AgreementDraft, HalfAgreement, VendorParty};
use vrm_core::chain::StreamId;
use vrm_core::intention::{Item, Quote, Reach, Want};
use vrm_core::keys::{CastKeys, PartyKeyPairs, PublicSealingKey, Randomness, SignedId, Thumbprint, Verified};
use vrm_core::message::{
    Acceptance, Anyone, Body, Intention, Message, Never, Offer, Proffer, Refusal, RefusalReason, Signature,
};
use vrm_core::text::Name;

/// One of the relationships and casts there are.
fn context(number: u8) -> StreamId {
    StreamId::from_bytes([number; 16])
}

fn pairs(random: &mut Seeded) -> PartyKeyPairs {
    PartyKeyPairs::generate(random).unwrap()
}

/// Randomness that is the same again for whoever gets the same number.
fn number(random: &mut Seeded) -> u64 {
    let mut bytes = [0; 8];
    random.fill(&mut bytes).unwrap();
    u64::from_be_bytes(bytes)
}

/// A message of a pair of keys.
fn said<B: Body<Audience = Thumbprint>>(
    body: B,
    by: &PartyKeyPairs,
    to: &PartyKeyPairs,
    until: B::Expiry,
    random: &mut Seeded,
) -> Verified<Message<B>> {
    let (iss, aud) = (by.sign().public().to_did(), to.sign().public().thumbprint());
    Message::new(body, iss, aud, now(), until, random).unwrap().sign(by.sign()).unwrap()
}

fn proffer(persona: &PartyKeyPairs, shop: &PartyKeyPairs, random: &mut Seeded) -> String {
    let body = Proffer { keys: persona.public(), terms: [pin("SD-BASE")].into(), replaces: None };
    said(body, persona, shop, soon(), random).as_str().to_owned()
}

fn refusal(answers: SignedId, persona: &PartyKeyPairs, shop: &PartyKeyPairs, random: &mut Seeded) -> String {
    let body = Refusal { answers, why: RefusalReason::Negotiation };
    said(body, persona, shop, Never, random).as_str().to_owned()
}

fn cast(
    want: &Want,
    cast: &PartyKeyPairs,
    seal: &PublicSealingKey,
    random: &mut Seeded,
) -> Verified<Message<Intention>> {
    let (keys, terms) = (CastKeys::new(*cast.sign().public(), *seal), [pin("SD-BASE")].into());
    let body = Intention { keys, want: want.clone(), terms, audience: Reach::Anyone, from: None };
    let iss = cast.sign().public().to_did();
    Message::new(body, iss, Anyone, now(), soon(), random).unwrap().sign(cast.sign()).unwrap()
}

/// Somebody's own words.
fn wanted(random: &mut Seeded) -> (String, Want) {
    let title = format!("A chair for {}", number(random));
    let want = Want::new(want().kind(), Item::new(&*title).unwrap(), want().currency()).unwrap();
    (title, want)
}

/// A document over an offer, as the persona signs it.
fn half(persona: &PartyKeyPairs, shop: &PartyKeyPairs, answers: SignedId, random: &mut Seeded) -> HalfAgreement {
    let (did, name) = (shop.sign().public().to_did(), Name::parse("Kiosk").unwrap());
    let vendor = VendorParty { did, name, keys: shop.public() };
    let draft = AgreementDraft::new(persona.public(), vendor, terms("SD-BASE"), declaration(), now(), soon());
    draft.answering(answers).finish(random).unwrap().sign(persona.sign(), now()).unwrap()
}

/// Searches what `compose` makes, once as it should be and once with the leak, each beside a control of its own; what was
/// to leak is given back by `compose` and must be what is found.
fn sings(between: [usize; 2], compose: impl Fn(bool, &mut Seeded, &mut Views) -> Vec<u8>) {
    let search = |leaks: bool| -> (Vec<Link>, Vec<u8>) {
        let [mut real, mut control] = [Views::default(), Views::default()];
        let leaked = compose(leaks, &mut Seeded::new(1), &mut real);
        compose(leaks, &mut Seeded::new(2), &mut control);
        (real.links(&control), leaked)
    };
    let (clean, _) = search(false);
    assert!(clean.is_empty(), "{}", clean[0]);
    let (found, leaked) = search(true);
    // Some of it is enough: its beginning may stand in the control.
    let part = |run: &Vec<u8>| leaked.windows(WINDOW).any(|part| run.windows(WINDOW).any(|bytes| bytes == part));
    let names = |link: &&Link| link.bytes.iter().any(part);
    let link = found.iter().find(names).unwrap_or_else(|| panic!("not found in {found:?}"));
    let mut vendors = link.vendors;
    vendors.sort_unstable();
    assert_eq!(vendors, between, "{link}");
}

#[test]
fn one_persona_for_two_vendors_is_found() {
    sings([0, 1], |leaks, random, views| {
        let personas = [pairs(random), pairs(random)];
        for vendor in 0..2 {
            let persona = if leaks { &personas[0] } else { &personas[vendor] };
            let letter = proffer(persona, &pairs(random), random);
            views.letter(vendor, context(vendor as u8), &[letter.as_bytes()]);
        }
        personas[0].sign().public().key().bytes().to_vec()
    });
}

/// Under other keys, the commitment to the next one would do as well.
#[test]
fn one_next_key_for_two_vendors_is_found() {
    sings([0, 1], |leaks, random, views| {
        let personas = [pairs(random), pairs(random)];
        let next = personas[0].public().next();
        for (vendor, persona) in personas.iter().enumerate() {
            let (sign, seal) = (*persona.sign().public(), *persona.seal().public());
            let next = if leaks { next } else { persona.public().next() };
            let keys = vrm_core::keys::PartyKeys::new(sign, seal, next).unwrap();
            let body = Proffer { keys, terms: [pin("SD-BASE")].into(), replaces: None };
            let letter = said(body, persona, &pairs(random), soon(), random);
            views.letter(vendor, context(vendor as u8), &[letter.as_str().as_bytes()]);
        }
        next.as_bytes().to_vec()
    });
}

#[test]
fn one_nonce_in_two_documents_is_found() {
    sings([0, 1], |leaks, random, views| {
        let numbers = [number(random), number(random)];
        let mut nonce = [0; 16];
        Seeded::new(numbers[0]).fill(&mut nonce).unwrap();
        for vendor in 0..2 {
            let (persona, shop, answers) = (pairs(random), pairs(random), answer(random));
            let drawn = if leaks { numbers[0] } else { numbers[vendor] };
            let half = half(&persona, &shop, answers, &mut Seeded::new(drawn));
            let letter = said(Signature::of(&half).unwrap(), &persona, &shop, Never, random);
            views.page(vendor, format!("Kiosk {vendor}").as_bytes());
            views.letter(vendor, context(vendor as u8), &[letter.as_str().as_bytes()]);
        }
        nonce.to_vec()
    });
}

/// The id of a message of nobody's.
fn answer(random: &mut Seeded) -> SignedId {
    let (persona, shop) = (pairs(random), pairs(random));
    let body = Proffer { keys: persona.public(), terms: [pin("SD-BASE")].into(), replaces: None };
    said(body, &persona, &shop, soon(), random).id()
}

#[test]
fn one_number_of_two_messages_is_found() {
    sings([0, 1], |leaks, random, views| {
        let numbers = [number(random), number(random)];
        let mut jti = [0; 16];
        Seeded::new(numbers[0]).fill(&mut jti).unwrap();
        for vendor in 0..2 {
            let (persona, shop, answers) = (pairs(random), pairs(random), answer(random));
            let drawn = if leaks { numbers[0] } else { numbers[vendor] };
            let letter = refusal(answers, &persona, &shop, &mut Seeded::new(drawn));
            views.letter(vendor, context(vendor as u8), &[letter.as_bytes()]);
        }
        jti.to_vec()
    });
}

/// Both have read the cast. What one of them is told under a persona must not name it.
#[test]
fn a_cast_that_a_later_message_names_is_found() {
    sings([0, 1], |leaks, random, views| {
        let ((title, want), once, persona, shop) = (wanted(random), pairs(random), pairs(random), pairs(random));
        let said = cast(&want, &once, once.seal().public(), random);
        for vendor in 0..2 {
            views.cast(vendor, context(9), &title, &[said.as_str().as_bytes()]);
        }
        let answers = if leaks { said.id() } else { answer(random) };
        views.letter(1, context(1), &[refusal(answers, &persona, &shop, random).as_bytes()]);
        said.id().as_bytes().to_vec()
    });
}

#[test]
fn one_reply_key_in_two_casts_is_found() {
    // Whether two vendors read one cast each, or one vendor both.
    for readers in [[0, 1], [0, 0]] {
        sings(readers, |leaks, random, views| {
            let ((title, want), casts) = (wanted(random), [pairs(random), pairs(random)]);
            for (number, vendor) in readers.into_iter().enumerate() {
                let once = &casts[number];
                let seal = if leaks { casts[0].seal().public() } else { once.seal().public() };
                // What is wanted is the same, which is no leak.
                let said = cast(&want, once, seal, random);
                views.cast(vendor, context(number as u8), &title, &[said.as_str().as_bytes()]);
            }
            casts[0].seal().public().key().bytes().to_vec()
        });
    }
}

/// The yes to an offer joins the cast to one relationship; a second one would join two relationships.
#[test]
fn one_cast_in_two_acceptances_is_found() {
    sings([0, 1], |leaks, random, views| {
        let ((title, want), once) = (wanted(random), pairs(random));
        let said_once = cast(&want, &once, once.seal().public(), random);
        for vendor in 0..2 {
            views.cast(vendor, context(9), &title, &[said_once.as_str().as_bytes()]);
        }
        for vendor in 0..if leaks { 2 } else { 1 } {
            let (persona, shop, offer) = (pairs(random), pairs(random), answer(random));
            let half = half(&persona, &shop, offer, random);
            let yes = said(Acceptance::of(offer, &half).unwrap(), &once, &shop, soon(), random);
            views.letter(vendor, context(vendor as u8), &[yes.as_str().as_bytes()]);
        }
        once.sign().public().thumbprint().as_bytes().to_vec()
    });
}

#[test]
fn a_bid_that_the_other_vendor_is_shown_is_found() {
    sings([0, 1], |leaks, random, views| {
        let (once, shop) = (pairs(random), pairs(random));
        let title = format!("Chair {}", number(random));
        let quote = Quote::new(Item::new(&*title).unwrap(), quote(150, 3).price()).unwrap();
        let (intention, keys) = (answer(random), shop.public());
        let (name, terms) = (Name::parse("Kiosk Nordring").unwrap(), pin("SD-BASE"));
        let offer = Offer { intention, name, keys, quote, terms, declaration: declaration() };
        let offer = said(offer, &shop, &once, soon(), random);
        views.said(0, &[offer.as_str().as_bytes()]);
        let shown = if leaks { title.clone() } else { "What is said in every life".to_owned() };
        views.letter(1, context(1), &[shown.as_bytes()]);
        title.into_bytes()
    });
}

#[test]
fn a_want_told_to_a_vendor_that_was_not_asked_is_found() {
    sings([0, 1], |leaks, random, views| {
        let ((title, want), once) = (wanted(random), pairs(random));
        let said = cast(&want, &once, once.seal().public(), random);
        views.cast(0, context(9), &title, &[said.as_str().as_bytes()]);
        let shown = if leaks { title.clone() } else { "What is said in every life".to_owned() };
        views.letter(1, context(1), &[shown.as_bytes()]);
        title.into_bytes()
    });
}

/// Letters are searched as they travel, too.
#[test]
fn one_sealed_letter_for_two_vendors_is_found() {
    sings([0, 1], |leaks, random, views| {
        let (persona, shop) = (pairs(random), pairs(random));
        let body = Refusal { answers: answer(random), why: RefusalReason::Negotiation };
        let letter = said(body, &persona, &shop, Never, random).seal(shop.seal().public()).unwrap();
        let another = answer(random);
        let another = Refusal { answers: another, why: RefusalReason::Negotiation };
        let another = said(another, &pairs(random), &shop, Never, random).seal(pairs(random).seal().public()).unwrap();
        views.letter(0, context(0), &[letter.as_str().as_bytes()]);
        views.letter(1, context(1), &[if leaks { &letter } else { &another }.as_str().as_bytes()]);
        let tag = letter.as_str().rsplit_once('.').unwrap().1;
        crate::support::hostile::unbase64url(tag)
    });
}

/// A clock that shows its seconds would be known again.
#[test]
fn a_time_in_seconds_is_found() {
    sings([0, 1], |leaks, random, views| {
        // Not the control's seconds; within the minute of everybody.
        let second = number(random) % 58 + 1;
        let at = now().unix() + i64::try_from(if leaks { second } else { 0 }).unwrap();
        for vendor in 0..2 {
            let text = crate::support::hostile::sign_as(pairs(random).sign(), "ended", format!(r#"{{"at":{at}}}"#));
            views.letter(vendor, context(vendor as u8), &[text.as_bytes()]);
        }
        at.to_string().into_bytes()
    });
}

/// A value may be told to two vendors; what is kept beside it may not be the same.
#[test]
fn one_hash_of_a_value_for_two_vendors_is_found() {
    sings([0, 1], |leaks, random, views| {
        let value = format!("a value of {}", number(random));
        let mut hashes = [[0; 32], [0; 32]];
        hashes.iter_mut().for_each(|hash| random.fill(hash).unwrap());
        views.value(&value);
        for vendor in 0..2 {
            let hash = if leaks { hashes[0] } else { hashes[vendor] };
            let kept = format!(r#"{{"hash":"{}","value":"{value}"}}"#, crate::support::hex(&hash));
            views.kept(vendor, context(vendor as u8), kept.as_bytes());
        }
        hashes[0].to_vec()
    });
}

/// In a whole life as well, and not for want of something to find: the control of a life excuses no other.
#[test]
fn a_letter_of_a_life_in_other_hands_is_found() {
    let [mut life, control] = crate::live(0);
    assert!(life.views.links(&control.views).is_empty());
    let (persona, shop): (PartyKeyPairs, _) = (pairs(&mut Seeded::new(3)), pairs(&mut Seeded::new(4)));
    let letter = proffer(&persona, &shop, &mut Seeded::new(5));
    life.views.letter(0, context(0), &[letter.as_bytes()]);
    assert!(life.views.links(&control.views).is_empty());
    life.views.letter(1, context(1), &[letter.as_bytes()]);
    let links = life.views.links(&control.views);
    assert_eq!(links[0].vendors, [0, 1]);
}
