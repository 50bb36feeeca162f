//! What must hold.

use crate::intention::Requirement;

/// Something that must hold for an offer to fit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hard {
    /// The product number, or the maker's, is one that was asked for.
    Item,
    /// The condition is the one asked for.
    Condition,
    /// The quantity is within what was asked for, in its unit.
    Quantity,
    /// The price can be told in the want's currency.
    Currency,
    /// It costs no more than the budget.
    Budget,
    /// It is there in time.
    Window,
    /// A requirement holds.
    Requirement(Requirement),
    /// Its terms fit.
    Terms,
    /// It still stands.
    Validity,
}

/// All of these but the requirements, by their bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fixed {
    Item,
    Condition,
    Quantity,
    Currency,
    Budget,
    Window,
    Terms,
    Validity,
}

/// The one thing that an offer fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Only {
    Fixed(Fixed),
    /// The requirement of that number.
    Requirement(usize),
}

/// What an offer fails, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fails {
    requirements: u64,
    fixed: u8,
    /// Something could not be judged, because something else fails, or no relaxing helps: it is not counted as kept out by
    /// one thing alone.
    unjudged: bool,
}

impl Fixed {
    pub(super) const ALL: [Self; 8] = [
        Self::Item,
        Self::Condition,
        Self::Quantity,
        Self::Currency,
        Self::Budget,
        Self::Window,
        Self::Terms,
        Self::Validity,
    ];

    fn bit(self) -> u8 {
        1 << self as u8
    }
}

impl From<Fixed> for Hard {
    fn from(fixed: Fixed) -> Self {
        match fixed {
            Fixed::Item => Self::Item,
            Fixed::Condition => Self::Condition,
            Fixed::Quantity => Self::Quantity,
            Fixed::Currency => Self::Currency,
            Fixed::Budget => Self::Budget,
            Fixed::Window => Self::Window,
            Fixed::Terms => Self::Terms,
            Fixed::Validity => Self::Validity,
        }
    }
}

impl Fails {
    pub(super) fn add(&mut self, fixed: Fixed) {
        self.fixed |= fixed.bit();
    }

    /// The requirement of that number; a want has at most 64.
    pub(super) fn add_requirement(&mut self, number: usize) {
        self.requirements |= bit_of(number);
    }

    pub(super) fn has_requirement(self, number: usize) -> bool {
        self.requirements & bit_of(number) != 0
    }

    pub(super) fn leave_unjudged(&mut self) {
        self.unjudged = true;
    }

    pub(super) fn has(self, fixed: Fixed) -> bool {
        self.fixed & fixed.bit() != 0
    }

    pub(super) fn is_empty(self) -> bool {
        self.requirements == 0 && self.fixed == 0
    }

    /// How many things fail.
    pub(super) fn count(self) -> u32 {
        self.requirements.count_ones() + self.fixed.count_ones()
    }

    /// The only thing that fails, where it would fit without.
    pub(super) fn only(self) -> Option<Only> {
        if self.unjudged || self.count() != 1 {
            return None;
        }
        let fixed = Fixed::ALL.into_iter().find(|fixed| self.has(*fixed)).map(Only::Fixed);
        fixed.or_else(|| usize::try_from(self.requirements.trailing_zeros()).ok().map(Only::Requirement))
    }
}

/// One beyond the last bit shares it: the offer fails all the same.
fn bit_of(number: usize) -> u64 {
    u32::try_from(number).ok().and_then(|number| 1_u64.checked_shl(number)).unwrap_or(1 << 63)
}
