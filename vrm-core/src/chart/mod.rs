//! Charts of states and moves: each is written as the table it is, and a move that is not on it is an error that names
//! the state, the move and what would be possible.

mod error;

pub use error::ChartError;

/// A chart: its states, its moves, and each arrow as `from | from, move => to`.
macro_rules! chart {
    (
        $chart:literal
        $(#[$of_state:meta])* $State:ident { $($state:ident $state_name:literal $state_what:literal;)+ }
        $(#[$of_move:meta])* $Move:ident { $($step:ident $step_name:literal $step_what:literal;)+ }
        $($($from:ident)|+, $by:ident => $to:ident;)+
    ) => {
        $(#[$of_state])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $State {
            $(#[doc = concat!("`", $state_name, "`: ", $state_what, ".")] $state,)+
        }

        $(#[$of_move])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $Move {
            $(#[doc = concat!("`", $step_name, "`: ", $step_what, ".")] $step,)+
        }

        impl $State {
            /// Every state, in the order of the chart.
            pub const ALL: &'static [Self] = &[$(Self::$state,)+];

            /// The stable name, the same in every language.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$state => $state_name,)+ }
            }

            /// Reads the stable name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|state| state.name() == name)
            }

            /// The state after a move.
            ///
            /// # Errors
            /// [`ChartError::NoSuchMove`](crate::chart::ChartError::NoSuchMove) for a move that is not on the chart.
            pub fn after(self, step: $Move) -> Result<Self, $crate::chart::ChartError> {
                self.to(step).ok_or_else(|| $crate::chart::ChartError::NoSuchMove {
                    chart: $chart,
                    state: self.name(),
                    step: step.name(),
                    possible: self.moves().into_iter().map($Move::name).collect(),
                })
            }

            /// The moves that are possible here.
            #[must_use]
            pub fn moves(self) -> Vec<$Move> {
                $Move::ALL.iter().copied().filter(|step| self.to(*step).is_some()).collect()
            }

            /// Whether no move leads on.
            #[must_use]
            pub fn is_over(self) -> bool {
                self.moves().is_empty()
            }

            fn to(self, step: $Move) -> Option<Self> {
                match (self, step) {
                    $(($(Self::$from)|+, $Move::$by) => Some(Self::$to),)+
                    _ => None,
                }
            }
        }

        impl $Move {
            /// Every move, in the order of the chart.
            pub const ALL: &'static [Self] = &[$(Self::$step,)+];

            /// The stable name, the same in every language.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$step => $step_name,)+ }
            }

            /// Reads the stable name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|step| step.name() == name)
            }
        }
    };
}

pub(crate) use chart;
