//! The one error type of this crate: which Python exception to raise and its text, word for word CPython's.
//! Building the exception object is the VM's business.

use std::fmt;

/// What fails here fails with a [`PyError`].
pub type PyResult<T> = Result<T, PyError>;

/// The exception class a [`PyError`] stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// `ValueError`
    Value,
    /// `TypeError`
    Type,
    /// `OverflowError`
    Overflow,
    /// `ZeroDivisionError`
    ZeroDivision,
    /// `LookupError`
    Lookup,
    /// `KeyError`
    Key,
    /// `IndexError`
    Index,
    /// `MemoryError`
    Memory,
    /// `UnicodeEncodeError`; positions count code points of the text being encoded.
    UnicodeEncode(UnicodeProblem),
    /// `UnicodeDecodeError`; positions count bytes.
    UnicodeDecode(UnicodeProblem),
}

/// The attributes of a `UnicodeError` besides the object itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnicodeProblem {
    /// The codec's name as CPython reports it, for example `utf-8`.
    pub encoding: &'static str,
    /// First position that cannot be converted.
    pub start: usize,
    /// One past the last position that cannot be converted.
    pub end: usize,
    /// Why, for example `invalid start byte`.
    pub reason: String,
}

/// Results longer than this (32 GiB) are refused as `MemoryError`; the machine would only find out too late.
const MOST_BYTES: usize = 1 << 35;

/// Refuses a width or precision that would not fit in memory.
pub(crate) fn check_length(length: usize) -> PyResult<()> {
    if length > MOST_BYTES { Err(PyError::new(ErrorKind::Memory, "")) } else { Ok(()) }
}

/// An exception to raise: its class and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PyError {
    /// The class.
    pub kind: ErrorKind,
    /// `str()` of the exception.
    pub message: String,
}

impl PyError {
    /// An error of any kind.
    #[cold]
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> PyError {
        PyError { kind, message: message.into() }
    }

    /// A `ValueError`.
    #[cold]
    pub fn value(message: impl Into<String>) -> PyError {
        PyError::new(ErrorKind::Value, message)
    }

    /// A `TypeError`.
    #[cold]
    pub fn typ(message: impl Into<String>) -> PyError {
        PyError::new(ErrorKind::Type, message)
    }

    /// An `OverflowError`.
    #[cold]
    pub fn overflow(message: impl Into<String>) -> PyError {
        PyError::new(ErrorKind::Overflow, message)
    }

    /// A `ZeroDivisionError`.
    #[cold]
    pub fn zero_division(message: impl Into<String>) -> PyError {
        PyError::new(ErrorKind::ZeroDivision, message)
    }

    /// The name of the Python class.
    pub fn class_name(&self) -> &'static str {
        match self.kind {
            ErrorKind::Value => "ValueError",
            ErrorKind::Type => "TypeError",
            ErrorKind::Overflow => "OverflowError",
            ErrorKind::ZeroDivision => "ZeroDivisionError",
            ErrorKind::Lookup => "LookupError",
            ErrorKind::Key => "KeyError",
            ErrorKind::Index => "IndexError",
            ErrorKind::Memory => "MemoryError",
            ErrorKind::UnicodeEncode(_) => "UnicodeEncodeError",
            ErrorKind::UnicodeDecode(_) => "UnicodeDecodeError",
        }
    }
}

impl fmt::Display for PyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.class_name(), self.message)
    }
}

impl std::error::Error for PyError {}
