//! `__spec__`: what a module says of where it is from.

use std::cell::RefCell;

use vm::heap::Obj;
use vm::native::Row;
use vm::objects::{Type, dict};
use vm::{Context, PyResult, Value, method};

use super::find::embedded_folder;

/// Where a module is from.
pub enum Place<'a> {
    /// Written in Rust.
    BuiltIn,
    /// A Python file in the binary.
    Frozen {
        /// Whether it is a package.
        is_package: bool,
    },
    /// A file.
    File {
        /// Its path.
        path: &'a str,
        /// The package's folder, if it is one.
        folder: Option<&'a str>,
    },
    /// Folders without `__init__.py`.
    Namespace(&'a [String]),
}

impl Place<'_> {
    /// Whether the module is a package.
    pub fn is_package(&self) -> bool {
        match self {
            Place::BuiltIn => false,
            Place::Frozen { is_package } => *is_package,
            Place::File { folder, .. } => folder.is_some(),
            Place::Namespace(_) => true,
        }
    }

    /// `__path__` of a package.
    pub fn search_locations(&self, name: &str) -> Option<Vec<String>> {
        match self {
            Place::Frozen { is_package: true } => Some(vec![embedded_folder(name)]),
            Place::File { folder: Some(folder), .. } => Some(vec![(*folder).to_owned()]),
            Place::Namespace(portions) => Some(portions.to_vec()),
            _ => None,
        }
    }

    fn origin(&self) -> Option<&str> {
        match self {
            Place::BuiltIn => Some("built-in"),
            Place::Frozen { .. } => Some("frozen"),
            Place::File { path, .. } => Some(path),
            Place::Namespace(_) => None,
        }
    }
}

/// Methods of `ModuleSpec`.
static METHODS: &[Row] = &[method!("__repr__", "($self, /)", "Return repr(self).", repr)];

/// The class of `__spec__`, kept once it was made.
#[derive(Default)]
struct SpecClass(RefCell<Option<Obj<Type>>>);

/// The class of `__spec__`.
pub fn spec_class(cx: &mut Context) -> PyResult<Obj<Type>> {
    let known = cx.interp_ref().extension::<SpecClass>();
    if let Some(class) = known.0.borrow().as_ref() {
        return Ok(class.clone());
    }
    let namespace = cx.new_dict(Default::default());
    let module = cx.intern("_frozen_importlib");
    let key = cx.names().__module__.clone();
    dict::set_str(cx, &namespace, &key, module.value());
    for row in METHODS {
        let value = cx.new_native(row, module.value());
        let key = cx.intern(row.name);
        dict::set_str(cx, &namespace, &key, value);
    }
    let (type_, bases) = (cx.types().type_.value(), cx.tuple_value(Vec::new()));
    let text = cx.str_value("ModuleSpec");
    let made = cx.call(&type_, &[text, bases, namespace.into()])?;
    let Some(class) = made.as_ref().and_then(|class| class.downcast::<Type>()).cloned() else {
        return Err(cx.system_error("type() made no class"));
    };
    *known.0.borrow_mut() = Some(class.clone());
    Ok(class)
}

/// A module's `__spec__`. The module is being imported until [`mark_complete`] says otherwise.
pub fn new_spec(cx: &mut Context, name: &str, place: &Place<'_>) -> PyResult<Value> {
    let class = spec_class(cx)?;
    let spec = Value::from(cx.new_instance(&class));
    let locations = match place.search_locations(name) {
        Some(folders) => {
            let folders = folders.iter().map(|folder| cx.str_value(folder)).collect();
            cx.list_value(folders)
        }
        None => Value::None,
    };
    let parent =
        if place.is_package() { name } else { name.rsplit_once('.').map_or("", |(parent, _)| parent) };
    let is_file = matches!(place, Place::File { .. });
    let runs = matches!(place, Place::File { .. } | Place::Frozen { .. });
    let values = [
        ("name", cx.str_value(name)),
        ("loader", Value::None),
        ("origin", place.origin().map_or(Value::None, |origin| cx.str_value(origin))),
        ("loader_state", Value::None),
        ("submodule_search_locations", locations),
        ("parent", cx.str_value(parent)),
        ("has_location", Value::bool(is_file)),
        ("cached", Value::None),
        ("_initializing", Value::bool(runs)),
    ];
    for (name, value) in values {
        let name = cx.intern(name);
        cx.set_attr(&spec, &name, value)?;
    }
    Ok(spec)
}

/// The module's body has been run.
pub fn mark_complete(cx: &mut Context, module: &Value) -> PyResult<()> {
    let spec = cx.names().__spec__.clone();
    if let Some(spec) = cx.attr_or_absent(module, &spec)?.filter(|spec| !spec.is_none()) {
        let name = cx.intern("_initializing");
        cx.set_attr(&spec, &name, Value::FALSE)?;
    }
    Ok(())
}

fn repr(cx: &mut Context, this: Value) -> PyResult<String> {
    let mut parts = Vec::new();
    for (name, optional) in
        [("name", false), ("loader", false), ("origin", true), ("submodule_search_locations", true)]
    {
        let value = cx.get_attr_named(&this, name)?;
        if optional && value.is_none() {
            continue;
        }
        parts.push(format!("{name}={}", cx.repr_text(&value)?));
    }
    Ok(format!("ModuleSpec({})", parts.join(", ")))
}
