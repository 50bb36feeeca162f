//! Values as they cross: plain records, the same for Kotlin and Swift (by uniffi) and, as JSON, for C (by serde).

mod about;
mod agreement;
mod block;
mod decision;
mod declaration;
mod document;
mod entry;
mod findings;
mod fit;
mod grant;
mod head;
mod intention;
mod keys;
mod ledger;
mod letter;
mod market;
mod mirror;
mod money;
mod name;
mod negotiation;
mod outcome;
mod place;
mod preferences;
mod promise;
mod prove;
mod reception;
mod relationship;
mod request;
mod roster;
mod rule;
mod sentence;
mod settings;
mod steer;
mod terms;
mod word;

pub use about::About;
pub use agreement::{
    Agreed, AgreedTerms, Agreement, AgreementDocument, AgreementState, HalfAgreement, LayerHash, Role, VendorParty,
};
pub use block::{Block, BlockSelector};
pub use decision::{Decision, DenyReason, Effect, Ground, Nearest, Verdict};
pub use declaration::{
    Basis, Declaration, DeclaredProcess, Necessity, ProcessPart, StatedForm, StatedKeep, StatedPlaces,
    StatedRecipients, StatedWords,
};
pub use entry::Entry;
pub use findings::{Finding, Findings, Label, OpenedEvent, ReadMessage, Subject};
pub use fit::{ConflictReason, Fit, FitConflict, FitVerdict, ProcessFit};
pub use grant::{Authority, Conditions, Grant, Needs, PendingGrant, Scope};
pub use head::Head;
pub use keys::{KeyFacts, PartyKeys};
pub use ledger::AgreedWindow;
pub use letter::{CustomerLetter, Letter};
pub use market::*;
pub use money::{CurrencyFacts, Money};
pub use name::NameWarning;
pub use negotiation::{Countered, Negotiation, NegotiationState};
pub use outcome::{Outcome, Sent};
pub use place::PlaceFacts;
pub use preferences::{Acquaintance, Occasion, Preference, PreferenceChoice, Preferences, Talk, When, Who};
pub use promise::NonConformity;
pub use prove::*;
pub use reception::{Reception, Settled};
pub use relationship::{Published, Question, Relationship, RelationshipState, Tombstone};
pub use request::Request;
pub use roster::{EntryPin, Layer, LayerText, Measuring, Parties, Roster, RosterEntry, SignedRoster, Title, Wishes};
pub use rule::{DataForm, Due, Duty, Keep, Permission, Prohibition, Start, TimeWindow, Timing, Trigger};
pub use sentence::{Argument, NamedArgument, Sentence, Tongue};
pub use settings::Settings;
pub use steer::{GrantMove, GrantOrder, GrantStatus, Reply, WhichGrants};
pub use terms::{EntryName, Terms};
pub use word::{Cone, DomainAndRange, OwnWord, RecipientFacts, WordFacts};
