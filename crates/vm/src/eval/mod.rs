//! The eval loop: fetches an instruction, does it, goes on.
//!
//! ```text
//! ip ──▶ │ op │ a │ b │ c │     a, b, c: byte offsets of slots from `base`, or numbers
//! base ─▶ locals │ temporaries
//! ```
//!
//! Arms are short: what is common is done in place, anything else by a function named after the instruction in
//! [`arithmetic`], [`attribute`], [`names`], [`call`], [`iterate`], [`build`], [`classes`] or [`unwind`], out of
//! line and cold, so that arms stay free of saved registers. An arm that may raise, call, or be looked at by a
//! traceback first stores `ip` in its frame (`save!`).
//!
//! What the loop relies on (I-4): a temporary that is not alive never holds a reference, so that writing a slot
//! needs no knowledge of whether it is alive; whoever moves a reference out leaves the slot empty.

pub mod arithmetic;
pub mod attribute;
pub mod build;
pub mod call;
pub mod classes;
pub mod generator;
pub mod iterate;
pub mod names;
pub mod unwind;

use bytecode::{Instr, Op};
use gil::Breaker;

use crate::frame::{Frame, FrameFlags};
use crate::heap::Obj;
use crate::objects::code::SiteCache;
use crate::objects::{Cell, Function, Instance, Kind, List};
use crate::protocol::compare::Comparison;
use crate::protocol::number::{Binary, Unary};
use crate::{Context, PyResult, Raised, Value};
use call::Called;
use unwind::Unwound;

/// The slot operands of the running frame.
#[derive(Clone, Copy)]
pub(crate) struct Window {
    /// First slot.
    pub base: *mut Value,
    /// Byte offset of the first temporary.
    pub temps: u16,
}

impl Window {
    /// A slot.
    #[inline(always)]
    pub fn at(self, offset: u16) -> *mut Value {
        // SAFETY: the compiler's offsets lie inside the frame's window.
        unsafe { self.base.byte_add(usize::from(offset)) }
    }

    /// A slot, to be read.
    #[inline(always)]
    pub fn read<'a>(self, offset: u16) -> &'a Value {
        // SAFETY: I-4: the slot is initialised; the reference is not kept across a write to it.
        unsafe { &*self.at(offset) }
    }

    /// Writes a slot that holds no reference, or a dead one.
    #[inline(always)]
    pub fn put(self, offset: u16, value: Value) {
        // SAFETY: as above; what was there owns nothing.
        unsafe { self.at(offset).write(value) }
    }

    /// Writes a slot and drops what was there.
    #[inline(always)]
    pub fn set(self, cx: &mut Context, offset: u16, value: Value) {
        if let Value::Ref(_) = self.read(offset) {
            self.replace(cx, offset, value);
        } else {
            self.put(offset, value);
        }
    }

    #[inline(never)]
    fn replace(self, cx: &mut Context, offset: u16, value: Value) {
        // SAFETY: I-4.
        let old = unsafe { self.at(offset).replace(value) };
        drop(old);
        cx.settle();
    }

    /// Takes a temporary, or copies a local; raises `UnboundLocalError` for a local without value.
    #[inline]
    pub fn operand(self, cx: &mut Context, offset: u16) -> PyResult<Value> {
        if offset >= self.temps {
            // SAFETY: I-4.
            return Ok(unsafe { (*self.at(offset)).take() });
        }
        match self.read(offset) {
            Value::Empty => Err(names::unbound_local(cx, offset)),
            value => Ok(value.clone()),
        }
    }

    /// Takes a temporary.
    #[inline(always)]
    pub fn take(self, offset: u16) -> Value {
        // SAFETY: I-4.
        unsafe { (*self.at(offset)).take() }
    }

    /// Drops what an operand leaves behind after it was only read: nothing for a local.
    #[inline(always)]
    pub fn consume(self, cx: &mut Context, offset: u16) {
        if offset >= self.temps && matches!(self.read(offset), Value::Ref(_)) {
            self.replace(cx, offset, Value::Empty);
        }
    }

    /// Adjacent slots.
    ///
    /// # Safety
    /// The slots lie in the window, and nothing else refers to them while the slice is used.
    #[inline(always)]
    pub unsafe fn run<'a>(self, offset: u16, count: usize) -> &'a mut [Value] {
        // SAFETY: by the caller.
        unsafe { std::slice::from_raw_parts_mut(self.at(offset), count) }
    }
}

/// Runs the topmost frame, which is marked [`FrameFlags::ENTRY`], until it returns or raises.
pub(crate) fn run(cx: &mut Context) -> PyResult<Value> {
    let breaker: *const Breaker = cx.gil().breaker();
    let mut frame: *mut Frame;
    let mut ip: *const Instr;
    let mut window: Window;
    let mut constants: *const Value;
    let mut sites: *const SiteCache;
    let mut function: *const Obj<Function>;

    macro_rules! load_frame {
        () => {{
            frame = cx.frames.last_mut().expect("I-4: a frame is running");
            // SAFETY: frames do not move while they run (the vector never grows beyond its first capacity); the
            // frame's function keeps its code alive.
            unsafe {
                let code = (*frame).code();
                ip = (*frame).ip;
                window = Window { base: (*frame).base, temps: code.local_slots * crate::objects::code::SLOT };
                constants = code.constants.as_ptr();
                sites = code.sites.as_ptr();
                function = (*frame).function();
            }
        }};
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
            // SAFETY: jumps stay inside the code.
            ip = unsafe { ip.offset(1 + $distance as isize) };
            continue;
        }};
    }
    macro_rules! constant {
        ($index:expr) => {
            // SAFETY: the compiler's constant indexes are valid.
            unsafe { &*constants.add(usize::from($index)) }
        };
    }
    macro_rules! site {
        ($index:expr) => {
            // SAFETY: the compiler's site indexes are valid; the code object outlives its frame.
            unsafe { &*sites.add(usize::from($index)) }
        };
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
            macro_rules! check_point {
                () => {
                    // SAFETY: this thread's breaker lives as long as its context.
                    if unsafe { (*breaker).any() } {
                        check!(cx.handle_requests());
                    }
                };
            }
            // A call was made: either a frame was pushed, or the result is there.
            macro_rules! called {
                ($result:expr, $dst:expr) => {
                    match check!($result) {
                        Called::Frame => {
                            load_frame!();
                            check_point!();
                            continue;
                        }
                        Called::Value(value) => {
                            window.set(cx, $dst, value);
                            check_point!();
                            next!();
                        }
                    }
                };
            }
            macro_rules! arithmetic {
                ($i:ident, $rhs:expr, $op:ident, $inplace:literal, |$x:ident, $y:ident| $int:expr, |$fx:ident, $fy:ident| $float:expr) => {{
                    let (lhs, rhs) = (window.read($i.b), $rhs);
                    match (lhs, rhs) {
                        (Value::Int($x), Value::Int($y)) => {
                            let ($x, $y) = (*$x, *$y);
                            if let Some(result) = $int {
                                window.set(cx, $i.a, Value::Int(result));
                                next!();
                            }
                        }
                        (Value::Float($fx), Value::Float($fy)) => {
                            let ($fx, $fy) = ($fx.get(), $fy.get());
                            if let Some(result) = $float {
                                window.set(cx, $i.a, Value::float(result));
                                next!();
                            }
                        }
                        _ => {}
                    }
                    save!();
                    let rhs = std::ptr::from_ref(rhs);
                    check!(arithmetic::binary(cx, window, $i, rhs, Binary::$op, $inplace));
                    next!();
                }};
            }
            macro_rules! slow_arithmetic {
                ($i:ident, $rhs:expr, $op:ident, $inplace:literal) => {{
                    save!();
                    let rhs = std::ptr::from_ref($rhs);
                    check!(arithmetic::binary(cx, window, $i, rhs, Binary::$op, $inplace));
                    next!();
                }};
            }
            macro_rules! compare {
                ($i:ident, $rhs:expr, $op:ident) => {{
                    let (lhs, rhs) = (window.read($i.b), $rhs);
                    let result = match (lhs, rhs) {
                        (Value::Int(x), Value::Int(y)) => Comparison::$op.holds(x.cmp(y)),
                        (Value::Float(x), Value::Float(y)) => Comparison::$op.holds_f64(x.get(), y.get()),
                        _ => {
                            save!();
                            let rhs = std::ptr::from_ref(rhs);
                            check!(arithmetic::compare(cx, window, $i, rhs, Comparison::$op));
                            next!();
                        }
                    };
                    window.set(cx, $i.a, Value::bool(result));
                    next!();
                }};
            }
            macro_rules! compare_jump {
                ($i:ident, $rhs:expr, $op:ident, $when:literal) => {{
                    let (lhs, rhs) = (window.read($i.a), $rhs);
                    let result = match (lhs, rhs) {
                        (Value::Int(x), Value::Int(y)) => Comparison::$op.holds(x.cmp(y)),
                        (Value::Float(x), Value::Float(y)) => Comparison::$op.holds_f64(x.get(), y.get()),
                        _ => {
                            save!();
                            let rhs = std::ptr::from_ref(rhs);
                            check!(arithmetic::compare_truth(cx, window, $i, rhs, Comparison::$op))
                        }
                    };
                    if result == $when {
                        jump!($i.c as i16);
                    }
                    next!();
                }};
            }

            loop {
                // SAFETY: `ip` points to an instruction of the running frame's code.
                let i = unsafe { *ip };
                match i.op {
                    Op::Nop => next!(),
                    Op::LoadFast | Op::MoveFast => {
                        let value = window.read(i.b);
                        if value.is_empty() {
                            save!();
                            break 'raise names::unbound_local(cx, i.b);
                        }
                        let value = value.clone();
                        window.set(cx, i.a, value);
                        next!();
                    }
                    Op::StoreFast => {
                        let value = window.take(i.b);
                        save!();
                        window.set(cx, i.a, value);
                        next!();
                    }
                    Op::DeleteFast => {
                        save!();
                        if window.read(i.a).is_empty() {
                            break 'raise names::unbound_local(cx, i.a);
                        }
                        window.set(cx, i.a, Value::Empty);
                        next!();
                    }
                    Op::LoadConst => {
                        // SAFETY: the compiler's constant indexes are valid.
                        let value = unsafe { (*constants.add(i.wide_operand() as usize)).clone() };
                        window.set(cx, i.a, value);
                        next!();
                    }
                    Op::Pop => {
                        save!();
                        window.set(cx, i.a, Value::Empty);
                        next!();
                    }
                    Op::Copy => {
                        let value = window.read(i.b).clone();
                        window.put(i.a, value);
                        next!();
                    }
                    Op::Swap => {
                        // SAFETY: both slots are in the window.
                        unsafe { std::ptr::swap(window.at(i.a), window.at(i.b)) };
                        next!();
                    }
                    Op::PushNull => {
                        window.set(cx, i.a, Value::Empty);
                        next!();
                    }

                    Op::LoadGlobalModule => {
                        let cache = site!(i.b);
                        // SAFETY: the running function is alive.
                        let globals = &unsafe { (*function).get(cx) }.globals.get(cx).table;
                        if cache.version.get() == globals.current_keys_version() {
                            let value = globals.value_at(cache.index.get() as usize).clone();
                            window.set(cx, i.a, value);
                            next!();
                        }
                        save!();
                        check!(names::load_global(cx, window, i, cache));
                        next!();
                    }
                    Op::LoadGlobalBuiltin => {
                        let cache = site!(i.b);
                        // SAFETY: as above.
                        let payload = unsafe { (*function).get(cx) };
                        let builtins = &payload.builtins.get(cx).table;
                        if cache.version.get() == payload.globals.get(cx).table.current_keys_version()
                            && cache.second_version.get() == builtins.current_keys_version()
                        {
                            let value = builtins.value_at(cache.index.get() as usize).clone();
                            window.set(cx, i.a, value);
                            next!();
                        }
                        save!();
                        check!(names::load_global(cx, window, i, cache));
                        next!();
                    }
                    Op::LoadGlobal => {
                        save!();
                        check!(names::load_global(cx, window, i, site!(i.b)));
                        next!();
                    }
                    Op::LoadNameModule => {
                        let cache = site!(i.b);
                        // SAFETY: as above.
                        let globals = &unsafe { (*function).get(cx) }.globals.get(cx).table;
                        if cache.version.get() == globals.current_keys_version() {
                            let value = globals.value_at(cache.index.get() as usize).clone();
                            window.set(cx, i.a, value);
                            next!();
                        }
                        save!();
                        check!(names::load_name(cx, window, i, cache));
                        next!();
                    }
                    Op::LoadNameBuiltin => {
                        let cache = site!(i.b);
                        // SAFETY: as above.
                        let payload = unsafe { (*function).get(cx) };
                        let builtins = &payload.builtins.get(cx).table;
                        if cache.version.get() == payload.globals.get(cx).table.current_keys_version()
                            && cache.second_version.get() == builtins.current_keys_version()
                        {
                            let value = builtins.value_at(cache.index.get() as usize).clone();
                            window.set(cx, i.a, value);
                            next!();
                        }
                        save!();
                        check!(names::load_name(cx, window, i, cache));
                        next!();
                    }
                    Op::LoadName => {
                        save!();
                        check!(names::load_name(cx, window, i, site!(i.b)));
                        next!();
                    }
                    Op::StoreNameModule | Op::StoreGlobalModule => {
                        let cache = site!(i.b);
                        save!();
                        // SAFETY: as above.
                        let globals = unsafe { (*function).get(cx) }.globals.clone();
                        let table = &globals.get(cx).table;
                        if cache.version.get() == table.current_keys_version() {
                            let value = check!(window.operand(cx, i.a));
                            let at = cache.index.get() as usize;
                            let old = std::mem::replace(globals.get_mut(cx).table.value_at_mut(at), value);
                            if let Value::Ref(_) = old {
                                drop(old);
                                cx.settle();
                            }
                            next!();
                        }
                        check!(names::store_name(cx, window, i, cache));
                        next!();
                    }
                    Op::StoreName | Op::StoreGlobal => {
                        save!();
                        check!(names::store_name(cx, window, i, site!(i.b)));
                        next!();
                    }
                    Op::DeleteGlobal | Op::DeleteName => {
                        save!();
                        check!(names::delete_name(cx, i, site!(i.a)));
                        next!();
                    }
                    Op::LoadLocals => {
                        save!();
                        let namespace = names::namespace(cx);
                        window.set(cx, i.a, namespace);
                        next!();
                    }

                    Op::MakeCell => {
                        names::make_cell(cx, window, i.a);
                        next!();
                    }
                    Op::CopyFreeVars => {
                        names::copy_free_vars(cx, window);
                        next!();
                    }
                    Op::LoadCell => {
                        let cell = window.read(i.b).clone();
                        window.set(cx, i.a, cell);
                        next!();
                    }
                    Op::LoadDeref => {
                        if let Value::Ref(cell) = window.read(i.b)
                            && let Some(cell) = cell.downcast::<Cell>()
                        {
                            let value = cell.get(cx).contents.clone();
                            if !value.is_empty() {
                                window.set(cx, i.a, value);
                                next!();
                            }
                        }
                        save!();
                        break 'raise names::unbound_cell(cx, i.b);
                    }
                    Op::StoreDeref => {
                        save!();
                        check!(names::store_deref(cx, window, i));
                        next!();
                    }
                    Op::DeleteDeref => {
                        save!();
                        check!(names::delete_deref(cx, window, i));
                        next!();
                    }
                    Op::LoadClassDeref => {
                        save!();
                        check!(names::load_class_deref(cx, window, i, site!(i.c)));
                        next!();
                    }

                    Op::LoadFromDictOrGlobals => {
                        save!();
                        check!(names::load_from_dict_or_globals(cx, window, i, site!(i.c)));
                        next!();
                    }
                    Op::LoadFromDictOrDeref => {
                        save!();
                        check!(names::load_from_dict_or_deref(cx, window, i, site!(i.c)));
                        next!();
                    }

                    Op::LoadAttrSlot => {
                        let cache = site!(i.c);
                        if let Value::Ref(object) = window.read(i.b)
                            && let Some(at) = cache.slot_for(object.header().shape().version())
                            && let Some(instance) = object.downcast::<Instance>()
                            && let Some(value) = instance.get(cx).items().get(at)
                            && !value.is_empty()
                        {
                            let value = value.clone();
                            if i.b >= window.temps {
                                save!();
                                window.consume(cx, i.b);
                            }
                            window.set(cx, i.a, value);
                            next!();
                        }
                        save!();
                        check!(attribute::load(cx, window, i, cache));
                        next!();
                    }
                    Op::LoadAttr | Op::LoadAttrClass | Op::LoadAttrModule => {
                        save!();
                        check!(attribute::load(cx, window, i, site!(i.c)));
                        next!();
                    }
                    Op::LoadMethodClass => {
                        let cache = site!(i.c);
                        if let Value::Ref(object) = window.read(i.b)
                            && let Some(found) = cache.found_for(object.header().shape().version())
                        {
                            // SAFETY: the version is current, so the class still has what was found.
                            let method = unsafe { found.get() };
                            let object =
                                if i.b >= window.temps { window.take(i.b) } else { window.read(i.b).clone() };
                            window.put(i.a, method);
                            window.put(i.a + crate::objects::code::SLOT, object);
                            next!();
                        }
                        save!();
                        check!(attribute::load_method(cx, window, i, cache));
                        next!();
                    }
                    Op::LoadMethod | Op::LoadMethodModule => {
                        save!();
                        check!(attribute::load_method(cx, window, i, site!(i.c)));
                        next!();
                    }
                    Op::StoreAttrSlot => {
                        let cache = site!(i.c);
                        if let Value::Ref(object) = window.read(i.b)
                            && let Some(at) = cache.slot_for(object.header().shape().version())
                            && let Some(instance) = object.downcast::<Instance>()
                            && !window.read(i.a).is_empty()
                        {
                            let value =
                                if i.a >= window.temps { window.take(i.a) } else { window.read(i.a).clone() };
                            if let Some(slot) = instance.get_mut(cx).items_mut().get_mut(at) {
                                let old = std::mem::replace(slot, value);
                                save!();
                                if let Value::Ref(_) = old {
                                    drop(old);
                                    cx.settle();
                                }
                                window.consume(cx, i.b);
                                next!();
                            }
                            window.put(i.a, value);
                        }
                        save!();
                        check!(attribute::store(cx, window, i, cache));
                        next!();
                    }
                    Op::StoreAttr | Op::StoreAttrAdd => {
                        save!();
                        check!(attribute::store(cx, window, i, site!(i.c)));
                        next!();
                    }
                    Op::DeleteAttr => {
                        save!();
                        check!(attribute::delete(cx, window, i, site!(i.b)));
                        next!();
                    }
                    Op::LoadSuperAttr => {
                        save!();
                        check!(attribute::load_super(cx, window, i, site!(i.c)));
                        next!();
                    }
                    Op::LoadSuperMethod => {
                        save!();
                        check!(attribute::load_super_method(cx, window, i, site!(i.c)));
                        next!();
                    }
                    Op::GetItem | Op::GetItemConst => {
                        let key = if i.op == Op::GetItem { window.read(i.c) } else { constant!(i.c) };
                        if let (Value::Ref(object), Value::Int(index)) = (window.read(i.b), key)
                            && object.header().shape_ptr() == cx.shapes().list
                            && let Some(list) = object.downcast::<List>()
                        {
                            let items = &list.get(cx).items;
                            let at = if *index < 0 { *index + items.len() as i64 } else { *index };
                            if let Some(value) = items.get(at as usize) {
                                let value = value.clone();
                                if i.b >= window.temps {
                                    save!();
                                    window.consume(cx, i.b);
                                }
                                window.set(cx, i.a, value);
                                next!();
                            }
                        }
                        save!();
                        let key = std::ptr::from_ref(key);
                        check!(attribute::get_item(cx, window, i, key));
                        next!();
                    }
                    Op::SetItem => {
                        save!();
                        if let (Value::Ref(object), Value::Int(index)) = (window.read(i.b), window.read(i.c))
                            && object.header().shape_ptr() == cx.shapes().list
                            && !window.read(i.a).is_empty()
                            && let Some(list) = object.downcast::<List>()
                        {
                            let length = list.get(cx).items.len();
                            let at = if *index < 0 { *index + length as i64 } else { *index } as usize;
                            if at < length {
                                let value = if i.a >= window.temps {
                                    window.take(i.a)
                                } else {
                                    window.read(i.a).clone()
                                };
                                let old = std::mem::replace(&mut list.get_mut(cx).items[at], value);
                                if let Value::Ref(_) = old {
                                    drop(old);
                                    cx.settle();
                                }
                                window.consume(cx, i.b);
                                next!();
                            }
                        }
                        check!(attribute::set_item(cx, window, i));
                        next!();
                    }
                    Op::DeleteItem => {
                        save!();
                        check!(attribute::delete_item(cx, window, i));
                        next!();
                    }

                    Op::Add => {
                        arithmetic!(i, window.read(i.c), Add, false, |x, y| x.checked_add(y), |a, b| Some(
                            a + b
                        ))
                    }
                    Op::Subtract => {
                        arithmetic!(i, window.read(i.c), Subtract, false, |x, y| x.checked_sub(y), |a, b| {
                            Some(a - b)
                        })
                    }
                    Op::Multiply => {
                        arithmetic!(i, window.read(i.c), Multiply, false, |x, y| x.checked_mul(y), |a, b| {
                            Some(a * b)
                        })
                    }
                    Op::TrueDivide => arithmetic!(
                        i,
                        window.read(i.c),
                        TrueDivide,
                        false,
                        |x, y| {
                            let _ = (x, y);
                            None
                        },
                        |a, b| (b != 0.0).then(|| a / b)
                    ),
                    Op::FloorDivide => arithmetic!(
                        i,
                        window.read(i.c),
                        FloorDivide,
                        false,
                        |x, y| arithmetic::floor_div(x, y),
                        |a, b| {
                            let _ = (a, b);
                            None
                        }
                    ),
                    Op::Remainder => arithmetic!(
                        i,
                        window.read(i.c),
                        Remainder,
                        false,
                        |x, y| arithmetic::floor_mod(x, y),
                        |a, b| {
                            let _ = (a, b);
                            None
                        }
                    ),
                    Op::Power => slow_arithmetic!(i, window.read(i.c), Power, false),
                    Op::MatrixMultiply => slow_arithmetic!(i, window.read(i.c), MatrixMultiply, false),
                    Op::ShiftLeft => slow_arithmetic!(i, window.read(i.c), ShiftLeft, false),
                    Op::ShiftRight => arithmetic!(
                        i,
                        window.read(i.c),
                        ShiftRight,
                        false,
                        |x, y| (0..64).contains(&y).then(|| x >> y),
                        |a, b| {
                            let _ = (a, b);
                            None
                        }
                    ),
                    Op::And => arithmetic!(i, window.read(i.c), And, false, |x, y| Some(x & y), |a, b| {
                        let _ = (a, b);
                        None
                    }),
                    Op::Or => arithmetic!(i, window.read(i.c), Or, false, |x, y| Some(x | y), |a, b| {
                        let _ = (a, b);
                        None
                    }),
                    Op::Xor => arithmetic!(i, window.read(i.c), Xor, false, |x, y| Some(x ^ y), |a, b| {
                        let _ = (a, b);
                        None
                    }),
                    Op::InplaceAdd => {
                        arithmetic!(i, window.read(i.c), Add, true, |x, y| x.checked_add(y), |a, b| Some(
                            a + b
                        ))
                    }
                    Op::InplaceSubtract => arithmetic!(
                        i,
                        window.read(i.c),
                        Subtract,
                        true,
                        |x, y| x.checked_sub(y),
                        |a, b| Some(a - b)
                    ),
                    Op::InplaceMultiply => arithmetic!(
                        i,
                        window.read(i.c),
                        Multiply,
                        true,
                        |x, y| x.checked_mul(y),
                        |a, b| Some(a * b)
                    ),
                    Op::InplaceTrueDivide => slow_arithmetic!(i, window.read(i.c), TrueDivide, true),
                    Op::InplaceFloorDivide => slow_arithmetic!(i, window.read(i.c), FloorDivide, true),
                    Op::InplaceRemainder => slow_arithmetic!(i, window.read(i.c), Remainder, true),
                    Op::InplacePower => slow_arithmetic!(i, window.read(i.c), Power, true),
                    Op::InplaceMatrixMultiply => slow_arithmetic!(i, window.read(i.c), MatrixMultiply, true),
                    Op::InplaceShiftLeft => slow_arithmetic!(i, window.read(i.c), ShiftLeft, true),
                    Op::InplaceShiftRight => slow_arithmetic!(i, window.read(i.c), ShiftRight, true),
                    Op::InplaceAnd => slow_arithmetic!(i, window.read(i.c), And, true),
                    Op::InplaceOr => slow_arithmetic!(i, window.read(i.c), Or, true),
                    Op::InplaceXor => slow_arithmetic!(i, window.read(i.c), Xor, true),
                    Op::AddConst => {
                        arithmetic!(i, constant!(i.c), Add, false, |x, y| x.checked_add(y), |a, b| Some(
                            a + b
                        ))
                    }
                    Op::SubtractConst => {
                        arithmetic!(i, constant!(i.c), Subtract, false, |x, y| x.checked_sub(y), |a, b| Some(
                            a - b
                        ))
                    }
                    Op::MultiplyConst => {
                        arithmetic!(i, constant!(i.c), Multiply, false, |x, y| x.checked_mul(y), |a, b| Some(
                            a * b
                        ))
                    }
                    Op::TrueDivideConst => slow_arithmetic!(i, constant!(i.c), TrueDivide, false),
                    Op::FloorDivideConst => arithmetic!(
                        i,
                        constant!(i.c),
                        FloorDivide,
                        false,
                        |x, y| arithmetic::floor_div(x, y),
                        |a, b| {
                            let _ = (a, b);
                            None
                        }
                    ),
                    Op::RemainderConst => arithmetic!(
                        i,
                        constant!(i.c),
                        Remainder,
                        false,
                        |x, y| arithmetic::floor_mod(x, y),
                        |a, b| {
                            let _ = (a, b);
                            None
                        }
                    ),
                    Op::PowerConst => slow_arithmetic!(i, constant!(i.c), Power, false),
                    Op::MatrixMultiplyConst => slow_arithmetic!(i, constant!(i.c), MatrixMultiply, false),
                    Op::ShiftLeftConst => slow_arithmetic!(i, constant!(i.c), ShiftLeft, false),
                    Op::ShiftRightConst => arithmetic!(
                        i,
                        constant!(i.c),
                        ShiftRight,
                        false,
                        |x, y| (0..64).contains(&y).then(|| x >> y),
                        |a, b| {
                            let _ = (a, b);
                            None
                        }
                    ),
                    Op::AndConst => arithmetic!(i, constant!(i.c), And, false, |x, y| Some(x & y), |a, b| {
                        let _ = (a, b);
                        None
                    }),
                    Op::OrConst => slow_arithmetic!(i, constant!(i.c), Or, false),
                    Op::XorConst => slow_arithmetic!(i, constant!(i.c), Xor, false),
                    Op::InplaceAddConst => {
                        arithmetic!(i, constant!(i.c), Add, true, |x, y| x.checked_add(y), |a, b| Some(a + b))
                    }
                    Op::InplaceSubtractConst => {
                        arithmetic!(i, constant!(i.c), Subtract, true, |x, y| x.checked_sub(y), |a, b| Some(
                            a - b
                        ))
                    }
                    Op::InplaceMultiplyConst => slow_arithmetic!(i, constant!(i.c), Multiply, true),
                    Op::InplaceTrueDivideConst => slow_arithmetic!(i, constant!(i.c), TrueDivide, true),
                    Op::InplaceFloorDivideConst => slow_arithmetic!(i, constant!(i.c), FloorDivide, true),
                    Op::InplaceRemainderConst => slow_arithmetic!(i, constant!(i.c), Remainder, true),
                    Op::InplacePowerConst => slow_arithmetic!(i, constant!(i.c), Power, true),
                    Op::InplaceMatrixMultiplyConst => {
                        slow_arithmetic!(i, constant!(i.c), MatrixMultiply, true)
                    }
                    Op::InplaceShiftLeftConst => slow_arithmetic!(i, constant!(i.c), ShiftLeft, true),
                    Op::InplaceShiftRightConst => slow_arithmetic!(i, constant!(i.c), ShiftRight, true),
                    Op::InplaceAndConst => slow_arithmetic!(i, constant!(i.c), And, true),
                    Op::InplaceOrConst => slow_arithmetic!(i, constant!(i.c), Or, true),
                    Op::InplaceXorConst => slow_arithmetic!(i, constant!(i.c), Xor, true),
                    Op::AddFloat | Op::SubtractFloat | Op::MultiplyFloat => {
                        if let (Value::Float(x), Value::Float(y)) = (window.read(i.b), window.read(i.c)) {
                            let (x, y) = (x.get(), y.get());
                            let result = match i.op {
                                Op::AddFloat => x + y,
                                Op::SubtractFloat => x - y,
                                _ => x * y,
                            };
                            window.set(cx, i.a, Value::float(result));
                            next!();
                        }
                        save!();
                        let rhs = std::ptr::from_ref(window.read(i.c));
                        let op = match i.op {
                            Op::AddFloat => Binary::Add,
                            Op::SubtractFloat => Binary::Subtract,
                            _ => Binary::Multiply,
                        };
                        check!(arithmetic::binary(cx, window, i, rhs, op, false));
                        next!();
                    }
                    Op::Negative => {
                        if let Value::Float(number) = window.read(i.b) {
                            let number = -number.get();
                            window.set(cx, i.a, Value::float(number));
                            next!();
                        }
                        save!();
                        check!(arithmetic::unary(cx, window, i, Unary::Negative));
                        next!();
                    }
                    Op::Positive => {
                        save!();
                        check!(arithmetic::unary(cx, window, i, Unary::Positive));
                        next!();
                    }
                    Op::Invert => {
                        save!();
                        check!(arithmetic::unary(cx, window, i, Unary::Invert));
                        next!();
                    }
                    Op::Not => {
                        save!();
                        let truth = check!(arithmetic::truth(cx, window, i.b));
                        window.set(cx, i.a, Value::bool(!truth));
                        next!();
                    }

                    Op::Less => compare!(i, window.read(i.c), Less),
                    Op::LessEqual => compare!(i, window.read(i.c), LessEqual),
                    Op::Equal => compare!(i, window.read(i.c), Equal),
                    Op::NotEqual => compare!(i, window.read(i.c), NotEqual),
                    Op::Greater => compare!(i, window.read(i.c), Greater),
                    Op::GreaterEqual => compare!(i, window.read(i.c), GreaterEqual),
                    Op::LessConst => compare!(i, constant!(i.c), Less),
                    Op::LessEqualConst => compare!(i, constant!(i.c), LessEqual),
                    Op::EqualConst => compare!(i, constant!(i.c), Equal),
                    Op::NotEqualConst => compare!(i, constant!(i.c), NotEqual),
                    Op::GreaterConst => compare!(i, constant!(i.c), Greater),
                    Op::GreaterEqualConst => compare!(i, constant!(i.c), GreaterEqual),
                    Op::JumpUnlessLess => compare_jump!(i, window.read(i.b), Less, false),
                    Op::JumpUnlessLessEqual => compare_jump!(i, window.read(i.b), LessEqual, false),
                    Op::JumpUnlessEqual => compare_jump!(i, window.read(i.b), Equal, false),
                    Op::JumpUnlessNotEqual => compare_jump!(i, window.read(i.b), NotEqual, false),
                    Op::JumpUnlessGreater => compare_jump!(i, window.read(i.b), Greater, false),
                    Op::JumpUnlessGreaterEqual => compare_jump!(i, window.read(i.b), GreaterEqual, false),
                    Op::JumpUnlessLessConst => compare_jump!(i, constant!(i.b), Less, false),
                    Op::JumpUnlessLessEqualConst => compare_jump!(i, constant!(i.b), LessEqual, false),
                    Op::JumpUnlessEqualConst => compare_jump!(i, constant!(i.b), Equal, false),
                    Op::JumpUnlessNotEqualConst => compare_jump!(i, constant!(i.b), NotEqual, false),
                    Op::JumpUnlessGreaterConst => compare_jump!(i, constant!(i.b), Greater, false),
                    Op::JumpUnlessGreaterEqualConst => compare_jump!(i, constant!(i.b), GreaterEqual, false),
                    Op::JumpIfLess => compare_jump!(i, window.read(i.b), Less, true),
                    Op::JumpIfLessEqual => compare_jump!(i, window.read(i.b), LessEqual, true),
                    Op::JumpIfEqual => compare_jump!(i, window.read(i.b), Equal, true),
                    Op::JumpIfNotEqual => compare_jump!(i, window.read(i.b), NotEqual, true),
                    Op::JumpIfGreater => compare_jump!(i, window.read(i.b), Greater, true),
                    Op::JumpIfGreaterEqual => compare_jump!(i, window.read(i.b), GreaterEqual, true),
                    Op::JumpIfLessConst => compare_jump!(i, constant!(i.b), Less, true),
                    Op::JumpIfLessEqualConst => compare_jump!(i, constant!(i.b), LessEqual, true),
                    Op::JumpIfEqualConst => compare_jump!(i, constant!(i.b), Equal, true),
                    Op::JumpIfNotEqualConst => compare_jump!(i, constant!(i.b), NotEqual, true),
                    Op::JumpIfGreaterConst => compare_jump!(i, constant!(i.b), Greater, true),
                    Op::JumpIfGreaterEqualConst => compare_jump!(i, constant!(i.b), GreaterEqual, true),
                    Op::Is | Op::IsNot => {
                        save!();
                        check!(arithmetic::identity(cx, window, i, i.op == Op::Is));
                        next!();
                    }
                    Op::Contains | Op::NotContains => {
                        save!();
                        check!(arithmetic::contains(cx, window, i, i.op == Op::Contains));
                        next!();
                    }

                    Op::Jump | Op::JumpBackwardNoInterrupt => jump!(i.wide_operand() as i32),
                    Op::JumpBackward => {
                        // SAFETY: this thread's breaker lives as long as its context.
                        if unsafe { (*breaker).any() } {
                            save!();
                            check!(cx.handle_requests());
                        }
                        jump!(i.wide_operand() as i32);
                    }
                    Op::JumpIfFalse => {
                        let truth = match window.read(i.a) {
                            Value::Bool(truth) => *truth != 0,
                            _ => {
                                save!();
                                check!(arithmetic::truth(cx, window, i.a))
                            }
                        };
                        if truth { next!() } else { jump!(i.wide_operand() as i32) }
                    }
                    Op::JumpIfTrue => {
                        let truth = match window.read(i.a) {
                            Value::Bool(truth) => *truth != 0,
                            _ => {
                                save!();
                                check!(arithmetic::truth(cx, window, i.a))
                            }
                        };
                        if truth { jump!(i.wide_operand() as i32) } else { next!() }
                    }
                    Op::JumpIfNone | Op::JumpIfNotNone => {
                        save!();
                        if window.read(i.a).is_empty() {
                            break 'raise names::unbound_local(cx, i.a);
                        }
                        let none = window.read(i.a).is_none();
                        window.consume(cx, i.a);
                        if none == (i.op == Op::JumpIfNone) {
                            jump!(i.wide_operand() as i32)
                        } else {
                            next!()
                        }
                    }
                    Op::JumpIfFalseOrPop | Op::JumpIfTrueOrPop => {
                        save!();
                        // SAFETY: the slot stays alive during the test: only this instruction may empty it.
                        let truth = check!(cx.truth(unsafe { &*window.at(i.a) }));
                        if truth == (i.op == Op::JumpIfTrueOrPop) {
                            jump!(i.wide_operand() as i32);
                        }
                        window.set(cx, i.a, Value::Empty);
                        next!();
                    }
                    Op::Return | Op::ReturnConst => {
                        save!();
                        let value = if i.op == Op::Return {
                            check!(window.operand(cx, i.a))
                        } else {
                            // SAFETY: the compiler's constant indexes are valid.
                            unsafe { (*constants.add(i.wide_operand() as usize)).clone() }
                        };
                        let flags = frame!().flags;
                        if flags & (FrameFlags::ENTRY | FrameFlags::INIT | FrameFlags::GENERATOR) == 0 {
                            let dst = frame!().dst;
                            if !call::leave_simple(cx, frame, window.temps) {
                                call::leave(cx);
                            }
                            call::deliver(cx, dst, value);
                            load_frame!();
                            next!();
                        }
                        match check!(call::return_specially(cx, value)) {
                            Some(result) => return Ok(result),
                            None => {
                                load_frame!();
                                continue;
                            }
                        }
                    }

                    Op::GetIter => {
                        save!();
                        check!(iterate::get_iter(cx, window, i));
                        next!();
                    }
                    Op::ForIterRange => {
                        if let Value::Ref(iterator) = window.read(i.b)
                            && let Some(iterator) = iterator.downcast::<crate::objects::iterators::Iterator>()
                            && let crate::objects::iterators::Iterator::Range { next, step, left } =
                                iterator.get_mut(cx)
                        {
                            if *left != 0 {
                                *left -= 1;
                                let item = *next;
                                *next = item.wrapping_add(*step);
                                window.set(cx, i.a, Value::Int(item));
                                next!();
                            }
                            save!();
                            window.set(cx, i.b, Value::Empty);
                            jump!(i.c as i16);
                        }
                        save!();
                        if check!(iterate::for_iter(cx, window, i)) { next!() } else { jump!(i.c as i16) }
                    }
                    Op::ForIterList => {
                        if let Value::Ref(iterator) = window.read(i.b)
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
                                window.set(cx, i.a, item);
                                next!();
                            }
                            save!();
                            window.set(cx, i.b, Value::Empty);
                            jump!(i.c as i16);
                        }
                        save!();
                        if check!(iterate::for_iter(cx, window, i)) { next!() } else { jump!(i.c as i16) }
                    }
                    Op::ForIterGenerator => {
                        save!();
                        match check!(iterate::for_iter_generator(cx, window, i)) {
                            iterate::Step::Frame => {
                                load_frame!();
                                check_point!();
                                continue;
                            }
                            iterate::Step::Item => next!(),
                            iterate::Step::End => jump!(i.c as i16),
                        }
                    }
                    Op::ForIter => {
                        save!();
                        if check!(iterate::for_iter(cx, window, i)) { next!() } else { jump!(i.c as i16) }
                    }
                    Op::UnpackSequence => {
                        save!();
                        check!(iterate::unpack(cx, window, i));
                        next!();
                    }
                    Op::UnpackStarred => {
                        save!();
                        check!(iterate::unpack_starred(cx, window, i));
                        next!();
                    }

                    Op::Call | Op::CallFunction | Op::CallNative => {
                        save!();
                        let callable = window.at(i.a);
                        if call::enter(cx, callable, usize::from(i.b), window.at(i.c)) {
                            load_frame!();
                            check_point!();
                            continue;
                        }
                        let called = call::call(cx, callable, usize::from(i.b), None, window.at(i.c));
                        called!(called, i.c);
                    }
                    Op::CallMethod | Op::CallMethodFunction | Op::CallMethodNative => {
                        save!();
                        let callable = window.at(i.a);
                        let dst = window.at(i.c);
                        if call::enter(cx, callable, usize::from(i.b) + 1, dst) {
                            load_frame!();
                            check_point!();
                            continue;
                        }
                        let called = if window.read(i.a).is_empty() {
                            // SAFETY: the window has at least two slots.
                            call::call(cx, unsafe { callable.add(1) }, usize::from(i.b), None, dst)
                        } else {
                            call::call(cx, callable, usize::from(i.b) + 1, None, dst)
                        };
                        called!(called, i.c);
                    }
                    Op::CallKeywords | Op::CallMethodKeywords => {
                        save!();
                        let names = call::keyword_names(constant!(i.c));
                        let callable = window.at(i.a);
                        let count = usize::from(i.b);
                        let called = match i.op {
                            Op::CallKeywords => call::call(cx, callable, count, Some(names), callable),
                            _ if window.read(i.a).is_empty() => {
                                // SAFETY: the window has at least two slots.
                                let second = unsafe { callable.add(1) };
                                call::call(cx, second, count, Some(names), callable)
                            }
                            _ => call::call(cx, callable, count + 1, Some(names), callable),
                        };
                        called!(called, i.a);
                    }
                    Op::CallExpanded => {
                        save!();
                        let called = call::call_expanded(cx, window, i);
                        called!(called, i.c);
                    }

                    Op::BuildTuple
                    | Op::BuildList
                    | Op::BuildSet
                    | Op::BuildDict
                    | Op::BuildString
                    | Op::BuildSlice => {
                        save!();
                        check!(build::build(cx, window, i));
                        next!();
                    }
                    Op::ListAppend => {
                        save!();
                        let value = check!(window.operand(cx, i.b));
                        build::list_append(cx, window, i.a, value);
                        next!();
                    }
                    Op::ListExtend
                    | Op::SetAdd
                    | Op::SetUpdate
                    | Op::DictSet
                    | Op::DictUpdate
                    | Op::DictMerge => {
                        save!();
                        check!(build::extend(cx, window, i));
                        next!();
                    }
                    Op::ListToTuple => {
                        save!();
                        build::list_to_tuple(cx, window, i);
                        next!();
                    }
                    Op::Convert | Op::FormatSimple | Op::FormatWithSpec => {
                        save!();
                        check!(build::format(cx, window, i));
                        next!();
                    }

                    Op::MakeFunction => {
                        save!();
                        let code = constant!(i.wide_operand() as u16);
                        let code = if i.b == 0 {
                            code
                        } else {
                            // SAFETY: the compiler's constant indexes are valid.
                            unsafe { &*constants.add(i.wide_operand() as usize) }
                        };
                        let made = classes::make_function(cx, code);
                        window.set(cx, i.a, made);
                        next!();
                    }
                    Op::SetFunctionAttribute => {
                        save!();
                        classes::set_function_attribute(cx, window, i);
                        next!();
                    }
                    Op::LoadBuildClass => {
                        save!();
                        let value = check!(classes::load_build_class(cx));
                        window.set(cx, i.a, value);
                        next!();
                    }
                    Op::LoadAssertionError => {
                        let class = cx
                            .interp_ref()
                            .exception(crate::objects::exception::ExceptionKind::AssertionError)
                            .value();
                        window.set(cx, i.a, class);
                        next!();
                    }
                    Op::ImportName => {
                        save!();
                        check!(classes::import_name(cx, window, i, site!(i.c)));
                        next!();
                    }
                    Op::ImportFrom => {
                        save!();
                        check!(classes::import_from(cx, window, i, site!(i.c)));
                        next!();
                    }
                    Op::ImportStar => {
                        save!();
                        check!(classes::import_star(cx, window, i));
                        next!();
                    }
                    Op::PrintExpression => {
                        save!();
                        check!(classes::print_expression(cx, window, i));
                        next!();
                    }

                    Op::PushExcInfo => {
                        unwind::push_exc_info(cx, window, i.a);
                        next!();
                    }
                    Op::PopExcept => {
                        save!();
                        let previous = window.take(i.a);
                        unwind::pop_except(cx, previous);
                        next!();
                    }
                    Op::CheckExcMatch => {
                        save!();
                        check!(unwind::check_match(cx, window, i));
                        next!();
                    }
                    Op::Reraise => {
                        save!();
                        let value = window.take(i.a);
                        break 'raise check!(cx.raised_from(value));
                    }
                    Op::RaiseBare => {
                        save!();
                        break 'raise unwind::raise_bare(cx);
                    }
                    Op::Raise => {
                        save!();
                        let value = check!(window.operand(cx, i.a));
                        break 'raise unwind::raise(cx, value, None);
                    }
                    Op::RaiseFrom => {
                        save!();
                        let value = check!(window.operand(cx, i.a));
                        let cause = check!(window.operand(cx, i.b));
                        break 'raise unwind::raise(cx, value, Some(cause));
                    }
                    Op::BeforeWith => {
                        save!();
                        check!(classes::before_with(cx, window, i));
                        next!();
                    }
                    Op::WithExceptStart => {
                        save!();
                        let result = check!(classes::with_except_start(cx, window, i));
                        window.set(cx, i.a, result);
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
                    Op::YieldValue => {
                        save!();
                        let value = check!(window.operand(cx, i.b));
                        match generator::suspend(cx, i, value) {
                            Some(result) => return Ok(result),
                            None => {
                                load_frame!();
                                next!();
                            }
                        }
                    }
                    Op::GetYieldFromIter => {
                        save!();
                        check!(generator::get_yield_from_iter(cx, window, i));
                        next!();
                    }
                    Op::Send => {
                        save!();
                        match check!(generator::send(cx, window, i)) {
                            iterate::Step::Frame => {
                                load_frame!();
                                continue;
                            }
                            iterate::Step::Item => next!(),
                            iterate::Step::End => jump!(i.c as i16),
                        }
                    }
                    Op::CleanupThrow => {
                        save!();
                        check!(generator::cleanup_throw(cx, window, i));
                        next!();
                    }
                    Op::StopIterationError => {
                        save!();
                        generator::stop_iteration_error(cx, window, i);
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
