//! Calls, attributes, and what is special about `super()` and method calls.

use bytecode::{Constant, Op};
use syntax::ast::{Attribute, Call, Expr, ExprContext, ExprKind, Ident, Keyword, Span};

use super::display::is_starred;
use super::{Generator, Result};
use crate::scope::{ScopeKind, Variable};

/// With more arguments than this, a call goes through a tuple and a dict.
const MANY: usize = 255;

impl<'t> Generator<'t> {
    /// The place of `.name`: where a chain goes over several lines, only the name's line.
    fn attribute_span(&mut self, attribute: &Attribute, span: Span) -> Span {
        let (first, _) = self.line_and_column(span.start);
        let (last, _) = self.line_and_column(span.end);
        if first == last {
            return span;
        }
        Span::new(span.end.saturating_sub(attribute.attr.len() as u32), span.end)
    }

    pub(super) fn at_attribute(&mut self, attribute: &Attribute, span: Span) {
        let span = self.attribute_span(attribute, span);
        self.at(span);
    }

    pub(super) fn attribute(&mut self, attribute: &'t Attribute, expr: &'t Expr) -> Result {
        if attribute.ctx == ExprContext::Load
            && let Some(call) = self.super_call(&attribute.value)
        {
            self.super_arguments(call, attribute.value.span)?;
            self.at_attribute(attribute, expr.span);
            let name = self.mangled(&attribute.attr);
            self.unit.builder.emit_name(Op::LoadSuperAttr, &[], &name);
            return Ok(());
        }
        self.expr(&attribute.value)?;
        self.at_attribute(attribute, expr.span);
        let name = self.mangled(&attribute.attr);
        self.unit.builder.emit_name(Op::LoadAttr, &[], &name);
        Ok(())
    }

    /// `super()` or `super(a, b)` where `super` is the builtin, as far as can be seen.
    fn super_call(&self, expr: &'t Expr) -> Option<&'t Call> {
        let ExprKind::Call(call) = &expr.kind else { return None };
        let ExprKind::Name { id, .. } = &call.func.kind else { return None };
        if &**id != "super" || !call.keywords.is_empty() || call.args.iter().any(is_starred) {
            return None;
        }
        let host = &self.scopes.all[self.unit.host];
        if host.kind != ScopeKind::Function
            || self.scopes.find(self.unit.current, "super") != Variable::Global
            || self.scopes.all[0].symbols.get("super").is_some_and(|s| s.uses.any(crate::scope::Uses::BOUND))
        {
            return None;
        }
        match call.args.len() {
            2 => Some(call),
            0 => {
                let has_class = matches!(self.scopes.find(self.unit.current, "__class__"), Variable::Cell(_));
                (has_class && self.unit.code.positional > 0).then_some(call)
            }
            _ => None,
        }
    }

    /// What `LOAD_SUPER_*` takes: what `super` means, the class, the object.
    fn super_arguments(&mut self, call: &'t Call, span: Span) -> Result {
        self.at(call.func.span);
        self.load_mangled("super");
        if !call.args.is_empty() {
            return self.exprs(&call.args);
        }
        self.at(span);
        self.load_mangled("__class__");
        let first: Ident = (&*self.unit.code.slot_names[0]).into();
        match self.scopes.find(self.unit.host, &first) {
            Variable::Cell(slot) => self.unit.builder.emit(Op::LoadDeref, &[slot]),
            _ => self.unit.builder.load_fast(0),
        }
        Ok(())
    }

    pub(super) fn call(&mut self, call: &'t Call, expr: &'t Expr) -> Result {
        self.warn_about_callee(&call.func);
        self.check_keywords(&call.keywords)?;
        let count = call.args.len() + call.keywords.len();
        let unpacks = call.args.iter().any(is_starred) || call.keywords.iter().any(|k| k.arg.is_none());
        let expanded = unpacks || count > MANY;
        let mut place = expr.span;
        let mut is_method = false;
        match &call.func.kind {
            ExprKind::Attribute(attribute) if !expanded => {
                is_method = true;
                let name = self.mangled(&attribute.attr);
                if let Some(around) = self.super_call(&attribute.value) {
                    self.super_arguments(around, attribute.value.span)?;
                    self.at_attribute(attribute, call.func.span);
                    self.unit.builder.emit_name(Op::LoadSuperMethod, &[], &name);
                } else {
                    self.expr(&attribute.value)?;
                    self.at_attribute(attribute, call.func.span);
                    self.unit.builder.emit_name(Op::LoadMethod, &[], &name);
                }
                let named = self.attribute_span(attribute, call.func.span);
                if named != call.func.span {
                    place = Span::new(named.start, expr.span.end);
                }
            }
            _ => self.expr(&call.func)?,
        }
        if expanded {
            self.expanded_arguments(&call.args, &call.keywords, expr.span)?;
            self.at(place);
            self.emit(Op::CallExpanded);
            return Ok(());
        }
        self.exprs(&call.args)?;
        self.finish_call(is_method, call.args.len(), &call.keywords, place)
    }

    /// The keyword arguments and the call itself; the callable and `positional` arguments are in place.
    pub(super) fn finish_call(
        &mut self,
        is_method: bool,
        positional: usize,
        keywords: &'t [Keyword],
        place: Span,
    ) -> Result {
        for keyword in keywords {
            self.expr(&keyword.value)?;
        }
        self.at(place);
        let count = (positional + keywords.len()) as u16;
        if keywords.is_empty() {
            self.unit.builder.emit(if is_method { Op::CallMethod } else { Op::Call }, &[count]);
            return Ok(());
        }
        let names = keywords.iter().filter_map(|keyword| keyword.arg.as_ref());
        let names = names.map(|name| Constant::Str((&*self.mangled(name)).into())).collect();
        let Some(names) = self.unit.builder.constant_operand(Constant::Tuple(names)) else {
            return self.unsupported(place, "so many constants in one function");
        };
        let op = if is_method { Op::CallMethodKeywords } else { Op::CallKeywords };
        self.unit.builder.emit(op, &[count, names]);
        Ok(())
    }

    /// The iterable and the mapping that `CALL_EXPANDED` takes, above the callable.
    pub(super) fn expanded_arguments(
        &mut self,
        args: &'t [Expr],
        keywords: &'t [Keyword],
        span: Span,
    ) -> Result {
        match args {
            [Expr { kind: ExprKind::Starred { value, .. }, .. }] => self.expr(value)?,
            _ => self.tuple_display(args, span)?,
        }
        self.expanded_keywords(keywords, span)
    }

    /// The mapping, above the callable and the arguments.
    pub(super) fn expanded_keywords(&mut self, keywords: &'t [Keyword], span: Span) -> Result {
        self.at(span);
        if keywords.is_empty() {
            self.emit(Op::PushNull);
            return Ok(());
        }
        let callable = self.unit.builder.top(2);
        let plain = keywords.iter().take_while(|keyword| keyword.arg.is_some()).count();
        let first = if plain < 30 { plain } else { 0 };
        for keyword in &keywords[..first] {
            self.keyword_pair(keyword)?;
        }
        self.at(span);
        self.unit.builder.emit(Op::BuildDict, &[first as u16]);
        let dict = self.unit.builder.top(1);
        for keyword in &keywords[first..] {
            if keyword.arg.is_some() {
                self.unit.builder.emit(Op::BuildDict, &[0]);
                let single = self.unit.builder.top(1);
                self.keyword_pair(keyword)?;
                self.at(span);
                self.unit.builder.emit(Op::DictSet, &[single]);
            } else {
                self.expr(&keyword.value)?;
                self.at(span);
            }
            self.unit.builder.emit(Op::DictMerge, &[dict, callable]);
        }
        Ok(())
    }

    fn keyword_pair(&mut self, keyword: &'t Keyword) -> Result {
        if let Some(name) = &keyword.arg {
            self.at(keyword.span);
            let name = self.mangled(name);
            self.unit.builder.load_const(Constant::Str((&*name).into()));
        }
        self.expr(&keyword.value)
    }

    pub(super) fn check_keywords(&self, keywords: &[Keyword]) -> Result {
        let mut seen = hashbrown::HashSet::new();
        for keyword in keywords {
            let Some(name) = &keyword.arg else { continue };
            if &**name == "__debug__" {
                return self.fault(keyword.span, "cannot assign to __debug__");
            }
            if !seen.insert(name.clone()) {
                return self.fault(keyword.span, format!("keyword argument repeated: {name}"));
            }
        }
        Ok(())
    }
}
