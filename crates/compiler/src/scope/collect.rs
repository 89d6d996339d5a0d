//! The first pass over scopes: walks the tree, opens a scope for everything that has one, and notes for each
//! name how it is used there. Faults that show already here (`global` after use, `:=` that rebinds a loop
//! variable, duplicate parameters…) are reported here.

use hashbrown::HashMap;
use syntax::ast::*;
use syntax::{Source, SyntaxError};

use super::{Scope, ScopeId, ScopeKind, Scopes, Uses, mangle, node_key};

type Result<T = ()> = std::result::Result<T, Box<SyntaxError>>;

/// The walk's state.
pub(crate) struct Collector<'t> {
    scopes: Scopes,
    current: ScopeId,
    source: &'t Source<'t>,
    private: Option<Ident>,
    /// Inside `if`, a loop, `try` or `with` of the current module or class.
    conditional: bool,
    string_annotations: bool,
}

/// Notes the uses of every name of a tree.
pub(crate) fn collect(module: &Module, source: &Source<'_>, string_annotations: bool) -> Result<Scopes> {
    let mut collector = Collector {
        scopes: Scopes::default(),
        current: 0,
        source,
        private: None,
        conditional: false,
        string_annotations,
    };
    collector.open(ScopeKind::Module, None);
    match module {
        Module::Module { body } | Module::Interactive { body } => collector.stmts(body)?,
        Module::Expression { body } => collector.expr(body)?,
    }
    Ok(collector.scopes)
}

impl Collector<'_> {
    fn open(&mut self, kind: ScopeKind, key: Option<usize>) -> ScopeId {
        let id = self.scopes.all.len();
        let parent = (id > 0).then_some(self.current);
        let mut scope = Scope {
            kind,
            parent,
            host: id,
            children: Vec::new(),
            names: Vec::new(),
            symbols: HashMap::new(),
            is_generator: false,
            frees: Vec::new(),
            free_slots: HashMap::new(),
            class_cells: Vec::new(),
            is_nested: false,
            declared: HashMap::new(),
            private: self.private.clone(),
            annotations: None,
            conditional_annotations: false,
            self_attributes: Vec::new(),
            in_target: false,
            in_iterable: 0,
            what: "",
        };
        if let Some(parent) = parent {
            let outer = &mut self.scopes.all[parent];
            outer.children.push(id);
            scope.in_iterable = outer.in_iterable;
            scope.is_nested = outer.is_nested || !matches!(outer.kind, ScopeKind::Module | ScopeKind::Class);
            if kind == ScopeKind::Comprehension {
                scope.host = outer.host;
            }
        }
        if let Some(key) = key {
            self.scopes.by_node.insert(key, id);
        }
        self.scopes.all.push(scope);
        self.current = id;
        id
    }

    fn scope(&mut self) -> &mut Scope {
        &mut self.scopes.all[self.current]
    }

    fn fault<T>(&self, span: Span, message: impl Into<String>) -> Result<T> {
        Err(crate::fault(self.source, span, message))
    }

    /// Notes a use of a name in the current scope.
    fn note(&mut self, name: &Ident, uses: Uses, span: Span) -> Result {
        let name = mangle(self.private.as_ref(), name);
        let scope = &mut self.scopes.all[self.current];
        let known = match scope.symbols.get_mut(&name) {
            Some(symbol) => symbol,
            None => {
                scope.names.push(name.clone());
                scope.symbols.entry(name.clone()).or_default()
            }
        };
        if uses.any(Uses::PARAM) && known.uses.any(Uses::PARAM) {
            return self.fault(span, format!("duplicate argument '{name}' in function definition"));
        }
        if scope.in_target && uses.any(Uses::LOCAL) {
            let rebinds = Uses(Uses::GLOBAL.0 | Uses::NONLOCAL.0 | Uses::WALRUS.0);
            if known.uses.any(rebinds) {
                let message =
                    format!("comprehension inner loop cannot rebind assignment expression target '{name}'");
                return self.fault(span, message);
            }
            known.uses.add(Uses::ITERATION);
        }
        known.uses.add(uses);
        Ok(())
    }

    fn uses_of(&self, scope: ScopeId, name: &Ident) -> Uses {
        let name = mangle(self.private.as_ref(), name);
        self.scopes.all[scope].symbols.get(&name).map_or(Uses::default(), |symbol| symbol.uses)
    }

    // Statements.

    fn stmts(&mut self, stmts: &[Stmt]) -> Result {
        stmts.iter().try_for_each(|stmt| crate::deep(|| self.stmt(stmt)))
    }

    /// Statements of a block that may be executed or not.
    fn block(&mut self, stmts: &[Stmt]) -> Result {
        let outer = std::mem::replace(&mut self.conditional, true);
        self.stmts(stmts)?;
        self.conditional = outer;
        Ok(())
    }

    fn stmt(&mut self, stmt: &Stmt) -> Result {
        match &stmt.kind {
            StmtKind::FunctionDef(def) | StmtKind::AsyncFunctionDef(def) => {
                self.note(&def.name, Uses::LOCAL, stmt.span)?;
                self.defaults(&def.args)?;
                self.function_annotations(&def.args, def.returns.as_ref())?;
                self.exprs(&def.decorator_list)?;
                self.function(node_key(&**def), &def.args, |this| this.stmts(&def.body))
            }
            StmtKind::ClassDef(def) => {
                self.note(&def.name, Uses::LOCAL, stmt.span)?;
                self.exprs(&def.decorator_list)?;
                self.exprs(&def.bases)?;
                self.keywords(&def.keywords)?;
                let outer = (self.current, self.private.replace(def.name.clone()), self.conditional);
                self.open(ScopeKind::Class, Some(node_key(&**def)));
                self.conditional = false;
                self.stmts(&def.body)?;
                (self.current, self.private, self.conditional) = outer;
                Ok(())
            }
            StmtKind::Return { value } => self.optional(value.as_deref()),
            StmtKind::Delete { targets } => self.exprs(targets),
            StmtKind::Assign { targets, value } => {
                self.exprs(targets)?;
                self.expr(value)
            }
            // Refused by code generation.
            StmtKind::TypeAlias { .. } | StmtKind::Match { .. } => Ok(()),
            StmtKind::AugAssign { target, value, .. } => {
                self.expr(target)?;
                self.expr(value)
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.annotated(stmt, target, annotation, *simple, value.is_some())?;
                self.optional(value.as_deref())
            }
            StmtKind::For(def) | StmtKind::AsyncFor(def) => {
                self.expr(&def.target)?;
                self.expr(&def.iter)?;
                self.block(&def.body)?;
                self.block(&def.orelse)
            }
            StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
                self.expr(test)?;
                self.block(body)?;
                self.block(orelse)
            }
            StmtKind::With { items, body } | StmtKind::AsyncWith { items, body } => {
                for item in items {
                    self.expr(&item.context_expr)?;
                    self.optional(item.optional_vars.as_ref())?;
                }
                self.block(body)
            }
            StmtKind::Raise { exc, cause } => {
                self.optional(exc.as_deref())?;
                self.optional(cause.as_deref())
            }
            StmtKind::Try(def) | StmtKind::TryStar(def) => {
                self.block(&def.body)?;
                for handler in &def.handlers {
                    self.optional(handler.typ.as_ref())?;
                    if let Some(name) = &handler.name {
                        self.note(name, Uses::LOCAL, handler.span)?;
                    }
                    self.block(&handler.body)?;
                }
                self.block(&def.orelse)?;
                self.block(&def.finalbody)
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test)?;
                self.optional(msg.as_deref())
            }
            StmtKind::Import { names } | StmtKind::ImportFrom { names, .. } => {
                for alias in names {
                    if &*alias.name == "*" {
                        if self.scope().kind != ScopeKind::Module {
                            return self.fault(alias.span, "import * only allowed at module level");
                        }
                        continue;
                    }
                    let bound = match &alias.asname {
                        Some(name) => name.clone(),
                        None => alias.name.split('.').next().unwrap_or_default().into(),
                    };
                    self.note(&bound, Uses::IMPORT, alias.span)?;
                }
                Ok(())
            }
            StmtKind::Global { names } => self.declare(names, Uses::GLOBAL, stmt.span),
            StmtKind::Nonlocal { names } => self.declare(names, Uses::NONLOCAL, stmt.span),
            StmtKind::Expr { value } => self.expr(value),
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => Ok(()),
        }
    }

    fn declare(&mut self, names: &[Ident], uses: Uses, span: Span) -> Result {
        let what = if uses == Uses::GLOBAL { "global" } else { "nonlocal" };
        for name in names {
            let known = self.uses_of(self.current, name);
            let fault = if known.any(Uses::PARAM) {
                format!("name '{name}' is parameter and {what}")
            } else if known.any(Uses::READ) {
                format!("name '{name}' is used prior to {what} declaration")
            } else if known.any(Uses::ANNOTATED) {
                format!("annotated name '{name}' can't be {what}")
            } else if known.any(Uses::LOCAL) {
                format!("name '{name}' is assigned to before {what} declaration")
            } else {
                self.note(name, uses, span)?;
                let name = mangle(self.private.as_ref(), name);
                self.scope().declared.entry(name).or_insert(span);
                continue;
            };
            return self.fault(span, fault);
        }
        Ok(())
    }

    fn annotated(
        &mut self,
        stmt: &Stmt,
        target: &Expr,
        annotation: &Expr,
        simple: bool,
        has_value: bool,
    ) -> Result {
        if let ExprKind::Name { id, .. } = &target.kind {
            let known = self.uses_of(self.current, id);
            if simple && self.current != 0 {
                for (uses, what) in [(Uses::GLOBAL, "global"), (Uses::NONLOCAL, "nonlocal")] {
                    if known.any(uses) {
                        return self.fault(stmt.span, format!("annotated name '{id}' can't be {what}"));
                    }
                }
            }
            if simple {
                self.note(id, Uses::ANNOTATED, target.span)?;
                self.note(id, Uses::LOCAL, target.span)?;
            } else if has_value {
                self.note(id, Uses::LOCAL, target.span)?;
            }
        } else {
            self.expr(target)?;
        }
        let in_namespace = matches!(self.scope().kind, ScopeKind::Module | ScopeKind::Class);
        if !in_namespace || !simple || self.string_annotations {
            return self.unevaluated(|this| this.expr(annotation));
        }
        let conditional = self.conditional || self.scope().kind == ScopeKind::Module;
        if conditional && !self.scope().conditional_annotations {
            self.scope().conditional_annotations = true;
        }
        let owner = self.current;
        match self.scope().annotations {
            Some(scope) => self.current = scope,
            None => {
                let scope = self.open_annotations(None)?;
                self.scopes.all[owner].annotations = Some(scope);
            }
        }
        if conditional {
            self.note(&"__conditional_annotations__".into(), Uses::READ, annotation.span)?;
        }
        self.expr(annotation)?;
        self.current = owner;
        Ok(())
    }

    /// Opens the scope of an `__annotate__` function.
    fn open_annotations(&mut self, key: Option<usize>) -> Result<ScopeId> {
        let in_class = self.scope().kind == ScopeKind::Class;
        let scope = self.open(ScopeKind::Annotations, None);
        if let Some(key) = key {
            self.scopes.annotations_by_node.insert(key, scope);
        }
        self.note(&".format".into(), Uses::PARAM, Span::default())?;
        if in_class {
            self.note(&"__classdict__".into(), Uses::READ, Span::default())?;
        }
        Ok(scope)
    }

    /// Visits annotations that no code is made for: only their faults count.
    fn unevaluated(&mut self, visit: impl FnOnce(&mut Self) -> Result) -> Result {
        let outer = self.current;
        let scope = self.open_annotations(None)?;
        visit(self)?;
        self.scopes.all.truncate(scope);
        self.scopes.all[outer].children.pop();
        self.current = outer;
        Ok(())
    }

    fn function_annotations(&mut self, args: &Arguments, returns: Option<&Expr>) -> Result {
        let mut annotations =
            annotated_args(args).map(|(_, annotation)| annotation).chain(returns).peekable();
        if annotations.peek().is_none() {
            return Ok(());
        }
        if self.string_annotations {
            return self.unevaluated(|this| annotations.try_for_each(|annotation| this.expr(annotation)));
        }
        let outer = self.current;
        self.open_annotations(Some(node_key(args)))?;
        annotations.try_for_each(|annotation| self.expr(annotation))?;
        self.current = outer;
        Ok(())
    }

    fn defaults(&mut self, args: &Arguments) -> Result {
        self.exprs(&args.defaults)?;
        args.kw_defaults.iter().flatten().try_for_each(|default| self.expr(default))
    }

    fn function(&mut self, key: usize, args: &Arguments, body: impl FnOnce(&mut Self) -> Result) -> Result {
        let outer = (self.current, self.conditional);
        self.open(ScopeKind::Function, Some(key));
        for arg in all_args(args) {
            self.note(&arg.arg, Uses::PARAM, arg.span)?;
        }
        body(self)?;
        (self.current, self.conditional) = outer;
        Ok(())
    }

    // Expressions.

    fn exprs(&mut self, exprs: &[Expr]) -> Result {
        exprs.iter().try_for_each(|expr| self.expr(expr))
    }

    fn optional(&mut self, expr: Option<&Expr>) -> Result {
        expr.map_or(Ok(()), |expr| self.expr(expr))
    }

    fn keywords(&mut self, keywords: &[Keyword]) -> Result {
        keywords.iter().try_for_each(|keyword| self.expr(&keyword.value))
    }

    fn expr(&mut self, expr: &Expr) -> Result {
        match &expr.kind {
            ExprKind::Constant(_) => Ok(()),
            ExprKind::Name { id, ctx } => self.name(id, *ctx, expr.span),
            _ => crate::deep(|| self.compound(expr)),
        }
    }

    fn name(&mut self, id: &Ident, ctx: ExprContext, span: Span) -> Result {
        self.note(id, if ctx == ExprContext::Load { Uses::READ } else { Uses::LOCAL }, span)?;
        let in_function = !matches!(self.scope().kind, ScopeKind::Module | ScopeKind::Class);
        if &**id == "super" && ctx == ExprContext::Load && in_function {
            self.note(&"__class__".into(), Uses::READ, span)?;
        }
        Ok(())
    }

    fn compound(&mut self, expr: &Expr) -> Result {
        match &expr.kind {
            ExprKind::Constant(_) | ExprKind::Name { .. } => self.expr(expr),
            ExprKind::BoolOp { values, .. } => self.exprs(values),
            ExprKind::NamedExpr(named) => self.named(expr, named),
            ExprKind::BinOp(_) => {
                let (first, links) = crate::chain(expr);
                self.expr(first)?;
                links.iter().rev().try_for_each(|(operation, _)| self.expr(&operation.right))
            }
            ExprKind::UnaryOp { operand, .. } => self.expr(operand),
            ExprKind::Lambda(lambda) => {
                self.defaults(&lambda.args)?;
                self.function(node_key(&**lambda), &lambda.args, |this| this.expr(&lambda.body))
            }
            ExprKind::IfExp(choice) => {
                self.expr(&choice.test)?;
                self.expr(&choice.body)?;
                self.expr(&choice.orelse)
            }
            ExprKind::Dict(dict) => {
                dict.keys.iter().flatten().try_for_each(|key| self.expr(key))?;
                self.exprs(&dict.values)
            }
            ExprKind::Set { elts } | ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => {
                self.exprs(elts)
            }
            ExprKind::ListComp(comp) => {
                let key = node_key(&**comp);
                self.comprehension(key, "list comprehension", &comp.generators, &[&comp.elt])
            }
            ExprKind::SetComp(comp) => {
                let key = node_key(&**comp);
                self.comprehension(key, "set comprehension", &comp.generators, &[&comp.elt])
            }
            ExprKind::GeneratorExp(comp) => {
                let key = node_key(&**comp);
                self.comprehension(key, "generator expression", &comp.generators, &[&comp.elt])
            }
            ExprKind::DictComp(comp) => {
                // The value first, as in CPython: it matters to which fault is reported.
                let results = [&comp.value, &comp.key];
                self.comprehension(node_key(&**comp), "dict comprehension", &comp.generators, &results)
            }
            ExprKind::Await { value } => {
                if self.scope().kind == ScopeKind::Annotations {
                    let message = "await expression cannot be used within an annotation";
                    return self.fault(expr.span, message);
                }
                self.expr(value)
            }
            ExprKind::Yield { value } => {
                self.yields(expr)?;
                self.optional(value.as_deref())
            }
            ExprKind::YieldFrom { value } => {
                self.yields(expr)?;
                self.expr(value)
            }
            ExprKind::Compare(compare) => {
                self.expr(&compare.left)?;
                self.exprs(&compare.comparators)
            }
            ExprKind::Call(call) => {
                self.expr(&call.func)?;
                self.exprs(&call.args)?;
                self.keywords(&call.keywords)
            }
            ExprKind::FormattedValue(value) => {
                self.expr(&value.value)?;
                self.optional(value.format_spec.as_ref())
            }
            ExprKind::Interpolation(value) => {
                self.expr(&value.value)?;
                self.optional(value.format_spec.as_ref())
            }
            ExprKind::JoinedStr { values } | ExprKind::TemplateStr { values } => self.exprs(values),
            ExprKind::Attribute(attribute) => {
                self.self_attribute(attribute);
                self.expr(&attribute.value)
            }
            ExprKind::Subscript(subscript) => {
                self.expr(&subscript.value)?;
                self.expr(&subscript.slice)
            }
            ExprKind::Starred { value, .. } => self.expr(value),
            ExprKind::Slice(slice) => [&slice.lower, &slice.upper, &slice.step]
                .into_iter()
                .try_for_each(|part| self.optional(part.as_ref())),
        }
    }

    /// `self.x = …` in a method: `x` goes to the class's `__static_attributes__`.
    fn self_attribute(&mut self, attribute: &Attribute) {
        if attribute.ctx != ExprContext::Store
            || !matches!(&attribute.value.kind, ExprKind::Name { id, .. } if &**id == "self")
            || self.scope().kind != ScopeKind::Function
        {
            return;
        }
        let name = mangle(self.private.as_ref(), &attribute.attr);
        let mut at = self.scope().parent;
        while let Some(id) = at {
            let scope = &mut self.scopes.all[id];
            if scope.kind == ScopeKind::Class {
                scope.self_attributes.push(name);
                return;
            }
            at = scope.parent;
        }
    }

    fn yields(&mut self, expr: &Expr) -> Result {
        match self.scope().kind {
            ScopeKind::Annotations => {
                self.fault(expr.span, "yield expression cannot be used within an annotation")
            }
            ScopeKind::Comprehension | ScopeKind::Generator => {
                let what = self.scope().what;
                self.fault(expr.span, format!("'yield' inside {what}"))
            }
            _ => {
                self.scope().is_generator = true;
                Ok(())
            }
        }
    }

    fn named(&mut self, expr: &Expr, named: &NamedExpr) -> Result {
        if self.scope().kind == ScopeKind::Annotations {
            return self.fault(expr.span, "named expression cannot be used within an annotation");
        }
        if self.scope().in_iterable > 0 {
            let message = "assignment expression cannot be used in a comprehension iterable expression";
            return self.fault(expr.span, message);
        }
        let ExprKind::Name { id, .. } = &named.target.kind else { return self.expr(&named.target) };
        self.expr(&named.value)?;
        if matches!(self.scope().kind, ScopeKind::Comprehension | ScopeKind::Generator) {
            self.named_in_comprehension(id, named.target.span)
        } else {
            self.expr(&named.target)
        }
    }

    /// `:=` in a comprehension binds in the function or module around it.
    fn named_in_comprehension(&mut self, id: &Ident, span: Span) -> Result {
        let mut at = self.current;
        loop {
            let (kind, parent) = (self.scopes.all[at].kind, self.scopes.all[at].parent);
            let uses = self.uses_of(at, id);
            match kind {
                ScopeKind::Comprehension | ScopeKind::Generator => {
                    if uses.any(Uses::ITERATION) {
                        let message = format!(
                            "assignment expression cannot rebind comprehension iteration variable '{id}'"
                        );
                        return self.fault(span, message);
                    }
                }
                ScopeKind::Class => {
                    let message =
                        "assignment expression within a comprehension cannot be used in a class body";
                    return self.fault(span, message);
                }
                ScopeKind::Module => {
                    self.note(id, Uses::GLOBAL, span)?;
                    return self.note_in(at, id, Uses::GLOBAL, span);
                }
                ScopeKind::Function | ScopeKind::Annotations => {
                    if uses.any(Uses::GLOBAL) {
                        return self.note(id, Uses::GLOBAL, span);
                    }
                    let inlined = self.scope().kind == ScopeKind::Comprehension;
                    self.note(id, if inlined { Uses::READ } else { Uses::NONLOCAL }, span)?;
                    self.note(id, Uses::WALRUS, span)?;
                    return self.note_in(at, id, Uses::LOCAL, span);
                }
            }
            let Some(parent) = parent else { return Ok(()) };
            at = parent;
        }
    }

    fn note_in(&mut self, scope: ScopeId, name: &Ident, uses: Uses, span: Span) -> Result {
        let outer = std::mem::replace(&mut self.current, scope);
        self.note(name, uses, span)?;
        self.current = outer;
        Ok(())
    }

    fn comprehension(
        &mut self,
        key: usize,
        what: &'static str,
        generators: &[Comprehension],
        results: &[&Expr],
    ) -> Result {
        let [first, rest @ ..] = generators else { return Ok(()) };
        // The outermost iterable is evaluated outside.
        self.iterable(&first.iter)?;
        let outer = self.current;
        let is_generator = what == "generator expression";
        let kind = if is_generator { ScopeKind::Generator } else { ScopeKind::Comprehension };
        self.open(kind, Some(key));
        self.scope().what = what;
        if is_generator {
            self.note(&".0".into(), Uses::PARAM, first.iter.span)?;
        }
        self.loop_target(first)?;
        for generator in rest {
            self.iterable(&generator.iter)?;
            self.loop_target(generator)?;
        }
        results.iter().try_for_each(|result| self.expr(result))?;
        self.current = outer;
        Ok(())
    }

    fn iterable(&mut self, iter: &Expr) -> Result {
        self.scope().in_iterable += 1;
        self.expr(iter)?;
        self.scope().in_iterable -= 1;
        Ok(())
    }

    fn loop_target(&mut self, generator: &Comprehension) -> Result {
        self.scope().in_target = true;
        self.expr(&generator.target)?;
        self.scope().in_target = false;
        self.exprs(&generator.ifs)
    }
}

/// Every parameter, in the order of the frame's slots.
pub(crate) fn all_args(args: &Arguments) -> impl Iterator<Item = &Arg> {
    let named = args.posonlyargs.iter().chain(&args.args).chain(&args.kwonlyargs);
    named.chain(args.vararg.as_deref()).chain(args.kwarg.as_deref())
}

/// The parameters that have annotations, in the order in which CPython evaluates them.
pub(crate) fn annotated_args(args: &Arguments) -> impl Iterator<Item = (&Arg, &Expr)> {
    let before = args.posonlyargs.iter().chain(&args.args).chain(args.vararg.as_deref());
    let all = before.chain(&args.kwonlyargs).chain(args.kwarg.as_deref());
    all.filter_map(|arg| Some((arg, arg.annotation.as_ref()?)))
}
