//! Which agreement, with whom; never which data.

use super::roster::todays_id;
use super::{Roster, TermsError};
use crate::did::Did;
use crate::vocab::{Place, Places, Sector};

/// One line of a party's preferences: in this case, talk to these, accept these agreements, and who says yes.
///
/// The switches are those of DPV's IEEE 7012 vocabulary (`AgentAllowsNegotiation` and its like).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preference {
    /// In which case.
    pub when: When,
    /// With whom to talk at all.
    pub talk: Talk,
    /// Ids of roster entries, best first, those of a roster that was loaded as `ROSTER#ID`; empty = ask me.
    pub accept: Vec<String>,
    /// Who says yes.
    pub by: Who,
}

/// The case a preference is for. One for a vendor goes before all others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum When {
    /// This vendor.
    Vendor(Did),
    /// A vendor of this sector.
    Sector(Sector),
    /// The person is in this place.
    Place(Place),
    /// The person is a child.
    Child,
    /// Any case.
    Always,
}

/// With whom to talk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Talk {
    /// With nobody.
    Nobody,
    /// With parties of an earlier agreement.
    PriorAgreement,
    /// With parties already known.
    Known,
    /// With anyone.
    Anyone,
}

/// Who may say yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// The party itself, each time.
    Me,
    /// Its agent, on its own.
    Agent,
}

/// How well the other side is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Acquaintance {
    /// Not at all.
    Stranger,
    /// It is known.
    Known,
    /// There was an agreement.
    PriorAgreement,
}

/// The case at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// The other side.
    pub vendor: Did,
    /// How well it is known.
    pub acquaintance: Acquaintance,
    /// Its sectors.
    pub sectors: Vec<Sector>,
    /// Where the person is, if known.
    pub place: Option<Place>,
    /// Whether the person is a child.
    pub child: bool,
}

/// What the preferences say to what the other side accepts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Choice {
    /// Accept this agreement.
    Accept(String),
    /// Answer the proffer with this one instead; at most once.
    Counter(String),
    /// A human must say; the agreement that would be chosen, if there is one.
    NeedsHuman(Option<String>),
    /// Talked, and said no (`AgreementRefused`).
    AgreementRefused,
    /// Would not talk (`AgreementNegotiationRefused`).
    NegotiationRefused,
}

/// A party's preferences in order; the first that matches wins.
///
/// ```
/// use vrm_core::did::Did;
/// use vrm_core::terms::{Acquaintance, Choice, Occasion, Preference, Preferences, Roster, Talk, When, Who};
/// let preferences = Preferences::new(Roster::builtin(), [Preference {
///     when: When::Always,
///     talk: Talk::Anyone,
///     accept: vec!["SD-BASE".into(), "SD-BASE-A".into()],
///     by: Who::Agent,
/// }])?;
/// let mut at = Occasion {
///     vendor: Did::parse("did:web:shop.example")?,
///     acquaintance: Acquaintance::Stranger,
///     sectors: Vec::new(),
///     place: None,
///     child: false,
/// };
/// assert_eq!(preferences.choose(&["SD-BASE-A", "SD-BASE-AT"], &at), Choice::Accept("SD-BASE-A".into()));
/// assert_eq!(preferences.choose(&["SD-BASE-AT"], &at), Choice::AgreementRefused);
/// at.child = true; // for a child the base agreement alone, and never by the agent alone
/// assert_eq!(preferences.choose(&["SD-BASE", "SD-BASE-A"], &at), Choice::NeedsHuman(Some("SD-BASE".into())));
/// # Ok::<(), vrm_core::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preferences(pub(super) Vec<Preference>);

/// What a child may be bound to.
const FOR_CHILDREN: [&str; 2] = ["SD-BASE", "SD-BASE-DP"];

impl Preferences {
    /// Preferences over the entries of a roster.
    ///
    /// # Errors
    /// [`TermsError::NoEntry`] or [`TermsError::NotForOrganisations`] for an id that cannot be agreed on,
    /// [`TermsError::TooLong`] when its JSON would have more than [`MAX_BYTES`](Self::MAX_BYTES).
    pub fn new(roster: &Roster, list: impl IntoIterator<Item = Preference>) -> Result<Self, TermsError> {
        let mut checked = Vec::new();
        for mut preference in list {
            for id in &mut preference.accept {
                *id = roster.proffered(id)?.name().called();
            }
            checked.push(preference);
        }
        let preferences = Self(checked);
        let (length, limit) = (preferences.to_json().len(), Self::MAX_BYTES);
        if length > limit {
            return Err(TermsError::TooLong { what: "the list of preferences", length, limit });
        }
        Ok(preferences)
    }

    /// These preferences, and after them those over another roster.
    #[must_use]
    pub fn followed_by(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    /// The preferences, in order.
    #[must_use]
    pub fn list(&self) -> &[Preference] {
        &self.0
    }

    /// Every entry that some line accepts.
    #[cfg(feature = "keys")]
    pub(crate) fn accepted(&self) -> impl Iterator<Item = &String> {
        self.0.iter().flat_map(|line| &line.accept)
    }

    /// What to say to the agreements that the other side published, offered or countered with.
    #[must_use]
    pub fn choose(&self, theirs: &[&str], at: &Occasion) -> Choice {
        self.answer(theirs, at, |_| Choice::AgreementRefused)
    }

    /// What a desk says to a proffer of these agreements: as [`choose`](Self::choose), but where none of them will do it
    /// counters with the first of its own.
    #[must_use]
    pub fn answer_proffer(&self, theirs: &[&str], at: &Occasion) -> Choice {
        self.answer(theirs, at, |mine| mine.first().map_or(Choice::AgreementRefused, |id| Choice::Counter(id.clone())))
    }

    fn answer(&self, theirs: &[&str], at: &Occasion, otherwise: impl Fn(&[String]) -> Choice) -> Choice {
        let (talk, mut accept, mut by) = match self.matching(at) {
            Some(preference) => (preference.talk, preference.accept.clone(), preference.by),
            None => (Talk::Known, Vec::new(), Who::Me),
        };
        if !talk.reaches(at.acquaintance) {
            return Choice::NegotiationRefused;
        }
        let asks = accept.is_empty();
        if at.child {
            by = Who::Me;
            accept.retain(|id| FOR_CHILDREN.contains(&id.as_str()));
            if accept.is_empty() {
                accept = FOR_CHILDREN.map(str::to_owned).to_vec();
            }
        }
        // The other side may still write the old ids.
        let theirs: Vec<String> = theirs.iter().map(|id| todays_id(id).unwrap_or_else(|| (*id).to_owned())).collect();
        match (accept.iter().find(|id| theirs.contains(id)), by) {
            (None, _) if asks => Choice::NeedsHuman(None),
            (Some(id), Who::Agent) => Choice::Accept(id.clone()),
            (Some(id), Who::Me) => Choice::NeedsHuman(Some(id.clone())),
            (None, _) => otherwise(&accept),
        }
    }

    fn matching(&self, at: &Occasion) -> Option<&Preference> {
        let for_vendor =
            self.0.iter().find(|preference| matches!(&preference.when, When::Vendor(did) if *did == at.vendor));
        for_vendor.or_else(|| self.0.iter().find(|preference| preference.when.matches(at)))
    }
}

impl When {
    fn matches(&self, at: &Occasion) -> bool {
        match self {
            Self::Vendor(did) => *did == at.vendor,
            Self::Sector(sector) => at.sectors.contains(sector),
            Self::Place(place) => at.place.clone().is_some_and(|here| lies_within(here, place.clone())),
            Self::Child => at.child,
            Self::Always => true,
        }
    }
}

impl Talk {
    const ALL: [Self; 4] = [Self::Nobody, Self::PriorAgreement, Self::Known, Self::Anyone];

    /// The stable name, the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::PriorAgreement => "prior-agreement",
            Self::Known => "known",
            Self::Anyone => "anyone",
        }
    }

    /// Reads the stable name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|talk| talk.name() == name)
    }

    fn reaches(self, acquaintance: Acquaintance) -> bool {
        match self {
            Self::Nobody => false,
            Self::PriorAgreement => acquaintance == Acquaintance::PriorAgreement,
            Self::Known => acquaintance >= Acquaintance::Known,
            Self::Anyone => true,
        }
    }
}

impl Who {
    /// The stable name, the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Me => "me",
            Self::Agent => "agent",
        }
    }

    /// Reads the stable name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Me, Self::Agent].into_iter().find(|who| who.name() == name)
    }
}

/// A place nobody knows lies within itself alone.
fn lies_within(here: Place, there: Place) -> bool {
    if here == there {
        return true;
    }
    let known = here.is_known() && there.is_known();
    match (Places::within([here]), Places::within([there])) {
        (Ok(here), Ok(there)) => known && here.is_within(&there),
        _ => false,
    }
}
