//! Events of every kind, as they are and as they are written, whatever their contents.
#![allow(dead_code, reason = "each test file uses a part of it")]

use crate::draw::{World, places, prohibition, terms, word};
use crate::message::Source;
use crate::support::hostile::{object, part_value};
use std::collections::BTreeSet;
use vrm_core::agreement::Role;
use vrm_core::chain::{StreamHead, StreamId};
use vrm_core::decision::{Block, GrantId, Host, Selector};
use vrm_core::did::Did;
use vrm_core::history::{About, Event, Settings, Side};
use vrm_core::json::{Object, Value, ours};
use vrm_core::keys::{SignedId, Thumbprint};
use vrm_core::message::{AnyMessage, Jti, MessageKind};
use vrm_core::rights::RightsOutcome;
use vrm_core::terms::{Choice, Preference, Preferences, Roster, Talk, TermsHash, When, Who};
use vrm_core::text::Language;
use vrm_core::time::Window;
use vrm_core::vault::{DisclosedHash, GivenItem, ItemId, SourceKind};
use vrm_core::vocab::Sector;

/// The kinds that are a message, each with its type.
pub(crate) const SAID: [(&str, MessageKind); 22] = [
    ("profiled", MessageKind::Profile),
    ("announced", MessageKind::Intention),
    ("offered", MessageKind::Offer),
    ("accepted", MessageKind::Acceptance),
    ("proffered", MessageKind::Proffer),
    ("countered", MessageKind::Counter),
    ("signed", MessageKind::Signature),
    ("refused", MessageKind::Refusal),
    ("called-late", MessageKind::Late),
    ("asked", MessageKind::Ask),
    ("answered", MessageKind::Answer),
    ("consented", MessageKind::Consent),
    ("withdrawn", MessageKind::Withdrawal),
    ("paused", MessageKind::Pause),
    ("resumed", MessageKind::Resume),
    ("receipted", MessageKind::ConsentReceipt),
    ("right-claimed", MessageKind::RightsRequest),
    ("right-answered", MessageKind::RightsAnswer),
    ("notified", MessageKind::Incident),
    ("rotated", MessageKind::Rotation),
    ("ended", MessageKind::Ended),
    ("acknowledged", MessageKind::Seen),
];

pub(crate) fn hex(bytes: impl AsRef<[u8]>) -> String {
    bytes.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The text of an entry with this body, and where it stands.
pub(crate) fn written(kind: &str, body: Object, from: &mut Source) -> String {
    let stream = from.bytes::<16>();
    let (n, at) = (i64::try_from(from.position()).unwrap(), from.instant().unix());
    let form = Object::new().with("v", 1).with("stream", hex(stream)).with("n", n).with("at", at);
    Value::Object(form.with("kind", kind).with("body", body)).canonical()
}

/// A body of a kind, and the event that it is.
pub(crate) fn drawn(kind: &str, from: &mut Source) -> (Object, Event) {
    let (form, event) = body(kind, from);
    let command = Object::new().with("id", hex(from.bytes::<16>())).with("asked", hex(from.bytes::<32>()));
    (if from.dice.percent(50) { form.with("command", command) } else { form }, event)
}

fn body(kind: &str, from: &mut Source) -> (Object, Event) {
    let form = Object::new();
    match kind {
        "created" => {
            let side = *from.dice.pick(Side::ALL);
            (form.with("side", side.name()), Event::Created { side })
        }
        "settings-set" => {
            let settings = settings(from);
            (form.with("settings", value(&settings.to_json())), Event::SettingsSet(Box::new(settings)))
        }
        "terms-set" => {
            let machine = from.dice.percent(80).then(|| terms(World::dpv(), &mut from.dice).machine_form().to_owned());
            (with(form, "machine", machine.clone()), Event::TermsSet { machine })
        }
        "blocked" => {
            let block = block(from);
            (form.with("block", value(&block.to_json())), Event::Blocked(Box::new(block)))
        }
        "unblocked" => {
            let id = text(from);
            (form.with("id", id), Event::Unblocked { id: id.to_owned() })
        }
        "clock-accepted" => (form, Event::ClockAccepted),
        "roster-loaded" => {
            let (roster, authority) = (text(from), thumbprint(from));
            let document = TermsHash::from_bytes(from.bytes());
            let released = crate::support::two::now();
            let form = form.with("roster", roster).with("authority", authority.to_string());
            let form = form.with("released", released.unix());
            let event = Event::RosterLoaded { roster: roster.to_owned(), authority, document, released };
            (form.with("document", document.to_string()), event)
        }
        "erased" => {
            let (stream, head) = (StreamId::from_bytes(from.bytes()), from.stream());
            (form.with("stream", stream.to_string()).with("head", stands(head)), Event::Erased { stream, head })
        }
        "closed" => (form, Event::Closed),
        "profile-set" => {
            let (did, name) = (did(from), from.name());
            (form.with("did", did.as_str()).with("name", name.as_str()), Event::ProfileSet { did, name })
        }
        "declared" => {
            let (entry, declaration) = (text(from), from.declaration());
            let form = form.with("entry", entry).with("declaration", value(&declaration.to_json()));
            (form, Event::Declared { entry: entry.to_owned(), declaration: Box::new(declaration) })
        }
        "vendor-added" => {
            let (did, about) = (did(from), about(from));
            (known(form.with("did", did.as_str()), &about), Event::VendorAdded { did, about })
        }
        "vendor-described" => {
            let about = about(from);
            (known(form, &about), Event::VendorDescribed { about })
        }
        "introduced" => introduced(from),
        "customer-added" => {
            let did = did(from);
            (form.with("did", did.as_str()), Event::CustomerAdded { did })
        }
        "keys-made" => {
            let keys = from.two.shop.public();
            (form.with("keys", written_keys(from)), Event::KeysMade { keys })
        }
        "keys-accepted" => {
            let sign = thumbprint(from);
            (form.with("sign", sign.to_string()), Event::KeysAccepted { sign })
        }
        "weighed" => weighed(from),
        "agreed" => {
            let agreement = from.agreement();
            let machine = terms(World::dpv(), &mut from.dice).machine_form().to_owned();
            let form = form.with("agreement", agreement.to_string()).with("machine", machine.as_str());
            (form, Event::Agreed { agreement, machine })
        }
        "lapsed" | "expired" => {
            let agreement = from.agreement();
            let form = form.with("agreement", agreement.to_string());
            (form, if kind == "lapsed" { Event::Lapsed { agreement } } else { Event::Expired { agreement } })
        }
        "negotiation-expired" => (form, Event::NegotiationExpired),
        "invalid" => {
            let message = from.id();
            (form.with("message", message.to_string()), Event::Invalid { message })
        }
        "used" | "duty-done" => {
            let grant = GrantId::from_bytes(from.bytes());
            let form = form.with("grant", grant.to_string());
            (form, if kind == "used" { Event::Used { grant } } else { Event::DutyDone { grant } })
        }
        "terminated" => (form, Event::Terminated),
        "drafted" => {
            let (intention, keys) = (StreamId::from_bytes(from.bytes()), from.two.shop.public());
            let form = form.with("intention", intention.to_string()).with("keys", written_keys(from));
            (form, Event::Drafted { intention, keys })
        }
        "vouched" => {
            let (vendor, pin) = (from.bytes(), from.bytes());
            (form.with("vendor", hex(vendor)).with("pin", hex(pin)), Event::Vouched { vendor, pin })
        }
        "offer-held" => {
            let (offer, replaces, dropped) = (from.id(), maybe(from), maybe(from));
            let form = with(form.with("offer", offer.to_string()), "replaces", replaces.map(|id| id.to_string()));
            let form = with(form, "dropped", dropped.map(|id| id.to_string()));
            (form, Event::OfferHeld { offer, replaces, dropped })
        }
        "offer-chosen" => {
            let (offer, relationship) = (from.id(), StreamId::from_bytes(from.bytes()));
            let form = form.with("offer", offer.to_string()).with("relationship", relationship.to_string());
            (form, Event::OfferChosen { offer, relationship })
        }
        "intention-reopened" => {
            let offer = from.id();
            (form.with("offer", offer.to_string()), Event::IntentionReopened { offer })
        }
        "intention-fulfilled" => (form, Event::IntentionFulfilled),
        "intention-withdrawn" => (form, Event::IntentionWithdrawn),
        "intention-expired" => (form, Event::IntentionExpired),
        "stored" => stored(from),
        "removed" | "sourced" => {
            let (item, content) = (ItemId::from_bytes(from.bytes()), from.bytes::<32>());
            let form = form.with("item", item.to_string()).with("content", hex(content));
            (form, if kind == "removed" { Event::Removed { item, content } } else { Event::Sourced { item, content } })
        }
        "disclosed" => disclosed(from),
        "claim-completed" => {
            let (kid, jti, iat) = (thumbprint(from), Jti::from_bytes(from.bytes()), from.instant().floor_to_minute());
            let (answers, proof) = (from.id(), DisclosedHash::from_bytes(from.bytes()));
            let form = form
                .with("kid", kid.to_string())
                .with("jti", jti.to_string())
                .with("iat", iat.unix())
                .with("answers", answers.to_string())
                .with("proof", proof.to_string());
            (form, Event::ClaimCompleted { kid, jti, iat, answers, proof })
        }
        "claim-escalated" => {
            let claim = from.id();
            (form.with("claim", claim.to_string()), Event::ClaimEscalated { claim })
        }
        "incident-reported" | "incident-closed" => {
            let incident = from.id();
            let form = form.with("incident", incident.to_string());
            let reported = kind == "incident-reported";
            (form, if reported { Event::IncidentReported { incident } } else { Event::IncidentClosed { incident } })
        }
        "copy-given" => {
            let (kid, jti, iat) = (thumbprint(from), Jti::from_bytes(from.bytes()), from.instant().floor_to_minute());
            let (answers, items) = (from.id(), given(from));
            let reason = vrm_core::rights::Statement::parse("invoices stay").unwrap();
            let (outcome, form) = match from.dice.percent(50) {
                true => (RightsOutcome::Full, form.with("outcome", "full")),
                false => (RightsOutcome::Part(reason), form.with("outcome", "part").with("reason", "invoices stay")),
            };
            let form = form
                .with("kid", kid.to_string())
                .with("jti", jti.to_string())
                .with("iat", iat.unix())
                .with("answers", answers.to_string())
                .with("items", items.iter().map(item).collect::<Vec<_>>());
            (form, Event::CopyGiven { kid, jti, iat, answers, outcome, items })
        }
        "deleted" => {
            let disclosure = Jti::from_bytes(from.bytes());
            let rest = from.dice.percent(50).then(|| from.bytes::<32>());
            let form = with(form.with("disclosure", disclosure.to_string()), "rest", rest.map(hex));
            (form, Event::Deleted { disclosure, rest })
        }
        "partly-deleted" => {
            let (disclosure, rest) = (Jti::from_bytes(from.bytes()), from.bytes::<32>());
            let replaces = from.dice.percent(50).then(|| from.bytes::<32>());
            let places: BTreeSet<u32> =
                (0..from.dice.within(1, 3)).map(|_| u32::try_from(from.dice.below(12)).unwrap()).collect();
            let written: Vec<Value> = places.iter().map(|place| i64::from(*place).into()).collect();
            let form = form.with("disclosure", disclosure.to_string()).with("places", written);
            let form = with(form.with("rest", hex(rest)), "replaces", replaces.map(hex));
            (form, Event::PartlyDeleted { disclosure, places, rest, replaces })
        }
        said => {
            let (_, kind) = SAID.into_iter().find(|(name, _)| *name == said).unwrap();
            let (by, message) = (*from.dice.pick(&[Role::Person, Role::Vendor]), from.two.kept_text(kind));
            let form = form.with("by", by.name()).with("text", message.as_str());
            (form, Event::Said { by, message: Box::new(AnyMessage::parse_as(kind, message.as_bytes()).unwrap()) })
        }
    }
}

pub(crate) fn value(json: &str) -> Value {
    ours::parse_within(json.as_bytes(), 1 << 20).unwrap()
}

fn with(form: Object, name: &str, value: Option<String>) -> Object {
    match value {
        Some(value) => form.with(name, value),
        None => form,
    }
}

fn maybe(from: &mut Source) -> Option<SignedId> {
    from.dice.percent(50).then(|| from.id())
}

/// Texts that no rule is made for.
fn text(from: &mut Source) -> &'static str {
    from.dice.name(&["no-ads", "SD-BASE", "https://rosters.example/r#A", "", "\0\u{202e}\"\\", "é\u{10000}"])
}

fn thumbprint(from: &mut Source) -> Thumbprint {
    from.keys().sign().thumbprint()
}

pub(crate) fn did(from: &mut Source) -> Did {
    let web = Did::parse("did:web:shop.example:desk").unwrap();
    if from.dice.percent(50) { web } else { from.keys().sign().to_did() }
}

fn stands(head: StreamHead) -> Object {
    Object::new().with("head", hex(head.hash)).with("n", i64::try_from(head.n).unwrap())
}

fn about(from: &mut Source) -> About {
    let hosts = ["shop.example", "ads.shop.example", "xn--bckerei-5wa.example"].map(|host| Host::parse(host).unwrap());
    let count = from.dice.below(4);
    let name = from.dice.percent(50).then(|| from.name());
    let sectors = (0..from.dice.below(3)).map(|_| *from.dice.pick(&Sector::ALL)).collect();
    About { name, hosts: hosts[..count].to_vec(), sectors }
}

fn known(form: Object, about: &About) -> Object {
    let hosts: Vec<Value> = about.hosts.iter().map(|host| host.as_str().into()).collect();
    let sectors: Vec<Value> = about.sectors.iter().map(|sector| sector.name().into()).collect();
    with(form.with("hosts", hosts).with("sectors", sectors), "name", about.name.as_ref().map(|n| n.as_str().to_owned()))
}

pub(crate) fn block(from: &mut Source) -> Block {
    let against = match from.dice.below(4) {
        0 => Selector::Vendor(did(from)),
        1 => Selector::Host(Host::parse("shop.example").unwrap()),
        2 => Selector::Sector(*from.dice.pick(&Sector::ALL)),
        _ => Selector::Everyone,
    };
    let what = prohibition("no-ads", World::dpv(), &[word("pd:Name")], &[word("dpv:Marketing")], &mut from.dice);
    let start = from.instant().floor_to_minute();
    let window = if from.dice.percent(50) { Window::ALWAYS } else { Window::new(Some(start), None).unwrap() };
    Block { against, what, window }
}

pub(crate) fn settings(from: &mut Source) -> Settings {
    let cases = [When::Vendor(did(from)), When::Sector(Sector::Ads), When::Child, When::Always];
    let lines = (0..from.dice.below(4)).map(|_| Preference {
        when: from.dice.pick(&cases).clone(),
        talk: *from.dice.pick(&[Talk::Nobody, Talk::PriorAgreement, Talk::Known, Talk::Anyone]),
        accept: vec![from.dice.name(&["SD-BASE", "SD-BASE-A"]).to_owned()],
        by: *from.dice.pick(&[Who::Me, Who::Agent]),
    });
    let preferences = Preferences::new(Roster::builtin(), lines).unwrap();
    let place = from.dice.percent(50).then(|| places(&mut from.dice).named()[0].clone());
    Settings {
        preferences,
        language: Language::parse(from.dice.name(&["en", "fr"])).unwrap(),
        answer_within: *from.dice.pick(&[60, 24 * 60, 90 * 24 * 60]),
        place,
        child: from.dice.percent(50),
    }
}

/// The keys of a side, as its messages carry them.
fn written_keys(from: &mut Source) -> Value {
    let payload = object(&part_value(&from.two.text(MessageKind::Proffer), 1));
    payload.get("keys").unwrap().clone()
}

fn introduced(from: &mut Source) -> (Object, Event) {
    let (keys, public) = (object(&written_keys(from)), from.two.shop.public());
    let key = |name: &str| keys.get(name).unwrap().clone();
    let (sign, seal) = (from.dice.below(3), from.dice.below(2));
    let form = Object::new().with("signing", vec![key("sign"); sign]).with("sealing", vec![key("seal"); seal]);
    (form, Event::Introduced { signing: vec![*public.sign(); sign], sealing: vec![*public.seal(); seal] })
}

fn stored(from: &mut Source) -> (Object, Event) {
    let (item, content) = (ItemId::from_bytes(from.bytes()), from.bytes::<32>());
    let data = word(from.dice.name(&["pd:EmailAddress", "pd:Prescription", "pd:Criminal", "pd:Financial"]));
    let (source, name) = match from.dice.below(3) {
        0 => (SourceKind::Person, "DataSubjectDataSource"),
        1 => (SourceKind::Public, "PublicDataSource"),
        _ => (SourceKind::ThirdParty, "ThirdPartyDataSource"),
    };
    let of = format!("https://w3id.org/dpv#{name}");
    let at = from.instant().floor_to_minute();
    let window = match from.dice.below(3) {
        0 => Window::ALWAYS,
        1 => Window::new(Some(at), None).unwrap(),
        _ => Window::new(Some(at), Some(crate::support::two::later(at, 60))).unwrap(),
    };
    let ends = [("from", window.from()), ("until", window.until())];
    let ends = ends.into_iter().filter_map(|(name, end)| Some((name, end?.unix())));
    let ends = ends.fold(Object::new(), |all, (name, end)| all.with(name, end));
    let replaces = from.dice.percent(50).then(|| from.bytes::<32>());
    let form = Object::new().with("item", item.to_string()).with("data", data.iri()).with("source", of);
    let form = with(form.with("content", hex(content)), "replaces", replaces.map(hex));
    let form = if ends.is_empty() { form } else { form.with("window", ends) };
    (form, Event::Stored { item, data, source, window, content, replaces })
}

fn given(from: &mut Source) -> Vec<GivenItem> {
    (0..from.dice.within(1, 3))
        .map(|_| {
            let data = word(from.dice.name(&["pd:EmailAddress", "pd:Prescription", "https://shop.example/w#Size"]));
            GivenItem { data, hash: DisclosedHash::from_bytes(from.bytes()) }
        })
        .collect()
}

fn item(item: &GivenItem) -> Value {
    Value::from(Object::new().with("data", item.data.iri()).with("hash", item.hash.to_string()))
}

fn disclosed(from: &mut Source) -> (Object, Event) {
    let (kid, jti, exp) = (thumbprint(from), Jti::from_bytes(from.bytes()), from.instant().floor_to_minute());
    let iat = from.instant().floor_to_minute();
    let (agreement, grant) = (from.agreement(), GrantId::from_bytes(from.bytes()));
    let items = given(from);
    let form = Object::new()
        .with("kid", kid.to_string())
        .with("jti", jti.to_string())
        .with("iat", iat.unix())
        .with("exp", exp.unix())
        .with("agreement", agreement.to_string())
        .with("grant", grant.to_string())
        .with("items", items.iter().map(item).collect::<Vec<_>>());
    (form, Event::Disclosed { kid, jti, iat, exp, agreement, grant, items })
}

fn weighed(from: &mut Source) -> (Object, Event) {
    let entry = text(from);
    let form = |name: &str| Object::new().with("choice", name);
    let (form, choice) = match from.dice.below(6) {
        0 => (form("accept").with("entry", entry), Choice::Accept(entry.to_owned())),
        1 => (form("counter").with("entry", entry), Choice::Counter(entry.to_owned())),
        2 => (form("needs-human").with("entry", entry), Choice::NeedsHuman(Some(entry.to_owned()))),
        3 => (form("needs-human"), Choice::NeedsHuman(None)),
        4 => (form("agreement-refused"), Choice::AgreementRefused),
        _ => (form("negotiation-refused"), Choice::NegotiationRefused),
    };
    (form, Event::Weighed { choice })
}
