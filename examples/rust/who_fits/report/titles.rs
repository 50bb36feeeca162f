//! What the agreements are called, behind the codes that stand everywhere else.

use std::io::{self, Write};

/// Writes one line for each agreement.
pub(super) fn write<'a>(
    out: &mut dyn Write,
    agreements: impl Iterator<Item = (&'a String, &'a String)>,
) -> io::Result<()> {
    writeln!(out, "\nThe agreements, each from a person to an organisation")?;
    for (id, title) in agreements {
        writeln!(out, "  {id:20}{title}")?;
    }
    Ok(())
}
