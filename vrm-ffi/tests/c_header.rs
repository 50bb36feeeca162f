//! Every function of the header says in four lines what it does, whose is what it gives, on which threads, and what goes wrong.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "tests")]

use std::path::Path;

const LINES: [&str; 4] = ["// What: ", "// Owns: ", "// Threads: ", "// Errors: "];

/// The functions of a header, each with the comment right before it.
fn functions(header: &str) -> Vec<(String, Vec<String>)> {
    let (mut all, mut comment) = (Vec::new(), Vec::new());
    for line in header.lines() {
        // Members and arguments are indented; what begins a line with a name and a parenthesis is a function.
        let name =
            line.split_once('(').filter(|(before, _)| before.contains("vrm_") && !before.starts_with([' ', '/', '#']));
        match name.and_then(|(before, _)| before.rsplit([' ', '*']).next()) {
            Some(name) => all.push((name.to_owned(), std::mem::take(&mut comment))),
            None if line.starts_with("//") => comment.push(line.to_owned()),
            None => comment.clear(),
        }
    }
    all
}

/// What is wrong with a function's comment.
fn wrong((name, comment): &(String, Vec<String>)) -> Option<String> {
    let right = comment.len() == LINES.len()
        && comment.iter().zip(LINES).all(|(line, begins)| line.len() > begins.len() && line.starts_with(begins));
    (!right).then(|| format!("{name}: {comment:#?}"))
}

#[test]
fn a_line_that_is_missing_is_found() {
    let good = "// What: x.\n// Owns: x.\n// Threads: x.\n// Errors: x.\nuint32_t vrm_x(void);\n";
    assert_eq!(functions(good).iter().filter_map(wrong).count(), 0);
    for line in LINES {
        let less: String = good.lines().filter(|of| !of.starts_with(line)).map(|of| format!("{of}\n")).collect();
        assert_eq!(functions(&less).iter().filter_map(wrong).count(), 1, "{line}");
        let empty = good.replace(&format!("{line}x."), line.trim_end());
        assert_eq!(functions(&empty).iter().filter_map(wrong).count(), 1, "{line}");
    }
    assert_eq!(
        functions("\nvrm_status vrm_y(vrm_text one,\n         vrm_bytes *out);\n").iter().filter_map(wrong).count(),
        1
    );
}

#[test]
fn every_function_has_its_four_lines() {
    let header = Path::new(env!("CARGO_MANIFEST_DIR")).join("../bindings/c/include/vrm.h");
    let header = std::fs::read_to_string(header).unwrap();
    let functions = functions(&header);
    assert_eq!(functions.len(), header.matches("\nvrm_status vrm_").count() + 3, "and those that give no status");
    let wrong: Vec<String> = functions.iter().filter_map(wrong).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
