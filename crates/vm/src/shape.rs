//! Shapes (hidden classes): what an instance's attribute slots mean.
//!
//! ```text
//! class Point            root ──"x"──▶ {x:0} ──"y"──▶ {x:0, y:1}
//!                                                      ▲
//! p = Point(); p.x = 1; p.y = 2        header.shape ───┘     slots [1, 2]
//! ```
//!
//! A shape belongs to one class and names the slots in order. Its *version* is a number no other shape of the
//! interpreter has; an inline cache remembers a version, so that one compare checks the class, the layout and
//! that neither the class nor a base was changed since: changing a class gives all its shapes new versions.
//! The idea is Self's maps (Chambers, Ungar and Lee, 1989).
//!
//! Where instances store the slots is described in [`crate::objects::instance`].

use std::cell::{Cell, RefCell};
use std::ptr::NonNull;

use crate::heap::{Header, Obj, Ref};
use crate::objects::{Str, Type};

/// Attributes above this number turn the instance to dict mode.
pub const MOST_SLOTS: usize = 128;

/// The layout of some instances of one class.
pub struct Shape {
    version: Cell<u32>,
    flags: u8,
    object_flags: Cell<u8>,
    class: NonNull<Header>,
    /// How many slots come first that belong to `__slots__` and have no name here.
    hidden: u16,
    names: Vec<Obj<Str>>,
    next: RefCell<Vec<(usize, NonNull<Shape>)>>,
}

impl Shape {
    /// Instances keep their class alive (it is not one of the interpreter's own).
    pub const COUNTS_CLASS: u8 = 1;
    /// All attributes are in the instance's dict.
    pub const DICT_MODE: u8 = 2;
    /// Instances have no `__dict__`: only `__slots__`, or nothing.
    pub const CLOSED: u8 = 4;

    /// The shape of a fresh instance of a class. The class owns it.
    pub fn root(class: NonNull<Header>, version: u32, flags: u8, hidden: u16) -> Box<Shape> {
        Box::new(Shape {
            version: Cell::new(version),
            flags,
            object_flags: Cell::new(0),
            class,
            hidden,
            names: Vec::new(),
            next: RefCell::default(),
        })
    }

    /// This shape and one more name. The class owns the result and must remember it as a transition.
    pub fn extended(&self, name: Obj<Str>, version: u32) -> Box<Shape> {
        let mut names = self.names.clone();
        names.push(name);
        Box::new(Shape {
            version: Cell::new(version),
            flags: self.flags,
            object_flags: self.object_flags.clone(),
            class: self.class,
            hidden: self.hidden,
            names,
            next: RefCell::default(),
        })
    }

    /// The number that caches compare; zero is never valid.
    #[inline(always)]
    pub fn version(&self) -> u32 {
        self.version.get()
    }

    pub(crate) fn set_version(&self, version: u32) {
        self.version.set(version);
    }

    /// Header flags that every new object of the class gets (it has a finalizer).
    pub(crate) fn object_flags(&self) -> u8 {
        self.object_flags.get()
    }

    pub(crate) fn set_object_flags(&self, flags: u8) {
        self.object_flags.set(flags);
    }

    /// Whether `flag` is set.
    #[inline(always)]
    pub fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    /// The class, without a count.
    #[inline(always)]
    pub(crate) fn class_ptr(&self) -> NonNull<Header> {
        self.class
    }

    /// The class.
    #[inline(always)]
    pub fn class(&self) -> &Obj<Type> {
        // SAFETY: a shape's class is alive while the shape is, and its payload is a `Type`; both wrappers are
        // transparent over the pointer stored here.
        unsafe { &*std::ptr::from_ref(&self.class).cast::<Obj<Type>>() }
    }

    #[inline(always)]
    pub(crate) fn retain_class(&self) {
        if self.has(Self::COUNTS_CLASS) {
            self.class().as_object().count_up();
        }
    }

    /// Undoes `retain_class` for an object that died.
    ///
    /// # Safety
    /// Called once per object, after its payload is gone.
    pub(crate) unsafe fn release_class(shape: NonNull<Shape>) {
        // SAFETY: the shape is alive until its class is released here.
        unsafe {
            if shape.as_ref().has(Self::COUNTS_CLASS) {
                drop(Ref::from_counted(shape.as_ref().class));
            }
        }
    }

    /// Number of slots, hidden ones included.
    #[inline]
    pub fn len(&self) -> usize {
        self.names.len() + usize::from(self.hidden)
    }

    /// Whether there is no slot at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many slots belong to `__slots__`.
    pub fn hidden(&self) -> usize {
        usize::from(self.hidden)
    }

    /// The slot of an attribute; names are interned, so the pointer is compared.
    #[inline]
    pub fn slot_of(&self, name: &Obj<Str>) -> Option<usize> {
        self.names.iter().position(|known| known.is(name)).map(|index| index + usize::from(self.hidden))
    }

    /// The attribute names in order.
    pub fn names(&self) -> &[Obj<Str>] {
        &self.names
    }

    /// The shape that follows when `name` is added, if it was made before.
    pub fn transition(&self, name: &Obj<Str>) -> Option<NonNull<Shape>> {
        self.next.borrow().iter().find(|(known, _)| *known == name.address()).map(|(_, shape)| *shape)
    }

    pub(crate) fn add_transition(&self, name: &Obj<Str>, shape: NonNull<Shape>) {
        self.next.borrow_mut().push((name.address(), shape));
    }
}
