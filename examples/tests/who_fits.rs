//! Vendors' files held against the roster: the verdicts that must hold whatever the vendors say.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "helpers of tests read files")]

use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

use vrm_core::decision::FitVerdict;
use vrm_core::terms::Roster;
use vrm_examples::who_fits::Reader;
use vrm_examples::who_fits::declare::Declared;
use vrm_examples::who_fits::report::{Extent, write_survey};
use vrm_examples::who_fits::rules::Rules;
use vrm_examples::who_fits::survey::{Sheet, Survey, View};

/// From narrow to wide: whoever fits one of a chain fits those after it.
const CHAINS: [&[&str]; 3] = [
    &["SD-BASE", "SD-BASE-A", "SD-BASE-AT", "SD-BASE-ATP", "SD-BASE-ATP-S3P"],
    &["SD-BASE", "PDC-AI"],
    &["SD-BASE", "PDC-GOOD"],
];

fn declared(files: &[PathBuf]) -> Vec<Declared> {
    let reader = Reader::new().unwrap();
    let mut vendors = Vec::new();
    for file in files {
        let mut bytes = Vec::new();
        std::fs::File::open(file).unwrap().read_to_end(&mut bytes).unwrap();
        let reading = reader.read(&bytes).unwrap();
        vendors.extend(reading.sources.iter().map(|source| Declared::of(source).unwrap()));
    }
    vendors
}

fn surveyed(vendors: &[Declared]) -> Survey {
    Survey::of(vendors, &Rules::of(Roster::builtin()), |_| ())
}

fn sheet<'a>(survey: &'a Survey, id: &str, view: View) -> &'a Sheet {
    survey.findings.iter().find(|finding| finding.ids.iter().any(|known| known == id)).unwrap().sheet(view)
}

fn with(sheet: &Sheet, verdict: FitVerdict) -> BTreeSet<usize> {
    sheet.with(verdict).collect()
}

#[test]
fn real_files() {
    let Some(root) = std::env::var_os("VRM_FIXTURES").map(PathBuf::from) else {
        println!("VRM_FIXTURES is not set: real files did not run");
        return;
    };
    let list = root.join("vendors/iab_gvl_v17_even_ids.json");
    let mut notices: Vec<PathBuf> =
        std::fs::read_dir(root.join("notices/tilt")).unwrap().map(|entry| entry.unwrap().path()).collect();
    notices.sort();
    let listed = declared(&[list]);
    let vendors: Vec<Declared> = listed.iter().cloned().chain(declared(&notices)).collect();
    let processes: usize = vendors.iter().map(|vendor| vendor.names.len()).sum();
    assert_eq!((listed.len(), vendors.len()), (360, 396));
    let survey = surveyed(&vendors);

    let ids: Vec<&str> = survey.findings.iter().flat_map(|it| &it.ids).map(String::as_str).collect();
    let adds_up = |id: &&&str| {
        let views = [View::Stated, View::ToVendor].map(|view| sheet(&survey, id, view));
        views.iter().all(|it| {
            let (one, many) = (it.vendors, it.processes);
            one.fit + one.open + one.conflict == vendors.len() && many.sum() == processes
        })
    };
    let right = ids.iter().filter(adds_up).count();
    println!("agreements whose sums are right: {right}/{}", ids.len());
    assert_eq!((right, ids.len()), (13, 13));

    for view in [View::Stated, View::ToVendor] {
        for chain in CHAINS {
            for pair in chain.windows(2) {
                let [low, high] = [pair[0], pair[1]].map(|id| sheet(&survey, id, view));
                assert!(with(low, FitVerdict::Fits).is_subset(&with(high, FitVerdict::Fits)), "{pair:?}");
                assert!(with(high, FitVerdict::Conflicts).is_subset(&with(low, FitVerdict::Conflicts)), "{pair:?}");
            }
        }
    }
    for finding in &survey.findings {
        assert!(finding.stated.with(FitVerdict::Fits).all(|index| index >= listed.len()), "{:?}", finding.ids);
        assert!(with(&finding.stated, FitVerdict::Fits).is_subset(&with(&finding.to_vendor, FitVerdict::Fits)));
        assert!(
            with(&finding.stated, FitVerdict::Conflicts).is_subset(&with(&finding.to_vendor, FitVerdict::Conflicts))
        );
    }
    let fit = ["SD-BASE", "SD-BASE-A"].map(|id| sheet(&survey, id, View::ToVendor).vendors.fit);
    println!("fit SD-BASE and SD-BASE-A with unknown recipients read as the vendor: {fit:?}");
    assert!(fit[0] > 0 && fit[1] > fit[0]);

    let mut report = Vec::new();
    write_survey(&mut report, &vendors, &survey, Extent::All).unwrap();
    let report = String::from_utf8(report).unwrap();
    for vendor in &vendors {
        assert!(report.contains(&vendor.vendor), "{}", vendor.vendor);
    }
}

#[test]
fn invented_files_show_every_outcome() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let vendors = declared(&[data.join("vendors.json"), data.join("notice.tilt.json")]);
    let survey = surveyed(&vendors);
    let named = |id: &str, view, verdict| -> Vec<&str> {
        let indices = sheet(&survey, id, view).with(verdict);
        indices.map(|index| vendors[index].vendor.strip_prefix("Example ").unwrap()).collect()
    };
    use FitVerdict::{Conflicts, Fits, Open};
    for id in ["SD-BASE", "SD-BASE-A", "SD-BASE-ATP-S3P-DP", "PDC-AI"] {
        assert_eq!(named(id, View::Stated, Fits), [""; 0], "{id}");
    }
    assert_eq!(named("SD-BASE", View::ToVendor, Fits), ["Locks"]);
    assert_eq!(named("SD-BASE", View::ToVendor, Conflicts), ["Counter", "Footprints", "Banner"]);
    assert_eq!(named("SD-BASE-A", View::ToVendor, Fits), ["Locks", "Counter"]);
    for id in ["SD-BASE-A", "SD-BASE-ATP-S3P"] {
        assert_eq!(named(id, View::ToVendor, Conflicts), ["Footprints", "Banner"], "{id}");
        assert_eq!(named(id, View::ToVendor, Open), ["Riddle", "Bakery"], "{id}");
    }
    assert_eq!(sheet(&survey, "SD-BASE", View::Stated).processes.outside, 1);
}
