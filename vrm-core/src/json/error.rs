//! What is wrong with a JSON text, or with a member of one.

use super::Pointer;
use crate::error::{Code, Fault, quote};

/// What is wrong with a JSON text, or with a member of one.
///
/// A syntax error knows its line and column; every other knows the member, as a JSON pointer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JsonError {
    /// The text does not follow the grammar of RFC 8259.
    #[error("not JSON at line {line} column {column}: {reason}")]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// The column in bytes, from 1; 0 before the first byte of a line.
        column: usize,
        /// What the grammar wanted there.
        reason: String,
    },
    /// The bytes are not UTF-8.
    #[error("byte {offset} does not continue UTF-8 text")]
    NotUtf8 {
        /// How many bytes before it are UTF-8.
        offset: usize,
    },
    /// The text begins with U+FEFF.
    #[error("the text begins with a byte order mark, expected `{{` or another value")]
    ByteOrderMark,
    /// More bytes than the limit.
    #[error("the text has {length} bytes, at most {limit} are read")]
    TooLong {
        /// The length in bytes.
        length: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// Arrays and objects inside one another past the limit.
    #[error("{} nests deeper than {limit} arrays and objects", path.quoted())]
    TooDeep {
        /// The array or object that is one too many.
        path: Pointer,
        /// How many may enclose one another.
        limit: usize,
    },
    /// More members in one object than the limit.
    #[error("{} has more than {limit} members", path.quoted())]
    TooManyMembers {
        /// The object.
        path: Pointer,
        /// How many it may have.
        limit: usize,
    },
    /// A member name twice in one object.
    #[error("the member {} occurs twice, expected once", path.quoted())]
    DuplicateMember {
        /// The member.
        path: Pointer,
    },
    /// A number past the largest double.
    #[error("the number {} is past the range of a double, expected at most 1.7976931348623157e308", path.quoted())]
    NumberRange {
        /// The number.
        path: Pointer,
    },
    /// A number of our own formats that is no I-JSON integer.
    #[error(
        "the number {} must be an integer from -9007199254740991 to 9007199254740991, without fraction, exponent or minus zero",
        path.quoted()
    )]
    NotWhole {
        /// The number.
        path: Pointer,
    },
    /// A member name that is not in normalisation form C.
    #[error("the name of the member {} is not in normalisation form C", path.quoted())]
    NameNotNfc {
        /// The member, under the name as read.
        path: Pointer,
    },
    /// A required member is not there.
    #[error("the member {} is missing", path.quoted())]
    Missing {
        /// The member that should be there.
        path: Pointer,
    },
    /// A member that the closed object does not know.
    #[error("the member {} is not known here, expected {}", path.quoted(), listed(known))]
    Unknown {
        /// The member.
        path: Pointer,
        /// The names that the object knows.
        known: Vec<&'static str>,
    },
    /// A value of another type than the format names.
    #[error("{} is {found}, expected {expected}", path.quoted())]
    WrongType {
        /// The value.
        path: Pointer,
        /// What it is.
        found: &'static str,
        /// What would be right.
        expected: &'static str,
    },
}

impl JsonError {
    /// The same error in a text that holds this one at `outer`.
    pub(crate) fn within(mut self, outer: &Pointer) -> Self {
        if let Some(path) = self.place() {
            *path = path.within(outer);
        }
        self
    }

    /// Where it is, for all that know their place.
    fn place(&mut self) -> Option<&mut Pointer> {
        match self {
            Self::Syntax { .. } | Self::NotUtf8 { .. } | Self::ByteOrderMark | Self::TooLong { .. } => None,
            Self::TooDeep { path, .. }
            | Self::TooManyMembers { path, .. }
            | Self::DuplicateMember { path }
            | Self::NumberRange { path }
            | Self::NotWhole { path }
            | Self::NameNotNfc { path }
            | Self::Missing { path }
            | Self::Unknown { path, .. }
            | Self::WrongType { path, .. } => Some(path),
        }
    }
}

fn listed(names: &[&str]) -> String {
    match names {
        [] => "no member".to_owned(),
        names => names.iter().map(|name| quote(name)).collect::<Vec<_>>().join(" or "),
    }
}

impl Fault for JsonError {
    fn code(&self) -> Code {
        match self {
            Self::Syntax { .. } => Code::JsonSyntax,
            Self::NotUtf8 { .. } => Code::JsonNotUtf8,
            Self::ByteOrderMark => Code::JsonByteOrderMark,
            Self::TooLong { .. } => Code::JsonTooLong,
            Self::TooDeep { .. } => Code::JsonTooDeep,
            Self::TooManyMembers { .. } => Code::JsonTooManyMembers,
            Self::DuplicateMember { .. } => Code::JsonDuplicateMember,
            Self::NumberRange { .. } => Code::JsonNumberRange,
            Self::NotWhole { .. } => Code::JsonNotWhole,
            Self::NameNotNfc { .. } => Code::JsonNameNotNfc,
            Self::Missing { .. } => Code::JsonMissingMember,
            Self::Unknown { .. } => Code::JsonUnknownMember,
            Self::WrongType { .. } => Code::JsonWrongType,
        }
    }

    fn path(&self) -> Option<String> {
        self.clone().place().map(|path| path.as_str().to_owned())
    }
}
