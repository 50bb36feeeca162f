//! What the schema demands of a receipt.

use super::error::KantaraError;
use super::parts::{KantaraController, KantaraPurpose, KantaraService};
use super::receipt::Read;
use crate::consent::{ConsentError, PostalAddress};
use crate::json::{Fields, JsonError, Node, Value};

/// Reads the members that the format knows; the objects are open, so others are left alone.
pub(super) fn receipt(node: &Node<'_>) -> Result<Read, ConsentError> {
    let mut fields = node.object()?;
    let version = text(&mut fields, "version")?;
    let jurisdiction = text(&mut fields, "jurisdiction")?;
    let stated = fields.required("consentTimestamp")?;
    let timestamp = stated.integer()?;
    if timestamp < 0 {
        return Err(KantaraError::Time { path: stated.path().clone() }.into());
    }
    Ok(Read {
        version,
        jurisdiction,
        timestamp,
        collection_method: text(&mut fields, "collectionMethod")?,
        id: text(&mut fields, "consentReceiptID")?,
        public_key: optional_text(&mut fields, "publicKey")?,
        language: optional_text(&mut fields, "language")?,
        principal: text(&mut fields, "piiPrincipalId")?,
        controllers: list(&mut fields, "piiControllers", controller)?,
        policy: text(&mut fields, "policyUrl")?,
        services: list(&mut fields, "services", service)?,
        is_sensitive: fields.required("sensitive")?.boolean()?,
        special: texts(&mut fields, "spiCat")?,
    })
}

fn controller(node: &Node<'_>) -> Result<KantaraController, JsonError> {
    let mut fields = node.object()?;
    Ok(KantaraController {
        name: text(&mut fields, "piiController")?,
        on_behalf: optional_flag(&mut fields, "onBehalf")?,
        contact: text(&mut fields, "contact")?,
        address: address(&fields.required("address")?)?,
        email: text(&mut fields, "email")?,
        phone: text(&mut fields, "phone")?,
        url: optional_text(&mut fields, "piiControllerUrl")?,
    })
}

/// The schema does not look into the address.
fn address(node: &Node<'_>) -> Result<PostalAddress, JsonError> {
    let members = node.as_object()?;
    let text = |name: &str| match members.get(name) {
        Some(Value::String(text)) => Some(text.clone()),
        _ => None,
    };
    Ok(PostalAddress {
        street: text("streetAddress"),
        locality: text("addressLocality"),
        region: text("addressRegion"),
        postal_code: text("postalCode"),
        box_number: text("postOfficeBoxNumber"),
        country: text("addressCountry"),
    })
}

fn service(node: &Node<'_>) -> Result<KantaraService, JsonError> {
    let mut fields = node.object()?;
    Ok(KantaraService { name: text(&mut fields, "service")?, purposes: list(&mut fields, "purposes", purpose)? })
}

/// `thirdPartyName` is required where the data is disclosed, and allowed where it is not.
fn purpose(node: &Node<'_>) -> Result<KantaraPurpose, JsonError> {
    let mut fields = node.object()?;
    let is_disclosed = fields.required("thirdPartyDisclosure")?.boolean()?;
    Ok(KantaraPurpose {
        purpose: optional_text(&mut fields, "purpose")?,
        categories: texts(&mut fields, "purposeCategory")?,
        consent_type: text(&mut fields, "consentType")?,
        data: texts(&mut fields, "piiCategory")?,
        is_primary: optional_flag(&mut fields, "primaryPurpose")?,
        termination: text(&mut fields, "termination")?,
        is_disclosed,
        third_parties: match is_disclosed {
            true => Some(text(&mut fields, "thirdPartyName")?),
            false => optional_text(&mut fields, "thirdPartyName")?,
        },
    })
}

fn text(fields: &mut Fields<'_>, name: &'static str) -> Result<String, JsonError> {
    fields.required(name)?.string().map(str::to_owned)
}

fn optional_text(fields: &mut Fields<'_>, name: &'static str) -> Result<Option<String>, JsonError> {
    fields.optional(name).map(|node| node.string().map(str::to_owned)).transpose()
}

fn optional_flag(fields: &mut Fields<'_>, name: &'static str) -> Result<Option<bool>, JsonError> {
    fields.optional(name).map(|node| node.boolean()).transpose()
}

fn texts(fields: &mut Fields<'_>, name: &'static str) -> Result<Vec<String>, JsonError> {
    list(fields, name, |node| node.string().map(str::to_owned))
}

fn list<T>(
    fields: &mut Fields<'_>,
    name: &'static str,
    read: impl Fn(&Node<'_>) -> Result<T, JsonError>,
) -> Result<Vec<T>, JsonError> {
    fields.required(name)?.array()?.iter().map(read).collect()
}
