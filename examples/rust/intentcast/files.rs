//! The two files: what the person wants, and who offers what for it.

use std::fmt::Display;
use std::path::{Path, PathBuf};

use vrm_core::Error;
use vrm_core::decision::{CompiledTerms, Decision, Reason, Request};
use vrm_core::desk::Issuer;
use vrm_core::error::Fault;
use vrm_core::intention::{Quote, Want};
use vrm_core::json::{Node, Value, ours};
use vrm_core::terms::{Declaration, Roster, Terms};
use vrm_core::text::Name;

use super::data::{Piece, Yes};
use super::issuer::Members;
use crate::file::read_within;
use crate::shown::printable;
use crate::stop::Stop;

/// The most bytes of a file.
const MOST: usize = 1 << 20;

/// The most days that an intention or an offer may stand.
const DAYS: i64 = 90;

/// The most vendors.
const VENDORS: usize = 50;

/// Where a form is described.
const FORM: &str = "the form stands in examples/data/README.md";

/// An intention as it is to be cast, and what is asked once there is an agreement.
pub(super) struct Cast {
    pub(super) want: Want,
    /// The entries of the roster under which an offer may be made.
    pub(super) terms: Vec<String>,
    /// For how long offers are taken.
    pub(super) days: i64,
    /// The person's own terms, which stay at home.
    pub(super) own: Option<Terms>,
    pub(super) questions: Vec<Request>,
    /// What the person keeps.
    pub(super) data: Vec<Piece>,
    /// What it says yes to where the agreement leaves that to it.
    pub(super) consents: Vec<Yes>,
}

/// Somebody who answers.
pub(super) struct Vendor {
    /// Where it stands, for what is wrong with it.
    pub(super) place: Place,
    pub(super) name: Name,
    /// The entry under which it offers.
    pub(super) entry: String,
    pub(super) declaration: Declaration,
    pub(super) quote: Quote,
    /// For how long the offer stands.
    pub(super) days: i64,
    /// How it is reached, which a receipt says; none that issues no receipts.
    pub(super) issuer: Option<Issuer>,
}

/// A member of a file.
#[derive(Clone, Debug)]
pub(super) struct Place {
    file: PathBuf,
    member: String,
}

impl Cast {
    /// Reads a file, or the one that comes with the examples.
    pub(super) fn read(file: Option<&Path>) -> Result<Self, Stop> {
        let (file, value) = parse(file, "examples/data/intention.json", include_bytes!("../../data/intention.json"))?;
        let place = Place { file, member: String::new() };
        let mut fields = Node::root(&value).object().map_err(|error| place.broken(error))?;
        let wrong = |error| place.broken(error);
        let want = fields.required("want").map_err(wrong)?;
        let terms = fields.required("terms").map_err(wrong)?;
        let days = fields.required("days").map_err(wrong)?;
        let (own, questions) = (fields.optional("own"), fields.optional("questions"));
        let (data, consents) = (fields.optional("data"), fields.optional("consents"));
        fields.close().map_err(wrong)?;
        let own = own.map(|own| place.at(&own).text(&own, Terms::parse)).transpose()?;
        let entries: Vec<String> =
            terms.array().map_err(wrong)?.iter().map(|node| entry(&place, node)).collect::<Result<_, _>>()?;
        let Some(first) = entries.first() else {
            return Err(place.at(&terms).wrong("it is empty, expected an entry of the roster, such as `SD-BASE`"));
        };
        // The words that are known are those of DPV and the person's own.
        let words = match &own {
            Some(own) => own.compile(),
            None => {
                Roster::builtin().entry(first).map_err(|error| place.at(&terms).coded(&error.into()))?.terms().compile()
            }
        };
        Ok(Self {
            want: place.at(&want).text(&want, Want::parse)?,
            terms: entries,
            days: place.days(&days, DAYS)?,
            own,
            questions: match questions {
                Some(node) => {
                    let nodes = node.array().map_err(wrong)?;
                    nodes.iter().map(|node| question(&place.at(node), node, &words)).collect::<Result<_, _>>()?
                }
                None => Vec::new(),
            },
            data: Piece::list(&place, data.as_ref())?,
            consents: Yes::list(&place, consents.as_ref())?,
        })
    }
}

impl Vendor {
    /// Reads a file, or the one that comes with the examples.
    pub(super) fn read(file: Option<&Path>) -> Result<Vec<Self>, Stop> {
        let (file, value) = parse(file, "examples/data/offers.json", include_bytes!("../../data/offers.json"))?;
        let place = Place { file, member: String::new() };
        let wrong = |error| place.broken(error);
        let mut fields = Node::root(&value).object().map_err(wrong)?;
        let list = fields.required("vendors").map_err(wrong)?;
        fields.close().map_err(wrong)?;
        let vendors = list.array().map_err(wrong)?;
        if !(1..=VENDORS).contains(&vendors.len()) {
            let found = vendors.len();
            return Err(place.at(&list).wrong(format!("there are {found}, expected 1 to {VENDORS} vendors")));
        }
        vendors.iter().map(|node| Self::one(&place, node)).collect()
    }

    fn one(file: &Place, node: &Node<'_>) -> Result<Self, Stop> {
        let wrong = |error| file.broken(error);
        let mut fields = node.object().map_err(wrong)?;
        let name = fields.required("name").map_err(wrong)?;
        let entry_node = fields.required("entry").map_err(wrong)?;
        let declaration = fields.required("declaration").map_err(wrong)?;
        let quote = fields.required("quote").map_err(wrong)?;
        let days = fields.required("days").map_err(wrong)?;
        let issuer = Members::take(&mut fields);
        fields.close().map_err(wrong)?;
        Ok(Self {
            place: file.at(node),
            name: Name::parse(name.string().map_err(wrong)?).map_err(|error| file.at(&name).coded(&error.into()))?,
            entry: entry(file, &entry_node)?,
            declaration: file.at(&declaration).text(&declaration, Declaration::parse)?,
            quote: file.at(&quote).text(&quote, Quote::parse)?,
            days: file.days(&days, DAYS)?,
            issuer: issuer.read(&file.at(node), file)?,
        })
    }
}

impl Place {
    pub(super) fn at(&self, node: &Node<'_>) -> Self {
        Self { member: node.path().as_str().to_owned(), ..self.clone() }
    }

    /// Reads a member that the library has a form for.
    fn text<T, E: Into<Error>>(&self, node: &Node<'_>, read: impl Fn(&[u8]) -> Result<T, E>) -> Result<T, Stop> {
        read(node.value().canonical().as_bytes()).map_err(|error| self.coded(&error.into()))
    }

    /// A number of days.
    pub(super) fn days(&self, node: &Node<'_>, most: i64) -> Result<i64, Stop> {
        match node.integer().map_err(|error| self.broken(error))? {
            days if (1..=most).contains(&days) => Ok(days),
            found => Err(self.at(node).wrong(format!("it is {found}, expected 1 to {most} days"))),
        }
    }

    /// What the library has against it, with the stable code that the page of errors lists.
    pub(super) fn coded(&self, error: &Error) -> Stop {
        self.wrong(format!("{error} ({})", error.code().name()))
    }

    /// As [`coded`](Self::coded), of an error of one kind.
    pub(super) fn broken(&self, error: impl Into<Error>) -> Stop {
        self.coded(&error.into())
    }

    pub(super) fn wrong(&self, why: impl Display) -> Stop {
        let inside = if self.member.is_empty() { String::new() } else { format!("in `{}`: ", self.member) };
        Stop::file(&self.file, format!("{inside}{why}; {FORM}"))
    }
}

fn parse(file: Option<&Path>, name: &str, builtin: &[u8]) -> Result<(PathBuf, Value), Stop> {
    let (path, bytes) = match file {
        Some(file) => (file.to_owned(), read_within(file, MOST)?),
        None => (PathBuf::from(name), builtin.to_vec()),
    };
    match ours::parse_within(&bytes, MOST) {
        Ok(value) => Ok((path, value)),
        Err(error) => Err(Place { file: path, member: String::new() }.broken(error)),
    }
}

/// A question in words that are known: under no terms would another answer come than no.
fn question(place: &Place, node: &Node<'_>, words: &CompiledTerms) -> Result<Request, Stop> {
    let asked = place.text(node, Request::parse)?;
    let Decision::Deny(deny) = words.judge(&asked) else { return Ok(asked) };
    let unknown = deny.reasons.into_iter().find_map(|reason| match reason {
        Reason::UnknownTerm { term } => Some(term),
        _ => None,
    });
    unknown.map_or(Ok(asked), |term| Err(place.wrong(format!("the word `{}` is unknown there", printable(&term)))))
}

/// An entry that can be proffered.
fn entry(file: &Place, node: &Node<'_>) -> Result<String, Stop> {
    let id = node.string().map_err(|error| file.broken(error))?;
    Roster::builtin().proffered(id).map_err(|error| file.at(node).coded(&error.into()))?;
    Ok(id.to_owned())
}
