//! Programs that show the library at work; each is an example of this package, and what they share is here.

pub mod agree;
mod file;
mod host;
pub mod intentcast;
pub mod judge;
pub mod shown;
pub mod stop;
pub mod who_fits;
