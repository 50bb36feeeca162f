//! Real vendors' files: every one is read, or refused with its place.

#![allow(clippy::disallowed_methods, reason = "tests find the cases by a variable")]

use std::io::Read;
use std::path::{Path, PathBuf};

use vrm_examples::who_fits::declare::Declared;
use vrm_examples::who_fits::{Coverage, Field, Part, Reader, Reading, Refused};

/// The fixtures, or none with a line that says so.
fn fixtures(what: &str) -> Option<PathBuf> {
    let root = std::env::var_os("VRM_FIXTURES").map(PathBuf::from);
    if root.is_none() {
        println!("VRM_FIXTURES is not set: {what} did not run");
    }
    root
}

fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Unknown parts and names of unknowns must go together, in every process.
fn assert_named(reading: &Reading) {
    for process in reading.sources.iter().flat_map(|source| &source.processes) {
        let parts = [
            (Field::Data, process.data.is_known()),
            (Field::Purpose, process.purpose.is_known()),
            (Field::Operation, process.operation.is_known()),
            (Field::Recipient, process.recipient.is_known()),
            (Field::Keep, process.keep.is_known()),
            (Field::Form, process.form.is_known()),
            (Field::Places, process.places.is_known()),
            (Field::Measures, process.measures.is_known()),
        ];
        for (field, known) in parts {
            let named = process.unknowns.iter().any(|blank| blank.field == field);
            assert_eq!(known, !named, "{}: {field}", process.name);
        }
        assert!(process.unknowns.iter().all(|blank| blank.name.chars().count() <= 64));
    }
}

#[test]
fn vendor_list() {
    let Some(root) = fixtures("vendor list") else {
        return;
    };
    let list = bytes(&root.join("vendors/iab_gvl_v17_even_ids.json")).unwrap();
    let reading = Reader::new().unwrap().read(&list).unwrap();
    assert_named(&reading);
    let vendors = reading.sources.len() + reading.skipped;
    println!("vendors: {vendors}/361; {}", reading.coverage);
    assert_eq!((vendors, reading.skipped), (361, 1));
    assert!(reading.sources.iter().all(|source| source.gaps.is_empty() && !source.processes.is_empty()));
    let purpose = reading.coverage.of("purpose");
    assert_eq!(purpose.read, purpose.of);
    let data = reading.coverage.of("data");
    assert_eq!((data.read, data.of), (2_040, 2_041));
}

#[test]
fn notices() {
    let Some(root) = fixtures("notices") else {
        return;
    };
    let reader = Reader::new().unwrap();
    let mut coverage = Coverage::default();
    let (mut right, mut counted, mut whole) = (0, 0, 0);
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(root.join("notices/tilt")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files {
        let reading = reader.read(&bytes(&file).unwrap()).unwrap();
        assert_named(&reading);
        coverage.merge(&reading.coverage);
        counted += 1;
        let [source] = reading.sources.as_slice() else { panic!("{}", file.display()) };
        let any = |known: fn(&vrm_examples::who_fits::Process) -> bool| source.processes.iter().any(known);
        let said = any(|it| it.purpose.is_known()) && any(|it| it.basis != Part::Unknown);
        whole += usize::from(source.gaps.is_empty());
        right += usize::from(said || !source.gaps.is_empty());
    }
    println!("notices: {right}/{counted}, {whole} without a gap; {coverage}");
    assert_eq!((right, counted), (36, 36));
    assert!(whole >= 12);
    for (what, floor) in [("data", 240), ("purpose", 212), ("basis", 180), ("time", 40)] {
        assert!(coverage.of(what).read >= floor, "{what} {}", coverage.of(what));
    }
}

#[test]
fn a_notice_is_found_by_its_file_and_named_by_its_controller() {
    let Some(root) = fixtures("names of notices") else {
        return;
    };
    let name = "carrefour.com.json";
    let notice = bytes(&root.join("notices/tilt").join(name)).unwrap();
    let reading = Reader::new().unwrap().read(&notice).unwrap().in_file(name);
    let vendor = Declared::of(&reading.sources[0]).unwrap();
    assert_eq!(vendor.vendor, "Alexandre Bompard (notice: Carrefour)");
    assert!(vendor.is_named("carrefour.com") && vendor.is_named("bompard"));
}

#[test]
fn bad_files() {
    let Some(root) = fixtures("bad files") else {
        return;
    };
    let reader = Reader::new().unwrap();
    let broken = reader.read(&bytes(&root.join("notices/tilt_bad/ardmediathek.de.json")).unwrap()).unwrap_err();
    println!("bad files: {broken}; {}", broken.remedy());
    assert!(broken.to_string().starts_with("not JSON at line 283 column 9: "));
    let schema = reader.read(&bytes(&root.join("notices/tilt_schema/tilt-schema.json")).unwrap()).unwrap_err();
    assert_eq!(schema, Refused::UnknownShape);
    for example in ["tilt.json", "tilt-NOT-valid.json"] {
        let path = root.join("notices/tilt_schema").join(example);
        assert_eq!(reader.read(&bytes(&path).unwrap()).unwrap().sources[0].vendor, "Green Company AG");
    }
}
