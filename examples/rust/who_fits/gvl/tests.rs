use super::super::{Part, Process, Reader, Reading};
use super::*;

fn read_one(vendor: &str) -> Reading {
    let list = format!(r#"{{"vendorListVersion": 1, "vendors": {{"7": {vendor}}}}}"#);
    Reader::new().unwrap().read(list.as_bytes()).unwrap()
}

fn processes(vendor: &str) -> Vec<Process> {
    read_one(vendor).sources[0].processes.clone()
}

fn known(words: &[&str]) -> Part<Vec<String>> {
    Part::Known(words.iter().map(|word| (*word).to_owned()).collect())
}

fn names(process: &Process) -> Vec<String> {
    process.unknowns.iter().map(ToString::to_string).collect()
}

#[test]
fn members_that_make_a_list_have_their_types() {
    for (list, why) in [
        (r#"{"vendorListVersion": 1, "vendors": []}"#, "`/vendors` is an array, expected an object"),
        (r#"{"vendorListVersion": "x", "vendors": {}}"#, "`/vendorListVersion` is a string, expected an integer"),
        (
            r#"{"gvlSpecificationVersion": {}, "vendors": {"1": {}}}"#,
            "`/gvlSpecificationVersion` is an object, expected an integer",
        ),
        (r#"{"vendorListVersion": 1, "vendors": {"1": "A"}}"#, "`/vendors/1` is a string, expected an object"),
        (r#"{"vendorListVersion": 1, "vendors": {}}"#, "no vendors: `/vendors` is empty"),
    ] {
        assert_eq!(Reader::new().unwrap().read(list.as_bytes()).unwrap_err().to_string(), why);
    }
}

#[test]
fn a_vendor_that_left_is_passed_over() {
    let reading = read_one(r#"{"name": "A", "purposes": [2], "deletedDate": "2023-01-01T00:00:00Z"}"#);
    assert_eq!((reading.sources.len(), reading.skipped), (0, 1));
    let reading = read_one(r#"{"name": "A", "purposes": [2], "deletedDate": null}"#);
    assert_eq!((reading.sources.len(), reading.skipped), (1, 0));
}

#[test]
fn a_vendor_that_declares_nothing_is_all_unknown_and_a_gap() {
    let reading = read_one("{}");
    let source = &reading.sources[0];
    assert_eq!(source.vendor, "vendor 7");
    let gaps: Vec<String> = source.gaps.iter().map(ToString::to_string).collect();
    assert_eq!(gaps, ["/vendors/7: no name", "/vendors/7: no purpose and no special purpose"]);
    let [process] = source.processes.as_slice() else { panic!("{source:?}") };
    assert_eq!((&process.data, &process.purpose), (&Part::Unknown, &Part::Unknown));
    assert!(names(process).contains(&"data: no data category declared".to_owned()));
}

#[test]
fn a_purpose_is_a_process_with_its_own_ground_and_time() {
    let all = processes(
        r#"{"name": "A", "purposes": [3], "legIntPurposes": [2, 10], "flexiblePurposes": [10],
            "specialPurposes": [1], "dataDeclaration": [1, 6],
            "dataRetention": {"stdRetention": 90, "purposes": {"3": 14}, "specialPurposes": {"1": 7}}}"#,
    );
    let [profile, advert, better, secure] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!(profile.name, "purpose:3 build an advertising profile");
    assert_eq!(profile.purpose, known(&["dpv:PersonalisedAdvertising"]));
    assert_eq!(profile.operation, known(&["dpv:Profiling"]));
    let data = ["pd:IPAddress", "pd:BrowsingBehaviour", "pd:ServiceConsumptionBehaviour", "pd:LinkClicked"];
    assert_eq!(profile.data, known(&data));
    assert_eq!(profile.keep, Part::Known(Keep { days: 14 }));
    assert_eq!(profile.basis, Part::Known(Basis::Consent));
    assert_eq!(advert.operation, known(&["dpv:Processing"]));
    assert_eq!(advert.keep, Part::Known(Keep { days: 90 }));
    assert_eq!((&advert.basis, &advert.other_bases), (&Part::Known(Basis::LegitimateInterest), &vec![]));
    assert_eq!(better.other_bases, [Basis::Consent]);
    assert_eq!(secure.keep, Part::Known(Keep { days: 7 }));
    assert_eq!(secure.necessity, Part::Known(Necessity::Required));
    let unsaid = ["recipient: not stated", "form: not stated", "places: not stated", "measures: not stated"];
    assert_eq!(names(secure), unsaid);
}

#[test]
fn features_add_to_every_process() {
    let all = processes(
        r#"{"name": "A", "purposes": [2, 9], "dataDeclaration": [11], "features": [1, 2, 3],
            "specialFeatures": [1, 2], "dataRetention": {}}"#,
    );
    assert_eq!(all.len(), 2);
    assert_eq!(all[0].operation, known(&["dpv:Combine", "dpv:Tracking", "dpv:Processing"]));
    assert_eq!(all[1].operation, known(&["dpv:Combine", "dpv:Tracking"]));
    for process in &all {
        assert_eq!(process.data, known(&["pd:PrivacyPreference", "pd:CurrentLocation"]));
        assert_eq!(process.keep, Part::Unknown);
    }
}

#[test]
fn storing_on_the_device_serves_the_other_purposes() {
    let all = processes(r#"{"name": "A", "purposes": [1, 8], "specialPurposes": [2], "dataDeclaration": [3]}"#);
    assert_eq!(all.len(), 3);
    assert_eq!(all[0].operation, known(&["dpv:Store"]));
    assert_eq!(all[0].purpose, known(&["dpv:ServiceUsageAnalytics", "dpv:Advertising"]));
    let alone = processes(r#"{"name": "A", "purposes": [1], "dataDeclaration": [3]}"#);
    assert_eq!(alone[0].purpose, Part::Unknown);
    assert!(names(&alone[0]).contains(&"purpose: purpose:1 alone".to_owned()));
}

#[test]
fn a_term_without_a_row_is_unknown_by_name() {
    let all = processes(
        r#"{"name": "A", "purposes": [12], "specialPurposes": [3], "features": [4],
            "dataDeclaration": [1, 2008]}"#,
    );
    assert_eq!(all.len(), 4);
    assert_eq!(all[0].purpose, Part::Unknown);
    assert_eq!(all[0].operation, Part::Unknown);
    assert!(names(&all[0]).contains(&"purpose: purpose:12".to_owned()));
    assert_eq!(all[1].name, "purpose:12 (rest)");
    assert_eq!((&all[0].data, &all[1].data), (&known(&["pd:IPAddress"]), &Part::Unknown));
    assert!(names(&all[1]).contains(&"data: data:2008".to_owned()));
    assert!(names(&all[1]).contains(&"data: feature:4".to_owned()));
}

#[test]
fn what_strays_from_the_schema_is_read_where_it_is_plain() {
    let all = processes(
        r#"{"name": ["A", "B"], "purposes": "2", "legIntPurposes": [2], "dataDeclaration": null,
            "dataRetention": {"stdRetention": "30"}}"#,
    );
    let [process] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!(process.keep, Part::Known(Keep { days: 30 }));
    assert_eq!(process.other_bases, [Basis::LegitimateInterest]);
    for odd in ["-1", "1.5", "null", "[]", "99999999999"] {
        let vendor = format!(r#"{{"purposes": [2], "dataRetention": {{"stdRetention": {odd}}}}}"#);
        assert_eq!(processes(&vendor)[0].keep, Part::Unknown, "{odd}");
    }
}
