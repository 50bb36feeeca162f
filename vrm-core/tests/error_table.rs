//! The page of errors is made from the table of codes and checked here against it.
//!
//! `VRM_REGENERATE=1` writes `docs/errors.md` anew instead of comparing.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

use std::fmt::Write as _;
use vrm_core::error::Code;

const HEAD: &str = "# Errors\n
Every error answers `Fault`: its code (a number and a name that never change meaning), its kind, the
field it concerns as a JSON pointer, the rule with its source, and the remedy. The table is the same in every language.
Numbers are never reused. Texts are lower case, quote outside text in backticks, and never hold a value of the person's.\n
| number | name | kind | remedy | rule |
|--:|---|---|---|---|
";

#[test]
fn the_page_is_made_from_the_table() {
    let mut made = HEAD.to_owned();
    for code in Code::ALL {
        let row = [
            code.number().to_string(),
            format!("`{}`", code.name()),
            code.kind().name().into(),
            code.remedy().name().into(),
            code.rule().into(),
        ];
        writeln!(made, "| {} |", row.join(" | ")).unwrap();
    }
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/errors.md");
    if std::env::var_os("VRM_REGENERATE").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    let held = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(held == made, "docs/errors.md differs: run VRM_REGENERATE=1 cargo test -p vrm-core --test error_table");
}
