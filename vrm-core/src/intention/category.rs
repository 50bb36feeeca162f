//! Where a taxonomy has a thing.

use super::{IntentionError, form};
use crate::json::{Node, Object, Value};

/// A place in a taxonomy of products: the scheme and a code as the scheme writes them. Whether the taxonomy has the code
/// is not checked.
///
/// ```
/// use vrm_core::intention::{Category, Scheme};
/// let kettles = Category::new(Scheme::Google, "751")?;
/// assert_eq!((kettles.scheme(), kettles.code()), (Scheme::Google, "751"));
/// assert!(Category::new(Scheme::Unspsc, "751").is_err());
/// # Ok::<(), vrm_core::intention::IntentionError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Category {
    pub(super) scheme: Scheme,
    pub(super) code: String,
}

/// A taxonomy of products.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scheme {
    /// Google's product taxonomy: a number of at most 8 digits.
    Google,
    /// The United Nations Standard Products and Services Code: 8 digits.
    Unspsc,
    /// The EU's Common Procurement Vocabulary: 8 digits, perhaps with a hyphen and a check digit.
    Cpv,
    /// GS1's Global Product Classification: a brick of 8 digits.
    Gs1,
}

impl Category {
    /// A code of a scheme.
    ///
    /// # Errors
    /// [`IntentionError::CategoryCode`] when the scheme writes no codes like it.
    pub fn new(scheme: Scheme, code: impl Into<String>) -> Result<Self, IntentionError> {
        let code = code.into();
        if scheme.writes(&code) { Ok(Self { scheme, code }) } else { Err(IntentionError::CategoryCode { scheme }) }
    }

    /// The scheme.
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }
}

impl Scheme {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Google, Self::Unspsc, Self::Cpv, Self::Gs1];

    /// The stable name, the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Google => "google",
            Self::Unspsc => "unspsc",
            Self::Cpv => "cpv",
            Self::Gs1 => "gs1",
        }
    }

    /// Reads the name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scheme| scheme.name() == name)
    }

    /// What its codes look like, for a sentence.
    pub(super) fn expected(self) -> &'static str {
        match self {
            Self::Google => "1 to 8 digits, the first no zero",
            Self::Unspsc | Self::Gs1 => "8 digits",
            Self::Cpv => "8 digits, perhaps with a hyphen and one more",
        }
    }

    fn writes(self, code: &str) -> bool {
        match self {
            Self::Google => (1..=8).contains(&code.len()) && !code.starts_with('0') && is_digits(code),
            Self::Unspsc | Self::Gs1 => code.len() == 8 && is_digits(code),
            Self::Cpv => match code.split_once('-') {
                Some((main, check)) => main.len() == 8 && check.len() == 1 && is_digits(main) && is_digits(check),
                None => code.len() == 8 && is_digits(code),
            },
        }
    }
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

impl Category {
    pub(super) fn read(node: &Node<'_>) -> Result<Self, IntentionError> {
        let mut fields = node.object()?;
        let scheme = form::word(&fields.required("scheme")?, Scheme::from_name, "`google`, `unspsc`, `cpv` or `gs1`")?;
        let code = fields.required("code")?;
        fields.close()?;
        Self::new(scheme, code.string()?).map_err(form::at(&code))
    }

    pub(super) fn to_value(&self) -> Value {
        Object::new().with("scheme", self.scheme.name()).with("code", self.code()).into()
    }
}
