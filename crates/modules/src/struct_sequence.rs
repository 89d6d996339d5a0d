//! Tuples whose items have names: `time.struct_time`, `os.stat_result`, `sys.version_info`. A type is declared by
//! a [`StructSpec`]; some have more fields than the tuple has items.
//!
//! The further fields lie where an object of a Python class has its attributes.

use std::cell::RefCell;
use std::collections::HashMap;

use vm::heap::Obj;
use vm::native::{Attribute, Keywords, Row};
use vm::objects::tuple::TupleHead;
use vm::objects::{Dict, Kind, Tuple, Type, TypeSpec};
use vm::{Context, PyResult, Value, method, static_method};

/// The declaration of a type. A field is a name and a docstring; a field without a name is only an item.
pub struct StructSpec {
    /// Name, docstring and attributes; see [`class`].
    pub class: TypeSpec,
    /// The fields.
    pub fields: &'static [(&'static str, &'static str)],
    /// How many of them are items of the tuple.
    pub items: usize,
}

/// Most fields that a type can have.
const MOST: usize = 24;

fn get<const INDEX: usize>(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let Some(tuple) = this.as_ref().and_then(|object| object.downcast::<Tuple>()) else {
        let got = cx.type_name(this);
        return Err(cx.type_error(format!("a structure is required, not '{got}'")));
    };
    let items = tuple.items();
    if let Some(item) = items.get(INDEX) {
        return Ok(item.clone());
    }
    let more = tuple.as_object().attrs(cx).and_then(|attrs| attrs.values.get(INDEX - items.len()));
    Ok(more.cloned().unwrap_or(Value::None))
}

type Getter = fn(&mut Context, &Value) -> PyResult<Value>;

const GETTERS: [Getter; MOST] = [
    get::<0>, get::<1>, get::<2>, get::<3>, get::<4>, get::<5>, get::<6>, get::<7>, get::<8>, get::<9>,
    get::<10>, get::<11>, get::<12>, get::<13>, get::<14>, get::<15>, get::<16>, get::<17>, get::<18>,
    get::<19>, get::<20>, get::<21>, get::<22>, get::<23>,
];

type Setter = fn(&mut Context, &Value, Value) -> PyResult<()>;

const READ_ONLY: Option<Setter> = Some(vm::objects::function_methods::readonly);

/// The attributes of a type, from its fields (those with a name).
pub const fn attributes<const N: usize>(fields: &[(&'static str, &'static str)]) -> [Attribute; N] {
    let mut made = [const { Attribute { name: "", doc: "", get: GETTERS[0], set: None } }; N];
    let (mut index, mut at) = (0, 0);
    while index < fields.len() {
        if !fields[index].0.is_empty() {
            let (name, doc) = fields[index];
            made[at] = Attribute { name, doc, get: GETTERS[index], set: READ_ONLY };
            at += 1;
        }
        index += 1;
    }
    made
}

/// The part of a declaration that all have in common.
pub const fn class(name: &'static str, doc: &'static str, attributes: &'static [Attribute]) -> TypeSpec {
    TypeSpec {
        doc,
        base: Some(&vm::objects::tuple::TYPE),
        methods: &TABLES,
        attributes,
        ..TypeSpec::new(name, Kind::Tuple)
    }
}

/// The declarations whose classes exist, by the address of the class's specification.
#[derive(Default)]
struct Known(RefCell<HashMap<usize, &'static StructSpec>>);

/// The class of a declaration.
pub fn class_of(cx: &mut Context, spec: &'static StructSpec) -> Obj<Type> {
    let class = cx.module_type(&spec.class);
    let known = cx.interp_ref().extension::<Known>();
    let key = std::ptr::from_ref(&spec.class).addr();
    if known.0.borrow_mut().insert(key, spec).is_some() {
        return class;
    }
    let unnamed = spec.fields.iter().filter(|(name, _)| name.is_empty()).count();
    let counts =
        [("n_fields", spec.fields.len()), ("n_sequence_fields", spec.items), ("n_unnamed_fields", unnamed)];
    for (name, count) in counts {
        let name = cx.intern(name);
        class.set_own(cx, &name, Value::Int(count as i64));
    }
    let named: Vec<Value> = spec.fields[..spec.items]
        .iter()
        .filter(|(name, _)| !name.is_empty())
        .map(|(name, _)| cx.intern(name).into())
        .collect();
    let named = cx.tuple_value(named);
    let key = cx.intern("__match_args__");
    class.set_own(cx, &key, named);
    class
}

/// A new object: one value a field, fewer if the last ones are `None`.
pub fn make(cx: &mut Context, spec: &'static StructSpec, mut values: Vec<Value>) -> Value {
    let class = class_of(cx, spec);
    let shape = class.root_shape(cx);
    values.resize(spec.fields.len(), Value::None);
    let more = values.split_off(spec.items);
    let made: Obj<Tuple> = cx.heap().alloc_tail(shape, TupleHead, values.len(), true, values.into_iter());
    if let Some(attrs) = made.as_object().attrs_mut(cx) {
        attrs.values = more;
    }
    made.into()
}

/// The declaration of an object's class.
fn spec_of(cx: &mut Context, class: &Obj<Type>) -> PyResult<&'static StructSpec> {
    let known = cx.interp_ref().extension::<Known>();
    let key = class.get(cx).spec.map_or(0, |spec| std::ptr::from_ref(spec).addr());
    let found = known.0.borrow().get(&key).copied();
    match found {
        Some(spec) => Ok(spec),
        None => Err(cx.type_error("not a structure type")),
    }
}

fn new(cx: &mut Context, class: Obj<Type>, sequence: Value, dict: Option<Value>) -> PyResult<Value> {
    let spec = spec_of(cx, &class)?;
    let dict = match dict {
        None => None,
        Some(dict) => match dict.as_ref().and_then(|object| object.downcast::<Dict>()) {
            Some(dict) => Some(dict.clone()),
            None => {
                let name = spec.class.name;
                return Err(cx.type_error(format!("{name}() takes a dict as second arg, if any")));
            }
        },
    };
    if cx.try_iter(&sequence)?.is_none() {
        return Err(cx.type_error("constructor requires a sequence"));
    }
    let mut values = cx.collect(&sequence)?;
    let (least, most, given) = (spec.items, spec.fields.len(), values.len());
    if given < least || given > most {
        let name = spec.class.name;
        let bound = match (least == most, given < least) {
            (true, _) => format!("a {least}"),
            (false, true) => format!("an at least {least}"),
            (false, false) => format!("an at most {most}"),
        };
        return Err(cx.type_error(format!("{name}() takes {bound}-sequence ({given}-sequence given)")));
    }
    for (name, _) in &spec.fields[given..] {
        let key = cx.intern(name);
        let value = dict.as_ref().and_then(|dict| vm::objects::dict::get_str(cx, dict, &key));
        values.push(value.unwrap_or(Value::None));
    }
    Ok(make(cx, spec, values))
}

fn repr(cx: &mut Context, this: Obj<Tuple>) -> PyResult<String> {
    let class = cx.type_of(&this.value());
    let spec = spec_of(cx, &class)?;
    let names = spec.fields.iter().filter(|(name, _)| !name.is_empty());
    let mut parts = Vec::new();
    for (item, (name, _)) in this.items().iter().zip(names) {
        parts.push(format!("{name}={}", cx.repr_text(item)?));
    }
    Ok(format!("{}({})", spec.class.name, parts.join(", ")))
}

fn reduce(cx: &mut Context, this: Obj<Tuple>) -> PyResult<Value> {
    let class = cx.type_of(&this.value());
    let spec = spec_of(cx, &class)?;
    let items = cx.tuple_value(this.items().to_vec());
    let more = cx.new_dict(vm::objects::table::Table::default());
    let attrs = this.as_object().attrs(cx).map(|attrs| attrs.values.clone()).unwrap_or_default();
    for ((name, _), value) in spec.fields[spec.items..].iter().zip(attrs) {
        let key = cx.intern(name);
        vm::objects::dict::set_str(cx, &more, &key, value);
    }
    let args = cx.tuple_value(vec![items, more.into()]);
    Ok(cx.tuple_value(vec![class.into(), args]))
}

fn replace(cx: &mut Context, this: Obj<Tuple>, Keywords(changes): Keywords) -> PyResult<Value> {
    let class = cx.type_of(&this.value());
    let spec = spec_of(cx, &class)?;
    if spec.fields.iter().any(|(name, _)| name.is_empty()) {
        let name = spec.class.name;
        return Err(cx.type_error(format!(
            "__replace__() is not supported for {name} because it has unnamed field(s)"
        )));
    }
    let mut values = this.items().to_vec();
    values.extend(this.as_object().attrs(cx).map(|attrs| attrs.values.clone()).unwrap_or_default());
    values.resize(spec.fields.len(), Value::None);
    let mut unknown = Vec::new();
    for (name, value) in changes {
        match spec.fields.iter().position(|(known, _)| name.as_str() == Some(known)) {
            Some(at) => values[at] = value,
            None => unknown.push(name.value()),
        }
    }
    if !unknown.is_empty() {
        let unknown = cx.list_value(unknown);
        let unknown = cx.repr_text(&unknown)?;
        return Err(cx.type_error(format!("Got unexpected field name(s): {unknown}")));
    }
    Ok(make(cx, spec, values))
}

static TABLES: [&[Row]; 1] = [METHODS];

static METHODS: &[Row] = &[
    static_method!("__new__", "($type, /, sequence, dict={})", "Create and return a new object.", new),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__reduce__", "($self, /)", "", reduce),
    method!("__replace__", "($self, /, **changes)", "Another one with other values in some fields.", replace),
];

/// Declares a structure type: its name, its docstring, how many fields are items, and the fields.
#[macro_export]
macro_rules! struct_sequence {
    ($(#[$meta:meta])* $vis:vis $spec:ident, $name:literal, $doc:literal, $items:literal, [$(($field:literal, $field_doc:literal)),* $(,)?]) => {
        $(#[$meta])*
        $vis static $spec: $crate::struct_sequence::StructSpec = {
            const FIELDS: &[(&str, &str)] = &[$(($field, $field_doc)),*];
            const NAMED: usize = {
                let (mut index, mut count) = (0, 0);
                while index < FIELDS.len() {
                    if !FIELDS[index].0.is_empty() {
                        count += 1;
                    }
                    index += 1;
                }
                count
            };
            static ATTRIBUTES: [vm::native::Attribute; NAMED] = $crate::struct_sequence::attributes::<NAMED>(FIELDS);
            $crate::struct_sequence::StructSpec {
                class: $crate::struct_sequence::class($name, $doc, &ATTRIBUTES),
                fields: FIELDS,
                items: $items,
            }
        };
    };
}
