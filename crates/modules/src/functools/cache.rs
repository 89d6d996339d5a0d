//! `_lru_cache_wrapper`: a function that remembers results.
//!
//! ```text
//! index: key ─▶ number of a link          links, oldest first
//! ┌──────────┐                            ┌───┐  newer  ┌───┐         ┌───┐
//! │ (1, 2) 0 │                  oldest ──▶│ 2 │────────▶│ 0 │────────▶│ 1 │◀── newest
//! │ 7      1 │                            └───┘◀────────└───┘◀────────└───┘
//! └──────────┘                                   older
//! ```
//!
//! Comparing keys may run Python code, which may call the same function again, in this thread or another one.
//! So nothing is kept across such a comparison: the index is asked, and what it says is used at once.

use vm::heap::{Body, Ext, Obj, Visitor};
use vm::native::{Args, Attribute, Binding, Row, Truth};
use vm::objects::object_methods::DICT;
use vm::objects::table::Table;
use vm::objects::type_::TypeFlags;
use vm::objects::{Dict, Kind, Tuple, Type, TypeSpec, dict};
use vm::{Context, PyResult, Value, method, static_method};

/// How many results are kept.
#[derive(Clone, Copy, PartialEq)]
enum Limit {
    /// None at all: calls are only counted.
    Nothing,
    /// This many, which is not zero.
    Most(usize),
    /// All.
    Endless,
}

/// A result that is kept, and its neighbours in order of use.
struct Link {
    older: usize,
    newer: usize,
    hash: u64,
    key: Value,
    result: Value,
}

/// No link.
const NONE: usize = usize::MAX;

/// Results in order of use.
struct Links {
    links: Vec<Link>,
    oldest: usize,
    newest: usize,
}

impl Default for Links {
    fn default() -> Self {
        Links { links: Vec::new(), oldest: NONE, newest: NONE }
    }
}

impl Links {
    fn unlink(&mut self, at: usize) {
        let (older, newer) = (self.links[at].older, self.links[at].newer);
        match older {
            NONE => self.oldest = newer,
            older => self.links[older].newer = newer,
        }
        match newer {
            NONE => self.newest = older,
            newer => self.links[newer].older = older,
        }
    }

    fn link_newest(&mut self, at: usize) {
        self.links[at].older = self.newest;
        self.links[at].newer = NONE;
        match self.newest {
            NONE => self.oldest = at,
            newest => self.links[newest].newer = at,
        }
        self.newest = at;
    }

    /// The result in a link, which becomes the newest.
    fn touch(&mut self, at: usize) -> Value {
        if self.newest != at {
            self.unlink(at);
            self.link_newest(at);
        }
        self.links[at].result.clone()
    }

    fn push(&mut self, hash: u64, key: Value, result: Value) -> usize {
        let at = self.links.len();
        self.links.push(Link { older: NONE, newer: NONE, hash, key, result });
        self.link_newest(at);
        at
    }
}

/// A function with its results.
struct Wrapper {
    function: Value,
    limit: Limit,
    typed: bool,
    info: Value,
    /// Stands between positional and keyword arguments in keys.
    mark: Value,
    /// By key: the number of a link, or the result itself when there is no limit.
    index: Obj<Dict>,
    links: Links,
    hits: i64,
    misses: i64,
}

impl Body for Wrapper {
    const NAME: &'static str = "functools._lru_cache_wrapper";

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.function);
        visit(&self.info);
        visit(&self.mark);
        visit(&self.index.value());
        for link in &self.links.links {
            visit(&link.key);
            visit(&link.result);
        }
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.extend(
            std::mem::take(&mut self.links).links.into_iter().flat_map(|link| [link.key, link.result]),
        );
        out.push(std::mem::replace(&mut self.function, Value::None));
    }
}

type This = Obj<Ext<Wrapper>>;

fn new(
    cx: &mut Context,
    class: Obj<Type>,
    function: Value,
    maxsize: Value,
    Truth(typed): Truth,
    info: Value,
) -> PyResult<Value> {
    if !cx.is_callable(&function) {
        return Err(cx.type_error("the first argument must be callable"));
    }
    let limit = if maxsize.is_none() {
        Limit::Endless
    } else {
        match cx.try_index(&maxsize)? {
            None => return Err(cx.type_error("maxsize should be integer or None")),
            Some(_) => match cx.index_i64(&maxsize)? {
                most @ 1.. => Limit::Most(most as usize),
                _ => Limit::Nothing,
            },
        }
    };
    let object = cx.types().object.value();
    let mark = cx.call(&object, &[])?;
    let index = cx.new_dict(Table::default());
    let wrapper =
        Wrapper { function, limit, typed, info, mark, index, links: Links::default(), hits: 0, misses: 0 };
    Ok(cx.new_extension(&class, wrapper).into())
}

/// What a call's result is filed under: the only argument if that is plainly an int or a string, otherwise a
/// tuple of all arguments, of the names and values of keywords behind a mark, and of types if these matter.
fn key_of(cx: &mut Context, this: &This, args: &[Value], names: Option<&Obj<Tuple>>) -> Value {
    let (typed, mark) = (this.get(cx).typed, this.get(cx).mark.clone());
    if !typed && names.is_none() {
        if let [only] = args
            && (matches!(only, Value::Int(_))
                || only.as_ref().is_some_and(|object| {
                    let class = object.header().shape().class();
                    class.is(&cx.types().str) || class.is(&cx.types().int)
                }))
        {
            return only.clone();
        }
        return cx.tuple_value(args.to_vec());
    }
    let named = names.map_or(0, |names| names.items().len());
    let (positional, values) = args.split_at(args.len() - named);
    let mut parts = positional.to_vec();
    if let Some(names) = names {
        parts.push(mark);
        for (name, value) in names.items().iter().zip(values) {
            parts.extend([name.clone(), value.clone()]);
        }
    }
    if typed {
        for arg in args {
            parts.push(cx.type_of(arg).into());
        }
    }
    cx.tuple_value(parts)
}

fn call(cx: &mut Context, args: &mut Args<'_>) -> PyResult<Value> {
    let this =
        args.values.first().and_then(Value::as_ref).and_then(|this| this.downcast::<Ext<Wrapper>>()).cloned();
    let Some(this) = this else {
        return Err(cx.type_error("descriptor '__call__' requires a 'functools._lru_cache_wrapper' object"));
    };
    let names = args.names.clone().filter(|names| !names.items().is_empty());
    let given = &args.values[1..];
    let (function, limit) = (this.get(cx).function.clone(), this.get(cx).limit);
    if limit == Limit::Nothing {
        this.get_mut(cx).misses += 1;
        return cx.call_with_names(&function, given, names);
    }
    let key = key_of(cx, &this, given, names.as_ref());
    let hash = cx.hash(&key)?;
    let index = this.get(cx).index.clone();
    if let Some(found) = dict::get_hashed(cx, &index, hash, &key)? {
        return Ok(hit(cx, &this, &index, found));
    }
    this.get_mut(cx).misses += 1;
    let result = cx.call_with_names(&function, given, names)?;
    match limit {
        Limit::Most(most) => remember(cx, &this, most, hash, key, &result)?,
        _ => {
            let index = this.get(cx).index.clone();
            dict::set_hashed(cx, &index, hash, key, result.clone())?;
        }
    }
    Ok(result)
}

/// The result that the index has found.
fn hit(cx: &mut Context, this: &This, index: &Obj<Dict>, found: Value) -> Value {
    let payload = this.get_mut(cx);
    payload.hits += 1;
    match (payload.limit, &found) {
        // A cache that was cleared while keys were compared has other links by now.
        (Limit::Most(_), Value::Int(at)) if payload.index.is(index) => payload.links.touch(*at as usize),
        _ => found,
    }
}

/// Keeps a result, in the place of the oldest if there is no room.
fn remember(
    cx: &mut Context,
    this: &This,
    most: usize,
    hash: u64,
    key: Value,
    result: &Value,
) -> PyResult<()> {
    let index = this.get(cx).index.clone();
    if dict::find(cx, &index, hash, &key)?.is_some() {
        // Another call with the same arguments has come back first.
        return Ok(());
    }
    let payload = this.get_mut(cx);
    if !payload.index.is(&index) {
        return Ok(());
    }
    if index.get(cx).table.len() < most {
        let at = this.get_mut(cx).links.push(hash, key.clone(), result.clone());
        index.get_mut(cx).table.push(hash, key, Value::Int(at as i64));
        return Ok(());
    }
    let links = &this.get(cx).links;
    let oldest = links.oldest;
    let (old_hash, old_key) = (links.links[oldest].hash, links.links[oldest].key.clone());
    let Some(position) = dict::find(cx, &index, old_hash, &old_key)? else { return Ok(()) };
    let payload = this.get(cx);
    let unchanged = payload.index.is(&index)
        && payload.links.oldest == oldest
        && payload.links.links[oldest].key.is(&old_key)
        && matches!(index.get(cx).table.value_at(position), Value::Int(at) if *at as usize == oldest);
    if !unchanged {
        return Ok(());
    }
    let removed = index.get_mut(cx).table.remove_at(position);
    let links = &mut this.get_mut(cx).links;
    links.unlink(oldest);
    let link = &mut links.links[oldest];
    link.hash = hash;
    let old =
        (std::mem::replace(&mut link.key, key.clone()), std::mem::replace(&mut link.result, result.clone()));
    links.link_newest(oldest);
    index.get_mut(cx).table.push(hash, key, Value::Int(oldest as i64));
    drop((removed, old));
    Ok(())
}

fn cache_info(cx: &mut Context, this: This) -> PyResult<Value> {
    let payload = this.get(cx);
    let limit = match payload.limit {
        Limit::Nothing => Value::Int(0),
        Limit::Most(most) => Value::Int(most as i64),
        Limit::Endless => Value::None,
    };
    let size = Value::Int(payload.index.get(cx).table.len() as i64);
    let (info, hits, misses) = (payload.info.clone(), Value::Int(payload.hits), Value::Int(payload.misses));
    cx.call(&info, &[hits, misses, limit, size])
}

fn cache_clear(cx: &mut Context, this: This) {
    let empty = cx.new_dict(Table::default());
    let payload = this.get_mut(cx);
    payload.hits = 0;
    payload.misses = 0;
    let old = (std::mem::replace(&mut payload.index, empty), std::mem::take(&mut payload.links));
    drop(old);
}

fn get(cx: &mut Context, this: This, instance: Value, _owner: Option<Value>) -> Value {
    super::get_bound(cx, &this.value(), instance)
}

fn reduce(cx: &mut Context, this: This) -> PyResult<Value> {
    let name = cx.names().__qualname__.clone();
    cx.get_attr(&this.value(), &name)
}

static METHODS: &[Row] = &[
    static_method!(
        "__new__",
        "($type, user_function, maxsize, typed, cache_info_type)",
        "Create and return a new object.",
        new
    ),
    Row {
        name: "__call__",
        signature: "($self, /, *args, **kwargs)",
        doc: "Call self as a function.",
        binding: Binding::Method,
        call,
    },
    method!(
        "__get__",
        "($self, instance, owner=None, /)",
        "Return an attribute of instance, which is of type owner.",
        get
    ),
    method!("cache_info", "($self, /)", "How often results were found, and how many are kept.", cache_info),
    method!("cache_clear", "($self, /)", "Forget all results and counts.", cache_clear),
    method!("__reduce__", "($self, /)", "Return state information for pickling.", reduce),
    method!("__copy__", "($self, /)", "The function itself.", |_: &mut Context, this: This| this),
    method!(
        "__deepcopy__",
        "($self, memo, /)",
        "The function itself.",
        |_: &mut Context, this: This, _: Value| this
    ),
];

static ATTRIBUTES: &[Attribute] = &[DICT];

/// `_lru_cache_wrapper`.
pub static WRAPPER_TYPE: TypeSpec = TypeSpec {
    doc: "A function that remembers its results. functools.lru_cache makes them.",
    flags: TypeFlags::HAS_DICT | TypeFlags::HAS_WEAKREF,
    methods: &[METHODS],
    attributes: ATTRIBUTES,
    ..TypeSpec::new("functools._lru_cache_wrapper", Kind::Extension)
};
