//! Whatever a store does to what was written is found: when the log is opened, or by the call that reads it. What cannot be
//! found stands in the last tests, and in the manual.

use crate::code;
use crate::life::{Full, full, shown};
use crate::support::lived::{holding, keeper, rows};
use crate::support::two::Seeded;
use std::sync::Arc;
use vrm_core::Error;
use vrm_core::error::{Code, Fault as _, Kind};
use vrm_core::life::Reception;
use vrm_core::message::Jti;
use vrm_core::person::Person;
use vrm_core::store::{Memory, Pair};

/// What a row holds.
fn kind(row: &Pair) -> char {
    char::from(row.0[16])
}

struct Case {
    full: Full,
    rows: Vec<Pair>,
    /// Every letter that is kept.
    letters: Vec<Jti>,
}

impl Case {
    fn new() -> Self {
        let full = full(Arc::new(Memory::new()));
        let rows = rows(&*full.lived.store);
        let waiting = full.lived.person.outbox(full.lived.at).unwrap();
        let letters: Vec<Jti> = waiting.iter().map(|letter| letter.id).chain([full.sent]).collect();
        let case = Self { full, rows, letters };
        assert_eq!((case.of('O').len(), case.of('R').len()), (case.letters.len(), case.full.lived.received.len()));
        case.read('O', &case.rows).unwrap();
        case
    }

    fn of(&self, wanted: char) -> Vec<usize> {
        (0..self.rows.len()).filter(|index| kind(&self.rows[*index]) == wanted).collect()
    }

    fn open(&self, rows: &[Pair]) -> Result<Person, Error> {
        Person::open(holding(rows), keeper(1), self.full.lived.person.id())
    }

    /// The rows with one of them changed.
    fn with(&self, index: usize, value: &[u8]) -> Vec<Pair> {
        let mut rows = self.rows.clone();
        rows[index].1 = value.to_vec();
        rows
    }

    /// Where to change a value: its beginning, its end, and some of the middle. Of a kind with many rows, every row has its
    /// turn at some of them.
    fn places(&self, index: usize) -> impl Iterator<Item = usize> {
        let (length, many) = (self.rows[index].1.len(), self.of(kind(&self.rows[index])).len() > 8);
        let all = (0..length).filter(move |at| *at < 80 || length - *at <= 20 || at % 211 == 0);
        all.filter(move |at| !many || (at + index).is_multiple_of(7))
    }

    fn without(&self, index: usize) -> Vec<Pair> {
        let mut rows = self.rows.clone();
        rows.remove(index);
        rows
    }

    /// Opens the log, and makes the calls that read letters, or what was taken.
    fn read(&self, row: char, rows: &[Pair]) -> Result<Person, Error> {
        let mut person = self.open(rows)?;
        let (at, mut random) = (self.full.lived.at, Seeded::new(1));
        if row == 'O' {
            for letter in &self.letters {
                person.resend(*letter)?;
            }
            person.outbox(at)?;
        }
        for bytes in self.full.lived.received.iter().filter(|_| row == 'R') {
            match person.receive(bytes, at, &mut random)? {
                Reception::Replay { .. } | Reception::Rejected { .. } => {}
                Reception::Received(outcome) if outcome.kinds == ["profiled"] => {}
                other => panic!("{other:?}"),
            }
        }
        Ok(person)
    }

    /// What was changed has to be refused, for what it is.
    fn refused(&self, row: char, rows: &[Pair], change: &str) {
        let error = self.read(row, rows).err().unwrap_or_else(|| panic!("{row}: {change} was not found"));
        let about = match row {
            'H' => ["head", "key", "history", "chain", "event"].as_slice(),
            'E' => &["event", "chain"],
            'K' => &["key", "event"],
            'D' => &["document"],
            'O' => &["letter"],
            'R' => &["replay"],
            other => panic!("{other}"),
        };
        let text = error.to_string();
        assert!(
            about.iter().any(|about| text.contains(about)) || error.kind() == Kind::NewerVersion,
            "{row} {change}: {text}"
        );
        let kinds = [Kind::Damaged, Kind::Locked, Kind::RolledBack, Kind::NewerVersion, Kind::NotFound];
        assert!(kinds.contains(&error.kind()), "{row} {change}: {error}");
    }
}

/// Documents of agreements are read by who exports them or has a dispute, and not here.
fn is_read(case: &Case, index: usize) -> bool {
    let (key, _) = &case.rows[index];
    kind(&case.rows[index]) != 'D' || key[17..33] == [0; 16]
}

#[test]
fn one_byte() {
    let case = Case::new();
    let mut count = 0;
    for index in 0..case.rows.len() {
        let row = kind(&case.rows[index]);
        for at in case.places(index).filter(|_| is_read(&case, index)) {
            // A letter's first byte says whether it has left, and may say so falsely.
            if row == 'O' && at == 0 {
                continue;
            }
            let mut value = case.rows[index].1.clone();
            value[at] ^= 1 << (at % 8);
            case.refused(row, &case.with(index, &value), &format!("byte {at} of row {index}"));
            count += 1;
        }
    }
    println!("{count} bytes changed, every change found");
}

#[test]
fn cut_and_emptied_and_longer_and_gone() {
    let case = Case::new();
    for index in (0..case.rows.len()).filter(|index| is_read(&case, *index)) {
        let (row, value) = (kind(&case.rows[index]), &case.rows[index].1);
        for length in case.places(index) {
            case.refused(row, &case.with(index, &value[..length]), &format!("row {index} cut to {length}"));
        }
        case.refused(row, &case.with(index, &[value, [0].as_slice()].concat()), &format!("row {index}, longer"));
        if !matches!(row, 'O' | 'R') {
            case.refused(row, &case.without(index), &format!("row {index} gone"));
        }
    }
}

/// S2: sealed rows open in their own place alone.
#[test]
fn every_pair_of_rows_of_a_kind_swapped() {
    let case = Case::new();
    let mut count = 0;
    for row in ['E', 'K', 'D', 'O', 'R'] {
        let indices = case.of(row);
        for (nth, one) in indices.iter().enumerate() {
            for other in &indices[nth + 1..] {
                if !is_read(&case, *one) && !is_read(&case, *other) {
                    continue;
                }
                let mut rows = case.rows.clone();
                (rows[*one].1, rows[*other].1) = (rows[*other].1.clone(), rows[*one].1.clone());
                case.refused(row, &rows, &format!("rows {one} and {other} swapped"));
                // One of the two in both places.
                case.refused(row, &case.with(*one, &case.rows[*other].1), &format!("row {other} also in {one}"));
                count += 2;
            }
        }
    }
    println!("{count} swaps, every one refused");
    assert!(count > 500);
}

/// What is sealed in an event stands in the place of another, each under its own header.
#[test]
fn what_is_sealed_moved_under_another_header() {
    let case = Case::new();
    let events = case.of('E');
    for (nth, one) in events.iter().enumerate() {
        for other in &events[nth + 1..] {
            let value = [&case.rows[*one].1[..56], &case.rows[*other].1[56..]].concat();
            case.refused('E', &case.with(*one, &value), "another text");
        }
    }
}

#[test]
fn an_event_gone_from_the_middle_is_named() {
    let case = Case::new();
    for (nth, index) in case.of('E').into_iter().enumerate() {
        let error = case.open(&case.without(index)).unwrap_err();
        assert_eq!(error.code(), Code::HistoryMissing);
        assert!(error.to_string().contains(&format!("at {} ", nth + 1)), "{error}");
        // Its text alone: nothing says that it was erased.
        let error = case.open(&case.with(index, &case.rows[index].1[..56])).unwrap_err();
        assert_eq!(error.code(), Code::HistoryMissing);
        assert!(error.to_string().contains(&format!("at {} ", nth + 1)), "{error}");
    }
}

#[test]
fn another_keeper_is_locked_out() {
    let case = Case::new();
    let error = Person::open(holding(&case.rows), keeper(2), case.full.lived.person.id()).unwrap_err();
    assert_eq!((error.code(), error.kind()), (Code::KeeperLocked, Kind::Locked));
}

#[test]
fn a_head_of_another_time() {
    let case = Case::new();
    let [head] = case.of('H')[..] else { panic!() };
    let value = case.rows[head].1.clone();
    let p = case.full.lived.person.head().p();
    for position in [0, 1, p - 1, p + 1, p + 1000, u64::MAX] {
        let mut value = value.clone();
        value[1..9].copy_from_slice(&position.to_be_bytes());
        case.refused('H', &case.with(head, &value), &format!("at {position}"));
    }
    // The head as it was, and events behind it.
    let person = case.open(&case.rows).unwrap();
    for seen in &case.full.heads {
        if *seen == person.head() {
            continue;
        }
        let mut value = value.clone();
        value[1..9].copy_from_slice(&seen.p().to_be_bytes());
        value[9..41].copy_from_slice(seen.hash());
        assert_eq!(code(case.open(&case.with(head, &value))), Code::HistoryOtherHead);
    }
    let mut newer = value;
    newer[0] = 2;
    let error = case.open(&case.with(head, &newer)).unwrap_err();
    assert_eq!((error.code(), error.kind()), (Code::LogNewerVersion, Kind::NewerVersion));
}

/// A key of one's own that is gone would be a silence: letters that nobody opens.
#[test]
fn a_key_gone_is_found_when_the_log_is_opened() {
    let case = Case::new();
    for index in case.of('K') {
        let code = code(case.open(&case.without(index)));
        let whose = case.rows[index].0[17];
        // A stream without its key is as empty as an erased one, and nothing says that it was.
        let expected = [Code::LogDamaged, Code::LogDamaged, Code::HistoryMissing, Code::LogDamaged];
        // Without its stream's key a party's own cannot be opened either.
        assert!(code == expected[usize::from(whose)] || (whose == 2 && code == Code::LogDamaged), "{whose} {code:?}");
    }
}

/// What is not found, because nothing that is signed or chained says so.
#[test]
fn what_cannot_be_found() {
    let case = Case::new();
    let before = shown(&case.full.lived.person.view());
    // A letter left out, or said to have left: as if the network had lost it.
    for index in case.of('O') {
        assert_eq!(shown(&case.read_but_letters(&case.without(index)).view()), before);
        let mut value = case.rows[index].1.clone();
        value[0] ^= 1;
        assert_eq!(shown(&case.read_but_letters(&case.with(index, &value)).view()), before);
    }
    // A message forgotten: it may come again, and finds that its time is over, or says once more what is known.
    for index in case.of('R') {
        assert_eq!(shown(&case.read('R', &case.without(index)).unwrap().view())[1..], before[1..]);
    }
    // A document of an agreement: whoever exports it or goes to dispute finds that it is not there.
    for index in case.of('D').into_iter().filter(|index| !is_read(&case, *index)) {
        assert_eq!(shown(&case.open(&case.without(index)).unwrap().view()), before);
    }
    // Rows that nobody wrote, of kinds that nobody reads.
    let mut more = case.rows.clone();
    more.push(([case.rows[0].0[..16].to_vec(), b"Zx".to_vec()].concat(), b"x".to_vec()));
    assert_eq!(shown(&case.open(&more).unwrap().view()), before);
}

impl Case {
    fn read_but_letters(&self, rows: &[Pair]) -> Person {
        let person = self.open(rows).unwrap();
        person.outbox(self.full.lived.at).unwrap();
        person
    }
}

/// Every older state of the whole store is whole in itself. It is found by whoever remembers a head.
#[test]
fn an_older_store_is_found_by_a_head_that_was_seen() {
    let case = Case::new();
    let (now, id) = (case.full.lived.person.head(), case.full.lived.person.id());
    for (rows, head) in case.full.states.iter().zip(&case.full.heads) {
        let person = Person::open(holding(rows), keeper(1), id).unwrap();
        assert_eq!(person.head(), *head);
        person.leads_through(head).unwrap();
        if *head != now {
            let error = person.leads_through(&now).unwrap_err();
            assert_eq!((error.code(), error.kind()), (Code::LogRolledBack, Kind::RolledBack));
        }
        case.full.lived.person.leads_through(head).unwrap();
    }
}

/// Of an older state, single rows: they are refused, or they are what they are.
#[test]
fn single_rows_of_an_older_store() {
    let case = Case::new();
    let mut replayed = 0;
    for (nth, older) in case.full.states.iter().enumerate() {
        for (key, value) in older {
            let Some(index) = case.rows.iter().position(|row| row.0 == *key) else {
                // A row that is there no more: a letter that was answered.
                assert_eq!(char::from(key[16]), 'O');
                continue;
            };
            if case.rows[index].1 == *value {
                continue;
            }
            replayed += 1;
            // But for the head, only the letters change: whether they have left.
            match kind(&case.rows[index]) {
                'H' => assert_eq!(code(case.open(&case.with(index, value))), Code::HistoryOtherHead, "{nth}"),
                'O' => assert_eq!(case.rows[index].1[1..], value[1..]),
                other => panic!("{other} changed"),
            }
        }
    }
    assert!(replayed >= 8);
}
