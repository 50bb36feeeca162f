//! Who and what was shown: the person, the controller, the notice.

use super::{read, typed};
use crate::consent::{ConsentError, Contact, Controller, Notice, PostalAddress};
use crate::did::Did;
use crate::digest::hex;
use crate::json::{Fields, Node, Object, Value};
use crate::terms::TermsHash;

/// The person, by nothing but the pairwise identifier.
pub(super) fn write_subject(subject: &Did) -> Value {
    identified("dpv:DataSubject", subject).into()
}

pub(super) fn read_subject(node: &Node<'_>) -> Result<Did, ConsentError> {
    read::did(&node.object()?.required("dpv:hasIdentifier")?)
}

/// The identifier stands in both members: ISO/IEC TS 27560 wants `party_id` said even where `@id` says it.
fn identified(kind: &'static str, did: &Did) -> Object {
    typed(kind).with("@id", did.as_str()).with("dpv:hasIdentifier", did.as_str())
}

pub(super) fn write_controller(controller: &Controller) -> Value {
    let mut form = identified("dpv:DataController", &controller.did).with("dpv:hasName", controller.name.as_str());
    if let Some(contact) = &controller.contact {
        let office = typed("schema:ContactPoint").with("schema:name", contact.office.as_str());
        form.insert("schema:contactPoint", vec![office.into(), write_address(&contact.address)]);
        form.insert("schema:email", contact.email.as_str());
        form.insert("schema:telephone", contact.phone.as_str());
        if let Some(url) = &contact.url {
            form.insert("schema:url", url.as_str());
        }
    }
    form.into()
}

pub(super) fn read_controller(node: &Node<'_>) -> Result<Controller, ConsentError> {
    let mut fields = node.object()?;
    Ok(Controller {
        did: read::did(&fields.required("dpv:hasIdentifier")?)?,
        name: read::name(&fields.required("dpv:hasName")?)?,
        contact: match fields.optional("schema:contactPoint") {
            Some(points) => Some(contact(&points, &mut fields)?),
            None => None,
        },
    })
}

fn contact(points: &Node<'_>, fields: &mut Fields<'_>) -> Result<Contact, ConsentError> {
    let points_at = points.array()?;
    let [office, address] = points_at.as_slice() else {
        return Err(ConsentError::NotAsWritten { path: points.path().clone() });
    };
    Ok(Contact {
        office: read::text(&office.object()?.required("schema:name")?)?,
        address: read_address(address)?,
        email: read::text(&fields.required("schema:email")?)?,
        phone: read::text(&fields.required("schema:telephone")?)?,
        url: optional(fields, "schema:url")?,
    })
}

/// Each part of an address, by its member.
pub(in crate::consent) fn address_parts(address: &PostalAddress) -> [(&'static str, Option<&String>); 6] {
    [
        ("schema:streetAddress", address.street.as_ref()),
        ("schema:addressLocality", address.locality.as_ref()),
        ("schema:addressRegion", address.region.as_ref()),
        ("schema:postalCode", address.postal_code.as_ref()),
        ("schema:postOfficeBoxNumber", address.box_number.as_ref()),
        ("schema:addressCountry", address.country.as_ref()),
    ]
}

fn write_address(address: &PostalAddress) -> Value {
    let mut form = typed("schema:PostalAddress");
    for (name, part) in address_parts(address) {
        if let Some(text) = part {
            form.insert(name, text.as_str());
        }
    }
    form.into()
}

fn read_address(node: &Node<'_>) -> Result<PostalAddress, ConsentError> {
    let mut fields = node.object()?;
    Ok(PostalAddress {
        street: optional(&mut fields, "schema:streetAddress")?,
        locality: optional(&mut fields, "schema:addressLocality")?,
        region: optional(&mut fields, "schema:addressRegion")?,
        postal_code: optional(&mut fields, "schema:postalCode")?,
        box_number: optional(&mut fields, "schema:postOfficeBoxNumber")?,
        country: optional(&mut fields, "schema:addressCountry")?,
    })
}

fn optional(fields: &mut Fields<'_>, name: &'static str) -> Result<Option<String>, ConsentError> {
    fields.optional(name).map(|node| read::text(&node)).transpose()
}

pub(super) fn write_notice(notice: &Notice) -> Value {
    typed("dpv:ConsentNotice")
        .with("@id", notice.name.as_str())
        .with("dct:identifier", notice.text.to_string())
        .with("dct:date", notice.shown.to_string())
        .with("dct:language", notice.language.as_str())
        .into()
}

pub(super) fn read_notice(node: &Node<'_>) -> Result<Notice, ConsentError> {
    let mut fields = node.object()?;
    let hash = fields.required("dct:identifier")?;
    let expected = "the hash of a text: 64 lower-case hexadecimal digits";
    Ok(Notice {
        name: read::text(&fields.required("@id")?)?,
        text: read::named(&hash, |text| hex::read(text).map(TermsHash::from_bytes), expected)?,
        language: read::language(&fields.required("dct:language")?)?,
        shown: read::instant(&fields.required("dct:date")?)?,
    })
}
