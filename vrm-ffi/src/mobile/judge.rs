//! What terms say to requests, declarations and proffers.

use super::VrmError;
use crate::border::barred;
use crate::mobile::roster::over;
use crate::value::{
    Authority, Block, BlockSelector, Decision, Declaration, Fit, Occasion, OwnWord, PreferenceChoice, Preferences,
    ProcessPart, Request, Roster, Terms, TimeWindow, Verdict,
};
use std::sync::Arc;
use vrm_core::decision::{self, AgreementId, GrantId, Host};
use vrm_core::did::Did;
use vrm_core::keys::SignedId;
use vrm_core::terms;
use vrm_core::time;
use vrm_core::vocab::{Sector, Vocabulary, Word};

/// A text made ready to judge many requests. It never changes, and answers several threads at once.
#[derive(uniffi::Object)]
pub struct CompiledTerms {
    terms: decision::CompiledTerms,
}

impl CompiledTerms {
    pub(crate) fn new(terms: decision::CompiledTerms) -> Self {
        Self { terms }
    }
}

#[uniffi::export]
impl CompiledTerms {
    /// The text.
    pub fn terms(&self) -> Terms {
        self.terms.terms().into()
    }

    /// Would this text allow it? The answer with everything that made it, and as sentences.
    ///
    /// # Errors
    /// `terms-too-long`: the request has too many words.
    pub fn judge(&self, request: Request) -> Result<Decision, VrmError> {
        Ok(barred(|| Ok((&self.terms.judge(&request.core()?)).into()))?)
    }

    /// As `judge`, without the reasons.
    ///
    /// # Errors
    /// As `judge`.
    pub fn verdict(&self, request: Request) -> Result<Verdict, VrmError> {
        Ok(barred(|| Ok(self.terms.verdict(&request.core()?).into()))?)
    }

    /// Whether the other text permits all that this one permits.
    ///
    /// # Errors
    /// `border-internal`.
    pub fn fits_within(&self, other: Arc<CompiledTerms>) -> Result<bool, VrmError> {
        Ok(barred(|| Ok(self.terms.fits_within(&other.terms)))?)
    }
}

/// Reads a request from its JSON.
///
/// # Errors
/// `terms-*`, `vocab-*` and `json-*`, with the place.
#[uniffi::export]
pub fn request_parse(json: Vec<u8>) -> Result<Request, VrmError> {
    Ok(barred(|| Ok((&decision::Request::parse(&json)?).into()))?)
}

/// The request as RFC 8785 JSON.
///
/// # Errors
/// As `request_parse`.
#[uniffi::export]
pub fn request_to_json(request: Request) -> Result<String, VrmError> {
    Ok(barred(|| Ok(request.core()?.to_json()))?)
}

/// Whether one request is the other or a narrower one, in DPV's words and those of one's own.
///
/// # Errors
/// As `request_parse` and `vocabulary_extend`.
#[uniffi::export(default(own = []))]
pub fn request_is_within(request: Request, other: Request, own: Vec<OwnWord>) -> Result<bool, VrmError> {
    let own: Vec<_> = own.into_iter().map(Into::into).collect();
    Ok(barred(|| {
        let vocabulary = Vocabulary::dpv().extend(&own)?;
        Ok(request.core()?.is_within(&other.core()?, &vocabulary))
    })?)
}

/// Reads a declaration from its JSON.
///
/// # Errors
/// `terms-*`, `vocab-*` and `json-*`, with the place.
#[uniffi::export]
pub fn declaration_parse(json: Vec<u8>) -> Result<Declaration, VrmError> {
    Ok(barred(|| Ok((&terms::Declaration::parse(&json)?).into()))?)
}

/// The declaration as RFC 8785 JSON.
///
/// # Errors
/// As `declaration_parse`.
#[uniffi::export]
pub fn declaration_to_json(declaration: Declaration) -> Result<String, VrmError> {
    Ok(barred(|| Ok(declaration.core()?.to_json()))?)
}

/// Whether everything a vendor declares would pass a text.
///
/// # Errors
/// As `declaration_parse`.
#[uniffi::export]
pub fn declaration_fits(declaration: Declaration, terms: Arc<CompiledTerms>) -> Result<Fit, VrmError> {
    Ok(barred(|| Ok((&declaration.core()?.fits(&terms.terms)).into()))?)
}

/// What an agreement over a declaration authorises, under a roster text and the person's own terms. Without a window it
/// stands always.
///
/// # Errors
/// As `declaration_parse`; `decision-not-authorised`, where `declaration_fits` says what does not fit.
#[uniffi::export(default(own = None))]
pub fn declaration_authorise(
    declaration: Declaration,
    agreement: AgreementId,
    window: Option<TimeWindow>,
    roster: Arc<CompiledTerms>,
    own: Option<Arc<CompiledTerms>>,
) -> Result<Authority, VrmError> {
    Ok(barred(|| {
        let window = window.map_or(Ok(time::Window::ALWAYS), time::Window::try_from)?;
        let own = own.as_ref().map(|own| &own.terms);
        let authority = declaration.core()?.authorise(agreement, window, &roster.terms, own);
        Ok((&authority.map_err(|refusal| *refusal)?).into())
    })?)
}

/// What is unknown of each process of a declaration, by name.
///
/// # Errors
/// As `declaration_parse`.
#[uniffi::export]
pub fn declaration_unknowns(declaration: Declaration) -> Result<Vec<Vec<ProcessPart>>, VrmError> {
    Ok(barred(|| {
        let declaration = declaration.core()?;
        let unknowns = |process: &terms::Process| process.unknowns().into_iter().map(ProcessPart::from).collect();
        Ok(declaration.processes().iter().map(unknowns).collect())
    })?)
}

/// The name of a grant: of a data word of a process of an agreement, by the message that gave it, if one did.
#[uniffi::export(default(by = None))]
pub fn grant_id_of(agreement: AgreementId, process: u32, data: Word, by: Option<SignedId>) -> GrantId {
    GrantId::of(&agreement, process, &data, by.as_ref().map(SignedId::as_bytes))
}

/// Reads a block from its JSON.
///
/// # Errors
/// `decision-*`, `terms-*`, `vocab-*` and `json-*`, with the place; words that DPV does not know make no block.
#[uniffi::export]
pub fn block_parse(json: Vec<u8>) -> Result<Block, VrmError> {
    Ok(barred(|| Ok((&decision::Block::parse(&json)?).into()))?)
}

/// The block as RFC 8785 JSON.
///
/// # Errors
/// As `block_parse`.
#[uniffi::export]
pub fn block_to_json(block: Block) -> Result<String, VrmError> {
    Ok(barred(|| Ok(block.core()?.to_json()))?)
}

/// Whether a block against this stands against a vendor of whom so much is known.
#[uniffi::export]
pub fn selector_selects(selector: BlockSelector, vendor: Did, hosts: Vec<Host>, sectors: Vec<Sector>) -> bool {
    decision::Selector::from(selector).selects(&vendor, &hosts, &sectors)
}

/// The host that a `did:web` names; none for other methods.
#[uniffi::export]
pub fn host_of(vendor: Did) -> Option<Host> {
    Host::of(&vendor)
}

/// Reads preferences from their JSON, over the built-in roster or another.
///
/// # Errors
/// `terms-*`, `roster-*`, `vocab-*` and `json-*`, with the place.
#[uniffi::export(default(roster = None))]
pub fn preferences_parse(json: Vec<u8>, roster: Option<Roster>) -> Result<Preferences, VrmError> {
    Ok(barred(|| Ok((&terms::Preferences::parse(&json, &*over(roster)?)?).into()))?)
}

/// The preferences as RFC 8785 JSON.
///
/// # Errors
/// As `preferences_parse`.
#[uniffi::export(default(roster = None))]
pub fn preferences_to_json(preferences: Preferences, roster: Option<Roster>) -> Result<String, VrmError> {
    Ok(barred(|| Ok(preferences.core(&*over(roster)?)?.to_json()))?)
}

/// What to say to the agreements that the other side published, offered or countered with.
///
/// # Errors
/// As `preferences_parse`.
#[uniffi::export(default(roster = None))]
pub fn preferences_choose(
    preferences: Preferences,
    theirs: Vec<String>,
    at: Occasion,
    roster: Option<Roster>,
) -> Result<PreferenceChoice, VrmError> {
    Ok(barred(|| {
        let theirs: Vec<&str> = theirs.iter().map(String::as_str).collect();
        Ok(preferences.core(&*over(roster)?)?.choose(&theirs, &at.into()).into())
    })?)
}

/// What a desk says to a proffer of these agreements: where none of them will do it counters with the first of its own.
///
/// # Errors
/// As `preferences_parse`.
#[uniffi::export(default(roster = None))]
pub fn preferences_answer_proffer(
    preferences: Preferences,
    theirs: Vec<String>,
    at: Occasion,
    roster: Option<Roster>,
) -> Result<PreferenceChoice, VrmError> {
    Ok(barred(|| {
        let theirs: Vec<&str> = theirs.iter().map(String::as_str).collect();
        Ok(preferences.core(&*over(roster)?)?.answer_proffer(&theirs, &at.into()).into())
    })?)
}

/// These preferences, and after them those over another roster.
///
/// # Errors
/// As `preferences_parse`, of each over its roster.
#[uniffi::export(default(roster = None, others_roster = None))]
pub fn preferences_followed_by(
    preferences: Preferences,
    others: Preferences,
    roster: Option<Roster>,
    others_roster: Option<Roster>,
) -> Result<Preferences, VrmError> {
    Ok(barred(|| {
        let (first, then) = (preferences.core(&*over(roster)?)?, others.core(&*over(others_roster)?)?);
        Ok((&first.followed_by(then)).into())
    })?)
}
