//! The table: medians side by side, and how many times ours each is.

use std::fmt;

/// Engines by sizes; the first engine is what the others are held against.
pub(crate) struct Table {
    name: &'static str,
    /// What a time is for.
    thing: &'static str,
    sizes: &'static [usize],
    notes: Vec<String>,
    rows: Vec<(&'static str, Vec<Cell>)>,
}

/// Nanoseconds a thing, or why there are none.
type Cell = Result<f64, &'static str>;

impl Table {
    pub(crate) fn new(name: &'static str, thing: &'static str, sizes: &'static [usize]) -> Self {
        Self { name, thing, sizes, notes: Vec::new(), rows: Vec::new() }
    }

    pub(crate) fn note(&mut self, line: String) {
        self.notes.push(line);
    }

    pub(crate) fn set(&mut self, engine: &'static str, size: usize, cell: Cell) {
        let row = match self.rows.iter().position(|(name, _)| *name == engine) {
            Some(row) => row,
            None => {
                self.rows.push((engine, vec![Err(""); self.sizes.len()]));
                self.rows.len() - 1
            }
        };
        if let Some(column) = self.sizes.iter().position(|known| *known == size) {
            self.rows[row].1[column] = cell;
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: time {} (median), and how many times the first row", self.name, self.thing)?;
        for note in &self.notes {
            writeln!(f, "  {note}")?;
        }
        write!(f, "{:34}", "")?;
        for size in self.sizes {
            write!(f, "{size:>20}")?;
        }
        writeln!(f)?;
        let first = self.rows.first().map(|(_, cells)| cells);
        for (name, cells) in &self.rows {
            write!(f, "{name:34}")?;
            for (column, cell) in cells.iter().enumerate() {
                let ours = first.and_then(|cells| cells[column].ok());
                let text = match (cell, ours) {
                    (Ok(mine), Some(ours)) => format!("{} {:>9}", time(*mine), times(mine / ours)),
                    (Ok(mine), None) => time(*mine),
                    (Err(why), _) => (*why).to_owned(),
                };
                write!(f, "{text:>20}")?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

fn time(nanoseconds: f64) -> String {
    match nanoseconds {
        tiny if tiny < 10.0 => format!("{tiny:.1} ns"),
        small if small < 1_000.0 => format!("{small:.0} ns"),
        middle if middle < 1_000_000.0 => format!("{:.1} us", middle / 1_000.0),
        large => format!("{:.1} ms", large / 1_000_000.0),
    }
}

fn times(ratio: f64) -> String {
    if ratio < 10.0 { format!("x {ratio:.1}") } else { format!("x {ratio:.0}") }
}
