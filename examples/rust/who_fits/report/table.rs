//! One line for each agreement: how many fit, stay open, conflict, in both readings.

use std::io::{self, Write};

use crate::who_fits::survey::{Counts, Survey, View};

/// The width of one number.
const CELL: usize = 9;

/// Writes the table.
pub(super) fn write(out: &mut dyn Write, survey: &Survey) -> io::Result<()> {
    let columns = Columns::of(survey);
    let wide = columns.0.len() * CELL;
    let [stated, to_vendor] = [View::Stated, View::ToVendor].map(View::title);
    let marked = format!("{to_vendor} (*)");
    writeln!(out, "\n{:20}| {stated:<both$}| {marked}", "", both = 2 * wide)?;
    let half = format!("{:<wide$}{:<wide$}", "vendors", "processes");
    writeln!(out, "{:20}| {half}| {}", "", half.trim_end())?;
    let names: String = columns.0.iter().map(|column| format!("{:<CELL$}", column.name)).collect();
    writeln!(out, "{:20}| {names}{names}| {names}{}", "agreement", names.trim_end())?;
    for (id, finding) in survey.findings.iter().flat_map(|it| it.ids.iter().map(move |id| (id, it))) {
        let halves = [&finding.stated, &finding.to_vendor];
        let [stated, to_vendor] = halves.map(|sheet| columns.cells(&sheet.vendors) + &columns.cells(&sheet.processes));
        writeln!(out, "{id:20}| {stated}| {}", to_vendor.trim_end())?;
    }
    writeln!(
        out,
        "(*) A recipient that a file leaves unknown could be anybody, so whoever names none can never fit. In"
    )?;
    writeln!(
        out,
        "these columns such a recipient, and nothing else, is read otherwise than declared: as the vendor itself."
    )
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
