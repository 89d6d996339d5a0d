//! Code objects: what the compiler hands to the VM for a module, a class body, a function or a comprehension.
//!
//! A [`Code`] is plain data. The VM makes its own runnable copy (constants become values, slots become byte
//! offsets) and specialises that copy; the data here never changes.

use crate::op::Op;

/// One instruction, eight bytes: an opcode and three operands whose meaning [`Op::row`] gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Instr {
    /// What to do.
    pub op: Op,
    /// First operand.
    pub a: u16,
    /// Second operand; with `c`, the lower half of a wide operand (so that both are one load).
    pub b: u16,
    /// Third operand; with `b`, the upper half of a wide operand.
    pub c: u16,
}

impl Instr {
    /// An instruction with three operands.
    pub const fn new(op: Op, a: u16, b: u16, c: u16) -> Self {
        Self { op, a, b, c }
    }

    /// An instruction whose `b` and `c` together hold one 32-bit operand.
    pub const fn wide(op: Op, a: u16, wide: u32) -> Self {
        Self { op, a, b: wide as u16, c: (wide >> 16) as u16 }
    }

    /// The 32-bit operand held in `b` and `c`.
    pub const fn wide_operand(self) -> u32 {
        self.b as u32 | ((self.c as u32) << 16)
    }
}

/// Text that may hold lone surrogates, as WTF-8 bytes.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Wtf8Text(pub Box<[u8]>);

impl Wtf8Text {
    /// The text as UTF-8, unless it holds a lone surrogate.
    pub fn as_str(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }
}

impl From<&str> for Wtf8Text {
    fn from(text: &str) -> Self {
        Self(text.as_bytes().into())
    }
}

/// An integer constant outside the range of `i64`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct WideInt {
    /// Whether the value is below zero.
    pub negative: bool,
    /// The magnitude in base 16, lower-case, no prefix, no leading zero.
    pub hex_digits: Box<str>,
}

/// A constant of a code object.
#[derive(Clone, Debug)]
pub enum Constant {
    /// `None`.
    None,
    /// `True` or `False`.
    Bool(bool),
    /// `...`.
    Ellipsis,
    /// An integer that fits 64 bits.
    Int(i64),
    /// Any other integer.
    WideInt(WideInt),
    /// A float.
    Float(f64),
    /// The imaginary part of an imaginary literal.
    Imaginary(f64),
    /// A string.
    Str(Wtf8Text),
    /// A bytes literal.
    Bytes(Box<[u8]>),
    /// A tuple of constants.
    Tuple(Box<[Constant]>),
    /// A frozenset of constants, as made from `x in {1, 2}`.
    FrozenSet(Box<[Constant]>),
    /// A nested code object.
    Code(std::sync::Arc<Code>),
}

/// Where in the source an instruction comes from. Lines count from 1; columns are byte offsets from 0 in the
/// line's UTF-8 text. Line 0 means that the instruction has no place of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Position {
    /// First line.
    pub line: u32,
    /// Last line; 0 if the instruction belongs to the statement before, so that no tracer stops at it.
    pub end_line: u32,
    /// First column, in bytes.
    pub column: u32,
    /// Column after the last, in bytes.
    pub end_column: u32,
}

/// A row of the exception table: while `start <= pc < end`, an exception goes to `handler`. Where ranges nest,
/// the *first* row that covers the instruction counts (inner ranges stand before outer ones).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ExceptionRange {
    /// First instruction covered.
    pub start: u32,
    /// First instruction not covered.
    pub end: u32,
    /// Where to continue.
    pub handler: u32,
    /// How many temporaries stay; the VM drops the others and puts the exception in temporary `depth`.
    pub depth: u16,
}

/// An instruction's attribute name together with room for its inline cache: operands of kind
/// [`Operand::Site`] index [`Code::sites`], and the VM keeps one cache beside each.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Site {
    /// Index in [`Code::names`].
    pub name: u32,
}

/// Properties of a code object, with CPython's bit values (`co_flags`).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct CodeFlags(pub u32);

impl CodeFlags {
    /// Locals live in slots, not in a mapping.
    pub const OPTIMIZED: u32 = 0x1;
    /// A call makes a new namespace.
    pub const NEWLOCALS: u32 = 0x2;
    /// Has `*args`.
    pub const VARARGS: u32 = 0x4;
    /// Has `**kwargs`.
    pub const VARKEYWORDS: u32 = 0x8;
    /// Defined inside a function.
    pub const NESTED: u32 = 0x10;
    /// A generator function.
    pub const GENERATOR: u32 = 0x20;
    /// A coroutine function.
    pub const COROUTINE: u32 = 0x80;
    /// An asynchronous generator function.
    pub const ASYNC_GENERATOR: u32 = 0x200;
    /// `from __future__ import annotations` is in force.
    pub const FUTURE_ANNOTATIONS: u32 = 0x100_0000;
    /// The first constant is the docstring.
    pub const HAS_DOCSTRING: u32 = 0x400_0000;
    /// A function defined in a class body.
    pub const METHOD: u32 = 0x800_0000;

    /// Whether every bit of `bits` is set.
    pub const fn has(self, bits: u32) -> bool {
        self.0 & bits == bits
    }
}

/// The compiled form of a module, class body, function, lambda or comprehension.
///
/// The slots of a frame, lowest first:
///
/// ```text
/// [ positional-only, positional, keyword-only, *args, **kwargs | other locals | own cells | free cells | temporaries ]
///   0                                          parameter_count()                             local_count  local_count+temp_count
/// ```
///
/// A parameter that a nested function captures keeps its slot; the prologue's `MAKE_CELL` turns the slot's
/// value into a cell holding it. In operands, slots below `local_count` name locals and cells, the others
/// temporaries: temporary *i* is slot `local_count + i`.
#[derive(Clone, Debug)]
pub struct Code {
    /// `co_name`.
    pub name: Box<str>,
    /// `co_qualname`.
    pub qualname: Box<str>,
    /// `co_filename`.
    pub filename: Box<str>,
    /// `co_firstlineno`: of the first decorator, if any.
    pub first_line: u32,
    /// `co_flags`.
    pub flags: CodeFlags,
    /// Parameters before `/`.
    pub positional_only: u16,
    /// Parameters that may be given by position (those before `/` included).
    pub positional: u16,
    /// Parameters after `*`.
    pub keyword_only: u16,
    /// Name of every slot below `local_count`: `co_varnames`, then own cells, then free variables. A slot that
    /// the compiler made for a comprehension's own variable carries that variable's name.
    pub slot_names: Vec<Box<str>>,
    /// How many of `slot_names` are `co_varnames`.
    pub varname_count: u16,
    /// Slots that hold cells made by this frame (parameters among them), by `MAKE_CELL`.
    pub own_cells: Vec<u16>,
    /// Slots filled from the function's closure, in the closure's order, by `COPY_FREE_VARS`.
    pub free_cells: Vec<u16>,
    /// Slots of locals and cells.
    pub local_count: u16,
    /// The most temporaries alive at once.
    pub temp_count: u16,
    /// `co_consts`.
    pub constants: Vec<Constant>,
    /// `co_names`.
    pub names: Vec<Box<str>>,
    /// One for every operand of kind `Site`.
    pub sites: Vec<Site>,
    /// The instructions.
    pub instrs: Vec<Instr>,
    /// `positions[pc]` is the place of `instrs[pc]`.
    pub positions: Vec<Position>,
    /// Inner ranges before outer ones.
    pub exceptions: Vec<ExceptionRange>,
    /// Whether operands were folded into the instructions that use them.
    pub is_folded: bool,
}

impl Code {
    /// How many slots the arguments fill, `*args` and `**kwargs` included.
    pub fn parameter_count(&self) -> usize {
        usize::from(self.positional)
            + usize::from(self.keyword_only)
            + usize::from(self.flags.has(CodeFlags::VARARGS))
            + usize::from(self.flags.has(CodeFlags::VARKEYWORDS))
    }

    /// How a slot is called in listings and error texts: a variable's name, or `s0`, `s1`… for a temporary.
    pub fn slot_name(&self, slot: u16) -> String {
        match self.slot_names.get(usize::from(slot)) {
            Some(name) if slot < self.local_count => name.to_string(),
            _ => format!("s{}", i32::from(slot) - i32::from(self.local_count)),
        }
    }
}
