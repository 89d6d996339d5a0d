//! `type`: classes. The payload, method resolution, and how attributes of a class are found.
//!
//! Making a class from Python is in [`super::type_new`], the methods of `type` in [`super::type_methods`].

use std::ptr::NonNull;

use crate::heap::{Header, Obj, ObjectFlags, Payload, Ref, Visitor};
use crate::native::{Attribute, Row};
use crate::objects::{Dict, Kind, Str};
use crate::shape::Shape;
use crate::{Context, PyResult, Value};

/// Properties of a class.
pub struct TypeFlags;

impl TypeFlags {
    /// One of the interpreter's own: its attributes cannot be set.
    pub const BUILTIN: u32 = 1;
    /// May be a base class.
    pub const BASETYPE: u32 = 2;
    /// Instances have a `__dict__`.
    pub const HAS_DICT: u32 = 4;
    /// Instances may be weakly referenced.
    pub const HAS_WEAKREF: u32 = 8;
    /// `__getattribute__` is not `object`'s.
    pub const CUSTOM_GETATTRIBUTE: u32 = 16;
    /// `__setattr__` or `__delattr__` is not `object`'s.
    pub const CUSTOM_SETATTR: u32 = 32;
    /// Defines `__getattr__`.
    pub const HAS_GETATTR: u32 = 64;
    /// `__abstractmethods__` is not empty.
    pub const ABSTRACT: u32 = 128;
    /// A subclass of `BaseException`.
    pub const EXCEPTION: u32 = 256;
    /// `__new__` is not a builtin's.
    pub const CUSTOM_NEW: u32 = 512;
    /// `__eq__` or `__hash__` are not the builtin kind's own.
    pub const CUSTOM_EQ: u32 = 1024;
    /// Instances cannot be made by calling the class.
    pub const NO_NEW: u32 = 2048;
}

/// A class.
pub struct Type {
    /// `__name__`.
    pub name: Obj<Str>,
    /// `__qualname__`.
    pub qualname: Obj<Str>,
    /// `__bases__`.
    pub bases: Vec<Obj<Type>>,
    /// The base whose layout instances have; empty for `object`.
    pub base: Option<Obj<Type>>,
    /// `__mro__`, the class itself left out (it would be a cycle of its own).
    pub ancestors: Vec<Obj<Type>>,
    /// The class namespace.
    pub dict: Obj<Dict>,
    /// Payload of instances.
    pub kind: Kind,
    /// [`TypeFlags`].
    pub flags: u32,
    /// Shape of a fresh instance.
    pub root: Box<Shape>,
    /// Shape of instances whose attributes are in a dict.
    pub dict_shape: Box<Shape>,
    /// The shapes grown from the root.
    pub shapes: Vec<Box<Shape>>,
    /// How many inline slots new instances get.
    pub inline_slots: u16,
    /// Direct subclasses, without a count; a subclass takes itself off when it dies.
    pub subclasses: Vec<NonNull<Header>>,
    /// The specification of a builtin type.
    pub spec: Option<&'static TypeSpec>,
}

impl Payload for Type {
    const KIND: Kind = Kind::Type;

    fn trace(&self, visit: &mut Visitor<'_>) {
        self.bases.iter().for_each(|base| visit(&base.value()));
        self.ancestors.iter().for_each(|base| visit(&base.value()));
        if let Some(base) = &self.base {
            visit(&base.value());
        }
        visit(&self.dict.value());
    }
}

impl Drop for Type {
    fn drop(&mut self) {
        let this = self.root.class_ptr();
        for base in &self.bases {
            crate::objects::type_::forget_subclass(base, this);
        }
    }
}

/// Takes a dying class off its base's list.
fn forget_subclass(base: &Obj<Type>, dying: NonNull<Header>) {
    base.edit_subclasses(|list| list.retain(|known| *known != dying));
}

/// What a builtin type shows to Python.
pub struct TypeSpec {
    /// `__name__`, with the module before a dot if that is not `builtins`.
    pub name: &'static str,
    /// The docstring.
    pub doc: &'static str,
    /// The specification of the base; `None` means `object` (or nothing for `object` itself).
    pub base: Option<&'static TypeSpec>,
    /// A further base, whose ancestors all are ancestors of the first one: only `ExceptionGroup` has one.
    pub second_base: Option<&'static TypeSpec>,
    /// Payload of instances.
    pub kind: Kind,
    /// [`TypeFlags`] beside `BUILTIN`.
    pub flags: u32,
    /// Methods, `__new__` among them.
    pub methods: &'static [&'static [Row]],
    /// Computed attributes.
    pub attributes: &'static [Attribute],
    /// Slots that instances have behind the payload for what the type adds to its base's payload; see
    /// [`crate::objects::instance::slot`].
    pub hidden_slots: usize,
}

impl TypeSpec {
    /// A type without any methods, to be completed with `..`.
    pub const fn new(name: &'static str, kind: Kind) -> TypeSpec {
        TypeSpec {
            name,
            doc: "",
            base: None,
            second_base: None,
            kind,
            flags: 0,
            methods: &[],
            attributes: &[],
            hidden_slots: 0,
        }
    }
}

impl Obj<Type> {
    /// The shape of a fresh instance, to be stored in objects and caches.
    #[inline(always)]
    pub fn root_shape(&self, cx: &Context) -> NonNull<Shape> {
        NonNull::from(&*self.get(cx).root)
    }

    /// Whether all of `flags` are set.
    #[inline(always)]
    pub fn has_flags(&self, cx: &Context, flags: u32) -> bool {
        self.get(cx).flags & flags == flags
    }

    /// Whether instances have room for attributes behind their payload.
    #[inline]
    pub fn is_extended(&self, cx: &Context) -> bool {
        !self.has_flags(cx, TypeFlags::BUILTIN)
            || self.has_flags(cx, TypeFlags::HAS_DICT)
            || self.get(cx).root.hidden() != 0
    }

    /// `issubclass(self, other)` by the method resolution order alone.
    #[inline]
    pub fn is_subclass(&self, cx: &Context, other: &Obj<Type>) -> bool {
        self.is(other) || self.get(cx).ancestors.iter().any(|ancestor| ancestor.is(other))
    }

    /// `__mro__`, the class itself first.
    pub fn mro(&self, cx: &Context) -> Vec<Obj<Type>> {
        let mut mro = vec![self.clone()];
        mro.extend(self.get(cx).ancestors.iter().cloned());
        mro
    }

    /// How messages call the class: `__name__`, with the module before it for a builtin type of a module other
    /// than `builtins`.
    pub fn name(&self, cx: &Context) -> String {
        let payload = self.get(cx);
        payload.spec.map_or_else(|| payload.name.to_string_lossy(), |spec| spec.name.to_string())
    }

    /// The attribute of the class or an ancestor, with no descriptor applied. `name` must be interned.
    #[inline]
    pub fn lookup(&self, cx: &mut Context, name: &Obj<Str>) -> Option<Value> {
        debug_assert!(name.is_interned());
        let version = self.get(cx).root.version();
        if let Some(known) = cx.interp_ref().method_cache.get(version, name) {
            return known;
        }
        let found = self.lookup_uncached(cx, name);
        let version = self.get(cx).root.version();
        cx.interp_ref().method_cache.put(version, name, &found);
        found
    }

    /// The same without the cache.
    pub fn lookup_uncached(&self, cx: &Context, name: &Obj<Str>) -> Option<Value> {
        let own = self.get(cx).dict.get(cx).table.get_str(name);
        own.or_else(|| {
            self.get(cx)
                .ancestors
                .iter()
                .find_map(|ancestor| ancestor.get(cx).dict.get(cx).table.get_str(name))
        })
        .cloned()
    }

    /// Sets an attribute of the class and makes caches forget it.
    pub fn set_own(&self, cx: &mut Context, name: &Obj<Str>, value: Value) {
        let dict = self.get(cx).dict.clone();
        super::dict::set_str(cx, &dict, name, value);
        // Only special names change what is known of the class itself.
        if name.items().starts_with(b"__") {
            self.modified(cx);
        } else {
            self.renew_versions(cx);
        }
    }

    /// The class or a base was changed: its shapes and those of subclasses get new versions.
    pub fn modified(&self, cx: &mut Context) {
        let flags = self.computed_flags(cx);
        let finalizer = self.lookup_uncached(cx, &cx.names().__del__.clone()).is_some();
        let interp = cx.interp();
        let this = self.get_mut(cx);
        this.flags = this.flags & !COMPUTED | flags;
        let object_flags = if finalizer { ObjectFlags::HAS_FINALIZER } else { 0 };
        for shape in this.shapes.iter().chain([&this.root, &this.dict_shape]) {
            shape.set_version(interp.fresh_version());
            shape.set_object_flags(object_flags);
        }
        for subclass in self.subclass_list(cx) {
            subclass.modified(cx);
        }
    }

    /// Makes caches forget what they know of the attributes of this class and those below it.
    fn renew_versions(&self, cx: &mut Context) {
        let interp = cx.interp();
        let this = self.get(cx);
        for shape in this.shapes.iter().chain([&this.root, &this.dict_shape]) {
            shape.set_version(interp.fresh_version());
        }
        for subclass in self.subclass_list(cx) {
            subclass.renew_versions(cx);
        }
    }

    fn computed_flags(&self, cx: &mut Context) -> u32 {
        let names = cx.names();
        let (getattribute, setattr, delattr, getattr, new, eq, hash) = (
            names.__getattribute__.clone(),
            names.__setattr__.clone(),
            names.__delattr__.clone(),
            names.__getattr__.clone(),
            names.__new__.clone(),
            names.__eq__.clone(),
            names.__hash__.clone(),
        );
        let native = |cx: &Context, name| match self.lookup_uncached(cx, name) {
            Some(Value::Ref(found)) => found.kind() == Kind::Native,
            Some(_) => false,
            None => true,
        };
        // What these types do for attributes, `protocol::attribute` does without a call.
        let known = |cx: &Context, name| match self.lookup_uncached(cx, name) {
            Some(Value::Ref(found)) => found.downcast::<super::Native>().is_some_and(|native| {
                let types = cx.types();
                native.owner.as_ref().is_some_and(|owner| {
                    [&types.object, &types.type_, &types.module, &types.super_]
                        .into_iter()
                        .any(|one| one.is(owner))
                })
            }),
            Some(_) => false,
            None => true,
        };
        let mut flags = 0;
        if !known(cx, &getattribute) {
            flags |= TypeFlags::CUSTOM_GETATTRIBUTE;
        }
        if !known(cx, &setattr) || !known(cx, &delattr) {
            flags |= TypeFlags::CUSTOM_SETATTR;
        }
        if self.lookup_uncached(cx, &getattr).is_some() {
            flags |= TypeFlags::HAS_GETATTR;
        }
        if !native(cx, &new) {
            flags |= TypeFlags::CUSTOM_NEW;
        }
        if !native(cx, &eq) || !native(cx, &hash) {
            flags |= TypeFlags::CUSTOM_EQ;
        }
        flags
    }

    /// The shape that an instance gets when `name` is added to one of shape `from`.
    pub fn extend_shape(&self, cx: &mut Context, from: NonNull<Shape>, name: &Obj<Str>) -> NonNull<Shape> {
        // SAFETY: shapes live as long as their class.
        let from = unsafe { from.as_ref() };
        if let Some(known) = from.transition(name) {
            return known;
        }
        let version = cx.interp().fresh_version();
        let shape = from.extended(name.clone(), version);
        let pointer = NonNull::from(&*shape);
        from.add_transition(name, pointer);
        let slots = shape.len();
        let this = self.get_mut(cx);
        this.shapes.push(shape);
        this.inline_slots = this.inline_slots.max(slots.min(crate::objects::instance::MOST_INLINE) as u16);
        pointer
    }

    /// Looks up a special method of the class and binds nothing.
    #[inline]
    pub fn special(
        &self,
        cx: &mut Context,
        name: impl FnOnce(&crate::names::Names) -> &Obj<Str>,
    ) -> Option<Value> {
        let name = name(&cx.interp_ref().names).clone();
        self.lookup(cx, &name)
    }

    /// The direct subclasses, oldest first.
    pub fn subclass_list(&self, cx: &Context) -> Vec<Obj<Type>> {
        let list = &self.get(cx).subclasses;
        // SAFETY: a subclass takes itself off the list before it dies.
        list.iter()
            .filter_map(|subclass| unsafe { Ref::cloned(*subclass) }.try_downcast::<Type>().ok())
            .collect()
    }

    /// Changes the list of subclasses. Needs no context: called when a class dies.
    pub(crate) fn edit_subclasses(&self, edit: impl FnOnce(&mut Vec<NonNull<Header>>)) {
        // SAFETY: I-1; no borrow of the list is ever held across a drop.
        unsafe { self.with_payload(|this| edit(&mut this.subclasses)) };
    }
}

const COMPUTED: u32 = TypeFlags::CUSTOM_GETATTRIBUTE
    | TypeFlags::CUSTOM_SETATTR
    | TypeFlags::HAS_GETATTR
    | TypeFlags::CUSTOM_NEW
    | TypeFlags::CUSTOM_EQ;

/// The method resolution order of a class with these bases, itself left out: the C3 linearisation (Barrett et
/// al., "A Monotonic Superclass Linearization for Dylan", 1996).
pub fn linearize(cx: &mut Context, bases: &[Obj<Type>]) -> PyResult<Vec<Obj<Type>>> {
    let mut lists: Vec<Vec<Obj<Type>>> = bases.iter().map(|base| base.mro(cx)).collect();
    lists.push(bases.to_vec());
    let mut order = Vec::new();
    loop {
        lists.retain(|list| !list.is_empty());
        if lists.is_empty() {
            return Ok(order);
        }
        let good = lists
            .iter()
            .map(|list| &list[0])
            .find(|candidate| !lists.iter().any(|list| list[1..].iter().any(|later| later.is(candidate))));
        let Some(good) = good.cloned() else {
            let mut names: Vec<String> = Vec::new();
            for list in &lists {
                let name = list[0].name(cx);
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            return Err(cx.type_error(format!(
                "Cannot create a consistent method resolution order (MRO) for bases {}",
                names.join(", ")
            )));
        };
        for list in &mut lists {
            if list[0].is(&good) {
                list.remove(0);
            }
        }
        order.push(good);
    }
}

pub use super::type_methods::TYPE;
