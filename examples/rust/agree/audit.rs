//! A third party looks at a bundle, with public keys alone.

use std::io::{self, Write};
use std::path::Path;

use vrm_core::dispute::{Bundle, Subject};
use vrm_core::error::Fault;

use super::Stop;
use crate::file::read_within;
use crate::host::now;

/// Prints every statement of a bundle with who signed it; whether both have signed the agreement.
///
/// # Errors
/// A line about the file.
pub fn run(file: &Path) -> Result<bool, Stop> {
    let bytes = read_within(file, Bundle::MAX_BYTES)?;
    let findings = Bundle::parse(&bytes).map_err(|error| Stop::file(file, error))?.verify(now()?);
    let mut out = io::stdout().lock();
    for statement in &findings.statements {
        let doubt = statement.doubt.as_ref().map(|doubt| format!(": {doubt} ({})", doubt.code().name()));
        let line = format!("{:>8} | {}{}", statement.label.name(), said(&statement.subject), doubt.unwrap_or_default());
        if writeln!(out, "{line}").is_err() {
            break; // whoever reads has had enough
        }
    }
    if let Some(role) = findings.late {
        let _ = writeln!(out, "the {} has signed that the other's signature came too late", role.name());
    }
    Ok(findings.agreement.is_some())
}

fn said(subject: &Subject) -> String {
    match subject {
        Subject::Agreement { id } => format!("agreement {id}"),
        Subject::Signature { index } => format!("signature {index} over the agreement"),
        Subject::Machine => "the terms as rules".to_owned(),
        Subject::Text { layer, language } => format!("the terms, {} text, {language}", layer.name()),
        Subject::Rotation { index } => format!("new keys, {index}"),
        Subject::Message { read: Some(read), .. } => format!("{} {}", read.kind.name(), read.id),
        Subject::Message { index, .. } => format!("message {index}"),
        Subject::Stream { of, covered, .. } => format!("stream of the {}, signed up to {covered}", of.name()),
        Subject::Event { of, n, .. } => format!("event {n} of the {}", of.name()),
        _ => "a statement of a newer kind".to_owned(),
    }
}
