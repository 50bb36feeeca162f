//! How the body of each kind is written and read.

use super::{About, Event, Settings, Side, data, rights};
use crate::agreement::Role;
use crate::chain::StreamId;
use crate::decision::{Block, Host};
use crate::digest::hex;
use crate::form::{FormError, read, write};
use crate::json::{Fields, Node, Object, Value};
use crate::keys::{PublicSealingKey, PublicSigningKey, SignedId};
use crate::message::AnyMessage;
use crate::terms::Choice;
use crate::vocab::Sector;

/// The kinds that are no message.
pub(super) const KINDS: &[&str] = &[
    "created",
    "settings-set",
    "terms-set",
    "blocked",
    "unblocked",
    "clock-accepted",
    "roster-loaded",
    "erased",
    "closed",
    "profile-set",
    "declared",
    "vendor-added",
    "vendor-described",
    "introduced",
    "customer-added",
    "keys-made",
    "keys-accepted",
    "weighed",
    "agreed",
    "lapsed",
    "negotiation-expired",
    "invalid",
    "used",
    "duty-done",
    "expired",
    "terminated",
    "drafted",
    "vouched",
    "offer-held",
    "offer-chosen",
    "intention-reopened",
    "intention-fulfilled",
    "intention-withdrawn",
    "intention-expired",
    "stored",
    "removed",
    "disclosed",
    "deleted",
    "partly-deleted",
    "sourced",
    "claim-completed",
    "copy-given",
    "claim-escalated",
    "incident-reported",
    "incident-closed",
];

impl Event {
    pub(super) fn is_known(kind: &str) -> bool {
        Self::kinds().any(|known| known == kind)
    }

    /// Reads the body of a kind that is known.
    pub(super) fn read(kind: &str, fields: &mut Fields<'_>) -> Result<Self, FormError> {
        Ok(match kind {
            "created" => Self::Created { side: side(&fields.required("side")?)? },
            "settings-set" => Self::SettingsSet(Box::new(Settings::read(&fields.required("settings")?)?)),
            "terms-set" => Self::TermsSet { machine: optional_text(fields, "machine")? },
            "blocked" => Self::Blocked(Box::new(block(&fields.required("block")?)?)),
            "unblocked" => Self::Unblocked { id: text(fields, "id")? },
            "clock-accepted" => Self::ClockAccepted,
            "roster-loaded" => Self::RosterLoaded {
                roster: text(fields, "roster")?,
                authority: read::thumbprint(&fields.required("authority")?)?,
                document: read::terms_hash(&fields.required("document")?)?,
                released: read::minute(&fields.required("released")?)?,
            },
            "erased" => Self::Erased {
                stream: stream(&fields.required("stream")?)?,
                head: read::stream_head(&fields.required("head")?)?,
            },
            "closed" => Self::Closed,
            "profile-set" => Self::ProfileSet {
                did: read::did(&fields.required("did")?)?,
                name: read::name(&fields.required("name")?)?,
            },
            "declared" => Self::Declared {
                entry: text(fields, "entry")?,
                declaration: Box::new(read::declaration(&fields.required("declaration")?)?),
            },
            "vendor-added" => Self::VendorAdded { did: read::did(&fields.required("did")?)?, about: about(fields)? },
            "vendor-described" => Self::VendorDescribed { about: about(fields)? },
            "introduced" => Self::Introduced {
                signing: read::list(&fields.required("signing")?, |node| Ok(PublicSigningKey::read(node)?))?,
                sealing: read::list(&fields.required("sealing")?, |node| Ok(PublicSealingKey::read(node)?))?,
            },
            "customer-added" => Self::CustomerAdded { did: read::did(&fields.required("did")?)? },
            "keys-made" => Self::KeysMade { keys: read::party_keys(&fields.required("keys")?)? },
            "keys-accepted" => Self::KeysAccepted { sign: read::thumbprint(&fields.required("sign")?)? },
            "weighed" => Self::Weighed { choice: choice(fields)? },
            "agreed" => Self::Agreed {
                agreement: read::agreement(&fields.required("agreement")?)?,
                machine: text(fields, "machine")?,
            },
            "lapsed" => Self::Lapsed { agreement: read::agreement(&fields.required("agreement")?)? },
            "negotiation-expired" => Self::NegotiationExpired,
            "invalid" => Self::Invalid { message: SignedId::from_bytes(read::hex(&fields.required("message")?)?) },
            "used" => Self::Used { grant: read::grant(&fields.required("grant")?)? },
            "duty-done" => Self::DutyDone { grant: read::grant(&fields.required("grant")?)? },
            "expired" => Self::Expired { agreement: read::agreement(&fields.required("agreement")?)? },
            "terminated" => Self::Terminated,
            "drafted" => Self::Drafted {
                intention: stream(&fields.required("intention")?)?,
                keys: read::party_keys(&fields.required("keys")?)?,
            },
            "vouched" => Self::Vouched {
                vendor: read::hex(&fields.required("vendor")?)?,
                pin: read::hex(&fields.required("pin")?)?,
            },
            "offer-held" => Self::OfferHeld {
                offer: read::signed_id(&fields.required("offer")?)?,
                replaces: fields.optional("replaces").map(|node| read::signed_id(&node)).transpose()?,
                dropped: fields.optional("dropped").map(|node| read::signed_id(&node)).transpose()?,
            },
            "offer-chosen" => Self::OfferChosen {
                offer: read::signed_id(&fields.required("offer")?)?,
                relationship: stream(&fields.required("relationship")?)?,
            },
            "intention-reopened" => Self::IntentionReopened { offer: read::signed_id(&fields.required("offer")?)? },
            "intention-fulfilled" => Self::IntentionFulfilled,
            "intention-withdrawn" => Self::IntentionWithdrawn,
            "intention-expired" => Self::IntentionExpired,
            "stored" => data::stored(fields)?,
            "sourced" => data::sourced(fields)?,
            "removed" => data::removed(fields)?,
            "disclosed" => data::disclosed(fields)?,
            "claim-completed" => rights::completed(fields)?,
            "copy-given" => rights::copied(fields)?,
            "claim-escalated" => Self::ClaimEscalated { claim: read::signed_id(&fields.required("claim")?)? },
            "incident-reported" => Self::IncidentReported { incident: read::signed_id(&fields.required("incident")?)? },
            "incident-closed" => Self::IncidentClosed { incident: read::signed_id(&fields.required("incident")?)? },
            "deleted" => data::deleted(fields)?,
            "partly-deleted" => data::partly_deleted(fields)?,
            said => Self::Said { by: role(&fields.required("by")?)?, message: message(said, fields)? },
        })
    }

    /// Writes the body.
    pub(super) fn write(&self) -> Object {
        let form = Object::new();
        match self {
            Self::ClockAccepted
            | Self::Closed
            | Self::NegotiationExpired
            | Self::Terminated
            | Self::IntentionFulfilled
            | Self::IntentionWithdrawn
            | Self::IntentionExpired => form,
            Self::Created { side } => form.with("side", side.name()),
            Self::SettingsSet(settings) => form.with("settings", settings.to_value()),
            Self::TermsSet { machine } => write::insert(form, "machine", machine.as_deref()),
            Self::Blocked(block) => form.with("block", block.to_value()),
            Self::Unblocked { id } => form.with("id", id.as_str()),
            Self::RosterLoaded { roster, authority, document, released } => form
                .with("roster", roster.as_str())
                .with("authority", authority.to_string())
                .with("document", document.to_string())
                .with("released", released.floor_to_minute().unix()),
            Self::Erased { stream, head } => {
                form.with("stream", stream.to_string()).with("head", write::stream_head(head))
            }
            Self::ProfileSet { did, name } => form.with("did", did.as_str()).with("name", name.as_str()),
            Self::Declared { entry, declaration } => {
                form.with("entry", entry.as_str()).with("declaration", declaration.to_value())
            }
            Self::VendorAdded { did, about } => write_about(form.with("did", did.as_str()), about),
            Self::VendorDescribed { about } => write_about(form, about),
            Self::Introduced { signing, sealing } => {
                let signing: Vec<Value> = signing.iter().map(|key| key.write().into()).collect();
                let sealing: Vec<Value> = sealing.iter().map(|key| key.write().into()).collect();
                form.with("signing", signing).with("sealing", sealing)
            }
            Self::CustomerAdded { did } => form.with("did", did.as_str()),
            Self::KeysMade { keys } => form.with("keys", keys.write(Object::new())),
            Self::KeysAccepted { sign } => form.with("sign", sign.to_string()),
            Self::Said { by, message } => form.with("by", by.name()).with("text", message.as_str()),
            Self::Weighed { choice } => write_choice(form, choice),
            Self::Agreed { agreement, machine } => {
                form.with("agreement", agreement.to_string()).with("machine", machine.as_str())
            }
            Self::Lapsed { agreement } | Self::Expired { agreement } => form.with("agreement", agreement.to_string()),
            Self::Invalid { message } => form.with("message", message.to_string()),
            Self::Used { grant } | Self::DutyDone { grant } => form.with("grant", grant.to_string()),
            Self::Drafted { intention, keys } => {
                form.with("intention", intention.to_string()).with("keys", keys.write(Object::new()))
            }
            Self::Vouched { vendor, pin } => form.with("vendor", hex::text(vendor)).with("pin", hex::text(pin)),
            Self::OfferHeld { offer, replaces, dropped } => {
                let form = form.with("offer", offer.to_string());
                let form = write::insert(form, "replaces", replaces.map(|id| id.to_string()));
                write::insert(form, "dropped", dropped.map(|id| id.to_string()))
            }
            Self::Stored { .. }
            | Self::Sourced { .. }
            | Self::Removed { .. }
            | Self::Disclosed { .. }
            | Self::Deleted { .. }
            | Self::PartlyDeleted { .. } => data::write(self, form),
            Self::ClaimCompleted { .. } | Self::CopyGiven { .. } => rights::write(self, form),
            Self::ClaimEscalated { claim } => form.with("claim", claim.to_string()),
            Self::IncidentReported { incident } | Self::IncidentClosed { incident } => {
                form.with("incident", incident.to_string())
            }
            Self::IntentionReopened { offer } => form.with("offer", offer.to_string()),
            Self::OfferChosen { offer, relationship } => {
                form.with("offer", offer.to_string()).with("relationship", relationship.to_string())
            }
        }
    }
}

fn message(said: &str, fields: &mut Fields<'_>) -> Result<Box<AnyMessage>, FormError> {
    let node = fields.required("text")?;
    let unknown = |found: &str| FormError::UnknownValue {
        path: node.path().clone(),
        found: found.to_owned(),
        expected: "a message of the type that the kind of its event names",
    };
    let message = AnyMessage::parse(node.string()?.as_bytes()).map_err(|_| unknown("unreadable"))?;
    if message.has_values()? {
        return Err(unknown("values of the person's"));
    }
    if Event::said_kind(said) == Some(message.kind()) {
        Ok(Box::new(message))
    } else {
        Err(unknown(message.kind().name()))
    }
}

fn stream(node: &Node<'_>) -> Result<StreamId, FormError> {
    read::hex(node).map(StreamId::from_bytes)
}

fn text(fields: &mut Fields<'_>, name: &'static str) -> Result<String, FormError> {
    Ok(fields.required(name)?.string()?.to_owned())
}

fn optional_text(fields: &mut Fields<'_>, name: &'static str) -> Result<Option<String>, FormError> {
    Ok(fields.optional(name).map(|node| node.string().map(str::to_owned)).transpose()?)
}

fn side(node: &Node<'_>) -> Result<Side, FormError> {
    read::one_of(node, Side::ALL, |side| side.name(), "`person`, `desk` or `customer`")
}

fn role(node: &Node<'_>) -> Result<Role, FormError> {
    read::one_of(node, &[Role::Person, Role::Vendor], |role| role.name(), "`person` or `vendor`")
}

fn block(node: &Node<'_>) -> Result<Block, FormError> {
    Block::read(node).map_err(|error| FormError::Block { path: node.path().clone(), error: Box::new(error) })
}

fn about(fields: &mut Fields<'_>) -> Result<About, FormError> {
    let bad_host = |node: &Node<'_>| FormError::UnknownValue {
        path: node.path().clone(),
        found: node.string().unwrap_or_default().to_owned(),
        expected: "a web host's name",
    };
    let bad_sector = |node: &Node<'_>| FormError::UnknownValue {
        path: node.path().clone(),
        found: node.string().unwrap_or_default().to_owned(),
        expected: "one of the sectors",
    };
    Ok(About {
        name: fields.optional("name").map(|node| read::name(&node)).transpose()?,
        hosts: read::list(&fields.required("hosts")?, |node| Host::parse(node.string()?).map_err(|_| bad_host(node)))?,
        sectors: read::list(&fields.required("sectors")?, |node| {
            Sector::from_name(node.string()?).ok_or_else(|| bad_sector(node))
        })?,
    })
}

pub(super) fn write_about(form: Object, about: &About) -> Object {
    let hosts: Vec<Value> = about.hosts.iter().map(|host| host.as_str().into()).collect();
    let sectors: Vec<Value> = about.sectors.iter().map(|sector| sector.name().into()).collect();
    let form = form.with("hosts", hosts).with("sectors", sectors);
    write::insert(form, "name", about.name.as_ref().map(|name| name.as_str()))
}

fn choice(fields: &mut Fields<'_>) -> Result<Choice, FormError> {
    let node = fields.required("choice")?;
    let entry = optional_text(fields, "entry")?;
    match (node.string()?, entry) {
        ("accept", Some(entry)) => Ok(Choice::Accept(entry)),
        ("counter", Some(entry)) => Ok(Choice::Counter(entry)),
        ("needs-human", entry) => Ok(Choice::NeedsHuman(entry)),
        ("agreement-refused", None) => Ok(Choice::AgreementRefused),
        ("negotiation-refused", None) => Ok(Choice::NegotiationRefused),
        (found, _) => Err(FormError::UnknownValue {
            path: node.path().clone(),
            found: found.to_owned(),
            expected: "`accept` or `counter` with an entry, `needs-human`, `agreement-refused` or `negotiation-refused`",
        }),
    }
}

fn write_choice(form: Object, choice: &Choice) -> Object {
    let (name, entry) = match choice {
        Choice::Accept(entry) => ("accept", Some(entry)),
        Choice::Counter(entry) => ("counter", Some(entry)),
        Choice::NeedsHuman(entry) => ("needs-human", entry.as_ref()),
        Choice::AgreementRefused => ("agreement-refused", None),
        Choice::NegotiationRefused => ("negotiation-refused", None),
    };
    write::insert(form.with("choice", name), "entry", entry.map(String::as_str))
}
