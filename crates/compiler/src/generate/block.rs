//! Blocks: loops, `try`, `with`, and how `return`, `break` and `continue` leave them.
//!
//! Leaving a block early means doing there and then what its end would do: dropping the loop's iterator, running
//! a copy of the `finally` body, calling `__exit__`. So each open block is on a list, innermost last, and
//! [`Generator::unwind`] walks it.
//!
//! A handler's frame of temporaries, above those that were live at the `try`:
//!
//! ```text
//! handler entered:       exception
//! after PUSH_EXC_INFO:   previously handled │ exception
//! ```

use bytecode::builder::{Handler, Label};
use bytecode::{Constant, Op};
use syntax::ast::{Expr, ExprKind, For, Ident, Span, Stmt, Try, WithItem};

use super::constant::{literal, truth};
use super::{Generator, Result};

/// CPython's limit on blocks inside each other.
const MAX_BLOCKS: usize = 21;

/// A block that is open where code is being generated.
#[derive(Clone)]
pub(super) enum Block<'t> {
    /// `while`, or `for`, whose iterator is in a temporary.
    Loop { start: Label, end: Label, has_iterator: bool },
    /// The body of `try … except`.
    Try,
    /// What a `finally` covers.
    Finally(&'t [Stmt]),
    /// The `finally` body itself, entered by an exception.
    FinallyHandler,
    /// The body of a `with`: the place of the manager's expression.
    With(Span),
    /// The body of an `except` clause, and the name it binds.
    Handler(Option<&'t Ident>),
    /// A copy of a `finally` body, run while a return value waits in a temporary.
    Value,
}

/// Blocks that have been left, to be entered again.
pub(super) struct Unwound<'t> {
    blocks: Vec<Block<'t>>,
    /// The loop that was looked for.
    found: Option<Block<'t>>,
    protection: Vec<Handler>,
}

impl<'t> Generator<'t> {
    pub(super) fn push_block(&mut self, block: Block<'t>, span: Span) -> Result {
        if self.unit.blocks.len() >= MAX_BLOCKS {
            return self.fault(span, "too many statically nested blocks");
        }
        self.unit.blocks.push(block);
        Ok(())
    }

    pub(super) fn pop_block(&mut self) {
        self.unit.blocks.pop();
    }

    /// Leaves all blocks, or those inside the innermost loop, which is given back. With `keeps_value`, the
    /// topmost temporary is a value that outlives them. [`Self::rewind`] goes back into the blocks once the jump
    /// is emitted.
    pub(super) fn unwind(&mut self, keeps_value: bool, to_loop: bool) -> Result<Unwound<'t>> {
        let protection = self.unit.builder.protection();
        let mut blocks = Vec::new();
        let mut found = None;
        while let Some(block) = self.unit.blocks.pop() {
            blocks.push(block.clone());
            if to_loop && matches!(block, Block::Loop { .. }) {
                found = Some(block);
                break;
            }
            self.leave(block, keeps_value)?;
        }
        blocks.reverse();
        Ok(Unwound { blocks, found, protection })
    }

    fn rewind(&mut self, mut unwound: Unwound<'t>) {
        self.unit.blocks.append(&mut unwound.blocks);
        self.unit.builder.restore_protection(unwound.protection);
    }

    fn leave(&mut self, block: Block<'t>, keeps_value: bool) -> Result {
        let swap = |this: &mut Self| {
            if keeps_value {
                this.unit.builder.swap(2);
            }
        };
        match block {
            Block::Loop { has_iterator: false, .. } => {}
            Block::Loop { .. } | Block::Value => {
                swap(self);
                self.emit(Op::Pop);
            }
            Block::Try => self.unit.builder.unprotect(),
            Block::Finally(body) => {
                self.unit.builder.unprotect();
                if keeps_value {
                    self.unit.blocks.push(Block::Value);
                }
                self.stmts(body)?;
                self.nowhere();
                if keeps_value {
                    self.unit.blocks.pop();
                }
            }
            Block::FinallyHandler => {
                swap(self);
                self.emit(Op::Pop);
                swap(self);
                self.unit.builder.unprotect();
                self.emit(Op::PopExcept);
            }
            Block::With(span) => {
                self.unit.builder.unprotect();
                self.at(span);
                if keeps_value {
                    self.unit.builder.swap(3);
                    self.unit.builder.swap(2);
                }
                self.call_exit();
                self.nowhere();
            }
            Block::Handler(name) => {
                if name.is_some() {
                    self.unit.builder.unprotect();
                }
                swap(self);
                self.unit.builder.unprotect();
                self.emit(Op::PopExcept);
                if let Some(name) = name {
                    self.forget(name)?;
                }
            }
        }
        Ok(())
    }

    /// `name = None; del name`, which works whether or not the name is still bound.
    fn forget(&mut self, name: &Ident) -> Result {
        let name = self.mangled(name);
        self.load_none();
        self.store_mangled(&name);
        self.delete_mangled(&name);
        Ok(())
    }

    // Loops.

    pub(super) fn for_loop(&mut self, def: &'t For, span: Span) -> Result {
        let (start, exhausted, end) = self.three_labels();
        self.expr_as_iterable(&def.iter)?;
        self.at(def.iter.span);
        self.emit(Op::GetIter);
        let depth = self.unit.builder.depth();
        self.unit.builder.bind(start);
        let iterator = self.unit.builder.top(1);
        self.unit.builder.jump(Op::ForIter, &[iterator], exhausted);
        self.assign(&def.target)?;
        self.push_block(Block::Loop { start, end, has_iterator: true }, span)?;
        self.stmts(&def.body)?;
        self.pop_block();
        self.no_stop();
        self.unit.builder.jump(Op::JumpBackward, &[], start);
        self.unit.builder.bind_at(exhausted, depth - 1);
        self.stmts(&def.orelse)?;
        self.unit.builder.bind(end);
        Ok(())
    }

    pub(super) fn while_loop(
        &mut self,
        test: &'t Expr,
        body: &'t [Stmt],
        orelse: &'t [Stmt],
        span: Span,
    ) -> Result {
        let (start, stop, end) = self.three_labels();
        let endless = matches!(&test.kind, ExprKind::Constant(value) if truth(&literal(value)) == Some(true));
        if endless {
            self.at(test.span);
            self.emit(Op::LoopLine);
            self.unit.builder.bind(start);
        } else {
            self.unit.builder.bind(start);
            self.jump_if(test, stop, false)?;
        }
        self.push_block(Block::Loop { start, end, has_iterator: false }, span)?;
        self.stmts(body)?;
        self.pop_block();
        self.no_stop();
        self.unit.builder.jump(Op::JumpBackward, &[], start);
        self.unit.builder.bind(stop);
        self.stmts(orelse)?;
        self.unit.builder.bind(end);
        Ok(())
    }

    fn three_labels(&mut self) -> (Label, Label, Label) {
        let builder = &mut self.unit.builder;
        (builder.label(), builder.label(), builder.label())
    }

    pub(super) fn break_or_continue(&mut self, is_break: bool, span: Span) -> Result {
        self.at(span);
        let depth = self.unit.builder.depth();
        let unwound = self.unwind(false, true)?;
        let Some(Block::Loop { start, end, has_iterator }) = unwound.found else {
            let fault = if is_break { "'break' outside loop" } else { "'continue' not properly in loop" };
            return self.fault(span, fault);
        };
        if is_break {
            if has_iterator {
                self.emit(Op::Pop);
            }
            self.unit.builder.jump(Op::Jump, &[], end);
        } else {
            self.unit.builder.jump(Op::JumpBackward, &[], start);
        }
        self.unit.builder.set_depth(depth);
        self.rewind(unwound);
        Ok(())
    }

    pub(super) fn return_statement(&mut self, value: Option<&'t Expr>, span: Span) -> Result {
        let constant = match value.map(|value| &value.kind) {
            None => Some(Constant::None),
            Some(ExprKind::Constant(value)) => Some(literal(value)),
            Some(_) => None,
        };
        let depth = self.unit.builder.depth();
        match value {
            Some(value) if constant.is_some() => self.stop_here(value.span),
            Some(value) => self.expr(value)?,
            None => {}
        }
        let line = |this: &mut Self, span: Span| this.line_and_column(span.start).0;
        let in_line = value.is_some_and(|value| line(self, value.span) == line(self, span));
        if in_line {
            self.at(span)
        } else {
            self.stop_here(span)
        }
        let unwound = self.unwind(constant.is_none(), false)?;
        if let Some(constant) = constant {
            self.unit.builder.load_const(constant);
        }
        self.unit.builder.ret();
        self.unit.builder.set_depth(depth);
        self.rewind(unwound);
        Ok(())
    }

    // Exceptions.

    pub(super) fn try_statement(&mut self, def: &'t Try, span: Span) -> Result {
        if def.finalbody.is_empty() {
            return self.try_except(def, span);
        }
        let depth = self.unit.builder.depth();
        let handler = self.unit.builder.handler(depth);
        let end = self.unit.builder.label();
        self.unit.builder.protect(handler);
        self.push_block(Block::Finally(&def.finalbody), span)?;
        if def.handlers.is_empty() {
            self.stmts(&def.body)?;
        } else {
            self.try_except(def, span)?;
        }
        self.pop_block();
        self.unit.builder.unprotect();
        self.stmts(&def.finalbody)?;
        self.unit.builder.jump(Op::Jump, &[], end);

        let cleanup = self.enter_handler(handler, depth);
        self.push_block(Block::FinallyHandler, span)?;
        self.stmts(&def.finalbody)?;
        self.pop_block();
        self.nowhere();
        self.emit(Op::Reraise);
        self.leave_handler(cleanup);
        self.unit.builder.bind_at(end, depth);
        Ok(())
    }

    /// Starts a handler: `PUSH_EXC_INFO`, covered by a cleanup that puts back what was being handled before.
    fn enter_handler(&mut self, handler: Handler, depth: u16) -> Handler {
        self.nowhere();
        self.unit.builder.bind_handler(handler);
        self.emit(Op::PushExcInfo);
        let cleanup = self.unit.builder.handler(depth + 1);
        self.unit.builder.protect(cleanup);
        cleanup
    }

    /// Ends what [`Self::enter_handler`] began, with the cleanup's own code.
    fn leave_handler(&mut self, cleanup: Handler) {
        self.unit.builder.unprotect();
        self.nowhere();
        self.unit.builder.bind_handler(cleanup);
        self.unit.builder.swap(2);
        self.emit(Op::PopExcept);
        self.emit(Op::Reraise);
    }

    /// A line that does nothing, but at which a tracer stops.
    pub(super) fn stop_here(&mut self, span: Span) {
        self.at(span);
        self.emit(Op::Nop);
    }

    /// What is emitted next belongs to the statement before; no tracer stops there.
    fn no_stop(&mut self) {
        let place = self.unit.builder.place();
        self.unit.builder.set_place(bytecode::Position { end_line: 0, ..place });
    }

    /// What is emitted next has no place in the source.
    pub(super) fn nowhere(&mut self) {
        self.unit.builder.set_place(bytecode::Position::default());
    }

    fn try_except(&mut self, def: &'t Try, span: Span) -> Result {
        let depth = self.unit.builder.depth();
        let handler = self.unit.builder.handler(depth);
        let end = self.unit.builder.label();
        self.unit.builder.protect(handler);
        self.push_block(Block::Try, span)?;
        self.stmts(&def.body)?;
        self.pop_block();
        self.unit.builder.unprotect();
        self.stmts(&def.orelse)?;
        self.unit.builder.jump(Op::Jump, &[], end);

        let cleanup = self.enter_handler(handler, depth);
        let count = def.handlers.len();
        for (index, clause) in def.handlers.iter().enumerate() {
            self.at(clause.span);
            let next = self.unit.builder.label();
            match &clause.typ {
                Some(typ) => {
                    self.expr(typ)?;
                    self.at(clause.span);
                    let exception = self.unit.builder.top(2);
                    self.unit.builder.emit(Op::CheckExcMatch, &[exception]);
                    self.unit.builder.jump(Op::JumpIfFalse, &[], next);
                }
                None if index + 1 < count => {
                    return self.fault(clause.span, "default 'except:' must be last");
                }
                None => {}
            }
            self.clause(clause.name.as_ref(), &clause.body, clause.span, end)?;
            self.unit.builder.bind_at(next, depth + 2);
        }
        // Where the last clause is `except:` there is nobody to raise to.
        if let Some(last) = def.handlers.last() {
            self.at(last.span);
        }
        self.emit(Op::Reraise);
        self.leave_handler(cleanup);
        self.unit.builder.bind_at(end, depth);
        Ok(())
    }

    fn clause(&mut self, name: Option<&'t Ident>, body: &'t [Stmt], span: Span, end: Label) -> Result {
        let Some(name) = name else {
            self.emit(Op::Pop);
            self.push_block(Block::Handler(None), span)?;
            self.stmts(body)?;
            self.pop_block();
            return self.end_clause(None, end);
        };
        self.store_name(name, span)?;
        let depth = self.unit.builder.depth();
        let handler = self.unit.builder.handler(depth);
        self.unit.builder.protect(handler);
        self.push_block(Block::Handler(Some(name)), span)?;
        self.stmts(body)?;
        self.pop_block();
        self.unit.builder.unprotect();
        self.end_clause(Some(name), end)?;
        self.nowhere();
        self.unit.builder.bind_handler(handler);
        self.forget(name)?;
        self.emit(Op::Reraise);
        Ok(())
    }

    /// The normal end of an `except` clause. The cleanup does not cover it: nothing is being handled any more.
    fn end_clause(&mut self, name: Option<&'t Ident>, end: Label) -> Result {
        let protection = self.unit.builder.protection();
        self.unit.builder.unprotect();
        self.emit(Op::PopExcept);
        if let Some(name) = name {
            self.forget(name)?;
        }
        self.unit.builder.jump(Op::Jump, &[], end);
        self.unit.builder.restore_protection(protection);
        Ok(())
    }

    // `with`.

    pub(super) fn with_statement(&mut self, items: &'t [WithItem], body: &'t [Stmt], span: Span) -> Result {
        let [item, rest @ ..] = items else { return self.stmts(body) };
        let place = item.context_expr.span;
        let depth = self.unit.builder.depth();
        let end = self.unit.builder.label();
        self.expr(&item.context_expr)?;
        self.at(place);
        self.unit.builder.emit_name(Op::BeforeWith, &[], "__enter__");
        self.unit.builder.emit(Op::CallMethod, &[0]);
        let handler = self.unit.builder.handler(depth + 2);
        self.unit.builder.protect(handler);
        self.push_block(Block::With(place), span)?;
        match &item.optional_vars {
            Some(target) => self.assign(target)?,
            None => self.emit(Op::Pop),
        }
        crate::deep(|| self.with_statement(rest, body, span))?;
        self.pop_block();
        self.unit.builder.unprotect();
        self.at(place);
        self.call_exit();
        self.unit.builder.jump(Op::Jump, &[], end);

        self.unit.builder.bind_handler(handler);
        self.emit(Op::PushExcInfo);
        let cleanup = self.unit.builder.handler(depth + 3);
        self.unit.builder.protect(cleanup);
        let suppressed = self.unit.builder.label();
        self.unit.builder.with_except_start();
        self.unit.builder.jump(Op::JumpIfTrue, &[], suppressed);
        self.emit(Op::Reraise);
        self.unit.builder.bind_at(suppressed, depth + 4);
        self.emit(Op::Pop);
        let protection = self.unit.builder.protection();
        self.unit.builder.unprotect();
        self.emit(Op::PopExcept);
        self.emit(Op::Pop);
        self.emit(Op::Pop);
        self.unit.builder.jump(Op::Jump, &[], end);
        self.unit.builder.restore_protection(protection);
        self.leave_handler(cleanup);
        self.unit.builder.bind_at(end, depth);
        Ok(())
    }

    /// Calls the `__exit__` pair on top of the temporaries without an exception.
    fn call_exit(&mut self) {
        self.emit(Op::LoadNones);
        self.unit.builder.emit(Op::CallMethod, &[3]);
        self.emit(Op::Pop);
    }
}
