//! Interned names that the VM itself uses, as fields: `cx.names().__init__`.

use crate::heap::Obj;
use crate::objects::Str;

macro_rules! names {
    ($($name:ident)*) => {
        /// Strings that the VM looks up often, interned once per interpreter.
        #[expect(missing_docs, reason = "each field is its own name")]
        pub struct Names { $(pub $name: Obj<Str>,)* }

        impl Names {
            /// Interns all names.
            pub(crate) fn new(mut intern: impl FnMut(&str) -> Obj<Str>) -> Names {
                Names { $($name: intern(stringify!($name).trim_end_matches("__name_only")),)* }
            }
        }
    };
}

names! {
    __abs__ __add__ __aenter__ __aexit__ __aiter__ __and__ __anext__ __annotate__ __annotate_func__ __annotations__ __await__
    __bases__ __bool__ __build_class__ __builtins__ __bytes__ __call__ __cause__ __ceil__ __class__ __class_getitem__
    __classcell__ __closure__ __code__ __complex__ __contains__ __context__ __debug__ __defaults__ __del__ __delattr__
    __delete__ __delitem__ __dict__ __dir__ __divmod__ __doc__ __enter__ __eq__ __exit__ __file__ __float__
    __firstlineno__ __floor__ __floordiv__ __format__ __func__ __ge__ __get__ __getattr__ __getattribute__ __getitem__
    __getnewargs__ __getstate__ __globals__ __gt__ __hash__ __iadd__ __iand__ __ifloordiv__ __ilshift__ __imatmul__ __imod__ __import__
    __imul__ __index__ __init__ __init_subclass__ __instancecheck__ __int__ __invert__ __ior__ __ipow__ __irshift__
    __isub__ __iter__ __itruediv__ __ixor__ __kwdefaults__ __le__ __len__ __length_hint__ __loader__ __lshift__
    __lt__ __main__ __matmul__ __missing__ __mod__ __module__ __mro__ __mro_entries__ __mul__ __name__ __ne__ __neg__
    __new__ __next__ __notes__ __objclass__ __or__ __package__ __path__ __pos__ __pow__ __prepare__ __qualname__ __radd__
    __rand__ __rdivmod__ __reduce__ __reduce_ex__ __repr__ __reversed__ __rfloordiv__ __rlshift__ __rmatmul__ __rmod__
    __rmul__ __ror__ __round__ __rpow__ __rrshift__ __rshift__ __rsub__ __rtruediv__ __rxor__ __self__ __set__
    __set_name__ __setattr__ __setitem__ __sizeof__ __slots__ __spec__ __static_attributes__ __str__ __sub__ __subclasscheck__ __subclasshook__
    __suppress_context__ __traceback__ __truediv__ __trunc__ __type_params__ __warningregistry__ __weakref__ __wrapped__ __xor__ __abstractmethods__ __all__
    __signature__ __text_signature__ __isabstractmethod__ __orig_bases__ __orig_class__ __origin__ __args__ __parameters__
    add append args builtins clear close copy core count displayhook encoding errors excepthook exc_info extend fileno find_spec
    flush fset fget fdel get getattr index insert items join keys last_exc last_type last_value last_traceback line main modules metaclass mro name name_from msg
    mode newline obj open path pop print_exception ps1 ps2 read readline real imag numerator denominator remove reason
    send setdefault sort stderr stdin stdout stop_iteration strip sys threading throw tracebacklimit unraisablehook update
    value values write filename filename2 errno strerror offset text end_lineno end_offset lineno print_file_and_line
    object start end characters_written code key reverse default file sep level fromlist globals locals
    _shutdown path_importer_cache meta_path
}
