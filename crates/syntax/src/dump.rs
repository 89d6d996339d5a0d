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
    print(&nodes.module(module), options.indent, 1, &mut out);
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

/// Prints a value whose parts stand at the given level.
fn print(value: &Value, indent: Option<usize>, level: usize, out: &mut String) {
    let (open, close, multiline, count) = match value {
        Value::Text(text) => return out.push_str(text),
        Value::Node(name, fields) => {
            out.push_str(name);
            let simple = fields.len() <= 3 && fields.iter().all(|(_, value)| value.is_simple());
            ('(', ')', !simple, fields.len())
        }
        Value::List(items) => ('[', ']', !items.is_empty(), items.len()),
    };
    out.push(open);
    let indent_here = if multiline { indent } else { None };
    for i in 0..count {
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
        let part = match value {
            Value::Node(_, fields) => {
                let (name, part) = &fields[i];
                out.push_str(name);
                out.push('=');
                part
            }
            Value::List(items) => &items[i],
            Value::Text(_) => continue,
        };
        print(part, indent, level + 1, out);
    }
    out.push(close);
}
