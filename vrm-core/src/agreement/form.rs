//! The document as JSON.

use super::{AgreedTerms, AgreementDraft, Document, VendorParty};
use crate::digest::hex;
use crate::form::{FormError, read, write};
use crate::json::{Fields, Node, Object, Pointer, Value};
use crate::keys::payload::private;
use crate::keys::{PartyKeys, Payload};
use crate::terms::TermsHash;
use crate::text::Language;
use crate::time::Window;
use crate::vocab::Place;
use std::collections::BTreeMap;

impl Payload for Document {
    const NAME: &'static str = "agreement";
}

impl private::Payload for Document {
    type Error = FormError;

    const LIMIT: usize = 32 * 1024;

    fn read(payload: &Value) -> Result<Self, FormError> {
        let document = read::closed(&Node::root(payload), document)?;
        document.draft.check().map_err(|error| error.in_form())?;
        Ok(document)
    }

    fn write(&self) -> String {
        let draft = &self.draft;
        let mut form = write::context(Self::NAME)
            .with("nonce", hex::text(&self.nonce))
            .with("person", draft.person.write(Object::new()))
            .with("vendor", vendor(&draft.vendor))
            .with("terms", terms(&draft.terms))
            .with("declaration", draft.declaration.to_value())
            .with("made", draft.made.unix())
            .with("accept_by", draft.accept_by.unix());
        for (name, end) in [("from", draft.window.from()), ("until", draft.window.until())] {
            form = write::insert(form, name, end.map(|end| end.unix()));
        }
        form = write::insert(form, "answers", draft.answers.map(|id| id.to_string()));
        form = write::insert(form, "place", draft.place.as_ref().map(Place::iri));
        form = write::insert(form, "replaces", draft.replaces.map(|id| id.to_string()));
        Value::Object(form).canonical()
    }
}

fn document(fields: &mut Fields<'_>) -> Result<Document, FormError> {
    read::context(fields, Document::NAME)?;
    let nonce = read::hex(&fields.required("nonce")?)?;
    let draft = AgreementDraft {
        person: read::party_keys(&fields.required("person")?)?,
        vendor: read::closed(&fields.required("vendor")?, read_vendor)?,
        terms: read::closed(&fields.required("terms")?, read_terms)?,
        declaration: read::declaration(&fields.required("declaration")?)?,
        answers: fields.optional("answers").map(|node| read::signed_id(&node)).transpose()?,
        made: read::minute(&fields.required("made")?)?,
        accept_by: read::minute(&fields.required("accept_by")?)?,
        window: window(fields)?,
        place: fields.optional("place").map(|node| read::place(&node)).transpose()?,
        replaces: fields.optional("replaces").map(|node| read::agreement(&node)).transpose()?,
    };
    Ok(Document { nonce, draft })
}

fn window(fields: &mut Fields<'_>) -> Result<Window, FormError> {
    let from = fields.required("from")?;
    let until = fields.optional("until");
    let order = || FormError::OutOfOrder {
        earlier: from.path().clone(),
        later: until.as_ref().map_or_else(Pointer::root, |until| until.path().clone()),
    };
    let end = until.as_ref().map(read::minute).transpose()?;
    Window::new(Some(read::minute(&from)?), end).map_err(|_| order())
}

fn read_vendor(fields: &mut Fields<'_>) -> Result<VendorParty, FormError> {
    Ok(VendorParty {
        did: read::did(&fields.required("did")?)?,
        name: read::name(&fields.required("name")?)?,
        keys: PartyKeys::read(fields)?,
    })
}

fn vendor(vendor: &VendorParty) -> Object {
    vendor.keys.write(Object::new().with("did", vendor.did.as_str()).with("name", vendor.name.as_str()))
}

fn read_terms(fields: &mut Fields<'_>) -> Result<AgreedTerms, FormError> {
    Ok(AgreedTerms {
        pin: read::pin_members(fields)?,
        legal: read_hashes(&fields.required("legal")?)?,
        plain: read_hashes(&fields.required("plain")?)?,
        shown: read::language(&fields.required("shown")?)?,
    })
}

fn terms(terms: &AgreedTerms) -> Object {
    write::pin(&terms.pin)
        .with("legal", hashes(&terms.legal))
        .with("plain", hashes(&terms.plain))
        .with("shown", terms.shown.as_str())
}

fn read_hashes(node: &Node<'_>) -> Result<BTreeMap<Language, TermsHash>, FormError> {
    let members = node.members()?;
    // A layer that no hash pins could become any text.
    if members.is_empty() {
        return Err(FormError::Empty { path: node.path().clone() });
    }
    members.into_iter().map(|(name, node)| Ok((read::language_named(name, &node)?, read::terms_hash(&node)?))).collect()
}

fn hashes(hashes: &BTreeMap<Language, TermsHash>) -> Object {
    hashes.iter().fold(Object::new(), |all, (language, hash)| all.with(language.as_str(), hash.to_string()))
}
