//! `_hashlib`: digests of bytes, by the crates of RustCrypto and blake2_simd. `lib/hashlib.py` gives the names.
//!
//! The state of a digest is behind a lock of its own, so that several threads may feed one digest while the
//! interpreter's lock is given away.

mod algorithm;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use gil::Cause;
use vm::heap::{Body, Ext, Obj};
use vm::native::{Attribute, Row};
use vm::objects::type_::TypeFlags;
use vm::objects::{Kind, Module, Str, Type, TypeSpec, str_methods};
use vm::{Context, PyResult, Value, function, method, static_method};

use crate::registry::ModuleSpec;
use algorithm::{Algorithm, Blake, BlakeFault};

/// From so many bytes on, the lock is given away meanwhile.
const LARGE: usize = 2048;

/// A digest that is being made.
struct Hash {
    state: Arc<Mutex<Algorithm>>,
}

impl Body for Hash {
    const NAME: &'static str = "_hashlib.HASH";
}

type This = Obj<Ext<Hash>>;

/// A panic while the lock was held would have left no state that is wrong.
fn lock(state: &Mutex<Algorithm>) -> MutexGuard<'_, Algorithm> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The bytes to digest.
fn data_of(cx: &mut Context, data: &Value) -> PyResult<vm::Obj<vm::objects::Bytes>> {
    if str_methods::as_str(data).is_some() {
        return Err(cx.type_error("Strings must be encoded before hashing"));
    }
    match cx.try_bytes_like(data)? {
        Some(bytes) => Ok(bytes),
        None => Err(cx.type_error("object supporting the buffer API required")),
    }
}

/// Feeds a digest.
fn feed(cx: &mut Context, state: &Arc<Mutex<Algorithm>>, bytes: &[u8]) {
    if bytes.len() < LARGE
        && let Ok(mut free) = state.try_lock()
    {
        free.update(bytes);
        return;
    }
    cx.blocking(Cause::Io, || lock(state).update(bytes));
}

fn with_data(
    cx: &mut Context,
    class: &Obj<Type>,
    algorithm: Algorithm,
    data: Option<Value>,
) -> PyResult<Value> {
    let state = Arc::new(Mutex::new(algorithm));
    if let Some(data) = data {
        let bytes = data_of(cx, &data)?;
        feed(cx, &state, bytes.items());
    }
    Ok(cx.new_extension(class, Hash { state }).into())
}

fn new(cx: &mut Context, name: Obj<Str>, data: Option<Value>) -> PyResult<Value> {
    let text = name.to_string_lossy();
    let Some(algorithm) = Algorithm::named(&text.to_lowercase()) else {
        return Err(cx.value_error(format!("unsupported hash type {text}")));
    };
    let class = cx.module_type(if algorithm.is_open() { &HASH_XOF } else { &HASH });
    with_data(cx, &class, algorithm, data)
}

fn update(cx: &mut Context, this: This, data: Value) -> PyResult<()> {
    let bytes = data_of(cx, &data)?;
    let state = this.get(cx).state.clone();
    feed(cx, &state, bytes.items());
    Ok(())
}

/// A copy of the state, taken when no other thread is at work on it.
fn snapshot(cx: &mut Context, this: &This) -> Algorithm {
    let state = this.get(cx).state.clone();
    if let Ok(free) = state.try_lock() {
        return free.clone();
    }
    cx.blocking(Cause::Io, || lock(&state).clone())
}

fn copy(cx: &mut Context, this: This) -> Value {
    let class = cx.type_of(&this.value());
    let state = Arc::new(Mutex::new(snapshot(cx, &this)));
    cx.new_extension(&class, Hash { state }).into()
}

fn digest(cx: &mut Context, this: This) -> Value {
    let bytes = snapshot(cx, &this).finish(0);
    cx.bytes_value(&bytes)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn hex_digest(cx: &mut Context, this: This) -> String {
    hex(&snapshot(cx, &this).finish(0))
}

fn open_length(cx: &mut Context, length: i64) -> PyResult<usize> {
    match usize::try_from(length) {
        Ok(length) if length < 1 << 29 => Ok(length),
        _ => Err(cx.value_error("length is out of range")),
    }
}

fn open_digest(cx: &mut Context, this: This, length: i64) -> PyResult<Value> {
    let length = open_length(cx, length)?;
    let bytes = snapshot(cx, &this).finish(length);
    Ok(cx.bytes_value(&bytes))
}

fn open_hex_digest(cx: &mut Context, this: This, length: i64) -> PyResult<String> {
    let length = open_length(cx, length)?;
    Ok(hex(&snapshot(cx, &this).finish(length)))
}

fn of(cx: &mut Context, value: &Value) -> PyResult<This> {
    match value.as_ref().and_then(|object| object.downcast::<Ext<Hash>>()) {
        Some(this) => Ok(this.clone()),
        None => Err(cx.type_error("a digest is required")),
    }
}

fn repr(cx: &mut Context, this: This) -> String {
    let class = cx.type_of(&this.value());
    let (name, class) = (snapshot(cx, &this).name(), cx.full_name(&class));
    format!("<{name} {class} object @ {:#x}>", this.as_object().address())
}

static COMMON: &[Row] = &[
    method!("update", "($self, data, /)", "Feed more bytes.", update),
    method!("copy", "($self, /)", "A digest in the same state.", copy),
];

static CLOSED: &[Row] = &[
    method!("digest", "($self, /)", "The digest, as bytes.", digest),
    method!("hexdigest", "($self, /)", "The digest, as hexadecimal digits.", hex_digest),
];

static OPEN: &[Row] = &[
    method!("digest", "($self, /, length)", "So many bytes of the digest.", open_digest),
    method!(
        "hexdigest",
        "($self, /, length)",
        "So many bytes of the digest, as hexadecimal digits.",
        open_hex_digest
    ),
];

static REPR: &[Row] = &[method!("__repr__", "($self, /)", "Return repr(self).", repr)];

static ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "name",
        doc: "The algorithm's name.",
        get: |cx, this| {
            let this = of(cx, this)?;
            let name = snapshot(cx, &this).name();
            Ok(cx.str_value(name))
        },
        set: None,
    },
    Attribute {
        name: "digest_size",
        doc: "The bytes of the digest.",
        get: |cx, this| {
            let this = of(cx, this)?;
            Ok(Value::Int(snapshot(cx, &this).digest_size() as i64))
        },
        set: None,
    },
    Attribute {
        name: "block_size",
        doc: "The bytes that are digested at once.",
        get: |cx, this| {
            let this = of(cx, this)?;
            Ok(Value::Int(snapshot(cx, &this).block_size() as i64))
        },
        set: None,
    },
];

static HASH: TypeSpec = TypeSpec {
    doc: "A digest that is being made.",
    flags: TypeFlags::NO_NEW,
    methods: &[COMMON, CLOSED, REPR],
    attributes: ATTRIBUTES,
    ..TypeSpec::new("_hashlib.HASH", Kind::Extension)
};

static HASH_XOF: TypeSpec = TypeSpec {
    doc: "A digest of any length that is being made.",
    flags: TypeFlags::NO_NEW,
    methods: &[COMMON, OPEN, REPR],
    attributes: ATTRIBUTES,
    ..TypeSpec::new("_hashlib.HASHXOF", Kind::Extension)
};

/// Which of the two algorithms BLAKE2, and what its keyword arguments were.
fn new_blake(
    cx: &mut Context,
    class: Obj<Type>,
    args: vm::native::Rest,
    keywords: vm::native::Keywords,
) -> PyResult<Value> {
    let blake2b = cx.module_type(&BLAKE2B);
    let long = class.is_subclass(cx, &blake2b);
    let name = if long { "blake2b" } else { "blake2s" };
    if args.0.len() > 1 {
        let given = args.0.len();
        return Err(cx.type_error(format!("{name}() takes at most 1 positional argument ({given} given)")));
    }
    let mut data = args.0.into_iter().next();
    let mut blake = Blake::new(long);
    for (keyword, value) in keywords.0 {
        let keyword = keyword.to_string_lossy();
        match keyword.as_str() {
            "data" | "string" => data = Some(value),
            "usedforsecurity" => {}
            "key" | "salt" | "person" => {
                let bytes = data_of(cx, &value)?.items().to_vec();
                blake.set_bytes(&keyword, bytes);
            }
            "last_node" => blake.last_node = cx.truth(&value)?,
            _ => {
                let number = cx.index_i64(&value)?;
                if !blake.set_number(&keyword, number) {
                    return Err(
                        cx.type_error(format!("{name}() got an unexpected keyword argument '{keyword}'"))
                    );
                }
            }
        }
    }
    match blake.start() {
        Ok(algorithm) => with_data(cx, &class, algorithm, data),
        Err(BlakeFault::Value(message)) => Err(cx.value_error(message)),
        Err(BlakeFault::Overflow(message)) => Err(cx.overflow_error(message)),
    }
}

static BLAKE_NEW: &[Row] = &[static_method!(
    "__new__",
    "($type, *args, **kwargs)",
    "A digest; key, salt, person and the shape of a tree by keyword.",
    new_blake
)];

static BLAKE2B: TypeSpec = TypeSpec {
    doc: "A BLAKE2b digest that is being made.",
    methods: &[COMMON, CLOSED, BLAKE_NEW],
    attributes: ATTRIBUTES,
    ..TypeSpec::new("_blake2.blake2b", Kind::Extension)
};

static BLAKE2S: TypeSpec = TypeSpec {
    doc: "A BLAKE2s digest that is being made.",
    methods: &[COMMON, CLOSED, BLAKE_NEW],
    attributes: ATTRIBUTES,
    ..TypeSpec::new("_blake2.blake2s", Kind::Extension)
};

static FUNCTIONS: &[Row] =
    &[function!("new", "($module, name, data=b'', /)", "A digest by the algorithm of a name.", new)];

fn fill(cx: &mut Context, module: &Obj<Module>) -> PyResult<()> {
    for (name, spec) in
        [("HASH", &HASH), ("HASHXOF", &HASH_XOF), ("blake2b", &BLAKE2B), ("blake2s", &BLAKE2S)]
    {
        let class = cx.module_type(spec);
        if name.starts_with("blake") {
            let long = name == "blake2b";
            let size = if long { 64 } else { 32 };
            let salt = size / 4;
            let sizes = [
                ("MAX_DIGEST_SIZE", size),
                ("MAX_KEY_SIZE", size),
                ("SALT_SIZE", salt),
                ("PERSON_SIZE", salt),
            ];
            for (name, size) in sizes {
                let name = cx.intern(name);
                class.set_own(cx, &name, Value::Int(size));
            }
        }
        crate::registry::set(cx, module, name, class.into());
    }
    Ok(())
}

/// `_hashlib`.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_hashlib",
    doc: "The digests behind the module hashlib.",
    functions: &[FUNCTIONS],
    fill,
};
