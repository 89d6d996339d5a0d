//! What people type at a prompt: `exit`, `quit`, `help`, `copyright`, `credits`, `license`.

use vm::heap::Obj;
use vm::native::Row;
use vm::objects::exception::ExceptionKind;
use vm::objects::{Module, Str, dict};
use vm::{Context, PyResult, Value, method};

use super::attributes::of_sys;
use crate::registry;

const HELP: &str = "Type help() for interactive help, or help(object) for help about object.";
const COPYRIGHT: &str = "Copyright (c) the authors of Gila.";
const CREDITS: &str = "Gila speaks the language of Python, which Guido van Rossum and many others have made.";
const LICENSE: &str = "Gila is free software under the MIT license or the Apache License 2.0, as you like.";

static QUITTER: &[Row] = &[
    method!("__repr__", "($self, /)", "Return repr(self).", show_quitter),
    method!("__call__", "($self, code=None)", "Leave the interpreter.", quit),
];
static PRINTER: &[Row] = &[
    method!("__repr__", "($self, /)", "Return repr(self).", show_text),
    method!("__call__", "($self)", "Print the text.", print_text),
];
static HELPER: &[Row] = &[
    method!("__repr__", "($self, /)", "Return repr(self).", show_text),
    method!("__call__", "($self, object=None, /)", "Print what is known of an object.", help),
];

/// Adds the objects to the module.
pub(super) fn add(cx: &mut Context, module: &Obj<Module>) -> PyResult<()> {
    let quitter = class(cx, "Quitter", QUITTER)?;
    let printer = class(cx, "_Printer", PRINTER)?;
    let helper = class(cx, "_Helper", HELPER)?;
    let objects = [
        ("exit", &quitter, "exit"),
        ("quit", &quitter, "quit"),
        ("help", &helper, HELP),
        ("copyright", &printer, COPYRIGHT),
        ("credits", &printer, CREDITS),
        ("license", &printer, LICENSE),
    ];
    for (name, class, text) in objects {
        let object = cx.call(class, &[])?;
        let text = cx.str_value(text);
        let attribute = cx.names().text.clone();
        cx.set_attr(&object, &attribute, text)?;
        registry::set(cx, module, name, object);
    }
    Ok(())
}

fn class(cx: &mut Context, name: &str, methods: &'static [Row]) -> PyResult<Value> {
    let namespace = cx.new_dict(Default::default());
    let module = cx.intern("_sitebuiltins").value();
    let key = cx.names().__module__.clone();
    dict::set_str(cx, &namespace, &key, module.clone());
    for row in methods {
        let value = cx.new_native(row, module.clone());
        let key = cx.intern(row.name);
        dict::set_str(cx, &namespace, &key, value);
    }
    let (type_, bases) = (cx.types().type_.value(), cx.tuple_value(Vec::new()));
    let name = cx.str_value(name);
    cx.call(&type_, &[name, bases, namespace.into()])
}

fn text_of(cx: &mut Context, this: &Value) -> PyResult<Value> {
    let name = cx.names().text.clone();
    cx.get_attr(this, &name)
}

fn show_text(cx: &mut Context, this: Value) -> PyResult<Value> {
    text_of(cx, &this)
}

fn show_quitter(cx: &mut Context, this: Value) -> PyResult<String> {
    let name = text_of(cx, &this)?;
    let name = cx.str_text(&name)?;
    Ok(format!("Use {name}() or Ctrl-D (i.e. EOF) to exit"))
}

fn quit(cx: &mut Context, _this: Value, code: Option<Value>) -> PyResult<()> {
    let args = vec![code.unwrap_or(Value::None)];
    // With standard input closed, a prompt ends, too.
    if let Some(stdin) = of_sys(cx, |names| &names.stdin).filter(|stdin| !stdin.is_none()) {
        let close = cx.names().close.clone();
        if let Err(raised) = cx.call_method(&stdin, &close, &[])
            && !cx.is_exception(&raised, ExceptionKind::Exception)
        {
            return Err(raised);
        }
    }
    Err(cx.error_with(ExceptionKind::SystemExit, args))
}

fn write(cx: &mut Context, text: &str) -> PyResult<()> {
    let Some(stdout) = of_sys(cx, |names| &names.stdout).filter(|stdout| !stdout.is_none()) else {
        return Ok(());
    };
    let name = cx.names().write.clone();
    let text = cx.str_value(text);
    cx.call_method(&stdout, &name, &[text]).map(drop)
}

fn print_text(cx: &mut Context, this: Value) -> PyResult<()> {
    let text = text_of(cx, &this)?;
    let text = cx.str_text(&text)?;
    write(cx, &format!("{text}\n"))
}

fn help(cx: &mut Context, _this: Value, object: Option<Value>) -> PyResult<()> {
    let Some(object) = object else { return write(cx, &format!("{HELP}\n")) };
    let shown = cx.repr_text(&object)?;
    let [doc, signature, name] = ["__doc__", "__text_signature__", "__name__"].map(|attribute| {
        let attribute = cx.intern(attribute);
        let value = cx.attr_or_absent(&object, &attribute).ok().flatten();
        value.as_ref().and_then(|value| value.as_ref()?.downcast::<Str>().map(|text| text.to_string_lossy()))
    });
    let mut text = format!("Help on {shown}:\n\n");
    if let (Some(name), Some(signature)) = (name, signature) {
        text.push_str(&format!("{name}{signature}\n"));
    }
    for line in doc.unwrap_or_default().lines() {
        text.push_str(&format!("    {}\n", line.trim()));
    }
    write(cx, &text)
}
