//! The report: what was read, who fits what, and why the others do not.

mod coverage;
mod detail;
mod list;
mod portrait;
mod table;
mod titles;

use std::io::{self, Write};

use vrm_core::terms::Basis;

use super::declare::Declared;
use super::reading::Reading;
use super::rules::Rules;
use super::survey::Survey;

/// How to read a conflict.
const CONFLICTS: &str = "A conflict names the purpose and why not; then the first vendor and process that has it, the data \
    and, in brackets, the operation and the recipient. What the source leaves unknown is not named, and the conflict \
    stands whatever it is.";

/// How much of a long list is printed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Extent {
    /// The first few, and how many more there are.
    First,
    /// All.
    All,
}

impl Extent {
    /// The most items of a list that is `short` where not all are wanted.
    const fn most(self, short: usize) -> usize {
        match self {
            Self::First => short,
            Self::All => usize::MAX,
        }
    }
}

/// Writes how many files there are, and how much of them was read.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn write_sum(out: &mut dyn Write, files: &[(String, Reading)]) -> io::Result<()> {
    coverage::write_sum(out, files)
}

/// Writes how much of each file was read, what it lacks, and what nobody could read: long, and so
/// behind the survey.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn write_files(
    out: &mut dyn Write,
    files: &[(String, Reading)],
    vendors: &[Declared],
    extent: Extent,
) -> io::Result<()> {
    coverage::write_each(out, files)?;
    coverage::write_gaps(out, files, extent)?;
    coverage::write_unread(out, vendors, extent)
}

/// Writes the table of all agreements, and for each who fits and what stands in the way.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn write_survey(out: &mut dyn Write, vendors: &[Declared], survey: &Survey, extent: Extent) -> io::Result<()> {
    write_legal_duties(out, vendors)?;
    table::write(out, survey)?;
    titles::write(out, survey.findings.iter().flat_map(|finding| finding.ids.iter().zip(&finding.titles)))?;
    writeln!(out, "\n{}", list::paragraph(0, CONFLICTS))?;
    for finding in &survey.findings {
        detail::write(out, finding, vendors, extent)?;
    }
    Ok(())
}

/// Writes how each of these vendors stands to every agreement.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn write_portraits(out: &mut dyn Write, vendors: &[&Declared], rules: &[Rules], extent: Extent) -> io::Result<()> {
    titles::write(out, rules.iter().flat_map(|rules| rules.ids().iter().zip(rules.titles())))?;
    vendors.iter().try_for_each(|vendor| portrait::write(out, vendor, rules, extent))
}

fn write_legal_duties(out: &mut dyn Write, vendors: &[Declared]) -> io::Result<()> {
    let duties = |vendor: &Declared| {
        let processes = vendor.stated.processes().iter();
        processes.filter(|process| process.basis == Basis::LegalDuty).count()
    };
    let processes = vendors.iter().map(|vendor| vendor.names.len()).sum();
    let outside: usize = vendors.iter().map(duties).sum();
    let wholly = vendors.iter().filter(|vendor| duties(vendor) == vendor.names.len()).count();
    write!(out, "\n{}, {}", vendors_of(vendors.len()), processes_of(processes))?;
    if outside > 0 {
        write!(out, "\n{} on a legal duty, which no terms decide: in no count below", processes_of(outside))?;
    }
    if wholly > 0 {
        write!(out, ", nor {} with nothing else", vendors_of(wholly))?;
    }
    writeln!(out)
}

fn vendors_of(count: usize) -> String {
    counted(count, "vendor", "vendors")
}

fn processes_of(count: usize) -> String {
    counted(count, "process", "processes")
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests;
