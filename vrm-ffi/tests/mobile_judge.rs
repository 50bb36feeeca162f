//! Terms, rosters and decisions through both skins: each says what the core says, and documents lose nothing.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::undocumented_unsafe_blocks,
    reason = "tests"
)]

mod judge;

use judge::{Case, Crossed, NONE, cases, crossing, failure_of, given, number, said_in_c, shown, text};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;
use vrm::c::decide::{vrm_request, vrm_terms_verdict, vrm_verdict};
use vrm::c::judge as cj;
use vrm::c::roster as cr;
use vrm::c::terms as ct;
use vrm::core::decision::{self, Request};
use vrm::core::error::Fault;
use vrm::core::sentence::Tongue;
use vrm::core::terms::{Declaration, Draft, Preferences, Roster, Terms};
use vrm::core::vocab::Word;
use vrm::mobile::judge as mj;
use vrm::mobile::{CompiledTerms, VrmError, roster as mr, terms as mt, vocabulary as mv};
use vrm::value::{Decision, DenyReason, Effect, FitVerdict, Ground};

fn sorted<T: ToString>(texts: impl IntoIterator<Item = T>) -> Value {
    texts.into_iter().map(|text| text.to_string()).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Whether an answer has what is expected.
fn is(expect: &Value, answer: &Value) -> bool {
    expect.as_object().unwrap().iter().all(|(name, value)| answer.get(name) == Some(value))
}

fn core_terms(case: &Case) -> Terms {
    Draft::parse(case.draft.as_bytes()).unwrap().finish().unwrap()
}

fn c_terms(draft: &str) -> u64 {
    number(|out| unsafe { ct::vrm_draft_finish(text(draft), out) })
}

/// An answer of Kotlin's and Swift's, in the members that the cases expect.
fn in_mobile(decision: &Decision) -> Value {
    let rule = |ground: &Ground| match ground {
        Ground::Rule { id } => id.clone(),
        Ground::Grant { id } => id.to_string(),
    };
    let (effect, reasons, grounds, excludes_marked) = match decision {
        Decision::Permit { grounds, excludes_marked, .. } => ("permit", &Vec::new(), grounds, *excludes_marked),
        Decision::Deny { reasons, grounds, .. } => ("deny", reasons, grounds, false),
        Decision::Ask { grounds, excludes_marked, .. } => ("ask", &Vec::new(), grounds, *excludes_marked),
    };
    let forbidden = reasons.iter().filter_map(|reason| match reason {
        DenyReason::Forbidden { rule } => Some(rule),
        _ => None,
    });
    let why = reasons.iter().map(|reason| match reason {
        DenyReason::UnknownTerm { .. } => "unknown-term",
        DenyReason::Forbidden { .. } => "forbidden",
        DenyReason::NotPermitted => "not-permitted",
        DenyReason::MarkedNotNamed => "marked-not-named",
        other => panic!("a text says {other:?}"),
    });
    json!({
        "effect": effect,
        "forbidden": sorted(forbidden),
        "covering": sorted(grounds.iter().map(rule)),
        "why": sorted(why),
        "excludes_marked": excludes_marked,
    })
}

/// An answer of C's, in the members that the cases expect.
fn in_c(decision: &Value) -> Value {
    let of = |name: &str| decision[name].as_array().cloned().unwrap_or_default();
    let named = |value: &Value, name: &str| value[name].as_str().map(str::to_owned);
    json!({
        "effect": decision["kind"],
        "forbidden": sorted(of("reasons").iter().filter_map(|reason| named(reason, "rule"))),
        "covering": sorted(of("grounds").iter().filter_map(|ground| named(ground, "id"))),
        "why": sorted(of("reasons").iter().filter_map(|reason| named(reason, "kind"))),
        "excludes_marked": decision.get("excludes_marked").cloned().unwrap_or(false.into()),
    })
}

/// A case's request by every way; whether all are right.
fn judged(case: &Case, request: &str) -> bool {
    let (core, asked) = (core_terms(case).compile(), Request::parse(request.as_bytes()).unwrap());
    let decided = core.judge(&asked);
    let compiled = mt::terms_compile(mt::draft_parse(case.draft.clone().into_bytes()).unwrap()).unwrap();
    let record = mj::request_parse(request.as_bytes().to_vec()).unwrap();
    let mobile = compiled.judge(record.clone()).unwrap();
    let verdict = compiled.verdict(record).unwrap();
    assert_eq!(decision::Effect::from(verdict.effect), decided.effect(), "{}", case.id);
    assert_eq!(verdict.excludes_marked, decided.verdict().excludes_marked, "{}", case.id);

    let terms = c_terms(&case.draft);
    let c = shown(|out| unsafe { cj::vrm_terms_judge(terms, text(request), out) });
    assert_eq!(c, serde_json::to_value(&mobile).unwrap(), "{}", case.id);
    let said: Vec<Value> = decided
        .sentences()
        .iter()
        .map(|said| json!([said.key(), said.say(Tongue::English), said.say(Tongue::French)]))
        .collect();
    let crossed = c["sentences"].as_array().unwrap().iter();
    let crossed: Vec<Value> = crossed.map(|said| json!([said["key"], said["english"], said["french"]])).collect();
    assert_eq!(crossed, said, "{}", case.id);
    assert_eq!(hot(terms, &asked), (verdict.effect, verdict.excludes_marked), "{}", case.id);
    assert_eq!(ct::vrm_terms_free(terms), 0);
    is(&case.expect, &in_mobile(&mobile)) && is(&case.expect, &in_c(&c))
}

/// The verdict over plain structs.
fn hot(terms: u64, asked: &Request) -> (Effect, bool) {
    use vrm::core::terms::{Form, Keep, Start};
    let words = [asked.data.name(), asked.purpose.name(), asked.operation.name(), asked.recipient.name().to_owned()];
    let places: Vec<String> = asked.conditions.places.named().iter().map(ToString::to_string).collect();
    let measures: Vec<String> = asked.conditions.measures.iter().map(Word::iri).collect();
    let listed = |texts: &[String]| -> Vec<_> { texts.iter().map(|listed| text(listed)).collect() };
    let (place_texts, measure_texts) = (listed(&places), listed(&measures));
    let (keep_from, keep_days) = match asked.conditions.keep {
        Keep::Unlimited => (0, 0),
        Keep::Days { days, from: Start::Collected } => (1, days),
        Keep::Days { days, from: Start::PurposeEnd } => (2, days),
    };
    let request = vrm_request {
        size: size_of::<vrm_request>(),
        data: text(&words[0]),
        purpose: text(&words[1]),
        operation: text(&words[2]),
        recipient: text(&words[3]),
        keep_from,
        keep_days,
        form: match asked.conditions.form {
            Form::Identified => 0,
            Form::Pseudonymised => 1,
            Form::Anonymised => 2,
        },
        places_count: u32::try_from(places.len()).unwrap(),
        places: place_texts.as_ptr(),
        measures: measure_texts.as_ptr(),
        measures_count: u32::try_from(measures.len()).unwrap(),
    };
    let mut verdict = vrm_verdict { size: size_of::<vrm_verdict>(), effect: 0, excludes_marked: 7 };
    assert_eq!(unsafe { vrm_terms_verdict(terms, &raw const request, &raw mut verdict) }, 0);
    let effect = match verdict.effect {
        1 => Effect::Permit,
        2 => Effect::Deny,
        3 => Effect::Ask,
        other => panic!("effect {other}"),
    };
    (effect, verdict.excludes_marked == 1)
}

/// A case's process by both ways; whether both are right.
fn fitted(case: &Case, declaration: &str) -> bool {
    let compiled = mt::terms_compile(mt::draft_parse(case.draft.clone().into_bytes()).unwrap()).unwrap();
    let record = mj::declaration_parse(declaration.as_bytes().to_vec()).unwrap();
    let fit = mj::declaration_fits(record, compiled).unwrap();
    let terms = c_terms(&case.draft);
    let c = shown(|out| unsafe { cj::vrm_declaration_fits(text(declaration), terms, out) });
    assert_eq!(c, serde_json::to_value(&fit).unwrap(), "{}", case.id);
    assert_eq!(ct::vrm_terms_free(terms), 0);
    let core = Declaration::parse(declaration.as_bytes()).unwrap().fits(&core_terms(case).compile());
    let said: Vec<String> = core.sentences().iter().map(|said| said.say(Tongue::French)).collect();
    assert_eq!(fit.sentences.iter().map(|said| said.french.clone()).collect::<Vec<_>>(), said);
    let of = |name: &str| -> Vec<Value> {
        let processes = c["processes"].as_array().unwrap().iter();
        processes.flat_map(|process| process[name].as_array().unwrap().clone()).collect()
    };
    let texts = |name| sorted(of(name).iter().map(|value| value.as_str().unwrap().to_owned()));
    let mut answer = json!({ "verdict": c["verdict"], "unknowns": texts("unknowns") });
    if fit.verdict == FitVerdict::Fits {
        answer["consent_needed"] = texts("consent_needed");
    }
    is(&case.expect, &answer)
}

#[test]
fn every_case_is_right_in_both_skins() {
    let Some(cases) = cases() else { return };
    let (mut right, mut wrong) = (0, Vec::new());
    for case in &cases {
        let is_right = match (&case.request, &case.declaration) {
            (Some(request), _) => judged(case, request),
            (_, Some(declaration)) => fitted(case, declaration),
            _ => panic!("{} asks nothing", case.id),
        };
        if is_right { right += 1 } else { wrong.push(&case.id) }
    }
    println!("decision through both skins: {right}/{}", cases.len());
    assert!(right >= 1_878 && wrong.is_empty(), "{wrong:?}");
}

#[test]
fn documents_of_the_cases_lose_nothing() {
    let Some(cases) = cases() else { return };
    for case in &cases {
        let core = core_terms(case);
        let record = mt::draft_parse(case.draft.clone().into_bytes()).unwrap();
        assert_eq!(mt::terms_hash(record.clone()).unwrap(), core.hash(), "{}", case.id);
        assert_eq!(mt::terms_machine_form(record.clone()).unwrap(), core.machine_form().as_bytes());
        assert_eq!(mt::draft_finish(record.clone()).unwrap(), record);
        if record.entry.is_none() {
            assert_eq!(mt::terms_parse(core.machine_form().as_bytes().to_vec()).unwrap(), record);
        }
        if let Some(request) = &case.request {
            let record = mj::request_parse(request.clone().into_bytes()).unwrap();
            let core = Request::parse(request.as_bytes()).unwrap();
            assert_eq!(mj::request_to_json(record).unwrap(), core.to_json());
            assert_eq!(given(|out| unsafe { cj::vrm_request_parse(text(request), out) }), Ok(core.to_json()));
        }
        if let Some(declaration) = &case.declaration {
            let record = mj::declaration_parse(declaration.clone().into_bytes()).unwrap();
            let core = Declaration::parse(declaration.as_bytes()).unwrap();
            assert_eq!(mj::declaration_to_json(record).unwrap(), core.to_json());
            assert_eq!(given(|out| unsafe { cj::vrm_declaration_parse(text(declaration), out) }), Ok(core.to_json()));
        }
    }
}

#[test]
fn the_roster_loses_nothing_entry_by_entry() {
    let (core, record) = (Roster::builtin(), mr::roster_builtin());
    assert_eq!(mr::roster_to_document(record.clone()).unwrap(), core.to_document().into_bytes());
    assert_eq!(mr::roster_load(core.to_document().into_bytes()).unwrap(), record);
    let loaded: u64 = number(|out| unsafe { cr::vrm_roster_load(text(&core.to_document()), out) });
    assert_eq!(given(|out| unsafe { cr::vrm_roster_to_document(loaded, out) }), Ok(core.to_document()));
    assert_eq!(record.entries.len(), core.entries().len());
    for (entry, shown_entry) in core.entries().iter().zip(&record.entries) {
        let id = &entry.name().id;
        assert_eq!(mt::terms_hash(shown_entry.terms.clone()).unwrap(), entry.terms().hash(), "{id}");
        assert_eq!(&mr::roster_entry(id.clone(), Some(record.clone())).unwrap(), shown_entry);
        let c = shown(|out| unsafe { cr::vrm_roster_entry(loaded, text(id), out) });
        assert_eq!(c, serde_json::to_value(shown_entry).unwrap());
        let terms: u64 = number(|out| unsafe { cr::vrm_entry_terms(0, text(id), out) });
        let form = given(|out| unsafe { ct::vrm_terms_machine_form(terms, out) });
        assert_eq!(form.as_deref(), Ok(entry.terms().machine_form()));
        assert_eq!(ct::vrm_terms_free(terms), 0);
        let pin = given(|out| unsafe { cr::vrm_entry_pin(0, text(id), out) }).unwrap();
        let (pinned, proffered) = (
            given(|out| unsafe { cr::vrm_roster_pinned(0, text(&pin), out) }),
            given(|out| unsafe { cr::vrm_roster_proffered(0, text(id), out) }),
        );
        assert_eq!(pinned, proffered);
        assert_eq!(pinned.is_ok(), core.proffered(id).is_ok());
        assert_eq!(mr::roster_pinned(mr::entry_pin(id.clone(), None).unwrap(), None).is_ok(), pinned.is_ok());
        for (layer, texts) in [("plain", &shown_entry.plain), ("legal", &shown_entry.legal)] {
            assert!(entry.terms().permissions().is_empty() || texts.len() == 2, "{id}");
            for written in texts {
                let (layer, language) = (text(layer), text(&written.language));
                let c = given(|out| unsafe { cr::vrm_entry_text(0, text(id), layer, language, out) });
                assert_eq!(c.as_ref(), Ok(&written.text));
                assert_eq!(mt::terms_hash_of(written.text.clone().into_bytes()), written.hash);
            }
        }
    }
    assert_eq!(cr::vrm_roster_free(loaded), 0);
}

#[test]
fn preferences_and_blocks_lose_nothing() {
    let preferences = json!({ "preferences": [
        { "when": { "vendor": "did:web:shop.example" }, "talk": "nobody", "by": "me" },
        { "when": { "sector": "health" }, "talk": "known", "accept": ["SD-BASE-DP"], "by": "me" },
        { "when": { "place": "EU" }, "talk": "anyone", "accept": ["SD-BASE", "SD-BASE-A"], "by": "agent" },
        { "when": "child", "talk": "prior-agreement", "by": "agent" },
        { "when": "always", "talk": "known", "by": "me" },
    ]})
    .to_string();
    let core = Preferences::parse(preferences.as_bytes(), Roster::builtin()).unwrap();
    let record = mj::preferences_parse(preferences.clone().into_bytes(), None).unwrap();
    assert_eq!(mj::preferences_to_json(record.clone(), None).unwrap(), core.to_json());
    assert_eq!(given(|out| unsafe { cj::vrm_preferences_parse(text(&preferences), 0, out) }), Ok(core.to_json()));
    let occasion = json!({ "vendor": "did:web:other.example", "acquaintance": "stranger", "place": "FR" }).to_string();
    let choice = shown(|out| unsafe {
        cj::vrm_preferences_choose(text(&preferences), text(r#"["SD-BASE-A"]"#), text(&occasion), 0, out)
    });
    assert_eq!(choice, json!({ "kind": "accept", "entry": "SD-BASE-A" }));
    let at = serde_json::from_str(&occasion).unwrap();
    let choice = mj::preferences_answer_proffer(record, vec!["SD-BASE-AT".into()], at, None).unwrap();
    assert_eq!(serde_json::to_value(choice).unwrap(), json!({ "kind": "counter", "entry": "SD-BASE" }));

    for against in [
        json!({ "vendor": "did:web:shop.example" }),
        json!({ "host": "shop.example" }),
        json!({ "sector": "collection agency" }),
        json!("everyone"),
    ] {
        let what = json!({ "id": "no", "data": ["pd:Name"], "keep": { "days": 3, "from": "purpose-end" },
            "form": "identified", "places": ["FR", "EU"], "measures": ["dpv:Encryption"], "recipient": ["vendor"],
            "operation": ["dpv:Use"], "purpose": ["dpv:Marketing"] });
        for window in
            [json!({ "from": 1_772_357_400, "until": 1_772_357_460 }), json!({ "until": 1_772_357_400 }), json!({})]
        {
            let block = json!({ "against": against, "what": what, "window": window }).to_string();
            let core = decision::Block::parse(block.as_bytes()).unwrap();
            let record = mj::block_parse(block.clone().into_bytes()).unwrap();
            assert_eq!(mj::block_to_json(record.clone()).unwrap(), core.to_json());
            assert_eq!(given(|out| unsafe { cj::vrm_block_parse(text(&block), out) }), Ok(core.to_json()));
            let (vendor, sectors) = ("did:web:shop.example", "[\"collection agency\"]");
            let selects: u32 = number(|out| unsafe {
                cj::vrm_selector_selects(text(&block), text(vendor), text("[]"), text(sectors), out)
            });
            assert_eq!(selects, 1, "{block}");
            assert!(
                !mj::selector_selects(
                    record.against,
                    vrm::core::did::Did::parse("did:web:a.example").unwrap(),
                    vec![],
                    vec![]
                ) || against == "everyone"
            );
        }
    }
}

/// What Kotlin and Swift are told.
fn failed<T>(outcome: Result<T, VrmError>) -> Crossed {
    let Err(error) = outcome else { panic!("no failure") };
    let failure = failure_of(error);
    let remedy = match failure.remedy {
        vrm::Remedy::CorrectInput => "correct-input",
        vrm::Remedy::TryAgain => "try-again",
        vrm::Remedy::AskPerson => "ask-person",
        vrm::Remedy::Stop => "stop",
    };
    (u32::from(failure.code), failure.path.clone(), remedy.to_owned())
}

/// What C is told.
fn failed_in_c<T>(outcome: Result<T, u32>) -> Crossed {
    outcome.map_or_else(said_in_c, |_| panic!("no failure"))
}

/// A reader of the core, of mobile, and of C.
type Readers = (fn(&[u8]) -> Box<dyn Fault>, fn(Vec<u8>) -> Crossed, fn(&str) -> Crossed);

#[test]
fn bad_documents_get_the_errors_of_the_core() {
    let terms: Readers = (
        |bytes| Box::new(Draft::parse(bytes).and_then(|draft| draft.finish()).unwrap_err()),
        |bytes| failed(mt::draft_parse(bytes)),
        |json| {
            let mut out = 0;
            failed_in_c(Err::<(), _>(unsafe { ct::vrm_draft_finish(text(json), &raw mut out) }))
        },
    );
    let form: Readers = (
        |bytes| Box::new(Terms::parse(bytes).unwrap_err()),
        |bytes| failed(mt::terms_parse(bytes)),
        |json| {
            let mut out = 0;
            failed_in_c(Err::<(), _>(unsafe { ct::vrm_terms_parse(text(json), &raw mut out) }))
        },
    );
    let request: Readers = (
        |bytes| Box::new(Request::parse(bytes).unwrap_err()),
        |bytes| failed(mj::request_parse(bytes)),
        |json| failed_in_c(given(|out| unsafe { cj::vrm_request_parse(text(json), out) })),
    );
    let declaration: Readers = (
        |bytes| Box::new(Declaration::parse(bytes).unwrap_err()),
        |bytes| failed(mj::declaration_parse(bytes)),
        |json| failed_in_c(given(|out| unsafe { cj::vrm_declaration_parse(text(json), out) })),
    );
    let preferences: Readers = (
        |bytes| Box::new(Preferences::parse(bytes, Roster::builtin()).unwrap_err()),
        |bytes| failed(mj::preferences_parse(bytes, None)),
        |json| failed_in_c(given(|out| unsafe { cj::vrm_preferences_parse(text(json), 0, out) })),
    );
    let block: Readers = (
        |bytes| Box::new(decision::Block::parse(bytes).unwrap_err()),
        |bytes| failed(mj::block_parse(bytes)),
        |json| failed_in_c(given(|out| unsafe { cj::vrm_block_parse(text(json), out) })),
    );
    let roster: Readers = (
        |bytes| Box::new(Roster::load(bytes).unwrap_err()),
        |bytes| failed(mr::roster_load(bytes)),
        |json| {
            let mut out = 0;
            failed_in_c(Err::<(), _>(unsafe { cr::vrm_roster_load(text(json), &raw mut out) }))
        },
    );
    let document = Roster::builtin().to_document();
    for (readers, bad, placed) in [
        (terms, "{", false),
        (terms, r#"{"v":2,"dpv":"2.3"}"#, true),
        (terms, r#"{"v":1,"dpv":"2.3"}"#, false),
        (terms, r#"{"v":1,"dpv":"2.3","permissions":[{"id":"p","data":["pd:Name"],"purpose":["dpv:Nope"]}]}"#, true),
        (
            terms,
            r#"{"v":1,"dpv":"2.3","permissions":[{"id":"p","data":["dpv:PersonalData"],"purpose":["dpv:Marketing"]}]}"#,
            true,
        ),
        (terms, r#"{"v":1,"dpv":"2.3","prohibitions":[{"id":"p","window":{"from":60,"until":60}}]}"#, true),
        (terms, r#"{"v":1,"dpv":"2.3","prohibitions":[{"id":"p"},{"id":"p"}]}"#, true),
        (form, r#"{"v":1,"dpv":"2.3","prohibitions":[{"id":"p","data":["pd:Name"]}]}"#, false),
        (form, Roster::builtin().entries()[0].terms().machine_form(), false),
        (request, r#"{"data":"pd:Name"}"#, true),
        (request, r#"{"data":"pd Name","purpose":"dpv:Marketing","operation":"dpv:Use","recipient":"vendor"}"#, true),
        (
            request,
            r#"{"data":"pd:Name","purpose":"dpv:Marketing","operation":"dpv:Use","recipient":"vendor","places":[]}"#,
            true,
        ),
        (declaration, r#"{"processes":[]}"#, false),
        (
            declaration,
            r#"{"processes":[{"data":[],"purpose":"unknown","operation":"unknown","recipient":"unknown","basis":"contract"}]}"#,
            true,
        ),
        (preferences, r#"{"preferences":[{"when":"always","talk":"all","by":"me"}]}"#, true),
        (preferences, r#"{"preferences":[{"when":"always","talk":"known","by":"me","accept":["NONE"]}]}"#, false),
        (block, r#"{"against":{"host":"-"},"what":{"id":"b"}}"#, true),
        (block, r#"{"against":"everyone","what":{"id":"b","data":["pd:Nope"]}}"#, true),
        (roster, r#"{"v":1,"roster":"r","entries":[]}"#, true),
        (roster, &document.replace("You propose", "You may propose"), false),
    ] {
        let (core, mobile, c) = readers;
        let wanted = crossing(core(bad.as_bytes()).as_ref());
        assert_eq!(wanted.1.is_some(), placed, "{bad}: {wanted:?}");
        assert_eq!(mobile(bad.as_bytes().to_vec()), wanted, "{bad}");
        assert_eq!(c(bad), wanted, "{bad}");
    }
}

#[test]
fn records_that_mean_nothing_get_the_errors_of_the_core() {
    let mut terms = mr::roster_entry("SD-BASE".into(), None).unwrap().terms;
    terms.permissions[0].id = "an id".into();
    let (code, path, _) = failed(mt::terms_compile(terms.clone()));
    assert_eq!(
        (code, path.as_deref()),
        (u32::from(vrm::core::error::Code::TermsBadId.number()), Some("/permissions/0/id"))
    );
    terms.permissions.clear();
    terms.prohibitions.clear();
    terms.entry = None;
    assert_eq!(failed(mt::terms_hash(terms)).0, u32::from(vrm::core::error::Code::TermsNoRule.number()));
    let mut roster = mr::roster_builtin();
    roster.entries[0].plain[0].text.push('!');
    assert_eq!(failed(mr::roster_to_document(roster)).0, u32::from(vrm::core::error::Code::RosterLayerHash.number()));
    assert_eq!(
        failed(mr::roster_entry("NONE".into(), None)),
        failed_in_c(given(|out| unsafe { cr::vrm_roster_entry(0, text("NONE"), out) }))
    );
}

#[test]
fn what_an_agreement_authorises_is_the_same() {
    let declaration = r#"{"processes":[{"data":["pd:EmailAddress","pd:Prescription"],
        "purpose":["dpv:RequestedServiceProvision"],"operation":["dpv:Store"],"recipient":["vendor"],"basis":"contract"}]}"#;
    let agreement = "11".repeat(32);
    let base = || -> Arc<CompiledTerms> {
        mt::terms_compile(mr::roster_entry("SD-BASE".into(), None).unwrap().terms).unwrap()
    };
    let record = mj::declaration_parse(declaration.as_bytes().to_vec()).unwrap();
    let id = decision::AgreementId::parse(&agreement).unwrap();
    let authority = mj::declaration_authorise(record.clone(), id, None, base(), None).unwrap();
    assert_eq!((authority.grants.len(), authority.pending.len()), (1, 1));
    let terms: u64 = number(|out| unsafe { cr::vrm_entry_terms(0, text("SD-BASE"), out) });
    let c =
        shown(|out| unsafe { cj::vrm_declaration_authorise(text(declaration), text(&agreement), NONE, terms, 0, out) });
    assert_eq!(c, serde_json::to_value(&authority).unwrap());
    let word = authority.pending[0].grant.scope.data[0].clone();
    assert_eq!(mj::grant_id_of(id, 0, word.clone(), None), authority.pending[0].grant.id);
    let named = given(|out| unsafe { cj::vrm_grant_id_of(text(&agreement), 0, text(&word.iri()), NONE, out) });
    assert_eq!(named, Ok(authority.pending[0].grant.id.to_string()));

    let mine = r#"{"v":1,"dpv":"2.3","prohibitions":[{"id":"no","data":["pd:EmailAddress"]}]}"#;
    let own = mt::terms_compile(mt::draft_parse(mine.as_bytes().to_vec()).unwrap()).unwrap();
    let refused = failed(mj::declaration_authorise(record, id, None, base(), Some(own)));
    assert_eq!(refused.1.as_deref(), Some("/processes/0"));
    let own = c_terms(mine);
    let in_c = failed_in_c(given(|out| unsafe {
        cj::vrm_declaration_authorise(text(declaration), text(&agreement), NONE, terms, own, out)
    }));
    assert_eq!(in_c, refused);
    assert_eq!((ct::vrm_terms_free(terms), ct::vrm_terms_free(own)), (0, 0));
}

#[test]
fn words_are_those_of_the_core() {
    use vrm::value::{Cone, OwnWord};
    let facts = mv::word_facts("pd:Prescription".parse().unwrap());
    assert!(facts.special_category && facts.known && !facts.parents.is_empty());
    assert_eq!(mv::word_all().len(), Word::all().count());
    let chess: Word = "https://club.example/words#ChessRating".parse().unwrap();
    let own = vec![OwnWord { word: chess.clone(), below: vec!["pd:Interest".parse().unwrap()] }];
    assert!(!mv::vocabulary_contains(Cone::Data, chess.clone(), vec![]).unwrap());
    assert!(mv::vocabulary_is_within(Cone::Data, chess.clone(), "pd:Interest".parse().unwrap(), own.clone()).unwrap());
    let twice = [own.clone(), own.clone()].concat();
    let core: Vec<_> = twice.iter().cloned().map(Into::into).collect();
    let wanted = crossing(&vrm::core::vocab::Vocabulary::dpv().extend(&core).unwrap_err());
    assert_eq!(failed(mv::vocabulary_extend(twice.clone())), wanted);
    let json = serde_json::to_string(&twice).unwrap();
    let in_c = failed_in_c(given(|out| unsafe { vrm::c::vocabulary::vrm_vocabulary_extend(text(&json), out) }));
    assert_eq!(in_c, wanted);
}
