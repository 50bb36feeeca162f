//! Bodies of messages and drafts of agreements, whatever their contents.
#![allow(dead_code, reason = "each test file uses a part of it")]

#[path = "market.rs"]
mod market;

#[allow(clippy::duplicate_mod, reason = "the same facts, for tests that draw and for those that do not")]
#[path = "../records/mod.rs"]
mod records;

use crate::draw::{Dice, World, places, process, request, terms};
use crate::support::two::{Seeded, Two, instant, later};
use std::collections::BTreeSet;
use vrm_core::agreement::{AgreedTerms, AgreementDraft, Document, HalfAgreement, VendorParty};
use vrm_core::chain::StreamHead;
use vrm_core::consent::{ConsentRecord, IsoReceipt, KantaraReceipt, RecordFacts, RecordId};
use vrm_core::decision::{AgreementId, GrantId};
use vrm_core::did::Did;
use vrm_core::intention::Reach;
use vrm_core::json::{Object, Value};
use vrm_core::keys::{PartyKeyPairs, PartyKeys, Randomness as _, SignedId};
use vrm_core::message::{
    Acceptance, Answer, Ask, Consent, ConsentReceipt, Counter, Disclosure, Ended, GrantStep, Incident, Intention, Jti,
    Late, Offer, Pause, Proffer, Profile, Refusal, RefusalReason, Reply, Resume, RightsAnswer, RightsRequest,
    RightsStep, Rotation, Seen, Signature, WhichGrants, Withdrawal,
};
use vrm_core::rights::{Claim, Law, Right, RightsOutcome, Scope, Statement};
use vrm_core::terms::{Declaration, Entry, EntryPin, Layer, Parties, Roster};
use vrm_core::text::{Language, Name};
use vrm_core::time::{Instant, Window};
use vrm_core::vault::{Content, Disclosed};
use vrm_core::vocab::{Sector, Word};

/// What is drawn from: chance, randomness for keys and ids, and the two sides.
pub(crate) struct Source {
    pub(crate) dice: Dice,
    pub(crate) random: Seeded,
    pub(crate) two: Two,
}

/// A body with random contents. A type that carries its key carries the shop's.
pub(crate) trait Drawn {
    fn draw(from: &mut Source) -> Self;
}

const NAMES: [&str; 6] = ["Shop", "Bäckerei Süd & Söhne", "株式会社", "Ελλάς", "\"'/\\", "Crédit \u{1f600}"];

impl Source {
    pub(crate) fn new(seed: u64) -> Self {
        Self { dice: Dice::new(seed), random: Seeded::new(!seed), two: Two::new(seed.rotate_left(32)) }
    }

    pub(crate) fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.random.fill(&mut bytes).unwrap();
        bytes
    }

    pub(crate) fn keys(&mut self) -> PartyKeys {
        PartyKeyPairs::generate(&mut self.random).unwrap().public()
    }

    pub(crate) fn name(&mut self) -> Name {
        Name::parse(self.dice.name(&NAMES)).unwrap()
    }

    pub(crate) fn id(&mut self) -> SignedId {
        SignedId::from_bytes(self.bytes())
    }

    pub(crate) fn agreement(&mut self) -> AgreementId {
        AgreementId::from_bytes(self.bytes())
    }

    pub(crate) fn position(&mut self) -> u64 {
        *self.dice.pick(&[1, 2, 255, 65_536, (1 << 53) - 1])
    }

    /// Any second of the years that there are, often at their ends.
    pub(crate) fn instant(&mut self) -> Instant {
        let years = ["2000-01-01T00:00:00Z", "2026-03-01T09:30:59Z", "9999-06-01T23:59:59Z"];
        let start = instant(self.dice.name(&years));
        later(start, i64::try_from(self.dice.below(90 * 24 * 60 * 60)).unwrap())
    }

    /// An entry that is between a person and a vendor.
    fn entry(&mut self) -> &'static Entry {
        let entries = Roster::builtin().entries();
        let fit: Vec<&Entry> =
            entries.iter().filter(|entry| entry.parties() == Parties::PersonAndOrganisation).collect();
        let picked: &&Entry = self.dice.pick(&fit);
        picked
    }

    fn pin(&mut self) -> EntryPin {
        self.entry().pin()
    }

    fn pins<C: FromIterator<EntryPin>>(&mut self) -> C {
        (0..self.dice.within(1, 4)).map(|_| self.pin()).collect()
    }

    pub(crate) fn declaration(&mut self) -> Declaration {
        let world = World::dpv();
        let terms = terms(world, &mut self.dice);
        let count = self.dice.within(1, 3);
        Declaration::new((0..count).map(|_| process(world, &terms, &mut self.dice))).unwrap()
    }

    pub(crate) fn stream(&mut self) -> StreamHead {
        StreamHead { n: self.position(), hash: self.bytes() }
    }

    fn step(&mut self) -> GrantStep {
        let count = self.dice.below(4);
        let grants = (0..count).map(|_| GrantId::from_bytes(self.bytes())).collect();
        let which = if count == 0 { WhichGrants::All } else { WhichGrants::These(grants) };
        GrantStep { agreement: self.agreement(), n: self.position(), which, at: self.instant().floor_to_minute() }
    }

    /// Members of a later version: any names and values that our own JSON may have.
    pub(crate) fn ext(&mut self) -> Object {
        let names = ["a", "é", "\u{e000}", "\u{10000}", "", "~/", "ctx"];
        let values: [Value; 6] = [
            Value::Null,
            true.into(),
            (-9_007_199_254_740_991).into(),
            "\0\u{202e}\"\\".into(),
            Value::Array(vec![1.into(), Object::new().with("b", 2).with("a", "").into()]),
            Object::new().into(),
        ];
        let count = self.dice.below(5);
        (0..count).fold(Object::new(), |all, _| all.with(self.dice.name(&names), self.dice.pick(&values).clone()))
    }

    /// A draft between the two sides.
    pub(crate) fn draft(&mut self) -> AgreementDraft {
        let entry = self.entry();
        let shown = Language::parse(self.dice.name(&["en", "fr"])).unwrap();
        assert!(entry.languages(Layer::Plain).contains(&shown.as_str()));
        let web = Did::parse("did:web:shop.example:desk").unwrap();
        let did = if self.dice.percent(50) { web } else { self.two.shop.sign().public().to_did() };
        let vendor = VendorParty { did, name: self.name(), keys: self.two.shop.public() };
        let made = self.instant();
        let minutes = |dice: &mut Dice| i64::try_from(dice.within(1, 50_000) * 60).unwrap();
        let accept_by = later(made, minutes(&mut self.dice));
        let agreed = AgreedTerms::of(entry, &shown).unwrap();
        let mut draft =
            AgreementDraft::new(self.two.person.public(), vendor, agreed, self.declaration(), made, accept_by);
        if self.dice.percent(50) {
            draft = draft.answering(self.id());
        }
        if self.dice.percent(50) {
            let from = later(made, minutes(&mut self.dice));
            let until = self.dice.percent(50).then(|| later(from, minutes(&mut self.dice)));
            draft = draft.holding(Window::new(Some(from), until).unwrap());
        }
        if self.dice.percent(50) {
            draft = draft.at(places(&mut self.dice).named()[0].clone());
        }
        if self.dice.percent(50) {
            draft = draft.replacing(self.agreement());
        }
        draft
    }

    pub(crate) fn document(&mut self) -> Document {
        let draft = self.draft();
        draft.finish(&mut self.random).unwrap()
    }

    fn half(&mut self) -> HalfAgreement {
        let document = self.document();
        let (made, person) = (document.made(), self.dice.percent(50));
        document.sign(if person { self.two.person.sign() } else { self.two.shop.sign() }, made).unwrap()
    }
}

impl Drawn for Profile {
    fn draw(from: &mut Source) -> Self {
        Self { name: from.name(), keys: from.two.shop.public(), accepts: from.pins() }
    }
}

impl Drawn for Intention {
    fn draw(from: &mut Source) -> Self {
        let audience = match from.dice.below(3) {
            0 => Reach::Anyone,
            1 => Reach::Vendor(from.keys().sign().to_did()),
            _ => Reach::Sectors((0..from.dice.within(1, 3)).map(|_| *from.dice.pick(&Sector::ALL)).collect()),
        };
        // It counts at once, like every other type; from when it may count is a law of its own.
        Self { keys: from.two.shop.public().cast(), want: from.want(), terms: from.pins(), audience, from: None }
    }
}

impl Drawn for Offer {
    fn draw(from: &mut Source) -> Self {
        let (intention, name, keys) = (from.id(), from.name(), from.two.shop.public());
        let (quote, terms, declaration) = (from.quote(), from.pin(), from.declaration());
        Self { intention, name, keys, quote, terms, declaration }
    }
}

impl Drawn for Proffer {
    fn draw(from: &mut Source) -> Self {
        let replaces = from.dice.percent(50).then(|| from.agreement());
        Self { keys: from.two.shop.public(), terms: from.pins(), replaces }
    }
}

impl Drawn for Counter {
    fn draw(from: &mut Source) -> Self {
        let (answers, name, keys) = (from.id(), from.name(), from.two.shop.public());
        Self { answers, name, keys, terms: from.pin(), declaration: from.declaration() }
    }
}

impl Drawn for Signature {
    fn draw(from: &mut Source) -> Self {
        Self::of(&from.half()).unwrap()
    }
}

impl Drawn for Acceptance {
    fn draw(from: &mut Source) -> Self {
        Self::of(from.id(), &from.half()).unwrap()
    }
}

impl Drawn for Refusal {
    fn draw(from: &mut Source) -> Self {
        Self { answers: from.id(), why: *from.dice.pick(RefusalReason::ALL) }
    }
}

impl Drawn for Late {
    fn draw(from: &mut Source) -> Self {
        Self { agreement: from.agreement() }
    }
}

impl Drawn for Ask {
    fn draw(from: &mut Source) -> Self {
        let world = World::dpv();
        let terms = terms(world, &mut from.dice);
        Self { agreement: from.agreement(), request: request(world, &terms, &mut from.dice) }
    }
}

impl Drawn for Disclosure {
    fn draw(from: &mut Source) -> Self {
        let items = values(from);
        Self { agreement: from.agreement(), grant: GrantId::from_bytes(from.bytes()), items }
    }
}

/// Values of the person's, at least one.
fn values(from: &mut Source) -> BTreeSet<Disclosed> {
    let count = from.dice.within(1, 4);
    let items = (0..count).map(|_| {
        let data = from.dice.name(&["pd:EmailAddress", "pd:Prescription", "https://shop.example/w#Size"]);
        let value: Value = match from.dice.below(3) {
            0 => from.dice.name(&NAMES).into(),
            1 => from.ext().into(),
            _ => vec![from.ext().into(), Value::Null].into(),
        };
        Disclosed { data: data.parse().unwrap(), value: Content::of(&value).unwrap() }
    });
    items.collect()
}

impl Drawn for Answer {
    fn draw(from: &mut Source) -> Self {
        Self { answers: from.id(), n: from.position(), yes: *from.dice.pick(Reply::ALL) }
    }
}

impl Drawn for Withdrawal {
    fn draw(from: &mut Source) -> Self {
        Self(from.step())
    }
}

impl Drawn for Pause {
    fn draw(from: &mut Source) -> Self {
        Self(from.step())
    }
}

impl Drawn for Resume {
    fn draw(from: &mut Source) -> Self {
        Self(from.step())
    }
}

impl Source {
    fn statement(&mut self) -> Statement {
        let texts = ["x", "Bäckerei Süd", "\0\u{202e}\"\\", "two\nlines", "\u{1f600}"];
        let text = self.dice.name(&texts);
        Statement::parse(&text.repeat(self.dice.within(1, 40))).unwrap()
    }

    fn data(&mut self) -> BTreeSet<Word> {
        let words = ["pd:EmailAddress", "pd:Name", "pd:Location", "dpv:HealthRecord", "own:a:b"];
        let words: Vec<Word> = words.iter().filter_map(|word| word.parse().ok()).collect();
        (0..self.dice.within(1, 4)).map(|_| self.dice.pick(&words).clone()).collect()
    }

    fn claim(&mut self) -> Claim {
        let scope = match self.dice.below(3) {
            0 => Scope::All,
            1 => Scope::Data(self.data()),
            _ => Scope::Agreement(self.agreement()),
        };
        loop {
            let (right, law) = (*self.dice.pick(Right::ALL), *self.dice.pick(Law::ALL));
            if let Ok(claim) = Claim::new(right, law, scope.clone()) {
                return claim;
            }
        }
    }
}

impl Source {
    /// The facts of a record, most of them the same.
    fn record(&mut self) -> RecordFacts {
        let mut facts = records::record();
        facts.id = RecordId::of_random(self.bytes());
        facts.processes.truncate(self.dice.within(1, 3));
        facts
    }
}

impl Drawn for Consent {
    fn draw(from: &mut Source) -> Self {
        let record = from.dice.percent(50).then(|| ConsentRecord::new(from.record()).unwrap());
        let (agreement, n) = (from.agreement(), from.position());
        let process = u32::try_from(from.dice.below(9)).unwrap();
        Self { agreement, n, process, data: from.data().pop_first().unwrap(), record }
    }
}

impl Drawn for ConsentReceipt {
    fn draw(from: &mut Source) -> Self {
        let mut facts = records::with_contact();
        facts.id = RecordId::of_random(from.bytes());
        let record = IsoReceipt::new(facts).unwrap();
        let both = from.dice.percent(50);
        let kantara = KantaraReceipt::of(&record, "https://shop.example/policy/1").unwrap().filter(|_| both);
        let (person, vendor) = (*from.keys().sign(), from.keys().sign().to_did());
        Self {
            sub: person.to_did(),
            agreement: from.agreement(),
            terms: from.pin(),
            person: person.thumbprint(),
            vendor,
            name: from.name(),
            stream: from.stream(),
            record,
            kantara,
        }
    }
}

impl Drawn for RightsRequest {
    fn draw(from: &mut Source) -> Self {
        let proof = from.dice.percent(50).then(|| from.statement());
        let step = match from.dice.below(3) {
            0 => RightsStep::Claim,
            1 => RightsStep::Complete { answers: from.id(), proof },
            _ => RightsStep::Withdraw { answers: from.id() },
        };
        Self { claim: from.claim(), step }
    }
}

impl Drawn for RightsAnswer {
    fn draw(from: &mut Source) -> Self {
        let reason = from.statement();
        let outcome = match from.dice.below(5) {
            0 => RightsOutcome::Full,
            1 => RightsOutcome::Part(reason),
            2 => RightsOutcome::Refused(reason),
            3 => RightsOutcome::NeedsMore(reason),
            _ => RightsOutcome::Extended(reason),
        };
        let may = matches!(outcome, RightsOutcome::Full | RightsOutcome::Part(_));
        let data = if may && from.dice.percent(50) { values(from) } else { BTreeSet::new() };
        Self { answers: from.id(), outcome, data }
    }
}

impl Drawn for Incident {
    fn draw(from: &mut Source) -> Self {
        let (agreement, at) = (from.agreement(), from.instant().floor_to_minute());
        Self { agreement, at, what: from.statement(), data: from.data() }
    }
}

impl Drawn for Rotation {
    fn draw(from: &mut Source) -> Self {
        Self { keys: from.keys() }
    }
}

impl Drawn for Ended {
    fn draw(from: &mut Source) -> Self {
        Self { agreement: from.agreement(), stream: from.stream(), at: from.instant().floor_to_minute() }
    }
}

impl Drawn for Seen {
    fn draw(from: &mut Source) -> Self {
        Self { of: Jti::from_bytes(from.bytes()), stream: from.stream() }
    }
}
