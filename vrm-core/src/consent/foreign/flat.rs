//! Kantara's flat JSON, in the variants that are seen.

use super::alias::term;
use super::error::ForeignReceiptError;
use super::note::ReceiptNote;
use super::published::{PublishedController, PublishedReceipt, PublishedTerm, ReceiptFormat};
use super::time::GivenTime;
use crate::consent::{ConsentStatus, KantaraReceipt};
use crate::json::{JsonError, Node, Value};
use std::sync::Arc;

type Notes = Vec<ReceiptNote>;

/// Reads one receipt, with or without the claims of a token around it or beside it.
pub(super) fn read(
    node: &Node<'_>,
    format: ReceiptFormat,
    whole: &Arc<Value>,
) -> Result<PublishedReceipt, ForeignReceiptError> {
    let outer = Members::of(node)?;
    let inner = match outer.get("consentReceipt") {
        Some(inner) => Members::of(&inner)?,
        None => outer.clone(),
    };
    let mut receipt = PublishedReceipt::new(format, whole);
    match format {
        ReceiptFormat::KantaraDraft => draft(&inner, &mut receipt)?,
        _ => final_version(&inner, &mut receipt)?,
    }
    if format != ReceiptFormat::KantaraDraft {
        agree(&outer, &receipt)?;
    }
    Ok(receipt)
}

/// The claims of a token and the receipt in it say the same: one number, and issued when there was consent.
fn agree(outer: &Members<'_>, receipt: &PublishedReceipt) -> Result<(), ForeignReceiptError> {
    if let (Some(jti), Some(id)) = (outer.get("jti"), &receipt.id)
        && jti.string()? != id
    {
        return Err(ForeignReceiptError::Contradiction { claim: "jti", member: "consentReceiptID" });
    }
    let given = receipt.given.as_ref().and_then(|given| given.at);
    if let (Some(iat), Some(given)) = (outer.get("iat"), given) {
        let issued = match iat.value() {
            // RFC 7519 allows a fraction there.
            Value::Number(number) if number.as_i64().is_none() => None,
            _ => Some(iat.integer()?),
        };
        if issued.is_some_and(|issued| issued < given.unix()) {
            return Err(ForeignReceiptError::Contradiction { claim: "iat", member: "consentTimestamp" });
        }
    }
    Ok(())
}

/// v1.0 and v1.1, which differ in the names of the first members.
fn final_version(members: &Members<'_>, receipt: &mut PublishedReceipt) -> Result<(), ForeignReceiptError> {
    let mut notes = Vec::new();
    let expected = match receipt.format {
        ReceiptFormat::KantaraV1_0 => "KI-CR-v1.0.0",
        _ => KantaraReceipt::VERSION,
    };
    match members.text("version", &mut notes)? {
        Some(version) if version != expected => notes.push(ReceiptNote::Version { found: version }),
        _ => {}
    }
    for name in ["jurisdiction", "collectionMethod"] {
        members.text(name, &mut notes)?;
    }
    let (principal, policy) = match receipt.format {
        ReceiptFormat::KantaraV1_0 => ("subject", members.get("policyUrl")),
        _ => ("piiPrincipalId", members.either("policyUrl", "policyURL", &mut notes)),
    };
    members.text(principal, &mut notes)?;
    policy.map(|node| node.string()).transpose()?;
    members.get("sensitive").map(|node| node.boolean()).transpose()?;
    members.get("spiCat").map(|node| node.array()).transpose()?;
    receipt.id = members.text("consentReceiptID", &mut notes)?;
    receipt.given = match members.required("consentTimestamp", &mut notes) {
        Some(node) => given(&node, &mut notes)?,
        None => None,
    };
    let controllers = match receipt.format {
        ReceiptFormat::KantaraV1_0 => members.required("dataController", &mut notes).into_iter().collect(),
        _ => list(members.required("piiControllers", &mut notes), "piiControllers", &mut notes)?,
    };
    for node in controllers {
        receipt.controllers.push(controller(&node, receipt.format, &mut notes)?);
    }
    let services = match receipt.format {
        // There the one service may be the receipt itself.
        ReceiptFormat::KantaraV1_0 if members.get("services").is_none() => vec![members.clone()],
        _ => {
            let nodes = list(members.required("services", &mut notes), "services", &mut notes)?;
            nodes.iter().map(Members::of).collect::<Result<_, _>>()?
        }
    };
    for service in services {
        for node in list(service.required("purposes", &mut notes), "purposes", &mut notes)? {
            purpose(&node, receipt, &mut notes)?;
        }
    }
    receipt.status = state(members, &mut notes)?;
    receipt.notes.extend(notes);
    Ok(())
}

fn given(node: &Node<'_>, notes: &mut Notes) -> Result<Option<GivenTime>, JsonError> {
    match node.value() {
        Value::Number(number) => Ok(GivenTime::of_number(*number, notes)),
        Value::String(text) => {
            notes.push(ReceiptNote::TextTime);
            Ok(Some(GivenTime::of_text(text, notes)))
        }
        _ => node.integer().map(|_| None),
    }
}

fn controller(
    node: &Node<'_>,
    format: ReceiptFormat,
    notes: &mut Notes,
) -> Result<PublishedController, ForeignReceiptError> {
    let members = Members::of(node)?;
    if let Some(acts) = members.either("onBehalf", "on_behalf", notes) {
        acts.boolean()?;
    }
    let name = if format == ReceiptFormat::KantaraV1_0 { "org" } else { "piiController" };
    Ok(PublishedController { id: None, name: members.text(name, notes)? })
}

fn purpose(node: &Node<'_>, receipt: &mut PublishedReceipt, notes: &mut Notes) -> Result<(), ForeignReceiptError> {
    let members = Members::of(node)?;
    if let Some(text) = members.either("purpose", "resource", notes) {
        receipt.purposes.push(term(text.string()?, notes));
    }
    let categories = members.required("purposeCategory", notes);
    for category in list(categories, "purposeCategory", notes)? {
        receipt.purposes.push(term(category.string()?, notes));
    }
    for category in list(members.required("piiCategory", notes), "piiCategory", notes)? {
        receipt.data.extend(data(&category, notes)?);
    }
    for name in ["consentType", "termination"] {
        members.text(name, notes)?;
    }
    for name in ["primaryPurpose", "thirdPartyDisclosure"] {
        members.get(name).map(|node| node.boolean()).transpose()?;
    }
    Ok(())
}

/// A category as a text, or as an object that has a name.
fn data(node: &Node<'_>, notes: &mut Notes) -> Result<Option<PublishedTerm>, ForeignReceiptError> {
    if !matches!(node.value(), Value::Object(_)) {
        return Ok(Some(term(node.string()?, notes)));
    }
    let name = Members::of(node)?.text("piiCategoryName", notes)?;
    Ok(name.map(|name| term(&name, notes)))
}

/// The format has no state: a receipt states a yes. Some writers add one.
fn state(members: &Members<'_>, notes: &mut Notes) -> Result<Option<ConsentStatus>, JsonError> {
    let Some(state) = members.get("state") else { return Ok(Some(ConsentStatus::Given)) };
    let state = state.string()?;
    let known = match state.to_ascii_uppercase().as_str() {
        "ACTIVE" | "APPROVED" => Some(ConsentStatus::Given),
        "REJECTED" => Some(ConsentStatus::Refused),
        "REVOKED" => Some(ConsentStatus::Withdrawn),
        "EXPIRED" => Some(ConsentStatus::Expired),
        _ => None,
    };
    if known.is_none() {
        notes.push(ReceiptNote::UnknownState { found: state.to_owned() });
    }
    Ok(known)
}

/// The drafts: a receipt is the claims of a token.
fn draft(members: &Members<'_>, receipt: &mut PublishedReceipt) -> Result<(), ForeignReceiptError> {
    let mut notes = Vec::new();
    receipt.id = members.text("jti", &mut notes)?;
    receipt.given = match members.required("iat", &mut notes) {
        Some(node) => given(&node, &mut notes)?,
        None => None,
    };
    if let Some(node) = members.required("data_controller", &mut notes) {
        let controller = Members::of(&node)?;
        let company = controller.either("company", "org", &mut notes);
        let name = company.map(|node| node.string().map(str::to_owned)).transpose()?;
        receipt.controllers.push(PublishedController { id: None, name });
    }
    for node in list(members.required("purpose", &mut notes), "purpose", &mut notes)? {
        // A service and its purposes, or a purpose alone.
        let inner = node.array().unwrap_or_else(|_| vec![node.clone()]);
        for text in inner {
            receipt.purposes.push(term(text.string()?, &mut notes));
        }
    }
    // The names only: beside them stand the data themselves.
    if let Some(collected) = members.get("pii_collected") {
        receipt.data = collected.members()?.into_iter().map(|(name, _)| term(name, &mut notes)).collect();
    }
    receipt.status = Some(ConsentStatus::Given);
    receipt.notes.extend(notes);
    Ok(())
}

/// The items of a list; one value alone is a list of one.
fn list<'a>(node: Option<Node<'a>>, member: &'static str, notes: &mut Notes) -> Result<Vec<Node<'a>>, JsonError> {
    let Some(node) = node else { return Ok(Vec::new()) };
    match node.value() {
        Value::String(_) | Value::Object(_) => {
            notes.push(ReceiptNote::NoList { member });
            Ok(vec![node])
        }
        _ => node.array(),
    }
}

/// The members of an open object.
#[derive(Clone)]
struct Members<'a>(Vec<(&'a str, Node<'a>)>);

impl<'a> Members<'a> {
    fn of(node: &Node<'a>) -> Result<Self, JsonError> {
        node.members().map(Self)
    }

    fn get(&self, name: &str) -> Option<Node<'a>> {
        self.0.iter().find_map(|(known, node)| (*known == name).then(|| node.clone()))
    }

    fn either(&self, name: &'static str, alias: &'static str, notes: &mut Notes) -> Option<Node<'a>> {
        self.get(name).or_else(|| {
            let found = self.get(alias)?;
            notes.push(ReceiptNote::Alias { written: alias.to_owned(), read: name });
            Some(found)
        })
    }

    fn required(&self, member: &'static str, notes: &mut Notes) -> Option<Node<'a>> {
        let found = self.get(member);
        if found.is_none() {
            notes.push(ReceiptNote::Missing { member });
        }
        found
    }

    fn text(&self, name: &'static str, notes: &mut Notes) -> Result<Option<String>, JsonError> {
        self.required(name, notes).map(|node| node.string().map(str::to_owned)).transpose()
    }
}
