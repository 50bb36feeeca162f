//! One line for each set of rules: how many fit, stay open, conflict, in both readings.

use std::io::{self, Write};

use super::list;
use crate::who_fits::survey::{Counts, Survey, View};

/// The width of one number.
const CELL: usize = 9;

/// What stands above the agreements.
const LABEL: &str = "agreement";

/// What the table does not say by itself.
const NOTES: &str = "Agreements of one row allow and forbid the same; their duties differ. (*) A recipient that a file \
    leaves unknown could be anybody, so whoever names none can never fit. In these columns such a recipient, and \
    nothing else, is read otherwise than declared: as the vendor itself.";

/// Writes the table.
pub(super) fn write(out: &mut dyn Write, survey: &Survey) -> io::Result<()> {
    let columns = Columns::of(survey);
    let labels = survey.findings.iter().map(|finding| finding.ids.join(", "));
    let label = labels.clone().map(|it| it.len()).max().unwrap_or_default().max(LABEL.len()) + 1;
    let wide = columns.0.len() * CELL;
    let [stated, to_vendor] = [View::Stated, View::ToVendor].map(View::title);
    let marked = format!("{to_vendor} (*)");
    writeln!(out, "\n{:label$}| {stated:<both$}| {marked}", "", both = 2 * wide)?;
    let half = format!("{:<wide$}{:<wide$}", "vendors", "processes");
    writeln!(out, "{:label$}| {half}| {}", "", half.trim_end())?;
    let names: String = columns.0.iter().map(|column| format!("{:<CELL$}", column.name)).collect();
    writeln!(out, "{LABEL:label$}| {names}{names}| {names}{}", names.trim_end())?;
    for (ids, finding) in labels.zip(&survey.findings) {
        let halves = [&finding.stated, &finding.to_vendor];
        let [stated, to_vendor] = halves.map(|sheet| columns.cells(&sheet.vendors) + &columns.cells(&sheet.processes));
        writeln!(out, "{ids:label$}| {stated}| {}", to_vendor.trim_end())?;
    }
    writeln!(out, "{}", list::paragraph(0, NOTES))
}

/// A verdict's name, and how many have it.
struct Column {
    name: &'static str,
    count: fn(&Counts) -> usize,
}

struct Columns(Vec<Column>);

impl Columns {
    /// The three usual verdicts, and the unusual one where it occurs.
    fn of(survey: &Survey) -> Self {
        let mut columns = vec![
            Column { name: "fit", count: |it| it.fit },
            Column { name: "open", count: |it| it.open },
            Column { name: "conflict", count: |it| it.conflict },
        ];
        let mut sheets = survey.findings.iter().flat_map(|finding| [&finding.stated, &finding.to_vendor]);
        if sheets.any(|sheet| sheet.processes.too_wide > 0) {
            columns.push(Column { name: "too wide", count: |it| it.too_wide });
        }
        Self(columns)
    }

    fn cells(&self, counts: &Counts) -> String {
        self.0.iter().map(|column| format!("{:<CELL$}", (column.count)(counts))).collect()
    }
}
