//! `_thread._local`: an object whose attributes are different in every thread.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::{Rc, Weak};

use gil::ThreadId;
use vm::heap::{Body, Ext, Obj, Visitor};
use vm::native::{Attribute, Keywords, Rest, Row};
use vm::objects::object_methods::attribute_name;
use vm::objects::table::Table;
use vm::objects::type_::TypeFlags;
use vm::objects::{Dict, Kind, Str, Type, TypeSpec, dict};
use vm::{Context, PyResult, Value, method, static_method};

/// The namespaces of one local object, by thread.
type Namespaces = Rc<RefCell<HashMap<ThreadId, Obj<Dict>>>>;

/// A thread-local object.
pub struct Local {
    namespaces: Namespaces,
    /// What the class was called with: a subclass's `__init__` runs again in every thread.
    args: Vec<Value>,
    keywords: Vec<(Obj<Str>, Value)>,
}

impl Body for Local {
    const NAME: &'static str = "_thread._local";

    fn trace(&self, visit: &mut Visitor<'_>) {
        self.namespaces.borrow().values().for_each(|dict| visit(&dict.value()));
        self.args.iter().for_each(&mut *visit);
        self.keywords.iter().for_each(|(_, value)| visit(value));
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.extend(self.namespaces.borrow_mut().drain().map(|(_, dict)| Value::from(dict)));
        out.append(&mut self.args);
    }
}

type This = Obj<Ext<Local>>;

/// The local objects in which a thread has a namespace, so that it can be given up when the thread ends.
#[derive(Default)]
struct Entered(Vec<Weak<RefCell<HashMap<ThreadId, Obj<Dict>>>>>);

/// Gives up the namespaces of a thread that ends.
pub fn end_of_thread(cx: &mut Context) {
    let me = cx.gil().thread().id();
    let Some(entered) = cx.extensions.remove(&std::any::TypeId::of::<Entered>()) else { return };
    let Ok(entered) = entered.downcast::<Entered>() else { return };
    for namespaces in entered.0 {
        if let Some(namespaces) = namespaces.upgrade() {
            let gone = namespaces.borrow_mut().remove(&me);
            drop(gone);
        }
    }
}

fn new(
    cx: &mut Context,
    class: Obj<Type>,
    Rest(args): Rest,
    Keywords(keywords): Keywords,
) -> PyResult<Value> {
    let no_arguments = args.is_empty() && keywords.is_empty();
    if !(no_arguments || overrides_init(cx, &class)) {
        return Err(cx.type_error("Initialization arguments are not supported"));
    }
    let this = cx.new_extension(&class, Local { namespaces: Namespaces::default(), args, keywords });
    // `__init__` is about to run for this thread.
    enter(cx, &this);
    Ok(this.into())
}

fn overrides_init(cx: &mut Context, class: &Obj<Type>) -> bool {
    class
        .special(cx, |names| &names.__init__)
        .and_then(|init| init.as_ref().map(|init| init.kind() != Kind::Native))
        .unwrap_or(false)
}

/// A fresh namespace for the running thread.
fn enter(cx: &mut Context, this: &This) -> Obj<Dict> {
    let me = cx.gil().thread().id();
    let made = cx.new_dict(Table::default());
    let namespaces = this.get(cx).namespaces.clone();
    namespaces.borrow_mut().insert(me, made.clone());
    let entered = cx
        .extensions
        .entry(std::any::TypeId::of::<Entered>())
        .or_insert_with(|| Box::new(Entered::default()))
        .downcast_mut::<Entered>();
    if let Some(entered) = entered {
        entered.0.retain(|known| known.strong_count() > 0);
        entered.0.push(Rc::downgrade(&namespaces));
    }
    made
}

/// The running thread's namespace; made, and `__init__` run, when the thread comes here for the first time.
fn namespace(cx: &mut Context, this: &This) -> PyResult<Obj<Dict>> {
    let me = cx.gil().thread().id();
    if let Some(known) = this.get(cx).namespaces.borrow().get(&me) {
        return Ok(known.clone());
    }
    let made = enter(cx, this);
    let class = cx.type_of(&this.value());
    if overrides_init(cx, &class)
        && let Some(init) = class.special(cx, |names| &names.__init__)
    {
        let payload = this.get(cx);
        let (args, keywords) = (payload.args.clone(), payload.keywords.clone());
        let bound = cx.bind(&init, &this.value(), &class)?;
        if let Err(raised) = cx.call_with_keywords(&bound, &args, &keywords) {
            let gone = this.get(cx).namespaces.borrow_mut().remove(&me);
            drop(gone);
            return Err(raised);
        }
    }
    Ok(made)
}

fn get_attribute(cx: &mut Context, this: This, name: Value) -> PyResult<Value> {
    let name = attribute_name(cx, &name)?;
    let own = namespace(cx, &this)?;
    if name.as_str() == Some("__dict__") {
        return Ok(own.into());
    }
    let (object, class) = (this.value(), cx.type_of(&this.value()));
    let on_class = class.lookup(cx, &name);
    if let Some(found) = &on_class
        && cx.is_data_descriptor(found)
    {
        return cx.bind(found, &object, &class);
    }
    if let Some(value) = dict::get_str(cx, &own, &name) {
        return Ok(value);
    }
    match on_class {
        Some(found) => cx.bind(&found, &object, &class),
        None => Err(cx.no_attribute(&object, &name)),
    }
}

fn set_attribute(cx: &mut Context, this: This, name: Value, value: Value) -> PyResult<()> {
    assign(cx, this, &name, value)
}

fn delete_attribute(cx: &mut Context, this: This, name: Value) -> PyResult<()> {
    assign(cx, this, &name, Value::Empty)
}

/// Sets an attribute, or deletes it when the value is empty.
fn assign(cx: &mut Context, this: This, name: &Value, value: Value) -> PyResult<()> {
    let name = attribute_name(cx, name)?;
    let own = namespace(cx, &this)?;
    let (object, class) = (this.value(), cx.type_of(&this.value()));
    if name.as_str() == Some("__dict__") {
        let class = class.name(cx);
        return Err(cx.attribute_error(format!("'{class}' object attribute '__dict__' is read-only")));
    }
    if let Some(found) = class.lookup(cx, &name)
        && cx.is_data_descriptor(&found)
    {
        return cx.plain_set_attr(&object, &class, &name, value);
    }
    if !value.is_empty() {
        dict::set_str(cx, &own, &name, value);
        return Ok(());
    }
    match dict::remove_str(cx, &own, &name) {
        Some(_) => Ok(()),
        None => Err(cx.no_attribute(&object, &name)),
    }
}

fn get_dict(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let Some(this) = this.as_ref().and_then(|this| this.downcast::<Ext<Local>>()).cloned() else {
        return Err(cx.type_error("descriptor '__dict__' requires a '_thread._local' object"));
    };
    namespace(cx, &this).map(Value::from)
}

static METHODS: &[Row] = &[
    static_method!("__new__", "(type, *args, **kwargs)", "Create and return a new object.", new),
    method!("__getattribute__", "($self, name, /)", "Return getattr(self, name).", get_attribute),
    method!("__setattr__", "($self, name, value, /)", "Implement setattr(self, name, value).", set_attribute),
    method!("__delattr__", "($self, name, /)", "Implement delattr(self, name).", delete_attribute),
];

static ATTRIBUTES: &[Attribute] =
    &[Attribute { name: "__dict__", doc: "The running thread's attributes.", get: get_dict, set: None }];

/// `_thread._local`.
pub static LOCAL_TYPE: TypeSpec = TypeSpec {
    doc: "Thread-local data",
    flags: TypeFlags::BASETYPE | TypeFlags::HAS_WEAKREF,
    methods: &[METHODS],
    attributes: ATTRIBUTES,
    ..TypeSpec::new("_thread._local", Kind::Extension)
};
