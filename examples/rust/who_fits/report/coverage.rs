//! How much of the files was read, and what nobody could read.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::{Extent, list, processes_of, vendors_of};
use crate::shown::printable;
use crate::who_fits::declare::Declared;
use crate::who_fits::reading::{Coverage, Format, Reading};

/// The most frequent items shown of a list whose rest is only counted.
const FIRST: usize = 10;
/// What is counted under a name that does not say it.
const LEGEND: [(&str, &str); 3] = [
    ("data item", "one thing in a notice's text on data"),
    ("purpose item", "one thing in a notice's text on purposes"),
    ("keep", "a vendor's purpose, read where the list says how long data are kept for it"),
];

/// Writes the sum of all files.
pub(super) fn write_sum(out: &mut dyn Write, files: &[(String, Reading)]) -> io::Result<()> {
    let mut coverage = Coverage::default();
    for (_, reading) in files {
        coverage.merge(&reading.coverage);
    }
    if let [(file, reading)] = files {
        writeln!(out, "{}", list::paragraph(0, &format!("{file}: {}", told(reading))))?;
    } else {
        let formats = [Format::VendorList, Format::Notice].map(|format| {
            let count = files.iter().filter(|(_, reading)| reading.format == format).count();
            (count, format!("{count} {format}{}", if count == 1 { "" } else { "s" }))
        });
        let formats: Vec<String> = formats.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text).collect();
        writeln!(out, "{} files: {}", files.len(), formats.join(", "))?;
    }
    writeln!(out, "{}", list::paragraph(2, &format!("read: {coverage}")))?;
    let known = LEGEND.iter().filter(|(what, _)| coverage.of(what).of > 0);
    let legend: Vec<String> = known.map(|(what, meaning)| format!("{what}: {meaning}")).collect();
    if !legend.is_empty() {
        writeln!(out, "{}", list::paragraph(2, &format!("({})", legend.join("; "))))?;
    }
    Ok(())
}

/// Writes each file on its own, where there are several.
pub(super) fn write_each(out: &mut dyn Write, files: &[(String, Reading)]) -> io::Result<()> {
    if files.len() < 2 {
        return Ok(());
    }
    writeln!(out, "\nWhat was read of each file")?;
    for (file, reading) in files {
        writeln!(out, "{}", list::paragraph(2, &format!("{file}: {}", told(reading))))?;
        writeln!(out, "{}", list::paragraph(4, &format!("read: {}", reading.coverage)))?;
    }
    Ok(())
}

/// Writes what files should say and do not.
pub(super) fn write_gaps(out: &mut dyn Write, files: &[(String, Reading)], extent: Extent) -> io::Result<()> {
    let sources = || files.iter().flat_map(|(_, reading)| &reading.sources);
    let gaps = sources().flat_map(|source| source.gaps.iter().map(|gap| gap.what.as_str()));
    write_most_frequent(out, "Gaps in the files, by how many vendors have them", gaps, extent)?;
    if extent == Extent::All {
        for source in sources() {
            for gap in &source.gaps {
                let line = format!("{}: {}", source.vendor, printable(&gap.to_string()));
                writeln!(out, "{}", list::paragraph(4, &line))?;
            }
        }
    }
    Ok(())
}

/// Writes what the files say in words that no row reads.
pub(super) fn write_unread(out: &mut dyn Write, vendors: &[Declared], extent: Extent) -> io::Result<()> {
    let unread = vendors.iter().flat_map(|vendor| &vendor.unread).flatten();
    let title = "Not understood, and so unknown, by how many processes have it";
    write_most_frequent(out, title, unread.map(String::as_str), extent)
}

fn write_most_frequent<'a>(
    out: &mut dyn Write,
    title: &str,
    items: impl Iterator<Item = &'a str>,
    extent: Extent,
) -> io::Result<()> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for item in items {
        *counts.entry(item).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    if counts.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{title}")?;
    for (item, count) in counts.iter().take(extent.most(FIRST)) {
        writeln!(out, "  {count:4}  {item}")?;
    }
    let more = counts.len().saturating_sub(extent.most(FIRST));
    if more > 0 { writeln!(out, "        and {more} more; --all lists them") } else { Ok(()) }
}

fn told(reading: &Reading) -> String {
    let (vendors, processes) = (reading.sources.len(), reading.processes());
    let told = format!("{}, {}, {}", reading.format, vendors_of(vendors), processes_of(processes));
    if reading.skipped > 0 { format!("{told}, {} passed over as deleted", reading.skipped) } else { told }
}
