//! Data of the person's own: kept by category, replaced, removed, and told by nothing but itself.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use proptest::prelude::*;
use std::sync::Arc;
use support::carried::{Lines, import};
use support::life::{Met, copy, keeper, rows};
use support::two::{instant, later};
use support::vault::{ADDRESS, NAME, new_item, text, word};
use vrm_core::did::Did;
use vrm_core::error::{Code, Error, Fault, Kind};
use vrm_core::history::{About, CommandId};
use vrm_core::json::{Object, Value};
use vrm_core::person::Person;
use vrm_core::store::Memory;
use vrm_core::terms::Who;
use vrm_core::time::Window;
use vrm_core::vault::{Content, ItemId, NewItem, Source, VaultError};
use vrm_core::view::StateError;
use vrm_core::vocab::{Cone, Vocabulary};

fn alone() -> Met {
    Met::new(&["SD-BASE"], &["SD-BASE"], Who::Agent)
}

#[test]
fn a_word_says_what_data_it_is() {
    let unknown = ["dpv:PersonalData", "dpv:SpecialCategoryPersonalData", "dpv:Marketing", "pd:Unheard", "vrm:vendor"];
    for name in unknown.into_iter().chain(["https://shop.example/words#Size"]) {
        let error = NewItem::new(word(name), text("x")).unwrap_err();
        assert_eq!(error, VaultError::NotACategory { word: word(name).name() });
        assert_eq!((error.kind(), error.path().as_deref()), (Kind::Invalid, Some("/data")));
    }
    let categories = Vocabulary::dpv().words(Cone::Data);
    let taken = categories.iter().filter(|data| NewItem::new((*data).clone(), text("x")).is_ok()).count();
    assert_eq!(taken, categories.len() - 2);
}

#[test]
fn a_value_is_json_of_our_own() {
    let deep = |depth| [vec!["["; depth].concat(), vec!["]"; depth].concat()].concat();
    assert!(Content::parse(deep(13).as_bytes()).is_ok());
    for (value, code) in [
        ("", Code::JsonSyntax),
        ("{\"health\":1,\"health\":2}", Code::JsonDuplicateMember),
        ("1.5", Code::JsonNotWhole),
        ("9007199254740992", Code::JsonNotWhole),
        ("{\"e\u{301}\":1}", Code::JsonNameNotNfc),
        (&deep(14), Code::JsonTooDeep),
    ] {
        let error = Content::parse(value.as_bytes()).unwrap_err();
        assert_eq!(error, VaultError::Content { broken: code });
        // Not even the names of members are said.
        assert!(error.path().is_none() && !error.to_string().contains("health"), "{error}");
    }
    // 32 KiB with the quotes, and a byte that takes six.
    let most = Content::MAX_BYTES - 2;
    assert!(Content::text(&"x".repeat(most)).is_ok());
    for long in ["x".repeat(most + 1), format!("{}\u{1}", "x".repeat(most - 5))] {
        let error = Content::text(&long).unwrap_err();
        assert_eq!((error.code(), error.kind()), (Code::VaultTooLong, Kind::TooLarge));
    }
}

#[test]
fn a_time_is_in_whole_minutes() {
    let at = instant("2026-03-01T10:00:30Z");
    let error = new_item("pd:Name", NAME).during(Window::new(Some(at), None).unwrap()).unwrap_err();
    assert_eq!((error, NewItem::clone(&new_item("pd:Name", NAME)).window()), (VaultError::NotAMinute, Window::ALWAYS));
}

#[test]
fn what_is_not_there_is_not_found() {
    let mut met = alone();
    let item = met.store("pd:Name", NAME);
    met.person.remove_item(item, None, met.at, &mut met.random).unwrap();
    let (before, head) = (rows(&met.person_store), met.person.head());
    for id in [item, ItemId::from_bytes([3; 16])] {
        let missing = Error::from(VaultError::NoSuchItem { item: id });
        let (at, random) = (met.at, &mut met.random);
        assert_eq!(met.person.item(id).unwrap_err(), missing);
        assert_eq!(met.person.remove_item(id, None, at, random).unwrap_err(), missing);
        assert_eq!(met.person.replace_item(id, &new_item("pd:Name", NAME), None, at, random).unwrap_err(), missing);
        assert_eq!(Error::from(met.person.view().item_facts(id).unwrap_err()), missing);
    }
    assert_eq!((rows(&met.person_store), met.person.head()), (before, head));
}

#[test]
fn an_item_is_stored_replaced_and_removed() {
    let mut met = alone();
    let bank = bank(&mut met);
    let window = Window::new(Some(met.at.floor_to_minute()), Some(later(met.at.floor_to_minute(), 600))).unwrap();
    let first = new_item("pd:EmailAddress", ADDRESS).from(bank.clone()).during(window).unwrap();
    let rows_before = rows(&met.person_store).len();
    let outcome = met.person.store_item(&first, None, met.at, &mut met.random).unwrap();
    assert_eq!((outcome.kinds.as_slice(), outcome.said.len()), (&["stored", "sourced"][..], 0));
    let id = outcome.item.unwrap();
    let item = met.person.item(id).unwrap();
    assert_eq!((&item.content, &item.facts.source, item.facts.window), (&text(ADDRESS), &bank, window));
    assert_eq!((&item.facts.data, item.facts.stored_at), (&word("pd:EmailAddress"), met.at));
    // One event, one document, and one event of the bank's stream.
    assert_eq!(rows(&met.person_store).len(), rows_before + 3);

    met.wait(60);
    let again = new_item("pd:PhysicalAddress", "Lindenweg 4");
    let replaced = met.person.replace_item(id, &again, None, met.at, &mut met.random).unwrap();
    assert_eq!(replaced.item, Some(id));
    let item = met.person.item(id).unwrap();
    assert_eq!((&item.content, &item.facts.source), (&text("Lindenweg 4"), &Source::Person));
    assert_eq!(met.person.view().items().collect::<Vec<_>>(), [&item.facts]);
    // The first value is gone.
    assert_eq!(rows(&met.person_store).len(), rows_before + 4);

    met.person.remove_item(id, None, met.at, &mut met.random).unwrap();
    assert_eq!((met.person.view().items().count(), rows(&met.person_store).len()), (0, rows_before + 4));
}

const BANK: &str = "did:web:bank.example";

/// A bank that the person added.
fn bank(met: &mut Met) -> Source {
    let did = Did::parse(BANK).unwrap();
    met.person.add_vendor(&did, &About::default(), None, met.at, &mut met.random).unwrap();
    Source::Issuer(did)
}

#[test]
fn only_whom_the_person_added_vouches_for_data() {
    let mut met = alone();
    let did = Did::parse(BANK).unwrap();
    let item = new_item("pd:Income", "52000").from(Source::Issuer(did.clone()));
    let (before, at) = (rows(&met.person_store), met.at);
    let error = met.person.store_item(&item, None, at, &mut met.random).unwrap_err();
    assert_eq!(error, StateError::NotAdded { did }.into());
    assert_eq!(rows(&met.person_store), before);
    // Nobody in particular is named by nothing.
    let item = new_item("pd:Income", "52000").from(Source::ThirdParty);
    let outcome = met.person.store_item(&item, None, at, &mut met.random).unwrap();
    assert_eq!(outcome.kinds, ["stored"]);
    let id = outcome.item.unwrap();
    assert_eq!(met.person.view().item_facts(id).unwrap().source, Source::ThirdParty);
}

/// Who vouched for data goes with the relationship; the data stays.
#[test]
fn an_erased_vendor_is_named_by_no_item() {
    let mut met = alone();
    let issuer = bank(&mut met);
    let (at, command) = (met.at, Some(CommandId::from_bytes([3; 16])));
    let item = new_item("pd:Income", "52000").from(issuer.clone());
    let first = met.person.store_item(&item, command, at, &mut met.random).unwrap();
    let id = first.item.unwrap();
    assert_eq!(met.person.store_item(&item, command, at, &mut met.random).unwrap(), first);
    for other in [Source::ThirdParty, Source::Person] {
        let item = new_item("pd:Income", "52000").from(other);
        let error = met.person.store_item(&item, command, at, &mut met.random).unwrap_err();
        assert_eq!(error.code(), Code::StateCommandReused);
    }
    let other = Did::parse("did:web:office.example").unwrap();
    met.person.add_vendor(&other, &About::default(), None, at, &mut met.random).unwrap();
    let same_but = new_item("pd:Income", "52000").from(Source::Issuer(other));
    let error = met.person.store_item(&same_but, command, at, &mut met.random).unwrap_err();
    assert_eq!(error.code(), Code::StateCommandReused);

    let source = |person: &Person| person.view().item_facts(id).unwrap().source.clone();
    let again = || Person::open(Arc::clone(&met.person_store), keeper(), met.person.id()).unwrap();
    assert_eq!((source(&met.person), source(&again())), (issuer.clone(), issuer));
    let export = |person: &mut Person| person.danger_export().unwrap().danger_expose().to_owned();
    let carried = |export: &str| {
        let store = Arc::new(Memory::new());
        Person::import(export.as_bytes(), store, keeper(), &mut support::two::Seeded::new(4)).unwrap()
    };
    let whole = export(&mut met.person);
    assert!(whole.contains(BANK));
    assert!(matches!(source(&carried(&whole)), Source::Issuer(_)));

    let stream = first.relationship;
    met.person.erase(stream, None, at, &mut met.random).unwrap();
    let again = Person::open(Arc::clone(&met.person_store), keeper(), met.person.id()).unwrap();
    assert_eq!((source(&met.person), source(&again)), (Source::ThirdParty, Source::ThirdParty));
    let rest = export(&mut met.person);
    assert!(!rest.contains("bank.example"));
    assert_eq!(source(&carried(&rest)), Source::ThirdParty);
    assert_eq!(met.person.item(id).unwrap().content, text("52000"));
}

/// What no step would write: a vendor that vouches for another value than the one that is kept.
#[test]
fn a_vendor_vouches_for_the_value_that_is_there() {
    let mut met = alone();
    let item = new_item("pd:Income", "52000").from(bank(&mut met));
    met.person.store_item(&item, None, met.at, &mut met.random).unwrap();
    let lines = Lines::of(met.person.danger_export().unwrap().danger_expose());
    let [index] = lines.events("sourced").try_into().unwrap();
    let text = lines.text_at(index, "event");
    let at = text.find("\"content\":\"").unwrap() + 11;
    let other = if text[at..].starts_with('0') { "1" } else { "0" };
    let mut spoilt = lines.clone();
    spoilt.rewrite(index, &text[at - 11..=at], &format!("\"content\":\"{other}"));
    let error = Person::import(spoilt.chained().text().as_bytes(), Arc::new(Memory::new()), keeper(), &mut met.random);
    assert_eq!(error.unwrap_err().code(), Code::HistoryDoesNotFollow);
}

#[test]
fn whoever_opens_it_again_has_the_same() {
    let mut met = alone();
    let ids = [met.store("pd:Name", NAME), met.store("pd:EmailAddress", ADDRESS)];
    let facts: Vec<_> = met.person.view().items().cloned().collect();
    let mut person = Person::open(Arc::clone(&met.person_store), keeper(), met.person.id()).unwrap();
    assert_eq!(person.view().items().cloned().collect::<Vec<_>>(), facts);
    assert_eq!(person.item(ids[0]).unwrap().content, text(NAME));
    // Of two handles the one that is behind reads on.
    met.person.replace_item(ids[0], &new_item("pd:Name", "Mara"), None, met.at, &mut met.random).unwrap();
    assert_eq!(person.item(ids[0]).unwrap().content, text("Mara"));
    met.person.remove_item(ids[1], None, met.at, &mut met.random).unwrap();
    assert_eq!(person.item(ids[1]).unwrap_err(), VaultError::NoSuchItem { item: ids[1] }.into());
}

#[test]
fn a_command_stores_once_and_its_value_is_told_by_itself() {
    let mut met = alone();
    let (id, at) = (CommandId::from_bytes([5; 16]), met.at);
    let command = Some(id);
    let item = new_item("pd:Name", NAME);
    let outcome = met.person.store_item(&item, command, at, &mut met.random).unwrap();
    assert_eq!(met.person.store_item(&item, command, at, &mut met.random).unwrap(), outcome);
    let reused = Error::from(StateError::CommandReused { id });
    for other in [new_item("pd:Name", "Nina"), new_item("pd:EmailAddress", NAME), item.clone().from(Source::Public)] {
        assert_eq!(met.person.store_item(&other, command, at, &mut met.random).unwrap_err(), reused);
    }
    let id = outcome.item.unwrap();
    assert_eq!(met.person.replace_item(id, &item, command, at, &mut met.random).unwrap_err(), reused);
    // Once the value is gone nothing tells it from another.
    met.person.remove_item(id, None, at, &mut met.random).unwrap();
    for item in [item, new_item("pd:Name", "Nina")] {
        assert_eq!(met.person.store_item(&item, command, at, &mut met.random).unwrap(), outcome);
    }
    assert_eq!(met.person.view().items().count(), 0);
}

/// The texts of every event of the person's, in the order of the history.
fn events(person: &Person) -> Vec<String> {
    person.events_since(0, u32::MAX).unwrap().iter().map(|entry| format!("{}\n{entry:?}", entry.to_text())).collect()
}

#[test]
fn the_same_values_leave_the_same_history_but_for_what_is_salted() {
    let histories = [NAME, "Nina Huber"].map(|value| {
        let mut met = alone();
        let command = Some(CommandId::from_bytes([5; 16]));
        met.person.store_item(&new_item("pd:Name", value), command, met.at, &mut met.random).unwrap();
        events(&met.person)
    });
    let [one, other] = &histories;
    let salted = |text: &str| {
        let (before, rest) = text.split_once("\"content\":\"").unwrap();
        format!("{before}{}", &rest[64..].split('\n').next().unwrap())
    };
    // The command's hash, too, is the same: nothing but the salted hash tells the two apart.
    assert_eq!(one.len(), other.len());
    let (last, other_last) = (one.last().unwrap(), other.last().unwrap());
    assert_ne!(last, other_last);
    assert_eq!(salted(last), salted(other_last));
}

#[test]
fn an_export_carries_the_vault_and_forgets_what_was_removed() {
    let mut met = alone();
    let kept = met.store("pd:Name", NAME);
    let gone = met.store("pd:EmailAddress", ADDRESS);
    met.person.replace_item(kept, &new_item("pd:Name", "Mara K."), None, met.at, &mut met.random).unwrap();
    met.person.remove_item(gone, None, met.at, &mut met.random).unwrap();
    let export = met.person.danger_export().unwrap();
    for value in [NAME, ADDRESS] {
        assert!(!export.danger_expose().contains(value), "{value}");
    }
    let lines = Lines::of(export.danger_expose());
    assert!(lines.all("event").iter().all(|line| !lines.0[*line].contains("Mara K.")));
    let mut person = import(export.danger_expose().as_bytes(), 3).0.unwrap();
    assert_eq!(person.item(kept).unwrap(), met.person.item(kept).unwrap());
    assert_eq!(person.danger_export().unwrap().danger_expose(), export.danger_expose());
}

#[test]
fn a_vault_in_an_export_is_what_was_written() {
    let mut met = alone();
    met.store("pd:Name", NAME);
    met.store("pd:EmailAddress", ADDRESS);
    let lines = Lines::of(met.person.danger_export().unwrap().danger_expose());
    let documents = lines.all("document");
    let text = |index: usize| lines.text_at(documents[index], "text");
    let with = |change: &dyn Fn(&mut Lines)| {
        let mut lines = lines.clone();
        change(&mut lines);
        let (person, store) = import(lines.sealed().text().as_bytes(), 3);
        assert!(support::carried::is_empty(store.as_ref()));
        person.unwrap_err().code()
    };
    let set = |to: String| with(&|lines: &mut Lines| lines.set(documents[0], "text", to.as_str()));
    let value = |of: usize| if text(of).contains(NAME) { NAME } else { ADDRESS };
    assert_eq!(set(text(0).replace(value(0), "somebody else")), Code::HistoryNotAsNamed);
    assert_eq!(set(text(1)), Code::HistoryNotAsNamed);
    assert_eq!(set("a value".to_owned()), Code::HistoryNotAsNamed);
    assert_eq!(set(format!("{} ", text(0))), Code::HistoryNotAsNamed);
    assert_eq!(with(&|lines| drop(lines.0.remove(documents[0]))), Code::HistoryLacking);
    assert_eq!(with(&|lines| lines.set(documents[1], "name", "ff".repeat(32))), Code::HistoryStray);
    // A document of the right name whose value is another item's, by somebody who makes hashes and the chain anew.
    let renamed = |lines: &mut Lines, text: String| {
        let (old, name) = (lines.text_at(documents[0], "name"), named(&text));
        lines.set(documents[0], "text", text.as_str());
        lines.set(documents[0], "name", name.as_str());
        for event in lines.events("stored") {
            let text = lines.text_at(event, "event").replace(&old, &name);
            lines.set(event, "event", text.as_str());
        }
        *lines = lines.clone().chained();
    };
    let item = |of: usize| {
        let text = text(of);
        let (_, rest) = text.split_once("\"item\":\"").unwrap();
        rest[..32].to_owned()
    };
    let honest = with_chain(&lines, &|lines| renamed(lines, text(0).replace(value(0), "another name")));
    assert!(honest.is_ok(), "an owner may write what it likes of its own data");
    for other in [text(0).replace(&item(0), &item(1)), text(0).replace("/pd#", "/pd#Very")] {
        let error = with_chain(&lines, &|lines| renamed(lines, other.clone())).unwrap_err();
        assert_eq!(error.code(), Code::HistoryNotAsNamed);
    }
    for (from, to, code) in [
        ("\"item\":\"", "\"item\":\"00", Code::FormHex),
        ("pd#Name", "pd#Nmae", Code::HistoryNotAsNamed),
        ("DataSubjectDataSource", "NonPublicDataSource", Code::FormUnknownValue),
    ] {
        let error = with_chain(&lines, &|lines| {
            let at = lines.events("stored").into_iter().find(|at| lines.text_at(*at, "event").contains(from)).unwrap();
            lines.rewrite(at, from, to);
            *lines = lines.clone().chained();
        });
        assert_eq!(error.unwrap_err().code(), code);
    }
}

/// A word that this DPV lacks, as a later one may lack one of today's: the item is there with its value, and nobody is
/// given it.
#[test]
fn an_item_under_a_word_that_is_unknown_by_now_is_kept_and_not_given() {
    let (mut met, _) = Met::agreed();
    let (item, grant) = (met.store("pd:Name", NAME), met.grant_of("pd:Name"));
    let other = met.store("pd:EmailAddress", ADDRESS);
    let lines = Lines::of(met.person.danger_export().unwrap().danger_expose());
    let person = with_chain(&lines, &|lines| {
        let is_it =
            |at: &usize| lines.text_at(*at, "text").contains("pd#Name") && lines.text_at(*at, "text").contains(NAME);
        let document = lines.all("document").into_iter().find(is_it).unwrap();
        let text = lines.text_at(document, "text").replace("pd#Name", "pd#Nmae");
        let event =
            lines.events("stored").into_iter().find(|at| lines.text_at(*at, "event").contains("pd#Name")).unwrap();
        let stored = lines.text_at(event, "event").replace("pd#Name", "pd#Nmae");
        let stored = stored.replace(&lines.text_at(document, "name"), &named(&text));
        lines.set(event, "event", stored);
        lines.set(document, "name", named(&text));
        lines.set(document, "text", text);
        *lines = lines.clone().chained();
    });
    let mut person = person.unwrap();
    let kept = person.item(item).unwrap();
    assert_eq!((kept.facts.data.clone(), kept.content), (word("pd:Nmae"), text(NAME)));
    assert!(!kept.facts.data.is_known());
    let givable = person.view().givable(met.relationship, met.at).unwrap();
    let given: Vec<ItemId> = givable.into_iter().map(|(_, item)| item).collect();
    assert!(given.contains(&other) && !given.contains(&item));
    let refused = person.give(met.relationship, grant, &[item], None, met.at, &mut met.random).unwrap_err();
    assert_eq!(refused, VaultError::NotOfGrant { data: "pd:Nmae".to_owned(), grant }.into());
    // What the word means is stated anew.
    person.replace_item(item, &new_item("pd:Name", NAME), None, met.at, &mut met.random).unwrap();
    person.give(met.relationship, grant, &[item], None, met.at, &mut met.random).unwrap();
}

fn with_chain(lines: &Lines, change: &dyn Fn(&mut Lines)) -> Result<Person, Error> {
    let mut lines = lines.clone();
    change(&mut lines);
    // Documents lie in the order of their streams, and there of their names.
    let documents = lines.all("document");
    let mut sorted: Vec<String> = documents.iter().map(|at| lines.0[*at].clone()).collect();
    let part = |line: &String, name| line.split_once(name).unwrap().1.split('"').next().unwrap().to_owned();
    sorted.sort_by_key(|line| ["\"stream\":\"", "\"name\":\""].map(|name| part(line, name)));
    documents.iter().zip(sorted).for_each(|(at, line)| lines.0[*at] = line);
    import(lines.sealed().text().as_bytes(), 3).0
}

fn named(text: &str) -> String {
    use sha2::{Digest as _, Sha256};
    support::hex(&Sha256::new().chain_update(b"vrm:value:v1\0").chain_update(text).finalize())
}

#[test]
fn a_value_that_the_store_changed_is_damage() {
    let mut met = alone();
    let item = met.store("pd:Name", NAME);
    let before = rows(&copy(&met.person_store));
    let row = before.iter().find(|(key, _)| key.get(16) == Some(&b'D')).unwrap().clone();
    let mut spoilt = row.1.clone();
    *spoilt.last_mut().unwrap() ^= 1;
    let guard = vrm_core::store::Guard { key: b"", expect: None };
    met.person_store.commit(guard, &[vrm_core::store::Write::Put { key: &row.0, value: &spoilt }]).unwrap();
    assert_eq!(met.person.item(item).unwrap_err().code(), Code::LogDamaged);
    met.person_store.commit(guard, &[vrm_core::store::Write::Delete { key: &row.0 }]).unwrap();
    assert_eq!(met.person.item(item).unwrap_err().code(), Code::LogNoDocument);
}

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-9_007_199_254_740_991..=9_007_199_254_740_991_i64).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map("[a-z]{1,8}", inner, 0..5)
                .prop_map(|members| members.into_iter().fold(Object::new(), |all, (name, v)| all.with(name, v)).into()),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_value_is_read_as_it_is_written(value in json()) {
        let content = Content::of(&value).unwrap();
        prop_assert_eq!(content.danger_expose(), value.canonical());
        prop_assert_eq!(Content::parse(content.danger_expose().as_bytes()), Ok(content.clone()));
        prop_assert_eq!(format!("{content:?}"), "Content(..)");
    }

    #[test]
    fn a_value_comes_back_from_the_vault(value in json()) {
        let mut met = alone();
        let content = Content::of(&value).unwrap();
        let new = NewItem::new(word("pd:Name"), content.clone()).unwrap();
        let id = met.store_new(&new);
        prop_assert_eq!(met.person.item(id).unwrap().content, content);
    }
}
