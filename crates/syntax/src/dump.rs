//! Printing a tree as `ast.dump(tree, indent=…)` does.
//!
//! The tree is first turned into plain nodes of named fields, then printed; literals are in `literal`.

mod literal;
mod nodes;

pub(crate) use literal::is_printable;

use crate::ast::Module;
use crate::source::Source;

/// What to print and how.
#[derive(Clone, Copy, Debug, Default)]
pub struct DumpOptions {
    /// Spaces for each level; everything on one line without.
    pub indent: Option<usize>,
    /// Add `lineno`, `col_offset`, `end_lineno` and `end_col_offset`.
    pub attributes: bool,
}

/// A value of a field.
enum Value {
    Node(&'static str, Vec<(&'static str, Value)>),
    List(Vec<Value>),
    Text(String),
}

/// Prints a tree as `ast.dump` does: empty lists and missing parts are left out.
pub fn dump(module: &Module, source: &Source<'_>, options: DumpOptions) -> String {
    let nodes = nodes::Nodes { source, attributes: options.attributes };
    let mut out = String::new();
    print(nodes.module(module), options.indent, 1, &mut out);
    out
}

impl Value {
    /// Does it count as simple, so that up to three such fields stay on one line?
    fn is_simple(&self) -> bool {
        match self {
            Value::Node(_, fields) => fields.is_empty(),
            Value::List(items) => items.is_empty(),
            Value::Text(_) => true,
        }
    }
}

/// Prints a value whose parts stand at the given level, and drops it on the way: neither may recurse without a look
/// at the stack, for a chain can have [`crate::ast::MAX_HEIGHT`] links.
fn print(value: Value, indent: Option<usize>, level: usize, out: &mut String) {
    match value {
        Value::Text(text) => out.push_str(&text),
        Value::Node(name, fields) => {
            out.push_str(name);
            let multiline = fields.len() > 3 || !fields.iter().all(|(_, value)| value.is_simple());
            let parts = fields.into_iter().map(|(name, part)| (Some(name), part));
            print_parts(['(', ')'], parts, indent.filter(|_| multiline), (indent, level), out);
        }
        Value::List(items) => {
            let parts = items.into_iter().map(|part| (None, part));
            print_parts(['[', ']'], parts, indent, (indent, level), out);
        }
    }
}

/// Prints what is between brackets: on lines of their own if `indent_here` says how far to indent them.
fn print_parts(
    [open, close]: [char; 2],
    parts: impl Iterator<Item = (Option<&'static str>, Value)>,
    indent_here: Option<usize>,
    (indent, level): (Option<usize>, usize),
    out: &mut String,
) {
    out.push(open);
    for (i, (name, part)) in parts.enumerate() {
        if i > 0 {
            out.push(',');
        }
        match indent_here {
            Some(width) => {
                out.push('\n');
                out.extend(std::iter::repeat_n(' ', width * level));
            }
            None if i > 0 => out.push(' '),
            None => {}
        }
        if let Some(name) = name {
            out.push_str(name);
            out.push('=');
        }
        deep(|| print(part, indent, level + 1, out));
    }
    out.push(close);
}

/// Runs a step of a recursion, on more native stack if it runs short.
fn deep<R>(step: impl FnOnce() -> R) -> R {
    stacker::maybe_grow(128 * 1024, 2 * 1024 * 1024, step)
}
