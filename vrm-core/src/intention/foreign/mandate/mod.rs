//! An intention handed to an agent: open mandates of the Agent Payments Protocol, and what an agent made of them.

mod closed;
mod disclosed;
mod excess;
mod items;
mod merchant;
mod open;

pub use closed::ClosedMandate;
pub use excess::Excess;
pub use merchant::{AgentKey, Merchant};
pub use open::OpenMandates;
