//! Making classes: `class` statements, `type(name, bases, namespace)`, and what both check.
//!
//! ```text
//! __build_class__   bases resolved (__mro_entries__), metaclass found, namespace prepared, body run
//!   └ metaclass(name, bases, namespace, **keywords)
//!       └ type.__new__   layout from the bases and __slots__, resolution order, __set_name__,
//!                        __init_subclass__
//! ```

use crate::heap::Obj;
use crate::native::{Keywords, Rest};
use crate::objects::exception::ExceptionKind;
use crate::objects::native::Computed;
use crate::objects::property::Member;
use crate::objects::type_::{TypeFlags, linearize};
use crate::objects::{Cell, Dict, Function, Kind, Str, Tuple, Type, object_methods, type_methods};
use crate::shape::Shape;
use crate::{Context, PyResult, Raised, Value};

/// `type.__new__`: a new class, or with one argument the class of an object.
pub fn new(cx: &mut Context, class: Value, args: Rest, keywords: Keywords) -> PyResult<Value> {
    let metaclass = object_methods::class_for_new(cx, &class, "type", Kind::Type)?;
    let args = args.0;
    if args.len() == 1 && keywords.0.is_empty() && metaclass.is(&cx.types().type_) {
        return Ok(cx.type_of(&args[0]).into());
    }
    if args.len() != 3 {
        return Err(if metaclass.is(&cx.types().type_) && args.len() == 1 {
            cx.type_error("type() takes no keyword arguments")
        } else if metaclass.is(&cx.types().type_) {
            cx.type_error("type() takes 1 or 3 arguments")
        } else {
            let given = args.len();
            cx.type_error(format!("type.__new__() takes exactly 3 arguments ({given} given)"))
        });
    }
    let wrong = |cx: &mut Context, index: usize, wanted: &str| {
        let got = cx.type_name(&args[index]);
        cx.type_error(format!("type.__new__() argument {} must be {wanted}, not {got}", index + 1))
    };
    let Some(name) = args[0].as_ref().and_then(|object| object.downcast::<Str>()).cloned() else {
        return Err(wrong(cx, 0, "str"));
    };
    let Some(bases) = args[1].as_ref().and_then(|object| object.downcast::<Tuple>()).cloned() else {
        return Err(wrong(cx, 1, "tuple"));
    };
    let Some(namespace) = args[2].as_ref().and_then(|object| object.downcast::<Dict>()).cloned() else {
        return Err(wrong(cx, 2, "dict"));
    };
    for base in bases.items() {
        let replaced = cx.names().__mro_entries__.clone();
        let is_class = base.as_ref().is_some_and(|base| base.kind() == Kind::Type);
        if !is_class && cx.attr_or_absent(base, &replaced)?.is_some() {
            let message = "type() doesn't support MRO entry resolution; use types.new_class()";
            return Err(cx.type_error(message));
        }
    }
    let winner = winner(cx, &metaclass, bases.items())?;
    if !winner.is(&metaclass) {
        let own_new = winner.special(cx, |names| &names.__new__).unwrap_or_default();
        if !type_methods::is_type_new(&own_new) {
            let new = cx.bind_to_class(&own_new, &winner)?;
            let mut all = vec![winner.value()];
            all.extend(args);
            return cx.call_with_keywords(&new, &all, &keywords.0);
        }
    }
    let class = make(cx, &winner, &name, bases.items(), &namespace)?;
    set_names(cx, &class)?;
    init_subclass(cx, &class, &keywords.0)?;
    Ok(class.into())
}

/// The most derived metaclass of the bases.
fn winner(cx: &mut Context, metaclass: &Obj<Type>, bases: &[Value]) -> PyResult<Obj<Type>> {
    let mut winner = metaclass.clone();
    for base in bases {
        let candidate = cx.type_of(base);
        if winner.is_subclass(cx, &candidate) {
            continue;
        }
        if candidate.is_subclass(cx, &winner) {
            winner = candidate;
            continue;
        }
        return Err(cx.type_error(
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
        ));
    }
    Ok(winner)
}

/// Builtin exceptions that have fields of their own in CPython, so that no class can derive from two of them.
const OWN_LAYOUT: &[&str] = &[
    "SystemExit",
    "BaseExceptionGroup",
    "AttributeError",
    "ImportError",
    "NameError",
    "OSError",
    "StopIteration",
    "SyntaxError",
    "UnicodeDecodeError",
    "UnicodeEncodeError",
    "UnicodeTranslateError",
];

/// The nearest ancestor (or the class itself) that adds something to the layout of instances.
fn solid_base(cx: &Context, class: &Obj<Type>) -> Obj<Type> {
    let mut class = class.clone();
    loop {
        let payload = class.get(cx);
        let Some(base) = payload.base.clone() else { return class };
        let adds = payload.kind != base.get(cx).kind
            || payload.root.hidden() > base.get(cx).root.hidden()
            || (payload.spec.is_some() && OWN_LAYOUT.contains(&payload.name.as_str().unwrap_or_default()));
        if adds {
            return class;
        }
        class = base;
    }
}

/// The base whose layout instances get.
pub fn best_base(cx: &mut Context, bases: &[Obj<Type>]) -> PyResult<Obj<Type>> {
    let mut best: Option<(Obj<Type>, Obj<Type>)> = None;
    for base in bases {
        if !base.has_flags(cx, TypeFlags::BASETYPE) {
            let name = cx.qualified_name(base);
            return Err(cx.type_error(format!("type '{name}' is not an acceptable base type")));
        }
        let candidate = solid_base(cx, base);
        match &best {
            None => best = Some((base.clone(), candidate)),
            Some((_, solid)) if solid.is_subclass(cx, &candidate) => {}
            Some((_, solid)) if candidate.is_subclass(cx, solid) => best = Some((base.clone(), candidate)),
            Some(_) => return Err(cx.type_error("multiple bases have instance lay-out conflict")),
        }
    }
    Ok(best.expect("I-9: there is at least one base").0)
}

/// Whether instances of both classes have the same layout.
pub fn same_layout(cx: &Context, a: &Obj<Type>, b: &Obj<Type>) -> bool {
    let layout = |class: &Obj<Type>| {
        let class = class.get(cx);
        (class.kind, class.root.hidden(), class.flags & (TypeFlags::HAS_DICT | TypeFlags::HAS_WEAKREF))
    };
    layout(a) == layout(b) && solid_base(cx, a).is(&solid_base(cx, b))
}

/// Types whose instances differ in size: no slots and no weak references for subclasses.
fn has_variable_size(cx: &Context, base: &Obj<Type>) -> bool {
    matches!(object_methods::layout_name(cx, base).as_str(), "int" | "tuple" | "type" | "bytes")
}

/// What `__slots__` asks for.
#[derive(Default)]
struct Slots {
    names: Vec<Obj<Str>>,
    dict: bool,
    weakref: bool,
}

fn slots_of(
    cx: &mut Context,
    class_name: &Obj<Str>,
    bases: &[Obj<Type>],
    base: &Obj<Type>,
    table: &Obj<Dict>,
) -> PyResult<Slots> {
    let base_flags = base.get(cx).flags;
    let variable = has_variable_size(cx, base);
    let may_dict = base_flags & TypeFlags::HAS_DICT == 0;
    let may_weakref = base_flags & TypeFlags::HAS_WEAKREF == 0 && !variable;
    let key = cx.names().__slots__.clone();
    let Some(given) = super::dict::get_str(cx, table, &key) else {
        return Ok(Slots { names: Vec::new(), dict: may_dict, weakref: may_weakref });
    };
    let given = if given.as_ref().is_some_and(|object| object.kind() == Kind::Str) {
        vec![given]
    } else {
        cx.collect(&given)?
    };
    if !given.is_empty() && variable {
        let name = base.name(cx);
        return Err(cx.type_error(format!("nonempty __slots__ not supported for subtype of '{name}'")));
    }
    let mut slots = Slots::default();
    for slot in given {
        let Some(name) = slot.as_ref().and_then(|object| object.downcast::<Str>()).cloned() else {
            let got = cx.type_name(&slot);
            return Err(cx.type_error(format!("__slots__ items must be strings, not '{got}'")));
        };
        let text = name.to_string_lossy();
        if !text::str_methods::is_identifier(name.wtf8()) {
            return Err(cx.type_error("__slots__ must be identifiers"));
        }
        match text.as_str() {
            "__dict__" if !may_dict || slots.dict => {
                return Err(cx.type_error("__dict__ slot disallowed: we already got one"));
            }
            "__dict__" => slots.dict = true,
            "__weakref__" if !may_weakref || slots.weakref => {
                return Err(cx.type_error("__weakref__ slot disallowed: we already got one"));
            }
            "__weakref__" => slots.weakref = true,
            _ => {
                let mangled = mangle(&class_name.to_string_lossy(), &text);
                let mangled = cx.intern(&mangled);
                let taken = super::dict::get_str(cx, table, &mangled).is_some();
                if taken && !matches!(text.as_str(), "__qualname__" | "__classcell__" | "__classdictcell__") {
                    let shown = mangled.to_string_lossy();
                    return Err(
                        cx.value_error(format!("'{shown}' in __slots__ conflicts with class variable"))
                    );
                }
                slots.names.push(mangled);
            }
        }
    }
    slots.names.sort_by(|a, b| a.items().cmp(b.items()));
    // Secondary bases may bring a dict or weak references.
    for other in bases.iter().filter(|other| !other.is(base)) {
        let flags = other.get(cx).flags;
        slots.dict |= may_dict && flags & TypeFlags::HAS_DICT != 0;
        slots.weakref |= may_weakref && flags & TypeFlags::HAS_WEAKREF != 0;
    }
    Ok(slots)
}

/// The name that `__name` in a class body stands for.
fn mangle(class: &str, name: &str) -> String {
    let class = class.trim_start_matches('_');
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') || class.is_empty() {
        return name.to_string();
    }
    format!("_{class}{name}")
}

fn make(
    cx: &mut Context,
    metaclass: &Obj<Type>,
    name: &Obj<Str>,
    bases: &[Value],
    namespace: &Obj<Dict>,
) -> PyResult<Obj<Type>> {
    let bases = class_list(cx, bases)?;
    let base = best_base(cx, &bases)?;
    if name.items().contains(&0) {
        return Err(cx.value_error("type name must not contain null characters"));
    }
    let copy = namespace.get(cx).table.copied();
    let dict = cx.new_dict(copy);
    let slots = slots_of(cx, name, &bases, &base, &dict)?;
    let name = plain_name(cx, name);
    let qualname = match super::dict::remove_str(cx, &dict, &cx.names().__qualname__.clone()) {
        None => name.clone(),
        Some(value) => match value.as_ref().and_then(|object| object.downcast::<Str>()) {
            Some(text) => text.clone(),
            None => {
                let got = cx.type_name(&value);
                return Err(cx.type_error(format!("type __qualname__ must be a str, not {got}")));
            }
        },
    };
    let cell = take_cell(cx, &dict, "__classcell__")?;
    let namespace_cell = take_cell(cx, &dict, "__classdictcell__")?;
    complete_namespace(cx, &dict);
    check_duplicates(cx, &bases)?;
    let ancestors = linearize(cx, &bases)?;
    let class = allocate(cx, metaclass, name, qualname, bases, base, ancestors, dict.clone(), &slots);
    add_descriptors(cx, &class, &dict, slots);
    let doc = cx.names().__doc__.clone();
    if super::dict::get_str(cx, &dict, &doc).is_none() {
        super::dict::set_str(cx, &dict, &doc, Value::None);
    }
    for base in class.get(cx).bases.clone() {
        let pointer = class.get(cx).root.class_ptr();
        base.edit_subclasses(|list| list.push(pointer));
    }
    custom_order(cx, &class)?;
    class.modified(cx);
    if let Some(cell) = cell {
        cell.get_mut(cx).contents = class.value();
    }
    if let Some(cell) = namespace_cell {
        cell.get_mut(cx).contents = dict.value();
    }
    Ok(class)
}

/// The bases as classes, `object` when there are none.
fn class_list(cx: &mut Context, bases: &[Value]) -> PyResult<Vec<Obj<Type>>> {
    if bases.is_empty() {
        return Ok(vec![cx.types().object.clone()]);
    }
    let mut classes = Vec::with_capacity(bases.len());
    for base in bases {
        let Some(class) = base.as_ref().and_then(|object| object.downcast::<Type>()) else {
            let key = cx.names().__mro_entries__.clone();
            return Err(if cx.attr_or_absent(base, &key)?.is_some() {
                cx.type_error("type() doesn't support MRO entry resolution; use types.new_class()")
            } else {
                cx.type_error("bases must be types")
            });
        };
        classes.push(class.clone());
    }
    Ok(classes)
}

/// The name as a plain string: a subclass of `str` may have behaviour of its own.
fn plain_name(cx: &mut Context, name: &Obj<Str>) -> Obj<Str> {
    if name.as_object().header().shape_ptr() == cx.shapes().str {
        name.clone()
    } else {
        cx.new_wtf8(name.wtf8())
    }
}

fn take_cell(cx: &mut Context, dict: &Obj<Dict>, name: &str) -> PyResult<Option<Obj<Cell>>> {
    let key = cx.intern(name);
    let Some(value) = super::dict::remove_str(cx, dict, &key) else { return Ok(None) };
    match value.as_ref().and_then(|object| object.downcast::<Cell>()) {
        Some(cell) => Ok(Some(cell.clone())),
        None => {
            let class = cx.type_of(&value);
            let shown = cx.repr_text(&class.value())?;
            Err(cx.type_error(format!("{name} must be a nonlocal cell, not {shown}")))
        }
    }
}

/// Adds what every class namespace has, and wraps the methods that are class or static methods by their name.
fn complete_namespace(cx: &mut Context, dict: &Obj<Dict>) {
    let names = cx.names();
    let (module, name) = (names.__module__.clone(), names.__name__.clone());
    let (eq, hash, new) = (names.__eq__.clone(), names.__hash__.clone(), names.__new__.clone());
    let class_methods = [names.__init_subclass__.clone(), names.__class_getitem__.clone()];
    if super::dict::get_str(cx, dict, &module).is_none()
        && let Some(globals) = cx.frames().last().map(|frame| frame.function().get(cx).globals.clone())
        && let Some(value) = super::dict::get_str(cx, &globals, &name)
    {
        super::dict::set_str(cx, dict, &module, value);
    }
    let is_function = |value: &Value| value.as_ref().is_some_and(|object| object.kind() == Kind::Function);
    if let Some(function) = super::dict::get_str(cx, dict, &new).filter(is_function) {
        let class = cx.types().staticmethod.clone();
        let wrapped = wrap(cx, &class, function);
        super::dict::set_str(cx, dict, &new, wrapped);
    }
    for name in class_methods {
        if let Some(function) = super::dict::get_str(cx, dict, &name).filter(is_function) {
            let class = cx.types().classmethod.clone();
            let wrapped = wrap(cx, &class, function);
            super::dict::set_str(cx, dict, &name, wrapped);
        }
    }
    if super::dict::get_str(cx, dict, &eq).is_some() && super::dict::get_str(cx, dict, &hash).is_none() {
        super::dict::set_str(cx, dict, &hash, Value::None);
    }
}

fn wrap(cx: &mut Context, class: &Obj<Type>, function: Value) -> Value {
    super::property_methods::new_wrapper(cx, class, function).into()
}

fn check_duplicates(cx: &mut Context, bases: &[Obj<Type>]) -> PyResult<()> {
    for (index, base) in bases.iter().enumerate() {
        if bases[index + 1..].iter().any(|other| other.is(base)) {
            let name = base.name(cx);
            return Err(cx.type_error(format!("duplicate base class {name}")));
        }
    }
    Ok(())
}

/// How many attributes methods of a class and its ancestors set on `self`, by the compiler's lists: a good guess at how
/// many slots instances need.
fn static_attributes(cx: &Context, dict: &Obj<Dict>, ancestors: &[Obj<Type>]) -> usize {
    let mut seen: Vec<&Value> = Vec::new();
    for dict in std::iter::once(dict).chain(ancestors.iter().map(|class| &class.get(cx).dict)) {
        let names = dict.get(cx).table.get_str(&cx.names().__static_attributes__);
        for name in names.and_then(object_methods::tuple_items).into_iter().flat_map(|names| names.items()) {
            if !seen.iter().any(|known| known.is(name)) {
                seen.push(name);
            }
        }
    }
    seen.len()
}

#[expect(clippy::too_many_arguments, reason = "a class has that many parts")]
fn allocate(
    cx: &mut Context,
    metaclass: &Obj<Type>,
    name: Obj<Str>,
    qualname: Obj<Str>,
    bases: Vec<Obj<Type>>,
    base: Obj<Type>,
    ancestors: Vec<Obj<Type>>,
    dict: Obj<Dict>,
    slots: &Slots,
) -> Obj<Type> {
    let below = base.get(cx);
    let hidden = below.root.hidden() + slots.names.len();
    let kind = below.kind;
    let mut flags = TypeFlags::BASETYPE
        | below.flags & (TypeFlags::HAS_DICT | TypeFlags::HAS_WEAKREF | TypeFlags::EXCEPTION);
    if slots.dict {
        flags |= TypeFlags::HAS_DICT;
    }
    if slots.weakref {
        flags |= TypeFlags::HAS_WEAKREF;
    }
    let expected = static_attributes(cx, &dict, &ancestors);
    let inline = usize::from(below.inline_slots).max(hidden + expected).min(super::instance::MOST_INLINE);
    let closed = if flags & TypeFlags::HAS_DICT == 0 { Shape::CLOSED } else { 0 };
    let interp = cx.interp();
    let shape = metaclass.root_shape(cx);
    cx.heap().alloc_at(shape, |cell| Type {
        name,
        qualname,
        bases,
        base: Some(base),
        ancestors,
        dict,
        kind,
        flags,
        root: Shape::root(cell, interp.fresh_version(), closed | Shape::COUNTS_CLASS, hidden as u16),
        dict_shape: Shape::root(
            cell,
            interp.fresh_version(),
            Shape::DICT_MODE | Shape::COUNTS_CLASS,
            hidden as u16,
        ),
        shapes: Vec::new(),
        inline_slots: if closed == 0 { inline as u16 } else { hidden as u16 },
        subclasses: Vec::new(),
        spec: None,
    })
}

fn add_descriptors(cx: &mut Context, class: &Obj<Type>, dict: &Obj<Dict>, slots: Slots) {
    let first = class.get(cx).root.hidden() - slots.names.len();
    let member_shape = cx.types().member_descriptor.clone().root_shape(cx);
    for (index, name) in slots.names.into_iter().enumerate() {
        let member = Member { name: name.clone(), slot: first + index, owner: class.clone() };
        let member = cx.heap().alloc(member_shape, member);
        super::dict::set_str(cx, dict, &name, member.into());
    }
    let computed_shape = cx.types().getset_descriptor.clone().root_shape(cx);
    let rows = [(slots.dict, &object_methods::DICT_ROW), (slots.weakref, &object_methods::WEAKREF_ROW)];
    for (_, row) in rows.into_iter().filter(|(wanted, _)| *wanted) {
        let name = cx.intern(row.name);
        if super::dict::get_str(cx, dict, &name).is_none() {
            let descriptor = cx.heap().alloc(computed_shape, Computed { row, owner: class.clone() });
            super::dict::set_str(cx, dict, &name, descriptor.into());
        }
    }
}

/// Asks a metaclass that overrides `mro` for the resolution order.
pub fn custom_order(cx: &mut Context, class: &Obj<Type>) -> PyResult<()> {
    let metaclass = cx.type_of(&class.value());
    if metaclass.is(&cx.types().type_) {
        return Ok(());
    }
    let name = cx.names().mro.clone();
    let Some(method) = metaclass.lookup(cx, &name) else { return Ok(()) };
    if method.as_ref().is_some_and(|found| found.kind() == Kind::Native) {
        return Ok(());
    }
    let result = cx.call_special(method, &class.value(), [])?;
    let order = cx.collect(&result)?;
    if order.is_empty() {
        return Err(cx.type_error("type MRO must not be empty"));
    }
    let solid = solid_base(cx, class);
    let mut ancestors = Vec::with_capacity(order.len());
    for entry in order {
        let Some(entry) = entry.as_ref().and_then(|object| object.downcast::<Type>()).cloned() else {
            let got = cx.type_name(&entry);
            return Err(cx.type_error(format!("mro() returned a non-class ('{got}')")));
        };
        let other = solid_base(cx, &entry);
        if !solid.is_subclass(cx, &other) {
            let name = entry.name(cx);
            return Err(cx.type_error(format!("mro() returned base with unsuitable layout ('{name}')")));
        }
        if !entry.is(class) {
            ancestors.push(entry);
        }
    }
    let old = std::mem::replace(&mut class.get_mut(cx).ancestors, ancestors);
    drop(old);
    Ok(())
}

/// Tells the attributes that want to know their class and name.
fn set_names(cx: &mut Context, class: &Obj<Type>) -> PyResult<()> {
    let dict = class.get(cx).dict.clone();
    let entries: Vec<(Value, Value)> =
        dict.get(cx).table.iter().map(|entry| (entry.key.clone(), entry.value.clone())).collect();
    for (name, value) in entries {
        let Err(raised) = cx.try_special(&value, |names| &names.__set_name__, [class.value(), name.clone()])
        else {
            continue;
        };
        let (kind, name, owner) = (cx.type_name(&value), cx.repr_text(&name)?, class.name(cx));
        let note =
            cx.str_value(&format!("Error calling __set_name__ on '{kind}' instance {name} in '{owner}'"));
        cx.call_method_named(&raised.value(), "add_note", &[note])?;
        return Err(raised);
    }
    Ok(())
}

fn init_subclass(cx: &mut Context, class: &Obj<Type>, keywords: &[(Obj<Str>, Value)]) -> PyResult<()> {
    let name = cx.names().__init_subclass__.clone();
    let ancestors = class.get(cx).ancestors.clone();
    let found = ancestors.iter().find_map(|ancestor| {
        let dict = ancestor.get(cx).dict.clone();
        super::dict::get_str(cx, &dict, &name)
    });
    let Some(found) = found else { return Ok(()) };
    if keywords.is_empty() && found.as_ref().is_some_and(|found| found.kind() == Kind::Native) {
        return Ok(());
    }
    let bound = cx.bind_to_class(&found, class)?;
    cx.call_with_keywords(&bound, &[], keywords).map(drop)
}

/// What a `class` statement does: `__build_class__(function, name, *bases, **keywords)`.
pub fn build_class(
    cx: &mut Context,
    function: Value,
    name: Value,
    bases: Vec<Value>,
    mut keywords: Vec<(Obj<Str>, Value)>,
) -> PyResult<Value> {
    let Some(function) = function.as_ref().and_then(|object| object.downcast::<Function>()).cloned() else {
        return Err(cx.type_error("__build_class__: func must be a function"));
    };
    let Some(name) = name.as_ref().and_then(|object| object.downcast::<Str>()).cloned() else {
        return Err(cx.type_error("__build_class__: name is not a string"));
    };
    let original = cx.new_tuple(bases.clone());
    let resolved = resolve_entries(cx, &original)?;
    let bases = match &resolved {
        Some(resolved) => cx.new_tuple(resolved.clone()),
        None => original.clone(),
    };
    let metaclass = match keywords.iter().position(|(key, _)| key.as_str() == Some("metaclass")) {
        Some(at) => keywords.remove(at).1,
        None => match bases.items().first() {
            Some(base) => cx.type_of(base).into(),
            None => cx.types().type_.value(),
        },
    };
    let metaclass = match metaclass.as_ref().and_then(|object| object.downcast::<Type>()).cloned() {
        Some(class) => winner(cx, &class, bases.items())?.value(),
        None => metaclass,
    };
    let namespace = prepare(cx, &metaclass, &name, &bases, &keywords)?;
    let cell = cx.run_class_body(&function, namespace.clone())?;
    if resolved.is_some() {
        let key = cx.names().__orig_bases__.value();
        cx.set_item(&namespace, key, original.value())?;
    }
    let class = cx.call_with_keywords(&metaclass, &[name.value(), bases.value(), namespace], &keywords)?;
    check_cell(cx, &class, &cell, &name)?;
    Ok(class)
}

/// Replaces bases that are no classes by what their `__mro_entries__` say; `None` when there are none.
fn resolve_entries(cx: &mut Context, bases: &Obj<Tuple>) -> PyResult<Option<Vec<Value>>> {
    let key = cx.names().__mro_entries__.clone();
    let mut resolved: Option<Vec<Value>> = None;
    for (index, base) in bases.items().iter().enumerate() {
        if base.as_ref().is_some_and(|object| object.kind() == Kind::Type) {
            if let Some(resolved) = &mut resolved {
                resolved.push(base.clone());
            }
            continue;
        }
        let Some(method) = cx.attr_or_absent(base, &key)? else {
            if let Some(resolved) = &mut resolved {
                resolved.push(base.clone());
            }
            continue;
        };
        let entries = cx.call(&method, &[bases.value()])?;
        let Some(entries) = object_methods::tuple_items(&entries) else {
            return Err(cx.type_error("__mro_entries__ must return a tuple"));
        };
        resolved.get_or_insert_with(|| bases.items()[..index].to_vec()).extend_from_slice(entries.items());
    }
    Ok(resolved)
}

fn prepare(
    cx: &mut Context,
    metaclass: &Value,
    name: &Obj<Str>,
    bases: &Obj<Tuple>,
    keywords: &[(Obj<Str>, Value)],
) -> PyResult<Value> {
    if metaclass.as_ref().is_some_and(|object| object.is(cx.types().type_.as_object())) {
        return Ok(cx.new_dict(Default::default()).into());
    }
    let key = cx.names().__prepare__.clone();
    let Some(prepare) = cx.attr_or_absent(metaclass, &key)? else {
        return Ok(cx.new_dict(Default::default()).into());
    };
    let namespace = cx.call_with_keywords(&prepare, &[name.value(), bases.value()], keywords)?;
    let class = cx.type_of(&namespace);
    let is_mapping = namespace.as_ref().is_some_and(|object| object.kind() == Kind::Dict)
        || class.special(cx, |names| &names.__getitem__).is_some();
    if is_mapping {
        return Ok(namespace);
    }
    let shown = match metaclass.as_ref().and_then(|object| object.downcast::<Type>()) {
        Some(metaclass) => metaclass.name(cx),
        None => "<metaclass>".to_string(),
    };
    let got = class.name(cx);
    Err(cx.type_error(format!("{shown}.__prepare__() must return a mapping, not {got}")))
}

/// Checks that the metaclass has passed `__classcell__` on, so that `__class__` and `super()` work.
fn check_cell(cx: &mut Context, class: &Value, cell: &Value, name: &Obj<Str>) -> PyResult<()> {
    let is_class = class.as_ref().is_some_and(|object| object.kind() == Kind::Type);
    let Some(cell) = cell.as_ref().and_then(|object| object.downcast::<Cell>()) else { return Ok(()) };
    if !is_class {
        return Ok(());
    }
    let contents = cell.get(cx).contents.clone();
    if contents.is(class) {
        return Ok(());
    }
    let (name, shown) = (name.to_string_lossy(), cx.repr_text(class)?);
    Err(if contents.is_empty() {
        cx.error(
            ExceptionKind::RuntimeError,
            format!("__class__ not set defining '{name}' as {shown}. Was __classcell__ propagated to type.__new__?"),
        )
    } else {
        let other = cx.repr_text(&contents)?;
        cx.type_error(format!("__class__ set to {other} defining '{name}' as {shown}"))
    })
}

/// The error of a class statement whose arguments are incomplete.
pub fn not_enough(cx: &mut Context) -> Raised {
    cx.type_error("__build_class__: not enough arguments")
}
