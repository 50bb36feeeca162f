//! The IAB Global Vendor List (TCF 2): its terms are numbers, and `iab.tsv` says what each means.

use super::Refused;
use super::draft::Draft;
use super::json::{Document, Node};
use super::reading::{Coverage, Format, Reading};
use super::source::{Basis, Field, Gap, Keep, Necessity, Source};
use super::tables::{Term, Terms};
use super::text;
use crate::shown::printable;
use vrm_core::json::Value;

/// The members that number a list, of which there is at least one.
const VERSIONS: [&str; 2] = ["gvlSpecificationVersion", "vendorListVersion"];

/// Whether this is a vendor list.
pub(super) fn is_one(root: &Node<'_>) -> bool {
    root.member("vendors").exists() && VERSIONS.iter().any(|it| root.member(it).exists())
}

/// Holds a vendor list to the types that make it one, so that something else under the same
/// names is no list without vendors.
pub(super) fn check(list: &Document) -> Result<(), Refused> {
    let mut list = list.strict()?;
    for version in VERSIONS.into_iter().filter_map(|it| list.optional(it)).filter(|it| *it.value() != Value::Null) {
        version.integer()?;
    }
    let vendors = list.required("vendors")?.members()?;
    vendors.iter().try_for_each(|(_, vendor)| vendor.object().map(drop))?;
    if vendors.is_empty() { Err(Refused::NoVendors) } else { Ok(()) }
}

/// Reads every vendor that has not left the list.
pub(super) fn read(root: &Node<'_>, terms: &Terms) -> Reading {
    let mut reading = Reading::new(Format::VendorList);
    let mut vendors = root.member("vendors").members();
    vendors.sort_by_key(|(id, _)| id.parse::<u64>().unwrap_or(u64::MAX));
    for (id, vendor) in vendors {
        if vendor.member("deletedDate").is_blank() {
            reading.sources.push(read_vendor(&id, &vendor, terms, &mut reading.coverage));
        } else {
            reading.skipped += 1;
        }
    }
    reading
}

/// A purpose that a vendor declares, and how.
struct Declared {
    source: String,
    bases: Vec<Basis>,
    necessity: Necessity,
    keep: Option<Keep>,
}

fn read_vendor(id: &str, vendor: &Node<'_>, terms: &Terms, coverage: &mut Coverage) -> Source {
    let mut gaps = Vec::new();
    let name = vendor.member("name").text().unwrap_or_else(|| {
        gaps.push(Gap { place: vendor.path().to_owned(), what: "no name".to_owned() });
        format!("vendor {id}")
    });
    let common = common_to_all(vendor, terms, coverage);
    let declared = declared(vendor);
    if declared.is_empty() {
        let what = "no purpose and no special purpose".to_owned();
        gaps.push(Gap { place: vendor.path().to_owned(), what });
    }
    let mut processes = Vec::new();
    for purpose in &declared {
        let mut draft = common.clone();
        draft.bases.clone_from(&purpose.bases);
        draft.necessity = Some(purpose.necessity);
        draft.keep = purpose.keep;
        coverage.note("keep", purpose.keep.is_some());
        let term = terms.get(&purpose.source);
        coverage.note("purpose", term.is_some());
        draft.name = text::name(&title(&purpose.source, term));
        say_purpose(&mut draft, purpose, &declared, terms);
        processes.extend(draft.settle());
    }
    if declared.is_empty() {
        let mut draft = common;
        "nothing declared".clone_into(&mut draft.name);
        processes = draft.settle();
    }
    Source { vendor: printable(&name), file: None, processes, gaps }
}

fn title(source: &str, term: Option<&Term>) -> String {
    term.map_or_else(|| source.to_owned(), |term| format!("{source} {}", term.name))
}

/// Gives a process its purpose, and the operations that its own row names.
fn say_purpose(draft: &mut Draft, purpose: &Declared, all: &[Declared], terms: &Terms) {
    let Some(term) = terms.get(&purpose.source) else {
        draft.leave_open(Field::Purpose, &purpose.source);
        draft.leave_open(Field::Operation, &purpose.source);
        return;
    };
    draft.add(Field::Operation, &term.operation);
    draft.add(Field::Purpose, &term.purpose);
    if draft.words(Field::Operation).is_empty() {
        draft.leave_open(Field::Operation, &format!("{} names none", purpose.source));
    }
    if term.purpose.is_empty() {
        serve_the_others(draft, purpose, all, terms);
    }
}

/// A term that is an operation and no purpose serves whatever else the vendor declares.
fn serve_the_others(draft: &mut Draft, purpose: &Declared, all: &[Declared], terms: &Terms) {
    for other in all.iter().filter(|other| other.source != purpose.source) {
        match terms.get(&other.source) {
            Some(term) => draft.add(Field::Purpose, &term.purpose),
            None => draft.leave_open(Field::Purpose, &other.source),
        }
    }
    if draft.words(Field::Purpose).is_empty() {
        draft.leave_open(Field::Purpose, &format!("{} alone", purpose.source));
    }
}

/// What stands in every process of a vendor: its data, and what its features add.
fn common_to_all(vendor: &Node<'_>, terms: &Terms, coverage: &mut Coverage) -> Draft {
    let mut draft = Draft::default();
    for source in ids(&vendor.member("dataDeclaration"), "data") {
        let term = terms.get(&source);
        coverage.note("data", term.is_some());
        match term {
            Some(term) => draft.add(Field::Data, &term.data),
            None => draft.leave_open(Field::Data, &source),
        }
    }
    if draft.words(Field::Data).is_empty() {
        draft.leave_open(Field::Data, "no data category declared");
    }
    for (member, series) in [("features", "feature"), ("specialFeatures", "special-feature")] {
        for source in ids(&vendor.member(member), series) {
            let term = terms.get(&source);
            coverage.note("feature", term.is_some());
            if let Some(term) = term {
                draft.add(Field::Data, &term.data);
                draft.add(Field::Operation, &term.operation);
            } else {
                draft.leave_open(Field::Data, &source);
                draft.leave_open(Field::Operation, &source);
            }
        }
    }
    draft
}

/// Every purpose and special purpose, each once, in the list's order.
fn declared(vendor: &Node<'_>) -> Vec<Declared> {
    let flexible = ids(&vendor.member("flexiblePurposes"), "purpose");
    let retention = vendor.member("dataRetention");
    let mut all: Vec<Declared> = Vec::new();
    let series = [
        ("purposes", "purpose", Basis::Consent, Necessity::Optional, "purposes"),
        ("legIntPurposes", "purpose", Basis::LegitimateInterest, Necessity::Optional, "purposes"),
        ("specialPurposes", "special-purpose", Basis::LegitimateInterest, Necessity::Required, "specialPurposes"),
    ];
    for (member, name, basis, necessity, kept) in series {
        for source in ids(&vendor.member(member), name) {
            if let Some(twin) = all.iter_mut().find(|other| other.source == source) {
                if !twin.bases.contains(&basis) {
                    twin.bases.push(basis);
                }
                continue;
            }
            let mut bases = vec![basis];
            if flexible.contains(&source) {
                bases.push(other_than(basis));
            }
            let id = source.rsplit(':').next().unwrap_or_default();
            let days = retention.member(kept).member(id).count();
            let days = days.or_else(|| retention.member("stdRetention").count());
            all.push(Declared { source, bases, necessity, keep: days.map(|days| Keep { days }) });
        }
    }
    all
}

/// The ground a publisher may choose instead, where the vendor is flexible.
const fn other_than(basis: Basis) -> Basis {
    match basis {
        Basis::Consent => Basis::LegitimateInterest,
        _ => Basis::Consent,
    }
}

/// The source names of a list of numbers; what is no number keeps its own text.
fn ids(list: &Node<'_>, series: &str) -> Vec<String> {
    list.texts().into_iter().map(|id| format!("{series}:{id}")).collect()
}

#[cfg(test)]
mod tests;
