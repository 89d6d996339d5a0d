//! Exceptions: the payload of `BaseException` and the table of builtin exception classes.
//!
//! What particular classes add (`OSError.errno`, `StopIteration.value`…) stands in [`Exception::fields`]; which
//! field is which attribute is said in [`super::exception_methods`], class by class.

use crate::heap::{Obj, Payload, Visitor};
use crate::objects::type_::TypeFlags;
use crate::objects::{Kind, Tuple, Type, TypeSpec};
use crate::{Context, Value};

/// An exception.
pub struct Exception {
    /// `args`.
    pub args: Obj<Tuple>,
    /// `__traceback__`; empty for none.
    pub traceback: Value,
    /// `__cause__`; empty for none.
    pub cause: Value,
    /// `__context__`; empty for none.
    pub context: Value,
    /// `__suppress_context__`.
    pub suppress_context: bool,
    /// The attributes that the class adds to `BaseException`, by number. A plain exception has none, and one
    /// that was made by the interpreter itself may leave out those that follow from `args`.
    pub fields: Vec<Value>,
}

impl Payload for Exception {
    const KIND: Kind = Kind::Exception;

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.args.value());
        [&self.traceback, &self.cause, &self.context].into_iter().for_each(&mut *visit);
        self.fields.iter().for_each(visit);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.extend([self.traceback.take(), self.cause.take(), self.context.take()]);
        out.append(&mut self.fields);
    }
}

const FLAGS: u32 = TypeFlags::BASETYPE | TypeFlags::HAS_DICT | TypeFlags::EXCEPTION;

/// `BaseException`.
pub static BASE_TYPE: TypeSpec = TypeSpec {
    doc: "Common base class for all exceptions.",
    flags: FLAGS,
    methods: &[super::exception_methods::METHODS],
    attributes: super::exception_methods::ATTRIBUTES,
    ..TypeSpec::new("BaseException", Kind::Exception)
};

/// One row per builtin exception class: name, base, docstring, and rows of methods and attributes of its own.
macro_rules! exceptions {
    ($($name:ident: $base:ident $(+ $second:ident)?, $doc:literal $(, $methods:ident, $attributes:ident)?;)*) => {
        /// The builtin exception classes below `BaseException`.
        #[expect(missing_docs, reason = "the names are Python's")]
        #[allow(non_camel_case_types, reason = "one name starts with an underscore")]
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum ExceptionKind { $($name,)* }

        impl ExceptionKind {
            /// Every class.
            pub const ALL: &'static [ExceptionKind] = &[$(ExceptionKind::$name,)*];

            /// The Python name.
            pub fn name(self) -> &'static str {
                match self { $(ExceptionKind::$name => stringify!($name),)* }
            }
        }

        #[expect(non_upper_case_globals, reason = "named like the classes")]
        mod specs {
            use super::*;
            pub use super::BASE_TYPE as BaseException;
            $(
                pub static $name: TypeSpec = TypeSpec {
                    doc: $doc,
                    base: Some(&$base),
                    $(second_base: Some(&$second),)?
                    flags: FLAGS,
                    $(methods: &[crate::objects::exception_methods::$methods], attributes: crate::objects::exception_methods::$attributes,)?
                    ..TypeSpec::new(stringify!($name), Kind::Exception)
                };
            )*
        }

        /// The specifications, in the order of [`ExceptionKind`].
        pub fn specs() -> impl Iterator<Item = &'static TypeSpec> {
            [$(&specs::$name,)*].into_iter()
        }
    };
}

exceptions! {
    Exception: BaseException, "Common base class for all non-exit exceptions.";
    GeneratorExit: BaseException, "Request that a generator exit.";
    KeyboardInterrupt: BaseException, "Program interrupted by user.";
    SystemExit: BaseException, "Request to exit from the interpreter.", SYSTEM_EXIT_METHODS, SYSTEM_EXIT_ATTRIBUTES;
    BaseExceptionGroup: BaseException, "A combination of multiple unrelated exceptions.", GROUP_METHODS, GROUP_ATTRIBUTES;
    ExceptionGroup: BaseExceptionGroup + Exception, "";
    ArithmeticError: Exception, "Base class for arithmetic errors.";
    FloatingPointError: ArithmeticError, "Floating-point operation failed.";
    OverflowError: ArithmeticError, "Result too large to be represented.";
    ZeroDivisionError: ArithmeticError, "Second argument to a division or modulo operation was zero.";
    AssertionError: Exception, "Assertion failed.";
    AttributeError: Exception, "Attribute not found.", ATTRIBUTE_ERROR_METHODS, ATTRIBUTE_ERROR_ATTRIBUTES;
    BufferError: Exception, "Buffer error.";
    EOFError: Exception, "Read beyond end of file.";
    ImportError: Exception, "Import can't find module, or can't find name in module.", IMPORT_ERROR_METHODS, IMPORT_ERROR_ATTRIBUTES;
    ModuleNotFoundError: ImportError, "Module not found.";
    LookupError: Exception, "Base class for lookup errors.";
    IndexError: LookupError, "Sequence index out of range.";
    KeyError: LookupError, "Mapping key not found.", KEY_ERROR_METHODS, NO_ATTRIBUTES;
    MemoryError: Exception, "Out of memory.";
    NameError: Exception, "Name not found globally.", NAME_ERROR_METHODS, NAME_ERROR_ATTRIBUTES;
    UnboundLocalError: NameError, "Local name referenced but not bound to a value.";
    OSError: Exception, "Base class for I/O related errors.", OS_ERROR_METHODS, OS_ERROR_ATTRIBUTES;
    BlockingIOError: OSError, "I/O operation would block.";
    ChildProcessError: OSError, "Child process error.";
    ConnectionError: OSError, "Connection error.";
    BrokenPipeError: ConnectionError, "Broken pipe.";
    ConnectionAbortedError: ConnectionError, "Connection aborted.";
    ConnectionRefusedError: ConnectionError, "Connection refused.";
    ConnectionResetError: ConnectionError, "Connection reset.";
    FileExistsError: OSError, "File already exists.";
    FileNotFoundError: OSError, "File not found.";
    InterruptedError: OSError, "Interrupted by signal.";
    IsADirectoryError: OSError, "Operation doesn't work on directories.";
    NotADirectoryError: OSError, "Operation only works on directories.";
    PermissionError: OSError, "Not enough permissions.";
    ProcessLookupError: OSError, "Process not found.";
    TimeoutError: OSError, "Timeout expired.";
    ReferenceError: Exception, "Weak ref proxy used after referent went away.";
    RuntimeError: Exception, "Unspecified run-time error.";
    NotImplementedError: RuntimeError, "Method or function hasn't been implemented yet.";
    PythonFinalizationError: RuntimeError, "Operation blocked during Python finalization.";
    RecursionError: RuntimeError, "Recursion limit exceeded.";
    StopAsyncIteration: Exception, "Signal the end from iterator.__anext__().";
    StopIteration: Exception, "Signal the end from iterator.__next__().", STOP_ITERATION_METHODS, STOP_ITERATION_ATTRIBUTES;
    SyntaxError: Exception, "Invalid syntax.", SYNTAX_ERROR_METHODS, SYNTAX_ERROR_ATTRIBUTES;
    _IncompleteInputError: SyntaxError, "incomplete input.";
    IndentationError: SyntaxError, "Improper indentation.";
    TabError: IndentationError, "Improper mixture of spaces and tabs.";
    SystemError: Exception, "Internal error in the Python interpreter.\n\nPlease report this to the Python maintainer, along with the traceback,\nthe Python version, and the hardware/OS platform and version.";
    TypeError: Exception, "Inappropriate argument type.";
    ValueError: Exception, "Inappropriate argument value (of correct type).";
    UnicodeError: ValueError, "Unicode related error.";
    UnicodeDecodeError: UnicodeError, "Unicode decoding error.", UNICODE_ERROR_METHODS, UNICODE_ERROR_ATTRIBUTES;
    UnicodeEncodeError: UnicodeError, "Unicode encoding error.", UNICODE_ERROR_METHODS, UNICODE_ERROR_ATTRIBUTES;
    UnicodeTranslateError: UnicodeError, "Unicode translation error.", UNICODE_ERROR_METHODS, UNICODE_ERROR_ATTRIBUTES;
    Warning: Exception, "Base class for warning categories.";
    BytesWarning: Warning, "Base class for warnings about bytes and buffer related problems, mostly\nrelated to conversion from str or comparing to str.";
    DeprecationWarning: Warning, "Base class for warnings about deprecated features.";
    EncodingWarning: Warning, "Base class for warnings about encodings.";
    FutureWarning: Warning, "Base class for warnings about constructs that will change semantically\nin the future.";
    ImportWarning: Warning, "Base class for warnings about probable mistakes in module imports";
    PendingDeprecationWarning: Warning, "Base class for warnings about features which will be deprecated\nin the future.";
    ResourceWarning: Warning, "Base class for warnings about resource usage.";
    RuntimeWarning: Warning, "Base class for warnings about dubious runtime behavior.";
    SyntaxWarning: Warning, "Base class for warnings about dubious syntax.";
    UnicodeWarning: Warning, "Base class for warnings about Unicode related problems, mostly\nrelated to conversion problems.";
    UserWarning: Warning, "Base class for warnings generated by user code.";
}

impl ExceptionKind {
    /// The class of that name.
    pub fn named(name: &str) -> Option<ExceptionKind> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}

/// A new exception of a builtin class. Its `__init__` is not run: `args` is what it would have been given.
pub fn new(cx: &mut Context, kind: ExceptionKind, args: Vec<Value>) -> Obj<Exception> {
    let class = cx.interp_ref().exception(kind).clone();
    let args = cx.new_tuple(args);
    allocate(cx, &class, args)
}

/// A new exception of any exception class.
pub fn allocate(cx: &mut Context, class: &Obj<Type>, args: Obj<Tuple>) -> Obj<Exception> {
    let shape = class.root_shape(cx);
    let payload = Exception {
        args,
        traceback: Value::Empty,
        cause: Value::Empty,
        context: Value::Empty,
        suppress_context: false,
        fields: Vec::new(),
    };
    cx.heap().alloc_extended(shape, payload)
}

impl Context {
    /// Whether a raised exception is of a builtin class or a subclass.
    pub fn is_exception(&self, raised: &crate::Raised, kind: ExceptionKind) -> bool {
        let class = self.interp_ref().exception(kind);
        raised.0.as_object().header().shape().class().is_subclass(self, class)
    }
}
