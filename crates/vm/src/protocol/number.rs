//! Arithmetic: the operators on builtin numbers, and the protocol of `__add__`, `__radd__` and `__iadd__`.

use text::int::{BigInt, arith};

use crate::heap::Obj;
use crate::names::Names;
use crate::objects::int::AnyInt;
use crate::objects::type_::TypeFlags;
use crate::objects::{Kind, List, Native, Str, Tuple};
use crate::{Context, PyResult, Value};

/// One row per binary operator: symbols, and the names of the method, the reflected and the in-place one.
macro_rules! operators {
    ($($op:ident $symbol:literal $inplace:literal $method:ident $reflected:ident $in_method:ident;)*) => {
        /// A binary operator.
        #[expect(missing_docs, reason = "the names are those of the opcodes")]
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Binary { $($op,)* }

        impl Binary {
            /// The operator's text.
            pub fn symbol(self) -> &'static str { match self { $(Binary::$op => $symbol,)* } }
            /// The text of the in-place operator.
            pub fn inplace_symbol(self) -> &'static str { match self { $(Binary::$op => $inplace,)* } }
            /// `__add__` and its kin.
            pub fn method(self, names: &Names) -> &Obj<Str> { match self { $(Binary::$op => &names.$method,)* } }
            /// `__radd__` and its kin.
            pub fn reflected(self, names: &Names) -> &Obj<Str> { match self { $(Binary::$op => &names.$reflected,)* } }
            /// `__iadd__` and its kin.
            pub fn inplace(self, names: &Names) -> &Obj<Str> { match self { $(Binary::$op => &names.$in_method,)* } }
        }
    };
}

operators! {
    Add "+" "+=" __add__ __radd__ __iadd__;
    Subtract "-" "-=" __sub__ __rsub__ __isub__;
    Multiply "*" "*=" __mul__ __rmul__ __imul__;
    TrueDivide "/" "/=" __truediv__ __rtruediv__ __itruediv__;
    FloorDivide "//" "//=" __floordiv__ __rfloordiv__ __ifloordiv__;
    Remainder "%" "%=" __mod__ __rmod__ __imod__;
    Power "** or pow()" "**=" __pow__ __rpow__ __ipow__;
    MatrixMultiply "@" "@=" __matmul__ __rmatmul__ __imatmul__;
    ShiftLeft "<<" "<<=" __lshift__ __rlshift__ __ilshift__;
    ShiftRight ">>" ">>=" __rshift__ __rrshift__ __irshift__;
    And "&" "&=" __and__ __rand__ __iand__;
    Or "|" "|=" __or__ __ror__ __ior__;
    Xor "^" "^=" __xor__ __rxor__ __ixor__;
}

impl Binary {
    /// Whether floats have the operator.
    #[inline(always)]
    fn takes_floats(self) -> bool {
        !matches!(
            self,
            Binary::MatrixMultiply
                | Binary::ShiftLeft
                | Binary::ShiftRight
                | Binary::And
                | Binary::Or
                | Binary::Xor
        )
    }
}

/// A unary operator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unary {
    /// `-x`
    Negative,
    /// `+x`
    Positive,
    /// `~x`
    Invert,
}

impl Context {
    /// `a op b`.
    pub fn binary(&mut self, op: Binary, a: &Value, b: &Value) -> PyResult<Value> {
        match (a, b) {
            (Value::Int(x), Value::Int(y)) => return self.int_int(op, *x, *y),
            (Value::Float(x), Value::Float(y)) => return self.float_float(op, x.get(), y.get()),
            (Value::Float(x), Value::Int(y)) if op.takes_floats() => {
                return self.float_float(op, x.get(), *y as f64);
            }
            (Value::Int(x), Value::Float(y)) if op.takes_floats() => {
                return self.float_float(op, *x as f64, y.get());
            }
            _ => {}
        }
        self.binary_objects(op, a, b)
    }

    #[inline(never)]
    fn binary_objects(&mut self, op: Binary, a: &Value, b: &Value) -> PyResult<Value> {
        if let (Value::Ref(x), Value::Ref(y)) = (a, b)
            && op == Binary::Add
            && x.header().shape_ptr() == self.shapes().str
            && y.header().shape_ptr() == self.shapes().str
            && let (Some(x), Some(y)) = (x.downcast::<Str>(), y.downcast::<Str>())
        {
            return Ok(self.concat(x, y).into());
        }
        let result = self.binary_by_methods(op, a, b)?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
        Err(self.unsupported(op, a, b, op.symbol()))
    }

    /// `a op= b`.
    pub fn inplace(&mut self, op: Binary, a: &Value, b: &Value) -> PyResult<Value> {
        if let Value::Ref(reference) = a {
            if op == Binary::Add
                && reference.header().shape_ptr() == self.shapes().list
                && self.type_ref(b).has_flags(self, TypeFlags::BUILTIN)
                && let Some(list) = reference.downcast::<List>()
            {
                let list = list.clone();
                crate::objects::list_methods::extend(self, list, b.clone())?;
                return Ok(a.clone());
            }
            if matches!(reference.kind(), Kind::Instance)
                || !self.type_ref(a).has_flags(self, TypeFlags::BUILTIN)
                || !matches!(reference.kind(), Kind::Str | Kind::Int | Kind::Tuple)
            {
                let class = self.type_of(a);
                let name = op.inplace(self.names()).clone();
                let method = class.lookup(self, &name);
                // What a subclass inherits for `+=` goes first, as if it were its own.
                let inherits = op == Binary::Add && !class.has_flags(self, TypeFlags::BUILTIN);
                let result = match method {
                    Some(method) if inherits || !self.is_of_sequence(op, &method) => {
                        self.call_special(method, a, [b.clone()])?
                    }
                    Some(method) if op == Binary::Add || self.is_index(b) => {
                        let right = self.type_of(b);
                        let reflected = op.reflected(self.names()).clone();
                        let reflected = right.lookup(self, &reflected);
                        return self.binary_of_sequence(op, method, reflected, a, b);
                    }
                    _ => self.not_implemented(),
                };
                if !result.is_not_implemented() {
                    return Ok(result);
                }
                let result = self.binary_by_methods(op, a, b)?;
                if !result.is_not_implemented() {
                    return Ok(result);
                }
                return Err(self.unsupported(op, a, b, op.inplace_symbol()));
            }
        }
        match self.binary_inner(op, a, b)? {
            Some(result) => Ok(result),
            None => Err(self.unsupported(op, a, b, op.inplace_symbol())),
        }
    }

    fn binary_inner(&mut self, op: Binary, a: &Value, b: &Value) -> PyResult<Option<Value>> {
        let numbers =
            matches!(a, Value::Int(_) | Value::Float(_)) && matches!(b, Value::Int(_) | Value::Float(_));
        if numbers && !Self::takes_numbers(op, a, b) {
            return Ok(None);
        }
        let both_str = [a, b].into_iter().all(|value| {
            value.as_ref().is_some_and(|object| object.header().shape_ptr() == self.shapes().str)
        });
        if numbers || (both_str && op == Binary::Add) {
            return self.binary(op, a, b).map(Some);
        }
        let result = self.binary_by_methods(op, a, b)?;
        Ok((!result.is_not_implemented()).then_some(result))
    }

    /// Whether numbers have the operator: some are only for ints.
    fn takes_numbers(op: Binary, a: &Value, b: &Value) -> bool {
        match op {
            Binary::MatrixMultiply => false,
            Binary::ShiftLeft | Binary::ShiftRight | Binary::And | Binary::Or | Binary::Xor => {
                !matches!(a, Value::Float(_)) && !matches!(b, Value::Float(_))
            }
            _ => true,
        }
    }

    #[cold]
    fn unsupported(&mut self, op: Binary, a: &Value, b: &Value, symbol: &str) -> crate::Raised {
        let name =
            if symbol == op.symbol() { op.method(self.names()) } else { op.inplace(self.names()) }.clone();
        if let Some(raised) = self.sequence_operand_error(op, &name, a, b) {
            return raised;
        }
        let (left, right) = (self.type_name(a), self.type_name(b));
        self.type_error(format!("unsupported operand type(s) for {symbol}: '{left}' and '{right}'"))
    }

    /// Sequences have messages of their own, if the operator is theirs and not one of a subclass.
    fn sequence_operand_error(
        &mut self,
        op: Binary,
        name: &Obj<Str>,
        a: &Value,
        b: &Value,
    ) -> Option<crate::Raised> {
        let text = match op {
            Binary::Multiply => {
                let plain = op.method(self.names()).clone();
                let left = self.sequence_with(a, name).or_else(|| self.sequence_with(a, &plain));
                let reflected = op.reflected(self.names()).clone();
                let other = match left {
                    Some(_) => b,
                    // In place, only what has nothing of a container lets the other sequence speak.
                    None if !name.is(&plain) && self.is_like_a_container(a) => return None,
                    None => self.sequence_with(b, &reflected).map(|_| a)?,
                };
                format!("can't multiply sequence by non-int of type '{}'", self.type_name(other))
            }
            _ => return None,
        };
        Some(self.type_error(text))
    }

    fn is_like_a_container(&mut self, value: &Value) -> bool {
        let class = self.type_of(value);
        !class.has_flags(self, TypeFlags::BUILTIN)
            || class.special(self, |names| &names.__contains__).is_some()
    }

    /// The builtin sequence type whose own method of that name the value has.
    pub(crate) fn sequence_with(&mut self, value: &Value, name: &Obj<Str>) -> Option<String> {
        let class = self.type_of(value);
        let found = class.lookup(self, name)?;
        let base = class.mro(self).into_iter().find(|base| base.get(self).spec.is_some())?;
        let base_name = base.get(self).name.to_string_lossy();
        let is_sequence =
            matches!(base_name.as_str(), "str" | "bytes" | "bytearray" | "list" | "tuple" | "deque");
        (is_sequence && base.lookup(self, name).is_some_and(|own| own.is(&found))).then_some(base_name)
    }

    /// `a op b` by methods; `NotImplemented` if neither operand knows.
    pub fn binary_by_methods(&mut self, op: Binary, a: &Value, b: &Value) -> PyResult<Value> {
        let (left, right) = (self.type_of(a), self.type_of(b));
        let method = {
            let name = op.method(self.names()).clone();
            left.lookup(self, &name)
        };
        let reflected = if left.is(&right) {
            None
        } else {
            let name = op.reflected(self.names()).clone();
            let found = right.lookup(self, &name);
            // The reflected method of a subclass goes first, when it is not the one the left class has.
            match (&found, right.is_subclass(self, &left)) {
                (Some(found_method), true) => {
                    let inherited = left.lookup(self, &name);
                    if !inherited.is_some_and(|inherited| inherited.is(found_method)) {
                        let result = self.call_special(found_method.clone(), b, [a.clone()])?;
                        if !result.is_not_implemented() {
                            return Ok(result);
                        }
                        None
                    } else {
                        found
                    }
                }
                _ => found,
            }
        };
        if let Some(method) = method {
            if self.is_of_sequence(op, &method) {
                return self.binary_of_sequence(op, method, reflected, a, b);
            }
            let result = self.call_special(method, a, [b.clone()])?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        match reflected {
            Some(reflected) if self.is_of_sequence(op, &reflected) && !self.is_index(a) => {
                Ok(self.not_implemented())
            }
            Some(reflected) => self.call_special(reflected, b, [a.clone()]),
            None => Ok(self.not_implemented()),
        }
    }

    /// `a op b` by a builtin sequence's method, which comes after what the other operand has for numbers.
    fn binary_of_sequence(
        &mut self,
        op: Binary,
        method: Value,
        reflected: Option<Value>,
        a: &Value,
        b: &Value,
    ) -> PyResult<Value> {
        if let Some(reflected) = reflected.filter(|reflected| !self.is_of_sequence(op, reflected)) {
            let result = self.call_special(reflected, b, [a.clone()])?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        if op == Binary::Multiply && !self.is_index(b) {
            return Ok(self.not_implemented());
        }
        self.call_special(method, a, [b.clone()])
    }

    /// Whether a method is the `+` or `*` of a builtin sequence. It refuses an operand by an error of its own,
    /// never with `NotImplemented`.
    fn is_of_sequence(&self, op: Binary, method: &Value) -> bool {
        if !matches!(op, Binary::Add | Binary::Multiply) {
            return false;
        }
        let native = method.as_ref().and_then(|method| method.downcast::<Native>());
        let Some(owner) = native.and_then(|native| native.owner.as_ref()) else { return false };
        let owner = owner.get(self);
        match owner.kind {
            Kind::Str | Kind::Bytes | Kind::ByteArray | Kind::List | Kind::Tuple => true,
            Kind::Extension => owner.spec.is_some_and(|spec| spec.name == "collections.deque"),
            _ => false,
        }
    }

    /// Whether a value has `__index__`.
    pub fn is_index(&mut self, value: &Value) -> bool {
        value.as_int().is_some() || self.type_of(value).special(self, |names| &names.__index__).is_some()
    }

    /// The `TypeError` of a sequence's `+`.
    pub fn cannot_concatenate(&mut self, sequence: &str, other: &Value) -> crate::Raised {
        let other = self.type_name(other);
        self.type_error(format!("can only concatenate {sequence} (not \"{other}\") to {sequence}"))
    }

    /// An operator on two floats.
    pub fn float_float(&mut self, op: Binary, x: f64, y: f64) -> PyResult<Value> {
        use text::float::arith as float;
        let result = match op {
            Binary::Add => x + y,
            Binary::Subtract => x - y,
            Binary::Multiply => x * y,
            Binary::TrueDivide => self.lift(float::true_div(x, y))?,
            Binary::FloorDivide => self.lift(float::floor_div(x, y))?,
            Binary::Remainder => self.lift(float::modulo(x, y))?,
            Binary::Power => match self.lift(float::pow(x, y))? {
                Some(power) => power,
                None => return Err(self.not_implemented_error("Gila does not support complex numbers yet")),
            },
            _ => {
                let (a, b) = (Value::float(x), Value::float(y));
                return Err(self.unsupported(op, &a, &b, op.symbol()));
            }
        };
        Ok(Value::float(result))
    }

    /// An operator on two ints of 64 bits.
    #[inline]
    pub fn int_int(&mut self, op: Binary, x: i64, y: i64) -> PyResult<Value> {
        let small = match op {
            Binary::Add => x.checked_add(y),
            Binary::Subtract => x.checked_sub(y),
            Binary::Multiply => x.checked_mul(y),
            Binary::And => Some(x & y),
            Binary::Or => Some(x | y),
            Binary::Xor => Some(x ^ y),
            Binary::FloorDivide if y != 0 => x.checked_div_euclid(y).map(|_| floor_div(x, y)),
            Binary::Remainder if y != 0 => Some(floor_mod(x, y)),
            Binary::ShiftRight if y >= 0 => Some(x >> y.min(63)),
            Binary::ShiftLeft if (0..63).contains(&y) && (x << y) >> y == x => Some(x << y),
            Binary::TrueDivide if y != 0 && x.unsigned_abs() < 1 << 53 && y.unsigned_abs() < 1 << 53 => {
                return Ok(Value::float(x as f64 / y as f64));
            }
            _ => None,
        };
        match small {
            Some(number) => Ok(Value::Int(number)),
            None => self.big_big(op, &BigInt::from(x), &BigInt::from(y)),
        }
    }

    /// An operator on two ints of any size.
    #[inline(never)]
    pub fn big_big(&mut self, op: Binary, x: &BigInt, y: &BigInt) -> PyResult<Value> {
        let result = match op {
            Binary::Add => x + y,
            Binary::Subtract => x - y,
            Binary::Multiply => x * y,
            Binary::And => x & y,
            Binary::Or => x | y,
            Binary::Xor => x ^ y,
            Binary::FloorDivide => self.lift(arith::floor_div(x, y))?,
            Binary::Remainder => self.lift(arith::modulo(x, y))?,
            Binary::ShiftLeft => self.lift(arith::shift_left(x, y))?,
            Binary::ShiftRight => self.lift(arith::shift_right(x, y))?,
            Binary::Power => match self.lift(arith::pow(x, y))? {
                Some(power) => power,
                None => {
                    let base = self.lift(text::int::convert::to_f64(x))?;
                    let exponent = self.lift(text::int::convert::to_f64(y))?;
                    return self.float_float(op, base, exponent);
                }
            },
            Binary::TrueDivide => return self.lift(text::int::convert::true_div(x, y)).map(Value::float),
            Binary::MatrixMultiply => {
                let (a, b) = (self.big_int_value(x.clone()), self.big_int_value(y.clone()));
                return Err(self.unsupported(op, &a, &b, op.symbol()));
            }
        };
        Ok(self.big_int_value(result))
    }

    /// An operator on two values of the builtin number types or subclasses; `None` if one is neither.
    pub fn number_binary(&mut self, op: Binary, a: &Value, b: &Value) -> Option<PyResult<Value>> {
        if let (Some(x), Some(y)) = (a.as_int(), b.as_int()) {
            if op == Binary::MatrixMultiply {
                return None;
            }
            if let (Value::Bool(x), Value::Bool(y)) = (a, b) {
                match op {
                    Binary::And => return Some(Ok(Value::Bool(x & y))),
                    Binary::Or => return Some(Ok(Value::Bool(x | y))),
                    Binary::Xor => return Some(Ok(Value::Bool(x ^ y))),
                    _ => {}
                }
            }
            return Some(match (&x, &y) {
                (AnyInt::Small(x), AnyInt::Small(y)) => self.int_int(op, *x, *y),
                _ => {
                    let (x, y) = (x.to_big().into_owned(), y.to_big().into_owned());
                    self.big_big(op, &x, &y)
                }
            });
        }
        if !matches!(
            op,
            Binary::Add
                | Binary::Subtract
                | Binary::Multiply
                | Binary::TrueDivide
                | Binary::FloorDivide
                | Binary::Remainder
                | Binary::Power
        ) {
            return None;
        }
        if a.as_float().is_none() && b.as_float().is_none() {
            return None;
        }
        let x = match self.number_as_f64(a)? {
            Ok(x) => x,
            Err(raised) => return Some(Err(raised)),
        };
        let y = match self.number_as_f64(b)? {
            Ok(y) => y,
            Err(raised) => return Some(Err(raised)),
        };
        Some(self.float_float(op, x, y))
    }

    fn number_as_f64(&mut self, value: &Value) -> Option<PyResult<f64>> {
        match (value.as_float(), value.as_int()) {
            (Some(number), _) => Some(Ok(number)),
            (None, Some(AnyInt::Small(number))) => Some(Ok(number as f64)),
            (None, Some(AnyInt::Big(number))) => Some(self.lift(text::int::convert::to_f64(number))),
            (None, None) => None,
        }
    }

    /// `-x`, `+x` or `~x`.
    pub fn unary(&mut self, op: Unary, value: &Value) -> PyResult<Value> {
        match (op, value) {
            (Unary::Negative, Value::Int(number)) => {
                return Ok(match number.checked_neg() {
                    Some(number) => Value::Int(number),
                    None => self.big_int_value(-BigInt::from(*number)),
                });
            }
            (Unary::Positive, Value::Int(_) | Value::Float(_)) => return Ok(value.clone()),
            (Unary::Invert, Value::Int(number)) => return Ok(Value::Int(!number)),
            (Unary::Negative, Value::Float(bits)) => return Ok(Value::float(-bits.get())),
            _ => {}
        }
        let result = self.try_special(
            value,
            |names| match op {
                Unary::Negative => &names.__neg__,
                Unary::Positive => &names.__pos__,
                Unary::Invert => &names.__invert__,
            },
            [],
        )?;
        match result {
            Some(result) => Ok(result),
            None => {
                let name = self.type_name(value);
                let symbol = match op {
                    Unary::Negative => "-",
                    Unary::Positive => "+",
                    Unary::Invert => "~",
                };
                Err(self.type_error(format!("bad operand type for unary {symbol}: '{name}'")))
            }
        }
    }

    /// How often a sequence is repeated by `*`.
    pub fn repeat_count(&mut self, value: &Value) -> PyResult<usize> {
        let Some(number) = self.try_index(value)? else {
            let name = self.type_name(value);
            return Err(self.type_error(format!("'{name}' object cannot be interpreted as an integer")));
        };
        match number.to_i64() {
            Some(count) => Ok(usize::try_from(count).unwrap_or(0)),
            None if number.to_i64_clipped() < 0 => Ok(0),
            None => {
                let name = self.type_name(value);
                Err(self.overflow_error(format!("cannot fit '{name}' into an index-sized integer")))
            }
        }
    }

    /// A tuple of two joined.
    pub fn concat_tuples(&mut self, a: &Obj<Tuple>, b: &Obj<Tuple>) -> Value {
        let items = a.items().iter().chain(b.items()).cloned().collect();
        self.tuple_value(items)
    }
}

/// Division rounded down; the divisor is not zero and the quotient fits.
#[inline(always)]
pub fn floor_div(x: i64, y: i64) -> i64 {
    let quotient = x.wrapping_div(y);
    if x.wrapping_rem(y) != 0 && (x < 0) != (y < 0) { quotient - 1 } else { quotient }
}

/// The remainder with the divisor's sign; the divisor is not zero.
#[inline(always)]
pub fn floor_mod(x: i64, y: i64) -> i64 {
    let rest = x.wrapping_rem(y);
    if rest != 0 && (rest < 0) != (y < 0) { rest + y } else { rest }
}
