//! What is wrong with a pattern.

/// Which exception a bad pattern raises.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// `re.PatternError`
    Pattern,
    /// `ValueError`: flags that do not go together.
    Value,
    /// `OverflowError`
    Overflow,
    /// `RecursionError`
    Recursion,
}

/// Why a pattern cannot be used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PatternError {
    /// The exception.
    pub fault: Fault,
    /// Its message.
    pub message: String,
    /// Where in the pattern, in characters.
    pub position: Option<usize>,
}

impl PatternError {
    /// An error of another kind than `re.PatternError`.
    pub fn other(fault: Fault, message: &str) -> PatternError {
        PatternError { fault, message: message.to_string(), position: None }
    }
}
