//! The start of a line: its indentation, and the `Indent` and `Dedent` tokens that follow from it.
//!
//! Blank lines and lines of comment do not count. Tabs are compared under two widths, so that a text whose
//! meaning hangs on the width of a tab is refused.

use super::{Indentation, Layer};
use crate::ast::Span;
use crate::error::ErrorKind;
use crate::fault::{Fault, Faulty};
use crate::token::Tok;

/// CPython's limit on levels of indentation, the outermost included.
const MAX_INDENTS: usize = 100;

impl Layer<'_> {
    /// Skips blank lines and compares the next line's indentation with the open blocks.
    pub(super) fn begin_line(&mut self) -> Faulty<()> {
        let mut at = self.position();
        loop {
            let line_start = at;
            let (indentation, end) = self.measure(at);
            at = end;
            match self.bytes.get(at) {
                Some(b'#') => {
                    let rest = &self.bytes[at..];
                    at += rest.iter().position(|&b| b == b'\n' || b == b'\r').unwrap_or(rest.len());
                }
                Some(b'\n' | b'\r') => at += 1,
                None => break self.reset(at),
                Some(_) => {
                    self.reset(at);
                    return self.compare(indentation, line_start, at);
                }
            }
        }
        Ok(())
    }

    /// The indentation of the line at `at` and where it ends. A backslash joins lines; the first one counts.
    fn measure(&self, mut at: usize) -> (Indentation, usize) {
        let mut here = Indentation { column: 0, alternative: 0 };
        let mut joined = None;
        loop {
            match self.bytes.get(at) {
                Some(b' ') => {
                    here.column += 1;
                    here.alternative += 1;
                }
                Some(b'\t') => {
                    here.column = (here.column / 8 + 1) * 8;
                    here.alternative += 1;
                }
                Some(b'\x0c') => here = Indentation { column: 0, alternative: 0 },
                Some(b'\\') => match &self.bytes[at + 1..] {
                    [b'\r', b'\n', ..] => {
                        joined = joined.or(Some(here));
                        at += 2;
                    }
                    [b'\n' | b'\r', ..] => {
                        joined = joined.or(Some(here));
                        at += 1;
                    }
                    _ => return (joined.unwrap_or(here), at),
                },
                _ => return (joined.unwrap_or(here), at),
            }
            at += 1;
        }
    }

    fn compare(&mut self, here: Indentation, line_start: usize, at: usize) -> Faulty<()> {
        let mut open = *self.indents.last().expect("the outermost block stays open");
        if here.column == open.column {
            return self.check_tabs(here == open, line_start);
        }
        if here.column > open.column {
            if self.indents.len() >= MAX_INDENTS {
                let message = "too many levels of indentation";
                return Err(Fault::of_kind(ErrorKind::Indentation, self.rest_of_line(at), message));
            }
            self.check_tabs(here.alternative > open.alternative, line_start)?;
            self.indents.push(here);
            self.push(Tok::Indent, line_start, at);
            return Ok(());
        }
        while here.column < open.column {
            self.indents.pop();
            self.push(Tok::Dedent, at, at);
            open = *self.indents.last().expect("the outermost block has column 0");
        }
        if here.column != open.column {
            let message = "unindent does not match any outer indentation level";
            return Err(Fault::of_kind(ErrorKind::Indentation, self.rest_of_line(at), message));
        }
        self.check_tabs(here == open, line_start)
    }

    fn check_tabs(&self, consistent: bool, line_start: usize) -> Faulty<()> {
        if consistent {
            return Ok(());
        }
        let message = "inconsistent use of tabs and spaces in indentation";
        let place = Span::new(line_start as u32, line_start as u32);
        Err(Fault::of_kind(ErrorKind::Tab, place, message))
    }

    /// Other faults of indentation are shown at the end of the line.
    fn rest_of_line(&self, at: usize) -> Span {
        let rest = &self.bytes[at..];
        let end = at + rest.iter().position(|&b| b == b'\n' || b == b'\r').unwrap_or(rest.len());
        Span::new(end as u32, end as u32)
    }
}
