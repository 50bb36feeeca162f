//! What one side shows to a third.

use super::Life;
use crate::agreement::Role;
use crate::chain::{Commitment, StreamId};
use crate::decision::AgreementId;
use crate::dispute::Bundle;
use crate::error::Error;
use crate::history::Event;
use crate::keys::Thumbprint;
use crate::message::AnyMessage;
use crate::terms::Roster;
use std::collections::BTreeSet;

/// How many events are read at a time.
const PAGE: u32 = 256;

impl Life {
    /// An agreement with its texts, all that the history keeps of what was said under its keys and those that they were
    /// rotated to, and the commitments of this side's stream. No letter with values of the person's is in it.
    pub(crate) fn bundle(&self, stream: StreamId, id: &AgreementId) -> Result<Bundle, Error> {
        let between = self.state.relationship(stream)?;
        let agreed = between.agreed(id)?;
        let document = agreed.agreement.document();
        let roster = Roster::load(&self.log.document(stream, id.as_bytes())?)?;
        let mut bundle = Bundle::of(&agreed.agreement).with_texts(document.terms().entry(&roster)?);
        let mut commitments: Vec<Commitment> = Vec::new();
        // The agreement names the first keys; whatever else is signed is checked with what follows from them.
        let mut keys: BTreeSet<Thumbprint> =
            [Role::Person, Role::Vendor].map(|role| document.keys(role).sign().thumbprint()).into();
        // The person asked, and said yes, with the key for which the offer was made.
        let offer = document.answers().and_then(|offer| between.offered(&offer).ok());
        keys.extend(offer.map(|offer| offer.peek()).transpose()?.map(|offer| offer.aud()));
        let mut p = 0;
        while p < self.log.head().p() {
            for recorded in self.log.events_since(p, PAGE)? {
                p = recorded.p;
                let Some(opened) = recorded.opened.filter(|_| recorded.stream == stream) else { continue };
                commitments.push(opened.commitment());
                let Event::Said { message, .. } = opened.entry.event() else { continue };
                if !keys.contains(&message.kid()) {
                    continue;
                }
                match message.as_ref() {
                    AnyMessage::Rotation(text) => {
                        keys.insert(text.peek()?.body().keys.sign().thumbprint());
                        bundle = bundle.with_rotation(text.as_str());
                    }
                    message => bundle = bundle.with_message(message.as_str()),
                }
            }
        }
        Ok(bundle.with_stream(self.state.role(), *stream.as_bytes(), commitments))
    }
}
