//! Wrong and unusual calls of native functions: keywords, defaults, and CPython's texts. Reads the signature
//! text of the row; ordinary positional calls never come here.

use super::{Args, Binding, Row, Site};
use crate::heap::Obj;
use crate::objects::exception_methods::unexpected_keyword;
use crate::objects::native::Native;
use crate::objects::{Kind, Module, Str};
use crate::{Context, PyResult, Raised, Value};

/// Arguments that no single parameter takes.
#[derive(Default)]
pub struct Extra {
    /// For `*args`.
    pub rest: Vec<Value>,
    /// For `**kwargs`.
    pub keywords: Vec<(Obj<Str>, Value)>,
}

/// How a parameter may be given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Passing {
    Positional,
    Both,
    Keyword,
}

struct Parameter<'a> {
    name: &'a str,
    passing: Passing,
    optional: bool,
}

struct Signature<'a> {
    parameters: Vec<Parameter<'a>>,
    rest: bool,
    keywords: bool,
}

impl<'a> Signature<'a> {
    /// Whether arguments are taken by name, and there is no place for any number of them.
    fn takes_names(&self, receiver: usize) -> bool {
        let mut own = self.parameters.iter().skip(receiver);
        !self.rest && !self.keywords && own.any(|parameter| parameter.passing != Passing::Positional)
    }

    /// Reads `(a, b=1, /, c=None, *args, d=2, **kwargs)`.
    fn parse(text: &'a str) -> Signature<'a> {
        let inner = text.trim().strip_prefix('(').and_then(|t| t.strip_suffix(')')).unwrap_or(text);
        let mut signature = Signature { parameters: Vec::new(), rest: false, keywords: false };
        let mut keyword_only = false;
        for piece in split_top(inner) {
            if piece == "/" {
                for parameter in &mut signature.parameters {
                    parameter.passing = Passing::Positional;
                }
            } else if piece == "*" {
                keyword_only = true;
            } else if piece == "$module" {
                // The module is shown, as in CPython, but not passed.
            } else if piece.starts_with("**") {
                signature.keywords = true;
            } else if piece.starts_with('*') {
                signature.rest = true;
                keyword_only = true;
            } else if !piece.is_empty() {
                let (name, optional) = match piece.split_once('=') {
                    Some((name, _)) => (name.trim(), true),
                    None => (piece, false),
                };
                let name = name.trim_start_matches('$');
                let passing = if keyword_only { Passing::Keyword } else { Passing::Both };
                signature.parameters.push(Parameter { name, passing, optional });
            }
        }
        signature
    }
}

/// Splits at commas that are not inside brackets or quotes (defaults such as `(1, 2)` or `', '`).
fn split_top(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0i32;
    let mut quote = None;
    text.split(move |c: char| {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(c),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => depth -= 1,
            _ => {}
        }
        c == ',' && depth == 0 && quote.is_none()
    })
    .map(str::trim)
}

/// How many parameters of a signature may be given by position, those behind `*` and `*args` left out.
pub const fn positional_count(signature: &str) -> usize {
    let text = signature.as_bytes();
    let (mut at, mut depth, mut quote, mut count) = (1, 0, 0, 0);
    // Whether the next character begins a parameter.
    let mut begins = true;
    while at + 1 < text.len() {
        let c = text[at];
        if quote != 0 {
            if c == quote {
                quote = 0;
            }
            at += 1;
            continue;
        }
        if c == b',' && depth == 0 {
            begins = true;
        } else if begins && c != b' ' {
            if c == b'*' {
                return count;
            }
            // `$module` stands for what functions of modules do not get.
            let module = c == b'$' && text[at + 1] == b'm';
            if c != b'/' && !module {
                count += 1;
            }
            begins = false;
        }
        match c {
            b'\'' | b'"' if quote == 0 => quote = c,
            b'(' | b'[' | b'{' | b'<' => depth += 1,
            b')' | b']' | b'}' | b'>' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    count
}

/// The number in a parameter's identifier (`p3`).
pub const fn position(identifier: &str) -> usize {
    (identifier.as_bytes()[1] - b'0') as usize
}

/// Constructors go by the name of their class in messages.
fn is_constructor(row: &Row) -> bool {
    matches!(row.name, "__new__" | "__init__")
}

/// Special names that CPython implements as ordinary methods, not as slots of the type.
const METHODS: &[&str] = &[
    "__bytes__",
    "__ceil__",
    "__class_getitem__",
    "__complex__",
    "__copy__",
    "__deepcopy__",
    "__dir__",
    "__enter__",
    "__exit__",
    "__floor__",
    "__format__",
    "__getnewargs__",
    "__getstate__",
    "__init_subclass__",
    "__instancecheck__",
    "__length_hint__",
    "__missing__",
    "__prepare__",
    "__reduce__",
    "__reduce_ex__",
    "__reversed__",
    "__round__",
    "__set_name__",
    "__setstate__",
    "__sizeof__",
    "__subclasscheck__",
    "__subclasses__",
    "__subclasshook__",
    "__trunc__",
];

/// Whether a method of a type is the face of a slot: its messages say less, or something else.
pub(crate) fn is_slot(row: &Row, owner: &str) -> bool {
    let is_method = match row.name {
        "__getitem__" => matches!(owner, "list" | "dict"),
        "__contains__" => matches!(owner, "dict" | "set" | "frozenset"),
        name => !(name.starts_with("__") && name.ends_with("__")) || METHODS.contains(&name),
    };
    row.binding == Binding::Method && !is_method
}

/// Whether the function is the face of a slot other than a constructor.
fn is_plain_slot(cx: &Context, args: &Args<'_>) -> bool {
    !is_constructor(args.row) && owner_name(cx, args).is_some_and(|owner| is_slot(args.row, &owner))
}

/// The name of the method's class, without its module.
fn owner_name(cx: &Context, args: &Args<'_>) -> Option<String> {
    args.owner.map(|owner| owner.get(cx).name.to_string_lossy())
}

/// The name of the function in messages; constructors go by their class.
fn short_name(cx: &Context, args: &Args<'_>) -> String {
    match owner_name(cx, args) {
        // All structure sequences have the same constructor.
        Some(_) if is_constructor(args.row) && args.row.signature == "($type, /, sequence, dict={})" => {
            "structseq".to_string()
        }
        Some(owner) if is_constructor(args.row) => owner,
        _ => args.row.name.to_string(),
    }
}

/// The module of a function, as messages name it; what is in `builtins` goes without. A call does not carry the
/// function object that was called, so the modules are searched for the one with this row.
fn module_of(cx: &Context, row: &Row) -> Option<String> {
    let known = cx.interp_ref().modules.get(cx);
    let functions = known.table.iter().filter_map(|entry| {
        let module = entry.value.as_ref()?.downcast::<Module>()?;
        let namespace = module.get(cx).dict.get(cx);
        let value = namespace.table.iter().find(|entry| is_text(&entry.key, row.name))?.value.as_ref()?;
        value.downcast::<Native>()
    });
    let native = functions.into_iter().find(|native| std::ptr::eq(native.row, row))?;
    let module = native.module.as_ref()?.downcast::<Str>()?.to_string_lossy();
    (module != "builtins").then_some(module)
}

fn is_text(value: &Value, wanted: &str) -> bool {
    value
        .as_ref()
        .and_then(|object| object.downcast::<Str>())
        .is_some_and(|text| text.as_str() == Some(wanted))
}

/// How CPython calls the function in messages: `list.append`, `len`, `sys.intern`.
fn full_name(cx: &Context, args: &Args<'_>) -> String {
    match (args.row.binding, owner_name(cx, args)) {
        (Binding::Function, _) => match module_of(cx, args.row) {
            Some(module) => format!("{module}.{}", args.row.name),
            None => args.row.name.to_string(),
        },
        _ if is_constructor(args.row) => short_name(cx, args),
        (_, None) => args.row.name.to_string(),
        (_, Some(owner)) => format!("{owner}.{}", args.row.name),
    }
}

/// Distributes the arguments of an unusual call over the parameters, or raises `TypeError`.
pub fn bind(cx: &mut Context, args: &mut Args<'_>, bound: &mut [Value], extra: &mut Extra) -> PyResult<()> {
    let signature = Signature::parse(args.row.signature);
    assert!(
        signature.parameters.len() <= bound.len(),
        "I-9: {} has the parameters its row shows",
        args.row.name
    );
    let least = signature.parameters.iter().filter(|p| !p.optional && p.passing != Passing::Keyword).count();
    let by_position = args.positional_count();
    // A receiver that a method or `__new__` gets is not counted in messages.
    let receiver = usize::from(args.row.binding != Binding::Function && args.row.binding != Binding::Static)
        + usize::from(args.row.name == "__new__" && args.row.binding == Binding::Static);
    if by_position < receiver {
        let name = args.row.name;
        let owner = owner_name(cx, args).unwrap_or_else(|| "object".to_owned());
        return Err(if name == "__new__" {
            cx.type_error(format!("{owner}.__new__(): not enough arguments"))
        } else if is_slot(args.row, &owner) {
            let owner = args.owner_name(cx).unwrap_or(owner);
            cx.type_error(format!("descriptor '{name}' of '{owner}' object needs an argument"))
        } else {
            cx.type_error(format!("unbound method {owner}.{name}() needs an argument"))
        });
    }
    if args.row.binding == Binding::Method
        && let Some(owner) = args.owner
    {
        let class = cx.type_of(&args.values[0]);
        if !class.is_subclass(cx, owner) {
            let owner = owner.name(cx);
            let got = args.values[0].clone();
            return Err(wrong_receiver(cx, args.row, &owner, &got));
        }
    }
    let is_named = args.names.as_ref().is_some_and(|names| !names.items().is_empty());
    if is_named && !signature.keywords && is_plain_slot(cx, args) {
        let name = args.row.name;
        return Err(cx.type_error(format!("wrapper {name}() takes no keyword arguments")));
    }
    if signature.takes_names(receiver) && !is_counted_first(cx, args) {
        check_by_name(cx, args, &signature, receiver)?;
    }
    if is_named
        && !signature.keywords
        && signature.parameters.iter().skip(receiver).all(|p| p.passing == Passing::Positional)
    {
        let name = full_name(cx, args);
        return Err(cx.type_error(format!("{name}() takes no keyword arguments")));
    }
    let positional_slots = signature.parameters.iter().filter(|p| p.passing != Passing::Keyword).count();
    if by_position > positional_slots && !signature.rest {
        return Err(too_many(
            cx,
            args,
            by_position - receiver,
            least - receiver.min(least),
            positional_slots - receiver,
        ));
    }
    let mut values: Vec<Value> = args.values.iter_mut().map(Value::take).collect();
    let named = values.split_off(by_position);
    for (index, value) in values.into_iter().enumerate() {
        if index < positional_slots {
            bound[index] = value;
        } else {
            extra.rest.push(value);
        }
    }
    if let Some(names) = args.names.clone() {
        for (name, value) in names.items().iter().zip(named) {
            let name = name
                .as_ref()
                .and_then(|n| n.downcast::<Str>())
                .expect("I-9: keyword names are strings")
                .clone();
            let text = name.to_string_lossy();
            let at =
                signature.parameters.iter().position(|p| p.name == text && p.passing != Passing::Positional);
            match at {
                Some(at) if bound[at].is_empty() => bound[at] = value,
                Some(at) => {
                    let function = short_name(cx, args);
                    return Err(cx.type_error(format!(
                        "argument for {function}() given by name ('{text}') and position ({})",
                        at + 1 - receiver
                    )));
                }
                None if signature.keywords => extra.keywords.push((name, value)),
                None => {
                    let function = short_name(cx, args);
                    let known: Vec<&str> = signature
                        .parameters
                        .iter()
                        .filter(|parameter| parameter.passing != Passing::Positional)
                        .map(|parameter| parameter.name)
                        .collect();
                    return Err(unexpected_keyword(cx, &function, &text, &known));
                }
            }
        }
    }
    for (index, parameter) in signature.parameters.iter().enumerate() {
        if bound[index].is_empty() && !parameter.optional {
            if parameter.passing == Passing::Positional {
                let given = by_position - receiver;
                return Err(too_few(cx, args, &signature, given, receiver));
            }
            let function = short_name(cx, args);
            let name = parameter.name;
            return Err(cx.type_error(format!(
                "{function}() missing required argument '{name}' (pos {})",
                index + 1 - receiver
            )));
        }
    }
    Ok(())
}

/// `str` and `int` count what they are given before they look at names.
fn is_counted_first(cx: &Context, args: &Args<'_>) -> bool {
    args.row.name == "__new__"
        && args.names.is_none()
        && matches!(owner_name(cx, args).as_deref(), Some("str" | "int"))
}

/// The complaints about numbers of arguments and missing ones of a function that takes arguments by name, in
/// CPython's order: they come before those about single names.
fn check_by_name(
    cx: &mut Context,
    args: &Args<'_>,
    signature: &Signature<'_>,
    receiver: usize,
) -> PyResult<()> {
    let parameters = &signature.parameters[receiver..];
    let given = args.positional_count() - receiver;
    let names = args.names.as_ref().map_or(0, |names| names.items().len());
    let most = parameters.iter().filter(|p| p.passing != Passing::Keyword).count();
    let least = parameters.iter().filter(|p| !p.optional && p.passing == Passing::Positional).count();
    let all = parameters.len();
    let function = short_name(cx, args);
    let text = if given + names > all {
        let kind = if given == 0 { "keyword " } else { "" };
        format!("takes at most {all} {kind}argument{} ({} given)", plural(all), given + names)
    } else if given > most && most == 0 {
        "takes no positional arguments".to_owned()
    } else if given > most || given < least {
        let (bound, wanted) = if given > most {
            let needed = parameters.iter().filter(|p| !p.optional && p.passing != Passing::Keyword).count();
            (if needed < most { "at most" } else { "exactly" }, most)
        } else {
            (if least < most { "at least" } else { "exactly" }, least)
        };
        format!("takes {bound} {wanted} positional argument{} ({given} given)", plural(wanted))
    } else {
        let is_named = |name: &str| {
            args.names.as_ref().is_some_and(|names| names.items().iter().any(|known| is_text(known, name)))
        };
        let missing = parameters
            .iter()
            .enumerate()
            .skip(given)
            .find(|(_, parameter)| !parameter.optional && !is_named(parameter.name));
        match missing {
            Some((index, Parameter { name, .. })) => {
                format!("missing required argument '{name}' (pos {})", index + 1)
            }
            None => return Ok(()),
        }
    };
    Err(cx.type_error(format!("{function}() {text}")))
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

fn required(signature: &Signature<'_>, receiver: usize) -> usize {
    signature
        .parameters
        .iter()
        .skip(receiver)
        .filter(|p| !p.optional && p.passing == Passing::Positional)
        .count()
}

fn too_few(
    cx: &mut Context,
    args: &Args<'_>,
    signature: &Signature<'_>,
    given: usize,
    receiver: usize,
) -> Raised {
    let least = required(signature, receiver);
    let most = signature.parameters.len() - receiver;
    let name = full_name(cx, args);
    let is_slot = is_plain_slot(cx, args);
    let is_new = is_constructor(args.row);
    cx.type_error(if is_slot && most <= 2 {
        slot_count(args.row, given, least, most)
    } else if most == 1 && least == 1 && !signature.rest && !is_new {
        format!("{name}() takes exactly one argument ({given} given)")
    } else if signature.parameters.iter().any(|p| p.passing != Passing::Positional) {
        format!(
            "{}() takes at least {least} positional argument{} ({given} given)",
            short_name(cx, args),
            plural(least)
        )
    } else {
        let bound = if least == most && !signature.rest { "" } else { "at least " };
        format!("{} expected {bound}{least} argument{}, got {given}", short_name(cx, args), plural(least))
    })
}

/// What slots say about a wrong number of arguments.
fn slot_count(row: &Row, given: usize, least: usize, most: usize) -> String {
    let name = row.name;
    match (name, least, most) {
        ("__pow__" | "__rpow__", ..) => format!("expected 1 or 2 arguments, got {given}"),
        (_, _, 0 | 1) => format!("expected {most} argument{}, got {given}", plural(most)),
        _ if least == most => format!("{name} expected {most} argument{}, got {given}", plural(most)),
        _ if given < least => {
            format!("{name} expected at least {least} argument{}, got {given}", plural(least))
        }
        _ => format!("{name} expected at most {most} argument{}, got {given}", plural(most)),
    }
}

fn too_many(cx: &mut Context, args: &Args<'_>, given: usize, least: usize, most: usize) -> Raised {
    let name = full_name(cx, args);
    let is_slot = is_plain_slot(cx, args);
    cx.type_error(if is_slot {
        slot_count(args.row, given, least, most)
    } else if most == 0 {
        format!("{name}() takes no arguments ({given} given)")
    } else if most == 1 && least == 1 && !is_constructor(args.row) {
        format!("{name}() takes exactly one argument ({given} given)")
    } else {
        let bound = if least == most { "" } else { "at most " };
        format!("{} expected {bound}{most} argument{}, got {given}", short_name(cx, args), plural(most))
    })
}

/// The `TypeError` for an argument that has not the payload `T`.
#[cold]
pub fn wrong_payload<T: crate::heap::Payload>(cx: &mut Context, site: Site, got: &Value) -> Raised {
    let wanted = match T::type_name() {
        Some(name) => name.to_string(),
        None => cx.kind_name(T::KIND),
    };
    wrong_named(cx, site, wanted, got)
}

/// The `TypeError` for an argument of the wrong type.
#[cold]
pub fn wrong_type(cx: &mut Context, site: Site, wanted: Kind, got: &Value) -> Raised {
    let wanted = cx.kind_name(wanted);
    wrong_named(cx, site, wanted, got)
}

/// The same, for what has no type of its own.
#[cold]
pub fn wrong_named(cx: &mut Context, site: Site, wanted: String, got: &Value) -> Raised {
    let Site { row, index } = site;
    let got_name = if got.is_none() { "None".to_string() } else { cx.type_name(got) };
    if index == 0 && row.binding == Binding::Method {
        return wrong_receiver(cx, row, &wanted, got);
    }
    let parameters = Signature::parse(row.signature).parameters;
    let receiver =
        usize::from(matches!(row.binding, Binding::Method | Binding::Class) || row.name == "__new__");
    let place = match parameters.get(index) {
        Some(parameter) if parameter.passing != Passing::Positional => format!(" '{}'", parameter.name),
        _ if parameters.len() == 1 + receiver => String::new(),
        _ => format!(" {}", index + 1 - receiver),
    };
    cx.type_error(format!("{}() argument{place} must be {wanted}, not {got_name}", row.name))
}

/// The `TypeError` for a receiver that is no instance of the method's class.
#[cold]
fn wrong_receiver(cx: &mut Context, row: &Row, owner: &str, got: &Value) -> Raised {
    let (name, got) = (row.name, cx.type_name(got));
    let plain_owner = owner.rsplit('.').next().unwrap_or(owner);
    cx.type_error(if is_slot(row, plain_owner) {
        format!("descriptor '{name}' requires a '{owner}' object but received a '{got}'")
    } else {
        format!("descriptor '{name}' for '{owner}' objects doesn't apply to a '{got}' object")
    })
}

/// The text of a row's signature as `__text_signature__` gives it.
pub fn text_signature(row: &Row) -> Option<&'static str> {
    (!row.signature.is_empty()).then_some(row.signature)
}
