//! The second pass over scopes: where each name lives, which variables are captured, what each closure holds.
//!
//! A name that a scope does not bind is looked for outwards through functions (class bodies are skipped, but
//! for the cells they offer to their methods). If it is found in another code object, the variable becomes a
//! cell and every code object on the way gets it as a free variable.

use syntax::ast::Ident;
use syntax::{Source, SyntaxError};

use super::{Home, ScopeId, ScopeKind, Scopes, Uses};

/// Is this a cell that a class body offers to the functions inside it?
fn is_class_cell(name: &str) -> bool {
    matches!(name, "__class__" | "__classdict__" | "__conditional_annotations__")
}

/// Resolves every name of every scope.
pub(crate) fn resolve(scopes: &mut Scopes, source: &Source<'_>) -> Result<(), Box<SyntaxError>> {
    for scope in 0..scopes.all.len() {
        for index in 0..scopes.all[scope].names.len() {
            let name = scopes.all[scope].names[index].clone();
            let home = home_of(scopes, scope, &name, source)?;
            if let Some(symbol) = scopes.all[scope].symbols.get_mut(&name) {
                symbol.home = home;
            }
            if let Home::Outer(owner) = home {
                capture(scopes, scope, owner, &name);
            }
        }
    }
    Ok(())
}

fn home_of(
    scopes: &Scopes,
    scope: ScopeId,
    name: &Ident,
    source: &Source<'_>,
) -> Result<Home, Box<SyntaxError>> {
    let here = &scopes.all[scope];
    let uses = here.symbols[name].uses;
    let declared = || here.declared.get(name).copied().unwrap_or_default();
    if uses.any(Uses::GLOBAL) {
        if uses.any(Uses::NONLOCAL) {
            let message = format!("name '{name}' is nonlocal and global");
            return Err(crate::fault(source, declared(), message));
        }
        return Ok(Home::GlobalExplicit);
    }
    if uses.any(Uses::NONLOCAL) {
        if here.kind == ScopeKind::Module {
            let message = "nonlocal declaration not allowed at module level";
            return Err(crate::fault(source, declared(), message));
        }
        return match owner_of(scopes, scope, name) {
            Some(owner) => Ok(Home::Outer(owner)),
            None => {
                let message = format!("no binding for nonlocal '{name}' found");
                Err(crate::fault(source, declared(), message))
            }
        };
    }
    if uses.any(Uses::BOUND) {
        return Ok(Home::Local);
    }
    Ok(owner_of(scopes, scope, name).map_or(Home::GlobalImplicit, Home::Outer))
}

/// The nearest enclosing scope that has the variable, unless that is the module.
fn owner_of(scopes: &Scopes, scope: ScopeId, name: &Ident) -> Option<ScopeId> {
    let host = scopes.all[scope].host;
    if scopes.all[scope].kind == ScopeKind::Annotations
        && let Some(parent) = scopes.all[scope].parent
        && scopes.all[parent].kind == ScopeKind::Class
        && let Some(symbol) = scopes.all[parent].symbols.get(name)
        && symbol.uses.any(Uses::BOUND)
        && !is_class_cell(name)
    {
        // Found in the class namespace first, so not a variable of a function around the class.
        return None;
    }
    let mut at = scopes.all[scope].parent;
    while let Some(id) = at {
        let outer = &scopes.all[id];
        at = outer.parent;
        match outer.kind {
            ScopeKind::Module => return None,
            ScopeKind::Class => {
                if host != id && is_class_cell(name) {
                    return Some(id);
                }
                continue;
            }
            _ => {}
        }
        let Some(symbol) = outer.symbols.get(name) else { continue };
        if symbol.uses.any(Uses::GLOBAL) {
            return None;
        }
        if symbol.uses.any(Uses::BOUND) && !symbol.uses.any(Uses::NONLOCAL) {
            return Some(id);
        }
    }
    None
}

/// Makes the variable a cell if it belongs to another code object, and passes it down to `scope`.
fn capture(scopes: &mut Scopes, scope: ScopeId, owner: ScopeId, name: &Ident) {
    let owner_host = scopes.all[owner].host;
    let mut host = scopes.all[scope].host;
    if host == owner_host {
        return;
    }
    let outer = &mut scopes.all[owner];
    if outer.kind == ScopeKind::Class {
        if !outer.class_cells.iter().any(|(cell, _)| cell == name) {
            outer.class_cells.push((name.clone(), 0));
        }
    } else if let Some(symbol) = outer.symbols.get_mut(name) {
        symbol.captured = true;
    }
    while host != owner_host {
        let code = &mut scopes.all[host];
        if code.free_slots.insert(name.clone(), 0).is_none() {
            code.frees.push(name.clone());
        }
        let Some(parent) = code.parent else { return };
        host = scopes.all[parent].host;
    }
}
