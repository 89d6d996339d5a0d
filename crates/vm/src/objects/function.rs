//! Functions written in Python.

use crate::heap::{Obj, Payload, Visitor};
use crate::objects::type_::TypeFlags;
use crate::objects::{Code, Dict, Kind, Str, Tuple, TypeSpec};
use crate::{Context, Value};

/// A function.
pub struct Function {
    /// What it runs.
    pub code: Obj<Code>,
    /// Its module's namespace.
    pub globals: Obj<Dict>,
    /// Where names are looked up that the module does not define.
    pub builtins: Obj<Dict>,
    /// Defaults of the last positional parameters; empty for none.
    pub defaults: Option<Obj<Tuple>>,
    /// Defaults of keyword-only parameters.
    pub keyword_defaults: Option<Obj<Dict>>,
    /// The cells of its free variables.
    pub closure: Option<Obj<Tuple>>,
    /// `__name__`.
    pub name: Obj<Str>,
    /// `__qualname__`.
    pub qualname: Obj<Str>,
    /// `__doc__`.
    pub doc: Value,
    /// `__module__`.
    pub module: Value,
    /// `__annotations__`, once computed.
    pub annotations: Value,
    /// `__annotate__`.
    pub annotate: Value,
    /// `__type_params__`; empty for none.
    pub type_params: Value,
    /// `__dict__`, once asked for.
    pub dict: Option<Obj<Dict>>,
}

impl Payload for Function {
    const KIND: Kind = Kind::Function;

    fn trace(&self, visit: &mut Visitor<'_>) {
        visit(&self.code.value());
        visit(&self.globals.value());
        visit(&self.builtins.value());
        for tuple in [&self.defaults, &self.closure].into_iter().flatten() {
            visit(&tuple.value());
        }
        for dict in [&self.keyword_defaults, &self.dict].into_iter().flatten() {
            visit(&dict.value());
        }
        [&self.doc, &self.module, &self.annotations, &self.annotate, &self.type_params]
            .into_iter()
            .for_each(visit);
    }

    fn clear(&mut self, out: &mut Vec<Value>) {
        out.extend(self.defaults.take().map(Value::from));
        out.extend(self.closure.take().map(Value::from));
        out.extend(self.keyword_defaults.take().map(Value::from));
        out.extend(self.dict.take().map(Value::from));
        out.extend([self.doc.take(), self.annotations.take(), self.annotate.take()]);
    }
}

impl Context {
    /// A new function of a code object in a namespace.
    pub fn new_function(&mut self, code: Obj<Code>, globals: Obj<Dict>) -> Obj<Function> {
        let builtins = self.builtins_of(&globals);
        let module = globals.get(self).table.get_str(&self.names().__name__).cloned().unwrap_or(Value::None);
        let doc = code.docstring();
        let function = Function {
            name: code.name.clone(),
            qualname: code.qualname.clone(),
            code,
            globals,
            builtins,
            defaults: None,
            keyword_defaults: None,
            closure: None,
            doc,
            module,
            annotations: Value::Empty,
            annotate: Value::Empty,
            type_params: Value::Empty,
            dict: None,
        };
        let shape = self.shapes().function;
        self.heap().alloc(shape, function)
    }

    /// The builtins that code with these globals sees: `__builtins__`, a module or a dict.
    pub fn builtins_of(&self, globals: &Obj<Dict>) -> Obj<Dict> {
        match globals.get(self).table.get_str(&self.names().__builtins__) {
            Some(Value::Ref(object)) => {
                if let Some(dict) = object.downcast::<Dict>() {
                    return dict.clone();
                }
                if let Some(module) = object.downcast::<crate::objects::Module>() {
                    return module.get(self).dict.clone();
                }
                self.interp_ref().builtins.clone()
            }
            _ => self.interp_ref().builtins.clone(),
        }
    }
}

/// `function`.
pub static TYPE: TypeSpec = TypeSpec {
    doc: "Create a function object.",
    flags: TypeFlags::HAS_WEAKREF,
    methods: &[super::function_methods::METHODS],
    attributes: super::function_methods::ATTRIBUTES,
    ..TypeSpec::new("function", Kind::Function)
};
