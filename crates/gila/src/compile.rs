//! The connection between the VM, which does not know the syntax, and the compiler, which does not know
//! objects: one function.

use std::sync::Arc;

use syntax::{ErrorKind, Mode, SyntaxError};
use vm::interp::CompileRequest;
use vm::objects::exception::ExceptionKind;
use vm::objects::exception_methods::{SyntaxFault, Typo, syntax_error};
use vm::{Context, PyResult, Raised};

/// `CO_FUTURE_ANNOTATIONS`: the flag by which `compile` hands on `from __future__ import annotations`.
const FUTURE_ANNOTATIONS: u32 = bytecode::CodeFlags::FUTURE_ANNOTATIONS;

/// Compiles source text for the VM.
pub fn compile(cx: &mut Context, request: CompileRequest<'_>) -> PyResult<Arc<bytecode::Code>> {
    let text = match syntax::decode_source(request.source, request.filename) {
        Ok(text) => text,
        Err(fault) => return Err(raise(cx, &fault)),
    };
    let optimize = match request.optimize {
        -1 => cx.interp_ref().settings.optimize.min(2) as u8,
        level => level as u8,
    };
    let options = compiler::Options {
        optimize,
        future_annotations: request.flags & FUTURE_ANNOTATIONS != 0,
        plain: cx.interp_ref().settings.x_options.iter().any(|option| option == "plain"),
    };
    let mode = match request.mode {
        "eval" => Mode::Eval,
        "single" => Mode::Single,
        _ => Mode::Exec,
    };
    match compiler::compile_source(&text, request.filename, mode, options) {
        Ok(compiled) => {
            for warning in &compiled.warnings {
                warn(cx, warning, &text, request.filename)?;
            }
            Ok(compiled.code)
        }
        Err(fault) => Err(raise(cx, &fault)),
    }
}

/// The exception for a fault in a source text.
pub fn raise(cx: &mut Context, fault: &SyntaxError) -> Raised {
    let kind = match fault.kind {
        ErrorKind::Syntax => ExceptionKind::SyntaxError,
        ErrorKind::Indentation => ExceptionKind::IndentationError,
        ErrorKind::Tab => ExceptionKind::TabError,
        ErrorKind::Memory => return cx.error(ExceptionKind::MemoryError, &fault.message),
    };
    syntax_error(
        cx,
        &SyntaxFault {
            kind,
            message: &fault.message,
            filename: &fault.filename,
            line: fault.line,
            column: fault.column,
            end_line: fault.end_line,
            end_column: fault.end_column,
            text: fault.text.as_deref(),
            typo: fault.typo.as_ref().map(|typo| Typo {
                message: &typo.message,
                column: typo.column,
                end_column: typo.end_column,
            }),
        },
    )
}

/// Hands a `SyntaxWarning` to the `warnings` module; where that makes it an error, it is a `SyntaxError` with a
/// place.
fn warn(cx: &mut Context, warning: &syntax::SyntaxWarning, text: &str, filename: &str) -> PyResult<()> {
    let place = SyntaxError::at(&syntax::Source::new(text, filename), warning.span, warning.message.clone());
    let module = modules::importing::import_module(cx, "warnings")?;
    let category = cx.interp_ref().exception(ExceptionKind::SyntaxWarning).value();
    let message = cx.str_value(&warning.message);
    let file = cx.str_value(filename);
    let line = vm::Value::Int(i64::from(place.line));
    match cx.call_method_named(&module, "warn_explicit", &[message, category, file, line]) {
        Ok(_) => Ok(()),
        Err(raised) if cx.is_exception(&raised, ExceptionKind::SyntaxWarning) => {
            // As an error, the message ends where the warning's speaks of the future.
            let message =
                warning.message.split(" Such sequences will not work in the future.").collect::<String>();
            Err(raise(cx, &SyntaxError { message, ..*place }))
        }
        Err(raised) => Err(raised),
    }
}
