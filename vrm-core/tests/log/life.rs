//! One life with something of everything, and that it is the same when it is read anew.

use crate::support::lived::{Lived, Vendor, holding, rows};
use std::sync::Arc;
use vrm_core::chain::{Head, StreamId};
use vrm_core::decision::{AgreementId, Block, Host, Selector};
use vrm_core::history::{About, Event};
use vrm_core::keys::SigningKeyPair;
use vrm_core::message::{Jti, Reply, RosterStatement};
use vrm_core::store::{Memory, Pair, Store};
use vrm_core::terms::{Draft, Permission, Prohibition, Terms};
use vrm_core::text::Name;
use vrm_core::time::Window;
use vrm_core::view::View;
use vrm_core::vocab::Sector;

/// What stands nowhere in a store: names, hosts, words, notes of the person's own.
pub(crate) const CANARIES: [&str; 6] =
    ["canaryname", "canaryhost", "canaryterm", "canaryblock", "canaryshop", "SD-BASE"];

/// A life, its vendors and what they sent.
pub(crate) struct Full {
    pub(crate) lived: Lived,
    pub(crate) agreed: (StreamId, Vendor),
    pub(crate) agreement: AgreementId,
    /// A relationship that came to a proffer.
    pub(crate) proffered: (StreamId, Vendor),
    /// The letter that has left.
    pub(crate) sent: Jti,
    /// The store after some steps, and where the history stood.
    pub(crate) states: Vec<Vec<Pair>>,
    pub(crate) heads: Vec<Head>,
}

pub(crate) fn about(name: &str, host: &str) -> About {
    About {
        name: Some(Name::parse(name).unwrap()),
        hosts: vec![Host::parse(host).unwrap()],
        sectors: vec![Sector::Ads],
    }
}

pub(crate) fn block(id: &str) -> Block {
    let what = Prohibition::new(id).purpose(["dpv:Marketing".parse().unwrap()]);
    Block { against: Selector::Host(Host::parse("canaryhost.example").unwrap()), what, window: Window::ALWAYS }
}

pub(crate) fn full(store: Arc<dyn Store>) -> Full {
    let mut lived = Lived::begin(store, "a full life");
    let (mut states, mut heads) = (Vec::new(), Vec::new());
    let mut keep = |lived: &Lived| {
        states.push(rows(&*lived.store));
        heads.push(lived.person.head());
    };
    keep(&lived);
    let at = lived.later();
    lived.person.set_terms(Some(&own_terms()), None, at, &mut lived.random).unwrap();
    load_roster(&mut lived);
    keep(&lived);
    let at = lived.later();
    lived.person.block(&block("canaryblock"), None, at, &mut lived.random).unwrap();
    lived.person.block(&block("gone"), None, at, &mut lived.random).unwrap();
    lived.person.unblock("gone", None, at, &mut lived.random).unwrap();
    keep(&lived);
    let (mut first, mut second) = (Vendor::new("canaryshop"), Vendor::new("second"));
    let with_first = lived.meet(&mut first, &about("canaryname", "canaryhost.example"));
    let with_second = lived.meet(&mut second, &About::default());
    keep(&lived);
    let agreement = lived.agree(with_first, &mut first);
    keep(&lived);
    let (question, _) = lived.asked(with_first, &mut first, agreement);
    keep(&lived);
    lived.answered(with_first, &mut first, question, Reply::Standing);
    keep(&lived);
    let grant = lived.person.view().relationship(with_first).unwrap().question(&question).unwrap().grant.unwrap();
    let at = lived.later();
    lived.person.record_use(with_first, grant, None, at, &mut lived.random).unwrap();
    lived.person.rotate_keys(with_first, None, at, &mut lived.random).unwrap();
    keep(&lived);
    let at = lived.later();
    let proffered = lived.person.proffer(with_second, &["SD-BASE"], None, at, &mut lived.random).unwrap();
    keep(&lived);
    let sent = proffered.said[0].letter;
    lived.person.sent(sent).unwrap();
    keep(&lived);
    let (agreed, proffered) = ((with_first, first), (with_second, second));
    Full { lived, agreed, agreement, proffered, sent, states, heads }
}

fn own_terms() -> Terms {
    let mut terms = Draft::own();
    let data = ["pd:EmailAddress", "pd:Name"].map(|word| word.parse().unwrap());
    terms.permit(Permission::new("canaryterm", data, ["dpv:CustomerCare".parse().unwrap()]));
    terms.finish().unwrap()
}

/// A small roster of somebody else's.
fn load_roster(lived: &mut Lived) {
    let pair = SigningKeyPair::generate(&mut lived.random).unwrap();
    let at = lived.later();
    let roster = crate::support::rosters::other_roster("1.0.0");
    let statement = RosterStatement::of(&roster, at).sign(&pair).unwrap();
    let (document, statement) = (roster.to_document(), statement.as_str().as_bytes());
    let authority = pair.public();
    lived.person.load_roster(document.as_bytes(), statement, authority, None, at, &mut lived.random).unwrap();
}

/// All that a view shows.
pub(crate) fn shown(view: &View) -> Vec<String> {
    let mut all = vec![
        format!("{:?}", view.head()),
        format!("{:?}", view.settings()),
        format!("{:?}", view.own_terms()),
        format!("{:?}", view.blocks().collect::<Vec<_>>()),
        format!("{:?}", view.tombstones().collect::<Vec<_>>()),
    ];
    for between in view.relationships() {
        all.push(format!("{between:?}"));
        all.push(format!("{:?}", view.grants(between.id()).unwrap().collect::<Vec<_>>()));
    }
    all
}

#[test]
fn a_life_is_the_same_when_it_is_read_anew() {
    let full = full(Arc::new(Memory::new()));
    let (person, again) = (&full.lived.person, full.lived.reopened().unwrap());
    assert_eq!(shown(&again.view()), shown(&person.view()));
    assert_eq!(again.outbox(full.lived.at), person.outbox(full.lived.at));
    let events = person.events_since(0, u32::MAX).unwrap();
    assert_eq!(again.events_since(0, u32::MAX).unwrap(), events);
    assert_eq!(events.len() as u64, person.head().p());
    let kinds: std::collections::BTreeSet<&str> = events.iter().map(|entry| entry.event().kind()).collect();
    println!("{} events, {} kinds, {} rows", events.len(), kinds.len(), rows(&*full.lived.store).len());
    assert!(matches!(events[0].event(), Event::Created { .. }));
}

#[test]
fn a_life_is_the_same_in_a_copy_of_its_store_and_in_no_other_place() {
    let full = full(Arc::new(Memory::new()));
    let all = rows(&*full.lived.store);
    let open = |rows, id| vrm_core::person::Person::open(holding(rows), full.lived.keeper.clone(), id);
    let id = full.lived.person.id();
    assert_eq!(shown(&open(&all, id).unwrap().view()), shown(&full.lived.person.view()));
    // Under another id everything is in another place.
    let other = vrm_core::log::LogId::from_bytes([7; 16]);
    let moved: Vec<_> =
        all.iter().map(|(key, value)| ([[7; 16].as_slice(), &key[16..]].concat(), value.clone())).collect();
    assert_eq!(crate::code(open(&moved, other)), vrm_core::error::Code::LogDamaged);
    assert_eq!(crate::code(open(&all, other)), vrm_core::error::Code::LogNoSuchLog);
}
