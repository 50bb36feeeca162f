//! Programs that show the library at work; each is an example of this package.

pub mod who_fits;
