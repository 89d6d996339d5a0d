//! `_random`: the Mersenne Twister behind `random`. The same seed gives the same numbers as in CPython: the
//! seed's magnitude in words of 32 bits is the generator's key.

use mt19937::{MT19937, N};
use rand_core::Rng as _;
use text::int::{BigInt, convert};
use vm::heap::{Body, Ext, Obj};
use vm::native::{Keywords, Rest, Row};
use vm::objects::int::OwnedInt;
use vm::objects::type_::TypeFlags;
use vm::objects::{Kind, Module, Tuple, Type, TypeSpec};
use vm::{Context, PyResult, Value, method, static_method};

use crate::registry::ModuleSpec;

/// A generator.
struct Random(Box<MT19937>);

impl Body for Random {
    const NAME: &'static str = "_random.Random";
}

type This = Obj<Ext<Random>>;

/// The next 32 bits.
fn word(cx: &mut Context, this: &This) -> u32 {
    this.get_mut(cx).0.next_u32()
}

/// Words from the system's source of randomness, or from the clock where there is none.
fn unpredictable() -> Vec<u32> {
    let mut bytes = [0u8; N * 4];
    let filled = rustix::rand::getrandom(&mut bytes, rustix::rand::GetRandomFlags::empty());
    if filled.is_ok_and(|count| count == bytes.len()) {
        return bytes
            .chunks_exact(4)
            .map(|word| u32::from_ne_bytes([word[0], word[1], word[2], word[3]]))
            .collect();
    }
    let now =
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default().as_nanos();
    vec![now as u32, (now >> 32) as u32, (now >> 64) as u32, std::process::id()]
}

/// The words of a seed, lowest first.
fn key_of(magnitude: &BigInt) -> Vec<u32> {
    let bits = text::int::arith::bit_length(magnitude);
    let length = bits.div_ceil(32).max(1) * 4;
    let bytes =
        convert::to_bytes(magnitude, length as i64, convert::ByteOrder::Little, false).unwrap_or_default();
    bytes.chunks_exact(4).map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]])).collect()
}

/// Begins again from a seed.
fn reseed(cx: &mut Context, this: &This, seed: Option<Value>) -> PyResult<()> {
    let key = match seed {
        None | Some(Value::None) => unpredictable(),
        Some(seed) => {
            let number = match seed.as_int() {
                Some(number) => number.to_big().into_owned(),
                None => BigInt::from(cx.hash(&seed)?),
            };
            let magnitude = if number < BigInt::from(0) { -number } else { number };
            key_of(&magnitude)
        }
    };
    this.get_mut(cx).0.seed_slice(&key);
    Ok(())
}

fn check_args(cx: &mut Context, args: &[Value], keywords: &Keywords) -> PyResult<()> {
    if !keywords.0.is_empty() {
        return Err(cx.type_error("Random() takes no keyword arguments"));
    }
    if args.len() > 1 {
        let given = args.len();
        return Err(cx.type_error(format!("Random expected at most 1 argument, got {given}")));
    }
    Ok(())
}

fn new(cx: &mut Context, class: Obj<Type>, _args: Rest, _keywords: Keywords) -> Value {
    cx.new_extension(&class, Random(Box::new(MT19937::new_with_slice_seed(&[0])))).into()
}

fn init(cx: &mut Context, this: This, Rest(args): Rest, keywords: Keywords) -> PyResult<()> {
    check_args(cx, &args, &keywords)?;
    reseed(cx, &this, args.into_iter().next())
}

fn random(cx: &mut Context, this: This) -> f64 {
    mt19937::gen_res53(&mut *this.get_mut(cx).0)
}

fn seed(cx: &mut Context, this: This, n: Option<Value>) -> PyResult<()> {
    reseed(cx, &this, n)
}

fn get_state(cx: &mut Context, this: This) -> Value {
    let generator = &this.get(cx).0;
    let mut parts: Vec<Value> =
        generator.get_state().iter().map(|word| Value::Int(i64::from(*word))).collect();
    parts.push(Value::Int(generator.get_index() as i64));
    cx.tuple_value(parts)
}

/// A word of a state, as C converts it.
fn state_word(cx: &mut Context, value: &Value) -> PyResult<u64> {
    let Some(number) = value.as_int() else {
        let name = cx.type_name(value);
        return Err(cx.type_error(format!("'{name}' object cannot be interpreted as an integer")));
    };
    match number.to_big().as_ref().try_into() {
        Ok(word) => Ok(word),
        Err(_) if *number.to_big() < BigInt::from(0) => {
            Err(cx.overflow_error("can't convert negative value to unsigned int"))
        }
        Err(_) => Err(cx.overflow_error("Python int too large to convert to C unsigned long")),
    }
}

fn set_state(cx: &mut Context, this: This, state: Value) -> PyResult<()> {
    let Some(state) = state.as_ref().and_then(|state| state.downcast::<Tuple>()).cloned() else {
        return Err(cx.type_error("state vector must be a tuple"));
    };
    let Some((index, words)) = state.items().split_last().filter(|(_, words)| words.len() == N) else {
        return Err(cx.value_error("state vector is the wrong size"));
    };
    let mut fresh = [0u32; N];
    for (fresh, word) in fresh.iter_mut().zip(words) {
        *fresh = state_word(cx, word)? as u32;
    }
    let index = match index.as_int().map(|index| index.to_i64()) {
        Some(Some(index)) => index,
        Some(None) => return Err(cx.overflow_error("Python int too large to convert to C long")),
        None => {
            let name = cx.type_name(index);
            return Err(cx.type_error(format!("'{name}' object cannot be interpreted as an integer")));
        }
    };
    if !(0..=N as i64).contains(&index) {
        return Err(cx.value_error("invalid state"));
    }
    let generator = &mut this.get_mut(cx).0;
    generator.set_state(&fresh);
    generator.set_index(index as usize);
    Ok(())
}

fn get_rand_bits(cx: &mut Context, this: This, k: Value) -> PyResult<Value> {
    let count = match cx.index(&k)? {
        OwnedInt::Small(count) if count < 0 => return Err(cx.value_error("Cannot convert negative int")),
        OwnedInt::Small(count) => count as usize,
        OwnedInt::Big(number) if number < BigInt::from(0) => {
            return Err(cx.value_error("Cannot convert negative int"));
        }
        OwnedInt::Big(_) => return Err(cx.overflow_error("Python int too large for C uint64_t")),
    };
    if count == 0 {
        return Ok(Value::Int(0));
    }
    if count <= 32 {
        return Ok(Value::Int(i64::from(word(cx, &this) >> (32 - count))));
    }
    let mut bytes = Vec::new();
    cx.reserve(&mut bytes, count.div_ceil(32) * 4)?;
    let mut left = count;
    while left > 0 {
        let word = word(cx, &this);
        let used = left.min(32);
        bytes.extend_from_slice(&(word >> (32 - used)).to_le_bytes());
        left -= used;
    }
    let number = convert::from_bytes(&bytes, convert::ByteOrder::Little, false);
    Ok(cx.big_int_value(number))
}

static METHODS: &[Row] = &[
    static_method!("__new__", "($type, *args, **kwargs)", "Create and return a new object.", new),
    method!("__init__", "($self, /, *args, **kwargs)", "Initialize self.", init),
    method!("random", "($self, /)", "random() -> x in the interval [0, 1).", random),
    method!("seed", "($self, n=None, /)", "Begin again from a seed, or from something unpredictable.", seed),
    method!("getstate", "($self, /)", "The state, for setstate().", get_state),
    method!("setstate", "($self, state, /)", "Go back to a state.", set_state),
    method!(
        "getrandbits",
        "($self, k, /)",
        "getrandbits(k) -> x.  Generates an int with k random bits.",
        get_rand_bits
    ),
];

static RANDOM: TypeSpec = TypeSpec {
    doc: "Random numbers, by the Mersenne Twister.",
    flags: TypeFlags::BASETYPE,
    methods: &[METHODS],
    ..TypeSpec::new("_random.Random", Kind::Extension)
};

fn fill(cx: &mut Context, module: &Obj<Module>) -> PyResult<()> {
    let class = cx.module_type(&RANDOM);
    crate::registry::set(cx, module, "Random", class.into());
    Ok(())
}

/// `_random`.
pub static MODULE: ModuleSpec =
    ModuleSpec { name: "_random", doc: "The generator behind the module random.", functions: &[], fill };
