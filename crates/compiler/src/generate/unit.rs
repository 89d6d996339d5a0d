//! A code object under construction, and the layout of its frame.

use bytecode::builder::Builder;
use bytecode::{Code, CodeFlags, Op, Position};
use syntax::ast::{Expr, Ident};

use super::Generator;
use super::block::Block;
use crate::scope::collect::all_args;
use crate::scope::{Home, ScopeId, ScopeKind, Scopes, Uses};

/// What a unit is made for.
#[derive(Clone, Copy)]
pub(super) enum UnitKind<'t> {
    Module,
    Class,
    Function(&'t syntax::ast::Arguments),
    /// A generator expression: its one parameter is the iterator.
    Generator,
    /// The function that evaluates annotations: its one parameter is the format.
    Annotations,
}

/// An annotation of a module or class, evaluated by its `__annotate__`.
#[derive(Clone)]
pub(super) struct Deferred<'t> {
    pub(super) name: Ident,
    pub(super) annotation: &'t Expr,
    /// Its number among those executed under a condition.
    pub(super) condition: Option<i64>,
}

/// A code object under construction.
pub(super) struct Unit<'t> {
    pub(super) builder: Builder,
    pub(super) code: Code,
    /// The scope the code object belongs to.
    pub(super) host: ScopeId,
    /// The scope whose code is being generated: the host or a comprehension in it.
    pub(super) current: ScopeId,
    pub(super) blocks: Vec<Block<'t>>,
    pub(super) annotations: Vec<Deferred<'t>>,
}

impl<'t> Unit<'t> {
    /// Starts a code object and gives every variable its slot.
    pub(super) fn open(
        scopes: &mut Scopes,
        host: ScopeId,
        kind: UnitKind<'t>,
        name: &str,
        qualname: String,
        first_line: u32,
    ) -> Self {
        let mut code = empty_code(name, qualname, first_line);
        let mut flags = 0;
        match kind {
            UnitKind::Module | UnitKind::Class => {}
            UnitKind::Function(args) => {
                code.positional_only = args.posonlyargs.len() as u16;
                code.positional = (args.posonlyargs.len() + args.args.len()) as u16;
                code.keyword_only = args.kwonlyargs.len() as u16;
                flags |= CodeFlags::OPTIMIZED | CodeFlags::NEWLOCALS;
                flags |= if args.vararg.is_some() { CodeFlags::VARARGS } else { 0 };
                flags |= if args.kwarg.is_some() { CodeFlags::VARKEYWORDS } else { 0 };
            }
            UnitKind::Generator => {
                code.positional = 1;
                flags |= CodeFlags::OPTIMIZED | CodeFlags::NEWLOCALS | CodeFlags::GENERATOR;
            }
            UnitKind::Annotations => {
                (code.positional, code.positional_only) = (1, 1);
                flags |= CodeFlags::OPTIMIZED | CodeFlags::NEWLOCALS;
            }
        }
        let scope = &scopes.all[host];
        flags |= if scope.is_generator { CodeFlags::GENERATOR } else { 0 };
        flags |= if scope.is_nested { CodeFlags::NESTED } else { 0 };
        if let Some(parent) = scope.parent
            && scopes.all[parent].kind == ScopeKind::Class
            && scope.kind == ScopeKind::Function
        {
            flags |= CodeFlags::METHOD;
        }
        code.flags = CodeFlags(flags);
        let parameters: Vec<Ident> = match kind {
            UnitKind::Function(args) => {
                let private = scope.private.clone();
                all_args(args).map(|arg| crate::scope::mangle(private.as_ref(), &arg.arg)).collect()
            }
            UnitKind::Generator => vec![".0".into()],
            UnitKind::Annotations => vec![".format".into()],
            UnitKind::Module | UnitKind::Class => Vec::new(),
        };
        Layout { scopes, host, code: &mut code }.assign(&parameters);
        let builder = Builder::new(code.slot_names.len().min(usize::from(u16::MAX)) as u16);
        Self { builder, code, host, current: host, blocks: Vec::new(), annotations: Vec::new() }
    }

    /// What stands in for a unit that has been taken away to be finished.
    pub(super) fn placeholder() -> Self {
        Self {
            builder: Builder::new(0),
            code: empty_code("", String::new(), 0),
            host: 0,
            current: 0,
            blocks: Vec::new(),
            annotations: Vec::new(),
        }
    }
}

fn empty_code(name: &str, qualname: String, first_line: u32) -> Code {
    Code {
        name: name.into(),
        qualname: qualname.into(),
        filename: "".into(),
        first_line,
        flags: CodeFlags::default(),
        positional_only: 0,
        positional: 0,
        keyword_only: 0,
        slot_names: Vec::new(),
        varname_count: 0,
        own_cells: Vec::new(),
        free_cells: Vec::new(),
        local_count: 0,
        temp_count: 0,
        constants: Vec::new(),
        names: Vec::new(),
        sites: Vec::new(),
        instrs: Vec::new(),
        positions: Vec::new(),
        exceptions: Vec::new(),
        is_folded: false,
    }
}

/// Gives slots: parameters, other locals, own cells, free cells.
struct Layout<'s> {
    scopes: &'s mut Scopes,
    host: ScopeId,
    code: &'s mut Code,
}

/// A variable to be given a slot.
struct Waiting {
    scope: ScopeId,
    name: Ident,
    /// How many comprehensions around it have a variable of that name: those cannot share a slot.
    level: usize,
}

impl Layout<'_> {
    fn assign(&mut self, parameters: &[Ident]) {
        for name in parameters {
            self.place(self.host, name);
        }
        let (mut locals, mut cells) = (Vec::new(), Vec::new());
        self.gather(self.host, &mut Vec::new(), &mut locals, &mut cells);
        self.place_shared(locals);
        self.code.varname_count = self.code.slot_names.len() as u16;
        self.place_shared(cells);
        for index in 0..self.scopes.all[self.host].class_cells.len() {
            let slot = self.code.slot_names.len() as u16;
            let (name, place) = &mut self.scopes.all[self.host].class_cells[index];
            *place = slot;
            self.code.slot_names.push((&**name).into());
            self.code.own_cells.push(slot);
        }
        let host = &mut self.scopes.all[self.host];
        for name in &host.frees {
            let slot = self.code.slot_names.len() as u16;
            self.code.slot_names.push((&**name).into());
            self.code.free_cells.push(slot);
            host.free_slots.insert(name.clone(), slot);
        }
    }

    /// The variables of a scope and of the comprehensions in it that are not parameters.
    fn gather(
        &mut self,
        scope: ScopeId,
        around: &mut Vec<Ident>,
        locals: &mut Vec<Waiting>,
        cells: &mut Vec<Waiting>,
    ) {
        let here = &self.scopes.all[scope];
        let outside = around.len();
        let is_namespace = matches!(here.kind, ScopeKind::Module | ScopeKind::Class);
        for name in &here.names {
            let symbol = &here.symbols[name];
            if is_namespace || symbol.home != Home::Local || symbol.uses.any(Uses::PARAM) {
                continue;
            }
            let level = around[..outside].iter().filter(|other| *other == name).count();
            let waiting = Waiting { scope, name: name.clone(), level };
            if symbol.captured {
                cells.push(waiting)
            } else {
                locals.push(waiting)
            }
            if scope != self.host {
                around.push(name.clone());
            }
        }
        for child in self.scopes.all[scope].children.clone() {
            if self.scopes.all[child].kind == ScopeKind::Comprehension {
                self.gather(child, around, locals, cells);
            }
        }
        around.truncate(outside);
    }

    /// Comprehensions that do not nest share the slots of variables that are called the same.
    fn place_shared(&mut self, variables: Vec<Waiting>) {
        let mut shared = hashbrown::HashMap::new();
        for Waiting { scope, name, level } in variables {
            if scope == self.host {
                self.place(scope, &name);
                continue;
            }
            match shared.get(&(name.clone(), level)) {
                Some(&slot) => self.set_slot(scope, &name, slot),
                None => {
                    let slot = self.place(scope, &name);
                    shared.insert((name, level), slot);
                }
            }
        }
    }

    fn place(&mut self, scope: ScopeId, name: &Ident) -> u16 {
        let slot = self.code.slot_names.len().min(usize::from(u16::MAX)) as u16;
        let shown = match &**name {
            ".format" => "format",
            name => name,
        };
        self.code.slot_names.push(shown.into());
        self.set_slot(scope, name, slot);
        let symbol = &self.scopes.all[scope].symbols[name];
        if symbol.captured {
            self.code.own_cells.push(slot);
        }
        slot
    }

    fn set_slot(&mut self, scope: ScopeId, name: &Ident, slot: u16) {
        if let Some(symbol) = self.scopes.all[scope].symbols.get_mut(name) {
            symbol.slot = slot;
        }
    }
}

impl Generator<'_> {
    /// Cells for captured variables, the closure, and for generators the frame's move into its object.
    pub(super) fn prologue(&mut self) {
        let host = &self.scopes.all[self.unit.host];
        let class_cells = host.class_cells.iter().map(|(_, slot)| *slot);
        let own = host.names.iter().filter_map(|name| {
            let symbol = &host.symbols[name];
            (symbol.captured && symbol.home == Home::Local).then_some(symbol.slot)
        });
        let mut cells: Vec<u16> = own.chain(class_cells).collect();
        cells.sort_unstable();
        let place = self.unit.builder.place();
        self.nowhere();
        for cell in cells {
            self.unit.builder.emit(Op::MakeCell, &[cell]);
        }
        if !self.unit.code.free_cells.is_empty() {
            self.emit(Op::CopyFreeVars);
        }
        self.unit.builder.set_place(place);
        if self.unit.code.flags.has(CodeFlags::GENERATOR) {
            // A generator that has not been started stands at a line, but at no part of it.
            self.unit.builder.set_place(Position { column: 0, end_column: 0, end_line: place.line, ..place });
            self.emit(Op::ReturnGenerator);
            self.unit.builder.set_place(place);
        }
    }
}
