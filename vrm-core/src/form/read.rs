//! Parts of a payload, read with their place in every error.

use super::FormError;
use crate::chain::StreamHead;
use crate::decision::{AgreementId, GrantId, Request};
use crate::did::Did;
use crate::digest;
use crate::json::{Fields, Node};
use crate::keys::{CastKeys, PartyKeys, Payload, SignedId, Thumbprint, Unverified};
use crate::terms::{Declaration, EntryName, EntryPin, TermsError, TermsHash};
use crate::text::{Language, Name, TextError, Token};
use crate::time::Instant;
use crate::vocab::{Place, Word};
use std::collections::BTreeSet;

/// The members `ctx` and `v`: what the text is, said a second time inside of what is signed.
pub(crate) fn context(fields: &mut Fields<'_>, name: &str) -> Result<(), FormError> {
    let (found, expected) = (fields.required("ctx")?.string()?, format!("vrm-{name}"));
    if found != expected {
        return Err(FormError::Context { found: found.to_owned(), expected });
    }
    match fields.required("v")?.integer()? {
        1 => Ok(()),
        found => Err(FormError::Version { found }),
    }
}

/// A closed object.
pub(crate) fn closed<'a, T>(
    node: &Node<'a>,
    read: impl FnOnce(&mut Fields<'a>) -> Result<T, FormError>,
) -> Result<T, FormError> {
    let mut fields = node.object()?;
    let value = read(&mut fields)?;
    fields.close()?;
    Ok(value)
}

/// An array.
pub(crate) fn list<T>(node: &Node<'_>, read: impl Fn(&Node<'_>) -> Result<T, FormError>) -> Result<Vec<T>, FormError> {
    node.array()?.iter().map(read).collect()
}

/// An array with at least one item, read as a set. That it was sorted and without repeats is seen when it is written.
pub(crate) fn set<T: Ord>(
    node: &Node<'_>,
    read: fn(&Node<'_>) -> Result<T, FormError>,
) -> Result<BTreeSet<T>, FormError> {
    match node.array()?.as_slice() {
        [] => Err(FormError::Empty { path: node.path().clone() }),
        items => items.iter().map(read).collect(),
    }
}

/// One of a closed set of words.
pub(crate) fn one_of<T: Copy>(
    node: &Node<'_>,
    all: &[T],
    name: fn(T) -> &'static str,
    expected: &'static str,
) -> Result<T, FormError> {
    let found = node.string()?;
    let known = all.iter().copied().find(|value| name(*value) == found);
    let unknown = || FormError::UnknownValue { path: node.path().clone(), found: found.to_owned(), expected };
    known.ok_or_else(unknown)
}

/// The value `true`.
pub(crate) fn yes(node: &Node<'_>) -> Result<(), FormError> {
    let no = || FormError::UnknownValue { path: node.path().clone(), found: "false".to_owned(), expected: "`true`" };
    node.boolean()?.then_some(()).ok_or_else(no)
}

/// A signed text inside a payload, through the gate.
pub(crate) fn signed<T: Payload>(node: &Node<'_>) -> Result<Unverified<T>, FormError> {
    Ok(Unverified::parse(node.string()?.as_bytes()).map_err(|error| error.at(node.path()))?)
}

pub(crate) fn hex<const N: usize>(node: &Node<'_>) -> Result<[u8; N], FormError> {
    digest::hex::read(node.string()?).ok_or_else(|| FormError::Hex { path: node.path().clone(), digits: 2 * N })
}

pub(crate) fn signed_id(node: &Node<'_>) -> Result<SignedId, FormError> {
    hex(node).map(SignedId::from_bytes)
}

pub(crate) fn agreement(node: &Node<'_>) -> Result<AgreementId, FormError> {
    hex(node).map(AgreementId::from_bytes)
}

pub(crate) fn grant(node: &Node<'_>) -> Result<GrantId, FormError> {
    hex(node).map(GrantId::from_bytes)
}

pub(crate) fn terms_hash(node: &Node<'_>) -> Result<TermsHash, FormError> {
    hex(node).map(TermsHash::from_bytes)
}

/// A time, on the wire a multiple of 60 seconds: finer ones would tell senders apart.
pub(crate) fn minute(node: &Node<'_>) -> Result<Instant, FormError> {
    let instant = Instant::from_unix(node.integer()?).ok();
    let whole = instant.filter(|instant| instant.floor_to_minute() == *instant);
    whole.ok_or_else(|| FormError::NotAMinute { path: node.path().clone() })
}

/// The index of a process, from 0.
pub(crate) fn index(node: &Node<'_>) -> Result<u32, FormError> {
    let found = node.integer()?;
    let path = || node.path().clone();
    u32::try_from(found).map_err(|_| FormError::OutOfRange { path: path(), found, expected: "an index from 0" })
}

/// A word of the vocabulary.
pub(crate) fn word(node: &Node<'_>) -> Result<Word, FormError> {
    crate::terms::read::word(node).map_err(terms(node))
}

/// The thumbprint of a key.
pub(crate) fn thumbprint(node: &Node<'_>) -> Result<Thumbprint, FormError> {
    Ok(Thumbprint::parse(node.string()?).map_err(|error| error.at(node.path()))?)
}

/// A position in a stream, from 1.
pub(crate) fn position(node: &Node<'_>) -> Result<u64, FormError> {
    let found = node.integer()?;
    let position = u64::try_from(found).ok().filter(|position| *position > 0);
    let path = || node.path().clone();
    position.ok_or_else(|| FormError::OutOfRange { path: path(), found, expected: "a position from 1" })
}

pub(crate) fn stream_head(node: &Node<'_>) -> Result<StreamHead, FormError> {
    closed(node, |fields| {
        Ok(StreamHead { hash: hex(&fields.required("head")?)?, n: position(&fields.required("n")?)? })
    })
}

pub(crate) fn party_keys(node: &Node<'_>) -> Result<PartyKeys, FormError> {
    closed(node, |fields| Ok(PartyKeys::read(fields)?))
}

pub(crate) fn cast_keys(node: &Node<'_>) -> Result<CastKeys, FormError> {
    closed(node, |fields| Ok(CastKeys::read(fields)?))
}

pub(crate) fn did(node: &Node<'_>) -> Result<Did, FormError> {
    Did::parse(node.string()?).map_err(|error| FormError::Did { path: node.path().clone(), error })
}

pub(crate) fn name(node: &Node<'_>) -> Result<Name, FormError> {
    Name::parse(node.string()?).map_err(text(node))
}

pub(crate) fn language(node: &Node<'_>) -> Result<Language, FormError> {
    language_named(node.string()?, node)
}

/// A language that is the name of the member at `node`.
pub(crate) fn language_named(name: &str, node: &Node<'_>) -> Result<Language, FormError> {
    Language::parse(name).map_err(text(node))
}

pub(crate) fn declaration(node: &Node<'_>) -> Result<Declaration, FormError> {
    Declaration::read(node).map_err(terms(node))
}

pub(crate) fn request(node: &Node<'_>) -> Result<Request, FormError> {
    Request::read(node).map_err(terms(node))
}

pub(crate) fn place(node: &Node<'_>) -> Result<Place, FormError> {
    let place = Place::parse(node.string()?).map_err(TermsError::vocab(node.path().as_str()));
    place.map_err(terms(node))
}

/// An entry of a roster by its name and the hash of its rules.
pub(crate) fn pin(node: &Node<'_>) -> Result<EntryPin, FormError> {
    closed(node, pin_members)
}

/// The members that name an entry, among others.
pub(crate) fn pin_members(fields: &mut Fields<'_>) -> Result<EntryPin, FormError> {
    let mut token = |name| {
        let node = fields.required(name)?;
        let token = Token::parse(node.string()?).map_err(text(&node))?;
        Ok::<_, FormError>(token.as_str().to_owned())
    };
    let name = EntryName { roster: token("roster")?, id: token("id")?, version: token("version")? };
    Ok(EntryPin { name, machine: terms_hash(&fields.required("machine")?)? })
}

fn text(node: &Node<'_>) -> impl Fn(TextError) -> FormError {
    let path = node.path().clone();
    move |error| FormError::Text { path: path.clone(), error }
}

fn terms(node: &Node<'_>) -> impl Fn(TermsError) -> FormError {
    let path = node.path().clone();
    move |error| FormError::Terms { path: path.clone(), error: Box::new(error) }
}
