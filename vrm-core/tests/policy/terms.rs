//! One permission of ODRL as our terms, agreements and grants, and the decision over a request.

use super::{Asked, Moment, ODRL, Refused, Rule, World};
use std::collections::BTreeSet;
use vrm_core::decision::{AgreementId, Decision, Effect, Ledger, Request};
use vrm_core::did::Did;
use vrm_core::terms::{Declaration, Draft, Duty, EntryName, Permission, Process, Terms, Timing};
use vrm_core::time::Window;
use vrm_core::vocab::{Cone, OwnWord, Recipient, Word};

/// The actions of the suite and those they are included in, which in ODRL all lead up to one of the last two.
const ACTIONS: [(&str, Option<&str>); 5] =
    [("read", Some("use")), ("write", Some("use")), ("sell", Some("transfer")), ("use", None), ("transfer", None)];

/// ODRL states no purpose here and our terms permit none without: both sides have this one.
const PURPOSE: &str = "https://mapping.example/odrl#PurposeNobodyStates";

/// What the ledger says of the request when this permission is all that was ever agreed.
pub(crate) fn decide(rule: &Rule, asked: &Asked, world: &World) -> Result<Decision, Refused> {
    Moment::are_exact(&[rule.moments(), vec![&world.now]].concat())?;
    let terms = text(rule, asked, world)?;
    let ledger = agreed(rule, asked, world, &terms)?;
    let request = Request::new(word(&asked.target)?, word(PURPOSE)?, action(&asked.action)?, Recipient::Vendor);
    let (party, now) = (party(&asked.party)?, world.now.second);
    let decision = ledger.decide(&party, &request, now);
    assert_eq!(decision.verdict(), ledger.verdict(&party, &request, now));
    if decision.effect() == Effect::Permit {
        assert_eq!(terms.compile().verdict(&request).effect, Effect::Permit, "no grant goes past its text");
    }
    Ok(decision)
}

/// The permission as the text of a roster: the only kind that may permit all data.
fn text(rule: &Rule, asked: &Asked, world: &World) -> Result<Terms, Refused> {
    let [roster, id, version] = ["https://mapping.example/odrl", "POLICY", "1"].map(str::to_owned);
    let mut draft = Draft::roster(EntryName { roster, id, version });
    for (name, above) in ACTIONS {
        let above = above.map_or(Ok(Cone::Operation.root()), |above| word(&format!("{ODRL}{above}")))?;
        draft.extend(OwnWord { word: word(&format!("{ODRL}{name}"))?, below: vec![above] });
    }
    draft.extend(OwnWord { word: word(PURPOSE)?, below: vec![Cone::Purpose.root()] });
    let named = rule.target.iter().chain([&asked.target]);
    let assets: BTreeSet<&str> = named.flat_map(|asset| world.upwards(asset)).collect();
    for asset in assets {
        let mut below = world.wholes(asset).map(word).collect::<Result<Vec<Word>, _>>()?;
        if below.is_empty() {
            below.push(Cone::Data.root());
        }
        draft.extend(OwnWord { word: word(asset)?, below });
    }
    let mut permission = Permission::new("permission", [data(rule)?], [word(PURPOSE)?]);
    if let Some(named) = &rule.action {
        permission = permission.operation([action(named)?]);
    }
    for (_, action) in &rule.duties {
        permission = permission.duty(duty(action)?);
    }
    draft.permit(permission);
    draft.finish().map_err(|error| error.to_string())
}

/// A ledger in which everyone whom the permission is for has agreed to it, once for each window in which it applies.
/// Whoever asks has agreed to the text, so that a no is not for want of common words.
fn agreed(rule: &Rule, asked: &Asked, world: &World, terms: &Terms) -> Result<Ledger, Refused> {
    let operation = rule.action.as_deref().map_or(Ok(Cone::Operation.root()), action)?;
    let process = Process::new([data(rule)?], [word(PURPOSE)?], [operation], [Recipient::Vendor]);
    let declaration = Declaration::new([process]).map_err(|error| error.to_string())?;
    let done = rule.duties.iter().all(|(duty, _)| world.is_fulfilled(duty));
    let parties = match &rule.assignee {
        Some(assignee) => world.downwards(assignee),
        None => [asked.party.as_str()].into(),
    };
    let (mut ledger, compiled) = (Ledger::new(), terms.compile());
    ledger.agree(&party(&asked.party)?, agreement(0), terms, Window::ALWAYS).map_err(|error| error.to_string())?;
    for party in parties.into_iter().map(party) {
        let party = party?;
        for (number, window) in (1u32..).zip(rule.times().windows()) {
            let id = agreement(number);
            ledger.agree(&party, id, terms, *window).map_err(|error| error.to_string())?;
            let authority = declaration.authorise(id, *window, &compiled, None).map_err(|error| error.to_string())?;
            for grant in authority.grants {
                let id = grant.id;
                ledger.grant(&party, grant).map_err(|error| error.to_string())?;
                // What must come first is open until our own history knows that it was done.
                if done {
                    ledger.set_duty_open(&party, &id, false).map_err(|error| error.to_string())?;
                }
            }
        }
    }
    Ok(ledger)
}

fn agreement(number: u32) -> AgreementId {
    let mut bytes = [0; 32];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    AgreementId::from_bytes(bytes)
}

/// No target is all data.
fn data(rule: &Rule) -> Result<Word, Refused> {
    rule.target.as_deref().map_or(Ok(Cone::Data.root()), word)
}

fn action(iri: &str) -> Result<Word, Refused> {
    match iri.strip_prefix(ODRL) {
        Some(name) if ACTIONS.iter().any(|(known, _)| *known == name) => word(iri),
        _ => Err(format!("the action {iri} is not mapped")),
    }
}

/// A duty of a permission is a condition that comes first (ODRL Information Model 2.2).
fn duty(action: &str) -> Result<Duty, Refused> {
    match action.strip_prefix(ODRL) {
        Some("compensate") => Ok(Duty { what: word("dpv:FeeRequired")?, timing: Timing::Before, due: None }),
        _ => Err(format!("the duty {action} is not mapped")),
    }
}

/// `http://example.org/alice` is `did:web:example.org:alice`: no two parties share one.
fn party(iri: &str) -> Result<Did, Refused> {
    let place = iri.strip_prefix("http://").ok_or_else(|| format!("the party {iri} is not mapped"))?;
    Did::parse(&format!("did:web:{}", place.replace('/', ":"))).map_err(|error| error.to_string())
}

fn word(name: &str) -> Result<Word, Refused> {
    Word::parse(name).map_err(|error| error.to_string())
}
