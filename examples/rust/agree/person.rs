//! The person's side: proffers terms, takes or refuses what comes back, signs.

use std::collections::BTreeSet;
use std::path::Path;

use vrm_core::agreement::{AgreedTerms, Agreement, AgreementDraft, Role, VendorParty};
use vrm_core::decision::FitVerdict;
use vrm_core::keys::{PartyKeys, SignedId, Verified};
use vrm_core::message::{Counter, Introduction, Message, MessageKind, Never, Proffer, Profile, Refusal, RefusalReason};
use vrm_core::terms::{Declaration, Entry, EntryPin, Roster};
use vrm_core::text::Language;
use vrm_core::time::Instant;

use super::kept::keep;
use super::side::{Side, expect, expect_parties, unexpected, unverified};
use super::{Outcome, Post, Stop};
use crate::host::{System, in_minutes, now};

/// The language in which the person reads terms.
const SHOWN: &str = "en";

/// What the person proffers, and what it would also take as a counter.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Proffered.
    pub proffer: Vec<String>,
    /// Taken when it is countered.
    pub also: Vec<String>,
}

/// Runs the person's side to its end.
///
/// # Errors
/// A line that says why it stopped.
pub fn run(folder: &Path, wanted: &Wanted, danger_keys: bool) -> Result<Outcome, Stop> {
    let roster = Roster::builtin();
    let entries = |ids: &[String]| ids.iter().map(|id| roster.proffered(id)).collect::<Result<Vec<_>, _>>();
    let (proffered, also) = (entries(&wanted.proffer)?, entries(&wanted.also)?);
    let mut side = Side::new("person", Post::join(folder)?)?;
    side.say("waits for the vendor's profile");

    let page = side.post.receive("1-profile.jws")?;
    let vendor = introduced(&page)?;
    side.messages.push(String::from_utf8_lossy(&page).into_owned());
    side.say(&format!("reads the profile of {}", vendor.name));
    let proffer = send_proffer(&mut side, &proffered, &vendor.keys)?;

    let (kind, signed, now) = side.receive("3-reply.jwe")?;
    let person = Person { vendor, proffered, also };
    let agreement = match kind {
        MessageKind::Signature => person.sign_second(&mut side, &signed, proffer.id(), now)?,
        MessageKind::Counter => person.answer_counter(&mut side, &signed, proffer.id(), now)?,
        MessageKind::Refusal => {
            side.believe::<Refusal>(&signed, &person.vendor.keys, now)?;
            side.say("is refused");
            None
        }
        kind => return Err(unexpected(kind)),
    };
    let Some(agreement) = agreement else { return Ok(Outcome::Refused) };
    keep(&folder.join("person"), &agreement, &side, danger_keys)?;
    side.say(&format!("in force: {}", agreement.id()));
    let authority = agreement.authorise(roster, None)?;
    let (grants, pending) = (authority.grants.len(), authority.pending.len());
    side.say(&format!("grants {grants} at once, {pending} wait for a yes"));
    Ok(Outcome::Agreed)
}

/// The vendor of a profile: its key is one that its identifier stands for.
fn introduced(page: &[u8]) -> Result<VendorParty, Stop> {
    let page = unverified::<Profile>(page)?;
    let did = page.issuer()?;
    let key = page.introduced_key(&Introduction::resolve(&did)?)?;
    let profile = page.verify(&key, vrm_core::message::Anyone, now()?)?;
    let Profile { name, keys, .. } = profile.value().body().clone();
    Ok(VendorParty { did, name, keys })
}

fn send_proffer(side: &mut Side, proffered: &[&Entry], vendor: &PartyKeys) -> Result<Verified<Message<Proffer>>, Stop> {
    let now = now()?;
    let terms: BTreeSet<EntryPin> = proffered.iter().map(|entry| entry.pin()).collect();
    let proffer = Proffer { keys: side.keys.public(), terms, replaces: None };
    let (iss, reader) = (side.keys.sign().public().to_did(), vendor.sign().thumbprint());
    let message = Message::new(proffer, iss, reader, now, in_minutes(now, 60)?, &mut System)?;
    let sent = side.send("2-proffer.jwe", message, vendor.seal())?;
    let names: Vec<&str> = proffered.iter().map(|entry| entry.name().id.as_str()).collect();
    side.say(&format!("proffers {}", names.join(" or ")));
    Ok(sent)
}

struct Person {
    vendor: VendorParty,
    proffered: Vec<&'static Entry>,
    also: Vec<&'static Entry>,
}

impl Person {
    /// The vendor accepted, wrote the document and signed first.
    fn sign_second(
        &self,
        side: &mut Side,
        signed: &[u8],
        proffer: SignedId,
        now: Instant,
    ) -> Result<Option<Agreement>, Stop> {
        let half = side.half(signed, &self.vendor.keys, now)?;
        let document = half.document();
        expect_parties(document, &side.keys.public(), &self.vendor.keys)?;
        expect(document.vendor() == &self.vendor, "the vendor is another than its profile says")?;
        expect(document.answers() == Some(proffer), "it answers something else")?;
        let entry = document.terms().entry(Roster::builtin())?;
        expect(document.terms().shown().as_str() == SHOWN, "the terms were shown in another language")?;
        expect(document.window().until().is_none(), "it ends, which nobody asked for")?;
        expect(document.place().is_none() && document.replaces().is_none(), "it says more than was asked")?;
        expect(self.proffered.contains(&entry), "the terms were not proffered")?;
        if !fits(document.declaration(), entry) {
            return self.refuse(side, proffer, now);
        }
        let agreement = half.countersign(side.keys.sign(), now)?;
        side.send_half("4-answer.jwe", agreement.half(Role::Person), &self.vendor.keys, now)?;
        side.say("signs second");
        Ok(Some(agreement))
    }

    /// The vendor countered: the person writes the document and signs first, or refuses.
    fn answer_counter(
        &self,
        side: &mut Side,
        signed: &[u8],
        proffer: SignedId,
        now: Instant,
    ) -> Result<Option<Agreement>, Stop> {
        let counter = side.believe::<Counter>(signed, &self.vendor.keys, now)?;
        let body = counter.value().body();
        expect(body.answers == proffer, "the counter answers something else")?;
        expect(body.keys == self.vendor.keys && body.name == self.vendor.name, "the vendor is another")?;
        let entry = Roster::builtin().pinned(&body.terms)?;
        side.say(&format!("is countered with {}", entry.name().id));
        if !self.also.contains(&entry) || !fits(&body.declaration, entry) {
            return self.refuse(side, counter.id(), now);
        }
        let terms = AgreedTerms::of(entry, &Language::parse(SHOWN)?)?;
        let accept_by = in_minutes(now, 60)?;
        let draft = AgreementDraft::new(
            side.keys.public(),
            self.vendor.clone(),
            terms,
            body.declaration.clone(),
            now,
            accept_by,
        );
        let half = draft.answering(counter.id()).finish(&mut System)?.sign(side.keys.sign(), now)?;
        side.send_half("4-answer.jwe", &half, &self.vendor.keys, now)?;
        side.say("takes it and signs first");
        let (_, signed, now) = side.receive("5-signature.jwe")?;
        let second = side.half(&signed, &self.vendor.keys, now)?;
        Ok(Some(half.complete(&second, now)?))
    }

    fn refuse(&self, side: &mut Side, answers: SignedId, now: Instant) -> Result<Option<Agreement>, Stop> {
        let (iss, reader) = (side.keys.sign().public().to_did(), self.vendor.keys.sign().thumbprint());
        let no = Refusal { answers, why: RefusalReason::Agreement };
        side.send("4-answer.jwe", Message::new(no, iss, reader, now, Never, &mut System)?, self.vendor.keys.seal())?;
        side.say("refuses");
        Ok(None)
    }
}

/// Whether everything the vendor declares passes under the terms.
fn fits(declaration: &Declaration, entry: &Entry) -> bool {
    declaration.fits(&entry.terms().compile()).verdict == FitVerdict::Fits
}
