//! The receipt of Kantara that says what a receipt of ISO/IEC TS 27560 says.

use super::category::{of_data, of_purposes, plain};
use super::error::{KantaraError, KantaraNeed};
use super::receipt::KantaraReceipt;
use crate::consent::{ConsentError, Contact, IsoReceipt, PostalAddress, ReceiptFacts, RecordFacts};
use crate::json::{Node, Object, Value};
use crate::terms::{Basis, Keep, Necessity, Process, Start, Stated};
use crate::vocab::{Cone, Recipient, Vocabulary, Word};
use std::collections::BTreeSet;

/// How consent was taken, wherever this library writes it.
const METHOD: &str = "Terms that the person proffered, signed by both sides (IEEE 7012)";

const POLICY_BYTES: usize = 2048;

impl KantaraReceipt {
    /// The same consent in the words of Kantara; none where no record of the receipt is valid, since the format knows
    /// only consent that was given.
    ///
    /// Its time is that of the latest yes among the valid records: only then was all of it given. What is not consent is
    /// said to be none (`consentType` is `EXPLICIT`, `N/A: contract` or `N/A: legal duty`). Each service is one record,
    /// named in `x-record`. A word of one's own stands in the categories as its plain name, and whether it is sensitive
    /// is not known here: state a word of DPV beside it.
    ///
    /// # Errors
    /// [`ConsentError::Kantara`] where the publisher's contact, a jurisdiction or `policy`, the address of the privacy
    /// policy, is missing, or the policy has more than 2,048 bytes.
    pub fn of(receipt: &IsoReceipt, policy: &str) -> Result<Option<Self>, ConsentError> {
        let facts = receipt.facts();
        let valid = valid(&facts.records);
        if valid.is_empty() {
            return Ok(None);
        }
        let contact = contact(facts)?;
        let jurisdiction = jurisdiction(&valid, contact);
        let jurisdiction = jurisdiction.ok_or(KantaraError::Needs { what: KantaraNeed::Jurisdiction })?;
        Self::written(facts, &valid, contact, &jurisdiction, checked(policy)?)
    }

    /// What a receipt in this form may say beside `receipt`, by what its reader knows of the records in it: none where it
    /// knows none that is valid. Where [`of`](Self::of) would miss something, what is written is like no statement.
    pub(in crate::consent) fn allowed(receipt: &IsoReceipt, policy: &str, expected: &[RecordFacts]) -> Option<Self> {
        let claimed = receipt.facts();
        let records = claimed.records.iter().filter_map(|record| {
            let agreed = expected.iter().find(|agreed| agreed.id == record.id)?;
            Some(as_known(agreed, record))
        });
        let facts = ReceiptFacts {
            records: records.collect(),
            recipient: expected.first().map_or(&claimed.recipient, |agreed| &agreed.subject).clone(),
            ..claimed.clone()
        };
        let valid = valid(&facts.records);
        let contact = contact(&facts).cloned().unwrap_or_default();
        let jurisdiction = jurisdiction(&valid, &contact).unwrap_or_default();
        let policy = checked(policy).unwrap_or_default();
        Self::written(&facts, &valid, &contact, &jurisdiction, policy).ok().flatten()
    }

    fn written(
        facts: &ReceiptFacts,
        valid: &[(&RecordFacts, Moment)],
        contact: &Contact,
        jurisdiction: &str,
        policy: &str,
    ) -> Result<Option<Self>, ConsentError> {
        let Some(given) = valid.iter().map(|(_, moment)| moment.given).max() else { return Ok(None) };
        let marked: BTreeSet<Word> = valid.iter().flat_map(|(record, _)| marked_of(record)).collect();
        let mut whole = Object::new()
            .with("version", Self::VERSION)
            .with("jurisdiction", jurisdiction)
            .with("consentTimestamp", given)
            .with("collectionMethod", METHOD)
            .with("consentReceiptID", facts.id.to_string());
        let languages: BTreeSet<&str> = valid.iter().map(|(record, _)| record.notice.language.primary()).collect();
        if let (Some(language), 1) = (languages.first(), languages.len()) {
            whole.insert("language", *language);
        }
        let services: Vec<Value> = valid.iter().map(|(record, moment)| service(record, moment).into()).collect();
        let whole = whole
            .with("piiPrincipalId", facts.recipient.as_str())
            .with("piiControllers", vec![controller(facts.publisher.name.as_str(), contact).into()])
            .with("policyUrl", policy)
            .with("services", services)
            .with("sensitive", !marked.is_empty())
            .with("spiCat", texts(of_data(&marked)));
        Self::read(&Node::root(&whole.into())).map(Some)
    }
}

fn valid(records: &[RecordFacts]) -> Vec<(&RecordFacts, Moment)> {
    records.iter().filter_map(|record| Some((record, Moment::of(record)?))).collect()
}

/// A receipt may be older than the newest yes: then what was valid when it was made may be said. Where consent is taken back
/// and under which jurisdiction is the controller's to say.
fn as_known(agreed: &RecordFacts, claimed: &RecordFacts) -> RecordFacts {
    let is_valid = |record: &RecordFacts| record.events.last().is_some_and(|event| event.status.is_valid());
    let newest = claimed.events.last().map(|event| event.at);
    let mut then = agreed.clone();
    then.events.retain(|event| newest.is_none_or(|newest| event.at <= newest));
    let known = if is_valid(agreed) && is_valid(&then) { then } else { agreed.clone() };
    let (exercised_at, jurisdiction) = (claimed.exercised_at.clone(), claimed.jurisdiction.clone());
    RecordFacts { exercised_at, jurisdiction, ..known }
}

/// When a valid record was last said yes to, and until when that holds.
struct Moment {
    given: i64,
    until: Option<String>,
}

impl Moment {
    fn of(record: &RecordFacts) -> Option<Self> {
        let newest = record.events.last().filter(|event| event.status.is_valid())?;
        Some(Self { given: newest.at.unix(), until: newest.until.map(|until| until.to_string()) })
    }
}

fn contact(facts: &ReceiptFacts) -> Result<&Contact, KantaraError> {
    let needs = |what| KantaraError::Needs { what };
    let contact = facts.publisher.contact.as_ref().ok_or(needs(KantaraNeed::Contact))?;
    let parts = [
        (&contact.office, KantaraNeed::Office),
        (&contact.email, KantaraNeed::Email),
        (&contact.phone, KantaraNeed::Phone),
    ];
    match parts.into_iter().find(|(text, _)| text.trim().is_empty()) {
        Some((_, what)) => Err(needs(what)),
        None => Ok(contact),
    }
}

fn checked(policy: &str) -> Result<&str, KantaraError> {
    if policy.trim().is_empty() {
        return Err(KantaraError::Needs { what: KantaraNeed::Policy });
    }
    let (length, limit) = (policy.len(), POLICY_BYTES);
    if length > limit { Err(KantaraError::PolicyTooLong { length, limit }) } else { Ok(policy) }
}

/// Of every valid record; where none names one, the country of the publisher.
fn jurisdiction(valid: &[(&RecordFacts, Moment)], contact: &Contact) -> Option<String> {
    let named: BTreeSet<&str> =
        valid.iter().flat_map(|(record, _)| &record.jurisdiction).map(|place| place.code()).collect();
    let country = contact.address.country.clone().filter(|country| !country.trim().is_empty());
    if named.is_empty() { country } else { Some(named.into_iter().collect::<Vec<_>>().join(" ")) }
}

fn controller(name: &str, contact: &Contact) -> Object {
    let mut whole = Object::new()
        .with("piiController", name)
        .with("contact", contact.office.as_str())
        .with("address", address(&contact.address))
        .with("email", contact.email.as_str())
        .with("phone", contact.phone.as_str());
    if let Some(url) = &contact.url {
        whole.insert("piiControllerUrl", url.as_str());
    }
    whole
}

fn address(address: &PostalAddress) -> Object {
    let parts = [
        ("streetAddress", &address.street),
        ("addressLocality", &address.locality),
        ("addressRegion", &address.region),
        ("postalCode", &address.postal_code),
        ("postOfficeBoxNumber", &address.box_number),
        ("addressCountry", &address.country),
    ];
    let stated = parts.into_iter().filter_map(|(name, text)| Some((name, text.as_deref()?)));
    stated.fold(Object::new(), |whole, (name, text)| whole.with(name, text))
}

fn service(record: &RecordFacts, moment: &Moment) -> Object {
    let purposes =
        record.processes.iter().map(|process| purpose(process, record, moment).into()).collect::<Vec<Value>>();
    Object::new()
        .with("service", record.controller.name.as_str())
        .with("purposes", purposes)
        .with("x-record", record.id.to_string())
}

fn purpose(process: &Process, record: &RecordFacts, moment: &Moment) -> Object {
    let (purposes, data) = (words(&process.purpose), words(&process.data));
    let others = third_parties(process, record);
    let whole = Object::new()
        .with("purpose", purposes.iter().map(plain).collect::<Vec<_>>().join(", "))
        .with("purposeCategory", texts(of_purposes(&purposes, !others.is_empty())))
        .with("consentType", consent_type(process.basis))
        .with("piiCategory", texts(of_data(&data)))
        .with("primaryPurpose", process.necessity == Necessity::Required)
        .with("termination", termination(process, record, moment))
        .with("thirdPartyDisclosure", !others.is_empty());
    if others.is_empty() { whole } else { whole.with("thirdPartyName", others.join(", ")) }
}

/// `EXPLICIT` is for consent alone. What stands on another ground is not consented to, and the format has no member that
/// says so.
fn consent_type(basis: Basis) -> &'static str {
    match basis {
        Basis::Consent => "EXPLICIT",
        Basis::Contract => "N/A: contract",
        Basis::LegalDuty => "N/A: legal duty",
    }
}

/// Who is neither the controller nor processes for it (ISO/IEC 29100).
fn third_parties(process: &Process, record: &RecordFacts) -> Vec<String> {
    let Some(recipients) = process.recipient.known() else { return vec!["anyone".to_owned()] };
    let is_third = |recipient: &&Recipient| match recipient {
        Recipient::Vendor | Recipient::Processor => false,
        Recipient::Did(did) => *did != record.controller.did,
        Recipient::Anyone | Recipient::ThirdParty | Recipient::SameGroup | Recipient::Unknown(_) => true,
    };
    recipients.iter().filter(is_third).map(|recipient| recipient.name().to_owned()).collect()
}

fn termination(process: &Process, record: &RecordFacts, moment: &Moment) -> String {
    let kept = match process.keep.known() {
        Some(Keep::Days { days, from: Start::Collected }) => format!("Kept at most {days} days from collection"),
        Some(Keep::Days { days, from: Start::PurposeEnd }) => {
            format!("Kept at most {days} days from the end of the purpose")
        }
        Some(Keep::Unlimited) | None => "Kept without limit of time".to_owned(),
    };
    let ends = moment.until.as_ref().map(|until| format!("consent ends {until}"));
    let back = Some(record.exercised_at.as_str()).filter(|at| !at.is_empty());
    let back = back.map(|at| format!("withdrawn at {at}"));
    [Some(kept), ends, back].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn words(stated: &Stated<BTreeSet<Word>>) -> BTreeSet<Word> {
    stated.known().cloned().unwrap_or_default()
}

/// The data of a record that is marked: by DPV, or by the text that was agreed on where it names own words.
fn marked_of(record: &RecordFacts) -> BTreeSet<Word> {
    let marked = |(at, process): (u32, &Process)| {
        let own = record.explicit.contains(&at);
        words(&process.data).into_iter().filter(move |word| is_marked(word) || (own && !word.is_known()))
    };
    (0..).zip(&record.processes).flat_map(marked).collect()
}

fn is_marked(word: &Word) -> bool {
    Vocabulary::dpv().is_marked(Cone::Data, word) || word.is_sensitive()
}

fn texts(items: Vec<String>) -> Vec<Value> {
    items.into_iter().map(Value::from).collect()
}
