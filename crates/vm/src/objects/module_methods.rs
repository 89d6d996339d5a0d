//! Modules: methods and attributes.

use crate::heap::Obj;
use crate::native::{Attribute, Keywords, Rest, Row};
use crate::objects::exception::ExceptionKind;
use crate::objects::exception_methods::import_failure;
use crate::objects::{Dict, Kind, Module, Str, object_methods};
use crate::{Context, PyResult, Raised, Value, method, static_method};

/// Methods.
pub static METHODS: &[Row] = &[
    static_method!("__new__", "(type, *args, **kwargs)", "Create and return a new object.", new),
    method!("__init__", "($self, /, name, doc=None)", "Initialize self.", init),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__dir__", "($self, /)", "Names of the module, or what its own __dir__ says.", dir),
];

/// Attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "__dict__", doc: "", get: get_dict, set: Some(super::function_methods::readonly) },
    Attribute { name: "__annotations__", doc: "", get: get_annotations, set: Some(set_annotations) },
    Attribute { name: "__annotate__", doc: "", get: get_annotate, set: Some(set_annotate) },
];

fn new(cx: &mut Context, class: Value, _args: Rest, _keywords: Keywords) -> PyResult<Obj<Module>> {
    let class = object_methods::class_for_new(cx, &class, "module", Kind::Module)?;
    let dict = cx.new_dict(Default::default());
    Ok(cx.alloc_as(&class, Module { dict }))
}

fn init(cx: &mut Context, this: Obj<Module>, name: Value, doc: Option<Value>) -> PyResult<()> {
    if !name.as_ref().is_some_and(|object| object.kind() == Kind::Str) {
        let got = cx.type_name(&name);
        return Err(cx.type_error(format!("module() argument 'name' must be str, not {got}")));
    }
    let dict = this.get(cx).dict.clone();
    let names = cx.names();
    let entries = [
        (names.__name__.clone(), name),
        (names.__doc__.clone(), doc.unwrap_or(Value::None)),
        (names.__package__.clone(), Value::None),
        (names.__loader__.clone(), Value::None),
        (names.__spec__.clone(), Value::None),
    ];
    for (key, value) in entries {
        super::dict::set_str(cx, &dict, &key, value);
    }
    Ok(())
}

fn own(cx: &Context, module: &Obj<Module>, name: &Obj<Str>) -> Option<Value> {
    module.get(cx).dict.get(cx).table.get_str(name).cloned()
}

fn own_text(cx: &mut Context, module: &Obj<Module>, name: &str) -> Option<Obj<Str>> {
    let name = cx.intern(name);
    own(cx, module, &name)
        .and_then(|value| value.as_ref().and_then(|object| object.downcast::<Str>()).cloned())
}

/// What the module's own `__getattr__` gives for a name that is not there. In Gila's library, an `AttributeError` without
/// a message stands for the usual one.
pub fn missing_attr(cx: &mut Context, module: &Obj<Module>, name: &Obj<Str>) -> PyResult<Option<Value>> {
    let key = cx.names().__getattr__.clone();
    let Some(getattr) = own(cx, module, &key) else { return Ok(None) };
    match cx.call(&getattr, &[name.value()]) {
        Err(raised)
            if is_of_library(cx, &getattr)
                && cx.is_exception(&raised, ExceptionKind::AttributeError)
                && raised.0.get(cx).args.items().is_empty() =>
        {
            Ok(None)
        }
        found => found.map(Some),
    }
}

fn is_of_library(cx: &Context, function: &Value) -> bool {
    let function = function.as_ref().and_then(|object| object.downcast::<super::Function>());
    function.is_some_and(|function| function.get(cx).code.filename.to_string_lossy().starts_with("<frozen "))
}

/// `from module import name` when the module's `__getattr__` has no such attribute. What Gila's library says is missing
/// is passed on; `None` where the usual message will do.
pub fn missing_import(cx: &mut Context, module: &Value, raised: &Raised) -> Option<Raised> {
    let module = module.as_ref().and_then(|object| object.downcast::<Module>()).cloned()?;
    let key = cx.names().__getattr__.clone();
    let getattr = own(cx, &module, &key)?;
    if !is_of_library(cx, &getattr) || raised.0.get(cx).args.items().is_empty() {
        return None;
    }
    let text = raised.0.get(cx).args.items()[0].clone();
    Some(cx.error_with(ExceptionKind::ImportError, vec![text]))
}

/// The message of the `AttributeError` for a name that a module does not have. A module that is still being
/// imported, or that hides another one, is told apart: that is the mistake behind most of these errors.
pub fn no_attribute_text(cx: &mut Context, module: &Obj<Module>, attribute: &str) -> String {
    let Some(name) = own_text(cx, module, "__name__") else {
        return format!("module has no attribute '{attribute}'");
    };
    let name = name.to_string_lossy();
    let plain = format!("module '{name}' has no attribute '{attribute}'");
    let spec_name = cx.names().__spec__.clone();
    let Some(spec) = own(cx, module, &spec_name).filter(|spec| !spec.is_none()) else { return plain };
    let origin = origin_of(cx, module, &spec);
    let shadowing = origin.as_ref().is_some_and(|origin| is_script_folder(cx, origin));
    let quoted = |text: &str| format!("'{text}'");
    if let Some(origin) = origin.as_deref().filter(|_| shadowing)
        && import_failure::is_standard_library(cx, &name)
    {
        return format!(
            "{plain} (consider renaming {} since it has the same name as the standard library module named '{name}' and prevents importing that standard library module)",
            quoted(origin)
        );
    }
    if is_initializing(cx, &spec) {
        return match origin {
            Some(origin) if shadowing => format!(
                "{plain} (consider renaming {} if it has the same name as a library you intended to import)",
                quoted(&origin)
            ),
            Some(origin) => format!(
                "partially initialized module '{name}' from '{origin}' has no attribute '{attribute}' (most likely due to a circular import)"
            ),
            None => format!(
                "partially initialized module '{name}' has no attribute '{attribute}' (most likely due to a circular import)"
            ),
        };
    }
    if is_importing_submodule(cx, &name, attribute) {
        return format!(
            "cannot access submodule '{attribute}' of module '{name}' (most likely due to a circular import)"
        );
    }
    plain
}

/// An attribute of a spec; a spec that raises counts as one that knows nothing, since an error message is being
/// made.
fn spec_attr(cx: &mut Context, spec: &Value, name: &str) -> Option<Value> {
    let name = cx.intern(name);
    cx.attr_or_absent(spec, &name).ok().flatten()
}

fn is_initializing(cx: &mut Context, spec: &Value) -> bool {
    spec_attr(cx, spec, "_initializing").is_some_and(|flag| cx.truth(&flag).unwrap_or(false))
}

fn origin_of(cx: &mut Context, module: &Obj<Module>, spec: &Value) -> Option<String> {
    let has_location = spec_attr(cx, spec, "has_location")?;
    if !cx.truth(&has_location).unwrap_or(false) {
        return None;
    }
    let origin = spec_attr(cx, spec, "origin")
        .and_then(|origin| origin.as_ref().and_then(|object| object.downcast::<Str>()).cloned())
        .or_else(|| own_text(cx, module, "__file__"))?;
    Some(origin.to_string_lossy())
}

/// Whether a file lies in the script's folder, as modules do that hide others by mistake.
fn is_script_folder(cx: &mut Context, file: &str) -> bool {
    let folder = import_failure::script_folder(cx);
    folder.is_some_and(|folder| std::path::Path::new(file).parent() == Some(std::path::Path::new(&folder)))
}

fn is_importing_submodule(cx: &mut Context, name: &str, attribute: &str) -> bool {
    let key = cx.intern(&format!("{name}.{attribute}"));
    let modules = cx.interp_ref().modules.clone();
    let Some(submodule) = super::dict::get_str(cx, &modules, &key) else { return false };
    spec_attr(cx, &submodule, "__spec__").is_some_and(|spec| is_initializing(cx, &spec))
}

fn repr(cx: &mut Context, this: Obj<Module>) -> PyResult<String> {
    let name_key = cx.names().__name__.clone();
    let spec_key = cx.names().__spec__.clone();
    let file_key = cx.names().__file__.clone();
    let spec = own(cx, &this, &spec_key).unwrap_or(Value::None);
    let name = match own(cx, &this, &name_key) {
        Some(name) => cx.repr_text(&name)?,
        None => "'?'".to_string(),
    };
    if !spec.is_none() {
        let name = match spec_attr(cx, &spec, "name") {
            Some(name) => cx.repr_text(&name)?,
            None => name,
        };
        let origin = spec_attr(cx, &spec, "origin").unwrap_or(Value::None);
        if origin.is_none() {
            return Ok(format!("<module {name}>"));
        }
        let located = match spec_attr(cx, &spec, "has_location") {
            Some(flag) => cx.truth(&flag)?,
            None => false,
        };
        return Ok(if located {
            format!("<module {name} from {}>", cx.repr_text(&origin)?)
        } else {
            format!("<module {name} ({})>", cx.str_text(&origin)?)
        });
    }
    match own(cx, &this, &file_key) {
        Some(file) => Ok(format!("<module {name} from {}>", cx.repr_text(&file)?)),
        None => Ok(format!("<module {name}>")),
    }
}

fn dir(cx: &mut Context, this: Obj<Module>) -> PyResult<Value> {
    let key = cx.names().__dir__.clone();
    if let Some(own_dir) = own(cx, &this, &key) {
        return cx.call(&own_dir, &[]);
    }
    let dict = this.get(cx).dict.clone();
    let names = cx.new_dict(Default::default());
    object_methods::add_names(cx, &dict, &names)?;
    Ok(object_methods::name_list(cx, &names).into())
}

fn this(cx: &mut Context, object: &Value, name: &str) -> PyResult<Obj<Dict>> {
    Ok(super::native_methods::receiver::<Module>(cx, object, name, "module")?.get(cx).dict.clone())
}

fn get_dict(cx: &mut Context, object: &Value) -> PyResult<Value> {
    Ok(this(cx, object, "__dict__")?.into())
}

fn get_annotate(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let dict = this(cx, object, "__annotate__")?;
    let key = cx.names().__annotate__.clone();
    if let Some(found) = super::dict::get_str(cx, &dict, &key) {
        return Ok(found);
    }
    super::dict::set_str(cx, &dict, &key, Value::None);
    Ok(Value::None)
}

fn set_annotate(cx: &mut Context, object: &Value, value: Value) -> PyResult<()> {
    let dict = this(cx, object, "__annotate__")?;
    if value.is_empty() {
        return Err(cx.type_error("cannot delete __annotate__ attribute"));
    }
    if !value.is_none() && !cx.is_callable(&value) {
        return Err(cx.type_error("__annotate__ must be callable or None"));
    }
    let forget = !value.is_none();
    let key = cx.names().__annotate__.clone();
    super::dict::set_str(cx, &dict, &key, value);
    if forget {
        let key = cx.names().__annotations__.clone();
        drop(super::dict::remove_str(cx, &dict, &key));
    }
    Ok(())
}

fn get_annotations(cx: &mut Context, object: &Value) -> PyResult<Value> {
    let dict = this(cx, object, "__annotations__")?;
    let key = cx.names().__annotations__.clone();
    if let Some(found) = super::dict::get_str(cx, &dict, &key) {
        return Ok(found);
    }
    let annotate = get_annotate(cx, object)?;
    let annotations = cx.annotations_by(&annotate)?;
    super::dict::set_str(cx, &dict, &key, annotations.value());
    Ok(annotations.into())
}

fn set_annotations(cx: &mut Context, object: &Value, value: Value) -> PyResult<()> {
    let dict = this(cx, object, "__annotations__")?;
    let key = cx.names().__annotations__.clone();
    if value.is_empty() {
        if super::dict::remove_str(cx, &dict, &key).is_none() {
            return Err(cx.attribute_error("__annotations__"));
        }
    } else {
        super::dict::set_str(cx, &dict, &key, value);
    }
    let key = cx.names().__annotate__.clone();
    drop(super::dict::remove_str(cx, &dict, &key));
    Ok(())
}
