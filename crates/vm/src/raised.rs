//! [`Raised`]: an exception on its way, and the shortest ways to raise the common ones.

use crate::heap::Obj;
use crate::objects::Exception;
use crate::objects::exception::ExceptionKind;
use crate::{Context, Value};

/// A Python exception that is being propagated.
pub struct Raised(pub Obj<Exception>);

/// What everything returns that can raise.
pub type PyResult<T> = Result<T, Raised>;

impl std::fmt::Debug for Raised {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Raised({:?})", self.0)
    }
}

impl Raised {
    /// The exception.
    pub fn value(&self) -> Value {
        self.0.value()
    }
}

macro_rules! shortcuts {
    ($($method:ident $kind:ident;)*) => {
        impl Context {
            $(
                #[doc = concat!("A `", stringify!($kind), "` with this message.")]
                #[cold]
                #[inline(never)]
                pub fn $method(&mut self, message: impl AsRef<str>) -> Raised {
                    self.error(ExceptionKind::$kind, message)
                }
            )*
        }
    };
}

shortcuts! {
    type_error TypeError;
    value_error ValueError;
    attribute_error AttributeError;
    index_error IndexError;
    runtime_error RuntimeError;
    overflow_error OverflowError;
    zero_division ZeroDivisionError;
    system_error SystemError;
    recursion_error RecursionError;
    not_implemented_error NotImplementedError;
}

impl Context {
    /// An exception of a builtin class with a message.
    #[cold]
    #[inline(never)]
    pub fn error(&mut self, kind: ExceptionKind, message: impl AsRef<str>) -> Raised {
        let message = self.str_value(message.as_ref());
        self.error_with(kind, vec![message])
    }

    /// An exception of a builtin class with arguments.
    #[cold]
    #[inline(never)]
    pub fn error_with(&mut self, kind: ExceptionKind, args: Vec<Value>) -> Raised {
        Raised(crate::objects::exception::new(self, kind, args))
    }

    /// `MemoryError`.
    #[cold]
    pub fn memory_error(&mut self) -> Raised {
        self.error_with(ExceptionKind::MemoryError, Vec::new())
    }

    /// So many zero bytes.
    ///
    /// # Errors
    /// `MemoryError` if there is no room.
    pub fn zeroes(&mut self, count: usize) -> PyResult<Vec<u8>> {
        /// Fewer are always given.
        const MUCH: usize = 1 << 20;
        // `vec!` gets pages that cost nothing until they are written, but ends the process if it gets none.
        if count > MUCH && Vec::<u8>::new().try_reserve_exact(count).is_err() {
            return Err(self.memory_error());
        }
        Ok(vec![0; count])
    }

    /// Room for so many bytes more.
    ///
    /// # Errors
    /// `MemoryError` if there is none.
    pub fn reserve(&mut self, bytes: &mut Vec<u8>, count: usize) -> PyResult<()> {
        bytes.try_reserve(count).map_err(|_| self.memory_error())
    }

    /// `StopIteration`, with a value unless that is `None`.
    #[cold]
    pub fn stop_iteration(&mut self, value: Value) -> Raised {
        let args = if value.is_none() || value.is_empty() { Vec::new() } else { vec![value] };
        self.error_with(ExceptionKind::StopIteration, args)
    }

    /// `KeyError` for a key.
    #[cold]
    pub fn key_error(&mut self, key: Value) -> Raised {
        self.error_with(ExceptionKind::KeyError, vec![key])
    }
}
