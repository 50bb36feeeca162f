//! How the bodies of the kinds are written and read that concern the person's data.

use super::Event;
use crate::digest::hex;
use crate::form::{FormError, read, write};
use crate::json::{Fields, Node, Object};
use crate::message::Jti;
use crate::terms;
use crate::time::Window;
use crate::vault::{DisclosedHash, GivenItem, ItemId, Source, is_category};
use crate::vocab::Word;

/// Reads `stored`.
pub(super) fn stored(fields: &mut Fields<'_>) -> Result<Event, FormError> {
    Ok(Event::Stored {
        item: item(&fields.required("item")?)?,
        data: category(&fields.required("data")?)?,
        source: source(&fields.required("source")?)?,
        window: fields.optional("window").map(|node| window(&node)).transpose()?.unwrap_or(Window::ALWAYS),
        content: read::hex(&fields.required("content")?)?,
        replaces: fields.optional("replaces").map(|node| read::hex(&node)).transpose()?,
    })
}

/// Reads `removed`.
pub(super) fn removed(fields: &mut Fields<'_>) -> Result<Event, FormError> {
    Ok(Event::Removed { item: item(&fields.required("item")?)?, content: read::hex(&fields.required("content")?)? })
}

/// Reads `disclosed`.
pub(super) fn disclosed(fields: &mut Fields<'_>) -> Result<Event, FormError> {
    let items = fields.required("items")?;
    let given = read::list(&items, |node| {
        read::closed(node, |fields| {
            let hash = DisclosedHash::from_bytes(read::hex(&fields.required("hash")?)?);
            Ok(GivenItem { data: read::word(&fields.required("data")?)?, hash })
        })
    })?;
    if given.is_empty() {
        return Err(FormError::Empty { path: items.path().clone() });
    }
    Ok(Event::Disclosed {
        kid: read::thumbprint(&fields.required("kid")?)?,
        jti: number(&fields.required("jti")?)?,
        exp: read::minute(&fields.required("exp")?)?,
        agreement: read::agreement(&fields.required("agreement")?)?,
        grant: read::grant(&fields.required("grant")?)?,
        items: given,
    })
}

/// Reads `deleted`.
pub(super) fn deleted(fields: &mut Fields<'_>) -> Result<Event, FormError> {
    Ok(Event::Deleted { disclosure: number(&fields.required("disclosure")?)? })
}

/// Writes the body of one of them; nothing for any other kind.
pub(super) fn write(event: &Event, form: Object) -> Object {
    match event {
        Event::Stored { item, data, source, window, content, replaces } => {
            let from = Object::new().with("word", source.word().iri());
            let from = match source {
                Source::Issuer(did) => from.with("did", did.as_str()),
                _ => from,
            };
            let form = form
                .with("item", item.to_string())
                .with("data", data.iri())
                .with("source", from)
                .with("content", hex::text(content));
            let window = (*window != Window::ALWAYS).then(|| terms::write::window(*window));
            let form = write::insert(form, "window", window);
            write::insert(form, "replaces", replaces.as_ref().map(|name| hex::text(name)))
        }
        Event::Removed { item, content } => form.with("item", item.to_string()).with("content", hex::text(content)),
        Event::Disclosed { kid, jti, exp, agreement, grant, items } => {
            let items = items
                .iter()
                .map(|item| Object::new().with("data", item.data.iri()).with("hash", item.hash.to_string()).into());
            form.with("kid", kid.to_string())
                .with("jti", jti.to_string())
                .with("exp", exp.floor_to_minute().unix())
                .with("agreement", agreement.to_string())
                .with("grant", grant.to_string())
                .with("items", items.collect::<Vec<_>>())
        }
        Event::Deleted { disclosure } => form.with("disclosure", disclosure.to_string()),
        _ => form,
    }
}

fn item(node: &Node<'_>) -> Result<ItemId, FormError> {
    read::hex(node).map(ItemId::from_bytes)
}

fn number(node: &Node<'_>) -> Result<Jti, FormError> {
    read::hex(node).map(Jti::from_bytes)
}

/// A word that says what data an item is.
fn category(node: &Node<'_>) -> Result<Word, FormError> {
    let word = read::word(node)?;
    if is_category(&word) {
        return Ok(word);
    }
    let expected = "a data category of DPV";
    Err(FormError::UnknownValue { path: node.path().clone(), found: word.name(), expected })
}

fn source(node: &Node<'_>) -> Result<Source, FormError> {
    read::closed(node, |fields| {
        let word = fields.required("word")?;
        let source = match fields.optional("did") {
            Some(did) => Source::Issuer(read::did(&did)?),
            None if read::word(&word)? == Source::Public.word() => Source::Public,
            None => Source::Person,
        };
        if read::word(&word)? == source.word() {
            return Ok(source);
        }
        let expected = "a source of data in DPV's words, with a `did` where it is a third party";
        Err(FormError::UnknownValue { path: word.path().clone(), found: word.string()?.to_owned(), expected })
    })
}

/// A window whose ends are whole minutes; one without an end is left out.
fn window(node: &Node<'_>) -> Result<Window, FormError> {
    let window = terms::read::window(node)
        .map_err(|error| FormError::Terms { path: node.path().clone(), error: Box::new(error) })?;
    if window.has_whole_minutes() { Ok(window) } else { Err(FormError::NotAMinute { path: node.path().clone() }) }
}
