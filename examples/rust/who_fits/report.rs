//! The report: what was read, who fits what, and why the others do not.

mod detail;
mod list;
mod portrait;
mod table;

use std::io::{self, Write};

use vrm_core::terms::Basis;

use super::declare::Declared;
use super::reading::{Coverage, Reading};
use super::rules::Rules;
use super::survey::Survey;
use super::text::printable;

/// How much of a long list is printed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Extent {
    /// The first few, and how many more there are.
    First,
    /// All.
    All,
}

/// Writes how much of each file was read, with what it lacks; and the sum, where there are several.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn write_files(out: &mut dyn Write, files: &[(String, Reading)]) -> io::Result<()> {
    let mut coverage = Coverage::default();
    for (file, reading) in files {
        coverage.merge(&reading.coverage);
        let (vendors, processes) = (reading.sources.len(), reading.processes());
        write!(out, "{file}: {}, {}, {}", reading.format, vendors_of(vendors), processes_of(processes))?;
        if reading.skipped > 0 {
            write!(out, ", {} passed over as deleted", reading.skipped)?;
        }
        writeln!(out, "\n  read: {}", reading.coverage)?;
        for source in &reading.sources {
            for gap in &source.gaps {
                writeln!(out, "  gap: {}: {}", source.vendor, printable(&gap.to_string()))?;
            }
        }
    }
    if files.len() > 1 {
        writeln!(out, "{} files: {coverage}", files.len())?;
    }
    Ok(())
}

/// Writes the table of all agreements, and for each who fits and what stands in the way.
///
/// # Errors
///
/// Whatever the writer fails with.
pub fn write_survey(out: &mut dyn Write, vendors: &[Declared], survey: &Survey, extent: Extent) -> io::Result<()> {
    write_legal_duties(out, vendors)?;
    table::write(out, survey)?;
    writeln!(out)?;
    writeln!(
        out,
        "A conflict names data x purpose x operation x recipient. A ? is left unknown by the source, and the"
    )?;
    writeln!(
        out,
        "conflict stands whatever it is. Below each purpose and reason stands the first conflict of that kind."
    )?;
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
