//! The eval loop: fetches an instruction, does it, goes on.
//!
//! ```text
//! ip ──▶ │ op │ a │ b │ c │     a, b, c: byte offsets of slots from `base`, or numbers
//! base ─▶ locals │ temporaries
//! ```
//!
//! Arms are short: what is common is done in place, anything else by a function named after the instruction in
//! [`arithmetic`], [`attribute`], [`names`], [`call`], [`bind`], [`iterate`], [`build`], [`classes`] or [`unwind`], out of
//! line and cold, so that arms stay free of saved registers. An arm that may raise, call, or be looked at by a
//! traceback first stores `ip` in its frame (`save!`).
//!
//! What the loop relies on (I-4): a temporary that is not alive never holds a reference, so that writing a slot
//! needs no knowledge of whether it is alive; whoever moves a reference out leaves the slot empty.

pub mod arithmetic;
pub mod attribute;
pub mod bind;
pub mod build;
pub mod call;
pub mod classes;
pub mod generator;
pub mod iterate;
pub mod names;
pub mod unwind;
pub mod watch;
pub mod window;

use bytecode::{Instr, Op};
use gil::Breaker;

use crate::frame::{Frame, FrameFlags};
use crate::objects::code::SLOT;
use crate::objects::{Cell, Code, Instance, Kind, List};
use crate::protocol::compare::Comparison;
use crate::protocol::number::{Binary, Unary};
use crate::{Context, PyResult, Raised, Value};
use call::Called;
use unwind::Unwound;
pub(crate) use window::Window;

/// Runs the topmost frame, which has just been entered (that is a check point) and is marked [`FrameFlags::ENTRY`],
/// until it returns or raises.
pub(crate) fn run(cx: &mut Context) -> PyResult<Value> {
    if cx.gil().breaker().any()
        && let Err(raised) = watch::entered(cx).and_then(|()| cx.handle_requests())
        && let Unwound::Left(raised) = unwind::unwind(cx, raised)
    {
        return Err(raised);
    }
    go_on(cx)
}

/// The same for a frame that is in the middle of its code.
///
/// There are two of the loop: the watched one does what [`watch`] says before every instruction. A thread changes
/// from one to the other at a check point.
pub(crate) fn go_on(cx: &mut Context) -> PyResult<Value> {
    loop {
        let ended = if cx.watch.on { run_loop::<true>(cx)? } else { run_loop::<false>(cx)? };
        if !ended.is_empty() {
            return Ok(ended);
        }
    }
}

/// Runs frames until the outermost has ended. Empty: the other loop shall go on.
fn run_loop<const WATCHED: bool>(cx: &mut Context) -> PyResult<Value> {
    let breaker: *const Breaker = cx.gil().breaker();
    let mut frame: *mut Frame;
    let mut ip: *const Instr;
    let mut window: Window;
    let mut code: *const Code;

    // Makes a frame, by default the topmost one, the running one.
    macro_rules! load_frame {
        () => {
            load_frame!(std::ptr::from_mut(cx.frames.last_mut().expect("I-4: a frame is running")))
        };
        ($frame:expr) => {{
            frame = $frame;
            // SAFETY: frames do not move while they run (the vector never grows beyond its first capacity); the
            // frame's function keeps its code alive.
            unsafe {
                code = &**(*frame).code();
                ip = (*frame).ip;
                window = Window { base: (*frame).base, temps: (*code).local_bytes };
            }
        }};
    }
    // The instruction. Its fields are fetched where they are used: all at once, they take the registers that keep
    // `ip` and `window`.
    macro_rules! i {
        () => {
            // SAFETY: `ip` points to an instruction of the running frame's code.
            unsafe { *ip }
        };
    }
    macro_rules! op {
        () => {
            // SAFETY: as above.
            unsafe { (*ip).op }
        };
    }
    macro_rules! a {
        () => {
            // SAFETY: as above.
            unsafe { (*ip).a }
        };
    }
    macro_rules! b {
        () => {
            // SAFETY: as above.
            unsafe { (*ip).b }
        };
    }
    macro_rules! c {
        () => {
            // SAFETY: as above.
            unsafe { (*ip).c }
        };
    }
    macro_rules! save {
        () => {
            // SAFETY: `frame` is the running frame.
            unsafe { (*frame).ip = ip }
        };
    }
    macro_rules! next {
        () => {{
            // SAFETY: the compiler ends every path with a return, a raise or a jump.
            ip = unsafe { ip.add(1) };
            continue;
        }};
    }
    macro_rules! jump {
        ($distance:expr) => {{
            let distance = $distance as isize;
            // SAFETY: jumps stay inside the code.
            ip = unsafe { ip.offset(1 + distance) };
            continue;
        }};
    }
    macro_rules! constant {
        ($index:expr) => {{
            let index = $index as usize;
            // SAFETY: the compiler's constant indexes are valid.
            unsafe { &*(*code).constants.as_ptr().add(index) }
        }};
    }
    macro_rules! site {
        ($index:expr) => {{
            let index = usize::from($index);
            // SAFETY: the compiler's site indexes are valid; the code object outlives its frame.
            unsafe { &*(*code).sites.as_ptr().add(index) }
        }};
    }
    macro_rules! frame {
        () => {
            // SAFETY: `frame` is the running frame.
            unsafe { &mut *frame }
        };
    }

    load_frame!();
    loop {
        let raised: Raised = 'raise: {
            macro_rules! check {
                ($result:expr) => {
                    match $result {
                        Ok(value) => value,
                        Err(raised) => break 'raise raised,
                    }
                };
            }
            // `$resume` makes the frame's `ip` the instruction to go on with.
            macro_rules! check_point {
                ($resume:expr) => {
                    // SAFETY: this thread's breaker lives as long as its context.
                    if unsafe { (*breaker).any() } {
                        check!(cx.handle_requests());
                        if cx.watch.on != WATCHED {
                            $resume;
                            return Ok(Value::Empty);
                        }
                    }
                };
            }
            // At the beginning of a frame.
            macro_rules! entered {
                () => {
                    if WATCHED {
                        check!(watch::entered(cx));
                    }
                    check_point!(());
                };
            }
            macro_rules! call {
                ($callable:expr, $count:expr, $names:expr, $dst:expr) => {
                    if WATCHED {
                        watch::call(cx, $callable, $count, $names, $dst)
                    } else {
                        call::call(cx, $callable, $count, $names, $dst)
                    }
                };
            }
            // A call was made: either a frame was pushed, or the result is there.
            macro_rules! called {
                ($result:expr, $dst:expr) => {
                    match check!($result) {
                        Called::Frame => {
                            load_frame!();
                            entered!();
                            continue;
                        }
                        Called::Value(value) => {
                            window.set(cx, $dst, value);
                            check_point!(call::step_over(cx));
                            next!();
                        }
                    }
                };
            }
            macro_rules! result_of_native {
                ($result:expr) => {{
                    let value = check!($result);
                    window.set(cx, c!(), value);
                    check_point!(call::step_over(cx));
                    next!();
                }};
            }
            // Returns from a frame without flags: to the frame below.
            macro_rules! leave_to_caller {
                ($value:expr) => {{
                    let value = $value;
                    let dst = frame!().dst;
                    call::leave_simple(cx, frame, window.temps);
                    call::deliver(cx, dst, value);
                    // SAFETY: a frame that was not entered from Rust has its caller's below it.
                    load_frame!(unsafe { frame.sub(1) });
                    next!();
                }};
            }
            macro_rules! return_specially {
                ($value:expr) => {
                    match check!(call::return_specially(cx, $value)) {
                        Some(result) => return Ok(result),
                        None => {
                            load_frame!();
                            continue;
                        }
                    }
                };
            }
            macro_rules! general {
                ($rhs:expr, $op:ident, $inplace:expr) => {{
                    save!();
                    let rhs = std::ptr::from_ref($rhs);
                    check!(arithmetic::binary(cx, window, i!(), rhs, Binary::$op, $inplace));
                    next!();
                }};
            }
            macro_rules! arithmetic {
                ($rhs:expr, $op:ident, $inplace:expr, $checked:ident, $float:tt) => {{
                    let (lhs, rhs) = (window.read(b!()), $rhs);
                    match (lhs, rhs) {
                        (Value::Int(x), Value::Int(y)) => {
                            if let Some(result) = x.$checked(*y) {
                                window.set(cx, a!(), Value::Int(result));
                                next!();
                            }
                        }
                        (Value::Float(x), Value::Float(y)) => {
                            let result = x.get() $float y.get();
                            window.set(cx, a!(), Value::float(result));
                            next!();
                        }
                        _ => {}
                    }
                    general!(rhs, $op, $inplace)
                }};
            }
            macro_rules! integral {
                ($rhs:expr, $op:ident, $inplace:expr, $int:expr) => {{
                    let (lhs, rhs) = (window.read(b!()), $rhs);
                    if let (Value::Int(x), Value::Int(y)) = (lhs, rhs) {
                        let result: Option<i64> = $int(*x, *y);
                        if let Some(result) = result {
                            window.set(cx, a!(), Value::Int(result));
                            next!();
                        }
                    }
                    general!(rhs, $op, $inplace)
                }};
            }
            macro_rules! divide {
                ($rhs:expr, $op:ident, $inplace:expr) => {{
                    let (lhs, rhs) = (window.read(b!()), $rhs);
                    if let Some(result) = arithmetic::quotient(lhs, rhs) {
                        window.set(cx, a!(), Value::float(result));
                        next!();
                    }
                    general!(rhs, $op, $inplace)
                }};
            }
            macro_rules! compare {
                ($rhs:expr, $op:ident) => {{
                    let (lhs, rhs) = (window.read(b!()), $rhs);
                    let result = match (lhs, rhs) {
                        (Value::Int(x), Value::Int(y)) => Comparison::$op.holds(x.cmp(y)),
                        (Value::Float(x), Value::Float(y)) => Comparison::$op.holds_f64(x.get(), y.get()),
                        _ => {
                            save!();
                            let rhs = std::ptr::from_ref(rhs);
                            check!(arithmetic::compare(cx, window, i!(), rhs, Comparison::$op));
                            next!();
                        }
                    };
                    window.set(cx, a!(), Value::bool(result));
                    next!();
                }};
            }
            macro_rules! compare_jump {
                ($rhs:expr, $op:ident, $when:literal) => {{
                    let (lhs, rhs) = (window.read(a!()), $rhs);
                    let result = match (lhs, rhs) {
                        (Value::Int(x), Value::Int(y)) => Comparison::$op.holds(x.cmp(y)),
                        (Value::Float(x), Value::Float(y)) => Comparison::$op.holds_f64(x.get(), y.get()),
                        _ => {
                            save!();
                            let rhs = std::ptr::from_ref(rhs);
                            check!(arithmetic::compare_truth(cx, window, i!(), rhs, Comparison::$op))
                        }
                    };
                    if result == $when {
                        jump!(c!() as i16);
                    }
                    next!();
                }};
            }

            loop {
                if WATCHED {
                    save!();
                    check!(watch::before_instruction(cx));
                    if !cx.watch.on {
                        return Ok(Value::Empty);
                    }
                }
                match op!() {
                    Op::Nop | Op::LoopLine => next!(),
                    Op::LoadFast | Op::MoveFast => {
                        let value = window.read(b!());
                        if value.is_empty() {
                            save!();
                            break 'raise names::unbound_local(cx, b!());
                        }
                        let value = value.clone();
                        window.set(cx, a!(), value);
                        next!();
                    }
                    Op::StoreFast => {
                        let value = window.take(b!());
                        save!();
                        window.set(cx, a!(), value);
                        next!();
                    }
                    Op::DeleteFast => {
                        save!();
                        if window.read(a!()).is_empty() {
                            break 'raise names::unbound_local(cx, a!());
                        }
                        window.set(cx, a!(), Value::Empty);
                        next!();
                    }
                    Op::LoadConst => {
                        let value = constant!(i!().wide_operand()).clone();
                        window.set(cx, a!(), value);
                        next!();
                    }
                    Op::Pop => {
                        save!();
                        window.set(cx, a!(), Value::Empty);
                        next!();
                    }
                    Op::Copy => {
                        let value = window.read(b!()).clone();
                        window.put(a!(), value);
                        next!();
                    }
                    Op::Swap => {
                        let (x, y) = (window.at(a!()), window.at(b!()));
                        // SAFETY: both slots are in the window.
                        unsafe { std::ptr::swap(x, y) };
                        next!();
                    }
                    Op::PushNull => {
                        window.set(cx, a!(), Value::Empty);
                        next!();
                    }

                    Op::LoadGlobalModule => {
                        let cache = site!(b!());
                        // SAFETY: the running function is alive.
                        let globals = &unsafe { (*frame).function() }.get(cx).globals.get(cx).table;
                        if cache.version.get() == globals.current_keys_version() {
                            let value = globals.value_at(cache.index.get() as usize).clone();
                            window.set(cx, a!(), value);
                            next!();
                        }
                        save!();
                        check!(names::load_global(cx, window, i!(), cache));
                        next!();
                    }
                    Op::LoadGlobalBuiltin => {
                        let cache = site!(b!());
                        // SAFETY: as above.
                        let payload = unsafe { (*frame).function() }.get(cx);
                        let builtins = &payload.builtins.get(cx).table;
                        if cache.version.get() == payload.globals.get(cx).table.current_keys_version()
                            && cache.second_version.get() == builtins.current_keys_version()
                        {
                            let value = builtins.value_at(cache.index.get() as usize).clone();
                            window.set(cx, a!(), value);
                            next!();
                        }
                        save!();
                        check!(names::load_global(cx, window, i!(), cache));
                        next!();
                    }
                    Op::LoadGlobal => {
                        save!();
                        check!(names::load_global(cx, window, i!(), site!(b!())));
                        next!();
                    }
                    Op::LoadNameModule => {
                        let cache = site!(b!());
                        // SAFETY: as above.
                        let globals = &unsafe { (*frame).function() }.get(cx).globals.get(cx).table;
                        if cache.version.get() == globals.current_keys_version() {
                            let value = globals.value_at(cache.index.get() as usize).clone();
                            window.set(cx, a!(), value);
                            next!();
                        }
                        save!();
                        check!(names::load_name(cx, window, i!(), cache));
                        next!();
                    }
                    Op::LoadNameBuiltin => {
                        let cache = site!(b!());
                        // SAFETY: as above.
                        let payload = unsafe { (*frame).function() }.get(cx);
                        let builtins = &payload.builtins.get(cx).table;
                        if cache.version.get() == payload.globals.get(cx).table.current_keys_version()
                            && cache.second_version.get() == builtins.current_keys_version()
                        {
                            let value = builtins.value_at(cache.index.get() as usize).clone();
                            window.set(cx, a!(), value);
                            next!();
                        }
                        save!();
                        check!(names::load_name(cx, window, i!(), cache));
                        next!();
                    }
                    Op::LoadName => {
                        save!();
                        check!(names::load_name(cx, window, i!(), site!(b!())));
                        next!();
                    }
                    Op::StoreNameModule | Op::StoreGlobalModule => {
                        let cache = site!(b!());
                        save!();
                        // SAFETY: as above.
                        let globals = unsafe { (*frame).function() }.get(cx).globals.clone();
                        let table = &globals.get(cx).table;
                        if cache.version.get() == table.current_keys_version() {
                            let value = check!(window.operand(cx, a!()));
                            let at = cache.index.get() as usize;
                            let old = std::mem::replace(globals.get_mut(cx).table.value_at_mut(at), value);
                            if let Value::Ref(_) = old {
                                drop(old);
                                cx.settle();
                            }
                            next!();
                        }
                        check!(names::store_name(cx, window, i!(), cache));
                        next!();
                    }
                    Op::StoreName | Op::StoreGlobal => {
                        save!();
                        check!(names::store_name(cx, window, i!(), site!(b!())));
                        next!();
                    }
                    Op::DeleteGlobal | Op::DeleteName => {
                        save!();
                        check!(names::delete_name(cx, i!(), site!(a!())));
                        next!();
                    }
                    Op::LoadLocals => {
                        save!();
                        let namespace = names::namespace(cx);
                        window.set(cx, a!(), namespace);
                        next!();
                    }

                    Op::MakeCell => {
                        names::make_cell(cx, window, a!());
                        next!();
                    }
                    Op::CopyFreeVars => {
                        names::copy_free_vars(cx, window);
                        next!();
                    }
                    Op::LoadCell => {
                        let cell = window.read(b!()).clone();
                        window.set(cx, a!(), cell);
                        next!();
                    }
                    Op::LoadDeref => {
                        if let Value::Ref(cell) = window.read(b!())
                            && let Some(cell) = cell.downcast::<Cell>()
                        {
                            let value = cell.get(cx).contents.clone();
                            if !value.is_empty() {
                                window.set(cx, a!(), value);
                                next!();
                            }
                        }
                        save!();
                        break 'raise names::unbound_cell(cx, b!());
                    }
                    Op::StoreDeref => {
                        save!();
                        check!(names::store_deref(cx, window, i!()));
                        next!();
                    }
                    Op::DeleteDeref => {
                        save!();
                        check!(names::delete_deref(cx, window, i!()));
                        next!();
                    }
                    Op::LoadClassDeref => {
                        save!();
                        check!(names::load_class_deref(cx, window, i!(), site!(c!())));
                        next!();
                    }

                    Op::LoadFromDictOrGlobals => {
                        save!();
                        check!(names::load_from_dict_or_globals(cx, window, i!(), site!(c!())));
                        next!();
                    }
                    Op::LoadFromDictOrDeref => {
                        save!();
                        check!(names::load_from_dict_or_deref(cx, window, i!(), site!(c!())));
                        next!();
                    }

                    Op::LoadAttrSlot => {
                        let cache = site!(c!());
                        if let Value::Ref(object) = window.read(b!())
                            && let Some(at) = cache.slot_for(object.header().shape().version())
                            && let Some(instance) = object.downcast::<Instance>()
                            && let Some(value) = instance.get(cx).items().get(at)
                            && !value.is_empty()
                        {
                            let value = value.clone();
                            if b!() >= window.temps {
                                save!();
                                window.consume(cx, b!());
                            }
                            window.set(cx, a!(), value);
                            next!();
                        }
                        save!();
                        check!(attribute::load(cx, window, i!(), cache));
                        next!();
                    }
                    Op::LoadAttr | Op::LoadAttrClass | Op::LoadAttrModule => {
                        save!();
                        check!(attribute::load(cx, window, i!(), site!(c!())));
                        next!();
                    }
                    Op::LoadMethodClass => {
                        let cache = site!(c!());
                        if let Value::Ref(object) = window.read(b!())
                            && let Some(found) = cache.found_for(object.header().shape().version())
                        {
                            // SAFETY: the version is current, so the class still has what was found.
                            let method = unsafe { found.get() };
                            let object = if b!() >= window.temps {
                                window.take(b!())
                            } else {
                                window.read(b!()).clone()
                            };
                            window.put(a!(), method);
                            window.put(a!() + SLOT, object);
                            next!();
                        }
                        save!();
                        check!(attribute::load_method(cx, window, i!(), cache));
                        next!();
                    }
                    Op::LoadMethod | Op::LoadMethodModule => {
                        save!();
                        check!(attribute::load_method(cx, window, i!(), site!(c!())));
                        next!();
                    }
                    Op::StoreAttrSlot => {
                        let cache = site!(c!());
                        if let Value::Ref(object) = window.read(b!())
                            && let Some(at) = cache.slot_for(object.header().shape().version())
                            && let Some(instance) = object.downcast::<Instance>()
                            && !window.read(a!()).is_empty()
                        {
                            let value = if a!() >= window.temps {
                                window.take(a!())
                            } else {
                                window.read(a!()).clone()
                            };
                            if let Some(slot) = instance.get_mut(cx).items_mut().get_mut(at) {
                                let old = std::mem::replace(slot, value);
                                save!();
                                if let Value::Ref(_) = old {
                                    drop(old);
                                    cx.settle();
                                }
                                window.consume(cx, b!());
                                next!();
                            }
                            window.put(a!(), value);
                        }
                        save!();
                        check!(attribute::store(cx, window, i!(), cache));
                        next!();
                    }
                    Op::StoreAttr | Op::StoreAttrAdd => {
                        save!();
                        check!(attribute::store(cx, window, i!(), site!(c!())));
                        next!();
                    }
                    Op::DeleteAttr => {
                        save!();
                        check!(attribute::delete(cx, window, i!(), site!(b!())));
                        next!();
                    }
                    Op::LoadSuperAttr => {
                        save!();
                        check!(attribute::load_super(cx, window, i!(), site!(c!())));
                        next!();
                    }
                    Op::LoadSuperMethod => {
                        save!();
                        check!(attribute::load_super_method(cx, window, i!(), site!(c!())));
                        next!();
                    }
                    Op::GetItem | Op::GetItemConst => {
                        let key = if op!() == Op::GetItem { window.read(c!()) } else { constant!(c!()) };
                        if let (Value::Ref(object), Value::Int(index)) = (window.read(b!()), key)
                            && object.header().shape_ptr() == cx.shapes().list
                            && let Some(list) = object.downcast::<List>()
                        {
                            let items = &list.get(cx).items;
                            let at = if *index < 0 { *index + items.len() as i64 } else { *index };
                            if let Some(value) = items.get(at as usize) {
                                let value = value.clone();
                                if b!() >= window.temps {
                                    save!();
                                    window.consume(cx, b!());
                                }
                                window.set(cx, a!(), value);
                                next!();
                            }
                        }
                        save!();
                        let key = std::ptr::from_ref(key);
                        check!(attribute::get_item(cx, window, i!(), key));
                        next!();
                    }
                    Op::SetItem => {
                        save!();
                        if let (Value::Ref(object), Value::Int(index)) =
                            (window.read(b!()), window.read(c!()))
                            && object.header().shape_ptr() == cx.shapes().list
                            && !window.read(a!()).is_empty()
                            && let Some(list) = object.downcast::<List>()
                        {
                            let length = list.get(cx).items.len();
                            let at = if *index < 0 { *index + length as i64 } else { *index } as usize;
                            if at < length {
                                let value = if a!() >= window.temps {
                                    window.take(a!())
                                } else {
                                    window.read(a!()).clone()
                                };
                                let old = std::mem::replace(&mut list.get_mut(cx).items[at], value);
                                if let Value::Ref(_) = old {
                                    drop(old);
                                    cx.settle();
                                }
                                window.consume(cx, b!());
                                next!();
                            }
                        }
                        check!(attribute::set_item(cx, window, i!()));
                        next!();
                    }
                    Op::DeleteItem => {
                        save!();
                        check!(attribute::delete_item(cx, window, i!()));
                        next!();
                    }

                    Op::Add | Op::InplaceAdd => {
                        arithmetic!(window.read(c!()), Add, op!() == Op::InplaceAdd, checked_add, +)
                    }
                    Op::AddConst | Op::InplaceAddConst => {
                        arithmetic!(constant!(c!()), Add, op!() == Op::InplaceAddConst, checked_add, +)
                    }
                    Op::Subtract | Op::InplaceSubtract => {
                        arithmetic!(window.read(c!()), Subtract, op!() == Op::InplaceSubtract, checked_sub, -)
                    }
                    Op::SubtractConst | Op::InplaceSubtractConst => {
                        arithmetic!(constant!(c!()), Subtract, op!() == Op::InplaceSubtractConst, checked_sub, -)
                    }
                    Op::Multiply | Op::InplaceMultiply => {
                        arithmetic!(window.read(c!()), Multiply, op!() == Op::InplaceMultiply, checked_mul, *)
                    }
                    Op::MultiplyConst | Op::InplaceMultiplyConst => {
                        arithmetic!(constant!(c!()), Multiply, op!() == Op::InplaceMultiplyConst, checked_mul, *)
                    }
                    Op::TrueDivide | Op::InplaceTrueDivide => {
                        divide!(window.read(c!()), TrueDivide, op!() == Op::InplaceTrueDivide)
                    }
                    Op::TrueDivideConst | Op::InplaceTrueDivideConst => {
                        divide!(constant!(c!()), TrueDivide, op!() == Op::InplaceTrueDivideConst)
                    }
                    Op::FloorDivide | Op::InplaceFloorDivide => integral!(
                        window.read(c!()),
                        FloorDivide,
                        op!() == Op::InplaceFloorDivide,
                        arithmetic::floor_div
                    ),
                    Op::FloorDivideConst | Op::InplaceFloorDivideConst => integral!(
                        constant!(c!()),
                        FloorDivide,
                        op!() == Op::InplaceFloorDivideConst,
                        arithmetic::floor_div
                    ),
                    Op::Remainder | Op::InplaceRemainder => integral!(
                        window.read(c!()),
                        Remainder,
                        op!() == Op::InplaceRemainder,
                        arithmetic::floor_mod
                    ),
                    Op::RemainderConst | Op::InplaceRemainderConst => integral!(
                        constant!(c!()),
                        Remainder,
                        op!() == Op::InplaceRemainderConst,
                        arithmetic::floor_mod
                    ),
                    Op::ShiftLeft | Op::InplaceShiftLeft => integral!(
                        window.read(c!()),
                        ShiftLeft,
                        op!() == Op::InplaceShiftLeft,
                        arithmetic::shift_left
                    ),
                    Op::ShiftLeftConst | Op::InplaceShiftLeftConst => integral!(
                        constant!(c!()),
                        ShiftLeft,
                        op!() == Op::InplaceShiftLeftConst,
                        arithmetic::shift_left
                    ),
                    Op::ShiftRight | Op::InplaceShiftRight => integral!(
                        window.read(c!()),
                        ShiftRight,
                        op!() == Op::InplaceShiftRight,
                        arithmetic::shift_right
                    ),
                    Op::ShiftRightConst | Op::InplaceShiftRightConst => integral!(
                        constant!(c!()),
                        ShiftRight,
                        op!() == Op::InplaceShiftRightConst,
                        arithmetic::shift_right
                    ),
                    Op::And | Op::InplaceAnd => {
                        integral!(window.read(c!()), And, op!() == Op::InplaceAnd, |x, y| Some(x & y))
                    }
                    Op::AndConst | Op::InplaceAndConst => {
                        integral!(constant!(c!()), And, op!() == Op::InplaceAndConst, |x, y| Some(x & y))
                    }
                    Op::Or | Op::InplaceOr => {
                        integral!(window.read(c!()), Or, op!() == Op::InplaceOr, |x, y| Some(x | y))
                    }
                    Op::OrConst | Op::InplaceOrConst => {
                        integral!(constant!(c!()), Or, op!() == Op::InplaceOrConst, |x, y| Some(x | y))
                    }
                    Op::Xor | Op::InplaceXor => {
                        integral!(window.read(c!()), Xor, op!() == Op::InplaceXor, |x, y| Some(x ^ y))
                    }
                    Op::XorConst | Op::InplaceXorConst => {
                        integral!(constant!(c!()), Xor, op!() == Op::InplaceXorConst, |x, y| Some(x ^ y))
                    }
                    Op::Power | Op::InplacePower => {
                        general!(window.read(c!()), Power, op!() == Op::InplacePower)
                    }
                    Op::PowerConst | Op::InplacePowerConst => {
                        general!(constant!(c!()), Power, op!() == Op::InplacePowerConst)
                    }
                    Op::MatrixMultiply | Op::InplaceMatrixMultiply => {
                        general!(window.read(c!()), MatrixMultiply, op!() == Op::InplaceMatrixMultiply)
                    }
                    Op::MatrixMultiplyConst | Op::InplaceMatrixMultiplyConst => {
                        general!(constant!(c!()), MatrixMultiply, op!() == Op::InplaceMatrixMultiplyConst)
                    }
                    Op::Negative => {
                        if let Value::Float(number) = window.read(b!()) {
                            let number = -number.get();
                            window.set(cx, a!(), Value::float(number));
                            next!();
                        }
                        save!();
                        check!(arithmetic::unary(cx, window, i!(), Unary::Negative));
                        next!();
                    }
                    Op::Positive => {
                        save!();
                        check!(arithmetic::unary(cx, window, i!(), Unary::Positive));
                        next!();
                    }
                    Op::Invert => {
                        save!();
                        check!(arithmetic::unary(cx, window, i!(), Unary::Invert));
                        next!();
                    }
                    Op::Not => {
                        save!();
                        let truth = check!(arithmetic::truth(cx, window, b!()));
                        window.set(cx, a!(), Value::bool(!truth));
                        next!();
                    }

                    Op::Less => compare!(window.read(c!()), Less),
                    Op::LessEqual => compare!(window.read(c!()), LessEqual),
                    Op::Equal => compare!(window.read(c!()), Equal),
                    Op::NotEqual => compare!(window.read(c!()), NotEqual),
                    Op::Greater => compare!(window.read(c!()), Greater),
                    Op::GreaterEqual => compare!(window.read(c!()), GreaterEqual),
                    Op::LessConst => compare!(constant!(c!()), Less),
                    Op::LessEqualConst => compare!(constant!(c!()), LessEqual),
                    Op::EqualConst => compare!(constant!(c!()), Equal),
                    Op::NotEqualConst => compare!(constant!(c!()), NotEqual),
                    Op::GreaterConst => compare!(constant!(c!()), Greater),
                    Op::GreaterEqualConst => compare!(constant!(c!()), GreaterEqual),
                    Op::JumpUnlessLess => compare_jump!(window.read(b!()), Less, false),
                    Op::JumpUnlessLessEqual => compare_jump!(window.read(b!()), LessEqual, false),
                    Op::JumpUnlessEqual => compare_jump!(window.read(b!()), Equal, false),
                    Op::JumpUnlessNotEqual => compare_jump!(window.read(b!()), NotEqual, false),
                    Op::JumpUnlessGreater => compare_jump!(window.read(b!()), Greater, false),
                    Op::JumpUnlessGreaterEqual => compare_jump!(window.read(b!()), GreaterEqual, false),
                    Op::JumpUnlessLessConst => compare_jump!(constant!(b!()), Less, false),
                    Op::JumpUnlessLessEqualConst => compare_jump!(constant!(b!()), LessEqual, false),
                    Op::JumpUnlessEqualConst => compare_jump!(constant!(b!()), Equal, false),
                    Op::JumpUnlessNotEqualConst => compare_jump!(constant!(b!()), NotEqual, false),
                    Op::JumpUnlessGreaterConst => compare_jump!(constant!(b!()), Greater, false),
                    Op::JumpUnlessGreaterEqualConst => compare_jump!(constant!(b!()), GreaterEqual, false),
                    Op::JumpIfLess => compare_jump!(window.read(b!()), Less, true),
                    Op::JumpIfLessEqual => compare_jump!(window.read(b!()), LessEqual, true),
                    Op::JumpIfEqual => compare_jump!(window.read(b!()), Equal, true),
                    Op::JumpIfNotEqual => compare_jump!(window.read(b!()), NotEqual, true),
                    Op::JumpIfGreater => compare_jump!(window.read(b!()), Greater, true),
                    Op::JumpIfGreaterEqual => compare_jump!(window.read(b!()), GreaterEqual, true),
                    Op::JumpIfLessConst => compare_jump!(constant!(b!()), Less, true),
                    Op::JumpIfLessEqualConst => compare_jump!(constant!(b!()), LessEqual, true),
                    Op::JumpIfEqualConst => compare_jump!(constant!(b!()), Equal, true),
                    Op::JumpIfNotEqualConst => compare_jump!(constant!(b!()), NotEqual, true),
                    Op::JumpIfGreaterConst => compare_jump!(constant!(b!()), Greater, true),
                    Op::JumpIfGreaterEqualConst => compare_jump!(constant!(b!()), GreaterEqual, true),
                    Op::Is | Op::IsNot => {
                        save!();
                        check!(arithmetic::identity(cx, window, i!(), op!() == Op::Is));
                        next!();
                    }
                    Op::Contains | Op::NotContains => {
                        save!();
                        check!(arithmetic::contains(cx, window, i!(), op!() == Op::Contains));
                        next!();
                    }

                    Op::Jump | Op::JumpBackwardNoInterrupt => jump!(i!().wide_operand() as i32),
                    Op::JumpBackward => {
                        // SAFETY: this thread's breaker lives as long as its context.
                        if unsafe { (*breaker).any() } {
                            save!();
                            check!(cx.handle_requests());
                            if cx.watch.on != WATCHED {
                                return Ok(Value::Empty);
                            }
                        }
                        jump!(i!().wide_operand() as i32);
                    }
                    Op::JumpIfFalse => {
                        let truth = match window.read(a!()) {
                            Value::Bool(truth) => *truth != 0,
                            Value::Int(number) => *number != 0,
                            Value::None => false,
                            _ => {
                                save!();
                                check!(arithmetic::truth(cx, window, a!()))
                            }
                        };
                        if truth { next!() } else { jump!(i!().wide_operand() as i32) }
                    }
                    Op::JumpIfTrue => {
                        let truth = match window.read(a!()) {
                            Value::Bool(truth) => *truth != 0,
                            Value::Int(number) => *number != 0,
                            Value::None => false,
                            _ => {
                                save!();
                                check!(arithmetic::truth(cx, window, a!()))
                            }
                        };
                        if truth { jump!(i!().wide_operand() as i32) } else { next!() }
                    }
                    Op::JumpIfNone | Op::JumpIfNotNone => {
                        save!();
                        if window.read(a!()).is_empty() {
                            break 'raise names::unbound_local(cx, a!());
                        }
                        let none = window.read(a!()).is_none();
                        window.consume(cx, a!());
                        if none == (op!() == Op::JumpIfNone) {
                            jump!(i!().wide_operand() as i32)
                        } else {
                            next!()
                        }
                    }
                    Op::JumpIfFalseOrPop | Op::JumpIfTrueOrPop => {
                        save!();
                        let operand = window.at(a!());
                        // SAFETY: the slot stays alive during the test: only this instruction may empty it.
                        let truth = check!(cx.truth(unsafe { &*operand }));
                        if truth == (op!() == Op::JumpIfTrueOrPop) {
                            jump!(i!().wide_operand() as i32);
                        }
                        window.set(cx, a!(), Value::Empty);
                        next!();
                    }
                    Op::Return => {
                        if WATCHED {
                            check!(watch::returning(cx, window.read(a!()).clone()));
                        }
                        if frame!().flags == 0 && !window.read(a!()).is_empty() {
                            // The frame's slots are given up, so that a local is moved out, too.
                            let value = window.take(a!());
                            leave_to_caller!(value);
                        }
                        save!();
                        let value = check!(window.operand(cx, a!()));
                        return_specially!(value);
                    }
                    Op::ReturnConst => {
                        let value = constant!(i!().wide_operand()).clone();
                        if WATCHED {
                            check!(watch::returning(cx, value.clone()));
                        }
                        if frame!().flags == 0 {
                            leave_to_caller!(value);
                        }
                        save!();
                        return_specially!(value);
                    }

                    Op::GetIter => {
                        save!();
                        check!(iterate::get_iter(cx, window, i!()));
                        next!();
                    }
                    Op::ForIterRange => {
                        if let Value::Ref(iterator) = window.read(b!())
                            && let Some(iterator) = iterator.downcast::<crate::objects::iterators::Iterator>()
                            && let crate::objects::iterators::Iterator::Range { next, step, left } =
                                iterator.get_mut(cx)
                        {
                            if *left != 0 {
                                *left -= 1;
                                let item = *next;
                                *next = item.wrapping_add(*step);
                                window.set(cx, a!(), Value::Int(item));
                                next!();
                            }
                            save!();
                            window.set(cx, b!(), Value::Empty);
                            jump!(c!() as i16);
                        }
                        save!();
                        if check!(iterate::for_iter(cx, window, i!())) { next!() } else { jump!(c!() as i16) }
                    }
                    Op::ForIterList => {
                        if let Value::Ref(iterator) = window.read(b!())
                            && let Some(iterator) = iterator.downcast::<crate::objects::iterators::Iterator>()
                            && let crate::objects::iterators::Iterator::List { list, next } =
                                iterator.get_mut(cx)
                        {
                            let at = *next;
                            *next += 1;
                            let list = std::ptr::from_ref(list);
                            // SAFETY: the iterator, which stays, owns the list.
                            if let Some(item) = unsafe { (*list).get(cx) }.items.get(at) {
                                let item = item.clone();
                                window.set(cx, a!(), item);
                                next!();
                            }
                            save!();
                            window.set(cx, b!(), Value::Empty);
                            jump!(c!() as i16);
                        }
                        save!();
                        if check!(iterate::for_iter(cx, window, i!())) { next!() } else { jump!(c!() as i16) }
                    }
                    Op::ForIterGenerator => {
                        save!();
                        // The temporary keeps the generator while its frame runs: only this frame could empty it.
                        if let Value::Ref(iterator) = window.read(b!())
                            && let Some(iterator) = iterator.downcast::<crate::objects::Generator>()
                            && let Some(entered) = generator::enter(cx, frame, iterator, window.at(a!()))
                        {
                            load_frame!(entered);
                            entered!();
                            continue;
                        }
                        match check!(iterate::for_iter_generator(cx, window, i!())) {
                            iterate::Step::Frame => {
                                // SAFETY: the generator's frame was pushed above this one.
                                load_frame!(unsafe { frame.add(1) });
                                entered!();
                                continue;
                            }
                            iterate::Step::Item => next!(),
                            iterate::Step::End => jump!(c!() as i16),
                        }
                    }
                    Op::ForIter => {
                        save!();
                        if check!(iterate::for_iter(cx, window, i!())) { next!() } else { jump!(c!() as i16) }
                    }
                    Op::UnpackSequence => {
                        save!();
                        check!(iterate::unpack(cx, window, i!()));
                        next!();
                    }
                    Op::UnpackStarred => {
                        save!();
                        check!(iterate::unpack_starred(cx, window, i!()));
                        next!();
                    }

                    Op::Call => {
                        save!();
                        let callable = window.at(a!());
                        if let Some(entered) =
                            call::enter(cx, frame, callable, usize::from(b!()), window.at(c!()))
                        {
                            load_frame!(entered);
                            entered!();
                            continue;
                        }
                        if !WATCHED && call::is_native(callable) {
                            let result = call::call_native(cx, callable, usize::from(b!()));
                            result_of_native!(result);
                        }
                        let called = call!(callable, usize::from(b!()), None, window.at(c!()));
                        called!(called, c!());
                    }
                    Op::CallMethod => {
                        save!();
                        let first = window.at(a!());
                        let dst = window.at(c!());
                        let (callable, count) = if window.read(a!()).is_empty() {
                            // SAFETY: the window has at least two slots.
                            (unsafe { first.add(1) }, usize::from(b!()))
                        } else {
                            (first, usize::from(b!()) + 1)
                        };
                        if let Some(entered) = call::enter(cx, frame, callable, count, dst) {
                            load_frame!(entered);
                            entered!();
                            continue;
                        }
                        if !WATCHED && call::is_native(callable) {
                            let result = call::call_native(cx, callable, count);
                            result_of_native!(result);
                        }
                        let called = call!(callable, count, None, dst);
                        called!(called, c!());
                    }
                    Op::CallKeywords | Op::CallMethodKeywords => {
                        save!();
                        let names = call::keyword_names(constant!(c!()));
                        let callable = window.at(a!());
                        let count = usize::from(b!());
                        let called = match op!() {
                            Op::CallKeywords => call!(callable, count, Some(names), callable),
                            _ if window.read(a!()).is_empty() => {
                                // SAFETY: the window has at least two slots.
                                let second = unsafe { callable.add(1) };
                                call!(second, count, Some(names), callable)
                            }
                            _ => call!(callable, count + 1, Some(names), callable),
                        };
                        called!(called, a!());
                    }
                    Op::CallExpanded => {
                        save!();
                        let called = call::call_expanded(cx, window, i!());
                        called!(called, c!());
                    }

                    Op::BuildTuple
                    | Op::BuildList
                    | Op::BuildSet
                    | Op::BuildDict
                    | Op::BuildString
                    | Op::BuildSlice => {
                        save!();
                        check!(build::build(cx, window, i!()));
                        next!();
                    }
                    Op::ListAppend => {
                        save!();
                        let value = check!(window.operand(cx, b!()));
                        build::list_append(cx, window, a!(), value);
                        next!();
                    }
                    Op::ListExtend
                    | Op::SetAdd
                    | Op::SetUpdate
                    | Op::DictSet
                    | Op::DictUpdate
                    | Op::DictMerge => {
                        save!();
                        check!(build::extend(cx, window, i!()));
                        next!();
                    }
                    Op::ListToTuple => {
                        save!();
                        build::list_to_tuple(cx, window, i!());
                        next!();
                    }
                    Op::Convert | Op::FormatSimple | Op::FormatWithSpec => {
                        save!();
                        check!(build::format(cx, window, i!()));
                        next!();
                    }

                    Op::MakeFunction => {
                        save!();
                        let made = classes::make_function(cx, constant!(i!().wide_operand()));
                        window.set(cx, a!(), made);
                        next!();
                    }
                    Op::SetFunctionAttribute => {
                        save!();
                        classes::set_function_attribute(cx, window, i!());
                        next!();
                    }
                    Op::LoadBuildClass => {
                        save!();
                        let value = check!(classes::load_build_class(cx));
                        window.set(cx, a!(), value);
                        next!();
                    }
                    Op::LoadAssertionError => {
                        let class = cx
                            .interp_ref()
                            .exception(crate::objects::exception::ExceptionKind::AssertionError)
                            .value();
                        window.set(cx, a!(), class);
                        next!();
                    }
                    Op::ImportName => {
                        save!();
                        check!(classes::import_name(cx, window, i!(), site!(c!())));
                        next!();
                    }
                    Op::ImportFrom => {
                        save!();
                        check!(classes::import_from(cx, window, i!(), site!(c!())));
                        next!();
                    }
                    Op::ImportStar => {
                        save!();
                        check!(classes::import_star(cx, window, i!()));
                        next!();
                    }
                    Op::PrintExpression => {
                        save!();
                        check!(classes::print_expression(cx, window, i!()));
                        next!();
                    }

                    Op::PushExcInfo => {
                        unwind::push_exc_info(cx, window, a!());
                        next!();
                    }
                    Op::PopExcept => {
                        save!();
                        let previous = window.take(a!());
                        unwind::pop_except(cx, previous);
                        next!();
                    }
                    Op::CheckExcMatch => {
                        save!();
                        check!(unwind::check_match(cx, window, i!()));
                        next!();
                    }
                    Op::Reraise => {
                        save!();
                        let value = window.take(a!());
                        break 'raise check!(cx.raised_from(value));
                    }
                    Op::RaiseBare => {
                        save!();
                        break 'raise unwind::raise_bare(cx);
                    }
                    Op::Raise => {
                        save!();
                        let value = check!(window.operand(cx, a!()));
                        break 'raise unwind::raise(cx, value, None);
                    }
                    Op::RaiseFrom => {
                        save!();
                        let value = check!(window.operand(cx, a!()));
                        let cause = check!(window.operand(cx, b!()));
                        break 'raise unwind::raise(cx, value, Some(cause));
                    }
                    Op::BeforeWithClass => {
                        let cache = site!(b!());
                        if let Value::Ref(manager) = window.read(a!())
                            && manager.header().shape().version() == cache.version.get()
                        {
                            // SAFETY: the version is current, so the class still has what was found.
                            let (enter, exit) = unsafe { (cache.value.get(), cache.second_value.get()) };
                            let manager = window.take(a!());
                            window.put(a!() + 3 * SLOT, manager.clone());
                            window.put(a!() + 2 * SLOT, enter);
                            window.put(a!() + SLOT, manager);
                            window.put(a!(), exit);
                            next!();
                        }
                        save!();
                        check!(classes::before_with(cx, window, i!(), cache));
                        next!();
                    }
                    Op::BeforeWith => {
                        save!();
                        check!(classes::before_with(cx, window, i!(), site!(b!())));
                        next!();
                    }
                    Op::LoadNones => {
                        for index in 0..3 {
                            window.put(a!() + index * SLOT, Value::None);
                        }
                        next!();
                    }
                    Op::WithExceptStart => {
                        save!();
                        let result = check!(classes::with_except_start(cx, window, i!()));
                        window.set(cx, a!(), result);
                        next!();
                    }

                    Op::ReturnGenerator => {
                        // The frame goes on behind this instruction when it is resumed.
                        // SAFETY: an instruction follows.
                        ip = unsafe { ip.add(1) };
                        save!();
                        let flags = frame!().flags;
                        let dst = frame!().dst;
                        let made = generator::from_frame(cx);
                        if flags & FrameFlags::ENTRY != 0 {
                            return Ok(made);
                        }
                        call::deliver(cx, dst, made);
                        load_frame!();
                        next!();
                    }
                    Op::YieldValue | Op::YieldStatement => {
                        save!();
                        let value = check!(window.operand(cx, b!()));
                        if WATCHED {
                            check!(watch::returning(cx, value.clone()));
                        }
                        let kept = if op!() == Op::YieldValue { a!() / SLOT } else { a!() };
                        match generator::suspend(cx, frame, usize::from(kept), value) {
                            Some(result) => return Ok(result),
                            None => {
                                // SAFETY: a generator that was not entered from Rust has its resumer's frame below.
                                load_frame!(unsafe { frame.sub(1) });
                                next!();
                            }
                        }
                    }
                    Op::GetYieldFromIter => {
                        save!();
                        check!(generator::get_yield_from_iter(cx, window, i!()));
                        next!();
                    }
                    Op::Send => {
                        save!();
                        if let Value::Ref(iterator) = window.read(a!())
                            && let Some(iterator) = iterator.downcast::<crate::objects::Generator>()
                            && window.read(b!()).is_none()
                            && let Some(entered) = generator::enter(cx, frame, iterator, window.at(b!()))
                        {
                            load_frame!(entered);
                            if WATCHED {
                                check!(watch::entered(cx));
                            }
                            continue;
                        }
                        match check!(generator::send(cx, window, i!())) {
                            iterate::Step::Frame => {
                                // SAFETY: the generator's frame was pushed above this one.
                                load_frame!(unsafe { frame.add(1) });
                                if WATCHED {
                                    check!(watch::entered(cx));
                                }
                                continue;
                            }
                            iterate::Step::Item => next!(),
                            iterate::Step::End => jump!(c!() as i16),
                        }
                    }
                    Op::CleanupThrow => {
                        save!();
                        check!(generator::cleanup_throw(cx, window, i!()));
                        next!();
                    }
                }
            }
        };
        match unwind::unwind(cx, raised) {
            Unwound::Handled => load_frame!(),
            Unwound::Left(raised) => return Err(raised),
        }
    }
}

/// Whether a value is a function written in Python.
#[inline(always)]
pub(crate) fn is_function(value: &Value) -> bool {
    matches!(value, Value::Ref(object) if object.kind() == Kind::Function)
}
