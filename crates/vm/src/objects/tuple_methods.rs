//! `tuple`: methods.

use super::display::Display;
use super::list_methods::repeated;
use super::tuple::TupleHead;
use crate::heap::Obj;
use crate::native::{Keywords, Rest, Row};
use crate::objects::iterators::Iterator as BuiltinIterator;
use crate::objects::type_::TypeFlags;
use crate::objects::{Kind, Tuple, Type, TypeSpec};
use crate::protocol::compare::Comparison;
use crate::protocol::item::Subscript;
use crate::{Context, PyResult, Value, comparisons, generic, method, static_method};

/// `tuple`.
pub static TYPE: TypeSpec = TypeSpec {
    doc: "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.",
    flags: TypeFlags::BASETYPE,
    methods: &[METHODS, &COMPARISONS],
    ..TypeSpec::new("tuple", Kind::Tuple)
};

static COMPARISONS: [Row; 6] = comparisons!(Obj<Tuple>, compare);

static METHODS: &[Row] = &[
    static_method!("__new__", "($type, *args, **kwargs)", "Create and return a new object.", new),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__hash__", "($self, /)", "Return hash(self).", hash),
    method!("__iter__", "($self, /)", "Implement iter(self).", iter),
    method!("__len__", "($self, /)", "Return len(self).", |_: &mut Context, tuple: Obj<Tuple>| tuple
        .items()
        .len()),
    method!("__getitem__", "($self, key, /)", "Return self[key].", get_item),
    method!("__contains__", "($self, key, /)", "Return bool(key in self).", contains),
    method!("__add__", "($self, value, /)", "Return self+value.", add),
    method!("__mul__", "($self, value, /)", "Return self*value.", multiply),
    method!("__rmul__", "($self, value, /)", "Return value*self.", multiply),
    method!("__getnewargs__", "($self, /)", "", new_args),
    method!("count", "($self, value, /)", "Return number of occurrences of value.", count),
    method!(
        "index",
        "($self, value, start=0, stop=sys.maxsize, /)",
        "Return first index of value.\n\nRaises ValueError if the value is not present.",
        index
    ),
    generic!("Tuples are generic in their items."),
];

fn new(cx: &mut Context, class: Obj<Type>, args: Rest, keywords: Keywords) -> PyResult<Value> {
    let base = cx.types().tuple.clone();
    cx.check_new(&class, &base)?;
    let exact = class.is(&base);
    let keywords = cx.own_keywords(&class, &base, |names| &names.__init__, keywords);
    let args = cx.constructor_args("tuple", args, &keywords, 0, 1)?;
    let Some(iterable) = args.into_iter().next() else { return Ok(make(cx, &class, Vec::new())) };
    if exact && cx.type_ref(&iterable).is(&base) {
        return Ok(iterable);
    }
    let items = cx.collect(&iterable)?;
    Ok(make(cx, &class, items))
}

/// A tuple of a class.
fn make(cx: &mut Context, class: &Obj<Type>, items: Vec<Value>) -> Value {
    if class.is(&cx.types().tuple) {
        if items.is_empty() {
            return cx.interp_ref().singletons.empty_tuple.value();
        }
        return cx.tuple_value(items);
    }
    let extended = !class.has_flags(cx, TypeFlags::BUILTIN);
    let shape = class.root_shape(cx);
    cx.heap()
        .alloc_tail::<TupleHead, Value>(shape, TupleHead, items.len(), extended, items.into_iter())
        .into()
}

fn compare(cx: &mut Context, op: Comparison, this: Obj<Tuple>, other: Value) -> PyResult<Value> {
    if other.as_ref().is_some_and(|other| other.kind() == Kind::Tuple) {
        cx.compare_sequences(op, &this.value(), &other)
    } else {
        Ok(cx.not_implemented())
    }
}

fn repr(cx: &mut Context, this: Obj<Tuple>) -> PyResult<Value> {
    if this.items().is_empty() {
        return Ok(cx.str_value("()"));
    }
    let shown = cx.guarded_repr(&this.value(), |cx| {
        let mut display = Display::of("(");
        display.items(cx, |_, index| this.items().get(index).cloned())?;
        display.text(if this.items().len() == 1 { ",)" } else { ")" });
        Ok(display.finish(cx).into())
    })?;
    Ok(match shown {
        Some(text) => text,
        None => cx.str_value("(...)"),
    })
}

fn hash(cx: &mut Context, this: Obj<Tuple>) -> PyResult<i64> {
    cx.hash_tuple(&this.value()).map(|hash| hash as i64)
}

fn iter(cx: &mut Context, this: Obj<Tuple>) -> Value {
    cx.new_iterator(BuiltinIterator::Tuple { tuple: this, next: 0 })
}

fn get_item(cx: &mut Context, this: Obj<Tuple>, key: Value) -> PyResult<Value> {
    let items = this.items();
    match cx.sequence_index(&key, items.len(), "tuple")? {
        Subscript::Index(Some(at)) => Ok(items[at].clone()),
        Subscript::Index(None) => Err(cx.index_error("tuple index out of range")),
        Subscript::Slice(slice) => {
            let indices = cx.slice_indices(&slice, items.len())?;
            if indices.count == items.len()
                && indices.step == 1
                && cx.type_ref(&this.value()).is(&cx.types().tuple)
            {
                return Ok(this.into());
            }
            let chosen = indices.positions().map(|at| items[at].clone()).collect();
            let class = cx.types().tuple.clone();
            Ok(make(cx, &class, chosen))
        }
    }
}

fn contains(cx: &mut Context, this: Obj<Tuple>, value: Value) -> PyResult<bool> {
    for item in this.items() {
        if cx.equal(item, &value)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn count(cx: &mut Context, this: Obj<Tuple>, value: Value) -> PyResult<i64> {
    let mut count = 0;
    for item in this.items() {
        count += i64::from(cx.equal(item, &value)?);
    }
    Ok(count)
}

fn index(
    cx: &mut Context,
    this: Obj<Tuple>,
    value: Value,
    start: Option<Value>,
    stop: Option<Value>,
) -> PyResult<usize> {
    let items = this.items();
    let start = cx.search_bound(start, 0, items.len())?;
    let stop = cx.search_bound(stop, usize::MAX, items.len())?;
    for (at, item) in items.iter().enumerate().take(stop).skip(start) {
        if cx.equal(item, &value)? {
            return Ok(at);
        }
    }
    Err(cx.value_error("tuple.index(x): x not in tuple"))
}

fn add(cx: &mut Context, this: Obj<Tuple>, other: Value) -> PyResult<Value> {
    let plain = |cx: &Context, value: &Value| cx.type_ref(value).is(&cx.types().tuple);
    Ok(match other.as_ref().and_then(|other| other.downcast::<Tuple>()) {
        Some(second) if this.items().is_empty() && plain(cx, &other) => second.value(),
        Some(second) if second.items().is_empty() && plain(cx, &this.value()) => this.into(),
        Some(second) => cx.concat_tuples(&this, second),
        None => return Err(cx.cannot_concatenate("tuple", &other)),
    })
}

fn multiply(cx: &mut Context, this: Obj<Tuple>, count: Value) -> PyResult<Value> {
    let count = cx.repeat_count(&count)?;
    let class = cx.types().tuple.clone();
    if count == 1 && cx.type_ref(&this.value()).is(&class) {
        return Ok(this.into());
    }
    let items = repeated(cx, this.items(), count)?;
    Ok(make(cx, &class, items))
}

fn new_args(cx: &mut Context, this: Obj<Tuple>) -> Value {
    let copy = cx.tuple_value(this.items().to_vec());
    cx.tuple_value(vec![copy])
}
