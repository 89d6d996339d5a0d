//! `BaseExceptionGroup` and `ExceptionGroup`: several exceptions raised as one, and taking them apart again.

use text::wtf8::Wtf8Buf;

use super::{class_argument, fields};
use crate::heap::Obj;
use crate::native::{Args, Attribute, Binding, Row};
use crate::objects::exception::{self, ExceptionKind};
use crate::objects::type_::TypeFlags;
use crate::objects::{Exception, Kind, List, Str, Tuple, Type};
use crate::{Context, PyResult, Value, generic, method};

/// Field of `message`.
pub const MESSAGE: usize = 0;
/// Field of `exceptions`, a tuple.
pub const EXCEPTIONS: usize = 1;

/// Methods of `BaseExceptionGroup`.
pub static GROUP_METHODS: &[Row] = &[
    Row {
        name: "__new__",
        signature: "($type, *args, **kwargs)",
        doc: "Create and return a new object.  See help(type) for accurate signature.",
        binding: Binding::Static,
        call: new,
    },
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__str__", "($self, /)", "Return str(self).", str),
    generic!("Exception groups are generic over the type of the exceptions in them."),
    method!("derive", "($self, excs, /)", "", derive),
    method!("split", "($self, matcher_value, /)", "", split),
    method!("subgroup", "($self, matcher_value, /)", "", subgroup),
];

/// Attributes of `BaseExceptionGroup`.
pub static GROUP_ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "message",
        doc: "exception message",
        get: fields::get::<MESSAGE>,
        set: Some(fields::read_only),
    },
    Attribute {
        name: "exceptions",
        doc: "nested exceptions",
        get: fields::get::<EXCEPTIONS>,
        set: Some(fields::read_only),
    },
];

/// The exceptions in a group; `None` for an exception that is no group.
pub fn members(cx: &Context, exception: &Obj<Exception>) -> Option<Obj<Tuple>> {
    if !is_group(cx, exception) {
        return None;
    }
    exception.field(cx, EXCEPTIONS).as_ref().and_then(|object| object.downcast::<Tuple>()).cloned()
}

fn is_group(cx: &Context, exception: &Obj<Exception>) -> bool {
    let group = cx.interp_ref().exception(ExceptionKind::BaseExceptionGroup);
    exception.as_object().header().shape().class().is_subclass(cx, group)
}

fn new(cx: &mut Context, args: &mut Args<'_>) -> PyResult<Value> {
    let mut class = class_argument(cx, args)?;
    let count = args.positional_count() - 1;
    if count != 2 {
        return Err(
            cx.type_error(format!("BaseExceptionGroup.__new__() takes exactly 2 arguments ({count} given)"))
        );
    }
    let (message, given) = (args.values[1].clone(), args.values[2].clone());
    if message.as_ref().and_then(|object| object.downcast::<Str>()).is_none() {
        let name = super::given_name(cx, &message);
        return Err(cx.type_error(format!("BaseExceptionGroup.__new__() argument 1 must be str, not {name}")));
    }
    let is_dict = given.as_ref().is_some_and(|object| object.kind() == Kind::Dict);
    let given_class = cx.type_of(&given);
    if is_dict || given_class.special(cx, |names| &names.__getitem__).is_none() {
        return Err(cx.type_error("second argument (exceptions) must be a sequence"));
    }
    let items = cx.collect(&given)?;
    if items.is_empty() {
        return Err(cx.value_error("second argument (exceptions) must be a non-empty sequence"));
    }
    let ordinary = cx.interp_ref().exception(ExceptionKind::Exception).clone();
    let mut all_ordinary = true;
    for (index, item) in items.iter().enumerate() {
        if item.as_ref().and_then(|object| object.downcast::<Exception>()).is_none() {
            return Err(
                cx.value_error(format!("Item {index} of second argument (exceptions) is not an exception"))
            );
        }
        all_ordinary &= cx.is_instance(item, &ordinary);
    }
    let plain = cx.interp_ref().exception(ExceptionKind::ExceptionGroup).clone();
    if class.is(cx.interp_ref().exception(ExceptionKind::BaseExceptionGroup)) {
        if all_ordinary {
            class = plain;
        }
    } else if !all_ordinary && class.is(&plain) {
        return Err(cx.type_error("Cannot nest BaseExceptions in an ExceptionGroup"));
    } else if !all_ordinary && class.is_subclass(cx, &ordinary) {
        let name = class.name(cx);
        return Err(cx.type_error(format!("Cannot nest BaseExceptions in '{name}'")));
    }
    let members = cx.tuple_value(items);
    let args = cx.new_tuple(vec![message.clone(), given]);
    let this = exception::allocate(cx, &class, args);
    this.set_fields(cx, vec![message, members]);
    Ok(this.into())
}

fn repr(cx: &mut Context, this: Obj<Exception>) -> PyResult<Obj<Str>> {
    let class = cx.type_of(&this.value());
    let name = class.name(cx);
    let message = this.field(cx, MESSAGE).or_none();
    let mut members = this.field(cx, EXCEPTIONS).or_none();
    // What was given as a list is shown as one, but as it was then.
    let was_list = this
        .get(cx)
        .args
        .items()
        .get(1)
        .is_some_and(|given| given.as_ref().is_some_and(|object| object.downcast::<List>().is_some()));
    if was_list {
        let items = cx.collect(&members)?;
        members = cx.list_value(items);
    }
    let mut text = Wtf8Buf::new();
    text.push_str(&name);
    text.push_str("(");
    text.push_wtf8(cx.repr(&message)?.wtf8());
    text.push_str(", ");
    text.push_wtf8(cx.repr(&members)?.wtf8());
    text.push_str(")");
    Ok(cx.new_wtf8(text.as_wtf8()))
}

fn str(cx: &mut Context, this: Obj<Exception>) -> PyResult<Obj<Str>> {
    let message = this.field(cx, MESSAGE).or_none();
    let count = members(cx, &this).map_or(0, |members| members.items().len());
    let plural = if count == 1 { "" } else { "s" };
    let mut text = Wtf8Buf::new();
    text.push_wtf8(cx.str(&message)?.wtf8());
    text.push_str(&format!(" ({count} sub-exception{plural})"));
    Ok(cx.new_wtf8(text.as_wtf8()))
}

fn derive(cx: &mut Context, this: Obj<Exception>, members: Value) -> PyResult<Value> {
    let class = cx.interp_ref().exception(ExceptionKind::BaseExceptionGroup).value();
    let message = this.field(cx, MESSAGE).or_none();
    cx.call(&class, &[message, members])
}

/// What decides which exceptions of a group are meant.
enum Matcher {
    Classes(Vec<Obj<Type>>),
    Predicate(Value),
}

impl Matcher {
    fn from_argument(cx: &mut Context, value: &Value) -> PyResult<Matcher> {
        let exception_class = |value: &Value| {
            let class = value.as_ref().and_then(|object| object.downcast::<Type>())?;
            class.has_flags(cx, TypeFlags::EXCEPTION).then(|| class.clone())
        };
        if let Some(class) = exception_class(value) {
            return Ok(Matcher::Classes(vec![class]));
        }
        if let Some(tuple) = value.as_ref().and_then(|object| object.downcast::<Tuple>())
            && let Some(classes) = tuple.items().iter().map(exception_class).collect()
        {
            return Ok(Matcher::Classes(classes));
        }
        let is_class = value.as_ref().is_some_and(|object| object.kind() == Kind::Type);
        if !is_class && cx.is_callable(value) {
            return Ok(Matcher::Predicate(value.clone()));
        }
        Err(cx.type_error(
            "expected an exception type, a tuple of exception types, or a callable (other than a class)",
        ))
    }

    fn matches(&self, cx: &mut Context, exception: &Obj<Exception>) -> PyResult<bool> {
        match self {
            Matcher::Classes(classes) => {
                let value = exception.value();
                Ok(classes.iter().any(|class| cx.is_instance(&value, class)))
            }
            Matcher::Predicate(predicate) => {
                let answer = cx.call(predicate, &[exception.value()])?;
                cx.truth(&answer)
            }
        }
    }
}

/// The two halves of a split; empty where there is nothing.
struct Halves {
    matching: Value,
    rest: Value,
}

fn split_group(
    cx: &mut Context,
    this: &Obj<Exception>,
    matcher: &Matcher,
    with_rest: bool,
) -> PyResult<Halves> {
    if matcher.matches(cx, this)? {
        return Ok(Halves { matching: this.value(), rest: Value::Empty });
    }
    let Some(members) = members(cx, this) else {
        return Ok(Halves { matching: Value::Empty, rest: this.value() });
    };
    let (mut matching, mut rest) = (Vec::new(), Vec::new());
    for member in members.items() {
        let Some(member) = member.as_ref().and_then(|object| object.downcast::<Exception>()) else {
            continue;
        };
        cx.check_native_stack()?;
        let halves = split_group(cx, member, matcher, with_rest)?;
        matching.extend(halves.matching.into_option());
        rest.extend(halves.rest.into_option());
    }
    let matching = part(cx, this, matching)?;
    let rest = if with_rest { part(cx, this, rest)? } else { Value::Empty };
    Ok(Halves { matching, rest })
}

/// A group like `this` with some of its members.
fn part(cx: &mut Context, this: &Obj<Exception>, members: Vec<Value>) -> PyResult<Value> {
    if members.is_empty() {
        return Ok(Value::Empty);
    }
    let members = cx.list_value(members);
    let made = cx.call_method_named(&this.value(), "derive", &[members])?;
    let group = made.as_ref().and_then(|object| object.downcast::<Exception>()).cloned();
    let Some(group) = group.filter(|group| is_group(cx, group)) else {
        return Err(cx.type_error("derive must return an instance of BaseExceptionGroup"));
    };
    let from = this.get(cx);
    let (traceback, cause, context) = (from.traceback.clone(), from.cause.clone(), from.context.clone());
    let suppress = from.suppress_context;
    let to = group.get_mut(cx);
    let old = (
        std::mem::replace(&mut to.traceback, traceback),
        std::mem::replace(&mut to.cause, cause),
        std::mem::replace(&mut to.context, context),
    );
    to.suppress_context = suppress;
    drop(old);
    let name = cx.names().__notes__.clone();
    if let Some(notes) = cx.attr_or_absent(&this.value(), &name)?
        && notes.as_ref().is_some_and(|object| matches!(object.kind(), Kind::List | Kind::Tuple))
    {
        let items = cx.collect(&notes)?;
        let notes = cx.list_value(items);
        cx.set_attr(&made, &name, notes)?;
    }
    Ok(made)
}

fn split(cx: &mut Context, this: Obj<Exception>, matcher: Value) -> PyResult<Value> {
    let matcher = Matcher::from_argument(cx, &matcher)?;
    let halves = split_group(cx, &this, &matcher, true)?;
    Ok(cx.tuple_value(vec![halves.matching.or_none(), halves.rest.or_none()]))
}

fn subgroup(cx: &mut Context, this: Obj<Exception>, matcher: Value) -> PyResult<Value> {
    let matcher = Matcher::from_argument(cx, &matcher)?;
    Ok(split_group(cx, &this, &matcher, false)?.matching.or_none())
}
