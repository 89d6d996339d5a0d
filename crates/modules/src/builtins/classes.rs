//! Functions about classes.

use vm::native::{Keywords, Rest, Row};
use vm::objects::type_new;
use vm::{Context, PyResult, Value, function};

pub(super) const BUILD_CLASS: Row =
    function!("__build_class__", "(*args, **kwds)", "What a class statement calls.", build_class);

fn build_class(cx: &mut Context, args: Rest, keywords: Keywords) -> PyResult<Value> {
    let mut args = args.0.into_iter();
    let (Some(function), Some(name)) = (args.next(), args.next()) else {
        return Err(type_new::not_enough(cx));
    };
    type_new::build_class(cx, function, name, args.collect(), keywords.0)
}

pub(super) fn isinstance(cx: &mut Context, object: Value, class: Value) -> PyResult<bool> {
    cx.isinstance(&object, &class)
}

pub(super) fn issubclass(cx: &mut Context, class: Value, of: Value) -> PyResult<bool> {
    cx.issubclass(&class, &of)
}
