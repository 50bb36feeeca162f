//! Writes the Kotlin and Swift sources from the built library: `uniffi-bindgen generate --library LIBRARY --language kotlin
//! --out-dir FOLDER`. What the generator leaves to chance is mended after it, and a mend of Kotlin that finds nothing
//! to mend fails, so that another version of the generator cannot bring it back unseen.

#![allow(clippy::disallowed_methods, clippy::string_slice, reason = "a program that mends files")]

use std::error::Error;
use std::ops::RangeInclusive;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    uniffi::uniffi_bindgen_main();
    let arguments: Vec<String> = env::args().collect();
    let after = |name: &str| arguments.iter().skip_while(|argument| *argument != name).nth(1);
    match (after("--language").map(String::as_str), after("--out-dir")) {
        (Some("kotlin"), Some(folder)) => mend_kotlin(&Path::new(folder).join("vrm").join("vrm.kt")),
        (Some("swift"), Some(folder)) => {
            mend_header(&Path::new(folder).join("VrmNative.h"))?;
            mend_swift(&Path::new(folder).join("Vrm.swift"))
        }
        _ => Err("name one --language, kotlin or swift, and one --out-dir".into()),
    }
}

/// A text of the generator's, how often it stands there, and what stands there instead.
struct Mend {
    found: &'static str,
    times: RangeInclusive<usize>,
    instead: &'static str,
}

const KOTLIN: [Mend; 10] = [
    // A callback that throws an `Error`, or whose exception cannot be told, would be taken for one that returned: a commit
    // that never was. Until it has returned, it has failed.
    Mend {
        found: "    try {\n        writeReturn(makeCall())\n    } catch(e: kotlin.Exception) {\n",
        times: 2..=2,
        instead: "    callStatus.code = UNIFFI_CALL_UNEXPECTED_ERROR\n    callStatus.write()\n    try {\n        \
                  writeReturn(makeCall())\n        callStatus.code = UNIFFI_CALL_SUCCESS\n    } catch(e: Throwable) {\n",
    },
    // What it threw is said as it says it itself, as far as it is text, and what cannot be said at all stays a failure.
    Mend { found: "e.stackTraceToString()", times: 2..=2, instead: "e.toString()" },
    Mend { found: "FfiConverterString.lower(err)", times: 2..=2, instead: "FfiConverterString.lower(err.unicode())" },
    Mend {
        found: "            callStatus.code = UNIFFI_CALL_ERROR\n            callStatus.error_buf = lowerError(e)\n",
        times: 1..=1,
        instead: "            try {\n                callStatus.error_buf = lowerError(e)\n                callStatus.code = \
                  UNIFFI_CALL_ERROR\n            } catch (_: Throwable) {\n                callStatus.error_buf = \
                  FfiConverterString.lower(\"\")\n            }\n",
    },
    // A text with half a pair is refused as every other input is.
    Mend {
        found: "            encode(CharBuffer.wrap(value))\n",
        times: 1..=1,
        instead: "            try {\n                encode(CharBuffer.wrap(value))\n            } catch (_: \
                  java.nio.charset.CharacterCodingException) {\n                throw VrmException.Invalid(notUnicode())\n            }\n",
    },
    // A closed handle says so as every other error is said.
    Mend {
        found: "throw IllegalStateException(\"${this.javaClass.simpleName} object has already been destroyed\")",
        times: 1..=99,
        instead: "throw VrmException.Handle(closed())",
    },
    // A variant called `List` hides the type.
    Mend { found: ": List<", times: 1..=9999, instead: ": kotlin.collections.List<" },
    // The text of an error is what it says, not how it is put together.
    Mend { found: "get() = \"failure=${ `failure` }\"", times: 1..=99, instead: "get() = `failure`.text" },
    // A library of another version than these sources is found before its first call.
    Mend {
        found: "    external fun ffi_vrm_uniffi_contract_version(",
        times: 1..=1,
        instead: "    external fun vrm_version(): Pointer\n    external fun ffi_vrm_uniffi_contract_version(",
    },
    Mend {
        found: "        uniffiCheckContractApiVersion(this)\n",
        times: 1..=1,
        instead: concat!(
            "        uniffiCheckContractApiVersion(this)\n        sameVersion(vrm_version().getString(0), \"",
            env!("CARGO_PKG_VERSION"),
            "\")\n"
        ),
    },
];

/// A source whose comments call things as the language does: what stands in backticks there is called as in Rust.
fn read(file: &Path) -> Result<String, Box<dyn Error>> {
    let named = |line: &str| match line.trim_start().starts_with('*') {
        true => {
            line.split('`').enumerate().map(|(at, part)| if at % 2 == 1 { camel(part) } else { part.into() }).collect()
        }
        false => vec![line.to_owned()],
    };
    Ok(fs::read_to_string(file)?.lines().map(|line| named(line).join("`") + "\n").collect())
}

/// A name of several words as Kotlin and Swift write it; what is no such name as it is.
fn camel(name: &str) -> String {
    if !name.chars().all(|character| character.is_ascii_lowercase() || character.is_ascii_digit() || character == '_') {
        return name.to_owned();
    }
    let (mut written, mut begins) = (String::new(), false);
    for character in name.chars() {
        match character {
            '_' => begins = true,
            _ if begins => {
                written.push(character.to_ascii_uppercase());
                begins = false;
            }
            _ => written.push(character),
        }
    }
    written
}

fn mend_kotlin(file: &Path) -> Result<(), Box<dyn Error>> {
    let mut source = read(file)?;
    for mend in &KOTLIN {
        let times = source.matches(mend.found).count();
        if !mend.times.contains(&times) {
            return Err(
                format!("the generator wrote `{}` {times} times, which no mend here expects", mend.found).into()
            );
        }
        source = source.replace(mend.found, mend.instead);
    }
    for name in hidden()? {
        // The head of a record ends with its members, that of an enum with its name.
        let record = source.find(&format!("\ndata class {name} ("));
        let record = record.and_then(|head| source[head..].find("\n)").map(|end| head + end));
        let head = record.or_else(|| source.find(&format!("\nsealed class {name} ")));
        let open = head.and_then(|head| source[head..].find('{').map(|open| head + open + 1));
        let open = open.ok_or_else(|| format!("the generator wrote no class {name}"))?;
        source.insert_str(open, &format!("\n    final override fun toString(): kotlin.String = \"{name}(hidden)\"\n"));
    }
    Ok(fs::write(file, source)?)
}

/// What `Debug` says little of in Rust, because it holds what is a person's: nowhere is it shown unasked. These are the values
/// with a `Debug` by hand.
fn hidden() -> Result<Vec<String>, Box<dyn Error>> {
    fn search(folder: &Path, found: &mut Vec<String>) -> std::io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                search(&path, found)?;
                continue;
            }
            let source = fs::read_to_string(path)?;
            let by_hand = source.lines().filter_map(|line| line.strip_prefix("impl ")?.split_once("fmt::Debug for "));
            found.extend(by_hand.map(|(_, name)| name.trim_end_matches(" {").to_owned()));
        }
        Ok(())
    }
    let mut found = Vec::new();
    search(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/value"), &mut found)?;
    found.sort();
    if found.iter().any(|name| name == "NewItem") {
        Ok(found)
    } else {
        Err("no value is hidden, which cannot be".into())
    }
}

fn mend_swift(file: &Path) -> Result<(), Box<dyn Error>> {
    let mut source = read(file)?;
    // What a command did may be looked at; that it did not fail is said otherwise.
    for result in ["Outcome", "Outcome?"] {
        let end = format!(")throws  -> {result}  {{");
        let lines = source.lines().map(|line| match line.ends_with(&end) {
            true => format!("@discardableResult\n{line}\n"),
            false => format!("{line}\n"),
        });
        let mended: String = lines.collect();
        if mended == source {
            return Err(format!("the generator wrote no function that gives {result}").into());
        }
        source = mended;
    }
    for name in hidden()? {
        if !["struct", "enum"].iter().any(|kind| source.contains(&format!("\npublic {kind} {name}: "))) {
            return Err(format!("the generator wrote no type {name}").into());
        }
        source.push_str(&format!(
            "\nextension {name}: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {{\n    \
             public var description: String {{ \"{name}(hidden)\" }}\n    \
             public var debugDescription: String {{ description }}\n    \
             public var customMirror: Mirror {{ Mirror(self, children: []) }}\n}}\n"
        ));
    }
    Ok(fs::write(file, source)?)
}

/// Words of C that an argument in Rust may be called, and none in a header.
const WORDS_OF_C: [&str; 12] = [
    "auto", "case", "default", "goto", "register", "restrict", "short", "signed", "sizeof", "switch", "unsigned",
    "volatile",
];

fn mend_header(file: &Path) -> Result<(), Box<dyn Error>> {
    let header = fs::read_to_string(file)?;
    let mended = WORDS_OF_C.iter().fold(header, |text, word| text.replace(&format!(" {word},"), &format!(" {word}_,")));
    Ok(fs::write(file, mended)?)
}
