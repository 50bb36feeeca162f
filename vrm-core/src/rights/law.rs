//! The rights, the laws that give them, and the period that each law states.

use super::RightsError;

macro_rules! named {
    ($(#[$of:meta])* $Name:ident { $($variant:ident $name:literal $what:literal;)+ }) => {
        $(#[$of])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $Name {
            $(#[doc = concat!("`", $name, "`: ", $what, ".")] $variant,)+
        }

        impl $Name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The stable name, the same in every language.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// Reads the stable name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.name() == name)
            }
        }
    };
}

named! {
    /// What a person may ask for.
    ///
    /// ```
    /// use vrm_core::rights::Right;
    /// assert_eq!(Right::Erasure.concept(), Some("eu-gdpr:A17"));
    /// assert_eq!(Right::NoSaleOrSharing.concept(), None); // DPV has none for it
    /// ```
    Right {
        Access "access" "to know what is held, and to have a copy";
        Rectification "rectification" "to have it put right";
        Erasure "erasure" "to have it deleted";
        Restriction "restriction" "to have its use limited; in California, of sensitive information";
        Portability "portability" "to have it in a form for machines";
        Objection "objection" "to have a use stopped";
        NoSaleOrSharing "no-sale-or-sharing" "to have it neither sold nor shared";
        ConsentWithdrawal "consent-withdrawal" "to take a consent back";
    }
}

impl Right {
    /// The concept of DPV that says so: the article of the GDPR.
    #[must_use]
    pub fn concept(self) -> Option<&'static str> {
        match self {
            Self::Access => Some("eu-gdpr:A15"),
            Self::Rectification => Some("eu-gdpr:A16"),
            Self::Erasure => Some("eu-gdpr:A17"),
            Self::Restriction => Some("eu-gdpr:A18"),
            Self::Portability => Some("eu-gdpr:A20"),
            Self::Objection => Some("eu-gdpr:A21"),
            Self::ConsentWithdrawal => Some("eu-gdpr:A7-3"),
            Self::NoSaleOrSharing => None,
        }
    }
}

named! {
    /// A law that gives rights.
    ///
    /// ```
    /// use vrm_core::rights::{Law, Period, Right, RightsError};
    /// assert_eq!(Law::Quebec.period(Right::Access)?, Period::Days { days: 30, more: 0 });
    /// assert!(matches!(Law::Gdpr.period(Right::NoSaleOrSharing), Err(RightsError::NotInLaw { .. })));
    /// # Ok::<(), RightsError>(())
    /// ```
    Law {
        Gdpr "gdpr" "Regulation (EU) 2016/679";
        UkGdpr "uk-gdpr" "the same as the United Kingdom has it, with article 12A of 2026";
        Ccpa "ccpa" "the California Consumer Privacy Act";
        Lgpd "lgpd" "Brazil's Lei Geral de Proteção de Dados";
        Quebec "quebec" "Québec's P-39.1, as Law 25 has it";
    }
}

/// How long a law gives for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// No time at all.
    AtOnce,
    /// Months of the calendar, and how many more where the answer is put off with reasons.
    Months {
        /// How many.
        months: u32,
        /// How many more at most.
        more: u32,
    },
    /// Days of the calendar, and how many more where the answer is put off with reasons.
    Days {
        /// How many.
        days: u16,
        /// How many more at most.
        more: u16,
    },
    /// Working days.
    WorkingDays(u32),
    /// None that the law states itself.
    Unstated,
}

impl Law {
    /// How long it gives for an answer: GDPR 12(3), 7(3); UK GDPR 12A; Cal. Civ. Code 1798.130 with 11 CCR 7021 and 7026;
    /// LGPD 19; P-39.1 section 32.
    ///
    /// # Errors
    /// [`RightsError::NotInLaw`] where it does not give the right.
    pub fn period(self, right: Right) -> Result<Period, RightsError> {
        use Right as R;
        Ok(match (self, right) {
            (Self::Gdpr | Self::UkGdpr | Self::Lgpd | Self::Quebec, R::ConsentWithdrawal) => Period::AtOnce,
            (
                Self::Gdpr | Self::UkGdpr,
                R::Access | R::Rectification | R::Erasure | R::Restriction | R::Portability | R::Objection,
            ) => Period::Months { months: 1, more: 2 },
            (Self::Ccpa, R::Access | R::Rectification | R::Erasure | R::Portability) => {
                Period::Days { days: 45, more: 45 }
            }
            (Self::Ccpa, R::NoSaleOrSharing | R::Restriction) => Period::WorkingDays(15),
            (Self::Lgpd, R::Access) => Period::Days { days: 15, more: 0 },
            (Self::Lgpd, R::Rectification | R::Erasure | R::Restriction | R::Portability | R::Objection)
            | (Self::Quebec, R::Erasure) => Period::Unstated,
            (Self::Quebec, R::Access | R::Rectification | R::Portability) => Period::Days { days: 30, more: 0 },
            (law, right) => return Err(RightsError::NotInLaw { law, right }),
        })
    }

    /// Whether an answer may be put off.
    #[must_use]
    pub fn extends(self, right: Right) -> bool {
        let more = |period| matches!(period, Period::Months { more: 1.., .. } | Period::Days { more: 1.., .. });
        self.period(right).is_ok_and(more)
    }

    /// Whether the days do not count on which what the person has to add is waited for.
    #[must_use]
    pub fn pauses(self) -> bool {
        self == Self::UkGdpr
    }

    /// Whether a period that ends on no working day ends on the next.
    pub(super) fn rolls(self) -> bool {
        matches!(self, Self::Gdpr | Self::UkGdpr)
    }
}
