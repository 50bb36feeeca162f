//! Grants with nothing special about them.

use vrm_core::decision::{AgreementId, Grant, GrantId, GrantStatus};
use vrm_core::terms::{Basis, Conditions, Scope};
use vrm_core::time::Window;

/// An active grant on contract of one data word for one purpose, under the widest conditions.
pub(crate) fn plain_grant(agreement: AgreementId, process: u32, data: &str, purpose: &str) -> Grant {
    let (data, purpose) = (data.parse().unwrap(), purpose.parse().unwrap());
    Grant {
        id: GrantId::of(&agreement, process, &data, None),
        agreement,
        process,
        scope: Scope { data: [data].into(), purpose: [purpose].into(), ..Scope::default() },
        conditions: Conditions::default(),
        basis: Basis::Contract,
        ask: false,
        duties: Vec::new(),
        duty_open: false,
        window: Window::ALWAYS,
        status: GrantStatus::Active,
        parent: None,
    }
}
