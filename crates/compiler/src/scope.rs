//! Symbol tables: which variable a name means, in every scope of a tree.
//!
//! Two passes make them. [`collect`] walks the tree and notes, scope by scope, how each name is used;
//! [`resolve`] then decides where each lives. List, set and dict comprehensions have a scope but no code object:
//! they run inside their **host**, the nearest enclosing scope that has one, on slots of their own.
//!
//! ```text
//! def f(a):                scope 1, host 1:  a captured (a cell)
//!     [g(x) for x in a]    scope 2, host 1:  x in a slot of f
//!     lambda: a            scope 3, host 3:  a free
//! ```
//!
//! Code generation asks only [`Scopes::find`] and [`Scope`]'s fields.

pub(crate) mod collect;
pub(crate) mod resolve;

use std::rc::Rc;

use hashbrown::HashMap;
use syntax::ast::{Ident, Span};

/// A scope's number.
pub(crate) type ScopeId = usize;

/// What a scope belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ScopeKind {
    /// A module, a prompt line or an expression for `eval`.
    Module,
    /// A class body.
    Class,
    /// A `def` or a lambda.
    Function,
    /// A generator expression.
    Generator,
    /// A list, set or dict comprehension.
    Comprehension,
    /// The function that evaluates annotations.
    Annotations,
}

/// How a scope mentions a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Uses(u16);

impl Uses {
    /// `global x`
    pub(crate) const GLOBAL: Self = Self(1);
    /// Assigned, deleted, defined.
    pub(crate) const LOCAL: Self = Self(2);
    /// A parameter.
    pub(crate) const PARAM: Self = Self(4);
    /// `nonlocal x`
    pub(crate) const NONLOCAL: Self = Self(8);
    /// Read.
    pub(crate) const READ: Self = Self(16);
    /// Bound by an import.
    pub(crate) const IMPORT: Self = Self(32);
    /// `x: …`
    pub(crate) const ANNOTATED: Self = Self(64);
    /// A loop variable of a comprehension.
    pub(crate) const ITERATION: Self = Self(128);
    /// Assigned by `:=` inside a comprehension.
    pub(crate) const WALRUS: Self = Self(256);
    /// Bound here, in whatever way.
    pub(crate) const BOUND: Self = Self(2 | 4 | 32);

    /// Is any of the given uses among these?
    pub(crate) fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    fn add(&mut self, more: Self) {
        self.0 |= more.0;
    }
}

/// Where a variable lives, as seen from one scope.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Home {
    /// In this scope.
    Local,
    /// In an enclosing scope.
    Outer(ScopeId),
    /// In the module, by `global`.
    GlobalExplicit,
    /// In the module or the builtins.
    #[default]
    GlobalImplicit,
}

/// One name of one scope.
#[derive(Debug, Default)]
pub(crate) struct Symbol {
    pub(crate) uses: Uses,
    pub(crate) home: Home,
    /// Used by another code object: the variable is a cell.
    pub(crate) captured: bool,
    /// The slot in the host's frame, of a variable that lives here.
    pub(crate) slot: u16,
}

/// One scope.
#[derive(Debug)]
pub(crate) struct Scope {
    pub(crate) kind: ScopeKind,
    pub(crate) parent: Option<ScopeId>,
    /// The scope whose code object this one's code is part of: itself but for comprehensions.
    pub(crate) host: ScopeId,
    pub(crate) children: Vec<ScopeId>,
    /// The names in the order of their first mention.
    pub(crate) names: Vec<Ident>,
    pub(crate) symbols: HashMap<Ident, Symbol>,
    /// Contains `yield`.
    pub(crate) is_generator: bool,
    /// Of a host: variables of enclosing code objects that it or code inside it uses.
    pub(crate) frees: Vec<Ident>,
    pub(crate) free_slots: HashMap<Ident, u16>,
    /// Of a class: the cells it makes for the functions inside it, and their slots.
    pub(crate) class_cells: Vec<(Ident, u16)>,
    /// Is this (directly or through comprehensions) inside a function?
    pub(crate) is_nested: bool,
    /// Places of `global` and `nonlocal` statements, by name.
    declared: HashMap<Ident, Span>,
    /// The innermost class around, whose name mangles private names.
    pub(crate) private: Option<Ident>,
    /// Of a module or class: the scope of its `__annotate__` function.
    pub(crate) annotations: Option<ScopeId>,
    /// Of a module or class: some annotation is executed only under a condition.
    pub(crate) conditional_annotations: bool,
    /// Of a class: attributes its methods assign to through `self`.
    pub(crate) self_attributes: Vec<Ident>,
    /// Of a comprehension or generator expression: the target of a loop is being visited.
    in_target: bool,
    /// The same: how many iterables enclose what is being visited.
    in_iterable: u32,
    /// The same: what kind of comprehension, in words.
    what: &'static str,
}

/// The symbol tables of a tree.
#[derive(Debug, Default)]
pub(crate) struct Scopes {
    pub(crate) all: Vec<Scope>,
    /// Scopes by the address of the tree node they belong to.
    pub(crate) by_node: HashMap<usize, ScopeId>,
    /// Scopes of the annotations of a `def`, by the address of its arguments.
    pub(crate) annotations_by_node: HashMap<usize, ScopeId>,
}

/// A node's identity while its tree is borrowed.
pub(crate) fn node_key<T>(node: &T) -> usize {
    std::ptr::from_ref(node).addr()
}

/// A variable as code generation sees it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Variable {
    /// A slot.
    Fast(u16),
    /// A cell in a slot.
    Cell(u16),
    /// A cell, unless the class namespace has the name.
    ClassCell(u16),
    /// A name in the local namespace.
    Name,
    /// A global or builtin.
    Global,
}

impl Scopes {
    /// The scope of a tree node.
    pub(crate) fn of<T>(&self, node: &T) -> ScopeId {
        self.by_node[&node_key(node)]
    }

    /// What a (mangled) name means in a scope.
    pub(crate) fn find(&self, scope: ScopeId, name: &str) -> Variable {
        let here = &self.all[scope];
        let namespace = matches!(here.kind, ScopeKind::Module | ScopeKind::Class);
        let Some(symbol) = here.symbols.get(name) else {
            return if namespace { Variable::Name } else { Variable::Global };
        };
        match symbol.home {
            Home::Local if namespace => Variable::Name,
            Home::Local => Self::own(symbol),
            Home::GlobalImplicit if namespace => Variable::Name,
            Home::GlobalImplicit | Home::GlobalExplicit => Variable::Global,
            Home::Outer(owner) if self.all[owner].host == here.host => {
                Self::own(&self.all[owner].symbols[name])
            }
            Home::Outer(_) => {
                let slot = self.all[here.host].free_slots[name];
                if here.kind == ScopeKind::Class { Variable::ClassCell(slot) } else { Variable::Cell(slot) }
            }
        }
    }

    fn own(symbol: &Symbol) -> Variable {
        if symbol.captured { Variable::Cell(symbol.slot) } else { Variable::Fast(symbol.slot) }
    }

    /// The slot that holds the cell of a variable which the code of another scope wants in its closure.
    pub(crate) fn cell_for_closure(&self, scope: ScopeId, name: &str) -> u16 {
        let mut at = scope;
        let host = self.all[scope].host;
        // Innermost first: a comprehension's variable hides the host's.
        loop {
            let here = &self.all[at];
            if let Some(symbol) = here.symbols.get(name)
                && symbol.captured
                && symbol.home == Home::Local
            {
                return symbol.slot;
            }
            if let Some((_, slot)) = here.class_cells.iter().find(|(cell, _)| &**cell == name) {
                return *slot;
            }
            match here.parent {
                Some(parent) if at != host => at = parent,
                _ => return self.all[host].free_slots[name],
            }
        }
    }
}

/// A name as it is stored: `__x` inside class `C` becomes `_C__x`.
pub(crate) fn mangle(class: Option<&Ident>, name: &Ident) -> Ident {
    let Some(class) = class else { return name.clone() };
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') {
        return name.clone();
    }
    let class = class.trim_start_matches('_');
    if class.is_empty() { name.clone() } else { Rc::from(format!("_{class}{name}")) }
}
