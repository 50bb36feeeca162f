//! Words, places, recipients and words of one's own.

use super::{harmless, told, utf8};
use vrm_core::terms::Roster;
use vrm_core::vocab::{Cone, OwnWord, Place, Places, Recipient, Vocabulary, Word};

pub fn word(data: &[u8]) {
    told(Roster::builtin().entry(utf8(data)));
    let Some(word) = told(Word::parse(utf8(data))) else { return };
    let (iri, name) = (word.iri(), word.name());
    harmless(&name);
    assert_eq!(Word::parse(&iri).as_ref(), Ok(&word));
    assert_eq!(Word::parse(&name).as_ref(), Ok(&word));
    assert_eq!(Word::parse(&iri).unwrap().iri(), iri);
    if let Some(local) = iri.strip_prefix("https://w3id.org/dpv/standards/ieee/7012#") {
        assert_eq!(Word::parse(&format!("p7012:{local}")).as_ref(), Ok(&word));
    }
    for other in Cone::ALL.map(Cone::root) {
        assert_eq!(word.cmp(&other), iri.cmp(&other.iri()));
        assert_eq!(word == other, iri == other.iri());
    }
    assert!(word.is_known() || (word.parents().is_empty() && word.kind().is_none()));
}

pub fn place(data: &[u8]) {
    let Some(place) = told(Place::parse(utf8(data))) else { return };
    harmless(place.code());
    assert_eq!(Place::parse(&place.iri()).as_ref(), Ok(&place));
    let alone = Places::within([place.clone()]).unwrap();
    assert!(alone.is_within(&alone) && alone.is_within(&Places::Anywhere) && !Places::Anywhere.is_within(&alone));
    assert_eq!(alone.unknown().is_none(), place.is_known());
    if place.is_known() {
        assert_eq!(Place::parse(place.code()).as_ref(), Ok(&place));
        assert!(alone.overlaps(&alone));
    } else {
        assert!(!place.is_union());
        assert!(Place::all().all(|known| known.code() != place.code()));
    }
}

pub fn recipient(data: &[u8]) {
    let Some(recipient) = told(Recipient::parse(utf8(data))) else { return };
    harmless(recipient.name());
    assert_eq!(Recipient::parse(&recipient.iri()).as_ref(), Ok(&recipient));
    assert_eq!(Recipient::parse(recipient.name()).as_ref(), Ok(&recipient));
    let known = !matches!(recipient, Recipient::Unknown(_));
    assert_eq!(recipient.is_within(&Recipient::Anyone), known);
    assert!(recipient.overlaps(&recipient));
}

/// One own word a line: its IRI, then what it stands below.
pub fn own_words(data: &[u8]) {
    let mut own = Vec::new();
    for line in utf8(data).lines() {
        let words: Option<Vec<Word>> = line.split_whitespace().map(|word| told(Word::parse(word))).collect();
        let Some((word, below)) = words.as_deref().and_then(<[Word]>::split_first) else { return };
        own.push(OwnWord { word: word.clone(), below: below.to_vec() });
    }
    let dpv = Vocabulary::dpv();
    let Some(text) = told(dpv.extend(&own)) else { return };
    own.reverse();
    let turned = dpv.extend(&own).unwrap();
    for own in &own {
        let homes = Cone::ALL.into_iter().filter(|cone| text.contains(*cone, &own.word));
        assert!(homes.clone().count() > 0 && !own.word.is_known());
        for cone in homes {
            assert!(!dpv.contains(cone, &own.word) && text.is_within(cone, &own.word, &cone.root()));
            assert_eq!(text.is_marked(cone, &own.word), turned.is_marked(cone, &own.word));
            for above in own.below.iter().filter(|above| text.contains(cone, above)) {
                assert!(text.is_within(cone, &own.word, above) && !text.is_within(cone, above, &own.word));
                assert!(text.is_marked(cone, &own.word) || !text.is_marked(cone, above));
                assert!(turned.is_within(cone, &own.word, above));
            }
        }
    }
}
