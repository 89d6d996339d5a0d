//! `_collections`: [`deque`], [`defaultdict`] and what `Counter` counts with. `collections` (in Python) has the
//! rest.

mod counting;
mod defaultdict;
pub(crate) mod deque;
mod deque_changes;
mod deque_iterator;

use vm::heap::Obj;
use vm::native::Row;
use vm::objects::Module;
use vm::{Context, PyResult, function};

use crate::registry::ModuleSpec;

static FUNCTIONS: &[Row] = &[function!(
    "_count_elements",
    "($module, mapping, iterable, /)",
    "Count the items of an iterable in a mapping.",
    counting::count_elements
)];

fn fill(cx: &mut Context, module: &Obj<Module>) -> PyResult<()> {
    let specs = [
        &deque::DEQUE,
        &defaultdict::DEFAULT_DICT,
        &deque_iterator::ITERATOR,
        &deque_iterator::REVERSE_ITERATOR,
    ];
    for spec in specs {
        let class = cx.module_type(spec);
        let name = class.get(cx).name.to_string_lossy();
        crate::registry::set(cx, module, &name, class.into());
    }
    Ok(())
}

/// `_collections`.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "_collections",
    doc: "High performance data structures.",
    functions: &[FUNCTIONS],
    fill,
};
