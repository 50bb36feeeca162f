//! stub
use std::fmt;
/// stub
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Did(String);
impl Did {
    /// stub
    pub fn parse(text: &str) -> Result<Self, ()> {
        if text.len() > 8 { Ok(Self(text.into())) } else { Err(()) }
    }
    /// stub
    #[must_use]
    pub fn as_str(&self) -> &str { &self.0 }
}
impl fmt::Display for Did {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&self.0) }
}
