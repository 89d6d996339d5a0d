//! `list`: methods. Sorting is in [`super::list_sort`], subscripts with slices in [`super::list_slices`].

use super::display::Display;
use super::list::{self, List};
use super::{list_slices, list_sort};
use crate::heap::Obj;
use crate::native::{Keywords, Rest, Row};
use crate::objects::iterators::Iterator as BuiltinIterator;
use crate::objects::type_::TypeFlags;
use crate::objects::{Kind, Type, TypeSpec};
use crate::protocol::compare::{Comparison, simple_equal};
use crate::protocol::item::position;
use crate::{Context, PyResult, Value, comparisons, generic, method, static_method};

/// `list`.
pub static TYPE: TypeSpec = TypeSpec {
    doc: "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.",
    flags: TypeFlags::BASETYPE,
    methods: &[METHODS, &COMPARISONS],
    ..TypeSpec::new("list", Kind::List)
};

static COMPARISONS: [Row; 6] = comparisons!(Obj<List>, compare);

static METHODS: &[Row] = &[
    static_method!("__new__", "($type, *args, **kwargs)", "Create and return a new object.", new),
    method!("__init__", "($self, /, *args, **kwargs)", "Initialize self.", init),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__iter__", "($self, /)", "Implement iter(self).", iter),
    method!("__len__", "($self, /)", "Return len(self).", |cx: &mut Context, list: Obj<List>| list
        .get(cx)
        .items
        .len()),
    method!("__getitem__", "($self, index, /)", "Return self[index].", list_slices::get_item),
    method!("__setitem__", "($self, key, value, /)", "Set self[key] to value.", list_slices::set_item),
    method!("__delitem__", "($self, key, /)", "Delete self[key].", list_slices::delete_item),
    method!("__contains__", "($self, key, /)", "Return bool(key in self).", contains),
    method!("__add__", "($self, value, /)", "Return self+value.", add),
    method!("__mul__", "($self, value, /)", "Return self*value.", multiply),
    method!("__rmul__", "($self, value, /)", "Return value*self.", multiply),
    method!("__iadd__", "($self, value, /)", "Implement self+=value.", add_in_place),
    method!("__imul__", "($self, value, /)", "Implement self*=value.", multiply_in_place),
    method!("__reversed__", "($self, /)", "Return a reverse iterator over the list.", reversed),
    method!("append", "($self, object, /)", "Append object to the end of the list.", append),
    method!("clear", "($self, /)", "Remove all items from list.", clear),
    method!("copy", "($self, /)", "Return a shallow copy of the list.", copy),
    method!("count", "($self, value, /)", "Return number of occurrences of value.", count),
    method!("extend", "($self, iterable, /)", "Extend list by appending elements from the iterable.", extend),
    method!(
        "index",
        "($self, value, start=0, stop=sys.maxsize, /)",
        "Return first index of value.\n\nRaises ValueError if the value is not present.",
        index
    ),
    method!("insert", "($self, index, object, /)", "Insert object before index.", insert),
    method!("pop", "($self, index=-1, /)", "Remove and return item at index (default last).", pop),
    method!("remove", "($self, value, /)", "Remove first occurrence of value.", remove),
    method!("reverse", "($self, /)", "Reverse *IN PLACE*.", reverse),
    method!(
        "sort",
        "($self, /, *, key=None, reverse=False)",
        "Sort the list in ascending order and return None.",
        list_sort::sort_method
    ),
    generic!("Lists are generic in their items."),
];

fn new(cx: &mut Context, class: Obj<Type>, _args: Rest, _keywords: Keywords) -> PyResult<Obj<List>> {
    let base = cx.types().list.clone();
    cx.check_new(&class, &base)?;
    Ok(cx.alloc_as(&class, List::default()))
}

fn init(cx: &mut Context, this: Obj<List>, args: Rest, keywords: Keywords) -> PyResult<()> {
    let (class, base) = (cx.type_of(&this.value()), cx.types().list.clone());
    let keywords = cx.own_keywords(&class, &base, |names| &names.__new__, keywords);
    let args = cx.constructor_args("list", args, &keywords, 0, 1)?;
    let old = std::mem::take(&mut this.get_mut(cx).items);
    list::drop_items(old);
    match args.into_iter().next() {
        Some(iterable) => extend(cx, this, iterable),
        None => Ok(()),
    }
}

fn compare(cx: &mut Context, op: Comparison, this: Obj<List>, other: Value) -> PyResult<Value> {
    if other.as_ref().is_some_and(|other| other.kind() == Kind::List) {
        cx.compare_sequences(op, &this.value(), &other)
    } else {
        Ok(cx.not_implemented())
    }
}

fn repr(cx: &mut Context, this: Obj<List>) -> PyResult<Value> {
    if this.get(cx).items.is_empty() {
        return Ok(cx.str_value("[]"));
    }
    let shown = cx.guarded_repr(&this.value(), |cx| {
        let mut display = Display::of("[");
        display.items(cx, |cx, index| this.get(cx).items.get(index).cloned())?;
        display.text("]");
        Ok(display.finish(cx).into())
    })?;
    Ok(match shown {
        Some(text) => text,
        None => cx.str_value("[...]"),
    })
}

fn iter(cx: &mut Context, this: Obj<List>) -> Value {
    cx.new_iterator(BuiltinIterator::List { list: this, next: 0 })
}

fn reversed(cx: &mut Context, this: Obj<List>) -> Value {
    let next = this.get(cx).items.len();
    cx.new_iterator(BuiltinIterator::ListReverse { list: this, next })
}

/// The first position from `at` and before `stop` of an item equal to `value`. Items are looked at anew after
/// each `__eq__`, which may change the list.
fn search(
    cx: &mut Context,
    list: &Obj<List>,
    value: &Value,
    mut at: usize,
    stop: usize,
) -> PyResult<Option<usize>> {
    loop {
        let asked = {
            let items = &list.get(cx).items;
            loop {
                let Some(item) = items.get(at).filter(|_| at < stop) else { return Ok(None) };
                if item.is(value) {
                    return Ok(Some(at));
                }
                match simple_equal(item, value) {
                    Some(true) => return Ok(Some(at)),
                    Some(false) => at += 1,
                    None => break item.clone(),
                }
            }
        };
        if cx.equal(&asked, value)? {
            return Ok(Some(at));
        }
        at += 1;
    }
}

fn contains(cx: &mut Context, this: Obj<List>, value: Value) -> PyResult<bool> {
    Ok(search(cx, &this, &value, 0, usize::MAX)?.is_some())
}

fn count(cx: &mut Context, this: Obj<List>, value: Value) -> PyResult<usize> {
    let mut count = 0;
    let mut at = 0;
    while let Some(found) = search(cx, &this, &value, at, usize::MAX)? {
        count += 1;
        at = found + 1;
    }
    Ok(count)
}

fn index(
    cx: &mut Context,
    this: Obj<List>,
    value: Value,
    start: Option<Value>,
    stop: Option<Value>,
) -> PyResult<usize> {
    let length = this.get(cx).items.len();
    let start = cx.search_bound(start, 0, length)?;
    let stop = cx.search_bound(stop, usize::MAX, length)?;
    match search(cx, &this, &value, start, stop)? {
        Some(at) => Ok(at),
        None => Err(cx.value_error("list.index(x): x not in list")),
    }
}

fn remove(cx: &mut Context, this: Obj<List>, value: Value) -> PyResult<()> {
    match search(cx, &this, &value, 0, usize::MAX)? {
        Some(at) => {
            let items = &mut this.get_mut(cx).items;
            // The last `__eq__` may have shortened the list.
            let removed = (at < items.len()).then(|| items.remove(at));
            drop(removed);
            Ok(())
        }
        None => Err(cx.value_error("list.remove(x): x not in list")),
    }
}

fn append(cx: &mut Context, this: Obj<List>, item: Value) {
    this.get_mut(cx).items.push(item);
}

fn insert(cx: &mut Context, this: Obj<List>, index: i64, item: Value) {
    let items = &mut this.get_mut(cx).items;
    let length = items.len() as i64;
    let at = if index < 0 { index.saturating_add(length).max(0) } else { index.min(length) };
    items.insert(at as usize, item);
}

fn pop(cx: &mut Context, this: Obj<List>, index: Option<i64>) -> PyResult<Value> {
    let items = &mut this.get_mut(cx).items;
    match index {
        None | Some(-1) => match items.pop() {
            Some(item) => Ok(item),
            None => Err(cx.index_error("pop from empty list")),
        },
        Some(index) => match position(index, items.len()) {
            Some(at) => Ok(items.remove(at)),
            None if items.is_empty() => Err(cx.index_error("pop from empty list")),
            None => Err(cx.index_error("pop index out of range")),
        },
    }
}

fn clear(cx: &mut Context, this: Obj<List>) {
    let old = std::mem::take(&mut this.get_mut(cx).items);
    list::drop_items(old);
}

fn copy(cx: &mut Context, this: Obj<List>) -> Obj<List> {
    let items = this.get(cx).items.clone();
    cx.new_list(items)
}

fn reverse(cx: &mut Context, this: Obj<List>) {
    this.get_mut(cx).items.reverse();
}

/// `list.extend(iterable)`. Items that come before an exception stay.
pub fn extend(cx: &mut Context, list: Obj<List>, iterable: Value) -> PyResult<()> {
    if let Some(items) = exact_items(cx, &iterable) {
        list.get_mut(cx).items.extend(items);
        return Ok(());
    }
    let iterator = cx.iter(&iterable)?;
    let hint = cx.length_hint(&iterable, 0)?;
    // A wrong hint must cost nothing.
    list.get_mut(cx).items.reserve(hint.min(4096));
    while let Some(item) = cx.next(&iterator)? {
        list.get_mut(cx).items.push(item);
    }
    Ok(())
}

/// The items of a list or tuple whose class does not change what iterating it means.
fn exact_items(cx: &Context, value: &Value) -> Option<Vec<Value>> {
    let object = value.as_ref()?;
    let shape = object.header().shape_ptr();
    if shape == cx.shapes().list {
        Some(object.downcast::<List>()?.get(cx).items.clone())
    } else if shape == cx.shapes().tuple {
        Some(object.downcast::<crate::objects::Tuple>()?.items().to_vec())
    } else {
        None
    }
}

fn add(cx: &mut Context, this: Obj<List>, other: Value) -> PyResult<Value> {
    let Some(other) = other.as_ref().and_then(|other| other.downcast::<List>()) else {
        return Err(cx.cannot_concatenate("list", &other));
    };
    let items = this.get(cx).items.iter().chain(&other.get(cx).items).cloned().collect();
    Ok(cx.list_value(items))
}

fn add_in_place(cx: &mut Context, this: Obj<List>, other: Value) -> PyResult<Obj<List>> {
    extend(cx, this.clone(), other)?;
    Ok(this)
}

/// `items` repeated; `MemoryError` when there is no room.
pub(super) fn repeated(cx: &mut Context, items: &[Value], count: usize) -> PyResult<Vec<Value>> {
    let mut result = Vec::new();
    let room = items.len().checked_mul(count).map(|total| result.try_reserve_exact(total));
    if !matches!(room, Some(Ok(()))) {
        return Err(cx.memory_error());
    }
    match items {
        [single] => result.resize(count, single.clone()),
        items => (0..count).for_each(|_| result.extend_from_slice(items)),
    }
    Ok(result)
}

fn multiply(cx: &mut Context, this: Obj<List>, count: Value) -> PyResult<Value> {
    let count = cx.repeat_count(&count)?;
    let items = this.get(cx).items.clone();
    let items = repeated(cx, &items, count)?;
    Ok(cx.list_value(items))
}

fn multiply_in_place(cx: &mut Context, this: Obj<List>, count: Value) -> PyResult<Value> {
    let count = cx.repeat_count(&count)?;
    let items = this.get(cx).items.clone();
    let items = repeated(cx, &items, count)?;
    let old = std::mem::replace(&mut this.get_mut(cx).items, items);
    drop(old);
    Ok(this.into())
}
