//! The vendor's side: publishes what it accepts, takes or counters a proffer, signs.

use std::collections::BTreeSet;
use std::path::Path;

use vrm_core::agreement::{AgreedTerms, Agreement, AgreementDraft, Role, VendorParty};
use vrm_core::keys::{PartyKeys, Verified};
use vrm_core::message::{Anyone, Counter, Message, MessageKind, Never, Proffer, Profile, Refusal};
use vrm_core::terms::{Declaration, Entry, EntryPin, Roster};
use vrm_core::text::{Language, Name};
use vrm_core::time::Instant;

use super::kept::keep;
use super::side::{Side, expect, expect_parties, unexpected, unverified};
use super::{Outcome, Post, Stop};
use crate::host::{System, in_minutes, now};

/// What the vendor is called.
const NAME: &str = "Corner Shop";

/// Runs the vendor's side to its end.
///
/// # Errors
/// A line that says why it stopped.
pub fn run(folder: &Path, accepts: &[String], declaration: Declaration, danger_keys: bool) -> Result<Outcome, Stop> {
    let roster = Roster::builtin();
    let accepts: Vec<&Entry> = accepts.iter().map(|id| roster.proffered(id)).collect::<Result<_, _>>()?;
    let first = *accepts.first().ok_or_else(|| Stop::new("the vendor accepts nothing; name at least one agreement"))?;
    let mut side = Side::new("vendor", Post::join(folder)?)?;
    let mut desk = Desk { accepts, declaration, name: Name::parse(NAME)? };
    desk.publish(&mut side)?;

    let (_, signed, now) = side.receive("2-proffer.jwe")?;
    let proffer = unverified::<Proffer>(&signed)?;
    let proffer = proffer.verify(&proffer.own_key()?, side.keys.sign().public().thumbprint(), now)?;
    side.messages.push(proffer.as_str().to_owned());
    let agreement = match desk.taken(&proffer) {
        Some(entry) => desk.accept(&mut side, &proffer, entry, now)?,
        None => desk.counter(&mut side, &proffer, first, now)?,
    };
    let Some(agreement) = agreement else { return Ok(Outcome::Refused) };
    keep(&folder.join("vendor"), &agreement, &side, danger_keys)?;
    side.say(&format!("in force: {}", agreement.id()));
    Ok(Outcome::Agreed)
}

struct Desk {
    accepts: Vec<&'static Entry>,
    declaration: Declaration,
    name: Name,
}

impl Desk {
    /// The public page, signed and not sealed.
    fn publish(&mut self, side: &mut Side) -> Result<(), Stop> {
        let accepts: BTreeSet<EntryPin> = self.accepts.iter().map(|entry| entry.pin()).collect();
        let profile = Profile { name: self.name.clone(), keys: side.keys.public(), accepts };
        let iss = side.keys.sign().public().to_did();
        let signed = Message::new(profile, iss, Anyone, now()?, Never, &mut System)?.sign(side.keys.sign())?;
        side.post.send("1-profile.jws", signed.as_str())?;
        side.say("publishes its profile");
        Ok(())
    }

    /// The first of the accepted agreements that is proffered.
    fn taken(&self, proffer: &Verified<Message<Proffer>>) -> Option<&'static Entry> {
        let proffered = &proffer.value().body().terms;
        self.accepts.iter().copied().find(|entry| proffered.contains(&entry.pin()))
    }

    /// After a proffer that is accepted the vendor writes the document and signs first.
    fn accept(
        &self,
        side: &mut Side,
        proffer: &Verified<Message<Proffer>>,
        entry: &Entry,
        at: Instant,
    ) -> Result<Option<Agreement>, Stop> {
        let person = proffer.value().body().keys;
        let terms = AgreedTerms::of(entry, &Language::parse("en")?)?;
        let vendor =
            VendorParty { did: side.keys.sign().public().to_did(), name: self.name.clone(), keys: side.keys.public() };
        let draft = AgreementDraft::new(person, vendor, terms, self.declaration.clone(), at, in_minutes(at, 60)?);
        let half = draft.answering(proffer.id()).finish(&mut System)?.sign(side.keys.sign(), at)?;
        side.send_half("3-reply.jwe", &half, &person, at)?;
        side.say(&format!("accepts {} and signs first", entry.name().id));
        let (kind, signed, now) = side.receive("4-answer.jwe")?;
        match kind {
            MessageKind::Signature => Ok(Some(half.complete(&side.half(&signed, &person, now)?, now)?)),
            MessageKind::Refusal => refused(side, &signed, &proffer.value().body().keys, now),
            kind => Err(unexpected(kind)),
        }
    }

    /// After a counter the person writes the document and signs first.
    fn counter(
        &self,
        side: &mut Side,
        proffer: &Verified<Message<Proffer>>,
        entry: &Entry,
        at: Instant,
    ) -> Result<Option<Agreement>, Stop> {
        let person = proffer.value().body().keys;
        let (reader, iss) = (person.sign().thumbprint(), side.keys.sign().public().to_did());
        let counter = Counter {
            answers: proffer.id(),
            name: self.name.clone(),
            keys: side.keys.public(),
            terms: entry.pin(),
            declaration: self.declaration.clone(),
        };
        let message = Message::new(counter, iss, reader, at, in_minutes(at, 60)?, &mut System)?;
        let counter = side.send("3-reply.jwe", message, person.seal())?;
        side.say(&format!("counters with {}", entry.name().id));
        let (kind, signed, now) = side.receive("4-answer.jwe")?;
        let half = match kind {
            MessageKind::Signature => side.half(&signed, &person, now)?,
            MessageKind::Refusal => return refused(side, &signed, &person, now),
            kind => return Err(unexpected(kind)),
        };
        let document = half.document();
        expect_parties(document, &person, &side.keys.public())?;
        expect(document.answers() == Some(counter.id()), "it answers something else")?;
        expect(document.terms().entry(Roster::builtin())?.pin() == entry.pin(), "the terms are others")?;
        expect(*document.declaration() == self.declaration, "the declaration is another")?;
        let agreement = half.countersign(side.keys.sign(), now)?;
        side.send_half("5-signature.jwe", agreement.half(Role::Vendor), &person, now)?;
        side.say("signs second");
        Ok(Some(agreement))
    }
}

fn refused(side: &mut Side, signed: &[u8], person: &PartyKeys, now: Instant) -> Result<Option<Agreement>, Stop> {
    let why = side.believe::<Refusal>(signed, person, now)?.value().body().why;
    side.say(&format!("is refused: {}", why.name()));
    Ok(None)
}
