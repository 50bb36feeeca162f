//! An argument that each function takes, by the argument's name, so that a wrong one beside it is what is found.

const ID: &str = "0123456789abcdef0123456789abcdef";
const LONG_ID: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
const DECLARED: &str = r#"{"processes":[{"data":["pd:EmailAddress"],"purpose":["dpv:CustomerCare"],"operation":["dpv:Use"],"recipient":["vendor"],"basis":"contract"}]}"#;
const EURO: &str = r#"{"currency":"EUR","minor":1999}"#;
const INCIDENT: &str = r#"{"agreement":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef","at":1772357400,"what":"a laptop","data":["pd:EmailAddress"]}"#;
const ISSUER: &str = r#"{"contact":{"office":"Privacy","address":{"street":"1 Example Street","locality":"Lyon","postal_code":"69001","country":"FR"},"email":"privacy@shop.example","phone":"+33-1-23-45-67-89"},"jurisdiction":["FR"],"exercised_at":"https://shop.example/rights","policy":"https://shop.example/policy"}"#;
const QUOTE: &str = r#"{"item":{"title":"Office chair"},"price":{"delivery":{"currency":"EUR","minor":0},"goods":{"currency":"EUR","minor":100},"tax":{"currency":"EUR","minor":0}}}"#;
const REQUEST: &str =
    r#"{"data":"pd:EmailAddress","purpose":"dpv:CustomerCare","operation":"dpv:Use","recipient":"vendor"}"#;
const WANT: &str = r#"{"currency":"EUR","item":{"title":"Office chair"},"kind":"ask"}"#;

/// A text.
pub(super) fn text(function: &str, named: &str) -> String {
    let said = match (function, named) {
        (_, "command" | "proof" | "did" | "kantara") | ("vrm_excess", "terms") => return "NONE".to_owned(),
        (_, "relationship" | "customer" | "agreement" | "grant" | "vendor" | "bundle") => return named.to_owned(),
        (_, "authority") | ("vrm_bundle_of", "person") => return "vendor".to_owned(),
        (_, "held") | ("vrm_grant_is_within", "other") => return "held".to_owned(),
        (_, "kept") | ("vrm_keep_is_within", "other") => r#"{"days":30,"from":"collected"}"#,
        (_, "step") => "pause",
        (_, "order") => {
            r#"{"agreement":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef","n":1,"which":{"kind":"all"},"step":"pause"}"#
        }
        (_, "status") if function.starts_with("vrm_grant_") => "active",
        ("vrm_ledger_answering", "by") => LONG_ID,
        (_, "id") if function.starts_with("vrm_ledger_") => LONG_ID,
        (_, "about") => r#"{"name":"Shop"}"#,
        (_, "agent") => r#"{"crv":"P-256","kty":"EC","x":"1","y":"2"}"#,
        (_, "announcement") => {
            r#"{"want":{"currency":"EUR","item":{"title":"x"},"kind":"ask"},"terms":["SD-BASE"],"market":{"kind":"anyone"},"until":1772962200}"#
        }
        ("vrm_person_complete_claim", "answer") | (_, "offer") => LONG_ID,
        (_, "answer") => r#"{"kind":"full"}"#,
        (_, "asked" | "request") | ("vrm_request_is_within", "other") => REQUEST,
        (_, "at") => {
            r#"{"vendor":"did:web:shop.example","acquaintance":"known","sectors":[],"place":null,"child":false}"#
        }
        (_, "block") => r#"{"against":"everyone","what":{"id":"all"}}"#,
        (_, "by") | (_, "recipient") => "vendor",
        ("vrm_recipient_is_within" | "vrm_recipient_overlaps", "other") => "vendor",
        (_, "calendar") => r#"{"weekend":["sunday"],"holidays":[]}"#,
        ("vrm_person_claim", "claim") => r#"{"right":"access","law":"gdpr","scope":{"kind":"all"}}"#,
        (_, "cone_name") => "data",
        (_, "currency") => "EUR",
        ("vrm_grant_id_of" | "vrm_person_consent", "data") => "pd:EmailAddress",
        (_, "data")
        | (
            _,
            "entries" | "hosts" | "sectors" | "rates" | "items" | "merchants" | "places" | "own" | "candidates"
            | "commitments" | "expected" | "theirs",
        ) => "[]",
        (_, "declaration" | "declared") => DECLARED,
        (_, "entry") => "SD-BASE",
        (_, "factor") => "0.19",
        (_, "history") => return "customer".to_owned(),
        ("vrm_desk_notify_incident", "incident") => INCIDENT,
        (_, "item") if function.ends_with("store_item") => r#"{"data":"pd:EmailAddress","content":"x"}"#,
        (_, "new_item") => r#"{"data":"pd:EmailAddress","content":"x"}"#,
        (_, "issuer") => ISSUER,
        (_, "language") => "en",
        (_, "law") => "gdpr",
        (_, "layer") => "plain",
        (_, "letter") => ID,
        (_, "listed") => r#"["FR"]"#,
        ("vrm_places_is_within" | "vrm_places_overlaps", "other") => r#"["EU"]"#,
        (_, "money" | "tax" | "delivery") => EURO,
        ("vrm_money_plus" | "vrm_money_minus" | "vrm_money_compare", "other") => EURO,
        (_, "name") => "Shop",
        (_, "one" | "other" | "word" | "high" | "low") => "pd:EmailAddress",
        (_, "place") => "FR",
        (_, "pin") => {
            r#"{"name":{"roster":"https://example.org/","id":"SD-BASE","version":"1"},"machine":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}"#
        }
        (_, "preferences") => r#"{"preferences":[]}"#,
        (_, "quote") => QUOTE,
        (_, "received") => "2026-03-05",
        (_, "reception") => r#"{"kind":"replay"}"#,
        (_, "reply") => "no",
        (_, "right") => "access",
        (_, "secret") => ID,
        (_, "sign") => "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs",
        (_, "settings") => r#"{"preferences":{"preferences":[]},"language":"en","answer_within":10080,"child":false}"#,
        (_, "units") => "19.99",
        (_, "want") => WANT,
        (_, "which") => r#"{"kind":"all"}"#,
        (_, "window") => "{}",
        (_, "wishes") => r#"{"measuring":{"kind":"count"},"portability":true}"#,
        ("vrm_entry_text" | "vrm_roster_excerpt" | "vrm_roster_entry" | "vrm_entry_terms", "id") => "SD-BASE",
        (
            "vrm_view_agreement" | "vrm_view_consent" | "vrm_view_grant" | "vrm_view_question" | "vrm_view_receipt"
            | "vrm_view_right",
            "id",
        )
        | (_, "claim" | "incident" | "question") => LONG_ID,
        (_, "id" | "cast" | "disclosure" | "intention" | "item" | "salt") => ID,
        (_, "of") => "person",
        (_, "seen") => r#"{"p":1,"hash":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}"#,
        ("vrm_person_set_terms", "terms") => {
            r#"{"dpv":"2.3","prohibitions":[{"data":["https://w3id.org/dpv/pd#TelephoneNumber"],"id":"no-calls","purpose":["https://w3id.org/dpv#Marketing"]}],"v":1}"#
        }
        _ => "{}",
    };
    format!("text(\"{}\")", said.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A number.
pub(super) fn number(named: &str) -> &'static str {
    match named {
        "now" | "from" => "NOW",
        "until" => "NOW + 86400",
        _ => "0",
    }
}

/// Whether it stands behind an argument that only a signed document, or one that an authority gives, would do for: what is
/// wrong with that one is what is found.
pub(super) fn stands_behind(function: &str, named: &str) -> bool {
    matches!(
        (function, named),
        ("vrm_bundle_of", "vendor") | ("vrm_pending_given", "by") | ("vrm_closed_mandate_check", "want" | "merchants")
    )
}

/// Whether whatever bytes are no mistake there: what came from outside is looked at, and what it is worth is the answer.
pub(super) fn may_be_any_bytes(function: &str, named: &str) -> bool {
    named == "bytes" || (function.starts_with("vrm_sink_") && matches!(named, "value" | "key"))
}
