//! `object`: the root of all classes. The methods are in [`super::object_methods`].

use crate::heap::Ref;
use crate::{Context, Value};

/// Calls `__del__` of an object that is about to die. An exception is reported, not raised. The object dies
/// afterwards unless somebody has taken a reference.
pub(crate) fn finalize(cx: &mut Context, object: Ref) {
    let value = Value::Ref(object);
    if let Some(generator) = value.as_ref().and_then(|object| object.downcast::<super::Generator>()).cloned()
    {
        super::generator::finalize(cx, &generator);
        return;
    }
    let class = cx.type_of(&value);
    let Some(method) = class.special(cx, |names| &names.__del__) else { return };
    if let Err(raised) = cx.call_special(method.clone(), &value, []) {
        cx.report_unraisable(raised, "Exception ignored while calling deallocator", &method);
    }
}

pub use super::object_methods::TYPE;
