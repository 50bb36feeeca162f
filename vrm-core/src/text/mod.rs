//! stub
/// stub
pub struct Token;
impl Token {
    /// stub
    pub fn parse(t: &str) -> Result<Self, ()> {
        if !t.is_empty() && t.len() <= 128 && t.bytes().all(|b| b.is_ascii_graphic()) { Ok(Self) } else { Err(()) }
    }
}
