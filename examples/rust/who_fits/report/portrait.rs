//! One vendor before every agreement.

use std::io::{self, Write};

use vrm_core::decision::{Fit, FitVerdict, ProcessFit};
use vrm_core::vocab::Word;

use super::{Extent, counted, list, processes_of};
use crate::who_fits::declare::Declared;
use crate::who_fits::rules::Rules;
use crate::who_fits::sentence;

/// The most conflicts shown of a process whose rest is only counted.
const FIRST: usize = 3;

/// Writes how a vendor stands to each set of rules.
pub(super) fn write(out: &mut dyn Write, vendor: &Declared, rules: &[Rules], extent: Extent) -> io::Result<()> {
    let file = vendor.file.iter().filter(|file| **file != vendor.vendor).map(|file| format!(", in {file}"));
    writeln!(out, "\n{}, {}{}", vendor.vendor, processes_of(vendor.names.len()), file.collect::<String>())?;
    for (name, unread) in vendor.names.iter().zip(&vendor.unread).filter(|(_, unread)| !unread.is_empty()) {
        let line = format!("not understood in {name}: {}", unread.join("; "));
        writeln!(out, "{}", list::paragraph(2, &line))?;
    }
    for rules in rules {
        let [stated, to_vendor] = [&vendor.stated, &vendor.to_vendor].map(|it| it.fits(rules.terms()));
        let verdicts = format!("{}; with unknown recipients read as the vendor: {}", of(&stated), of(&to_vendor));
        writeln!(out, "{}", list::paragraph(2, &format!("{}: {verdicts}", rules.ids().join(", "))))?;
        for (process, read) in stated.processes.iter().zip(&to_vendor.processes) {
            let name = usize::try_from(process.process)
                .ok()
                .and_then(|index| vendor.names.get(index))
                .map_or("", String::as_str);
            let also = if process.verdict == read.verdict { String::new() } else { format!("; {}", one(read)) };
            writeln!(out, "{}", list::paragraph(4, &format!("{name}: {}{also}", one(process))))?;
            write_conflicts(out, process, extent)?;
        }
    }
    Ok(())
}

fn write_conflicts(out: &mut dyn Write, process: &ProcessFit, extent: Extent) -> io::Result<()> {
    for conflict in process.conflicts.iter().take(extent.most(FIRST)) {
        writeln!(out, "{}", list::paragraph(6, &sentence::conflict(conflict)))?;
    }
    let more = process.conflicts.len().saturating_sub(extent.most(FIRST));
    if more > 0 {
        writeln!(out, "      and {}", counted(more, "more conflict", "more conflicts"))?;
    }
    Ok(())
}

/// The verdict on a whole declaration.
fn of(fit: &Fit) -> &'static str {
    if fit.processes.is_empty() { "outside, all on a legal duty" } else { fit.verdict.name() }
}

/// The verdict on one process, and what goes with it.
fn one(process: &ProcessFit) -> String {
    let name = process.verdict.name();
    match process.verdict {
        FitVerdict::Open => {
            let parts: Vec<&str> = process.unknowns.iter().map(|part| part.name()).collect();
            format!("{name}, unknown: {}", parts.join(", "))
        }
        FitVerdict::Fits if !process.consent_needed.is_empty() => {
            let words: Vec<String> = process.consent_needed.iter().map(Word::name).collect();
            format!("{name} with an explicit consent for {}", words.join(", "))
        }
        _ => name.to_owned(),
    }
}
