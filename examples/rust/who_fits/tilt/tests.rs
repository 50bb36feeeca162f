use super::super::{Basis, Keep, Necessity, Part, Process, Reader, Source};

fn read(notice: &str) -> Source {
    let reading = Reader::new().unwrap().read(notice.as_bytes()).unwrap();
    assert_eq!(reading.sources.len(), 1);
    reading.sources[0].clone()
}

/// The processes of one entry, in a notice that says nothing else.
fn entry(lang: &str, entry: &str) -> Vec<Process> {
    read(&format!(
        r#"{{"meta": {{"language": "{lang}"}}, "controller": {{"name": "Acme Ltd"}},
            "dataDisclosed": [{entry}]}}"#
    ))
    .processes
}

fn known(words: &[&str]) -> Part<Vec<String>> {
    Part::Known(words.iter().map(|word| (*word).to_owned()).collect())
}

fn names(process: &Process) -> Vec<String> {
    let stated = process.unknowns.iter().filter(|blank| blank.name != "not stated");
    stated.map(ToString::to_string).collect()
}

#[test]
fn a_notice_that_says_nothing_is_all_unknown_and_names_its_gaps() {
    for empty in ["{}", "[]", "null", r#"[{"category": [], "purposes": [{"purpose": []}]}]"#] {
        let notice = format!(r#"{{"meta": {{"name": "A"}}, "controller": {{}}, "dataDisclosed": {empty}}}"#);
        let source = read(&notice);
        assert_eq!(source.vendor, "A");
        let gaps: Vec<String> = source.gaps.iter().map(ToString::to_string).collect();
        assert_eq!(
            gaps,
            [
                "/controller/name: no name of the controller",
                "/dataDisclosed: no data",
                "/dataDisclosed: no purpose",
                "/dataDisclosed: no legal basis"
            ]
        );
        let [process] = source.processes.as_slice() else { panic!("{source:?}") };
        assert_eq!((&process.data, &process.basis), (&Part::Unknown, &Part::Unknown), "{empty}");
    }
}

#[test]
fn a_vendor_is_its_controller_and_what_its_notice_is_called_if_that_says_more() {
    let named = |controller: &str, notice: &str| {
        let text = format!(r#"{{"meta": {{"name": "{notice}"}}, "controller": {{"name": "{controller}"}}}}"#);
        read(&text).vendor
    };
    assert_eq!(named("", ""), "unnamed");
    assert_eq!(named("", "Acme"), "Acme");
    assert_eq!(named("Acme Ltd", ""), "Acme Ltd");
    assert_eq!(named("Acme Ltd", "acme_shop"), "Acme Ltd");
    assert_eq!(named("Ac Me Ltd", "Acme"), "Ac Me Ltd");
    assert_eq!(named("A. Director", "Acme"), "A. Director (notice: Acme)");
    let sworn = r#"{"meta": {}, "controller": {"name": "Acme", "representative": {"name": "A. Director"}}}"#;
    assert_eq!(read(sworn).vendor, "Acme");
}

#[test]
fn members_that_make_a_notice_have_their_types() {
    for (notice, why) in [
        (r#"{"meta": 1, "controller": "x"}"#, "`/meta` is an integer, expected an object"),
        (r#"{"meta": {}, "controller": "x"}"#, "`/controller` is a string, expected an object"),
        (r#"{"meta": {}, "controller": []}"#, "`/controller` is an array, expected an object"),
    ] {
        assert_eq!(Reader::new().unwrap().read(notice.as_bytes()).unwrap_err().to_string(), why);
    }
}

#[test]
fn free_text_without_a_row_is_unknown_by_name() {
    let all = entry("en", r#"{"category": "Star sign", "purposes": [{"purpose": "To read the sky"}]}"#);
    let [process] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!(names(process), ["data: Star sign", "purpose: To read the sky"]);
}

#[test]
fn a_list_half_understood_makes_a_second_process_for_its_rest() {
    let all = entry("en", r#"{"category": "Name; star sign; IP address"}"#);
    let [process, rest] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!(process.data, known(&["pd:Name", "pd:IPAddress"]));
    assert_eq!(names(process), [""; 0]);
    assert_eq!((&rest.data, names(rest)), (&Part::Unknown, vec!["data: star sign".to_owned()]));
}

#[test]
fn subcategories_spell_the_category_out() {
    let all = entry("de", r#"{"category": "Klarschrift", "subcategories": ["Name", "Anschrift"]}"#);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].data, known(&["pd:Name", "pd:PhysicalAddress"]));
}

#[test]
fn special_data_are_named_by_their_own_word() {
    let all = entry("de", r#"{"category": "Gesundheitsdaten"}"#);
    assert_eq!(all[0].data, known(&["pd:MedicalHealth"]));
}

#[test]
fn a_ground_is_read_from_article_word_or_interest() {
    let bases = |text: &str| {
        let all = entry("de", text);
        (all[0].basis.clone(), all[0].other_bases.clone())
    };
    let consent = Part::Known(Basis::Consent);
    let one = bases(r#"{"legalBases": [{"reference": "Art. 6 Abs. 1 lit. c, a DSGVO"}]}"#);
    assert_eq!(one, (consent.clone(), vec![Basis::LegalDuty]));
    let word = bases(r#"{"legalBases": [{"reference": null, "description": "Ihre Einwilligung"}]}"#);
    assert_eq!(word, (consent, vec![]));
    let interest = bases(r#"{"legitimateInterests": {"exists": true}}"#);
    assert_eq!(interest, (Part::Known(Basis::LegitimateInterest), vec![]));
    let duty = bases(r#"{"legalBases": [{"reference": "GDPR-6-1-c"}], "legitimateInterests": [{"exists": false}]}"#);
    assert_eq!(duty, (Part::Known(Basis::LegalDuty), vec![]));
    let all = entry("de", r#"{"legalBases": [{"reference": "BDSG-26-1"}, {"reference": "XYZG-1"}]}"#);
    assert_eq!((&all[0].basis, names(&all[0])), (&Part::Known(Basis::Contract), vec!["basis: XYZG-1".to_owned()]));
    assert_eq!(all.len(), 1);
}

#[test]
fn recipients_are_the_vendor_and_whom_it_names() {
    let recipient = |text: &str| entry("en", &format!(r#"{{"recipients": [{text}]}}"#))[0].recipient.clone();
    assert_eq!(recipient(r#"{"name": [], "category": null}"#), Part::Unknown);
    assert_eq!(recipient(r#"{"name": "ACME Ltd."}"#), known(&["vendor"]));
    assert_eq!(recipient(r#"{"name": "Widgets Inc"}"#), known(&["vendor", "third-party"]));
    assert_eq!(recipient(r#"{"category": "IT service providers"}"#), known(&["vendor", "processor"]));
    assert_eq!(recipient(r#"{"category": "our affiliates"}"#), known(&["vendor", "same-group"]));
    let behalf = r#"{"legalBases": [{"reference": "GDPR-28"}], "recipients": [{"name": "Widgets Inc"}]}"#;
    let all = entry("en", behalf);
    assert_eq!(all[0].recipient, known(&["vendor", "processor"]));
    assert_eq!(all[0].basis, Part::Unknown);
}

#[test]
fn storage_is_the_longest_time_and_open_where_a_condition_may_outlast_it() {
    let keeps = |storage: &str| -> Vec<Part<Keep>> {
        let all = entry("en", &format!(r#"{{"storage": {storage}}}"#));
        all.into_iter().map(|process| process.keep).collect()
    };
    let days = |days| Part::Known(Keep { days });
    assert_eq!(keeps(r#"{"temporal": {"ttl": null}}"#), [Part::Unknown]);
    assert_eq!(keeps(r#"[{"temporal": [{"ttl": "P7D"}, {"ttl": "P72H"}]}]"#), [days(7)]);
    assert_eq!(keeps(r#"[{"temporal": [{"ttl": "P7D"}, {"ttl": "a while"}]}]"#), [days(7), Part::Unknown]);
    let condition =
        r#"[{"temporal": [{"ttl": "P7D"}], "purposeConditional": ["until done"], "aggregationFunction": "AGG"}]"#;
    assert_eq!(keeps(&condition.replace("AGG", "max")), [days(7), Part::Unknown]);
    assert_eq!(keeps(&condition.replace("AGG", "MIN")), [days(7)]);
}

#[test]
fn places_are_home_and_abroad_once_transfers_are_named() {
    let places = |home: &str, abroad: &str| {
        read(&format!(
            r#"{{"meta": {{}}, "controller": {{"name": "A", "country": {home}}},
                "dataDisclosed": [{{"recipients": [{{"name": "B", "country": "Schweden"}}]}}],
                "thirdCountryTransfers": [{abroad}]}}"#
        ))
        .processes
    };
    assert_eq!(places(r#""DE""#, r#"{"country": null}"#)[0].places, Part::Unknown);
    let all = places(r#""Deutschland""#, r#"{"country": "US"}, {"country": "1 High St\nLondon\nUK"}"#);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].places, known(&["loc:DE", "loc:US", "loc:GB", "loc:SE"]));
    let all = places("null", r#"{"country": "outside the EU"}"#);
    assert_eq!(all[0].places, known(&["loc:SE"]));
    assert_eq!(all[1].places, Part::Unknown);
    assert_eq!(names(&all[1]), ["places: the controller's own country", "places: outside the EU"]);
    let all = places(r#""DE""#, r#"{"country": "XX"}, {"country": "EU"}"#);
    assert_eq!(all[0].places, known(&["loc:DE", "loc:EU", "loc:SE"]));
    assert_eq!((&all[1].places, names(&all[1])), (&Part::Unknown, vec!["places: XX".to_owned()]));
}

#[test]
fn what_must_be_given_is_required() {
    let necessity = |given: &str| entry("en", &format!(r#"{{"nonDisclosure": {given}}}"#))[0].necessity.clone();
    assert_eq!(necessity("[]"), Part::Unknown);
    assert_eq!(necessity(r#"{"obligationToProvide": true}"#), Part::Known(Necessity::Required));
    let none = r#"{"legalRequirement": false, "contractualRegulation": false, "obligationToProvide": false}"#;
    assert_eq!(necessity(none), Part::Known(Necessity::Optional));
    let consent = entry("en", r#"{"legalBases": [{"reference": "GDPR-6-1-a"}]}"#);
    assert_eq!(consent[0].necessity, Part::Known(Necessity::Optional));
}
