//! One process: `dpv:Process`.

use super::{iris, read, typed};
use crate::consent::ConsentError;
use crate::json::{Fields, Node, Value};
use crate::terms::{Basis, Form, Keep, Necessity, Part, Process, Start, Stated};
use crate::time::Days;
use crate::vocab::{Cone, Place, Places, Recipient, Vocabulary, Word};
use std::collections::BTreeSet;

/// The member that says a part.
pub(in crate::consent) fn member(part: Part) -> &'static str {
    match part {
        Part::Data => "dpv:hasPersonalData",
        Part::Form => "vrm:form",
        Part::Keep => "dpv:hasStorageCondition",
        Part::Measures => "dpv:hasTechnicalOrganisationalMeasure",
        Part::Operation => "dpv:hasProcessing",
        Part::Places => "dpv:hasProcessingCondition",
        Part::Purpose => "dpv:hasPurpose",
        Part::Recipient => "dpv:hasRecipient",
    }
}

/// Writes what is stated, and on which grounds; a record's process leaves nothing unknown.
pub(super) fn write(process: &Process, grounds: [&'static str; 2]) -> Value {
    let mut form = typed("dpv:Process");
    for (part, words) in [
        (Part::Data, &process.data),
        (Part::Purpose, &process.purpose),
        (Part::Operation, &process.operation),
        (Part::Measures, &process.measures),
    ] {
        if let Some(words) = words.known().filter(|words| !words.is_empty()) {
            form.insert(member(part), iris(words.iter().map(Word::iri)));
        }
    }
    if let Stated::Known(recipients) = &process.recipient {
        form.insert(member(Part::Recipient), iris(recipients.iter().map(recipient_iri)));
    }
    let places = process.places.known().map(Places::named).unwrap_or_default();
    let located = |kind| typed(kind).with("dpv:hasLocation", iris(places.iter().map(Place::iri)));
    let mut storage: Vec<Value> = process.keep.known().map(|keep| duration(*keep)).into_iter().collect();
    if !places.is_empty() {
        storage.push(located("dpv:StorageLocation").into());
        form.insert(member(Part::Places), vec![located("dpv:ProcessingLocation").into()]);
    }
    form.insert(member(Part::Keep), storage);
    if let Some(narrower) = process.form.known().filter(|form| **form != Form::Identified) {
        form.insert(member(Part::Form), narrower.name());
    }
    let necessity = match process.necessity {
        Necessity::Required => "dpv:Required",
        Necessity::Optional => "dpv:Optional",
    };
    form.insert("dpv:hasNecessity", necessity);
    form.insert("dpv:hasLegalBasis", iris(grounds.into_iter().map(str::to_owned)));
    form.into()
}

fn read(node: &Node<'_>) -> Result<Process, ConsentError> {
    let mut fields = node.object()?;
    Ok(Process {
        data: Stated::Known(read::set(&fields.required(member(Part::Data))?, read::word)?),
        purpose: Stated::Known(read::set(&fields.required(member(Part::Purpose))?, read::word)?),
        operation: Stated::Known(read::set(&fields.required(member(Part::Operation))?, read::word)?),
        recipient: Stated::Known(read::set(&fields.required(member(Part::Recipient))?, recipient)?),
        keep: Stated::Known(keep(&fields.required(member(Part::Keep))?)?),
        form: Stated::Known(form(&mut fields)?),
        places: Stated::Known(places(&mut fields)?),
        measures: Stated::Known(match fields.optional(member(Part::Measures)) {
            Some(node) => read::set(&node, read::word)?,
            None => BTreeSet::new(),
        }),
        basis: basis(&fields.required("dpv:hasLegalBasis")?)?,
        necessity: read::named(&fields.required("dpv:hasNecessity")?, necessity, "`dpv:Required` or `dpv:Optional`")?,
    })
}

/// Consent to marked data is explicit, or none (GDPR art. 9).
const EXPLICIT: [&str; 2] = ["dpv:ExplicitlyExpressedConsent", "eu-gdpr:A9-2-a"];

/// On which ground, as DPV and the GDPR name it.
pub(super) fn grounds(process: &Process) -> [&'static str; 2] {
    match process.basis {
        Basis::Contract => ["dpv:ContractPerformance", "eu-gdpr:A6-1-b"],
        Basis::LegalDuty => ["dpv:LegalObligation", "eu-gdpr:A6-1-c"],
        Basis::Consent if is_marked(process) => EXPLICIT,
        Basis::Consent => ["dpv:ExpressedConsent", "eu-gdpr:A6-1-a"],
    }
}

/// The same of a process that stands on explicit consent for the sake of an own word.
pub(super) fn explicit_grounds(process: &Process) -> [&'static str; 2] {
    if process.basis == Basis::Consent { EXPLICIT } else { grounds(process) }
}

/// Whether DPV marks some of its data.
pub(crate) fn is_marked(process: &Process) -> bool {
    process.data.known().is_some_and(|words| words.iter().any(|word| Vocabulary::dpv().is_marked(Cone::Data, word)))
}

/// A process, and whether it says that it stands on explicit consent for another reason than the marks of DPV.
pub(super) fn read_with_ground(node: &Node<'_>) -> Result<(Process, bool), ConsentError> {
    let process = read(node)?;
    let stated = node.object()?.required("dpv:hasLegalBasis")?.array()?;
    let [explicit, _] = EXPLICIT;
    let says = stated.first().is_some_and(|first| first.string().is_ok_and(|text| text == explicit));
    let beyond = says && process.basis == Basis::Consent && !is_marked(&process);
    Ok((process, beyond))
}

/// By its first word; whether the second and the data belong to it is seen where the whole is held against what is
/// written.
fn basis(node: &Node<'_>) -> Result<Basis, ConsentError> {
    let found = read::list(node, |node| {
        read::named(
            node,
            |text| match text {
                "dpv:ContractPerformance" | "eu-gdpr:A6-1-b" => Some(Basis::Contract),
                "dpv:LegalObligation" | "eu-gdpr:A6-1-c" => Some(Basis::LegalDuty),
                "dpv:ExpressedConsent" | "eu-gdpr:A6-1-a" => Some(Basis::Consent),
                "dpv:ExplicitlyExpressedConsent" | "eu-gdpr:A9-2-a" => Some(Basis::Consent),
                _ => None,
            },
            "a legal basis of consent, of the performance of a contract or of a legal obligation",
        )
    })?;
    found.first().copied().ok_or_else(|| ConsentError::Empty { path: node.path().clone() })
}

fn necessity(text: &str) -> Option<Necessity> {
    match text {
        "dpv:Required" => Some(Necessity::Required),
        "dpv:Optional" => Some(Necessity::Optional),
        _ => None,
    }
}

const RECIPIENTS: [(Recipient, &str); 4] = [
    (Recipient::Anyone, "https://w3id.org/dpv#Recipient"),
    (Recipient::Vendor, "https://w3id.org/dpv#DataController"),
    (Recipient::Processor, "https://w3id.org/dpv#DataProcessor"),
    (Recipient::ThirdParty, "https://w3id.org/dpv#ThirdParty"),
];

/// DPV's entities where there is one; its `Recipient` is any at all.
fn recipient_iri(recipient: &Recipient) -> String {
    let known = RECIPIENTS.iter().find(|(known, _)| known == recipient);
    known.map_or_else(|| recipient.iri(), |(_, iri)| (*iri).to_owned())
}

fn recipient(node: &Node<'_>) -> Result<Recipient, ConsentError> {
    let text = node.string()?;
    match RECIPIENTS.iter().find(|(_, iri)| *iri == text) {
        Some((known, _)) => Ok(known.clone()),
        None => Recipient::parse(text).map_err(|error| ConsentError::Vocab { path: node.path().clone(), error }),
    }
}

fn duration(keep: Keep) -> Value {
    let form = typed("dpv:StorageDuration");
    match keep {
        Keep::Unlimited => form.with("dpv:hasDuration", typed("dpv:EndlessDuration")),
        Keep::Days { days, from } => {
            let duration = typed("dpv:TemporalDuration").with("rdf:value", Days::new(days).to_string());
            form.with("dpv:hasDuration", duration).with("vrm:from", from.name())
        }
    }
    .into()
}

/// The duration comes first, and a place may follow it.
fn keep(node: &Node<'_>) -> Result<Keep, ConsentError> {
    let first = node.array()?.into_iter().next().ok_or_else(|| ConsentError::Empty { path: node.path().clone() })?;
    let mut condition = first.object()?;
    read::named(&condition.required("@type")?, exactly("dpv:StorageDuration"), "`dpv:StorageDuration`")?;
    let mut duration = condition.required("dpv:hasDuration")?.object()?;
    let endless = |text: &str| match text {
        "dpv:EndlessDuration" => Some(true),
        "dpv:TemporalDuration" => Some(false),
        _ => None,
    };
    let expected = "`dpv:TemporalDuration` or `dpv:EndlessDuration`";
    if read::named(&duration.required("@type")?, endless, expected)? {
        return Ok(Keep::Unlimited);
    }
    let value = duration.required("rdf:value")?;
    let days = Days::parse(value.string()?).map_err(|_| ConsentError::NotATime {
        path: value.path().clone(),
        expected: "a number of days as in `P30D`",
    })?;
    let from = read::named(&condition.required("vrm:from")?, Start::from_name, "`collected` or `purpose-end`")?;
    Ok(Keep::Days { days: days.count(), from })
}

fn exactly(expected: &'static str) -> impl Fn(&str) -> Option<()> {
    move |text| (text == expected).then_some(())
}

fn form(fields: &mut Fields<'_>) -> Result<Form, ConsentError> {
    let narrower = |text: &str| Form::from_name(text).filter(|form| *form != Form::Identified);
    let stated = fields.optional(member(Part::Form));
    let stated = stated.map(|node| read::named(&node, narrower, "`anonymised` or `pseudonymised`"));
    Ok(stated.transpose()?.unwrap_or_default())
}

/// Where it is processed; that it is stored there is seen where the whole is held against what is written.
fn places(fields: &mut Fields<'_>) -> Result<Places, ConsentError> {
    let Some(node) = fields.optional(member(Part::Places)) else { return Ok(Places::Anywhere) };
    let mut condition = read::only(&node)?.object()?;
    let location = condition.required("dpv:hasLocation")?;
    Places::within(read::list(&location, read::place)?)
        .map_err(|error| ConsentError::Vocab { path: location.path().clone(), error })
}
