//! `from __future__ import …`: which features a file asks for, and faults in asking.

use syntax::Source;
use syntax::ast::{ExprKind, Span, Stmt, StmtKind};

use super::Result;

/// Every feature there has been; all but `annotations` change nothing any more.
const FEATURES: [&str; 10] = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

/// Does the file ask for annotations to be strings?
pub(super) fn annotations(body: &[Stmt], source: &Source<'_>) -> Result<bool> {
    let mut annotations = false;
    for stmt in leading(body) {
        let StmtKind::ImportFrom { names, .. } = &stmt.kind else { continue };
        for alias in names {
            if !FEATURES.contains(&&*alias.name) {
                let message = match &*alias.name {
                    "braces" => "not a chance".to_owned(),
                    name => format!("future feature {name} is not defined"),
                };
                return Err(crate::fault(source, alias.span, message));
            }
            annotations |= &*alias.name == "annotations";
        }
    }
    Ok(annotations)
}

/// Is a `from __future__` statement at this place too late?
pub(super) fn is_misplaced(body_end: u32, span: Span) -> bool {
    span.start >= body_end
}

/// The offset at which `from __future__` statements are no longer allowed.
pub(super) fn end(body: &[Stmt]) -> u32 {
    leading(body).last().map_or(0, |stmt| stmt.span.end)
}

/// The statements at the start of a file that are `from __future__` (a docstring may stand before them).
fn leading(body: &[Stmt]) -> impl Iterator<Item = &Stmt> {
    let docstring = usize::from(body.first().is_some_and(|first| match &first.kind {
        StmtKind::Expr { value } => {
            matches!(value.kind, ExprKind::Constant(syntax::ast::Constant::Str { .. }))
        }
        _ => false,
    }));
    body[docstring..].iter().take_while(|stmt| match &stmt.kind {
        StmtKind::ImportFrom { module: Some(module), level: 0, .. } => &**module == "__future__",
        _ => false,
    })
}
