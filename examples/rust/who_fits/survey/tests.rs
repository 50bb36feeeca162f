use vrm_core::terms::{self, Roster};

use super::super::{Basis, Blank, Keep, Necessity, Part, Process, Source};
use super::*;

fn words(names: &[&str]) -> Part<Vec<String>> {
    Part::Known(names.iter().map(|name| (*name).to_owned()).collect())
}

fn process(data: &str, purpose: &str, operation: &str) -> Process {
    Process {
        name: purpose.to_owned(),
        data: words(&[data]),
        purpose: words(&[purpose]),
        operation: words(&[operation]),
        recipient: Part::Unknown,
        keep: Part::Known(Keep { days: 30 }),
        form: Part::Unknown,
        places: Part::Unknown,
        measures: Part::Unknown,
        basis: Part::Known(Basis::Contract),
        other_bases: Vec::new(),
        necessity: Part::Known(Necessity::Required),
        unknowns: Vec::<Blank>::new(),
    }
}

fn vendor(processes: Vec<Process>) -> Declared {
    Declared::of(&Source { vendor: "Example Shop".to_owned(), file: None, processes, gaps: Vec::new() }).unwrap()
}

fn survey(vendors: &[Declared]) -> Survey {
    Survey::of(vendors, &Rules::of(Roster::builtin()), |_| ())
}

/// The verdict on the first vendor with unknown recipients read as the vendor, by agreement.
fn verdicts(survey: &Survey) -> Vec<(&str, FitVerdict)> {
    let ids = survey.findings.iter().map(|finding| (finding.ids[0].as_str(), &finding.to_vendor));
    ids.map(|(id, sheet)| (id, sheet.outcomes[0].verdict.unwrap())).collect()
}

#[test]
fn profiling_for_measurement_fits_once_it_is_allowed_and_the_vendor_receives() {
    let survey = survey(&[vendor(vec![process("pd:Name", "dpv:ServiceUsageAnalytics", "dpv:Profiling")])]);
    use FitVerdict::{Conflicts, Fits, Open};
    assert_eq!(
        verdicts(&survey),
        [
            ("SD-BASE", Conflicts),
            ("SD-BASE-A", Conflicts),
            ("SD-BASE-AT", Conflicts),
            ("SD-BASE-ATP", Fits),
            ("SD-BASE-ATP-S3P", Fits),
            ("PDC-AI", Conflicts),
            ("PDC-GOOD", Conflicts),
        ]
    );
    let stated = &survey.findings[3].stated;
    assert_eq!(stated.outcomes[0].verdict, Some(Open));
    assert!(stated.outcomes[0].unknowns.contains(&terms::Part::Recipient));
    assert_eq!((stated.vendors.open, stated.processes.open), (1, 1));
}

#[test]
fn a_conflict_is_named_once_a_kind_with_its_first_vendor() {
    let shop = vendor(vec![
        process("pd:Name", "dpv:RequestedServiceProvision", "dpv:Store"),
        process("pd:IPAddress", "dpv:Advertising", "dpv:Store"),
        process("pd:Name", "dpv:Advertising", "dpv:Use"),
    ]);
    let survey = survey(&[shop.clone(), shop]);
    let sheet = &survey.findings[0].stated;
    let kinds = sheet.kinds();
    let [(kind, tally)] = kinds.as_slice() else { panic!("{kinds:?}") };
    assert_eq!(kind.purpose.as_ref().unwrap().name(), "dpv:Advertising");
    assert_eq!(kind.why, ConflictReason::NotPermitted);
    assert_eq!((tally.vendors, tally.vendor, tally.process), (2, 0, 1));
    assert_eq!(tally.conflict.data.as_ref().unwrap().name(), "pd:IPAddress");
    assert_eq!(sheet.outcomes[1].conflict.as_ref().unwrap().0, 1);
    let (vendors, processes) = (sheet.vendors, sheet.processes);
    assert_eq!((vendors.conflict, vendors.sum(), processes.open, processes.conflict), (2, 2, 2, 4));
    assert!(survey.findings[0].conflict_alike());
}

#[test]
fn a_legal_duty_is_outside() {
    let mut duty = process("pd:Name", "dpv:Advertising", "dpv:Store");
    duty.basis = Part::Known(Basis::LegalDuty);
    let mixed = vendor(vec![duty.clone(), process("pd:Name", "dpv:EnforceSecurity", "dpv:Store")]);
    let survey = survey(&[vendor(vec![duty]), mixed]);
    let sheet = &survey.findings[0].to_vendor;
    assert_eq!(sheet.outcomes[0].verdict, None);
    assert_eq!(sheet.outcomes[1].verdict, Some(FitVerdict::Fits));
    assert_eq!((sheet.vendors.outside, sheet.vendors.fit, sheet.vendors.sum()), (1, 1, 2));
    assert_eq!((sheet.processes.outside, sheet.processes.fit, sheet.processes.sum()), (2, 1, 3));
}

#[test]
fn marked_data_fit_with_a_consent() {
    let survey = survey(&[vendor(vec![process("pd:MedicalHealth", "dpv:RequestedServiceProvision", "dpv:Store")])]);
    let outcome = &survey.findings[0].to_vendor.outcomes[0];
    assert_eq!(outcome.verdict, Some(FitVerdict::Fits));
    assert_eq!(outcome.consent.iter().map(Word::name).collect::<Vec<_>>(), ["pd:MedicalHealth"]);
    assert!(survey.findings[0].stated.outcomes[0].consent.is_empty());
}

#[test]
fn too_many_combinations_are_said_to_be() {
    let mut wide = process("pd:Name", "dpv:Advertising", "dpv:Store");
    let all = |cone| -> Part<Vec<String>> {
        let vocabulary = vrm_core::vocab::Vocabulary::dpv();
        let leaf = |word: &Word| vocabulary.includes(cone, word).len() == 1;
        Part::Known(vocabulary.words(cone).iter().filter(|word| leaf(word)).map(Word::name).collect())
    };
    wide.data = all(vrm_core::vocab::Cone::Data);
    wide.purpose = all(vrm_core::vocab::Cone::Purpose);
    wide.operation = words(&["dpv:Store", "dpv:Collect", "dpv:Use", "dpv:Share", "dpv:Erase"]);
    let survey = survey(&[vendor(vec![wide])]);
    assert_eq!(survey.findings[0].stated.outcomes[0].verdict, Some(FitVerdict::TooWide));
    assert_eq!(survey.findings[0].stated.vendors.too_wide, 1);
}

#[test]
fn progress_is_told_after_each_vendor() {
    let shop = vendor(vec![process("pd:Name", "dpv:EnforceSecurity", "dpv:Store")]);
    let mut told = Vec::new();
    Survey::of(&[shop.clone(), shop], &Rules::of(Roster::builtin()), |done| told.push(done));
    assert_eq!(told, [1, 2]);
}
