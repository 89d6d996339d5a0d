//! `_zlib`: deflate compression by the crate flate2 with zlib-rs, checksums; `lib/zlib.py` shows it as `zlib`.
//!
//! Streams cannot be copied, which the crate does not allow.

mod stream;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use gil::Cause;
use text::int::BigInt;
use vm::heap::{Body, Ext, Obj};
use vm::native::{Attribute, Row};
use vm::objects::buffer::Buffer;
use vm::objects::exception::ExceptionKind;
use vm::objects::int::OwnedInt;
use vm::objects::type_::TypeFlags;
use vm::objects::{Kind, Module, TypeSpec};
use vm::{Context, PyResult, Raised, Value, function, method};

use crate::registry::ModuleSpec;
use stream::{Deflater, Fault, Inflater};

/// A `zlib.error`.
fn error(cx: &mut Context, fault: Fault) -> Raised {
    let message = match fault {
        Fault::Option => return cx.value_error("Invalid initialization option"),
        Fault::Stream(message) => message,
    };
    let made = crate::importing::import_module(cx, "zlib").and_then(|module| {
        let class = cx.get_attr_named(&module, "error")?;
        let message = cx.str_value(&message);
        cx.call(&class, &[message])
    });
    match made.and_then(|exception| cx.raised_from(exception)) {
        Ok(raised) | Err(raised) => raised,
    }
}

fn lock<T>(state: &Mutex<T>) -> MutexGuard<'_, T> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A stream that is being compressed.
struct Compress(Arc<Mutex<Deflater>>);

impl Body for Compress {
    const NAME: &'static str = "zlib.Compress";
}

/// A stream that is being decompressed.
struct Decompress(Arc<Mutex<Inflater>>);

impl Body for Decompress {
    const NAME: &'static str = "zlib.Decompress";
}

type Compressing = Obj<Ext<Compress>>;
type Decompressing = Obj<Ext<Decompress>>;

fn deflate(cx: &mut Context, data: Buffer, level: Option<i64>, wbits: Option<i64>) -> PyResult<Value> {
    let level = level.unwrap_or(-1);
    if !(-1..=9).contains(&level) {
        return Err(error(cx, Fault::Stream("Bad compression level".to_string())));
    }
    let bytes = data.to_vec();
    let made = cx.blocking(Cause::Io, || {
        let mut deflater = Deflater::new(level, 8, wbits.unwrap_or(15), 8, 0, None)?;
        let mut out = deflater.compress(&bytes)?;
        out.extend(deflater.flush(stream::FINISH)?);
        Ok(out)
    });
    match made {
        Ok(out) => Ok(cx.bytes_value(&out)),
        Err(fault) => Err(error(cx, fault)),
    }
}

fn inflate(cx: &mut Context, data: Buffer, wbits: Option<i64>, bufsize: Option<i64>) -> PyResult<Value> {
    if bufsize.unwrap_or(0) < 0 {
        return Err(cx.value_error("bufsize must be non-negative"));
    }
    let bytes = data.to_vec();
    let made = cx.blocking(Cause::Io, || {
        let mut inflater = Inflater::new(wbits.unwrap_or(15), None)?;
        let out = inflater.decompress(&bytes, 0)?;
        if !inflater.eof {
            let message = "Error -5 while decompressing data: incomplete or truncated stream";
            return Err(Fault::Stream(message.to_string()));
        }
        Ok(out)
    });
    match made {
        Ok(out) => Ok(cx.bytes_value(&out)),
        Err(fault) => Err(error(cx, fault)),
    }
}

fn dictionary(cx: &mut Context, given: Option<Value>) -> PyResult<Option<Vec<u8>>> {
    match given {
        None | Some(Value::None) => Ok(None),
        Some(value) => match cx.try_bytes_like(&value)? {
            Some(bytes) => Ok(Some(bytes.items().to_vec())),
            None => Err(cx.type_error("zdict argument must support the buffer protocol")),
        },
    }
}

fn new_deflater(
    cx: &mut Context,
    level: Option<i64>,
    method: Option<i64>,
    wbits: Option<i64>,
    memory: Option<i64>,
    strategy: Option<i64>,
    zdict: Option<Value>,
) -> PyResult<Value> {
    let zdict = dictionary(cx, zdict)?;
    let made = Deflater::new(
        level.unwrap_or(-1),
        method.unwrap_or(8),
        wbits.unwrap_or(15),
        memory.unwrap_or(8),
        strategy.unwrap_or(0),
        zdict,
    );
    match made {
        Ok(deflater) => {
            let class = cx.module_type(&COMPRESS);
            Ok(cx.new_extension(&class, Compress(Arc::new(Mutex::new(deflater)))).into())
        }
        Err(fault) => Err(error(cx, fault)),
    }
}

fn new_inflater(cx: &mut Context, wbits: Option<i64>, zdict: Option<Value>) -> PyResult<Value> {
    let zdict = dictionary(cx, zdict)?;
    match Inflater::new(wbits.unwrap_or(15), zdict) {
        Ok(inflater) => {
            let class = cx.module_type(&DECOMPRESS);
            Ok(cx.new_extension(&class, Decompress(Arc::new(Mutex::new(inflater)))).into())
        }
        Err(fault) => Err(error(cx, fault)),
    }
}

/// Works on a stream without the interpreter's lock.
fn work<T: Send>(
    cx: &mut Context,
    stream: &Arc<Mutex<T>>,
    job: impl FnOnce(&mut T) -> Result<Vec<u8>, Fault> + Send,
) -> PyResult<Value> {
    match cx.blocking(Cause::Io, || job(&mut lock(stream))) {
        Ok(out) => Ok(cx.bytes_value(&out)),
        Err(fault) => Err(error(cx, fault)),
    }
}

fn compress(cx: &mut Context, this: Compressing, data: Buffer) -> PyResult<Value> {
    let (stream, bytes) = (this.get(cx).0.clone(), data.to_vec());
    work(cx, &stream, |deflater| deflater.compress(&bytes))
}

fn flush(cx: &mut Context, this: Compressing, mode: Option<i64>) -> PyResult<Value> {
    let stream = this.get(cx).0.clone();
    work(cx, &stream, |deflater| deflater.flush(mode.unwrap_or(stream::FINISH)))
}

fn decompress(
    cx: &mut Context,
    this: Decompressing,
    data: Buffer,
    max_length: Option<i64>,
) -> PyResult<Value> {
    let Ok(most) = usize::try_from(max_length.unwrap_or(0)) else {
        return Err(cx.value_error("max_length must be non-negative"));
    };
    let (stream, bytes) = (this.get(cx).0.clone(), data.to_vec());
    work(cx, &stream, |inflater| inflater.decompress(&bytes, most))
}

fn flush_rest(cx: &mut Context, this: Decompressing, length: Option<i64>) -> PyResult<Value> {
    if length.is_some_and(|length| length <= 0) {
        return Err(cx.value_error("length must be greater than zero"));
    }
    let stream = this.get(cx).0.clone();
    work(cx, &stream, Inflater::flush)
}

fn no_copy(cx: &mut Context, _this: Value) -> PyResult<Value> {
    Err(cx.error(ExceptionKind::NotImplementedError, "a stream of zlib cannot be copied"))
}

static COMPRESS_METHODS: &[Row] = &[
    method!("compress", "($self, data, /)", "What has become of the data so far, as bytes.", compress),
    method!(
        "flush",
        "($self, mode=zlib.Z_FINISH, /)",
        "What was held back; by default, the stream's end.",
        flush
    ),
    method!("copy", "($self, /)", "Not possible.", no_copy),
];

static COMPRESS: TypeSpec = TypeSpec {
    flags: TypeFlags::NO_NEW,
    methods: &[COMPRESS_METHODS],
    ..TypeSpec::new("zlib.Compress", Kind::Extension)
};

static DECOMPRESS_METHODS: &[Row] = &[
    method!(
        "decompress",
        "($self, data, /, max_length=0)",
        "What the data were before, at most so many bytes; what was not used is kept in unconsumed_tail.",
        decompress
    ),
    method!("flush", "($self, length=zlib.DEF_BUF_SIZE, /)", "What was held back.", flush_rest),
    method!("copy", "($self, /)", "Not possible.", no_copy),
];

fn of(cx: &mut Context, value: &Value) -> PyResult<Arc<Mutex<Inflater>>> {
    match value.as_ref().and_then(|object| object.downcast::<Ext<Decompress>>()) {
        Some(this) => Ok(this.get(cx).0.clone()),
        None => Err(cx.type_error("a zlib.Decompress is required")),
    }
}

static DECOMPRESS: TypeSpec = TypeSpec {
    flags: TypeFlags::NO_NEW,
    methods: &[DECOMPRESS_METHODS],
    attributes: &[
        Attribute {
            name: "unused_data",
            doc: "What came behind the stream's end.",
            get: |cx, this| {
                let bytes = lock(&*of(cx, this)?).unused.clone();
                Ok(cx.bytes_value(&bytes))
            },
            set: None,
        },
        Attribute {
            name: "unconsumed_tail",
            doc: "What was not used because there was enough output.",
            get: |cx, this| {
                let bytes = lock(&*of(cx, this)?).tail.clone();
                Ok(cx.bytes_value(&bytes))
            },
            set: None,
        },
        Attribute {
            name: "eof",
            doc: "Whether the stream's end was reached.",
            get: |cx, this| Ok(Value::bool(lock(&*of(cx, this)?).eof)),
            set: None,
        },
    ],
    ..TypeSpec::new("zlib.Decompress", Kind::Extension)
};

/// The lowest 32 bits of an int.
pub fn low_bits(cx: &mut Context, value: Option<Value>, default: u32) -> PyResult<u32> {
    let Some(value) = value else { return Ok(default) };
    let number = match cx.index(&value)? {
        OwnedInt::Small(number) => return Ok(number as u32),
        OwnedInt::Big(number) => number,
    };
    let base = BigInt::from(1u64 << 32);
    let rest = number % &base;
    let rest = if rest < BigInt::from(0) { rest + base } else { rest };
    Ok(u32::try_from(rest).unwrap_or(0))
}

/// The checksum of zlib's streams.
fn adler(start: u32, bytes: &[u8]) -> u32 {
    const BASE: u32 = 65521;
    let (mut low, mut high) = (start & 0xffff, start >> 16);
    // So many bytes can be added before the sums must be reduced.
    for part in bytes.chunks(5552) {
        for byte in part {
            low += u32::from(*byte);
            high += low;
        }
        low %= BASE;
        high %= BASE;
    }
    high << 16 | low
}

fn crc(start: u32, bytes: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new_with_initial(start);
    hasher.update(bytes);
    hasher.finalize()
}

/// From so many bytes on, a checksum is computed without the lock.
const LARGE: usize = 5 * 1024;

fn sum(cx: &mut Context, compute: fn(u32, &[u8]) -> u32, start: u32, data: &Buffer) -> i64 {
    if data.len() <= LARGE {
        return i64::from(compute(start, data));
    }
    let bytes = data.to_vec();
    i64::from(cx.blocking(Cause::Io, || compute(start, &bytes)))
}

/// `crc32(data, value=0)`
pub fn crc32(cx: &mut Context, data: Buffer, value: Option<Value>) -> PyResult<i64> {
    let start = low_bits(cx, value, 0)?;
    Ok(sum(cx, crc, start, &data))
}

fn adler32(cx: &mut Context, data: Buffer, value: Option<Value>) -> PyResult<i64> {
    let start = low_bits(cx, value, 1)?;
    Ok(sum(cx, adler, start, &data))
}

static FUNCTIONS: &[Row] = &[
    function!("compress", "($module, data, /, level=-1, wbits=15)", "The data, compressed.", deflate),
    function!(
        "decompress",
        "($module, data, /, wbits=15, bufsize=16384)",
        "What the compressed data were before.",
        inflate
    ),
    function!(
        "compressobj",
        "($module, /, level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=None)",
        "An object that compresses a stream piece by piece.",
        new_deflater
    ),
    function!(
        "decompressobj",
        "($module, /, wbits=15, zdict=b'')",
        "An object that decompresses a stream piece by piece.",
        new_inflater
    ),
    function!("crc32", "($module, data, value=0, /)", "The CRC-32 of the data, begun from a value.", crc32),
    function!(
        "adler32",
        "($module, data, value=1, /)",
        "The Adler-32 of the data, begun from a value.",
        adler32
    ),
];

fn fill(_: &mut Context, _: &Obj<Module>) -> PyResult<()> {
    Ok(())
}

/// `_zlib`.
pub static MODULE: ModuleSpec =
    ModuleSpec { name: "_zlib", doc: "The functions behind the module zlib.", functions: &[FUNCTIONS], fill };
