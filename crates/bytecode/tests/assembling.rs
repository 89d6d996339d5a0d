//! The builder's promises, and the faults that the verifier sees.

use bytecode::builder::{BuildError, Builder, jump_target};
use bytecode::verify::verify;
use bytecode::{Code, CodeFlags, Constant, Instr, Op, Operand, listing};

/// A code object with two locals, `x` and `y`, made of what `emit` emits.
fn assemble(emit: impl FnOnce(&mut Builder)) -> Result<Code, BuildError> {
    let mut builder = Builder::new(2);
    emit(&mut builder);
    let mut code = Code {
        name: "f".into(),
        qualname: "f".into(),
        filename: "f.py".into(),
        first_line: 1,
        flags: CodeFlags::default(),
        positional_only: 0,
        positional: 0,
        keyword_only: 0,
        slot_names: vec!["x".into(), "y".into()],
        varname_count: 2,
        own_cells: Vec::new(),
        free_cells: Vec::new(),
        local_count: 2,
        temp_count: 0,
        constants: Vec::new(),
        names: Vec::new(),
        sites: Vec::new(),
        instrs: Vec::new(),
        positions: Vec::new(),
        exceptions: Vec::new(),
        is_folded: false,
    };
    builder.finish(&mut code)?;
    Ok(code)
}

fn valid(emit: impl FnOnce(&mut Builder)) -> Code {
    let code = assemble(emit).expect("it fits");
    assert_eq!(verify(&code), Ok(()));
    code
}

#[test]
fn operands_are_taken_from_the_top() {
    let code = valid(|b| {
        b.load_fast(0);
        b.load_const(Constant::Int(1));
        b.emit(Op::Add, &[]);
        b.emit_name(Op::LoadAttr, &[], "real");
        b.store_fast(1);
        b.load_const(Constant::None);
        b.ret();
    });
    let expected = "   --          0 LOAD_FAST              s0, x
               1 LOAD_CONST             s1, 1
               2 ADD                    s0, s0, s1
               3 LOAD_ATTR              s0, s0, .real
               4 STORE_FAST             y, s0
               5 RETURN_CONST           None
";
    assert_eq!(listing::list(&code), expected);
}

#[test]
fn unreachable_code_is_left_out() {
    let code = valid(|b| {
        let end = b.label();
        b.jump(Op::Jump, &[], end);
        b.load_const(Constant::Str("never".into()));
        b.emit(Op::Pop, &[]);
        b.bind(end);
        b.load_fast(0);
        b.ret();
    });
    assert_eq!(
        code.instrs.iter().map(|instr| instr.op).collect::<Vec<_>>(),
        [Op::Jump, Op::LoadFast, Op::Return]
    );
}

#[test]
fn dropped_constants_leave_the_pool() {
    let code = valid(|b| {
        b.load_const(Constant::Int(1));
        b.load_const(Constant::Int(2));
        assert_eq!(b.last_constants(2).map(|constants| constants.len()), Some(2));
        b.drop_constants(2);
        b.load_const(Constant::Int(3));
        b.ret();
    });
    assert_eq!(code.constants.iter().map(listing::constant_text).collect::<Vec<_>>(), ["3"]);
}

#[test]
fn handlers_nest_in_one_flat_table() {
    let code = valid(|b| {
        let (outer, inner) = (b.handler(0), b.handler(0));
        b.protect(outer);
        b.load_fast(0);
        b.protect(inner);
        b.emit(Op::Negative, &[]);
        b.unprotect();
        b.ret();
        b.bind_handler(inner);
        b.emit(Op::Reraise, &[]);
        b.unprotect();
        b.bind_handler(outer);
        b.emit(Op::Reraise, &[]);
    });
    let rows: Vec<_> = code.exceptions.iter().map(|row| (row.start, row.end, row.handler)).collect();
    assert_eq!(rows, [(0, 1, 4), (1, 2, 3), (2, 4, 4)]);
}

#[test]
fn a_far_loop_exit_hops() {
    let code = valid(|b| {
        b.load_fast(0);
        b.emit(Op::GetIter, &[]);
        let exhausted = b.label();
        let next = b.here();
        let iterator = b.top(1);
        b.jump(Op::ForIter, &[iterator], exhausted);
        b.store_fast(1);
        for _ in 0..20_000 {
            b.load_fast(1);
            b.emit(Op::Pop, &[]);
        }
        b.jump(Op::JumpBackward, &[], next);
        b.bind(exhausted);
        b.load_const(Constant::None);
        b.ret();
    });
    let target = |pc: usize| jump_target(code.instrs[pc], pc).expect("a jump");
    assert_eq!(target(2), 4);
    assert_eq!(target(3), 5);
    assert_eq!(target(4), code.instrs.len() - 1);
    assert_eq!(target(code.instrs.len() - 2), 2);
}

#[test]
fn too_deep_a_stack_is_refused() {
    let result = assemble(|b| (0..5000).for_each(|_| b.load_fast(0)));
    assert_eq!(result.err(), Some(BuildError::TooManySlots));
}

#[test]
fn the_verifier_sees_faults() {
    let good = valid(|b| {
        let end = b.label();
        b.load_fast(0);
        b.jump(Op::JumpIfFalse, &[], end);
        b.load_fast(1);
        b.store_fast(0);
        b.bind(end);
        b.load_fast(0);
        b.ret();
    });
    let faulty = |pc: usize, instr: Instr| {
        let mut code = good.clone();
        code.instrs[pc] = instr;
        verify(&code).expect_err("it is wrong")
    };
    assert!(faulty(3, Instr::new(Op::Nop, 0, 0, 0)).contains("reached at depth"));
    assert!(faulty(3, Instr::new(Op::StoreFast, 0, 1, 0)).contains("not at the top"));
    assert!(faulty(2, Instr::new(Op::StoreFast, 0, 2, 0)).contains("more temporaries than there are"));
    assert!(faulty(1, Instr::wide(Op::JumpIfFalse, 2, 99)).contains("out of the code"));
    assert!(faulty(4, Instr::new(Op::LoadFast, 2, 70, 0)).contains("out of range"));
    assert!(faulty(5, Instr::new(Op::Pop, 2, 0, 0)).contains("off the end"));
    assert!(faulty(5, Instr::new(Op::AddConst, 2, 2, 0)).contains("later stage"));
}

#[test]
fn every_row_is_well_formed() {
    for &op in Op::ALL {
        let row = op.row();
        assert!(!row.doc.trim().is_empty(), "{}", row.name);
        let wide =
            row.operands.iter().position(|(_, kind)| matches!(kind, Operand::Const32 | Operand::Jump32));
        // A wide operand takes the places of `b` and `c`.
        assert!(wide.is_none_or(|place| place == 1), "{}", row.name);
        let short = row.operands.iter().position(|(_, kind)| *kind == Operand::Jump16);
        assert!(short.is_none_or(|place| place == 2), "{}", row.name);
    }
}

#[test]
fn constants_are_shown_as_python_writes_them() {
    for (constant, shown) in [
        (Constant::Float(1e16), "1e+16"),
        (Constant::Float(123456789.0), "123456789.0"),
        (Constant::Float(1e-5), "1e-05"),
        (Constant::Float(0.0001), "0.0001"),
        (Constant::Float(-0.0), "-0.0"),
        (Constant::Imaginary(2.0), "2j"),
        (Constant::Str("it's\n".into()), "\"it's\\n\""),
        (Constant::Bytes((*b"a\x00'\"").into()), "b'a\\x00\\'\"'"),
        (Constant::Tuple([Constant::Ellipsis].into()), "(Ellipsis,)"),
        (Constant::FrozenSet([Constant::Int(1)].into()), "frozenset({1})"),
    ] {
        assert_eq!(listing::constant_text(&constant), shown);
    }
}
