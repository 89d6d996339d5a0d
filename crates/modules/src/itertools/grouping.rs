//! `groupby`: runs of items with equal keys.
//!
//! ```text
//! groupby ──▶ iterator      current: key and item that no group has given yet
//!    ▲
//!    └── grouper            gives items while the current key equals its own, and only as long as the
//!                           groupby has not gone on to the next one
//! ```

use vm::heap::{Body, Ext, NextFn, Obj, Visitor};
use vm::objects::Type;
use vm::objects::type_::TypeFlags;
use vm::{Context, PyResult, Value};

use super::{Step, iterator_type, next_of};

/// `groupby`.
pub struct GroupBy {
    iterator: Value,
    /// `None` in Python's sense takes items as keys.
    key_function: Value,
    /// Key of the present group; empty before the first.
    group_key: Value,
    /// Key of the item that was read last; empty before the first.
    key: Value,
    /// That item; empty once a group has given it.
    item: Value,
    /// Number of the group that may take items.
    group: u64,
}

impl Body for GroupBy {
    const NAME: &'static str = "itertools.groupby";
    const NEXT: Option<NextFn> = Some(next_of::<Self>);

    fn trace(&self, visit: &mut Visitor<'_>) {
        [&self.iterator, &self.key_function, &self.group_key, &self.key, &self.item]
            .into_iter()
            .for_each(visit);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.extend([self.group_key.take(), self.key.take(), self.item.take()]);
    }
}

type This = Obj<Ext<GroupBy>>;

/// Reads an item; says whether there was one.
fn read(cx: &mut Context, this: &This) -> PyResult<bool> {
    let (iterator, function) = (this.get(cx).iterator.clone(), this.get(cx).key_function.clone());
    let Some(item) = cx.next(&iterator)? else { return Ok(false) };
    let key =
        if function.is_none() { item.clone() } else { cx.call(&function, std::slice::from_ref(&item))? };
    let state = this.get_mut(cx);
    let old = (std::mem::replace(&mut state.item, item), std::mem::replace(&mut state.key, key));
    drop(old);
    Ok(true)
}

impl Step for GroupBy {
    fn step(cx: &mut Context, this: &This) -> PyResult<Option<Value>> {
        // The former group gets nothing from here on.
        this.get_mut(cx).group += 1;
        loop {
            let (key, group_key) = (this.get(cx).key.clone(), this.get(cx).group_key.clone());
            if !key.is_empty() && (group_key.is_empty() || !cx.equal(&group_key, &key)?) {
                break;
            }
            if !read(cx, this)? {
                return Ok(None);
            }
        }
        let state = this.get_mut(cx);
        let key = state.key.clone();
        let old = std::mem::replace(&mut state.group_key, key.clone());
        let group = state.group;
        drop(old);
        let class = cx.module_type(&GROUPER);
        let grouper = cx.new_extension(&class, Grouper { parent: this.clone(), key: key.clone(), group });
        Ok(Some(cx.tuple_value(vec![key, grouper.into()])))
    }
}

fn new_group_by(cx: &mut Context, class: Obj<Type>, iterable: Value, key: Option<Value>) -> PyResult<Value> {
    let iterator = cx.iter(&iterable)?;
    let group_by = GroupBy {
        iterator,
        key_function: key.unwrap_or(Value::None),
        group_key: Value::Empty,
        key: Value::Empty,
        item: Value::Empty,
        group: 0,
    };
    Ok(cx.new_extension(&class, group_by).into())
}

iterator_type!(
    /// `groupby`.
    GROUP_BY, GroupBy, "groupby",
    "Pairs of a key and an iterator over the neighbouring items that have it.",
    new "($type, /, iterable, key=None)" new_group_by,
    flags TypeFlags::BASETYPE,
    rows []
);

/// `_grouper`.
pub struct Grouper {
    parent: This,
    key: Value,
    group: u64,
}

impl Body for Grouper {
    const NAME: &'static str = "itertools._grouper";
    const NEXT: Option<NextFn> = Some(next_of::<Self>);

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.parent.value());
        visit(&self.key);
    }
}

impl Step for Grouper {
    fn step(cx: &mut Context, this: &Obj<Ext<Self>>) -> PyResult<Option<Value>> {
        let state = this.get(cx);
        let (parent, own_key, group) = (state.parent.clone(), state.key.clone(), state.group);
        if parent.get(cx).group != group {
            return Ok(None);
        }
        if parent.get(cx).item.is_empty() && !read(cx, &parent)? {
            return Ok(None);
        }
        let key = parent.get(cx).key.clone();
        if !cx.equal(&own_key, &key)? {
            return Ok(None);
        }
        Ok(parent.get_mut(cx).item.take().into_option())
    }
}

fn new_grouper(cx: &mut Context, class: Obj<Type>, parent: This, key: Value) -> Value {
    let state = parent.get_mut(cx);
    state.group += 1;
    let group = state.group;
    cx.new_extension(&class, Grouper { parent, key, group }).into()
}

iterator_type!(
    /// `_grouper`.
    GROUPER, Grouper, "_grouper", "",
    new "($type, parent, tgtkey, /)" new_grouper,
    flags 0,
    rows []
);
