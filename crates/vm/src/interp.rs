//! [`Interp`]: what the threads of one interpreter share. There is no other shared state (I-8).

use std::cell::{Cell, RefCell};
use std::ptr::NonNull;
use std::sync::Arc;

use hashbrown::HashMap;

use crate::eval::watch::{SwitchPoints, Watcher};
use crate::heap::{Heap, Obj, OwnedHeap};
use crate::names::Names;
use crate::objects::exception::ExceptionKind;
use crate::objects::{Dict, Str, Tuple, Type, Types};
use crate::shape::Shape;
use crate::value::Uncounted;
use crate::{Context, PyResult, Value};

/// What the VM needs of crates it does not know.
#[derive(Clone, Copy, Default)]
pub struct Hooks {
    /// Compiles source text: `(source, filename, mode, flags, dont_inherit, optimize)`.
    pub compile: Option<fn(&mut Context, CompileRequest<'_>) -> PyResult<Arc<bytecode::Code>>>,
    /// Runs the Python handlers of signals that have arrived.
    pub signals: Option<fn(&mut Context) -> PyResult<()>>,
}

/// What `compile` is asked to do.
pub struct CompileRequest<'a> {
    /// The source text, not yet decoded.
    pub source: &'a [u8],
    /// Name for messages.
    pub filename: &'a str,
    /// `exec`, `eval` or `single`.
    pub mode: &'a str,
    /// Flags of `__future__` and of the compiler.
    pub flags: u32,
    /// -1 takes the interpreter's.
    pub optimize: i32,
}

/// Shapes of fresh objects of builtin types, for allocation without a look at the type.
#[expect(missing_docs, reason = "the names are Python's")]
#[derive(Clone, Copy)]
pub struct RootShapes {
    pub int: NonNull<Shape>,
    pub float: NonNull<Shape>,
    pub str: NonNull<Shape>,
    pub tuple: NonNull<Shape>,
    pub list: NonNull<Shape>,
    pub dict: NonNull<Shape>,
    pub function: NonNull<Shape>,
    pub method: NonNull<Shape>,
    pub builtin_function: NonNull<Shape>,
    pub cell: NonNull<Shape>,
    pub generator: NonNull<Shape>,
    pub slice: NonNull<Shape>,
    pub code: NonNull<Shape>,
}

/// Objects of which there is one.
pub struct Singletons {
    /// `NotImplemented`.
    pub not_implemented: Value,
    /// `...`.
    pub ellipsis: Value,
    /// `()`.
    pub empty_tuple: Obj<Tuple>,
    /// `""`.
    pub empty_str: Obj<Str>,
    /// The one-character strings of ASCII.
    pub ascii: Vec<Obj<Str>>,
}

/// One interpreter.
pub struct Interp {
    /// Its lock.
    pub lock: Arc<gil::Lock>,
    /// The builtin types.
    pub types: Types,
    /// Builtin exception classes by [`ExceptionKind`].
    pub exceptions: Vec<Obj<Type>>,
    /// Interned names.
    pub names: Names,
    /// Shapes of builtin types.
    pub shapes: RootShapes,
    /// Unique objects.
    pub singletons: Singletons,
    /// Attributes found on classes.
    pub method_cache: MethodCache,
    /// Namespace of `builtins`.
    pub builtins: Obj<Dict>,
    /// `sys.modules`.
    pub modules: Obj<Dict>,
    /// Namespace of `sys`, set when that module is made.
    pub sys: Obj<Dict>,
    /// Connections to other crates.
    pub hooks: Hooks,
    /// The frames of the threads that take part.
    pub published: RefCell<HashMap<gil::ThreadId, std::rc::Rc<crate::frame::PublishedFrames>>>,
    /// Exceptions sent to threads.
    pub async_exceptions: RefCell<HashMap<gil::ThreadId, Value>>,
    /// Trace and profile functions that threads shall set.
    pub(crate) new_watchers: RefCell<HashMap<(gil::ThreadId, Watcher), Value>>,
    /// Command-line settings that `sys` shows.
    pub settings: Settings,
    /// State of builtin modules, by type.
    pub extensions: RefCell<HashMap<std::any::TypeId, std::rc::Rc<dyn std::any::Any>>>,
    /// Stacks that ended threads have left, for the next ones.
    pub(crate) spare_stacks: RefCell<Vec<crate::stack::ThreadStack>>,
    interned: RefCell<hashbrown::HashTable<Obj<Str>>>,
    version: Cell<u32>,
    recursion_limit: Cell<u32>,
    finalizing: Cell<bool>,
    pub(crate) switch_points: Cell<SwitchPoints>,
    // Last, so that everything above is dropped while the heap still lives.
    heap: OwnedHeap,
}

// SAFETY: I-1: everything but the lock is touched only by the thread that holds the GIL.
unsafe impl Send for Interp {}
// SAFETY: as above.
unsafe impl Sync for Interp {}

/// Settings from the command line.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `sys.argv`.
    pub argv: Vec<String>,
    /// `sys.orig_argv`.
    pub orig_argv: Vec<String>,
    /// Folders for `sys.path`, in order.
    pub path: Vec<String>,
    /// `-O` count.
    pub optimize: u32,
    /// `-v`, `-q`, `-i`, `-u`, `-B`, `-E`, `-s` as `sys.flags` shows them.
    pub flags: Vec<(&'static str, i64)>,
    /// `-W` options.
    pub warn_options: Vec<String>,
    /// `-X` options.
    pub x_options: Vec<String>,
    /// What `PYTHON_GIL` says, for want of `-X gil`: `1`, or a policy.
    pub gil: Option<String>,
    /// `sys.executable`.
    pub executable: String,
    /// The descriptors of standard input, output and error.
    pub stdio: [i32; 3],
    /// `-u`: standard output and error are not buffered.
    pub unbuffered: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            argv: Vec::new(),
            orig_argv: Vec::new(),
            path: Vec::new(),
            optimize: 0,
            flags: Vec::new(),
            warn_options: Vec::new(),
            x_options: Vec::new(),
            gil: None,
            executable: String::new(),
            stdio: [0, 1, 2],
            unbuffered: false,
        }
    }
}

impl Interp {
    /// The heap.
    pub fn heap(&self) -> &Heap {
        &self.heap
    }

    /// A number no shape and no dict has had.
    pub fn fresh_version(&self) -> u32 {
        let next = self.version.get().checked_add(1).expect("I-6: more than four billion class changes");
        self.version.set(next);
        next
    }

    /// The recursion limit for new threads.
    pub fn recursion_limit(&self) -> u32 {
        self.recursion_limit.get()
    }

    pub(crate) fn set_recursion_limit(&self, limit: u32) {
        self.recursion_limit.set(limit);
    }

    /// `sys.is_finalizing()`.
    pub fn is_finalizing(&self) -> bool {
        self.finalizing.get()
    }

    /// From now on only the calling thread runs.
    pub fn set_finalizing(&self) {
        self.finalizing.set(true);
    }

    /// A builtin exception class.
    #[inline]
    pub fn exception(&self, kind: ExceptionKind) -> &Obj<Type> {
        &self.exceptions[kind as usize]
    }

    /// The interned string of a text.
    pub fn intern(&self, text: &str) -> Obj<Str> {
        let hash = crate::protocol::hash::of_bytes(text.as_bytes());
        let found = self.interned.borrow().find(hash, |known| known.items() == text.as_bytes()).cloned();
        found.unwrap_or_else(|| {
            let head = crate::objects::str::StrHead::of(text::wtf8::Wtf8::from_str(text));
            let made = self.heap.alloc_bytes(self.shapes.str, head, text.as_bytes(), false);
            self.remember(hash, made)
        })
    }

    /// The interned string equal to `name`.
    pub fn intern_obj(&self, name: &Obj<Str>) -> Obj<Str> {
        let hash = name.hash();
        let found = self.interned.borrow().find(hash, |known| known.items() == name.items()).cloned();
        match found {
            Some(found) => found,
            // An instance of a subclass must not stand for its text.
            None if name.as_object().header().shape_ptr() != self.shapes.str => {
                let head = crate::objects::str::StrHead::of(name.wtf8());
                let made = self.heap.alloc_bytes(self.shapes.str, head, name.items(), false);
                self.remember(hash, made)
            }
            None => self.remember(hash, name.clone()),
        }
    }

    fn remember(&self, hash: u64, made: Obj<Str>) -> Obj<Str> {
        made.mark_interned();
        self.interned.borrow_mut().insert_unique(hash, made.clone(), |known| known.hash());
        made
    }

    /// The state that a builtin module keeps in this interpreter, made when first asked for.
    pub fn extension<T: Default + 'static>(&self) -> std::rc::Rc<T> {
        let entry = self
            .extensions
            .borrow_mut()
            .entry(std::any::TypeId::of::<T>())
            .or_insert_with(|| std::rc::Rc::new(T::default()))
            .clone();
        entry.downcast::<T>().expect("I-9: the map's key is the value's type")
    }
}

/// Attributes found on classes, by the version of the class's root shape. A class that changes gets another
/// version, so entries need not be removed; and they own nothing, because a class that is alive with that
/// version keeps what was found on it alive.
pub struct MethodCache {
    entries: Box<[CacheEntry]>,
}

struct CacheEntry {
    version: Cell<u32>,
    name: Cell<usize>,
    found: Cell<bool>,
    value: Uncounted,
}

const CACHE_SIZE: usize = 2048;

impl MethodCache {
    pub(crate) fn new() -> MethodCache {
        let entry = || CacheEntry {
            version: Cell::new(0),
            name: Cell::new(0),
            found: Cell::new(false),
            value: Uncounted::empty(),
        };
        MethodCache { entries: (0..CACHE_SIZE).map(|_| entry()).collect() }
    }

    #[inline(always)]
    fn entry(&self, version: u32, name: &Obj<Str>) -> &CacheEntry {
        let hash = (version as usize).wrapping_mul(31) ^ (name.address() >> 4);
        &self.entries[hash % CACHE_SIZE]
    }

    /// What is known: `None` for nothing, `Some(None)` for a name that is not there.
    #[inline]
    pub fn get(&self, version: u32, name: &Obj<Str>) -> Option<Option<Value>> {
        let entry = self.entry(version, name);
        if entry.version.get() != version || entry.name.get() != name.address() {
            return None;
        }
        // SAFETY: the version is current, so the class still owns what was found (see the type's docs).
        Some(entry.found.get().then(|| unsafe { entry.value.get() }))
    }

    /// Remembers a result.
    pub fn put(&self, version: u32, name: &Obj<Str>, found: &Option<Value>) {
        let entry = self.entry(version, name);
        entry.version.set(version);
        entry.name.set(name.address());
        entry.found.set(found.is_some());
        if let Some(value) = found {
            entry.value.set(value);
        }
    }
}

mod start;
pub use start::start;
