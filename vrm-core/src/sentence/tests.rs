mod excess;
mod ranking;

use super::table::{ENGLISH, FRENCH, rows};
use super::*;
use crate::decision::{
    AgreementId, Ask, Authority, Conflict, ConflictReason, Decision, GrantId, Ground, Nearest, Permit, Reason, Request,
};
use crate::terms::{
    Basis, Declaration, Draft, Due, Duty, Form, Keep, Necessity, Permission, Process, Prohibition, Roster, Start,
    Stated, Timing, Trigger,
};
use crate::time::Window;
use crate::vocab::{Cone, Places};
use std::collections::BTreeSet;

fn placeholders(template: &str) -> BTreeSet<&str> {
    template.split('{').skip(1).filter_map(|part| part.split('}').next()).collect()
}

fn word(name: &str) -> Word {
    Word::parse(name).unwrap()
}

/// What is said, in both languages, with plain spaces for those that do not break.
fn said(sentences: &[Sentence]) -> Vec<[String; 2]> {
    let say = |sentence: &Sentence, tongue| sentence.say(tongue).replace('\u{a0}', " ");
    sentences.iter().map(|sentence| [say(sentence, Tongue::English), say(sentence, Tongue::French)]).collect()
}

fn base() -> crate::decision::CompiledTerms {
    Roster::builtin().entry("SD-BASE").unwrap().terms().compile()
}

#[test]
fn both_tables_say_every_key_with_the_same_arguments() {
    let (english, french) = (rows(ENGLISH), rows(FRENCH));
    assert!(english.keys().eq(french.keys()));
    assert_eq!(english.len(), ENGLISH.lines().count() - 1);
    for (key, template) in &english {
        assert_eq!(placeholders(template), placeholders(french[key]), "{key}");
        assert!(!template.is_empty() && !french[key].is_empty());
    }
}

/// Every sentence of the code has a row, with every argument the row wants; and every row has a sentence.
#[test]
fn every_key_in_the_code_is_in_the_tables_and_none_is_left_over() {
    let code = [
        include_str!("authority.rs"),
        include_str!("decision.rs"),
        include_str!("excess.rs"),
        include_str!("figure.rs"),
        include_str!("fit.rs"),
        include_str!("gap.rs"),
        include_str!("moment.rs"),
        include_str!("name.rs"),
        include_str!("phrase.rs"),
        include_str!("cost.rs"),
        include_str!("ranking.rs"),
        include_str!("relaxed.rs"),
        include_str!("value.rs"),
        include_str!("why.rs"),
        include_str!("../view/sentences.rs"),
    ];
    let code = code.map(|file| file.split("#[cfg(test)]").next().unwrap()).concat();
    let quoted: BTreeSet<&str> = code.split('"').skip(1).step_by(2).collect();
    let english = rows(ENGLISH);
    let family = |key: &str| key.split('.').next().unwrap_or_default().to_owned();
    let families: BTreeSet<String> = english.keys().map(|key| family(key)).collect();
    let arguments: BTreeSet<&str> = english.values().flat_map(|template| placeholders(template)).collect();
    for key in english.keys() {
        assert!(quoted.contains(key), "{key}");
    }
    let keys = quoted.iter().filter(|text| families.contains(&family(text)) && !arguments.contains(*text));
    for key in keys {
        assert!(english.contains_key(key), "{key}");
    }
}

#[test]
fn french_keeps_a_space_before_its_double_signs() {
    for (key, template) in rows(FRENCH) {
        for sign in [':', ';', '»'] {
            assert_eq!(template.matches(sign).count(), template.matches(&format!("\u{a0}{sign}")).count(), "{key}");
        }
    }
}

#[test]
fn a_denial_says_why_and_what_would_be_permitted() {
    let request = Request::new(word("pd:EmailAddress"), word("dpv:CustomerCare"), word("dpv:Share"), Recipient::Anyone)
        .keep(Keep::Days { days: 1, from: Start::Collected })
        .form(Form::Pseudonymised)
        .places(Places::within(["EU".parse().unwrap(), "CH".parse().unwrap()]).unwrap())
        .measures([word("dpv:EncryptionAtRest")]);
    let said = said(&base().judge(&request).sentences());
    assert_eq!(said.len(), 5);
    assert_eq!(
        said[..4],
        [
            ["Denied.", "Refusé."],
            ["Rule “no-third-party” forbids it.", "La règle « no-third-party » l’interdit."],
            ["No rule permits it.", "Aucune règle ne l’autorise."],
            [
                "Permitted would be the operation “share” on the data “email address” for the purpose “customer care”, \
                 received by its processors, kept at most 1 day from collection, pseudonymised, only in CH, the EU, \
                 with “encryption at rest”.",
                "Serait autorisée l’opération « Share » sur les données « EmailAddress » pour la finalité « CustomerCare » \
                 (destinataire : ses sous-traitants), conservation d’au plus 1 jour après la collecte, sous forme \
                 pseudonymisée, uniquement dans : CH, UE, avec « EncryptionAtRest »."
            ],
        ]
    );
}

#[test]
fn reasons_are_said() {
    for (reason, english, french) in [
        (
            Reason::UnknownTerm { term: "pd:ChessClub".into() },
            "The word `https://w3id.org/dpv/pd#ChessClub` is unknown here.",
            "Le mot `https://w3id.org/dpv/pd#ChessClub` est inconnu ici.",
        ),
        (
            Reason::Blocked { block: "stop".into() },
            "Your block “stop” stands against it.",
            "Votre blocage « stop » s’y oppose.",
        ),
        (
            Reason::MarkedNotNamed,
            "It is covered only in general; sensitive data, profiling and tracking need a rule that names them.",
            "Cela n’est couvert qu’en général ; les données sensibles, le profilage et le suivi exigent une règle qui les \
             nomme.",
        ),
        (Reason::NotYet, "The permission for it is not in force yet.", "L’autorisation n’est pas encore en vigueur."),
        (
            Reason::DutyOpen,
            "A duty that must be fulfilled first is still open.",
            "Une obligation préalable n’est pas encore remplie.",
        ),
        (Reason::Paused, "The permission for it is paused.", "L’autorisation est suspendue."),
    ] {
        assert_eq!(said(&[reason.sentence()]), [[english, french]]);
    }
}

#[test]
fn a_foreign_place_and_word_are_named_in_full() {
    let request = |name: &str| {
        Request::new(word(name), word("dpv:CustomerCare"), word("dpv:Store"), Recipient::Vendor)
            .places(Places::within(["https://me.example/w#FR".parse().unwrap()]).unwrap())
    };
    for (name, english) in [
        ("https://me.example/w#EmailAddress", "The word `https://me.example/w#EmailAddress` is unknown here."),
        ("pd:EmailAddress", "The word `https://me.example/w#FR` is unknown here."),
    ] {
        let said = said(&base().judge(&request(name)).sentences());
        assert_eq!(said[1][0], english);
        assert_eq!(
            said[2],
            [
                "Nothing narrower was found that is permitted without asking you.",
                "Rien de plus restreint qui soit autorisé sans vous le demander n’a été trouvé."
            ]
        );
    }
    let mut process =
        Process::new([word("pd:EmailAddress")], [word("dpv:CustomerCare")], [word("dpv:Store")], [Recipient::Vendor]);
    process.places = Stated::Known(Places::within(["https://me.example/w#FR".parse().unwrap()]).unwrap());
    let said = said(&Declaration::new([process]).unwrap().fits(&base()).sentences());
    assert!(said.contains(&[
        "The word `https://me.example/w#FR` is unknown here.".into(),
        "Le mot `https://me.example/w#FR` est inconnu ici.".into()
    ]));
}

#[test]
fn a_yes_says_its_ground_its_gap_its_end_and_its_duties() {
    let email = word("pd:EmailAddress");
    let id = GrantId::of(&AgreementId::from_bytes([1; 32]), 0, &email, None);
    let duty = |timing, days| Duty {
        what: word("ieee-7012:DataDeletionOnRequest"),
        timing,
        due: Some(Due { days, from: Trigger::Asking }),
    };
    let permit = Permit {
        grounds: vec![Ground::Rule("service".into()), Ground::Grant(id)],
        duties: vec![duty(Timing::Before, 0), duty(Timing::After, 1), duty(Timing::After, 30)],
        until: Some(Instant::parse("2027-01-01T00:00:00Z").unwrap()),
        excludes_marked: true,
    };
    let what = "“data deletion on request”.";
    let quoi = "« DataDeletionOnRequest ».";
    assert_eq!(
        said(&Decision::Permit(permit).sentences()),
        [
            ["Permitted.".to_owned(), "Autorisé.".to_owned()],
            ["Rule “service” permits it.".into(), "La règle « service » l’autorise.".into()],
            [format!("Grant “{id}” permits it."), format!("L’autorisation « {id} » le permet.")],
            [
                "This yes does not cover the sensitive data, profiling or tracking below what was asked: each of those \
                 must be named."
                    .into(),
                "Ce oui ne couvre pas les données sensibles, le profilage ni le suivi compris dans ce qui est demandé : \
                 chacun de ces éléments doit être nommé."
                    .into()
            ],
            [
                "The answer stands until 1 January 2027, 00:00 UTC.".into(),
                "La réponse vaut jusqu’au 1er janvier 2027, 00 h 00 UTC.".into()
            ],
            [
                format!("First, within 0 days of being asked: {what}"),
                format!("D’abord, dans un délai de 0 jour après la demande : {quoi}")
            ],
            [
                format!("Within 1 day of being asked: {what}"),
                format!("Dans un délai de 1 jour après la demande : {quoi}")
            ],
            [
                format!("Within 30 days of being asked: {what}"),
                format!("Dans un délai de 30 jours après la demande : {quoi}")
            ],
        ]
    );
}

#[test]
fn a_permission_that_asks_says_so() {
    let mut draft = Draft::own();
    draft.permit(Permission::new("news", [word("pd:Contact")], [word("dpv:Marketing")]).ask());
    let terms = draft.finish().unwrap().compile();
    let request = Request::new(word("pd:Contact"), word("dpv:Marketing"), word("dpv:Store"), Recipient::Vendor);
    assert_eq!(
        said(&terms.judge(&request).sentences()),
        [
            ["You must be asked first.", "Il faut d’abord vous le demander."],
            [
                "Rule “news” would permit it, and wants you to be asked.",
                "La règle « news » l’autoriserait, mais veut qu’on vous le demande."
            ],
        ]
    );
    let general = Request { operation: word("dpv:Use"), ..request };
    let Decision::Ask(Ask { excludes_marked: true, .. }) = terms.judge(&general) else { panic!() };
    let last = said(&terms.judge(&general).sentences()).pop().unwrap();
    assert!(last[0].starts_with("A yes would not cover the sensitive data, profiling or tracking below"), "{last:?}");
    assert!(
        last[1].starts_with("Un oui ne couvrirait pas les données sensibles, le profilage ni le suivi"),
        "{last:?}"
    );

    // What is narrower may still be an ask, so a no does not say that nothing is left.
    let wide = Request { data: word("dpv:PersonalData"), ..general };
    let Decision::Deny(deny) = terms.judge(&wide) else { panic!() };
    assert_eq!(deny.nearest, Nearest { requests: Vec::new(), searched_all: true });
}

#[test]
fn a_fit_says_what_conflicts_and_what_is_unknown() {
    let mut process =
        Process::new([word("pd:Prescription")], [word("dpv:CustomerCare")], [word("dpv:Store")], [Recipient::Vendor]);
    process.keep = Stated::Unknown;
    let advertising = Process { purpose: Stated::Known([word("dpv:Advertising")].into()), ..process.clone() };
    let mut any = process.clone();
    any.data = Stated::Unknown;
    any.recipient = Stated::Known([Recipient::ThirdParty].into());
    assert_eq!(
        said(&Declaration::new([process, advertising, any]).unwrap().fits(&base()).sentences()),
        [
            ["Something declared can never pass.", "Une partie de ce qui est déclaré ne pourra jamais passer."],
            ["Process 1 does not say: how long it is kept.", "Le traitement 1 ne dit pas : la durée de conservation."],
            [
                "Processing “prescription” needs your explicit consent.",
                "Le traitement de « Prescription » exige votre consentement explicite."
            ],
            ["Process 2 does not say: how long it is kept.", "Le traitement 2 ne dit pas : la durée de conservation."],
            [
                "No rule permits the operation “store” on the data “prescription” for the purpose “advertising”, received \
                 by the vendor.",
                "L’opération « Store » sur les données « Prescription » pour la finalité « Advertising » (destinataire : \
                 le fournisseur) – aucune règle ne l’autorise."
            ],
            [
                "Process 3 does not say: the data, how long it is kept.",
                "Le traitement 3 ne dit pas : les données, la durée de conservation."
            ],
            [
                "Rule “no-third-party” forbids the operation “store” on any data for the purpose “customer care”, received \
                 by third parties.",
                "L’opération « Store » sur toute donnée pour la finalité « CustomerCare » (destinataire : des tiers) – la \
                 règle « no-third-party » l’interdit."
            ],
        ]
    );
}

#[test]
fn a_conflict_may_leave_everything_open_and_break_several_rules() {
    let rules = vec!["no-ads".to_owned(), "no-sale".to_owned()];
    let conflict = Conflict {
        data: None,
        purpose: None,
        operation: None,
        recipient: None,
        why: ConflictReason::Forbidden { rules },
    };
    assert_eq!(
        said(&[conflict.sentence()]),
        [[
            "Rules “no-ads”, “no-sale” forbid any operation on any data for any purpose, received by somebody not named.",
            "Toute opération sur toute donnée pour toute finalité (destinataire non nommé) – les règles « no-ads », \
             « no-sale » l’interdisent."
        ]]
    );
}

#[test]
fn what_stands_on_a_legal_duty_is_said_to_be_outside() {
    let care =
        Process::new([word("pd:EmailAddress")], [word("dpv:CustomerCare")], [word("dpv:Store")], [Recipient::Vendor]);
    let by_law = Process { basis: Basis::LegalDuty, ..care.clone() };
    let fit = |processes: &[&Process]| {
        let processes = processes.iter().map(|process| (*process).clone());
        said(&Declaration::new(processes).unwrap().fits(&base()).sentences())
    };
    let outside = |n: usize| {
        [
            format!("Process {n} stands on a legal duty; terms do not decide it."),
            format!("Le traitement {n} repose sur une obligation légale ; vos conditions n’en décident pas."),
        ]
    };
    let owned = |[english, french]: [&str; 2]| [english.to_owned(), french.to_owned()];
    assert_eq!(fit(&[&care]), [["Everything declared fits.", "Tout ce qui est déclaré convient."]]);
    assert_eq!(fit(&[&by_law]), [outside(1)]);
    assert_eq!(fit(&[&by_law, &by_law]), [outside(1), outside(2)]);
    let rest = ["Everything that terms decide fits.", "Tout ce dont vos conditions décident convient."];
    assert_eq!(fit(&[&care, &by_law]), [owned(rest), outside(2)]);
    let ads = Process { purpose: Stated::Known([word("dpv:Advertising")].into()), ..care };
    assert_eq!(fit(&[&by_law, &ads])[1], outside(1));
}

const AGREEMENT: AgreementId = AgreementId::from_bytes([1; 32]);

fn authority(processes: &[Process], window: Window) -> Authority {
    Declaration::new(processes.to_vec()).unwrap().authorise(AGREEMENT, window, &base(), None).unwrap()
}

#[test]
fn an_authority_says_each_grant_and_what_waits() {
    let mut care = Process::new(
        [word("pd:EmailAddress"), word("pd:Prescription")],
        [word("dpv:CustomerCare"), word("dpv:PaymentManagement")],
        [word("dpv:Store")],
        [Recipient::Vendor, Recipient::Processor],
    );
    care.keep = Stated::Known(Keep::Days { days: 30, from: Start::PurposeEnd });
    let mut optional =
        Process::new([word("pd:Name")], [word("dpv:CustomerCare")], [word("dpv:Use")], [Recipient::Vendor]);
    optional.necessity = Necessity::Optional;
    let by_law = Process { basis: Basis::LegalDuty, ..optional.clone() };
    let until = Instant::parse("2027-05-02T12:00:00Z").unwrap();
    let authority = authority(&[care, optional, by_law], Window::new(None, Some(until)).unwrap());
    let said = said(&authority.sentences());
    assert_eq!(
        said[..3],
        [
            [
                "Authorised once the agreement is in force: the operation “store” on the data “email address” for the \
                 purposes “customer care”, “payment management”, received by the vendor, its processors, kept at most 30 \
                 days from the end of the purpose, on the basis of the agreement, until 2 May 2027, 12:00 UTC.",
                "Autorisé dès que l’accord est en vigueur : l’opération « Store » sur les données « EmailAddress » pour \
                 les finalités « CustomerCare », « PaymentManagement » (destinataire : le fournisseur, ses \
                 sous-traitants), conservation d’au plus 30 jours après la fin de la finalité, sur la base de l’accord, \
                 jusqu’au 2 mai 2027, 12 h 00 UTC."
            ],
            [
                "Only with your explicit consent: the operation “store” on the data “prescription” for the purposes \
                 “customer care”, “payment management”, received by the vendor, its processors, kept at most 30 days from \
                 the end of the purpose, until 2 May 2027, 12:00 UTC.",
                "Seulement avec votre consentement explicite : l’opération « Store » sur les données « Prescription » \
                 pour les finalités « CustomerCare », « PaymentManagement » (destinataire : le fournisseur, ses \
                 sous-traitants), conservation d’au plus 30 jours après la fin de la finalité, jusqu’au 2 mai 2027, 12 h \
                 00 UTC."
            ],
            [
                "Only with your consent: the operation “use” on the data “name” for the purpose “customer care”, received \
                 by the vendor, until 2 May 2027, 12:00 UTC.",
                "Seulement avec votre consentement : l’opération « Use » sur les données « Name » pour la finalité \
                 « CustomerCare » (destinataire : le fournisseur), jusqu’au 2 mai 2027, 12 h 00 UTC."
            ],
        ]
    );
    assert_eq!(said.last().unwrap()[0], "Process 3 stands on a legal duty; terms do not decide it.");
}

#[test]
fn a_grant_may_ask_begin_later_and_stand_on_everything_ordinary() {
    let care = Process::new([word("pd:Name")], [word("dpv:CustomerCare")], [word("dpv:Use")], [Recipient::Vendor]);
    let from = Instant::parse("2026-03-01T09:30:00Z").unwrap();
    let mut authority = authority(&[care], Window::new(Some(from), None).unwrap());
    let grant = &mut authority.grants[0];
    grant.ask = true;
    grant.basis = Basis::Consent;
    grant.duties.clear();
    grant.scope.data = [Cone::Data.root()].into();
    grant.scope.purpose = [Cone::Purpose.root()].into();
    grant.scope.operation = [Cone::Operation.root(), word("dpv:Profiling"), word("dpv:Tracking")].into();
    grant.scope.recipient.clear();
    assert_eq!(
        said(&authority.sentences()),
        [[
            "Authorised once the agreement is in force: any ordinary operation, the operations “profiling”, “tracking” on \
             any ordinary data for any purpose, received by the vendor, on the basis of your consent, asking you each \
             time, from 1 March 2026, 09:30 UTC.",
            "Autorisé dès que l’accord est en vigueur : toute opération ordinaire, les opérations « Profiling », \
             « Tracking » sur toute donnée ordinaire pour toute finalité (destinataire : le fournisseur), sur la base de \
             votre consentement, en vous le demandant chaque fois, à partir du 1er mars 2026, 09 h 30 UTC."
        ]]
    );
}

#[test]
fn an_agreement_over_duties_of_law_alone_authorises_nothing() {
    let mut by_law =
        Process::new([word("pd:Name")], [word("dpv:CustomerCare")], [word("dpv:Use")], [Recipient::Vendor]);
    by_law.basis = Basis::LegalDuty;
    let said = said(&authority(&[by_law], Window::ALWAYS).sentences());
    assert_eq!(said[0], ["The agreement authorises nothing.", "L’accord n’autorise rien."]);
    assert_eq!(said[1][0], "Process 1 stands on a legal duty; terms do not decide it.");
}

#[test]
fn a_refusal_says_which_text_is_against_it() {
    let care = Process::new([word("pd:Name")], [word("dpv:CustomerCare")], [word("dpv:Use")], [Recipient::Vendor]);
    let ads = Process { purpose: Stated::Known([word("dpv:Advertising")].into()), ..care.clone() };
    let mut draft = Draft::own();
    draft.forbid(Prohibition::new("no-names").data([word("pd:Name")]));
    let own = draft.finish().unwrap().compile();
    let refusal = |process: &Process, own| {
        let declaration = Declaration::new([process.clone()]).unwrap();
        said(&declaration.authorise(AGREEMENT, Window::ALWAYS, &base(), own).unwrap_err().sentences())
    };
    let first = ["The agreement cannot come into force.", "L’accord ne peut pas entrer en vigueur."];
    let never = ["Something declared can never pass.", "Une partie de ce qui est déclaré ne pourra jamais passer."];
    assert_eq!(
        refusal(&ads, None),
        [
            first,
            ["By the text of the agreement:", "Selon le texte de l’accord :"],
            never,
            [
                "No rule permits the operation “use” on the data “name” for the purpose “advertising”, received by the \
                 vendor.",
                "L’opération « Use » sur les données « Name » pour la finalité « Advertising » (destinataire : le \
                 fournisseur) – aucune règle ne l’autorise."
            ],
        ]
    );
    assert_eq!(
        refusal(&care, Some(&own)),
        [
            first,
            ["By your own terms:", "Selon vos propres conditions :"],
            never,
            [
                "Rule “no-names” forbids the operation “use” on the data “name” for the purpose “customer care”, received \
                 by the vendor.",
                "L’opération « Use » sur les données « Name » pour la finalité « CustomerCare » (destinataire : le \
                 fournisseur) – la règle « no-names » l’interdit."
            ],
        ]
    );
    let past = Instant::parse("2026-01-01T00:00:00Z").unwrap();
    let mut draft = Draft::own();
    let early = Permission::new("early", [word("pd:Name")], [word("dpv:CustomerCare")]);
    draft.permit(early.during(Window::new(None, Some(past)).unwrap()));
    let own = draft.finish().unwrap().compile();
    let later = Window::new(Some(past), None).unwrap();
    let refused = Declaration::new([care]).unwrap().authorise(AGREEMENT, later, &base(), Some(&own)).unwrap_err();
    let never = [
        "Process 1 is permitted at no moment of the agreement.",
        "Le traitement 1 n’est autorisé à aucun moment de l’accord.",
    ];
    assert_eq!(said(&refused.sentences()), [first, never]);
}
