//! What a command did.

use crate::agreement::Role;
use crate::chain::StreamId;
use crate::error::Error;
use crate::history::{Event, Opened};
use crate::keys::SignedId;
use crate::log::LogId;
use crate::message::{AnyMessage, Jti, MessageKind};
use crate::vault::ItemId;

/// What a command, or a message that was taken, did. The same command id gives the same outcome again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// In whose history: the person's, or at a desk the customer's or the desk's own.
    pub log: LogId,
    /// The position of the first event in the history.
    pub first: u64,
    /// The position of the last.
    pub last: u64,
    /// The relationship that it was about; the owner's own stream where it was about none.
    pub relationship: StreamId,
    /// The kinds of the events, in order.
    pub kinds: Vec<&'static str>,
    /// What was said from here: one letter of the outbox each.
    pub said: Vec<Sent>,
    /// The item of the person's data that was stored.
    pub item: Option<ItemId>,
}

/// A message that was said from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Its letter in the outbox.
    pub letter: Jti,
    /// Its type.
    pub kind: MessageKind,
    /// Its id, by which others answer it. One with values of the person's in it has none: that would be
    /// a hash of them.
    pub id: Option<SignedId>,
}

impl Outcome {
    pub(super) fn of(log: LogId, first: u64, events: &[Opened], role: Role) -> Result<Self, Error> {
        let mut said = Vec::new();
        for opened in events {
            match opened.entry.event() {
                Event::Said { by, message } if *by == role => {
                    let facts = message.facts()?;
                    said.push(Sent { letter: facts.jti, kind: message.kind(), id: Some(facts.id) });
                }
                event => {
                    let own = event.spoken().filter(|spoken| spoken.by == role);
                    said.extend(own.map(|spoken| Sent { letter: spoken.jti, kind: spoken.kind, id: None }));
                }
            }
        }
        // An offer is noted where it is taken up by a customer that is known; it was said where it was asked for.
        let taken_up = |sent: &Sent| {
            events.iter().any(|opened| match opened.entry.event() {
                Event::Said { by, message } if *by != role => sent.id.is_some_and(|id| answers(message, &id)),
                _ => false,
            })
        };
        said.retain(|sent| sent.kind != MessageKind::Offer || !taken_up(sent));
        let streams = || events.iter().map(|opened| opened.entry.stream());
        let about = streams().find(|stream| *stream != StreamId::OWN).unwrap_or(StreamId::OWN);
        Ok(Self {
            log,
            first,
            last: first.saturating_add(events.len() as u64).saturating_sub(1),
            relationship: about,
            kinds: events.iter().map(|opened| opened.entry.event().kind()).collect(),
            said,
            item: events.iter().find_map(|opened| match opened.entry.event() {
                Event::Stored { item, .. } => Some(*item),
                _ => None,
            }),
        })
    }
}

/// Whether a message is the yes to an offer.
fn answers(message: &AnyMessage, offer: &SignedId) -> bool {
    matches!(message, AnyMessage::Acceptance(text) if text.peek().is_ok_and(|said| said.body().offer == *offer))
}
