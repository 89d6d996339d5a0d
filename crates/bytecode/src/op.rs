//! The instruction set: one table, from which come the enum, the operand kinds, the stack effects, the listing
//! and the book's opcode chapter.
//!
//! Every operand that names a value is a **slot** of the frame: a local variable, a cell or a temporary.
//! The compiler emits a textbook stack machine: operands are pushed into temporaries (`LOAD_FAST s0, x`),
//! an instruction consumes the topmost temporaries and pushes its result (`ADD s0, s0, s1`), a store pops
//! (`STORE_FAST y, s0`). Because the depth at each instruction is known, the slots are written out. The folding
//! pass then replaces temporaries by the locals or constants they were copies of (`ADD y, x, z`), and the VM
//! finally rewrites instructions in place by what it sees.
//!
//! ```text
//! plain         LOAD_FAST s0, x │ LOAD_CONST s1, 1 │ ADD s0, s0, s1 │ STORE_FAST x, s0
//! folded        ADD_CONST x, x, 1
//! ```
//!
//! Rules every row obeys:
//! - A `Src` operand that is a temporary is consumed (moved out); one that is a local is only read, and if it
//!   is unbound the instruction raises `UnboundLocalError`.
//! - A `Dst` that is a local drops the value it held. A `Dst` may be one of the instruction's own sources.
//! - A `Window` names the first of several adjacent temporaries, all consumed unless the row says otherwise.
//! - `Jump16` and `Jump32` are signed distances in instructions, counted from the *next* instruction.
//! - `[pops => pushes]` is the effect on the number of live temporaries in plain code when control falls
//!   through. Rows that jump with another depth say so.

use crate::code::Instr;

/// What an operand means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operand {
    /// Not used.
    None,
    /// A slot that is read; a temporary is consumed.
    Src,
    /// A slot that is read and stays.
    Peek,
    /// A slot that is written.
    Dst,
    /// A slot of a local variable or cell, acted on itself.
    Local,
    /// The first of a run of temporaries.
    Window,
    /// An index into the constants.
    Const,
    /// An index into the constants, in `b` and `c`.
    Const32,
    /// An index into the sites: a name and its inline cache.
    Site,
    /// A number.
    Count,
    /// A signed distance in instructions from the next one.
    Jump16,
    /// The same, in `b` and `c`.
    Jump32,
}

/// At which stage an opcode comes into being.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// Emitted by the compiler.
    Plain,
    /// Made by the folding pass.
    Folded,
    /// Made by the VM when it specialises the named opcode.
    Specialised(Op),
}

/// What the table says of one opcode.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The name in listings.
    pub name: &'static str,
    /// The doc comment: what it does, as an assignment where that is possible.
    pub doc: &'static str,
    /// Name and kind of the operands `a`, `b` and `c`.
    pub operands: [(&'static str, Operand); 3],
    /// Temporaries taken and put when control falls through.
    pub effect: fn(Instr) -> (u16, u16),
    /// Who makes it.
    pub stage: Stage,
}

/// One row per opcode: doc comment, name in Rust, name in listings, operands, `[pops => pushes]` (which may use
/// the operand fields `a`, `b`, `c` by way of `@i`), and the stage that makes it.
macro_rules! opcodes {
    ($(
        $(#[doc = $doc:literal])+
        $op:ident $text:ident ($($operand:ident : $kind:ident),*)
        [$(@$i:ident)? $pops:expr => $pushes:expr] $stage:ident $(($base:ident))?;
    )*) => {
        /// An opcode. The discriminants are dense, so that the eval loop's `match` becomes one table jump.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[repr(u16)]
        pub enum Op { $($(#[doc = $doc])+ $op,)* }

        impl Op {
            /// Every opcode, in the table's order.
            pub const ALL: &'static [Op] = &[$(Op::$op,)*];

            /// The opcode's row of the table.
            #[inline]
            pub fn row(self) -> Row {
                ROWS[self as usize]
            }
        }

        /// The table itself: `ROWS[op as usize]` is the row of `op`.
        static ROWS: [Row; Op::ALL.len()] = [
            $(Row {
                name: stringify!($text),
                doc: concat!($($doc, "\n",)+),
                operands: operands(&[$((stringify!($operand), Operand::$kind)),*]),
                effect: |_instr: Instr| opcodes!(@effect _instr $(@$i)? $pops, $pushes),
                stage: Stage::$stage $((Op::$base))?,
            },)*
        ];
    };
    (@effect $instr:ident @$i:ident $pops:expr, $pushes:expr) => {{ let $i = $instr; ($pops, $pushes) }};
    (@effect $instr:ident $pops:expr, $pushes:expr) => { ($pops, $pushes) };
}

/// Lays out the operands of a row: a 32-bit operand takes the place of two.
const fn operands(given: &[(&'static str, Operand)]) -> [(&'static str, Operand); 3] {
    let mut all = [("", Operand::None); 3];
    let mut index = 0;
    while index < given.len() {
        all[index] = given[index];
        index += 1;
    }
    all
}

opcodes! {
    // ── Moving values ──────────────────────────────────────────────────────────────────────────────────────
    /// Nothing. Keeps a line of source visible to tracebacks.
    Nop NOP () [0 => 0] Plain;
    /// Nothing. The line of a loop without a test, which begins behind it: going round costs no instruction more, and a
    /// tracer is told of the line all the same.
    LoopLine LOOP_LINE () [0 => 0] Plain;
    /// `dst = src`, `src` a local: raises `UnboundLocalError` when it has no value.
    LoadFast LOAD_FAST (dst: Dst, src: Src) [0 => 1] Plain;
    /// `dst = src`, `src` a temporary, `dst` a local.
    StoreFast STORE_FAST (dst: Dst, src: Src) [1 => 0] Plain;
    /// `del local`
    DeleteFast DELETE_FAST (local: Local) [0 => 0] Plain;
    /// `dst = constants[constant]`
    LoadConst LOAD_CONST (dst: Dst, constant: Const32) [0 => 1] Plain;
    /// Drops a temporary, which may be empty (the pair of `LOAD_METHOD` has a hole).
    Pop POP (src: Src) [1 => 0] Plain;
    /// `dst = src`, both temporaries; `src` stays.
    Copy COPY (dst: Dst, src: Peek) [0 => 1] Plain;
    /// Exchanges two temporaries, one of which may be empty in folded code.
    Swap SWAP (first: Peek, second: Peek) [0 => 0] Plain;
    /// Empties a temporary so that a window has a hole: used for the absent `**kwargs` of `CALL_EX`.
    PushNull PUSH_NULL (dst: Dst) [0 => 1] Plain;
    /// `dst = src` between locals.
    MoveFast MOVE_FAST (dst: Dst, src: Src) [0 => 0] Folded;

    // ── Names ──────────────────────────────────────────────────────────────────────────────────────────────
    /// `dst =` the global, else the builtin of that name.
    LoadGlobal LOAD_GLOBAL (dst: Dst, name: Site) [0 => 1] Plain;
    /// `globals[name] = src`
    StoreGlobal STORE_GLOBAL (src: Src, name: Site) [1 => 0] Plain;
    /// `del globals[name]`
    DeleteGlobal DELETE_GLOBAL (name: Site) [0 => 0] Plain;
    /// `dst =` the name in the local namespace, else the global, else the builtin (modules, class bodies, `exec`).
    LoadName LOAD_NAME (dst: Dst, name: Site) [0 => 1] Plain;
    /// `locals[name] = src`
    StoreName STORE_NAME (src: Src, name: Site) [1 => 0] Plain;
    /// `del locals[name]`
    DeleteName DELETE_NAME (name: Site) [0 => 0] Plain;
    /// `dst =` the local namespace itself (class bodies, modules).
    LoadLocals LOAD_LOCALS (dst: Dst) [0 => 1] Plain;

    // ── Cells ──────────────────────────────────────────────────────────────────────────────────────────────
    /// Replaces the slot's value (or its absence) by a new cell that holds it.
    MakeCell MAKE_CELL (cell: Local) [0 => 0] Plain;
    /// Fills the slots of `Code::free_cells` with the cells of the function's closure.
    CopyFreeVars COPY_FREE_VARS () [0 => 0] Plain;
    /// `dst =` the cell itself, to be put in a closure.
    LoadCell LOAD_CELL (dst: Dst, cell: Local) [0 => 1] Plain;
    /// `dst = cell.contents`
    LoadDeref LOAD_DEREF (dst: Dst, cell: Local) [0 => 1] Plain;
    /// `cell.contents = src`
    StoreDeref STORE_DEREF (src: Src, cell: Local) [1 => 0] Plain;
    /// `del cell.contents`
    DeleteDeref DELETE_DEREF (cell: Local) [0 => 0] Plain;
    /// `dst =` the name in the class namespace, else `cell.contents`.
    LoadClassDeref LOAD_CLASS_DEREF (dst: Dst, cell: Local, name: Site) [0 => 1] Plain;
    /// `dst =` the name in `mapping`, else the global, else the builtin: names in the annotations of a class,
    /// whose `mapping` is the class namespace.
    LoadFromDictOrGlobals LOAD_FROM_DICT_OR_GLOBALS (dst: Dst, mapping: Src, name: Site) [1 => 1] Plain;
    /// `window =` the name in the mapping that `window` holds, else `cell.contents`.
    LoadFromDictOrDeref LOAD_FROM_DICT_OR_DEREF (window: Window, cell: Local, name: Site) [1 => 1] Plain;

    // ── Attributes and items ───────────────────────────────────────────────────────────────────────────────
    /// `dst = object.name`
    LoadAttr LOAD_ATTR (dst: Dst, object: Src, name: Site) [1 => 1] Plain;
    /// Prepares a method call without making a bound method. `window, window+1 = function, object`, or
    /// `empty, object.name` when the attribute is not a function of the class.
    LoadMethod LOAD_METHOD (window: Window, object: Src, name: Site) [1 => 2] Plain;
    /// `object.name = value`
    StoreAttr STORE_ATTR (value: Src, object: Src, name: Site) [2 => 0] Plain;
    /// `del object.name`
    DeleteAttr DELETE_ATTR (object: Src, name: Site) [1 => 0] Plain;
    /// `dst = super(class, object).name`; `window` holds what the name `super` means, the class and the object.
    LoadSuperAttr LOAD_SUPER_ATTR (dst: Dst, window: Window, name: Site) [3 => 1] Plain;
    /// The same three temporaries; leaves a pair as `LOAD_METHOD` does, at `window`.
    LoadSuperMethod LOAD_SUPER_METHOD (window: Window, unused: None, name: Site) [3 => 2] Plain;
    /// `dst = object[key]`
    GetItem GET_ITEM (dst: Dst, object: Src, key: Src) [2 => 1] Plain;
    /// `dst = object[constant]`
    GetItemConst GET_ITEM_CONST (dst: Dst, object: Src, key: Const) [1 => 1] Folded;
    /// `object[key] = value`
    SetItem SET_ITEM (value: Src, object: Src, key: Src) [3 => 0] Plain;
    /// `del object[key]`
    DeleteItem DELETE_ITEM (object: Src, key: Src) [2 => 0] Plain;

    // ── Arithmetic ─────────────────────────────────────────────────────────────────────────────────────────
    /// `dst = lhs + rhs`
    Add ADD (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs - rhs`
    Subtract SUBTRACT (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs * rhs`
    Multiply MULTIPLY (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs / rhs`
    TrueDivide TRUE_DIVIDE (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs // rhs`
    FloorDivide FLOOR_DIVIDE (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs % rhs`
    Remainder REMAINDER (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs ** rhs`
    Power POWER (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs @ rhs`
    MatrixMultiply MATRIX_MULTIPLY (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs << rhs`
    ShiftLeft SHIFT_LEFT (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs >> rhs`
    ShiftRight SHIFT_RIGHT (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs & rhs`
    And AND (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs | rhs`
    Or OR (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs ^ rhs`
    Xor XOR (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs += rhs`: tries the in-place method first.
    InplaceAdd INPLACE_ADD (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs -= rhs`: tries the in-place method first.
    InplaceSubtract INPLACE_SUBTRACT (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs *= rhs`: tries the in-place method first.
    InplaceMultiply INPLACE_MULTIPLY (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs /= rhs`: tries the in-place method first.
    InplaceTrueDivide INPLACE_TRUE_DIVIDE (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs //= rhs`: tries the in-place method first.
    InplaceFloorDivide INPLACE_FLOOR_DIVIDE (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs %= rhs`: tries the in-place method first.
    InplaceRemainder INPLACE_REMAINDER (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs **= rhs`: tries the in-place method first.
    InplacePower INPLACE_POWER (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs @= rhs`: tries the in-place method first.
    InplaceMatrixMultiply INPLACE_MATRIX_MULTIPLY (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs <<= rhs`: tries the in-place method first.
    InplaceShiftLeft INPLACE_SHIFT_LEFT (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs >>= rhs`: tries the in-place method first.
    InplaceShiftRight INPLACE_SHIFT_RIGHT (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs &= rhs`: tries the in-place method first.
    InplaceAnd INPLACE_AND (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs |= rhs`: tries the in-place method first.
    InplaceOr INPLACE_OR (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs ^= rhs`: tries the in-place method first.
    InplaceXor INPLACE_XOR (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs + constant`
    AddConst ADD_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `dst = lhs - constant`
    SubtractConst SUBTRACT_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `dst = lhs * constant`
    MultiplyConst MULTIPLY_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `dst = lhs / constant`
    TrueDivideConst TRUE_DIVIDE_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `dst = lhs // constant`
    FloorDivideConst FLOOR_DIVIDE_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `dst = lhs % constant`
    RemainderConst REMAINDER_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `dst = lhs ** constant`
    PowerConst POWER_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `dst = lhs @ constant`
    MatrixMultiplyConst MATRIX_MULTIPLY_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `dst = lhs << constant`
    ShiftLeftConst SHIFT_LEFT_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `dst = lhs >> constant`
    ShiftRightConst SHIFT_RIGHT_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `dst = lhs & constant`
    AndConst AND_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `dst = lhs | constant`
    OrConst OR_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `dst = lhs ^ constant`
    XorConst XOR_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `dst = lhs += constant`
    InplaceAddConst INPLACE_ADD_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `dst = lhs -= constant`
    InplaceSubtractConst INPLACE_SUBTRACT_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `dst = lhs *= constant`
    InplaceMultiplyConst INPLACE_MULTIPLY_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `dst = lhs /= constant`
    InplaceTrueDivideConst INPLACE_TRUE_DIVIDE_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `dst = lhs //= constant`
    InplaceFloorDivideConst INPLACE_FLOOR_DIVIDE_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `dst = lhs %= constant`
    InplaceRemainderConst INPLACE_REMAINDER_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `dst = lhs **= constant`
    InplacePowerConst INPLACE_POWER_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `dst = lhs @= constant`
    InplaceMatrixMultiplyConst INPLACE_MATRIX_MULTIPLY_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `dst = lhs <<= constant`
    InplaceShiftLeftConst INPLACE_SHIFT_LEFT_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `dst = lhs >>= constant`
    InplaceShiftRightConst INPLACE_SHIFT_RIGHT_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `dst = lhs &= constant`
    InplaceAndConst INPLACE_AND_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `dst = lhs |= constant`
    InplaceOrConst INPLACE_OR_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `dst = lhs ^= constant`
    InplaceXorConst INPLACE_XOR_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `dst = -src`
    Negative NEGATIVE (dst: Dst, src: Src) [1 => 1] Plain;
    /// `dst = +src`
    Positive POSITIVE (dst: Dst, src: Src) [1 => 1] Plain;
    /// `dst = ~src`
    Invert INVERT (dst: Dst, src: Src) [1 => 1] Plain;
    /// `dst = not src`
    Not NOT (dst: Dst, src: Src) [1 => 1] Plain;

    // ── Comparison ─────────────────────────────────────────────────────────────────────────────────────────
    /// `dst = lhs < rhs`
    Less LESS (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs <= rhs`
    LessEqual LESS_EQUAL (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs == rhs`
    Equal EQUAL (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs != rhs`
    NotEqual NOT_EQUAL (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs > rhs`
    Greater GREATER (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs >= rhs`
    GreaterEqual GREATER_EQUAL (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs < constant`
    LessConst LESS_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `dst = lhs <= constant`
    LessEqualConst LESS_EQUAL_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `dst = lhs == constant`
    EqualConst EQUAL_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `dst = lhs != constant`
    NotEqualConst NOT_EQUAL_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `dst = lhs > constant`
    GreaterConst GREATER_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `dst = lhs >= constant`
    GreaterEqualConst GREATER_EQUAL_CONST (dst: Dst, lhs: Src, rhs: Const) [1 => 1] Folded;
    /// `if not (lhs < rhs): pc += target`
    JumpUnlessLess JUMP_UNLESS_LESS (lhs: Src, rhs: Src, target: Jump16) [2 => 0] Folded;
    /// `if not (lhs <= rhs): pc += target`
    JumpUnlessLessEqual JUMP_UNLESS_LESS_EQUAL (lhs: Src, rhs: Src, target: Jump16) [2 => 0] Folded;
    /// `if not (lhs == rhs): pc += target`
    JumpUnlessEqual JUMP_UNLESS_EQUAL (lhs: Src, rhs: Src, target: Jump16) [2 => 0] Folded;
    /// `if not (lhs != rhs): pc += target`
    JumpUnlessNotEqual JUMP_UNLESS_NOT_EQUAL (lhs: Src, rhs: Src, target: Jump16) [2 => 0] Folded;
    /// `if not (lhs > rhs): pc += target`
    JumpUnlessGreater JUMP_UNLESS_GREATER (lhs: Src, rhs: Src, target: Jump16) [2 => 0] Folded;
    /// `if not (lhs >= rhs): pc += target`
    JumpUnlessGreaterEqual JUMP_UNLESS_GREATER_EQUAL (lhs: Src, rhs: Src, target: Jump16) [2 => 0] Folded;
    /// `if not (lhs < constant): pc += target`
    JumpUnlessLessConst JUMP_UNLESS_LESS_CONST (lhs: Src, rhs: Const, target: Jump16) [1 => 0] Folded;
    /// `if not (lhs <= constant): pc += target`
    JumpUnlessLessEqualConst JUMP_UNLESS_LESS_EQUAL_CONST (lhs: Src, rhs: Const, target: Jump16) [1 => 0] Folded;
    /// `if not (lhs == constant): pc += target`
    JumpUnlessEqualConst JUMP_UNLESS_EQUAL_CONST (lhs: Src, rhs: Const, target: Jump16) [1 => 0] Folded;
    /// `if not (lhs != constant): pc += target`
    JumpUnlessNotEqualConst JUMP_UNLESS_NOT_EQUAL_CONST (lhs: Src, rhs: Const, target: Jump16) [1 => 0] Folded;
    /// `if not (lhs > constant): pc += target`
    JumpUnlessGreaterConst JUMP_UNLESS_GREATER_CONST (lhs: Src, rhs: Const, target: Jump16) [1 => 0] Folded;
    /// `if not (lhs >= constant): pc += target`
    JumpUnlessGreaterEqualConst JUMP_UNLESS_GREATER_EQUAL_CONST (lhs: Src, rhs: Const, target: Jump16) [1 => 0] Folded;
    /// `if lhs < rhs: pc += target`
    JumpIfLess JUMP_IF_LESS (lhs: Src, rhs: Src, target: Jump16) [2 => 0] Folded;
    /// `if lhs <= rhs: pc += target`
    JumpIfLessEqual JUMP_IF_LESS_EQUAL (lhs: Src, rhs: Src, target: Jump16) [2 => 0] Folded;
    /// `if lhs == rhs: pc += target`
    JumpIfEqual JUMP_IF_EQUAL (lhs: Src, rhs: Src, target: Jump16) [2 => 0] Folded;
    /// `if lhs != rhs: pc += target`
    JumpIfNotEqual JUMP_IF_NOT_EQUAL (lhs: Src, rhs: Src, target: Jump16) [2 => 0] Folded;
    /// `if lhs > rhs: pc += target`
    JumpIfGreater JUMP_IF_GREATER (lhs: Src, rhs: Src, target: Jump16) [2 => 0] Folded;
    /// `if lhs >= rhs: pc += target`
    JumpIfGreaterEqual JUMP_IF_GREATER_EQUAL (lhs: Src, rhs: Src, target: Jump16) [2 => 0] Folded;
    /// `if lhs < constant: pc += target`
    JumpIfLessConst JUMP_IF_LESS_CONST (lhs: Src, rhs: Const, target: Jump16) [1 => 0] Folded;
    /// `if lhs <= constant: pc += target`
    JumpIfLessEqualConst JUMP_IF_LESS_EQUAL_CONST (lhs: Src, rhs: Const, target: Jump16) [1 => 0] Folded;
    /// `if lhs == constant: pc += target`
    JumpIfEqualConst JUMP_IF_EQUAL_CONST (lhs: Src, rhs: Const, target: Jump16) [1 => 0] Folded;
    /// `if lhs != constant: pc += target`
    JumpIfNotEqualConst JUMP_IF_NOT_EQUAL_CONST (lhs: Src, rhs: Const, target: Jump16) [1 => 0] Folded;
    /// `if lhs > constant: pc += target`
    JumpIfGreaterConst JUMP_IF_GREATER_CONST (lhs: Src, rhs: Const, target: Jump16) [1 => 0] Folded;
    /// `if lhs >= constant: pc += target`
    JumpIfGreaterEqualConst JUMP_IF_GREATER_EQUAL_CONST (lhs: Src, rhs: Const, target: Jump16) [1 => 0] Folded;
    /// `dst = lhs is rhs`
    Is IS (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs is not rhs`
    IsNot IS_NOT (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs in rhs`
    Contains CONTAINS (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;
    /// `dst = lhs not in rhs`
    NotContains NOT_CONTAINS (dst: Dst, lhs: Src, rhs: Src) [2 => 1] Plain;

    // ── Control ────────────────────────────────────────────────────────────────────────────────────────────
    /// `pc += target`, forwards.
    Jump JUMP (unused: None, target: Jump32) [0 => 0] Plain;
    /// `pc += target`, backwards: the loop back edge, a check point of the eval breaker.
    JumpBackward JUMP_BACKWARD (unused: None, target: Jump32) [0 => 0] Plain;
    /// `pc += target`, backwards, inside `yield from`: not a check point.
    JumpBackwardNoInterrupt JUMP_BACKWARD_NO_INTERRUPT (unused: None, target: Jump32) [0 => 0] Plain;
    /// `if not src: pc += target`
    JumpIfFalse JUMP_IF_FALSE (src: Src, target: Jump32) [1 => 0] Plain;
    /// `if src: pc += target`
    JumpIfTrue JUMP_IF_TRUE (src: Src, target: Jump32) [1 => 0] Plain;
    /// `if src is None: pc += target`
    JumpIfNone JUMP_IF_NONE (src: Src, target: Jump32) [1 => 0] Plain;
    /// `if src is not None: pc += target`
    JumpIfNotNone JUMP_IF_NOT_NONE (src: Src, target: Jump32) [1 => 0] Plain;
    /// For `and`: `if not src: pc += target` and `src` stays; otherwise drops it.
    JumpIfFalseOrPop JUMP_IF_FALSE_OR_POP (src: Src, target: Jump32) [1 => 0] Plain;
    /// For `or`: `if src: pc += target` and `src` stays; otherwise drops it.
    JumpIfTrueOrPop JUMP_IF_TRUE_OR_POP (src: Src, target: Jump32) [1 => 0] Plain;
    /// Returns `src` to the caller.
    Return RETURN (src: Src) [1 => 0] Plain;
    /// Returns a constant to the caller.
    ReturnConst RETURN_CONST (unused: None, constant: Const32) [0 => 0] Plain;

    // ── Iteration ──────────────────────────────────────────────────────────────────────────────────────────
    /// `dst = iter(src)`
    GetIter GET_ITER (dst: Dst, src: Src) [1 => 1] Plain;
    /// `dst = next(iterator)`; when exhausted, drops the iterator and jumps.
    ForIter FOR_ITER (dst: Dst, iterator: Peek, target: Jump16) [0 => 1] Plain;
    /// Spreads an iterable of exactly `count` items over the temporaries from `window` up, the first item
    /// topmost; `window` holds the iterable before.
    UnpackSequence UNPACK_SEQUENCE (window: Window, count: Count) [@i 1 => i.b] Plain;
    /// The same with a starred target: `before` items, one list, `after` items.
    UnpackStarred UNPACK_STARRED (window: Window, before: Count, after: Count) [@i 1 => i.b + 1 + i.c] Plain;

    // ── Calls ──────────────────────────────────────────────────────────────────────────────────────────────
    /// `dst = window(args…)`: the callable, then `count` arguments.
    Call CALL (window: Window, count: Count, dst: Dst) [@i 1 + i.b => 1] Plain;
    /// `dst =` a call of the pair that `LOAD_METHOD` left, then `count` arguments.
    CallMethod CALL_METHOD (window: Window, count: Count, dst: Dst) [@i 2 + i.b => 1] Plain;
    /// A call whose last arguments have the names in the constant tuple; `count` counts all arguments.
    /// The result is put in `window`.
    CallKeywords CALL_KEYWORDS (window: Window, count: Count, names: Const) [@i 1 + i.b => 1] Plain;
    /// The same for a pair that `LOAD_METHOD` left.
    CallMethodKeywords CALL_METHOD_KEYWORDS (window: Window, count: Count, names: Const) [@i 2 + i.b => 1] Plain;
    /// `dst = window(*args, **kwargs)`: the callable, any iterable (a tuple unless there was a single `*x`),
    /// and a dict or an empty slot.
    CallExpanded CALL_EXPANDED (window: Window, unused: None, dst: Dst) [3 => 1] Plain;

    // ── Building ───────────────────────────────────────────────────────────────────────────────────────────
    /// `dst = (window…)`
    BuildTuple BUILD_TUPLE (window: Window, count: Count, dst: Dst) [@i i.b => 1] Plain;
    /// `dst = [window…]`
    BuildList BUILD_LIST (window: Window, count: Count, dst: Dst) [@i i.b => 1] Plain;
    /// `dst = {window…}`
    BuildSet BUILD_SET (window: Window, count: Count, dst: Dst) [@i i.b => 1] Plain;
    /// `dst = {key: value…}` from `count` pairs.
    BuildDict BUILD_DICT (window: Window, count: Count, dst: Dst) [@i 2 * i.b => 1] Plain;
    /// `dst =` the strings of the window, joined.
    BuildString BUILD_STRING (window: Window, count: Count, dst: Dst) [@i i.b => 1] Plain;
    /// `dst = slice(window…)`, of two or three.
    BuildSlice BUILD_SLICE (window: Window, count: Count, dst: Dst) [@i i.b => 1] Plain;
    /// `list.append(src)`; the list stays.
    ListAppend LIST_APPEND (list: Peek, src: Src) [1 => 0] Plain;
    /// `list.extend(src)`, with the message of a starred display; the list stays.
    ListExtend LIST_EXTEND (list: Peek, src: Src) [1 => 0] Plain;
    /// `dst = tuple(src)` of a list made for the purpose.
    ListToTuple LIST_TO_TUPLE (dst: Dst, src: Src) [1 => 1] Plain;
    /// `set.add(src)`; the set stays.
    SetAdd SET_ADD (set: Peek, src: Src) [1 => 0] Plain;
    /// `set.update(src)`; the set stays.
    SetUpdate SET_UPDATE (set: Peek, src: Src) [1 => 0] Plain;
    /// `dict[key] = value`; the dict stays.
    DictSet DICT_SET (dict: Peek, key: Src, value: Src) [2 => 0] Plain;
    /// `dict.update(src)` for `{**src}`; the dict stays.
    DictUpdate DICT_UPDATE (dict: Peek, src: Src) [1 => 0] Plain;
    /// `dict.update(src)` for `f(**src)`: no key twice; `callable` (which stays) is named in the error.
    DictMerge DICT_MERGE (dict: Peek, src: Src, callable: Peek) [1 => 0] Plain;
    /// `dst = str(src)`, `repr(src)` or `ascii(src)`, for conversion 1, 2 or 3.
    Convert CONVERT (dst: Dst, src: Src, conversion: Count) [1 => 1] Plain;
    /// `dst = format(src)`
    FormatSimple FORMAT_SIMPLE (dst: Dst, src: Src) [1 => 1] Plain;
    /// `dst = format(src, spec)`
    FormatWithSpec FORMAT_WITH_SPEC (dst: Dst, src: Src, spec: Src) [2 => 1] Plain;

    // ── Functions, classes, modules ────────────────────────────────────────────────────────────────────────
    /// `dst =` a function of the code object `constants[code]` and the frame's globals.
    MakeFunction MAKE_FUNCTION (dst: Dst, code: Const32) [0 => 1] Plain;
    /// Gives the function, which stays, its part `kind`: 1 defaults (tuple), 2 keyword-only defaults (dict),
    /// 4 annotations (dict), 8 closure (tuple of cells), 16 `__annotate__` (function).
    SetFunctionAttribute SET_FUNCTION_ATTRIBUTE (function: Peek, value: Src, kind: Count) [1 => 0] Plain;
    /// `dst = __build_class__`
    LoadBuildClass LOAD_BUILD_CLASS (dst: Dst) [0 => 1] Plain;
    /// `dst = AssertionError`, whatever that name means now.
    LoadAssertionError LOAD_ASSERTION_ERROR (dst: Dst) [0 => 1] Plain;
    /// `window = __import__(name, level = window, fromlist = window+1)`
    ImportName IMPORT_NAME (window: Window, unused: None, name: Site) [2 => 1] Plain;
    /// `dst = module.name`, with the errors of `from module import name`; the module stays.
    ImportFrom IMPORT_FROM (dst: Dst, module: Peek, name: Site) [0 => 1] Plain;
    /// `from src import *`
    ImportStar IMPORT_STAR (src: Src) [1 => 0] Plain;
    /// Shows the value of an expression statement typed at the prompt: `sys.displayhook(src)`.
    PrintExpression PRINT_EXPRESSION (src: Src) [1 => 0] Plain;

    // ── Exceptions ─────────────────────────────────────────────────────────────────────────────────────────
    /// Start of a handler. `window` holds the exception; afterwards it holds the exception that was being
    /// handled before, and `window+1` the exception, which is now the one being handled.
    PushExcInfo PUSH_EXC_INFO (window: Window) [1 => 2] Plain;
    /// End of a handler: what was being handled before (`src`) is being handled again.
    PopExcept POP_EXCEPT (src: Src) [1 => 0] Plain;
    /// `dst =` whether the exception, which stays, matches the class or tuple of classes.
    CheckExcMatch CHECK_EXC_MATCH (dst: Dst, exception: Peek, class: Src) [1 => 1] Plain;
    /// Raises the exception again, its traceback unchanged.
    Reraise RERAISE (src: Src) [1 => 0] Plain;
    /// `raise`
    RaiseBare RAISE_BARE () [0 => 0] Plain;
    /// `raise src`
    Raise RAISE (src: Src) [1 => 0] Plain;
    /// `raise src from cause`
    RaiseFrom RAISE_FROM (src: Src, cause: Src) [2 => 0] Plain;
    /// Start of `with`: `window` holds the manager; leaves the pair to call for `__exit__` and above it the pair
    /// to call for `__enter__`, as `LOAD_METHOD` does.
    BeforeWith BEFORE_WITH (window: Window, methods: Site) [1 => 4] Plain;
    /// `window =` the three `None`s that `__exit__` is given when nothing was raised.
    LoadNones LOAD_NONES (window: Window) [0 => 3] Plain;
    /// `dst =` the result of calling the `__exit__` pair in `window` with the exception's type, itself and its
    /// traceback; all stay.
    WithExceptStart WITH_EXCEPT_START (dst: Dst, window: Window, exception: Peek) [0 => 1] Plain;

    // ── Generators ─────────────────────────────────────────────────────────────────────────────────────────
    /// Moves the frame into a new generator and returns that to the caller.
    ReturnGenerator RETURN_GENERATOR () [0 => 0] Plain;
    /// Suspends with `src`; when resumed, `dst =` the value sent. `delegating` is 1 inside `yield from`, whose
    /// iterator is then in the temporary below `src`.
    YieldValue YIELD_VALUE (dst: Dst, src: Src, delegating: Count) [1 => 1] Plain;
    /// Suspends with `src`; when resumed, the value sent is dropped. So many of the slots stay as `kept` says.
    YieldStatement YIELD_STATEMENT (kept: Count, src: Src) [1 => 0] Folded;
    /// `dst =` the iterator for `yield from src`.
    GetYieldFromIter GET_YIELD_FROM_ITER (dst: Dst, src: Src) [1 => 1] Plain;
    /// Sends `value` to `iterator` (both stay): `value =` what it yields. When it returns, drops the iterator,
    /// puts the returned value in its slot, empties `value` and jumps (one temporary fewer).
    Send SEND (iterator: Peek, value: Peek, target: Jump16) [0 => 0] Plain;
    /// Handler around the `yield` of `yield from`: `window` holds the iterator, the last value (or a hole) and
    /// the exception. A `StopIteration` ends the delegation, its value goes to `window`; others are raised again.
    CleanupThrow CLEANUP_THROW (window: Window) [3 => 1] Plain;

    // ── Made by the VM ─────────────────────────────────────────────────────────────────────────────────────
    /// A global found by the version of the module's dict and an index.
    LoadGlobalModule LOAD_GLOBAL_MODULE (dst: Dst, name: Site) [0 => 1] Specialised(LoadGlobal);
    /// A builtin found by the versions of both dicts and an index.
    LoadGlobalBuiltin LOAD_GLOBAL_BUILTIN (dst: Dst, name: Site) [0 => 1] Specialised(LoadGlobal);
    /// `LOAD_NAME` where the local namespace is the module's.
    LoadNameModule LOAD_NAME_MODULE (dst: Dst, name: Site) [0 => 1] Specialised(LoadName);
    /// The same for a builtin.
    LoadNameBuiltin LOAD_NAME_BUILTIN (dst: Dst, name: Site) [0 => 1] Specialised(LoadName);
    /// `STORE_NAME` of a name the module already has.
    StoreNameModule STORE_NAME_MODULE (src: Src, name: Site) [1 => 0] Specialised(StoreName);
    /// `STORE_GLOBAL` of a name the module already has.
    StoreGlobalModule STORE_GLOBAL_MODULE (src: Src, name: Site) [1 => 0] Specialised(StoreGlobal);
    /// An instance attribute in an inline slot, guarded by the shape.
    LoadAttrSlot LOAD_ATTR_SLOT (dst: Dst, object: Src, name: Site) [1 => 1] Specialised(LoadAttr);
    /// A class attribute that is not a descriptor, guarded by the shape.
    LoadAttrClass LOAD_ATTR_CLASS (dst: Dst, object: Src, name: Site) [1 => 1] Specialised(LoadAttr);
    /// An attribute of a module, found by the version of its dict.
    LoadAttrModule LOAD_ATTR_MODULE (dst: Dst, object: Src, name: Site) [1 => 1] Specialised(LoadAttr);
    /// A method of the class, guarded by the shape.
    LoadMethodClass LOAD_METHOD_CLASS (window: Window, object: Src, name: Site) [1 => 2] Specialised(LoadMethod);
    /// Both methods of the class, guarded by the shape.
    BeforeWithClass BEFORE_WITH_CLASS (window: Window, methods: Site) [1 => 4] Specialised(BeforeWith);
    /// A function of a module.
    LoadMethodModule LOAD_METHOD_MODULE (window: Window, object: Src, name: Site) [1 => 2] Specialised(LoadMethod);
    /// Overwrites an instance attribute in an inline slot, guarded by the shape.
    StoreAttrSlot STORE_ATTR_SLOT (value: Src, object: Src, name: Site) [2 => 0] Specialised(StoreAttr);
    /// Adds an instance attribute: one shape becomes the next.
    StoreAttrAdd STORE_ATTR_ADD (value: Src, object: Src, name: Site) [2 => 0] Specialised(StoreAttr);
    /// The next number of a `range`.
    ForIterRange FOR_ITER_RANGE (dst: Dst, iterator: Peek, target: Jump16) [0 => 1] Specialised(ForIter);
    /// The next item of a list.
    ForIterList FOR_ITER_LIST (dst: Dst, iterator: Peek, target: Jump16) [0 => 1] Specialised(ForIter);
    /// Resumes a generator, without a native call.
    ForIterGenerator FOR_ITER_GENERATOR (dst: Dst, iterator: Peek, target: Jump16) [0 => 1] Specialised(ForIter);
}
