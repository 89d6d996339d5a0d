//! `tee`: several iterators over the same items.
//!
//! ```text
//! tee a ─┐                        the source is asked by whoever first
//!        ▼                        comes to the end of the last node
//!      [items 0..57] ──▶ [items 57..114] ──▶ …
//!                           ▲
//! tee b ────────────────────┘    a node dies when no tee is before or in it
//! ```

use vm::heap::{Body, Ext, NextFn, Obj, Visitor};
use vm::native::Row;
use vm::objects::type_::TypeFlags;
use vm::objects::{Kind, Type, TypeSpec};
use vm::{Context, PyResult, Value, function, method};

use super::{Step, iterator_type, natural, next_of};

/// How many items a node has room for.
const ROOM: usize = 57;

/// Some items that were read from the source.
struct Node {
    source: Value,
    items: Vec<Value>,
    /// The node behind, once somebody was there.
    next: Option<Obj<Ext<Node>>>,
    /// Whether the source is being asked.
    running: bool,
}

impl Body for Node {
    const NAME: &'static str = "itertools._tee_dataobject";

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.source);
        self.items.iter().for_each(&mut *visit);
        if let Some(next) = &self.next {
            visit(&next.value());
        }
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.append(&mut self.items);
        out.extend(self.next.take().map(Value::from));
    }
}

/// `_tee_dataobject`.
pub static NODE: TypeSpec =
    TypeSpec { flags: TypeFlags::NO_NEW, ..TypeSpec::new("itertools._tee_dataobject", Kind::Extension) };

/// `_tee`.
pub struct Tee {
    node: Obj<Ext<Node>>,
    index: usize,
}

impl Body for Tee {
    const NAME: &'static str = "itertools._tee";
    const NEXT: Option<NextFn> = Some(next_of::<Self>);

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.node.value());
    }
}

fn new_node(cx: &mut Context, source: Value) -> Obj<Ext<Node>> {
    let class = cx.module_type(&NODE);
    cx.new_extension(&class, Node { source, items: Vec::new(), next: None, running: false })
}

impl Step for Tee {
    fn step(cx: &mut Context, this: &Obj<Ext<Self>>) -> PyResult<Option<Value>> {
        if this.get(cx).index >= ROOM {
            let node = this.get(cx).node.clone();
            let next = match node.get(cx).next.clone() {
                Some(next) => next,
                None => {
                    let source = node.get(cx).source.clone();
                    let made = new_node(cx, source);
                    node.get_mut(cx).next = Some(made.clone());
                    made
                }
            };
            let state = this.get_mut(cx);
            state.index = 0;
            let old = std::mem::replace(&mut state.node, next);
            drop(old);
        }
        let (node, index) = (this.get(cx).node.clone(), this.get(cx).index);
        if let Some(item) = node.get(cx).items.get(index).cloned() {
            this.get_mut(cx).index += 1;
            return Ok(Some(item));
        }
        if node.get(cx).running {
            return Err(cx.runtime_error("cannot re-enter the tee iterator"));
        }
        let source = node.get(cx).source.clone();
        node.get_mut(cx).running = true;
        let item = cx.next(&source);
        node.get_mut(cx).running = false;
        let Some(item) = item? else { return Ok(None) };
        node.get_mut(cx).items.push(item.clone());
        this.get_mut(cx).index += 1;
        Ok(Some(item))
    }
}

fn copy(cx: &mut Context, this: Obj<Ext<Tee>>) -> Value {
    let (node, index) = (this.get(cx).node.clone(), this.get(cx).index);
    let class = cx.module_type(&TEE);
    cx.new_extension(&class, Tee { node, index }).into()
}

/// A tee over an iterable; one over the same items if it is a tee.
fn over(cx: &mut Context, iterable: &Value) -> PyResult<Value> {
    let iterator = cx.iter(iterable)?;
    if let Some(tee) = iterator.as_ref().and_then(|iterator| iterator.downcast::<Ext<Tee>>()).cloned() {
        return Ok(copy(cx, tee));
    }
    let node = new_node(cx, iterator);
    let class = cx.module_type(&TEE);
    Ok(cx.new_extension(&class, Tee { node, index: 0 }).into())
}

fn new_tee(cx: &mut Context, _class: Obj<Type>, iterable: Value) -> PyResult<Value> {
    over(cx, &iterable)
}

iterator_type!(
    /// `_tee`.
    TEE, Tee, "_tee",
    "Iterator wrapped to make it copyable.",
    new "($type, iterable, /)" new_tee,
    flags TypeFlags::HAS_WEAKREF,
    rows [method!("__copy__", "($self, /)", "Returns an independent iterator.", copy)]
);

fn tee(cx: &mut Context, iterable: Value, n: Option<Value>) -> PyResult<Value> {
    let count = match n {
        Some(n) => natural(cx, &n, "n must be >= 0")?,
        None => 2,
    };
    if count == 0 {
        return Ok(cx.tuple_value(Vec::new()));
    }
    let mut made = Vec::new();
    if made.try_reserve(count).is_err() {
        return Err(cx.memory_error());
    }
    made.push(over(cx, &iterable)?);
    while made.len() < count
        && let Some(first) = made[0].as_ref().and_then(|first| first.downcast::<Ext<Tee>>()).cloned()
    {
        made.push(copy(cx, first));
    }
    Ok(cx.tuple_value(made))
}

/// The module's functions.
pub static FUNCTIONS: &[Row] = &[function!(
    "tee",
    "($module, iterable, n=2, /)",
    "A tuple of n independent iterators over the items.",
    tee
)];
