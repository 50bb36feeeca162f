//! What a source says, as a declaration that terms can be held against.

use std::str::FromStr;

use vrm_core::Error;
use vrm_core::terms::{self, Declaration, Form, Start, Stated, TermsError};
use vrm_core::vocab::{Place, Places, Recipient, VocabError};

use super::source::{Basis, NOT_STATED, Necessity, Part, Process, Source};

/// A vendor and what it declares.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Declared {
    /// The vendor's name.
    pub vendor: String,
    /// The name of the file that speaks of this vendor alone, where it is known.
    pub file: Option<String>,
    /// The source's own names of the processes, in the declaration's order.
    pub names: Vec<String>,
    /// What nobody could read of each process, in the source's own words; parts it is silent about
    /// are unknown too and not here.
    pub unread: Vec<Vec<String>>,
    /// What the source says.
    pub stated: Declaration,
    /// The same with each unknown recipient read as the vendor; all else as it was.
    pub to_vendor: Declaration,
}

impl Declared {
    /// Brings a source into the library's form.
    ///
    /// A stranger's legitimate interest is judged like a contract, and so is a process whose ground
    /// is unknown; a process that does not say whether it may be refused counts as required.
    ///
    /// # Errors
    ///
    /// The library's own, where a word, form or place is none, or a known part is empty.
    pub fn of(source: &Source) -> Result<Self, Error> {
        let stated: Vec<terms::Process> = source.processes.iter().map(process).collect::<Result<_, _>>()?;
        Ok(Self {
            vendor: source.vendor.clone(),
            file: source.file.clone(),
            unread: source.processes.iter().map(unread).collect(),
            names: source.processes.iter().map(|process| process.name.clone()).collect(),
            to_vendor: Declaration::new(stated.iter().cloned().map(to_vendor))?,
            stated: Declaration::new(stated)?,
        })
    }

    /// Whether the name of the vendor or of its own file holds this part, in whatever case.
    #[must_use]
    pub fn is_named(&self, part: &str) -> bool {
        let part = part.to_lowercase();
        let names = [Some(&self.vendor), self.file.as_ref()];
        names.into_iter().flatten().any(|name| name.to_lowercase().contains(&part))
    }
}

fn unread(process: &Process) -> Vec<String> {
    let named = process.unknowns.iter().filter(|blank| blank.name != NOT_STATED);
    named.map(ToString::to_string).collect()
}

fn to_vendor(mut process: terms::Process) -> terms::Process {
    if process.recipient == Stated::Unknown {
        process.recipient = Stated::Known([Recipient::Vendor].into());
    }
    process
}

fn process(from: &Process) -> Result<terms::Process, Error> {
    Ok(terms::Process {
        data: part(&from.data, |names| all(names))?,
        purpose: part(&from.purpose, |names| all(names))?,
        operation: part(&from.operation, |names| all(names))?,
        recipient: part(&from.recipient, |names| all(names))?,
        keep: part(&from.keep, |keep| Ok(terms::Keep::Days { days: keep.days, from: Start::Collected }))?,
        form: part(&from.form, |name| form(name))?,
        places: part(&from.places, |names| Ok(Places::within(all::<Place, Vec<Place>>(names)?)?))?,
        measures: part(&from.measures, |names| all(names))?,
        basis: match from.basis {
            Part::Known(Basis::Consent) => terms::Basis::Consent,
            Part::Known(Basis::LegalDuty) => terms::Basis::LegalDuty,
            Part::Known(Basis::Contract | Basis::LegitimateInterest) | Part::Unknown => terms::Basis::Contract,
        },
        necessity: match from.necessity {
            Part::Known(Necessity::Optional) => terms::Necessity::Optional,
            Part::Known(Necessity::Required) | Part::Unknown => terms::Necessity::Required,
        },
    })
}

fn part<T, U>(from: &Part<T>, read: impl Fn(&T) -> Result<U, Error>) -> Result<Stated<U>, Error> {
    match from {
        Part::Known(value) => read(value).map(Stated::Known),
        Part::Unknown => Ok(Stated::Unknown),
    }
}

fn all<T: FromStr<Err = VocabError>, C: FromIterator<T>>(names: &[String]) -> Result<C, Error> {
    names.iter().map(|name| Ok(name.parse()?)).collect()
}

fn form(name: &str) -> Result<Form, Error> {
    let unknown = || TermsError::UnknownValue {
        path: "/form".to_owned(),
        found: name.to_owned(),
        expected: Form::ALL.map(Form::name).to_vec(),
    };
    Ok(Form::from_name(name).ok_or_else(unknown)?)
}

#[cfg(test)]
mod tests;
