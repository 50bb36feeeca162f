//! One set of rules: which vendors, and what stands in their way.

use std::collections::BTreeMap;
use std::io::{self, Write};

use vrm_core::decision::FitVerdict;
use vrm_core::terms::Part;
use vrm_core::vocab::Word;

use super::{Extent, counted, list, vendors_of};
use crate::who_fits::declare::Declared;
use crate::who_fits::sentence;
use crate::who_fits::survey::{Finding, Sheet, View};

/// What stands before whatever belongs to a verdict's line.
const INDENT: usize = 20;
/// The most kinds of conflict shown of a list whose rest is only counted.
const FIRST: usize = 5;

/// Writes one finding.
pub(super) fn write(out: &mut dyn Write, finding: &Finding, vendors: &[Declared], extent: Extent) -> io::Result<()> {
    let shared = if finding.ids.len() > 1 { " (the same rules)" } else { "" };
    writeln!(out, "\n{}{shared}", finding.ids.join(", "))?;
    for view in [View::Stated, View::ToVendor] {
        let page = Page { sheet: finding.sheet(view), vendors, extent };
        writeln!(out, "  {}", view.title())?;
        page.write_fits(out)?;
        page.write_open(out)?;
        if view == View::ToVendor && finding.conflict_alike() && page.sheet.vendors.conflict > 0 {
            writeln!(out, "    conflict {:5}  the same as above", page.sheet.vendors.conflict)?;
        } else {
            page.write_conflicts(out)?;
        }
        if page.sheet.vendors.too_wide > 0 {
            page.write_names(out, "too wide", FitVerdict::TooWide)?;
        }
    }
    Ok(())
}

/// One sheet, and what is needed to name what is on it.
struct Page<'a> {
    sheet: &'a Sheet,
    vendors: &'a [Declared],
    extent: Extent,
}

impl<'a> Page<'a> {
    fn write_fits(&self, out: &mut dyn Write) -> io::Result<()> {
        self.write_names(out, "fit", FitVerdict::Fits)?;
        for index in self.sheet.with(FitVerdict::Fits) {
            let consent = self.sheet.outcomes.get(index).map(|outcome| &outcome.consent);
            let words: Vec<String> = consent.into_iter().flatten().map(Word::name).collect();
            if !words.is_empty() {
                let line = format!("{} needs an explicit consent for {}", self.name(index), words.join(", "));
                writeln!(out, "{}", list::paragraph(INDENT, &line))?;
            }
        }
        Ok(())
    }

    fn write_open(&self, out: &mut dyn Write) -> io::Result<()> {
        self.write_names(out, "open", FitVerdict::Open)?;
        let mut unknowns: BTreeMap<Part, usize> = BTreeMap::new();
        for outcome in self.sheet.with(FitVerdict::Open).filter_map(|index| self.sheet.outcomes.get(index)) {
            for unknown in &outcome.unknowns {
                *unknowns.entry(*unknown).or_default() += 1;
            }
        }
        if !unknowns.is_empty() {
            let told: Vec<String> = unknowns.iter().map(|(part, count)| format!("{} ({count})", part.name())).collect();
            let line = format!("left unknown there: {}", told.join(", "));
            writeln!(out, "{}", list::paragraph(INDENT, &line))?;
        }
        Ok(())
    }

    fn write_conflicts(&self, out: &mut dyn Write) -> io::Result<()> {
        self.write_names(out, "conflict", FitVerdict::Conflicts)?;
        let kinds = self.sheet.kinds();
        for (kind, tally) in kinds.iter().take(self.extent.most(FIRST)) {
            let line = format!("{}: {}", vendors_of(tally.vendors), sentence::kind(kind));
            writeln!(out, "{}", list::paragraph(INDENT, &line))?;
            self.write_first(out, tally.vendor, tally.process, &sentence::instance(&tally.conflict))?;
        }
        let more = kinds.len().saturating_sub(self.extent.most(FIRST));
        if more > 0 {
            let line = format!("and {}", counted(more, "more kind", "more kinds"));
            writeln!(out, "{}", list::paragraph(INDENT, &line))?;
        }
        if self.extent == Extent::All && !kinds.is_empty() {
            writeln!(out, "{}", list::paragraph(INDENT, "the first conflict of each vendor:"))?;
            for (index, outcome) in self.sheet.outcomes.iter().enumerate() {
                if let Some((process, conflict)) = &outcome.conflict {
                    self.write_first(out, index, *process, &sentence::conflict(conflict))?;
                }
            }
        }
        Ok(())
    }

    /// Writes the vendor and the process that a conflict was found in.
    fn write_first(&self, out: &mut dyn Write, vendor: usize, process: u32, conflict: &str) -> io::Result<()> {
        let process = usize::try_from(process).ok();
        let names = self.vendors.get(vendor).and_then(|it| it.names.get(process?));
        let (vendor, process) = (self.name(vendor), names.map_or("", String::as_str));
        writeln!(out, "{}", list::paragraph(INDENT + 2, &format!("{vendor}, {process}: {conflict}")))
    }

    fn write_names(&self, out: &mut dyn Write, what: &str, verdict: FitVerdict) -> io::Result<()> {
        let names: Vec<&str> = self.sheet.with(verdict).map(|index| self.name(index)).collect();
        let line = format!("    {what:8} {:5}  {}", names.len(), list::names(&names, self.extent, INDENT));
        writeln!(out, "{}", line.trim_end())
    }

    fn name(&self, vendor: usize) -> &'a str {
        self.vendors.get(vendor).map_or("", |it| it.vendor.as_str())
    }
}
