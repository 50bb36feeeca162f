//! Names, texts, tokens and language tags by example, unhappy paths first; their laws; and published cases.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use proptest::prelude::*;
use support::{Score, bytes, fixtures, text};
use unicode_normalization::UnicodeNormalization;
use vrm_core::error::{Code, Fault};
use vrm_core::json::{Node, foreign};
use vrm_core::text::{Language, Name, NameWarning, Text, TextError, Token};

fn name(text: &str) -> Name {
    Name::parse(text).unwrap()
}

fn code(text: &str) -> Code {
    Name::parse(text).unwrap_err().code()
}

#[test]
fn names_that_hide_move_or_mean_nothing_are_refused() {
    for (character, what) in [
        ('\0', "a control character"),
        ('\n', "a control character"),
        ('\u{85}', "a control character"),
        ('\u{202e}', "a format character"),
        ('\u{2066}', "a format character"),
        ('\u{200e}', "a format character"),
        ('\u{61c}', "a format character"),
        ('\u{200b}', "a format character"),
        ('\u{200c}', "a format character"),
        ('\u{200d}', "a format character"),
        ('\u{2060}', "a format character"),
        ('\u{feff}', "a format character"),
        ('\u{ad}', "a format character"),
        ('\u{e0041}', "a format character"),
        ('\u{fff9}', "a format character"),
        ('\u{2028}', "a line separator"),
        ('\u{2029}', "a line separator"),
        ('\u{a0}', "a space other than the plain one"),
        ('\u{3000}', "a space other than the plain one"),
        ('\u{e000}', "a private-use character"),
        ('\u{f0000}', "a private-use character"),
        ('\u{ffff}', "an unassigned character"),
        ('\u{fdd0}', "an unassigned character"),
        ('\u{e0080}', "an unassigned character"),
        ('\u{34f}', "an invisible character"),
        ('\u{115f}', "an invisible character"),
        ('\u{3164}', "an invisible character"),
        ('\u{ffa0}', "an invisible character"),
        ('\u{180b}', "an invisible character"),
        ('\u{fe0f}', "an invisible character"),
        ('\u{e0100}', "an invisible character"),
        ('\u{17b4}', "an invisible character"),
        ('\u{2800}', "an invisible character"),
        ('\u{149}', "a deprecated character"),
    ] {
        let error = Name::parse(&format!("ab{character}c")).unwrap_err();
        assert_eq!(error, TextError::Forbidden { character, position: 3, what }, "U+{:04X}", u32::from(character));
        assert!(!error.to_string().contains(character));
    }
}

#[test]
fn names_of_a_wrong_shape_are_refused() {
    assert_eq!(code(""), Code::TextEmpty);
    for text in [" ", " a", "a ", "a  b"] {
        assert_eq!(code(text), Code::NameSpaces, "{text}");
    }
    assert_eq!(code("e\u{301}"), Code::NameNotNfc);
    assert_eq!(code("\u{212b}ngström"), Code::NameNotNfc);
    assert_eq!(Name::parse("\u{301}a"), Err(TextError::Marks { position: 1, limit: 4 }));
    assert_eq!(Name::parse("a \u{301}b"), Err(TextError::Marks { position: 3, limit: 4 }));
    assert!(Name::parse(&format!("x{}", "\u{33f}".repeat(4))).is_ok());
    assert_eq!(Name::parse(&format!("x{}", "\u{33f}".repeat(5))), Err(TextError::Marks { position: 6, limit: 4 }));
    assert_eq!(code(&"x".repeat(65)), Code::NameTooLong);
    assert!(Name::parse(&"é".repeat(64)).is_ok());
    assert_eq!(Name::parse(&"x".repeat(513)), Err(TextError::TooLong { kind: "name", length: 513, limit: 512 }));
    // 64 characters to a reader, 128 to Unicode.
    assert!(Name::parse(&"x\u{33f}".repeat(64)).is_ok());
}

#[test]
fn honest_names_pass_without_a_warning() {
    for text in [
        "Crédit Agricole",
        "Müller & Söhne GmbH",
        "Yapı Kredi",
        "Ærø Kommune",
        "Почта России",
        "Почта 24",
        "ΔΕΗ",
        "株式会社ローソン",
        "LINEヤフー株式会社",
        "삼성 Galaxy",
        "中国银行",
        "شركة الاتصالات",
        "בנק הפועלים",
        "भारतीय स्टेट बैंक",
        "ธนาคารกรุงไทย",
        "O’Reilly",
        "1&1",
        "7-Eleven",
        "C++ École №1",
        "🍕 Pizza",
        "Đồng Nai",
    ] {
        assert_eq!(name(text).warnings(), [], "{text}");
        assert!(name(text).resembles(&name(text)));
    }
}

#[test]
fn look_alikes_are_warned_of_and_not_refused() {
    for (text, warnings) in [
        ("P\u{430}yPal", &[NameWarning::MixedScripts, NameWarning::LooksLikeAscii][..]),
        ("Почта Bank", &[NameWarning::MixedScripts, NameWarning::LooksLikeAscii]),
        ("Ωmega", &[NameWarning::MixedScripts]),
        ("ＰａｙＰａｌ", &[NameWarning::LooksLikeAscii]),
        ("𝐏aypal", &[NameWarning::LooksLikeAscii]),
        ("\u{430}\u{440}\u{440}\u{4cf}\u{435}", &[NameWarning::LooksLikeAscii]),
    ] {
        assert_eq!(name(text).warnings(), warnings, "{text}");
    }
    assert_eq!(NameWarning::MixedScripts.to_string(), "the name mixes scripts that are not written together");
}

#[test]
fn resembling_is_seen_through_scripts_and_capitals() {
    let shop = name("PayPal");
    for text in ["PayPal", "PAYPAL", "paypal", "PayPaI", "PayPa1", "P\u{430}yPal", "Ｐａｙｐａｌ", "РауРаӏ"]
    {
        assert!(name(text).resembles(&shop) && shop.resembles(&name(text)), "{text}");
    }
    for text in ["PayPals", "Pay-Pal", "Payhal", "Páypal", "Amazon"] {
        assert!(!name(text).resembles(&shop), "{text}");
    }
    assert!(name("rnicrosoft").resembles(&name("Microsoft")));
    assert!(name("g00gle").resembles(&name("google")));
}

#[test]
fn texts_are_bounded_and_never_shown() {
    assert_eq!(Text::within("äb", 2), Err(TextError::TooLong { kind: "text", length: 3, limit: 2 }));
    assert_eq!(Text::within("äb", 3).unwrap().as_str(), "äb");
    assert_eq!(format!("{:?}", Text::within("secret", 9).unwrap()), "Text(6 bytes)");
    assert_eq!(Text::default().as_str(), "");
}

#[test]
fn tokens_are_visible_ascii() {
    assert_eq!(Token::parse("").unwrap_err().code(), Code::TextEmpty);
    assert_eq!(Token::parse(&"x".repeat(129)).unwrap_err().code(), Code::TextTooLong);
    assert!(Token::parse(&"~".repeat(128)).is_ok());
    for (text, character) in [("a b", ' '), ("a\tb", '\t'), ("aäb", 'ä'), ("a\u{7f}", '\u{7f}')] {
        assert_eq!(Token::parse(text), Err(TextError::NotGraphic { character, position: text.chars().count().min(2) }));
    }
}

#[test]
fn language_tags_have_one_spelling() {
    for text in ["en", "fil", "fr-CA", "es-419", "zh-Hant", "zh-Hant-TW", "sr-Latn-RS"] {
        let tag = Language::parse(text).unwrap();
        assert_eq!((tag.as_str(), tag.to_string().as_str()), (text, text));
        assert!(text.starts_with(tag.primary()));
    }
    for text in [
        "",
        "e",
        "EN",
        "en-gb",
        "en_GB",
        "en-",
        "-GB",
        "engl",
        "zh-hant",
        "zh-TW-Hant",
        "en-GB-x",
        "en-GB-GB",
        "i-klingon",
        "x-private",
        "en-41",
        "de-1996",
        "en GB",
        "ｅn",
    ] {
        assert_eq!(Language::parse(text).unwrap_err().code(), Code::LanguageSyntax, "{text}");
    }
    assert_eq!(
        Language::parse("EN-gb\n").unwrap_err().to_string(),
        "`EN-gb\\n` is not a language tag, expected one like `en`, `fr-CA` or `zh-Hant-TW`"
    );
}

proptest! {
    #[test]
    fn a_name_is_kept_or_refused(text in "\\PC{1,70}|[a-zа-яα-ω一-三 \u{300}-\u{302}]{1,20}") {
        match Name::parse(&text) {
            Ok(name) => {
                prop_assert_eq!(name.as_str(), &text);
                prop_assert_eq!(name.to_string(), text.nfc().collect::<String>());
                prop_assert!(name.resembles(&name));
                prop_assert!(name.warnings().len() <= 2);
            }
            Err(error) => prop_assert!(error.to_string().is_ascii()),
        }
    }

    #[test]
    fn resembling_goes_both_ways(a in "[PpАаyуlI1]{1,4}", b in "[PpАаyуlI1]{1,4}") {
        prop_assert_eq!(name(&a).resembles(&name(&b)), name(&b).resembles(&name(&a)));
    }

    #[test]
    fn capitals_never_hide_a_resemblance(text in "[a-z ]{0,8}[a-z]") {
        if let Ok(small) = Name::parse(&text) {
            prop_assert!(name(&text.to_uppercase()).resembles(&small));
        }
    }

    #[test]
    fn texts_and_tokens_come_back(text: String, token in "[!-~]{1,128}") {
        let kept = Text::within(text.clone(), text.len()).unwrap();
        prop_assert_eq!(kept.as_str(), &text);
        prop_assert_eq!(Token::parse(&token).unwrap().to_string(), token);
    }

    #[test]
    fn language_tags_come_back(text in "[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?") {
        prop_assert_eq!(Language::parse(&text).unwrap().to_string(), text);
    }
}

#[test]
fn published_controls() {
    let Some(root) = fixtures("the Unicode controls") else { return };
    let mut score = Score::new("text/unicode_controls");
    for row in text(&root.join("text/unicode_controls.tsv")).lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let bound = |cell: &str| u32::from_str_radix(cell, 16).unwrap();
        let refused = (bound(cells[0])..=bound(cells[1])).filter_map(char::from_u32).all(|character| {
            let answer = Name::parse(&format!("a{character}b"));
            // The plain space alone is what a name may have.
            if character == ' ' { answer.is_ok() } else { answer.is_err() }
        });
        score.count(refused, row);
    }
    score.end(27);
}

#[test]
fn published_normalisations() {
    let Some(root) = fixtures("the normalisation sample") else { return };
    let mut score = Score::new("text/normalization_nfc");
    for row in text(&root.join("text/normalization_nfc.tsv")).lines().skip(1) {
        let spell = |cell: &str| -> String {
            cell.split(' ').filter_map(|hex| char::from_u32(u32::from_str_radix(hex, 16).unwrap())).collect()
        };
        let spellings: Vec<String> = row.split('\t').map(spell).collect();
        let refused = |spelling: &String| Name::parse(spelling) == Err(TextError::NotNfc);
        score.count(spellings.iter().all(|spelling| refused(spelling) == (*spelling != spellings[1])), row);
    }
    score.end(79);
}

#[test]
fn published_look_alikes() {
    let Some(root) = fixtures("the look-alikes of ASCII") else { return };
    let mut score = Score::new("text/confusables_to_ascii");
    for row in text(&root.join("text/confusables_to_ascii.tsv")).lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let warned = Name::parse(&format!("ex{}mple", cells[1])).map_or(true, |name| !name.warnings().is_empty());
        score.count(warned, row);
    }
    score.end(656);
}

#[test]
fn naughty_strings_are_texts() {
    let Some(root) = fixtures("the naughty strings as texts") else { return };
    let list = foreign::parse(&bytes(&root.join("json/blns_even.json"))).unwrap();
    let mut score = Score::new("json/blns_even as Text");
    for node in Node::root(&list).array().unwrap() {
        let naughty = node.string().unwrap();
        score.count(Text::within(naughty, naughty.len()).unwrap().as_str() == naughty, naughty);
        if let Ok(name) = Name::parse(naughty) {
            assert_eq!(name.as_str(), naughty);
        }
    }
    score.end(258);
}
