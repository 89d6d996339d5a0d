//! The line editor and its thread. It has its own because rustyline asks for completions in the middle of reading
//! a line, and only the main thread can have the lock; see [the picture](super).
//!
//! Output of other threads goes to the terminal as they write it, past the editor: with the next key the line is
//! drawn anew, below what they have written.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::{PipeReader, PipeWriter, Read, Write};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::mpsc::{Receiver, Sender, channel};

use gil::Cause;
use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::Hinter;
use rustyline::history::DefaultHistory;
use rustyline::validate::Validator;
use rustyline::{ColorMode, CompletionType, Config, Helper};
use vm::heap::Obj;
use vm::objects::Dict;
use vm::{Context, PyResult};

use super::complete::{self, Wanted};
use super::{Line, colour};

/// What the editor's thread is told.
enum Order {
    /// Read a line; `above` are the statement's lines so far.
    Read {
        prompt: String,
        above: String,
    },
    /// Put a statement into the history.
    Remember(String),
    ClearScreen,
}

/// What it says.
enum News {
    Line(Line),
    Complete { wanted: Wanted, prefix: String },
}

/// How to edit.
pub(super) struct Options {
    pub history: Option<PathBuf>,
    pub colours: bool,
    /// The names in `builtins`, which have a colour.
    pub builtins: BTreeSet<String>,
}

/// The main thread's end.
pub(super) struct Editor {
    orders: Sender<Order>,
    news: Receiver<News>,
    /// One byte for each piece of news: a read of it ends with `EINTR` when a signal arrives, which waiting for
    /// the channel would not.
    bell: PipeReader,
    answers: Sender<Vec<String>>,
}

impl Editor {
    /// Starts the thread; `None` if the system does not let it.
    pub fn start(options: Options) -> Option<Editor> {
        let (orders, orders_in) = channel();
        let (news_out, news) = channel();
        let (answers, answers_in) = channel();
        let (bell, bell_out) = std::io::pipe().ok()?;
        let desk = Desk { news: news_out, bell: bell_out, answers: answers_in };
        let thread = std::thread::Builder::new().name("prompt".into());
        thread.spawn(move || serve(&orders_in, desk, options)).ok()?;
        Some(Editor { orders, news, bell, answers })
    }

    /// Reads a line. Handlers of signals run while it waits.
    pub fn read(&mut self, cx: &mut Context, prompt: &str, above: &str, main: &Obj<Dict>) -> PyResult<Line> {
        loop {
            let order = Order::Read { prompt: prompt.to_owned(), above: above.to_owned() };
            if self.orders.send(order).is_err() {
                return Ok(Line::End);
            }
            if let Some(line) = self.line(cx, main)? {
                return Ok(line);
            }
        }
    }

    /// What comes of an order to read; `None` for an interrupt that Python has chosen to ignore.
    fn line(&mut self, cx: &mut Context, main: &Obj<Dict>) -> PyResult<Option<Line>> {
        loop {
            match self.next_news(cx) {
                Some(News::Complete { wanted, prefix }) => {
                    let answer = complete::answer(cx, main, &wanted, &prefix);
                    if self.answers.send(answer).is_err() {
                        return Ok(Some(Line::End));
                    }
                }
                Some(News::Line(Line::Interrupt)) => {
                    // As if the key had sent the signal: what Python has set for it decides.
                    modules::signals::simulate(cx, INTERRUPT);
                    return match cx.handle_signals() {
                        Ok(()) => Ok(None),
                        Err(raised) if cx.is_exception(&raised, super::ExceptionKind::KeyboardInterrupt) => {
                            Ok(Some(Line::Interrupt))
                        }
                        Err(raised) => Err(raised),
                    };
                }
                Some(News::Line(line)) => return Ok(Some(line)),
                None => return Ok(Some(Line::End)),
            }
        }
    }

    fn next_news(&mut self, cx: &mut Context) -> Option<News> {
        let mut byte = [0];
        loop {
            let bell = &mut self.bell;
            match cx.blocking(Cause::Io, || bell.read(&mut byte)) {
                Ok(0) => return None,
                Ok(_) => return self.news.try_recv().ok(),
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {
                    if let Err(raised) = cx.handle_signals() {
                        // The line that is being typed goes on.
                        vm::report::report_uncaught(cx, &raised.0);
                    }
                }
                Err(_) => return None,
            }
        }
    }

    /// Puts a statement into the history, as one entry however many lines it has.
    pub fn remember(&mut self, text: &str) {
        let text = text.trim_end();
        if !text.is_empty() {
            // A thread that has ended keeps no history.
            let _ = self.orders.send(Order::Remember(text.to_owned()));
        }
    }

    pub fn clear_screen(&mut self) {
        // As above.
        let _ = self.orders.send(Order::ClearScreen);
    }
}

const INTERRUPT: i32 = rustix::process::Signal::INT.as_raw();

/// The editor's end.
struct Desk {
    news: Sender<News>,
    bell: PipeWriter,
    answers: Receiver<Vec<String>>,
}

impl Desk {
    fn say(&self, news: News) -> Option<()> {
        self.news.send(news).ok()?;
        (&self.bell).write_all(&[0]).ok()
    }
}

/// What the editor asks while a line is read.
struct Assistant {
    desk: Rc<Desk>,
    above: Rc<RefCell<String>>,
    colours: bool,
    builtins: BTreeSet<String>,
}

/// The thread's work: until nobody gives orders.
#[expect(clippy::disallowed_methods, reason = "this thread has no lock that it could keep from others")]
fn serve(orders: &Receiver<Order>, desk: Desk, options: Options) {
    let desk = Rc::new(desk);
    let above = Rc::new(RefCell::new(String::new()));
    let config = Config::builder()
        .auto_add_history(false)
        .completion_type(CompletionType::List)
        .completion_show_all_if_ambiguous(true)
        .color_mode(if options.colours { ColorMode::Enabled } else { ColorMode::Disabled })
        .tab_stop(4)
        .build();
    let Ok(mut editor) = rustyline::Editor::<Assistant, DefaultHistory>::with_config(config) else { return };
    // Only an editor that others could print through listens for signals besides keys.
    let Ok(_printer) = editor.create_external_printer() else { return };
    let assistant = Assistant {
        desk: desk.clone(),
        above: above.clone(),
        colours: options.colours,
        builtins: options.builtins,
    };
    editor.set_helper(Some(assistant));
    let mut history = options.history.filter(can_write);
    if let Some(path) = &history
        && editor.load_history(path).is_err()
    {
        // A file that is not ours is left alone.
        history = None;
    }
    while let Ok(order) = orders.recv() {
        match order {
            Order::Remember(text) => {
                // Without room in memory there is no history; the statement runs all the same.
                let _ = editor.add_history_entry(text);
                if let Some(path) = &history
                    && editor.append_history(path).is_err()
                {
                    history = None;
                }
            }
            Order::ClearScreen => {
                // A screen that cannot be cleared stays as it is.
                let _ = editor.clear_screen();
            }
            Order::Read { prompt, above: lines } => {
                *above.borrow_mut() = lines;
                go_to_line_start(&mut editor);
                let shown = if options.colours { colour::prompt(&prompt) } else { prompt.clone() };
                let line = match editor.readline(&(prompt, shown)) {
                    Ok(text) => Line::Text(text),
                    Err(ReadlineError::Interrupted) => Line::Interrupt,
                    Err(_) => Line::End,
                };
                if desk.say(News::Line(line)).is_none() {
                    return;
                }
            }
        }
    }
}

/// Keeps output without a line end from being drawn over: blanks up to the right edge go to the next line only
/// if something stands in this one.
fn go_to_line_start(editor: &mut rustyline::Editor<Assistant, DefaultHistory>) {
    let columns = editor.dimensions().map_or(80, |(columns, _)| usize::from(columns)).max(2);
    let blanks = format!("{}\r\x1b[K", " ".repeat(columns - 1));
    // A terminal that has gone away shows no prompt either.
    let _ = std::io::stdout().write_all(blanks.as_bytes()).and_then(|()| std::io::stdout().flush());
}

/// Whether the history can be kept in this file, which is made if need be.
fn can_write(path: &PathBuf) -> bool {
    std::fs::OpenOptions::new().append(true).create(true).open(path).is_ok()
}

impl Helper for Assistant {}
impl Hinter for Assistant {
    type Hint = String;
}
impl Validator for Assistant {}

impl Completer for Assistant {
    type Candidate = String;

    #[expect(clippy::disallowed_methods, reason = "this thread has no lock that it could keep from others")]
    fn complete(
        &self,
        line: &str,
        pos: usize,
        _: &rustyline::Context<'_>,
    ) -> rustyline::Result<(usize, Vec<String>)> {
        let (start, wanted) = complete::wanted(&line[..pos]);
        let prefix = line[start..pos].to_owned();
        let found = match self.desk.say(News::Complete { wanted, prefix }) {
            Some(()) => self.desk.answers.recv().unwrap_or_default(),
            None => Vec::new(),
        };
        Ok((start, found))
    }
}

impl Highlighter for Assistant {
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        if self.colours {
            colour::line(&self.above.borrow(), line, &self.builtins)
        } else {
            Cow::Borrowed(line)
        }
    }

    fn highlight_char(&self, _: &str, _: usize, kind: CmdKind) -> bool {
        self.colours && kind != CmdKind::MoveCursor
    }
}
