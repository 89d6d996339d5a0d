//! The builtin types, one file each: payload, behaviour, and the [`TypeSpec`] that lists what Python sees.
//!
//! A builtin type is its file and one row in [`types!`] below; a new payload type also needs a row in
//! [`kinds!`]. What all types share (attribute lookup, calls, comparison…) is in [`crate::protocol`].

pub mod adaptors;
pub mod buffer;
pub mod bytearray;
pub mod bytearray_methods;
pub mod bytes;
pub mod bytes_methods;
pub mod cell;
pub mod code;
pub mod code_methods;
pub mod codec;
pub mod construct;
pub mod dict;
pub mod dict_methods;
pub mod dict_views;
pub mod display;
pub mod exception;
pub mod exception_methods;
pub mod float;
pub mod float_methods;
pub mod format;
pub mod function;
pub mod function_methods;
pub mod generator;
pub mod generator_methods;
pub mod generic_alias;
pub mod instance;
pub mod int;
pub mod int_methods;
pub mod iterator_methods;
pub mod iterators;
pub mod list;
pub mod list_methods;
pub mod list_slices;
pub mod list_sort;
pub mod mapping_proxy;
pub mod memoryview;
pub mod memoryview_methods;
pub mod method;
pub mod module;
pub mod module_methods;
pub mod native;
pub mod native_methods;
pub mod object;
pub mod object_methods;
pub mod object_reduce;
pub mod property;
pub mod property_methods;
pub mod range;
pub mod range_methods;
pub mod set;
pub mod set_changes;
pub mod set_methods;
pub mod set_table;
pub mod singletons;
pub mod slice;
pub mod slice_methods;
pub mod str;
pub mod str_methods;
pub mod super_;
pub mod super_methods;
pub mod table;
pub mod traceback;
pub mod traceback_methods;
pub mod tuple;
pub mod tuple_methods;
pub mod type_;
pub mod type_attributes;
pub mod type_check;
pub mod type_methods;
pub mod type_new;
pub mod union;
pub mod weakref;
pub mod weakref_methods;
pub mod weakref_proxy;

pub use bytes::Bytes;
pub use cell::Cell;
pub use code::Code;
pub use dict::Dict;
pub use exception::Exception;
pub use function::Function;
pub use generator::Generator;
pub use instance::Instance;
pub use list::List;
pub use method::BoundMethod;
pub use module::Module;
pub use native::Native;
pub use str::Str;
pub use tuple::Tuple;
pub use type_::{Type, TypeSpec};

use crate::heap::{KindRow, Obj};

/// One row per payload type: the kind's name, the payload, whether it ends in an array (`tailed`), and whether
/// it can be part of a reference cycle (`container`).
macro_rules! kinds {
    (@row $payload:ty, tailed($head:ty, $item:ty)) => { KindRow::tailed::<$head, $item>() };
    (@row $payload:ty, extension) => { crate::heap::extension::kind_row() };
    (@row $payload:ty, sized) => { KindRow::sized::<$payload>() };
    (@container container) => { true };
    (@container leaf) => { false };
    ($($(#[doc = $doc:literal])+ $kind:ident: $payload:ty, $form:ident $(($($form_args:tt)*))?, $container:ident;)*) => {
        /// Which payload an object has: its layout, not its class (instances of `class L(list)` are `List`).
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[repr(u8)]
        pub enum Kind { $($(#[doc = $doc])+ $kind,)* }

        static ROWS: &[KindRow] = &[$(kinds!(@row $payload, $form $(($($form_args)*))?),)*];
        static CONTAINERS: &[bool] = &[$(kinds!(@container $container),)*];

        impl Kind {
            /// What the heap needs to know of the kind.
            #[inline(always)]
            pub fn row(self) -> &'static KindRow { &ROWS[self as usize] }
            /// Whether objects of the kind can be part of a reference cycle.
            #[inline(always)]
            pub fn is_container(self) -> bool { CONTAINERS[self as usize] }
        }
    };
}

kinds! {
    /// An instance of a class written in Python that has no builtin layout.
    Instance: Instance, tailed(instance::InstanceHead, crate::Value), container;
    /// A class.
    Type: Type, sized, container;
    /// `str`.
    Str: Str, tailed(str::StrHead, u8), leaf;
    /// `bytes`.
    Bytes: Bytes, tailed(bytes::BytesHead, u8), leaf;
    /// `bytearray`.
    ByteArray: bytearray::ByteArray, sized, leaf;
    /// `memoryview`.
    MemoryView: memoryview::MemoryView, sized, container;
    /// An `int` beyond 64 bits, or of a subclass of `int`.
    Int: int::Int, sized, leaf;
    /// A `float` of a subclass of `float`.
    Float: float::Float, sized, leaf;
    /// `tuple`.
    Tuple: Tuple, tailed(tuple::TupleHead, crate::Value), container;
    /// `list`.
    List: List, sized, container;
    /// `dict`.
    Dict: Dict, sized, container;
    /// `dict.keys()`, `.values()`, `.items()`.
    DictView: dict::DictView, sized, container;
    /// `set` or `frozenset`.
    Set: set::Set, sized, container;
    /// `range`.
    Range: range::Range, sized, leaf;
    /// `slice`.
    Slice: slice::Slice, sized, container;
    /// A class with arguments, `list[int]`.
    GenericAlias: generic_alias::GenericAlias, sized, container;
    /// A runnable code object.
    Code: Code, sized, container;
    /// A function written in Python.
    Function: Function, sized, container;
    /// A function bound to its first argument.
    BoundMethod: BoundMethod, sized, container;
    /// A function written in Rust, or a method of a builtin type, bound or not.
    Native: Native, sized, container;
    /// A closure's cell.
    Cell: Cell, sized, container;
    /// A module.
    Module: Module, sized, container;
    /// An exception.
    Exception: Exception, sized, container;
    /// A generator.
    Generator: Generator, sized, container;
    /// Iterators over builtin containers, one payload for all.
    Iterator: iterators::Iterator, sized, container;
    /// `property`.
    Property: property::Property, sized, container;
    /// `staticmethod` or `classmethod`.
    MethodWrapper: property::MethodWrapper, sized, container;
    /// The descriptor of a `__slots__` entry.
    Member: property::Member, sized, container;
    /// The descriptor of an attribute computed in Rust.
    Computed: native::Computed, sized, container;
    /// A read-only view of a mapping.
    MappingProxy: mapping_proxy::MappingProxy, sized, container;
    /// A union of types, `int | str`.
    Union: union::Union, sized, container;
    /// `super`.
    Super: super_::Super, sized, container;
    /// A weak reference.
    WeakRef: weakref::WeakRef, sized, container;
    /// A traceback entry.
    Traceback: traceback::Traceback, sized, container;
    /// A frame object.
    Frame: traceback::FrameObject, sized, container;
    /// An object of a builtin module.
    Extension: (), extension, container;
    /// `Ellipsis` and `NotImplemented`.
    Singleton: singletons::Singleton, sized, leaf;
}

/// One row per builtin type: the field of [`Types`] and the specification in the type's file. A type comes
/// after its base.
macro_rules! types {
    ($($field:ident: $spec:path;)*) => {
        /// The builtin types of one interpreter.
        #[expect(missing_docs, reason = "the names are Python's")]
        pub struct Types { $(pub $field: Obj<Type>,)* }

        impl Types {
            /// The specifications in the order of the fields.
            pub(crate) const SPECS: &'static [&'static TypeSpec] = &[$(&$spec,)*];

            /// Every builtin type.
            pub(crate) fn all(&self) -> Vec<Obj<Type>> {
                vec![$(self.$field.clone(),)*]
            }

            /// Takes the types made from [`Types::SPECS`], in that order.
            pub(crate) fn from_list(made: Vec<Obj<Type>>) -> Types {
                let mut made = made.into_iter();
                Types { $($field: made.next().expect("I-9: one type per specification"),)* }
            }
        }
    };
}

types! {
    object: object::TYPE;
    type_: type_::TYPE;
    none: singletons::NONE_TYPE;
    not_implemented: singletons::NOT_IMPLEMENTED_TYPE;
    ellipsis: singletons::ELLIPSIS_TYPE;
    int: int::TYPE;
    bool: int::BOOL_TYPE;
    float: float::TYPE;
    str: str::TYPE;
    bytes: bytes::TYPE;
    bytearray: bytearray::TYPE;
    memoryview: memoryview_methods::TYPE;
    tuple: tuple::TYPE;
    list: list::TYPE;
    dict: dict::TYPE;
    dict_keys: dict::KEYS_TYPE;
    dict_values: dict::VALUES_TYPE;
    dict_items: dict::ITEMS_TYPE;
    set: set::TYPE;
    frozenset: set::FROZEN_TYPE;
    range: range::TYPE;
    slice: slice::TYPE;
    code: code::TYPE;
    function: function::TYPE;
    method: method::TYPE;
    builtin_function: native::FUNCTION_TYPE;
    method_descriptor: native::METHOD_DESCRIPTOR_TYPE;
    wrapper_descriptor: native::WRAPPER_DESCRIPTOR_TYPE;
    classmethod_descriptor: native::CLASSMETHOD_DESCRIPTOR_TYPE;
    method_wrapper: native::METHOD_WRAPPER_TYPE;
    getset_descriptor: native::GETSET_TYPE;
    member_descriptor: property::MEMBER_TYPE;
    cell: cell::TYPE;
    module: module::TYPE;
    generator: generator::TYPE;
    property: property::TYPE;
    classmethod: property::CLASSMETHOD_TYPE;
    staticmethod: property::STATICMETHOD_TYPE;
    super_: super_::TYPE;
    weakref: weakref::TYPE;
    weakref_proxy: weakref_proxy::TYPE;
    weakref_callable_proxy: weakref_proxy::CALLABLE_TYPE;
    mapping_proxy: mapping_proxy::TYPE;
    union: union::TYPE;
    traceback: traceback::TYPE;
    frame: traceback::FRAME_TYPE;
    list_iterator: iterators::LIST_TYPE;
    list_reverse_iterator: iterators::LIST_REVERSE_TYPE;
    tuple_iterator: iterators::TUPLE_TYPE;
    range_iterator: iterators::RANGE_TYPE;
    str_ascii_iterator: iterators::STR_ASCII_TYPE;
    str_iterator: iterators::STR_TYPE;
    bytes_iterator: iterators::BYTES_TYPE;
    bytearray_iterator: iterators::BYTEARRAY_TYPE;
    memory_iterator: iterators::MEMORY_TYPE;
    dict_key_iterator: iterators::DICT_KEY_TYPE;
    dict_value_iterator: iterators::DICT_VALUE_TYPE;
    dict_item_iterator: iterators::DICT_ITEM_TYPE;
    dict_reverse_key_iterator: iterators::DICT_REVERSE_KEY_TYPE;
    dict_reverse_value_iterator: iterators::DICT_REVERSE_VALUE_TYPE;
    dict_reverse_item_iterator: iterators::DICT_REVERSE_ITEM_TYPE;
    set_iterator: iterators::SET_TYPE;
    long_range_iterator: iterators::LONG_RANGE_TYPE;
    enumerate: adaptors::ENUMERATE_TYPE;
    zip: adaptors::ZIP_TYPE;
    map: adaptors::MAP_TYPE;
    filter: adaptors::FILTER_TYPE;
    reversed: adaptors::REVERSED_TYPE;
    generic_alias: generic_alias::TYPE;
    callable_iterator: iterators::CALLABLE_TYPE;
    sequence_iterator: iterators::SEQUENCE_TYPE;
    base_exception: exception::BASE_TYPE;
}
