//! Where a receipt claims more than was agreed.

mod event;
mod process;
mod text;

pub use process::ProcessExcess;

use super::{ConsentStatus, Controller, IsoReceipt, KantaraExcess, KantaraReceipt, RecordFacts, RecordId};
use crate::did::Did;
use crate::json::Pointer;
use crate::text::Name;
use crate::time::Instant;
use crate::vocab::Vocabulary;
use std::iter;

/// One thing that a receipt claims and that was not agreed. Its text is English; [`name`](Self::name) is stable, and
/// [`sentence`](Self::sentence) says it to the person in other languages too.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Excess {
    /// The receipt is given to somebody else than the person.
    GivenTo,
    /// The receipt is of somebody else than the controller.
    Publisher {
        /// Who gives it.
        found: Did,
        /// Under which name.
        name: Name,
    },
    /// A record of which nothing is known.
    Record {
        /// The record.
        record: RecordId,
    },
    /// A record about somebody else.
    Subject {
        /// The record.
        record: RecordId,
    },
    /// Somebody else decides, or under another name.
    Controller {
        /// The record.
        record: RecordId,
        /// Who decides by the receipt.
        found: Did,
        /// Under which name.
        name: Name,
    },
    /// Another text than was shown, or in another language.
    Notice {
        /// The record.
        record: RecordId,
    },
    /// It allows processing, and by what was agreed it does not.
    Status {
        /// The record.
        record: RecordId,
        /// The status of the receipt.
        found: ConsentStatus,
        /// The status that is known.
        agreed: ConsentStatus,
    },
    /// The first yes is earlier than it was said.
    Earlier {
        /// The record.
        record: RecordId,
        /// When by the receipt.
        found: Instant,
        /// When it was said.
        agreed: Instant,
    },
    /// A yes that was not said.
    Unsaid {
        /// The record.
        record: RecordId,
        /// What was not said.
        status: ConsentStatus,
        /// When by the receipt.
        at: Instant,
    },
    /// A yes by somebody else than said it.
    SaidBy {
        /// The record.
        record: RecordId,
        /// When by the receipt.
        at: Instant,
        /// Who said it by the receipt.
        found: Did,
    },
    /// An end between two times of consent that is left out.
    Ending {
        /// The record.
        record: RecordId,
        /// How it ended.
        status: ConsentStatus,
        /// When it ended.
        at: Instant,
    },
    /// It holds longer.
    Until {
        /// The record.
        record: RecordId,
        /// Until when by the receipt; none without an end.
        found: Option<Instant>,
        /// Until when it was said.
        agreed: Instant,
    },
    /// Nowhere is said where it is taken back.
    NotExercised {
        /// The record.
        record: RecordId,
    },
    /// A process that is like none that was agreed.
    Process {
        /// The record.
        record: RecordId,
        /// The process, by index.
        process: u32,
    },
    /// A part of a process that goes further than the agreed process that it stands closest to.
    InProcess {
        /// The record.
        record: RecordId,
        /// The process, by index.
        process: u32,
        /// The agreed process, by index.
        closest: u32,
        /// What goes further.
        excess: ProcessExcess,
    },
    /// A member that says something in the words of DPV and is not compared: whatever it says was not agreed.
    Unread {
        /// The member.
        path: Pointer,
    },
    /// What the receipt beside it, in the form of Kantara, says further.
    Kantara(KantaraExcess),
    /// It was refused when it came, for what it claimed by the words and tables of then; by those of now there is nothing
    /// to name. [`excess`] finds no such thing: a history says so.
    Formerly,
}

/// Everything that a receipt claims beyond what its reader knows: `expected` is what the reader would write itself, one
/// for each record that it knows. A receipt may claim less. In the order of the receipt.
///
/// The words of a process are held against those of the agreed process that it stands closest to, as in decisions: a
/// word is held by itself or one above it, and an ordinary word never holds a marked one.
///
/// ```
/// # use std::collections::BTreeSet;
/// # use vrm_core::consent::{ConsentEvent, ConsentStatus, Controller, Notice, RecordFacts, RecordId};
/// # use vrm_core::did::Did;
/// # use vrm_core::terms::TermsHash;
/// # use vrm_core::text::{Language, Name};
/// # use vrm_core::time::Instant;
/// # use vrm_core::vocab::Recipient;
/// use vrm_core::consent::{IsoReceipt, ReceiptFacts, excess};
/// use vrm_core::terms::{Process, Stated};
/// use vrm_core::vocab::Vocabulary;
/// # let (person, shop) = (Did::parse("did:example:pairwise")?, Did::parse("did:web:shop.example")?);
/// # let at = Instant::parse("2026-03-01T09:30:00Z")?;
/// # let process = Process::new(
/// #     ["pd:EmailAddress".parse()?], ["dpv:CustomerCare".parse()?], ["dpv:Use".parse()?], [Recipient::Vendor],
/// # );
/// # let agreed = RecordFacts {
/// #     id: RecordId::of_random([7; 16]),
/// #     subject: person.clone(),
/// #     controller: Controller { did: shop.clone(), name: Name::parse("Shop")?, contact: None },
/// #     notice: Notice { name: "SD-BASE".into(), text: TermsHash::of(b""), language: Language::parse("en")?, shown: at },
/// #     processes: vec![process],
/// #     explicit: BTreeSet::new(),
/// #     jurisdiction: BTreeSet::new(),
/// #     exercised_at: shop.to_string(),
/// #     events: vec![ConsentEvent { status: ConsentStatus::Given, at, by: person.clone(), until: None }],
/// # };
///
/// let mut claimed = agreed.clone();
/// claimed.processes[0].purpose = Stated::Known(["dpv:Marketing".parse()?].into());
/// # let (publisher, id) = (agreed.controller.clone(), RecordId::of_random([8; 16]));
/// let receipt = IsoReceipt::new(ReceiptFacts { id, created: at, publisher, recipient: person, records: vec![claimed] })?;
/// let found = excess(&receipt, None, &[agreed], Vocabulary::dpv());
/// assert_eq!(found.len(), 1);
/// assert_eq!(found[0].name(), "purpose");
/// assert!(found[0].to_string().ends_with("process 0 is for `dpv:Marketing`, agreed is `dpv:CustomerCare`"));
/// # Ok::<(), vrm_core::Error>(())
/// ```
#[must_use]
pub fn excess(
    receipt: &IsoReceipt,
    kantara: Option<&KantaraReceipt>,
    expected: &[RecordFacts],
    vocabulary: &Vocabulary,
) -> Vec<Excess> {
    claims(receipt, kantara, expected, vocabulary).collect()
}

/// The same one after the other, each found when it is asked for: whoever keeps the first of them pays for no more.
pub(crate) fn claims<'a>(
    receipt: &'a IsoReceipt,
    kantara: Option<&'a KantaraReceipt>,
    expected: &'a [RecordFacts],
    vocabulary: &'a Vocabulary,
) -> impl Iterator<Item = Excess> + 'a {
    let facts = receipt.facts();
    let given_to = expected.iter().any(|agreed| agreed.subject != facts.recipient).then_some(Excess::GivenTo);
    let is_published = expected.iter().any(|agreed| is_other(&facts.publisher, &agreed.controller));
    let publisher = is_published.then(|| {
        let Controller { did, name, .. } = facts.publisher.clone();
        Excess::Publisher { found: did, name }
    });
    let records = facts.records.iter().flat_map(move |record| {
        let agreed = expected.iter().find(|agreed| agreed.id == record.id);
        let nothing = agreed.is_none().then_some(Excess::Record { record: record.id });
        let beyond = agreed.map(|agreed| in_record(record, agreed, vocabulary));
        nothing.into_iter().chain(beyond.into_iter().flatten())
    });
    let unread = iter::once_with(|| receipt.unread()).flatten().map(|path| Excess::Unread { path });
    let kantara = kantara.into_iter().flat_map(move |kantara| {
        let allowed = KantaraReceipt::allowed(receipt, kantara.policy(), expected);
        kantara.excess_over(allowed.as_ref()).into_iter().map(Excess::Kantara)
    });
    given_to.into_iter().chain(publisher).chain(records).chain(unread).chain(kantara)
}

fn in_record<'a>(
    found: &'a RecordFacts,
    agreed: &'a RecordFacts,
    vocabulary: &'a Vocabulary,
) -> impl Iterator<Item = Excess> + 'a {
    let record = found.id;
    let mut all = Vec::new();
    if found.subject != agreed.subject {
        all.push(Excess::Subject { record });
    }
    if is_other(&found.controller, &agreed.controller) {
        let Controller { did, name, .. } = found.controller.clone();
        all.push(Excess::Controller { record, found: did, name });
    }
    let (shown, known) = (&found.notice, &agreed.notice);
    if (&shown.name, shown.text, &shown.language) != (&known.name, known.text, &known.language) {
        all.push(Excess::Notice { record });
    }
    all.extend(event::compare(record, &found.events, &agreed.events));
    if found.exercised_at.is_empty() {
        all.push(Excess::NotExercised { record });
    }
    let known = process::Agreed::of(&agreed.processes);
    let stands = &found.explicit;
    let processes = (0..).zip(&found.processes).flat_map(move |(process, one)| {
        let found = known.closest(process, one, vocabulary);
        let explicit = |closest: u32| stands.contains(&process) && !known.is_explicit(closest, &agreed.explicit);
        let more = found.as_ref().and_then(|(closest, _)| explicit(*closest).then_some(*closest));
        let more = more.map(|closest| Excess::InProcess { record, process, closest, excess: ProcessExcess::Explicit });
        let like_none = found.is_none().then_some(Excess::Process { record, process });
        let beyond = found.into_iter().flat_map(move |(closest, excess)| {
            excess.into_iter().map(move |excess| Excess::InProcess { record, process, closest, excess })
        });
        like_none.into_iter().chain(beyond).chain(more)
    });
    all.into_iter().chain(processes)
}

/// How a controller is reached may be known to one side only.
fn is_other(found: &Controller, agreed: &Controller) -> bool {
    (&found.did, &found.name) != (&agreed.did, &agreed.name)
}
