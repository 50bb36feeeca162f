//! A vendor without a desk: it has its keys in its own hands and keeps no rules.

use super::life::{Met, french, received};
use super::two::{declaration, later};
use vrm_core::agreement::{AgreedTerms, AgreementDraft, HalfAgreement, VendorParty};
use vrm_core::chain::StreamId;
use vrm_core::history::About;
use vrm_core::keys::{PartyKeyPairs, Sealed, SignedId, Thumbprint, Verified};
use vrm_core::log::Letter;
use vrm_core::message::{AnyMessage, Anyone, Body, Counter, Message, Never, Proffer, Profile, Signature};
use vrm_core::terms::{EntryPin, Roster};
use vrm_core::text::Name;
use vrm_core::time::Instant;

/// Its keys, and the person as it knows it since the proffer.
pub(crate) struct Vendor {
    pub(crate) pairs: PartyKeyPairs,
    pub(crate) name: Name,
    pub(crate) relationship: StreamId,
    pub(crate) proffer: Message<Proffer>,
    pub(crate) answers: SignedId,
}

pub(crate) fn pin(entry: &str) -> EntryPin {
    Roster::builtin().entry(entry).unwrap().pin()
}

/// The message inside a letter.
pub(crate) fn opened(letter: &Letter, pairs: &PartyKeyPairs) -> AnyMessage {
    let sealed = Sealed::parse(&letter.bytes).unwrap();
    AnyMessage::parse(sealed.open(pairs.seal()).unwrap().as_bytes()).unwrap()
}

/// Its public page.
pub(crate) fn profile(pairs: &PartyKeyPairs, name: &str, met: &mut Met) -> String {
    let name = Name::parse(name).unwrap();
    let page = Profile { name, keys: pairs.public(), accepts: [pin("SD-BASE")].into() };
    let iss = pairs.sign().public().to_did();
    let page = Message::new(page, iss, Anyone, met.at, Never, &mut met.random).unwrap();
    page.sign(pairs.sign()).unwrap().as_str().to_owned()
}

impl Vendor {
    /// It meets the person, who proffers it an entry.
    pub(crate) fn proffered(met: &mut Met, entry: &str) -> Self {
        let pairs = PartyKeyPairs::generate(&mut met.random).unwrap();
        let did = pairs.sign().public().to_did();
        let added = met.person.add_vendor(&did, &About::default(), None, met.at, &mut met.random).unwrap();
        let page = profile(&pairs, "Kiosk", met);
        received(met.at_person(page.as_bytes()));
        let relationship = added.relationship;
        met.person.proffer(relationship, &[entry], None, met.at, &mut met.random).unwrap();
        let letter = met.my_letter();
        let AnyMessage::Proffer(text) = opened(&letter, &pairs) else { panic!("no proffer") };
        let reader = pairs.sign().public().thumbprint();
        let proffer = text.verify(&text.own_key().unwrap(), reader, met.at).unwrap();
        let name = Name::parse("Kiosk").unwrap();
        Self { pairs, name, relationship, answers: proffer.id(), proffer: proffer.value().clone() }
    }

    /// The person's key that it writes to.
    pub(crate) fn person(&self) -> Thumbprint {
        self.proffer.body().keys.sign().thumbprint()
    }

    pub(crate) fn party(&self) -> VendorParty {
        let did = self.pairs.sign().public().to_did();
        VendorParty { did, name: self.name.clone(), keys: self.pairs.public() }
    }

    /// Something it says, sealed for the person.
    pub(crate) fn say<B: Body<Audience = Thumbprint, Expiry = Never>>(&self, body: B, met: &mut Met) -> Vec<u8> {
        self.seal(&self.message(body, Never, met))
    }

    /// Something it says that counts until a time.
    pub(crate) fn say_until<B>(&self, body: B, until: Instant, met: &mut Met) -> Vec<u8>
    where
        B: Body<Audience = Thumbprint, Expiry = Instant>,
    {
        self.seal(&self.message(body, until, met))
    }

    pub(crate) fn message<B: Body<Audience = Thumbprint>>(
        &self,
        body: B,
        until: B::Expiry,
        met: &mut Met,
    ) -> Verified<Message<B>> {
        let iss = self.pairs.sign().public().to_did();
        let message = Message::new(body, iss, self.person(), met.at, until, &mut met.random).unwrap();
        message.sign(self.pairs.sign()).unwrap()
    }

    pub(crate) fn seal<B: Body>(&self, signed: &Verified<Message<B>>) -> Vec<u8> {
        signed.seal(self.proffer.body().keys.seal()).unwrap().as_str().as_bytes().to_vec()
    }

    /// A counter with an entry.
    pub(crate) fn counter(&self, terms: EntryPin) -> Counter {
        let (name, keys) = (self.name.clone(), self.pairs.public());
        Counter { answers: self.answers, name, keys, terms, declaration: declaration() }
    }

    /// The document that an honest desk would make.
    pub(crate) fn draft(&self, met: &Met) -> AgreementDraft {
        let entry = &self.proffer.body().terms.first().unwrap().name.id;
        self.draft_of(entry, met)
    }

    pub(crate) fn draft_of(&self, entry: &str, met: &Met) -> AgreementDraft {
        let terms = AgreedTerms::of(Roster::builtin().entry(entry).unwrap(), &french()).unwrap();
        let (person, by) = (self.proffer.body().keys, later(met.at, 86_400));
        AgreementDraft::new(person, self.party(), terms, declaration(), met.at, by).answering(self.answers)
    }

    /// A document with its signature, sealed for the person.
    pub(crate) fn sign(&self, draft: &AgreementDraft, met: &mut Met) -> (HalfAgreement, Vec<u8>) {
        let half = draft.finish(&mut met.random).unwrap().sign(self.pairs.sign(), met.at).unwrap();
        let letter = self.say(Signature::of(&half).unwrap(), met);
        (half, letter)
    }
}
