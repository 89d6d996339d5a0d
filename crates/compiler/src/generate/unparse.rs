//! Expressions back to text, for annotations that `from __future__ import annotations` turns into strings.
//!
//! The text is CPython's: spaces and quotes normalised, parentheses only where the precedence asks for them.

use syntax::ast::*;

use super::constant::literal;

/// How tightly what surrounds an expression binds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Tuple,
    Test,
    Or,
    And,
    Not,
    Compare,
    BitOr,
    BitXor,
    BitAnd,
    Shift,
    Sum,
    Term,
    Factor,
    Power,
    Await,
    Atom,
}

impl Level {
    const ALL: [Self; 16] = [
        Self::Tuple,
        Self::Test,
        Self::Or,
        Self::And,
        Self::Not,
        Self::Compare,
        Self::BitOr,
        Self::BitXor,
        Self::BitAnd,
        Self::Shift,
        Self::Sum,
        Self::Term,
        Self::Factor,
        Self::Power,
        Self::Await,
        Self::Atom,
    ];

    fn next(self) -> Self {
        Self::ALL.get(self as usize + 1).copied().unwrap_or(self)
    }
}

/// The text of an annotation.
pub(super) fn unparse(expr: &Expr) -> String {
    let mut text = String::new();
    write(&mut text, expr, Level::Test);
    text
}

fn write(out: &mut String, expr: &Expr, level: Level) {
    crate::deep(|| write_step(out, expr, level));
}

fn enclosed(out: &mut String, parentheses: bool, inside: impl FnOnce(&mut String)) {
    if parentheses {
        out.push('(');
    }
    inside(out);
    if parentheses {
        out.push(')');
    }
}

fn separated<T>(out: &mut String, items: impl IntoIterator<Item = T>, mut each: impl FnMut(&mut String, T)) {
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        each(out, item);
    }
}

fn list(out: &mut String, exprs: &[Expr]) {
    separated(out, exprs, |out, expr| write(out, expr, Level::Test));
}

fn write_step(out: &mut String, expr: &Expr, level: Level) {
    match &expr.kind {
        ExprKind::Constant(value) => constant(out, value),
        ExprKind::Name { id, .. } => out.push_str(id),
        ExprKind::BoolOp { op, values } => {
            let (own, sign) = if *op == BoolOp::And { (Level::And, " and ") } else { (Level::Or, " or ") };
            enclosed(out, level > own, |out| {
                for (index, value) in values.iter().enumerate() {
                    if index > 0 {
                        out.push_str(sign);
                    }
                    write(out, value, own.next());
                }
            });
        }
        ExprKind::NamedExpr(named) => enclosed(out, level > Level::Tuple, |out| {
            write(out, &named.target, Level::Atom);
            out.push_str(" := ");
            write(out, &named.value, Level::Atom);
        }),
        ExprKind::BinOp(operation) => {
            let (sign, own) = operator(operation.op);
            let (left, right) =
                if operation.op == Operator::Pow { (own.next(), own) } else { (own, own.next()) };
            enclosed(out, level > own, |out| {
                write(out, &operation.left, left);
                out.push_str(sign);
                write(out, &operation.right, right);
            });
        }
        ExprKind::UnaryOp { op, operand } => {
            let (sign, own) = match op {
                UnaryOp::Invert => ("~", Level::Factor),
                UnaryOp::Not => ("not ", Level::Not),
                UnaryOp::UAdd => ("+", Level::Factor),
                UnaryOp::USub => ("-", Level::Factor),
            };
            enclosed(out, level > own, |out| {
                out.push_str(sign);
                write(out, operand, own);
            });
        }
        ExprKind::Lambda(lambda) => enclosed(out, level > Level::Test, |out| {
            let has_positional = !lambda.args.args.is_empty() || !lambda.args.posonlyargs.is_empty();
            out.push_str(if has_positional { "lambda " } else { "lambda" });
            parameters(out, &lambda.args);
            out.push_str(": ");
            write(out, &lambda.body, Level::Test);
        }),
        ExprKind::IfExp(choice) => enclosed(out, level > Level::Test, |out| {
            write(out, &choice.body, Level::Or);
            out.push_str(" if ");
            write(out, &choice.test, Level::Or);
            out.push_str(" else ");
            write(out, &choice.orelse, Level::Test);
        }),
        ExprKind::Dict(dict) => {
            out.push('{');
            separated(out, dict.keys.iter().zip(&dict.values), |out, (key, value)| match key {
                Some(key) => {
                    write(out, key, Level::Test);
                    out.push_str(": ");
                    write(out, value, Level::Test);
                }
                None => {
                    out.push_str("**");
                    write(out, value, Level::BitOr);
                }
            });
            out.push('}');
        }
        ExprKind::Set { elts } => {
            out.push('{');
            list(out, elts);
            out.push('}');
        }
        ExprKind::List { elts, .. } => {
            out.push('[');
            list(out, elts);
            out.push(']');
        }
        ExprKind::Tuple { elts, .. } => tuple(out, elts, level),
        ExprKind::ListComp(comp) => comprehension(out, ['[', ']'], &[&comp.elt], &comp.generators),
        ExprKind::SetComp(comp) => comprehension(out, ['{', '}'], &[&comp.elt], &comp.generators),
        ExprKind::GeneratorExp(comp) => comprehension(out, ['(', ')'], &[&comp.elt], &comp.generators),
        ExprKind::DictComp(comp) => {
            comprehension(out, ['{', '}'], &[&comp.key, &comp.value], &comp.generators);
        }
        ExprKind::Await { value } => enclosed(out, level > Level::Await, |out| {
            out.push_str("await ");
            write(out, value, Level::Atom);
        }),
        ExprKind::Yield { value } => {
            out.push_str("(yield");
            if let Some(value) = value {
                out.push(' ');
                write(out, value, Level::Tuple);
            }
            out.push(')');
        }
        ExprKind::YieldFrom { value } => {
            out.push_str("(yield from ");
            write(out, value, Level::Test);
            out.push(')');
        }
        ExprKind::Compare(compare) => enclosed(out, level > Level::Compare, |out| {
            write(out, &compare.left, Level::BitOr);
            for (op, right) in compare.ops.iter().zip(&compare.comparators) {
                out.push_str(comparison(*op));
                write(out, right, Level::BitOr);
            }
        }),
        ExprKind::Call(called) => call(out, called),
        ExprKind::JoinedStr { values } => {
            let mut body = String::new();
            values.iter().for_each(|piece| string_piece(&mut body, piece));
            out.push('f');
            out.push_str(&quoted(&body));
        }
        ExprKind::TemplateStr { values } => {
            let mut body = String::new();
            values.iter().for_each(|piece| string_piece(&mut body, piece));
            out.push('t');
            out.push_str(&quoted(&body));
        }
        ExprKind::FormattedValue(_) | ExprKind::Interpolation(_) => string_piece(out, expr),
        ExprKind::Attribute(attribute) => {
            write(out, &attribute.value, Level::Atom);
            if matches!(attribute.value.kind, ExprKind::Constant(Constant::Int(_))) {
                out.push(' ');
            }
            out.push('.');
            out.push_str(&attribute.attr);
        }
        ExprKind::Subscript(subscript) => {
            write(out, &subscript.value, Level::Atom);
            out.push('[');
            write(out, &subscript.slice, Level::Tuple);
            out.push(']');
        }
        ExprKind::Starred { value, .. } => {
            out.push('*');
            write(out, value, Level::BitOr);
        }
        ExprKind::Slice(slice) => {
            if let Some(lower) = &slice.lower {
                write(out, lower, Level::Test);
            }
            out.push(':');
            if let Some(upper) = &slice.upper {
                write(out, upper, Level::Test);
            }
            if let Some(step) = &slice.step {
                out.push(':');
                write(out, step, Level::Test);
            }
        }
    }
}

fn tuple(out: &mut String, elts: &[Expr], level: Level) {
    if elts.is_empty() {
        return out.push_str("()");
    }
    enclosed(out, level > Level::Tuple, |out| {
        list(out, elts);
        if elts.len() == 1 {
            out.push(',');
        }
    });
}

fn constant(out: &mut String, value: &Constant) {
    let text = match value {
        Constant::Ellipsis => "...".to_owned(),
        Constant::Int(IntLiteral::Big { radix: 10, digits }) => digits.to_string(),
        value => bytecode::listing::constant_text(&literal(value)),
    };
    // An infinity is written as a number too large.
    match text.as_str() {
        "inf" => out.push_str("1e309"),
        "infj" => out.push_str("1e309j"),
        text => out.push_str(text),
    }
}

fn quoted(text: &str) -> String {
    bytecode::listing::constant_text(&bytecode::Constant::Str(text.into()))
}

fn operator(op: Operator) -> (&'static str, Level) {
    match op {
        Operator::Add => (" + ", Level::Sum),
        Operator::Sub => (" - ", Level::Sum),
        Operator::Mult => (" * ", Level::Term),
        Operator::MatMult => (" @ ", Level::Term),
        Operator::Div => (" / ", Level::Term),
        Operator::Mod => (" % ", Level::Term),
        Operator::FloorDiv => (" // ", Level::Term),
        Operator::Pow => (" ** ", Level::Power),
        Operator::LShift => (" << ", Level::Shift),
        Operator::RShift => (" >> ", Level::Shift),
        Operator::BitOr => (" | ", Level::BitOr),
        Operator::BitXor => (" ^ ", Level::BitXor),
        Operator::BitAnd => (" & ", Level::BitAnd),
    }
}

fn comparison(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Eq => " == ",
        CmpOp::NotEq => " != ",
        CmpOp::Lt => " < ",
        CmpOp::LtE => " <= ",
        CmpOp::Gt => " > ",
        CmpOp::GtE => " >= ",
        CmpOp::Is => " is ",
        CmpOp::IsNot => " is not ",
        CmpOp::In => " in ",
        CmpOp::NotIn => " not in ",
    }
}

fn parameters(out: &mut String, args: &Arguments) {
    let positional = args.posonlyargs.len() + args.args.len();
    let without_default = positional - args.defaults.len();
    let mut parts = Vec::new();
    let with_default = |name: &str, default: Option<&Expr>| {
        let mut part = name.to_owned();
        if let Some(default) = default {
            part.push('=');
            write(&mut part, default, Level::Test);
        }
        part
    };
    for (index, arg) in args.posonlyargs.iter().chain(&args.args).enumerate() {
        let default = index.checked_sub(without_default).and_then(|index| args.defaults.get(index));
        parts.push(with_default(&arg.arg, default));
        if index + 1 == args.posonlyargs.len() {
            parts.push("/".into());
        }
    }
    match &args.vararg {
        Some(vararg) => parts.push(format!("*{}", vararg.arg)),
        None if !args.kwonlyargs.is_empty() => parts.push("*".into()),
        None => {}
    }
    for (arg, default) in args.kwonlyargs.iter().zip(&args.kw_defaults) {
        parts.push(with_default(&arg.arg, default.as_ref()));
    }
    parts.extend(args.kwarg.as_ref().map(|kwarg| format!("**{}", kwarg.arg)));
    out.push_str(&parts.join(", "));
}

fn comprehension(out: &mut String, brackets: [char; 2], results: &[&Expr], generators: &[Comprehension]) {
    out.push(brackets[0]);
    for (index, result) in results.iter().enumerate() {
        if index > 0 {
            out.push_str(": ");
        }
        write(out, result, Level::Test);
    }
    for generator in generators {
        out.push_str(if generator.is_async { " async for " } else { " for " });
        write(out, &generator.target, Level::Tuple);
        out.push_str(" in ");
        write(out, &generator.iter, Level::Or);
        for condition in &generator.ifs {
            out.push_str(" if ");
            write(out, condition, Level::Or);
        }
    }
    out.push(brackets[1]);
}

fn call(out: &mut String, call: &Call) {
    write(out, &call.func, Level::Atom);
    if let ([Expr { kind: ExprKind::GeneratorExp(_), .. }], []) = (&call.args[..], &call.keywords[..]) {
        return write(out, &call.args[0], Level::Test);
    }
    out.push('(');
    list(out, &call.args);
    if !call.args.is_empty() && !call.keywords.is_empty() {
        out.push_str(", ");
    }
    separated(out, &call.keywords, |out, keyword| {
        match &keyword.arg {
            Some(name) => {
                out.push_str(name);
                out.push('=');
            }
            None => out.push_str("**"),
        }
        write(out, &keyword.value, Level::Test);
    });
    out.push(')');
}

/// A piece of an f-string or t-string, as it stands between the quotes.
fn string_piece(out: &mut String, piece: &Expr) {
    match &piece.kind {
        ExprKind::Constant(Constant::Str { value, .. }) => {
            let text = String::from_utf8_lossy(value.as_bytes());
            out.push_str(&text.replace('{', "{{").replace('}', "}}"));
        }
        ExprKind::FormattedValue(value) => {
            replacement(out, &value.value, value.conversion, value.format_spec.as_ref());
        }
        ExprKind::Interpolation(value) => {
            replacement(out, &value.value, value.conversion, value.format_spec.as_ref());
        }
        ExprKind::JoinedStr { values } => values.iter().for_each(|piece| string_piece(out, piece)),
        _ => write(out, piece, Level::Test),
    }
}

fn replacement(out: &mut String, value: &Expr, conversion: Option<char>, spec: Option<&Expr>) {
    let mut text = String::new();
    write(&mut text, value, Level::Or);
    out.push('{');
    if text.starts_with('{') {
        out.push(' ');
    }
    out.push_str(&text);
    if let Some(conversion) = conversion {
        out.push('!');
        out.push(conversion);
    }
    if let Some(spec) = spec {
        out.push(':');
        string_piece(out, spec);
    }
    out.push('}');
}
