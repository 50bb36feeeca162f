//! Two sides, their keys from a seed, and what they agree.

#[allow(clippy::duplicate_mod, reason = "the same chance, for tests that draw and for those that do not")]
#[path = "../draw/dice.rs"]
mod dice;

use dice::Dice;
use vrm_core::agreement::{AgreedTerms, Agreement, AgreementDraft, Document, HalfAgreement, VendorParty};
use vrm_core::keys::{PartyKeyPairs, Randomness, RandomnessFailed, Thumbprint};
use vrm_core::terms::{Declaration, Process, Roster};
use vrm_core::text::{Language, Name};
use vrm_core::time::Instant;
use vrm_core::vocab::Recipient;

/// Repeatable bytes; good for tests, and for nothing else.
pub(crate) struct Seeded(Dice);

impl Seeded {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Dice::new(seed))
    }
}

impl Randomness for Seeded {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomnessFailed> {
        bytes.fill_with(|| u8::try_from(self.0.below(256)).unwrap());
        Ok(())
    }
}

/// A person and a shop.
pub(crate) struct Two {
    pub(crate) person: PartyKeyPairs,
    pub(crate) shop: PartyKeyPairs,
    pub(crate) random: Seeded,
}

pub(crate) fn instant(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// When the tests are.
pub(crate) fn now() -> Instant {
    instant("2026-03-01T09:30:00Z")
}

/// Until when there is time in the tests.
pub(crate) fn soon() -> Instant {
    instant("2026-03-01T12:00:00Z")
}

/// So many seconds later.
pub(crate) fn later(at: Instant, seconds: i64) -> Instant {
    Instant::from_unix(at.unix() + seconds).unwrap()
}

pub(crate) fn declaration() -> Declaration {
    let care = Process::new(
        ["pd:EmailAddress".parse().unwrap(), "pd:Name".parse().unwrap()],
        ["dpv:CustomerCare".parse().unwrap()],
        ["dpv:Use".parse().unwrap()],
        [Recipient::Vendor],
    );
    Declaration::new([care]).unwrap()
}

pub(crate) fn terms(id: &str) -> AgreedTerms {
    AgreedTerms::of(Roster::builtin().entry(id).unwrap(), &Language::parse("fr").unwrap()).unwrap()
}

impl Two {
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = Seeded::new(seed);
        let mut pairs = || PartyKeyPairs::generate(&mut random).unwrap();
        let (person, shop) = (pairs(), pairs());
        Self { person, shop, random }
    }

    /// The shop as a reader.
    pub(crate) fn desk(&self) -> Thumbprint {
        self.shop.sign().public().thumbprint()
    }

    /// The person as a reader.
    pub(crate) fn me(&self) -> Thumbprint {
        self.person.sign().public().thumbprint()
    }

    pub(crate) fn vendor(&self) -> VendorParty {
        let (did, name) = (self.shop.sign().public().to_did(), Name::parse("Bäckerei Süd").unwrap());
        VendorParty { did, name, keys: self.shop.public() }
    }

    pub(crate) fn draft(&self) -> AgreementDraft {
        AgreementDraft::new(self.person.public(), self.vendor(), terms("SD-BASE"), declaration(), now(), soon())
    }

    pub(crate) fn document(&mut self) -> Document {
        self.draft().finish(&mut self.random).unwrap()
    }

    /// The document as the person signed it.
    pub(crate) fn half(&mut self) -> HalfAgreement {
        self.document().sign(self.person.sign(), now()).unwrap()
    }

    pub(crate) fn agreement(&mut self) -> Agreement {
        self.half().countersign(self.shop.sign(), now()).unwrap()
    }
}
