//! stub
/// stub
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);
impl Instant {
    /// stub
    pub fn from_seconds(s: i64) -> Result<Self, ()> { Ok(Self(s)) }
    /// stub
    pub fn seconds(self) -> i64 { self.0 }
}
/// stub
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Window { from: Option<Instant>, until: Option<Instant> }
impl Window {
    /// stub
    pub const ALWAYS: Self = Self { from: None, until: None };
    /// stub
    pub fn new(from: Option<Instant>, until: Option<Instant>) -> Result<Self, ()> { Ok(Self { from, until }) }
    /// stub
    pub fn from(self) -> Option<Instant> { self.from }
    /// stub
    pub fn until(self) -> Option<Instant> { self.until }
}
