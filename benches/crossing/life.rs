//! What the calls are made on: a person who agreed with a shop, and has a receipt of it.

use super::Outcome;
use std::collections::BTreeSet;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use vrm_core::consent::{Contact, PostalAddress};
use vrm_core::decision::{Decision, Effect, Request};
use vrm_core::desk::{Desk, Issuer};
use vrm_core::did::Did;
use vrm_core::dispute::{Bundle, Label, Subject};
use vrm_core::history::{About, Settings};
use vrm_core::keys::{Randomness, RandomnessFailed, SecretKeeper};
use vrm_core::message::MessageKind;
use vrm_core::person::Person;
use vrm_core::store::Memory;
use vrm_core::terms::{Declaration, Preference, Preferences, Roster, Talk, When, Who};
use vrm_core::text::{Language, Name};
use vrm_core::time::Instant;
use vrm_core::view::View;
use vrm_core::vocab::DPV_VERSION;

/// When everything happens.
const NOW: i64 = 1_772_357_400;

const DECLARED: &str = r#"{"processes":[
  {"data":["pd:EmailAddress"],"purpose":["dpv:CustomerCare"],"operation":["dpv:Use"],"recipient":["vendor"],"basis":"contract"},
  {"data":["pd:TelephoneNumber"],"purpose":["dpv:CustomerCare"],"operation":["dpv:Use"],"recipient":["vendor"],"basis":"consent"}]}"#;

pub(crate) struct Life {
    export: String,
    vendor: String,
    bundle: String,
    view: Arc<View>,
    now: Instant,
}

impl Life {
    pub(crate) fn lived() -> Outcome<Self> {
        let (now, random) = (Instant::from_unix(NOW)?, &mut Counting(1));
        let keeper = Arc::new(SecretKeeper::new(&[7; 32]));
        let yes = Preference { when: When::Always, talk: Talk::Anyone, accept: vec!["SD-BASE".into()], by: Who::Agent };
        let preferences = Preferences::new(Roster::builtin(), [yes])?;
        let asking = Settings::asking(Language::parse("en")?);
        let settings = Settings { preferences, ..asking.clone() };

        let name = Name::parse("Shop")?;
        let mut desk = Desk::create(Arc::new(Memory::new()), keeper.clone(), None, &name, &asking, now, random)?;
        desk.declare("SD-BASE", &Declaration::parse(DECLARED.as_bytes())?, None, now, random)?;
        desk.set_settings(&settings, None, now, random)?;
        desk.publish(None, now, random)?;
        let mut person = Person::create(Arc::new(Memory::new()), keeper, &settings, now, random)?;
        let shop = desk.keys()?.sign().to_did();
        let with = person.add_vendor(&shop, &About::default(), None, now, random)?.relationship;
        person.receive(desk.profile().unwrap_or_default().as_bytes(), now, random)?.accepted()?;
        person.proffer(with, &["SD-BASE"], None, now, random)?;
        carry(&mut person, &mut desk, now, random)?;
        let agreed = person.view().relationship(with)?.agreements().next().map(|agreed| agreed.agreement.id());
        let agreement = agreed.ok_or("nothing was agreed")?;
        let customer = desk.customers()?.first().copied().ok_or("no customer")?;
        desk.issue(customer, agreement, &issuer()?, None, now, random)?;
        carry(&mut person, &mut desk, now, random)?;

        let bundle = person.bundle(with, &agreement)?.to_json()?;
        let export = person.danger_export()?.danger_expose().to_owned();
        let life = Self { export, vendor: shop.to_string(), bundle, view: person.view(), now };
        life.check()?;
        Ok(life)
    }

    /// That the calls come to what they should: a yes, and a receipt that the vendor signed.
    fn check(&self) -> Outcome<()> {
        let (shop, care) = (Did::parse(&self.vendor)?, asked()?);
        let yes = self.view.verdict(&shop, &care, self.now)?.effect == Effect::Permit
            && matches!(self.view.decide(&shop, &care, self.now)?, Decision::Permit(_));
        let statements = Bundle::parse(self.bundle.as_bytes())?.verify(self.now).statements;
        let receipt = statements.iter().any(|said| match &said.subject {
            Subject::Message { read: Some(read), .. } => {
                read.kind == MessageKind::ConsentReceipt && said.label == Label::Vendor
            }
            _ => false,
        });
        if yes && receipt { Ok(()) } else { Err("the life does not say what is asked for".into()) }
    }

    /// For the programs.
    pub(crate) fn write(&self, folder: &Path) -> Outcome<()> {
        std::fs::create_dir_all(folder)?;
        for (name, text) in [("export", &self.export), ("vendor", &self.vendor), ("bundle", &self.bundle)] {
            std::fs::write(folder.join(name), text)?;
        }
        Ok(())
    }

    pub(crate) fn play(&self, operation: &str, times: u64) -> Outcome<()> {
        for _ in 0..times {
            match operation {
                "dpv_version" => drop(black_box(black_box(DPV_VERSION).to_owned())),
                // Names are read in each call, as they are across the border.
                "verdict" => {
                    let shop = Did::parse(black_box(&self.vendor))?;
                    black_box(self.view.verdict(&shop, &asked()?, self.now)?);
                }
                "decide" => {
                    let shop = Did::parse(black_box(&self.vendor))?;
                    drop(black_box(self.view.decide(&shop, &asked()?, self.now)?));
                }
                "bundle_verify" => {
                    drop(black_box(Bundle::parse(black_box(self.bundle.as_bytes()))?.verify(self.now)));
                }
                _ => return Err(format!("no operation {operation}").into()),
            }
        }
        Ok(())
    }
}

fn asked() -> Outcome<Request> {
    let [data, purpose, operation] = black_box(["pd:EmailAddress", "dpv:CustomerCare", "dpv:Use"]);
    Ok(Request::new(data.parse()?, purpose.parse()?, operation.parse()?, black_box("vendor").parse()?))
}

fn issuer() -> Outcome<Issuer> {
    let text = str::to_owned;
    let address = PostalAddress {
        street: Some(text("1 Example Street")),
        locality: Some(text("Lyon")),
        postal_code: Some(text("69001")),
        country: Some(text("FR")),
        ..PostalAddress::default()
    };
    Ok(Issuer {
        contact: Contact {
            office: text("Office"),
            address,
            email: text("privacy@shop.example"),
            phone: text("+33-1-23-45-67-89"),
            url: None,
        },
        jurisdiction: BTreeSet::from(["FR".parse()?]),
        exercised_at: text("https://shop.example/rights"),
        policy: text("https://shop.example/policy/1"),
    })
}

fn carry(person: &mut Person, desk: &mut Desk, now: Instant, random: &mut Counting) -> Outcome<()> {
    loop {
        let (mine, theirs) = (person.outbox(now)?, desk.outbox(now)?);
        if mine.is_empty() && theirs.is_empty() {
            return Ok(());
        }
        for letter in mine {
            desk.receive(&letter.bytes, now, random)?.accepted()?;
            person.sent(letter.id)?;
        }
        for (customer, letter) in theirs {
            person.receive(&letter.bytes, now, random)?.accepted()?;
            desk.sent(customer, letter.id)?;
        }
    }
}

/// Randomness that is the same in every run.
struct Counting(u64);

impl Randomness for Counting {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomnessFailed> {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = (self.0 >> 56) as u8;
        }
        Ok(())
    }
}
