//! Runnable code objects: the VM's copy of a [`bytecode::Code`], with constants as values, slots as byte offsets
//! and inline caches beside the instructions.
//!
//! The eval loop rewrites the instructions in place as it learns what they meet. That is safe because only the
//! holder of the GIL runs bytecode (I-1).

use std::cell::Cell;
use std::sync::Arc;

use bytecode::{CodeFlags, Constant, Instr, Operand, Position};

use crate::heap::{Frozen, Obj, Payload, Visitor};
use crate::objects::{Kind, Str};
use crate::value::Uncounted;
use crate::{Context, Value};

/// Bytes of a slot; slot operands of runnable code are multiples of it.
pub const SLOT: u16 = 16;

/// Failures after which a site learns no more.
const MOST_MISSES: u32 = 32;

/// What an instruction with a name has learnt: for attributes, about the last two shapes it has met.
pub struct SiteCache {
    /// The name.
    pub name: Obj<Str>,
    /// Version of the shape, or of the keys of the first dict.
    pub version: Cell<u32>,
    /// Slot or position.
    pub index: Cell<u32>,
    /// Version of the other shape, or of the keys of the second dict.
    pub second_version: Cell<u32>,
    /// Slot of the other shape.
    pub second_index: Cell<u32>,
    /// What was found on the class.
    pub value: Uncounted,
    /// What was found on the class of the other shape.
    pub second_value: Uncounted,
    misses: Cell<u32>,
}

impl SiteCache {
    fn new(name: Obj<Str>) -> SiteCache {
        SiteCache {
            name,
            version: Cell::new(0),
            index: Cell::new(0),
            second_version: Cell::new(0),
            second_index: Cell::new(0),
            value: Uncounted::empty(),
            second_value: Uncounted::empty(),
            misses: Cell::new(0),
        }
    }

    /// Counts a failure; says whether learning is still worth it.
    pub fn may_learn(&self) -> bool {
        let misses = self.misses.get();
        self.misses.set(misses.saturating_add(1));
        misses <= MOST_MISSES
    }

    /// Makes room for what is known of a shape. What was known of the last one stays, unless it was learnt by
    /// an instruction that now becomes another one.
    pub fn learn_shape(&self, version: u32, same_op: bool) {
        self.second_version.set(if same_op { self.version.get() } else { 0 });
        self.second_index.set(self.index.get());
        self.second_value.set_copy(&self.value);
        self.version.set(version);
    }

    /// The slot of the attribute in objects of a shape, if it is known.
    #[inline(always)]
    pub fn slot_for(&self, version: u32) -> Option<usize> {
        if version == self.version.get() {
            Some(self.index.get() as usize)
        } else if version == self.second_version.get() {
            Some(self.second_index.get() as usize)
        } else {
            None
        }
    }

    /// What was found on the class of a shape, if it is known.
    #[inline(always)]
    pub fn found_for(&self, version: u32) -> Option<&Uncounted> {
        if version == self.version.get() {
            Some(&self.value)
        } else if version == self.second_version.get() {
            Some(&self.second_value)
        } else {
            None
        }
    }
}

/// A runnable code object.
pub struct Code {
    /// The compiler's result, never changed.
    pub source: Arc<bytecode::Code>,
    /// `co_name`, interned.
    pub name: Obj<Str>,
    /// `co_qualname`.
    pub qualname: Obj<Str>,
    /// `co_filename`.
    pub filename: Obj<Str>,
    instrs: Box<[Cell<Instr>]>,
    /// Constants.
    pub constants: Box<[Value]>,
    /// One per site.
    pub sites: Box<[SiteCache]>,
    /// `co_names` and slot names, interned.
    pub names: Box<[Obj<Str>]>,
    /// Names of the slots of locals and cells.
    pub slot_names: Box<[Obj<Str>]>,
    /// Slots of parameters, `*args` and `**kwargs` included.
    pub parameter_slots: u16,
    /// Slots of locals and cells.
    pub local_slots: u16,
    /// Bytes of those slots: where the temporaries start.
    pub local_bytes: u16,
    /// All slots of a frame.
    pub frame_slots: u16,
    /// Positional parameters when arguments can be taken as they are (no collecting parameters, no
    /// keyword-only ones, no generator), otherwise `u16::MAX`.
    pub simple_arguments: u16,
}

impl Payload for Code {
    const KIND: Kind = Kind::Code;

    fn trace(&self, visit: &mut Visitor<'_>) {
        self.constants.iter().for_each(visit);
    }
}

// SAFETY: only instructions and caches change, through cells, under the GIL (I-1).
unsafe impl Frozen for Code {}

impl Code {
    /// The first instruction.
    #[inline(always)]
    pub fn instrs_ptr(&self) -> *const Instr {
        self.instrs.as_ptr().cast()
    }

    /// Number of instructions.
    pub fn len(&self) -> usize {
        self.instrs.len()
    }

    /// Whether there are none; never true of compiled code.
    pub fn is_empty(&self) -> bool {
        self.instrs.is_empty()
    }

    /// The instruction as it is now, specialised or not, its slots as indexes.
    pub fn instr(&self, pc: usize) -> Instr {
        scale(self.instrs[pc].get(), |operand| operand / SLOT)
    }

    /// Rewrites an instruction to another opcode with the same operands.
    pub fn specialise(&self, pc: usize, op: bytecode::Op) {
        let old = self.instrs[pc].get();
        self.instrs[pc].set(Instr { op, ..old });
    }

    /// The source line of an instruction: see [`Code::position`].
    pub fn line(&self, pc: usize) -> u32 {
        self.position(pc).line
    }

    /// Where an instruction stands in the source; the nearest one before, if it has no place itself.
    pub fn position(&self, pc: usize) -> Position {
        let positions = &self.source.positions;
        let known =
            positions[..=pc.min(positions.len() - 1)].iter().rev().find(|position| position.line != 0);
        let first = Position { line: self.source.first_line, ..Position::default() };
        known.copied().unwrap_or(first)
    }

    /// Whether all of `flags` are set.
    pub fn has_flags(&self, flags: u32) -> bool {
        self.source.flags.has(flags)
    }

    /// The docstring, or `None`.
    pub fn docstring(&self) -> Value {
        if self.has_flags(CodeFlags::HAS_DOCSTRING) { self.constants[0].clone() } else { Value::None }
    }
}

/// Changes the slot operands of an instruction.
fn scale(instr: Instr, change: impl Fn(u16) -> u16) -> Instr {
    let is_slot = |operand: Operand| {
        matches!(operand, Operand::Src | Operand::Peek | Operand::Dst | Operand::Local | Operand::Window)
    };
    let operands = instr.op.row().operands;
    Instr {
        op: instr.op,
        a: if is_slot(operands[0].1) { change(instr.a) } else { instr.a },
        b: if is_slot(operands[1].1) { change(instr.b) } else { instr.b },
        c: if is_slot(operands[2].1) { change(instr.c) } else { instr.c },
    }
}

impl Context {
    /// Makes compiled code runnable.
    pub fn load_code(&mut self, source: &Arc<bytecode::Code>) -> Obj<Code> {
        let constants: Vec<Value> =
            source.constants.iter().map(|constant| self.load_constant(constant)).collect();
        let names: Vec<Obj<Str>> = source.names.iter().map(|name| self.intern(name)).collect();
        let slot_names: Vec<Obj<Str>> = source.slot_names.iter().map(|name| self.intern(name)).collect();
        let sites: Vec<SiteCache> =
            source.sites.iter().map(|site| SiteCache::new(names[site.name as usize].clone())).collect();
        let collecting = CodeFlags::VARARGS | CodeFlags::VARKEYWORDS;
        let simple = source.flags.0 & collecting == 0 && source.keyword_only == 0;
        // With the function, as many as are moved at once.
        let is_generator = source.flags.0 & CodeFlags::GENERATOR != 0;
        let least_slots = if is_generator { crate::eval::generator::FEW as u16 - 1 } else { 0 };
        let code = Code {
            name: self.intern(&source.name),
            qualname: self.intern(&source.qualname),
            filename: self.intern(&source.filename),
            instrs: source.instrs.iter().map(|instr| Cell::new(scale(*instr, |slot| slot * SLOT))).collect(),
            constants: constants.into(),
            sites: sites.into(),
            names: names.into(),
            slot_names: slot_names.into(),
            parameter_slots: source.parameter_count() as u16,
            local_slots: source.local_count,
            local_bytes: source.local_count * SLOT,
            frame_slots: (source.local_count + source.temp_count).max(least_slots),
            simple_arguments: if simple { source.positional } else { u16::MAX },
            source: source.clone(),
        };
        let shape = self.shapes().code;
        self.heap().alloc(shape, code)
    }

    fn load_constant(&mut self, constant: &Constant) -> Value {
        match constant {
            Constant::None => Value::None,
            Constant::Bool(truth) => Value::bool(*truth),
            Constant::Ellipsis => self.interp_ref().singletons.ellipsis.clone(),
            Constant::Int(number) => Value::Int(*number),
            Constant::WideInt(wide) => {
                let magnitude = text::int::BigInt::from_str_radix(&wide.hex_digits, 16)
                    .expect("I-9: the compiler writes hexadecimal digits");
                self.big_int_value(if wide.negative { -magnitude } else { magnitude })
            }
            Constant::Float(number) => Value::float(*number),
            Constant::Imaginary(_) => unreachable!("I-9: the compiler refuses imaginary literals"),
            Constant::Str(text) => {
                let text = self.new_wtf8(text::wtf8::Wtf8::from_bytes(&text.0));
                // Constants that look like names are interned, as in CPython: attribute names given as strings
                // are then found by address.
                let is_name = text.items().iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
                if is_name { self.intern_obj(&text).into() } else { text.into() }
            }
            Constant::Bytes(bytes) => self.bytes_value(bytes),
            Constant::Tuple(items) => {
                let items = items.iter().map(|item| self.load_constant(item)).collect();
                self.tuple_value(items)
            }
            Constant::FrozenSet(items) => {
                let items = items.iter().map(|item| self.load_constant(item)).collect();
                self.frozenset_constant(items)
            }
            Constant::Code(code) => self.load_code(code).into(),
        }
    }
}

/// `code`.
pub static TYPE: super::TypeSpec = super::TypeSpec {
    doc: "Create a code object.  Not for mere mortals.",
    flags: super::type_::TypeFlags::HAS_WEAKREF | super::type_::TypeFlags::NO_NEW,
    methods: &[super::code_methods::METHODS],
    attributes: super::code_methods::ATTRIBUTES,
    ..super::TypeSpec::new("code", Kind::Code)
};

impl Code {
    /// Whether a slot holds a cell.
    pub fn is_cell_slot(&self, slot: usize) -> bool {
        let slot = slot as u16;
        self.source.own_cells.contains(&slot) || self.source.free_cells.contains(&slot)
    }
}
