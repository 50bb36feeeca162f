//! How the bodies of the kinds are written and read that concern the person's data.

use super::Event;
use crate::digest::hex;
use crate::form::{FormError, read, write};
use crate::json::{Fields, Node, Object, Value};
use crate::message::Jti;
use crate::terms;
use crate::time::Window;
use crate::vault::{DisclosedHash, GivenItem, ItemId, SourceKind};

/// Reads `stored`.
pub(super) fn stored(fields: &mut Fields<'_>) -> Result<Event, FormError> {
    Ok(Event::Stored {
        item: item(&fields.required("item")?)?,
        // A word that a later DPV lacks is kept, since the item must still be found; nothing is given under it.
        data: read::word(&fields.required("data")?)?,
        source: source(&fields.required("source")?)?,
        window: fields.optional("window").map(|node| window(&node)).transpose()?.unwrap_or(Window::ALWAYS),
        content: read::hex(&fields.required("content")?)?,
        replaces: fields.optional("replaces").map(|node| read::hex(&node)).transpose()?,
    })
}

/// Reads `sourced`.
pub(super) fn sourced(fields: &mut Fields<'_>) -> Result<Event, FormError> {
    Ok(Event::Sourced { item: item(&fields.required("item")?)?, content: read::hex(&fields.required("content")?)? })
}

/// Reads `removed`.
pub(super) fn removed(fields: &mut Fields<'_>) -> Result<Event, FormError> {
    Ok(Event::Removed { item: item(&fields.required("item")?)?, content: read::hex(&fields.required("content")?)? })
}

/// Reads `disclosed`.
pub(super) fn disclosed(fields: &mut Fields<'_>) -> Result<Event, FormError> {
    let given = given(&fields.required("items")?)?;
    Ok(Event::Disclosed {
        kid: read::thumbprint(&fields.required("kid")?)?,
        jti: number(&fields.required("jti")?)?,
        iat: read::minute(&fields.required("iat")?)?,
        exp: read::minute(&fields.required("exp")?)?,
        agreement: read::agreement(&fields.required("agreement")?)?,
        grant: read::grant(&fields.required("grant")?)?,
        items: given,
    })
}

/// Reads `deleted`.
pub(super) fn deleted(fields: &mut Fields<'_>) -> Result<Event, FormError> {
    let rest = fields.optional("rest").map(|node| read::hex(&node)).transpose()?;
    Ok(Event::Deleted { disclosure: number(&fields.required("disclosure")?)?, rest })
}

/// Reads `partly-deleted`.
pub(super) fn partly_deleted(fields: &mut Fields<'_>) -> Result<Event, FormError> {
    Ok(Event::PartlyDeleted {
        disclosure: number(&fields.required("disclosure")?)?,
        places: read::set(&fields.required("places")?, read::index)?,
        rest: read::hex(&fields.required("rest")?)?,
        replaces: fields.optional("replaces").map(|node| read::hex(&node)).transpose()?,
    })
}

/// Writes the body of one of them; nothing for any other kind.
pub(super) fn write(event: &Event, form: Object) -> Object {
    match event {
        Event::Stored { item, data, source, window, content, replaces } => {
            let form = form
                .with("item", item.to_string())
                .with("data", data.iri())
                .with("source", source.word().iri())
                .with("content", hex::text(content));
            let window = (*window != Window::ALWAYS).then(|| terms::write::window(*window));
            let form = write::insert(form, "window", window);
            write::insert(form, "replaces", replaces.as_ref().map(|name| hex::text(name)))
        }
        Event::Sourced { item, content } | Event::Removed { item, content } => {
            form.with("item", item.to_string()).with("content", hex::text(content))
        }
        Event::Disclosed { kid, jti, iat, exp, agreement, grant, items } => form
            .with("kid", kid.to_string())
            .with("jti", jti.to_string())
            .with("iat", iat.floor_to_minute().unix())
            .with("exp", exp.floor_to_minute().unix())
            .with("agreement", agreement.to_string())
            .with("grant", grant.to_string())
            .with("items", write_given(items)),
        Event::Deleted { disclosure, rest } => {
            let form = form.with("disclosure", disclosure.to_string());
            write::insert(form, "rest", rest.as_ref().map(|name| hex::text(name)))
        }
        Event::PartlyDeleted { disclosure, places, rest, replaces } => {
            let form = form
                .with("disclosure", disclosure.to_string())
                .with("places", write::set(places, |place| i64::from(*place).into()))
                .with("rest", hex::text(rest));
            write::insert(form, "replaces", replaces.as_ref().map(|name| hex::text(name)))
        }
        _ => form,
    }
}

fn item(node: &Node<'_>) -> Result<ItemId, FormError> {
    read::hex(node).map(ItemId::from_bytes)
}

/// The values of a letter, at least one, of which the history says no more than this.
pub(super) fn given(node: &Node<'_>) -> Result<Vec<GivenItem>, FormError> {
    let items = read::list(node, |node| {
        read::closed(node, |fields| {
            let hash = DisclosedHash::from_bytes(read::hex(&fields.required("hash")?)?);
            Ok(GivenItem { data: read::word(&fields.required("data")?)?, hash })
        })
    })?;
    if items.is_empty() { Err(FormError::Empty { path: node.path().clone() }) } else { Ok(items) }
}

/// Writes them.
pub(super) fn write_given(items: &[GivenItem]) -> Vec<Value> {
    let item =
        |item: &GivenItem| Object::new().with("data", item.data.iri()).with("hash", item.hash.to_string()).into();
    items.iter().map(item).collect()
}

pub(super) fn number(node: &Node<'_>) -> Result<Jti, FormError> {
    read::hex(node).map(Jti::from_bytes)
}

fn source(node: &Node<'_>) -> Result<SourceKind, FormError> {
    let found = read::word(node)?;
    let kinds = [SourceKind::Person, SourceKind::ThirdParty, SourceKind::Public];
    kinds.into_iter().find(|kind| kind.word() == found).ok_or_else(|| {
        let expected = "the person, a third party or a public source, in DPV's words";
        FormError::UnknownValue { path: node.path().clone(), found: found.name(), expected }
    })
}

/// A window whose ends are whole minutes; one without an end is left out.
fn window(node: &Node<'_>) -> Result<Window, FormError> {
    let window = terms::read::window(node)
        .map_err(|error| FormError::Terms { path: node.path().clone(), error: Box::new(error) })?;
    if window.has_whole_minutes() { Ok(window) } else { Err(FormError::NotAMinute { path: node.path().clone() }) }
}
