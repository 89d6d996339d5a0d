//! Docstrings: found, cleaned of their indentation, stored.

use bytecode::{CodeFlags, Constant, Wtf8Text};
use syntax::ast::{self, Expr, ExprKind, Stmt, StmtKind};

use super::Generator;

impl<'t> Generator<'t> {
    /// Stores the docstring of a module or class; gives the rest of the body.
    pub(super) fn namespace_docstring(&mut self, body: &'t [Stmt]) -> &'t [Stmt] {
        let Some((expr, text, rest)) = split(body).filter(|_| !self.interactive || !self.outer.is_empty())
        else {
            return body;
        };
        if self.options.optimize < 2 {
            self.at(expr.span);
            self.unit.builder.load_const(Constant::Str(clean(text)));
            self.store_mangled("__doc__");
        }
        rest
    }

    /// Notes the docstring of a function; gives the rest of the body.
    pub(super) fn function_docstring(&mut self, body: &'t [Stmt]) -> &'t [Stmt] {
        let Some((_, text, rest)) = split(body) else { return body };
        if self.options.optimize < 2 {
            self.unit.builder.set_first_constant(Constant::Str(clean(text)));
            self.unit.code.flags.0 |= CodeFlags::HAS_DOCSTRING;
        }
        rest
    }
}

fn split(body: &[Stmt]) -> Option<(&Expr, &[u8], &[Stmt])> {
    let (first, rest) = body.split_first()?;
    let StmtKind::Expr { value } = &first.kind else { return None };
    let ExprKind::Constant(ast::Constant::Str { value: text, .. }) = &value.kind else { return None };
    Some((value, text.as_bytes(), rest))
}

/// Expands tabs, takes the leading blanks off the first line, and the common ones off the others.
fn clean(text: &[u8]) -> Wtf8Text {
    let expanded = expand_tabs(text);
    let lines: Vec<&[u8]> = expanded.split(|&byte| byte == b'\n').collect();
    let blanks = |line: &[u8]| line.iter().take_while(|&&byte| byte == b' ').count();
    let margin = lines[1..].iter().filter(|line| blanks(line) < line.len()).map(|line| blanks(line)).min();
    let margin = margin.unwrap_or(usize::MAX);
    let mut cleaned = lines[0][blanks(lines[0])..].to_vec();
    for line in &lines[1..] {
        cleaned.push(b'\n');
        cleaned.extend_from_slice(&line[margin.min(blanks(line))..]);
    }
    Wtf8Text(cleaned.into())
}

fn expand_tabs(text: &[u8]) -> Vec<u8> {
    let mut expanded = Vec::with_capacity(text.len());
    let mut column = 0;
    for &byte in text {
        match byte {
            b'\t' => {
                let width = 8 - column % 8;
                expanded.resize(expanded.len() + width, b' ');
                column += width;
            }
            b'\n' | b'\r' => {
                expanded.push(byte);
                column = 0;
            }
            _ => {
                expanded.push(byte);
                // Continuation bytes take no column.
                column += usize::from(byte & 0xC0 != 0x80);
            }
        }
    }
    expanded
}
