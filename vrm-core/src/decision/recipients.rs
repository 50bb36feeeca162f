//! The recipients of a rule, in a form that answers at once for all whom no rule names.

use crate::terms::Scope;
use crate::vocab::Recipient;

/// Where a recipient stands among rows and bits: the words, then every DID that no rule names.
pub(super) const UNNAMED_DID: u16 = 5;

/// The recipients of a rule.
#[derive(Clone, Debug)]
pub(super) struct Recipients {
    /// Those named, or those that naming nobody stands for in a permission.
    permitted: Box<[Recipient]>,
    is_named: bool,
    /// By place, whom they cover as a permission's and whom they touch as a prohibition's.
    covered: u8,
    touched: u8,
}

/// The place of a recipient when no rule names DIDs; none when nobody knows it.
pub(super) fn place(recipient: &Recipient) -> Option<u16> {
    match recipient {
        Recipient::Anyone => Some(0),
        Recipient::Vendor => Some(1),
        Recipient::Processor => Some(2),
        Recipient::ThirdParty => Some(3),
        Recipient::SameGroup => Some(4),
        Recipient::Did(_) => Some(UNNAMED_DID),
        Recipient::Unknown(_) => None,
    }
}

impl Recipients {
    pub(super) fn of(scope: &Scope) -> Self {
        let (named, permitted) = (&scope.recipient, scope.permitted_recipients());
        let is_covered = |one: &Recipient| permitted.iter().any(|mine| one.is_within(mine));
        let is_touched = |one: &Recipient| named.is_empty() || named.iter().any(|mine| one.overlaps(mine));
        let above_dids = [Recipient::Anyone, Recipient::ThirdParty];
        let mut covered = u8::from(is_covered(&Recipient::ThirdParty)) << UNNAMED_DID;
        let mut touched = u8::from(named.is_empty() || above_dids.iter().any(|one| named.contains(one))) << UNNAMED_DID;
        for (place, one) in Recipient::WORDS.iter().enumerate() {
            covered |= u8::from(is_covered(one)) << place;
            touched |= u8::from(is_touched(one)) << place;
        }
        Self { permitted: permitted.iter().cloned().collect(), is_named: !named.is_empty(), covered, touched }
    }

    /// As the rule names them; empty = the vendor in a permission, anyone in a prohibition.
    pub(super) fn named(&self) -> &[Recipient] {
        if self.is_named { &self.permitted } else { &[] }
    }

    /// The named ones that are DIDs.
    pub(super) fn dids(&self) -> impl Iterator<Item = &Recipient> {
        self.named().iter().filter(|one| matches!(one, Recipient::Did(_)))
    }

    /// Those a permission stands for.
    pub(super) fn permitted(&self) -> &[Recipient] {
        &self.permitted
    }

    /// By place, whom they cover as a permission's: those named, and all below them.
    pub(super) fn covered(&self) -> u8 {
        self.covered
    }

    /// By place, whom they touch as a prohibition's: those named, and all above and below them.
    pub(super) fn touched(&self) -> u8 {
        self.touched
    }

    /// Whether a recipient is in one of these places, or named.
    pub(super) fn hold(&self, places: u8, recipient: &Recipient) -> bool {
        let by_place = place(recipient).is_some_and(|place| places >> place & 1 == 1);
        by_place || (matches!(recipient, Recipient::Did(_)) && self.named().binary_search(recipient).is_ok())
    }

    /// As a permission's: whether the recipient is one of these or below one.
    pub(super) fn cover(&self, recipient: &Recipient) -> bool {
        self.hold(self.covered, recipient)
    }

    /// As a prohibition's: whether somebody is held by the recipient and by one of these.
    pub(super) fn touch(&self, recipient: &Recipient) -> bool {
        self.hold(self.touched, recipient)
    }
}
