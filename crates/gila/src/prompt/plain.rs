//! Lines from a standard input that cannot be edited: a pipe, a file, or a terminal that only prints.

use vm::objects::{Str, dict};
use vm::{Context, PyResult, Value};

use super::Line;

/// Reads through the `sys.stdin` of the start, so that `input()` and the prompt take turns at the same buffer.
pub(super) struct Plain {
    stdin: Option<Value>,
}

impl Plain {
    pub fn new(cx: &mut Context) -> Plain {
        let name = cx.intern("__stdin__");
        let sys = cx.interp_ref().sys.clone();
        Plain { stdin: dict::get_str(cx, &sys, &name).filter(|file| !file.is_none()) }
    }

    /// Shows the prompt on standard error, as CPython does without a terminal, and reads a line.
    pub fn read(&mut self, cx: &mut Context, prompt: &str) -> PyResult<Line> {
        modules::io::flush_standard(cx);
        vm::report::write_stderr(cx, prompt);
        let Some(stdin) = self.stdin.clone() else { return Ok(Line::End) };
        let line = match cx.call_method_named(&stdin, "readline", &[]) {
            Ok(line) => line,
            Err(raised)
                if cx.is_exception(&raised, vm::objects::exception::ExceptionKind::KeyboardInterrupt) =>
            {
                return Ok(Line::Interrupt);
            }
            Err(raised) => {
                // A file that cannot be read will not get better.
                vm::report::report_uncaught(cx, &raised.0);
                return Ok(Line::End);
            }
        };
        let text = line.as_ref().and_then(|line| line.downcast::<Str>()).map(|line| line.to_string_lossy());
        match text {
            Some(line) if !line.is_empty() => Ok(Line::Text(line.trim_end_matches(['\n', '\r']).to_owned())),
            _ => {
                vm::report::write_stderr(cx, "\n");
                Ok(Line::End)
            }
        }
    }
}
