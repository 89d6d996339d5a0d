//! Iterators over builtin containers: methods. How they advance is in [`crate::protocol::iterate`].

use crate::heap::Obj;
use crate::native::Row;
use crate::objects::adaptors::Adaptor;
use crate::objects::bytearray::ByteArray;
use crate::objects::bytes::ByteString;
use crate::objects::exception::ExceptionKind;
use crate::objects::iterators::Iterator as BuiltinIterator;
use crate::objects::type_::TypeFlags;
use crate::objects::{Kind, TypeSpec};
use crate::{Context, PyResult, Value, method};

/// Methods that all iterators have.
pub static METHODS: &[Row] = &[
    method!(
        "__iter__",
        "($self, /)",
        "Implement iter(self).",
        |_: &mut Context, this: Obj<BuiltinIterator>| this
    ),
    method!("__next__", "($self, /)", "Implement next(self).", next),
    method!("__reduce__", "($self, /)", "Return state information for pickling.", reduce),
];

/// Methods of iterators that know how many items are left.
pub(super) static HINT: &[Row] = &[method!(
    "__length_hint__",
    "($self, /)",
    "Private method returning an estimate of len(list(it)).",
    length_hint
)];

/// Methods of iterators that can be put somewhere else.
pub(super) static STATE: &[Row] =
    &[method!("__setstate__", "($self, object, /)", "Set state information for unpickling.", set_state)];

macro_rules! iterator_types {
    ($($(#[doc = $doc:literal])+ $static:ident $name:literal [$($rows:expr),*];)*) => {
        $(
            $(#[doc = $doc])+
            pub static $static: TypeSpec = TypeSpec {
                flags: TypeFlags::NO_NEW,
                methods: &[METHODS, $($rows),*],
                ..TypeSpec::new($name, Kind::Iterator)
            };
        )*
    };
}

iterator_types! {
    /// `list_iterator`.
    LIST_TYPE "list_iterator" [HINT, STATE];
    /// `list_reverseiterator`.
    LIST_REVERSE_TYPE "list_reverseiterator" [HINT, STATE];
    /// `tuple_iterator`.
    TUPLE_TYPE "tuple_iterator" [HINT, STATE];
    /// `range_iterator`.
    RANGE_TYPE "range_iterator" [HINT, STATE];
    /// `longrange_iterator`: of ranges with parts beyond 64 bits.
    LONG_RANGE_TYPE "longrange_iterator" [HINT, STATE];
    /// `str_ascii_iterator`: of strings that are ASCII only.
    STR_ASCII_TYPE "str_ascii_iterator" [HINT, STATE];
    /// `str_iterator`.
    STR_TYPE "str_iterator" [HINT, STATE];
    /// `bytes_iterator`.
    BYTES_TYPE "bytes_iterator" [HINT, STATE];
    /// `bytearray_iterator`.
    BYTEARRAY_TYPE "bytearray_iterator" [HINT, STATE];
    /// `memory_iterator`: over a `memoryview`.
    MEMORY_TYPE "memory_iterator" [];
    /// `dict_keyiterator`.
    DICT_KEY_TYPE "dict_keyiterator" [HINT];
    /// `dict_valueiterator`.
    DICT_VALUE_TYPE "dict_valueiterator" [HINT];
    /// `dict_itemiterator`.
    DICT_ITEM_TYPE "dict_itemiterator" [HINT];
    /// `dict_reversekeyiterator`.
    DICT_REVERSE_KEY_TYPE "dict_reversekeyiterator" [HINT];
    /// `dict_reversevalueiterator`.
    DICT_REVERSE_VALUE_TYPE "dict_reversevalueiterator" [HINT];
    /// `dict_reverseitemiterator`.
    DICT_REVERSE_ITEM_TYPE "dict_reverseitemiterator" [HINT];
    /// `set_iterator`.
    SET_TYPE "set_iterator" [HINT];
    /// `callable_iterator`.
    CALLABLE_TYPE "callable_iterator" [];
    /// `iterator`: over anything with `__getitem__`.
    SEQUENCE_TYPE "iterator" [HINT, STATE];
}

fn next(cx: &mut Context, this: Obj<BuiltinIterator>) -> PyResult<Value> {
    let item = match this.get(cx) {
        // The `StopIteration` of a mapped function is passed on as it is, with its value and traceback.
        BuiltinIterator::Adaptor(_) => super::adaptors::next(cx, &this)?,
        _ => cx.next_builtin(&this)?,
    };
    match item {
        Some(item) => Ok(item),
        None => Err(cx.stop_iteration(Value::None)),
    }
}

fn length_hint(cx: &mut Context, this: Obj<BuiltinIterator>) -> PyResult<Value> {
    let left = match this.get(cx) {
        BuiltinIterator::List { list, next } => list.get(cx).items.len().saturating_sub(*next),
        BuiltinIterator::ListReverse { list, next } => {
            if *next <= list.get(cx).items.len() {
                *next
            } else {
                0
            }
        }
        BuiltinIterator::Tuple { tuple, next } => tuple.items().len().saturating_sub(*next),
        BuiltinIterator::Str { text, offset } => text.char_count() - text.position_of(*offset),
        BuiltinIterator::Bytes { bytes, next } => bytes.items().len().saturating_sub(*next),
        BuiltinIterator::ByteArray { array, next } => ByteArray::view(array, cx).len().saturating_sub(*next),
        BuiltinIterator::Range { left, .. } => {
            let left = text::int::BigInt::from(*left);
            return Ok(cx.big_int_value(left));
        }
        BuiltinIterator::BigRange { left, .. } => {
            let left = left.clone();
            return Ok(cx.big_int_value(left));
        }
        BuiltinIterator::Dict { dict, size, left, .. } => {
            if dict.get(cx).table.len() == *size {
                *left
            } else {
                0
            }
        }
        BuiltinIterator::Set { set, size, left, .. } => {
            if set.get(cx).table.len() == *size {
                *left
            } else {
                0
            }
        }
        BuiltinIterator::Sequence { object, next, step } => {
            let (object, next, step) = (object.clone(), *next, *step);
            let length = cx.len(&object)? as i64;
            let left = if step < 0 { if next < length { next + 1 } else { 0 } } else { length - next };
            left.max(0) as usize
        }
        BuiltinIterator::Callable { .. } | BuiltinIterator::Adaptor(_) | BuiltinIterator::Done => 0,
    };
    Ok(Value::Int(left as i64))
}

/// Items that are left, without advancing the iterator itself.
fn rest(cx: &mut Context, copy: BuiltinIterator) -> PyResult<Value> {
    let copy = cx.new_iterator(copy);
    let items = cx.collect(&copy)?;
    Ok(cx.list_value(items))
}

/// What an exhausted iterator of a class would iterate over.
fn nothing(cx: &mut Context, this: &Obj<BuiltinIterator>) -> Value {
    let class = cx.type_of(&this.value());
    let types = cx.types();
    if class.is(&types.tuple_iterator) {
        cx.interp_ref().singletons.empty_tuple.value()
    } else if class.is(&types.str_iterator) || class.is(&types.str_ascii_iterator) {
        cx.interp_ref().singletons.empty_str.value()
    } else {
        cx.list_value(Vec::new())
    }
}

/// What to call, the arguments, and the state for `__setstate__` (empty for none).
fn reduce(cx: &mut Context, this: Obj<BuiltinIterator>) -> PyResult<Value> {
    let (container, state) = match this.get(cx) {
        BuiltinIterator::List { list, next } => (list.value(), Value::Int(*next as i64)),
        BuiltinIterator::Tuple { tuple, next } => (tuple.value(), Value::Int(*next as i64)),
        BuiltinIterator::Bytes { bytes, next } => (bytes.value(), Value::Int(*next as i64)),
        BuiltinIterator::ByteArray { array, next } => (array.value(), Value::Int(*next as i64)),
        BuiltinIterator::Str { text, offset } => (text.value(), Value::Int(text.position_of(*offset) as i64)),
        BuiltinIterator::Sequence { object, next, step: 1 } => (object.clone(), Value::Int(*next)),
        BuiltinIterator::ListReverse { list, next } => {
            let (list, state) = (list.value(), Value::Int(*next as i64 - 1));
            let class = cx.types().reversed.value();
            return Ok(reduced(cx, class, vec![list], state));
        }
        BuiltinIterator::Sequence { object, next, .. } => {
            let (object, state) = (object.clone(), Value::Int(*next));
            let class = cx.type_of(&this.value()).value();
            return Ok(reduced(cx, class, vec![object], state));
        }
        BuiltinIterator::Range { next, step, left } => {
            let stop = i128::from(*next) + i128::from(*step) * i128::from(*left);
            let (start, step) = (Value::Int(*next), Value::Int(*step));
            let stop = cx.big_int_value(text::int::BigInt::from(stop));
            let class = cx.types().range.value();
            (cx.call(&class, &[start, stop, step])?, Value::None)
        }
        BuiltinIterator::BigRange { next, step, left } => {
            let (start, stop, step) = (next.clone(), next + step * left, step.clone());
            let args = [cx.big_int_value(start), cx.big_int_value(stop), cx.big_int_value(step)];
            let class = cx.types().range.value();
            (cx.call(&class, &args)?, Value::None)
        }
        BuiltinIterator::Dict { dict, next, size, left, face, reversed } => {
            let copy = BuiltinIterator::Dict {
                dict: dict.clone(),
                next: *next,
                size: *size,
                left: *left,
                face: *face,
                reversed: *reversed,
            };
            (rest(cx, copy)?, Value::Empty)
        }
        BuiltinIterator::Set { set, next, size, left } => {
            let copy = BuiltinIterator::Set { set: set.clone(), next: *next, size: *size, left: *left };
            (rest(cx, copy)?, Value::Empty)
        }
        BuiltinIterator::Callable { callable, sentinel } => {
            let args = vec![callable.clone(), sentinel.clone()];
            let iter = iter_function(cx)?;
            return Ok(reduced(cx, iter, args, Value::Empty));
        }
        BuiltinIterator::Adaptor(_) => return reduce_adaptor(cx, &this),
        BuiltinIterator::Done => (nothing(cx, &this), Value::Empty),
    };
    let iter = iter_function(cx)?;
    Ok(reduced(cx, iter, vec![container], state))
}

fn iter_function(cx: &mut Context) -> PyResult<Value> {
    let builtins = cx.interp_ref().builtins.clone();
    let name = cx.intern("iter");
    match super::dict::get_str(cx, &builtins, &name) {
        Some(function) => Ok(function),
        None => Err(cx.attribute_error("iter")),
    }
}

fn reduced(cx: &mut Context, callable: Value, args: Vec<Value>, state: Value) -> Value {
    let args = cx.tuple_value(args);
    let parts = [callable, args, state];
    cx.tuple_value(parts.into_iter().filter(|part| !part.is_empty()).collect())
}

fn reduce_adaptor(cx: &mut Context, this: &Obj<BuiltinIterator>) -> PyResult<Value> {
    let BuiltinIterator::Adaptor(adaptor) = this.get(cx) else { return Ok(Value::None) };
    let state = |strict: bool| if strict { Value::TRUE } else { Value::Empty };
    let (args, state) = match adaptor {
        Adaptor::Enumerate { iterator, next } => {
            let (iterator, next) = (iterator.clone(), next.clone());
            (vec![iterator, next.into_value(cx)], Value::Empty)
        }
        Adaptor::Zip { iterators, strict } => (iterators.to_vec(), state(*strict)),
        Adaptor::Map { function, iterators, strict } => {
            (std::iter::once(function).chain(iterators).cloned().collect(), state(*strict))
        }
        Adaptor::Filter { function, iterator } => (vec![function.clone(), iterator.clone()], Value::Empty),
    };
    let class = cx.type_of(&this.value()).value();
    Ok(reduced(cx, class, args, state))
}

fn set_state(cx: &mut Context, this: Obj<BuiltinIterator>, state: Value) -> PyResult<()> {
    if let BuiltinIterator::Adaptor(_) = this.get(cx) {
        let wanted = cx.truth(&state)?;
        if let BuiltinIterator::Adaptor(Adaptor::Zip { strict, .. } | Adaptor::Map { strict, .. }) =
            this.get_mut(cx)
        {
            *strict = wanted;
        }
        return Ok(());
    }
    let index = cx.index(&state)?.to_i64_clipped();
    let forward = index.max(0) as usize;
    let length = match this.get(cx) {
        BuiltinIterator::List { list, .. } | BuiltinIterator::ListReverse { list, .. } => {
            list.get(cx).items.len()
        }
        BuiltinIterator::Tuple { tuple, .. } => tuple.items().len(),
        BuiltinIterator::Bytes { bytes, .. } => bytes.items().len(),
        BuiltinIterator::ByteArray { array, .. } => ByteArray::view(array, cx).len(),
        BuiltinIterator::Str { text, .. } => text.char_count(),
        _ => 0,
    };
    match this.get_mut(cx) {
        BuiltinIterator::List { next, .. }
        | BuiltinIterator::Tuple { next, .. }
        | BuiltinIterator::ByteArray { next, .. }
        | BuiltinIterator::Bytes { next, .. } => *next = forward.min(length),
        BuiltinIterator::ListReverse { next, .. } => {
            *next = index.saturating_add(1).clamp(0, length as i64) as usize
        }
        BuiltinIterator::Str { text, offset } => *offset = text.offset_of(forward.min(length)),
        BuiltinIterator::Range { next, step, left } => {
            let skipped = (forward as u64).min(*left);
            *next = next.wrapping_add(step.wrapping_mul(skipped as i64));
            *left -= skipped;
        }
        BuiltinIterator::BigRange { next, step, left } => {
            let skipped = text::int::BigInt::from(forward).min(left.clone());
            *next += &*step * &skipped;
            *left -= skipped;
        }
        BuiltinIterator::Sequence { next, .. } => *next = index,
        _ => {}
    }
    Ok(())
}

impl Context {
    /// How many items an iterable says it has: `operator.length_hint`.
    pub fn length_hint(&mut self, object: &Value, default: usize) -> PyResult<usize> {
        let class = self.type_of(object);
        if class.special(self, |names| &names.__len__).is_some() {
            match self.len(object) {
                Err(raised) if self.is_exception(&raised, ExceptionKind::TypeError) => {}
                length => return length,
            }
        }
        let Some(method) = class.special(self, |names| &names.__length_hint__) else { return Ok(default) };
        let hint = match self.call_special(method, object, []) {
            Err(raised) if self.is_exception(&raised, ExceptionKind::TypeError) => return Ok(default),
            hint => hint?,
        };
        if hint.is_not_implemented() {
            return Ok(default);
        }
        match hint.as_int().map(|hint| hint.to_i64()) {
            Some(Some(hint)) if hint >= 0 => Ok(hint as usize),
            Some(Some(_)) => Err(self.value_error("__length_hint__() should return >= 0")),
            Some(None) => Err(self.overflow_error("cannot fit 'int' into an index-sized integer")),
            None => {
                let name = self.type_name(&hint);
                Err(self.type_error(format!("__length_hint__ must be an integer, not {name}")))
            }
        }
    }
}
