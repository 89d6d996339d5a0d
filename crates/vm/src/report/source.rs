//! Lines of source text: of files, read when first asked for, and of texts that never were files.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::time::SystemTime;

use gil::Cause;

use crate::Context;

/// Source texts that this interpreter knows.
#[derive(Default)]
pub struct Sources {
    texts: RefCell<HashMap<String, Cow<'static, str>>>,
    split: RefCell<HashMap<String, Rc<[String]>>>,
    files: RefCell<HashMap<String, CachedFile>>,
    closed: Cell<bool>,
}

struct CachedFile {
    changed: Option<SystemTime>,
    size: u64,
    lines: Rc<[String]>,
}

fn split(text: &str) -> Rc<[String]> {
    text.replace("\r\n", "\n").split(['\n', '\r']).map(str::to_owned).collect()
}

/// Makes the lines of a text that is no file (`<stdin>`, `<string>`, input at the prompt) known to tracebacks.
pub fn register_source(cx: &Context, name: &str, text: &str) {
    register_text(cx, name, text.to_owned());
}

/// The same for a text that may be in the binary itself. It is split into lines only when they are asked for.
pub fn register_text(cx: &Context, name: &str, text: impl Into<Cow<'static, str>>) {
    let sources = cx.interp_ref().extension::<Sources>();
    sources.split.borrow_mut().remove(name);
    sources.texts.borrow_mut().insert(name.to_owned(), text.into());
}

/// From now on there are no lines: CPython reads them with modules that are gone at the end of the interpreter.
pub fn close(cx: &Context) {
    cx.interp_ref().extension::<Sources>().closed.set(true);
}

/// The lines of a source; none when it cannot be read. A file that has changed is read again.
pub fn lines(cx: &mut Context, name: &str) -> Rc<[String]> {
    let sources = cx.interp_ref().extension::<Sources>();
    if sources.closed.get() {
        return Rc::default();
    }
    if let Some(lines) = sources.split.borrow().get(name) {
        return lines.clone();
    }
    if let Some(text) = sources.texts.borrow().get(name) {
        let lines = split(text);
        sources.split.borrow_mut().insert(name.to_owned(), lines.clone());
        return lines;
    }
    if name.is_empty() || (name.starts_with('<') && name.ends_with('>')) {
        return Rc::default();
    }
    let state = cx.blocking(Cause::Io, || {
        let data = std::fs::metadata(name).ok()?;
        data.is_file().then(|| (data.modified().ok(), data.len()))
    });
    let Some((changed, size)) = state else { return Rc::default() };
    if let Some(known) = sources.files.borrow().get(name)
        && known.changed == changed
        && known.size == size
    {
        return known.lines.clone();
    }
    let bytes = cx.blocking(Cause::Io, || std::fs::read(name)).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let lines = split(text.strip_prefix('\u{feff}').unwrap_or(&text));
    sources.files.borrow_mut().insert(name.to_owned(), CachedFile { changed, size, lines: lines.clone() });
    lines
}
