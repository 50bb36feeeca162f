//! Requests, and the hosts that blocks are against.

use super::{said, told, utf8};
use std::sync::LazyLock;
use vrm_core::decision::{Block, CompiledTerms, Decision, Effect, Host, Ledger, Request};
use vrm_core::error::{Code, Fault};
use vrm_core::json::ours;
use vrm_core::terms::Roster;
use vrm_core::vocab::Vocabulary;

/// The agreement that every declaration and request is held against.
pub(super) static BASE: LazyLock<CompiledTerms> =
    LazyLock::new(|| Roster::builtin().entry("SD-BASE").unwrap().terms().compile());

pub fn request(data: &[u8]) {
    let Some(request) = told(Request::parse(data)) else { return };
    let written = request.to_json();
    assert_eq!(Request::parse(written.as_bytes()).as_ref(), Ok(&request));
    assert_eq!(ours::parse(written.as_bytes()).unwrap().canonical(), written);
    assert!(request.is_within(&request, Vocabulary::dpv()));
    judged(&BASE, &request);
}

/// A decision, its verdict and its sentences agree, and what is nearest is permitted.
pub(super) fn judged(terms: &CompiledTerms, request: &Request) {
    let decision = terms.judge(request);
    assert_eq!(decision.verdict(), terms.verdict(request));
    said(&decision.sentences());
    if let Decision::Deny(deny) = &decision {
        assert!(!deny.reasons.is_empty());
        for near in &deny.nearest.requests {
            assert!(near.is_within(request, terms.terms().vocabulary()), "{}", near.to_json());
            assert_eq!(terms.verdict(near).effect, Effect::Permit, "{}", near.to_json());
        }
    }
}

pub fn block(data: &[u8]) {
    let Some(block) = told(Block::parse(data)) else { return };
    let written = block.to_json();
    assert_eq!(Block::parse(written.as_bytes()).as_ref(), Ok(&block));
    assert_eq!(ours::parse(written.as_bytes()).unwrap().canonical(), written);
    let mut ledger = Ledger::new();
    assert_eq!(ledger.block(block.clone()), Ok(()));
    assert_eq!(ledger.block(block.clone()).unwrap_err().code(), Code::DecisionAlreadyThere);
    assert!(ledger.unblock(block.what.id()));
}

pub fn host(data: &[u8]) {
    let Some(host) = told(Host::parse(utf8(data))) else { return };
    assert!(host.as_str().eq_ignore_ascii_case(utf8(data)));
    assert_eq!(Host::parse(host.as_str()).as_ref(), Ok(&host));
    assert_eq!(Host::parse(&host.as_str().to_ascii_uppercase()).as_ref(), Ok(&host));
    assert!(host.as_str().is_ascii() && !host.as_str().contains(['/', '@', ':', '%']));
}
