//! Functions: `def`, and what lambdas, classes and generator expressions share with it.

use std::sync::Arc;

use bytecode::{Code, Constant, Op};
use syntax::ast::{Arguments, Expr, FunctionDef, Span};

use super::unit::{Unit, UnitKind};
use super::{Generator, Result};
use crate::scope::collect::all_args;
use crate::scope::{Home, ScopeId, ScopeKind};

/// Parts of a function that `SET_FUNCTION_ATTRIBUTE` gives it.
const DEFAULTS: u16 = 1;
const KEYWORD_DEFAULTS: u16 = 2;
pub(super) const ANNOTATIONS: u16 = 4;
const CLOSURE: u16 = 8;
pub(super) const ANNOTATE: u16 = 16;

impl<'t> Generator<'t> {
    pub(super) fn function_def(&mut self, def: &'t FunctionDef, span: Span) -> Result {
        if !def.type_params.is_empty() {
            return self.unsupported(span, "type parameters");
        }
        if &*def.name == "__debug__" {
            return self.fault(span, "cannot assign to __debug__");
        }
        self.check_arguments(&def.args)?;
        self.exprs(&def.decorator_list)?;
        let start = def.decorator_list.first().map_or(span, |first| first.span);
        let code = self.function_code(def, &def.args, &def.name, start, |this| this.function_body(def))?;
        self.at(span);
        self.make_function(code, self.scopes.of(def));
        self.function_defaults(&def.args, span)?;
        self.function_annotations(&def.args, def.returns.as_ref(), &def.name, span)?;
        self.decorate(&def.decorator_list);
        self.store_name(&def.name, span)
    }

    fn function_body(&mut self, def: &'t FunctionDef) -> Result {
        let body = self.function_docstring(&def.body);
        self.stmts(body)?;
        self.load_none();
        self.unit.builder.ret();
        Ok(())
    }

    /// Calls the decorators, innermost first, on what is on top.
    pub(super) fn decorate(&mut self, decorators: &[Expr]) {
        for decorator in decorators.iter().rev() {
            self.at(decorator.span);
            self.unit.builder.emit(Op::Call, &[1]);
        }
    }

    pub(super) fn check_arguments(&self, args: &Arguments) -> Result {
        match all_args(args).find(|arg| &*arg.arg == "__debug__") {
            Some(arg) => self.fault(arg.span, "cannot assign to __debug__"),
            None => Ok(()),
        }
    }

    /// The code object of a function whose scope belongs to `node`.
    pub(super) fn function_code<T>(
        &mut self,
        node: &T,
        args: &'t Arguments,
        name: &str,
        start: Span,
        body: impl FnOnce(&mut Self) -> Result,
    ) -> Result<Arc<Code>> {
        let scope = self.scopes.of(node);
        let (line, _) = self.line_and_column(start.start);
        let qualname = self.qualname(name);
        let unit = Unit::open(&mut self.scopes, scope, UnitKind::Function(args), name, qualname, line);
        self.enter(unit);
        self.at_line(line);
        self.prologue();
        body(self)?;
        self.exit(start)
    }

    pub(super) fn enter(&mut self, unit: Unit<'t>) {
        let outer = std::mem::replace(&mut self.unit, unit);
        self.outer.push(outer);
    }

    pub(super) fn exit(&mut self, span: Span) -> Result<Arc<Code>> {
        let outer = self.outer.pop().expect("every unit that is left was entered");
        let inner = std::mem::replace(&mut self.unit, outer);
        self.finish(inner, span)
    }

    /// The qualified name of something called `name` that is defined here.
    pub(super) fn qualname(&self, name: &str) -> String {
        let here = &self.scopes.all[self.unit.host];
        let is_global = || {
            let mangled = crate::scope::mangle(here.private.as_ref(), &name.into());
            here.symbols.get(&mangled).is_some_and(|symbol| symbol.home == Home::GlobalExplicit)
        };
        match here.kind {
            ScopeKind::Module => name.into(),
            _ if is_global() => name.into(),
            ScopeKind::Class => format!("{}.{name}", self.unit.code.qualname),
            _ => format!("{}.<locals>.{name}", self.unit.code.qualname),
        }
    }

    /// `MAKE_FUNCTION`, and the closure that its scope wants.
    pub(super) fn make_function(&mut self, code: Arc<Code>, scope: ScopeId) {
        self.unit.builder.make_function(code);
        let frees = self.scopes.all[scope].frees.clone();
        if !frees.is_empty() {
            self.closure(&frees);
            self.give_function(CLOSURE);
        }
    }

    /// Gives the function below the topmost temporary the part on top.
    pub(super) fn give_function(&mut self, kind: u16) {
        let function = self.unit.builder.top(2);
        self.unit.builder.emit(Op::SetFunctionAttribute, &[function, kind]);
    }

    pub(super) fn function_defaults(&mut self, args: &'t Arguments, span: Span) -> Result {
        if !args.defaults.is_empty() {
            self.tuple_display(&args.defaults, span)?;
            self.at(span);
            self.give_function(DEFAULTS);
        }
        let named = args.kwonlyargs.iter().zip(&args.kw_defaults);
        let mut count = 0;
        for (arg, default) in named {
            if let Some(default) = default {
                self.at(span);
                let name = self.mangled(&arg.arg);
                self.unit.builder.load_const(Constant::Str((&*name).into()));
                self.expr(default)?;
                count += 1;
            }
        }
        if count > 0 {
            self.at(span);
            self.unit.builder.emit(Op::BuildDict, &[count]);
            self.give_function(KEYWORD_DEFAULTS);
        }
        self.at(span);
        Ok(())
    }
}
