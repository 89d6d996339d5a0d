//! `getsockopt` and `setsockopt`.

use gil::network::{set_socket_option, set_socket_option_length, socket_option};
use vm::native::Row;
use vm::{Context, PyResult, Value, method};

use super::object::{This, open};
use super::{io_error, plain_error};

/// Most bytes of an option.
const MOST: i64 = 1024;

fn getsockopt(cx: &mut Context, this: This, level: i64, option: i64, length: Option<i64>) -> PyResult<Value> {
    let socket = open(cx, &this)?;
    let length = length.unwrap_or(0);
    if !(0..=MOST).contains(&length) {
        return Err(plain_error(cx, "getsockopt buflen out of range"));
    }
    let room = if length == 0 { size_of::<i32>() } else { length as usize };
    match socket_option(socket, level as i32, option as i32, room) {
        Ok(bytes) if length == 0 => {
            let mut number = [0; 4];
            number[..bytes.len().min(4)].copy_from_slice(&bytes[..bytes.len().min(4)]);
            Ok(Value::Int(i64::from(i32::from_ne_bytes(number))))
        }
        Ok(bytes) => Ok(cx.bytes_value(&bytes)),
        Err(error) => Err(io_error(cx, &error)),
    }
}

fn setsockopt(
    cx: &mut Context,
    this: This,
    level: i64,
    option: i64,
    value: Value,
    length: Option<i64>,
) -> PyResult<()> {
    let socket = open(cx, &this)?;
    let (level, option) = (level as i32, option as i32);
    let answer = match (&value, length) {
        (Value::None, Some(length)) => set_socket_option_length(socket, level, option, length as u32),
        (Value::None, None) => {
            return Err(cx.type_error("socket option should be int, bytes-like object or None with a length"));
        }
        (value, _) => match value.as_int().map(|number| number.to_i64()) {
            Some(number) => match number.and_then(|number| i32::try_from(number).ok()) {
                Some(number) => set_socket_option(socket, level, option, &number.to_ne_bytes()),
                None => return Err(cx.overflow_error("signed integer is greater than maximum")),
            },
            None => {
                let bytes = cx.bytes_like(value)?;
                set_socket_option(socket, level, option, bytes.items())
            }
        },
    };
    answer.map_err(|error| io_error(cx, &error))
}

/// Methods about options.
pub static METHODS: &[Row] = &[
    method!(
        "getsockopt",
        "($self, level, option, buffersize=0, /)",
        "An option: an int, or so many bytes.",
        getsockopt
    ),
    method!("setsockopt", "($self, level, option, value, optlen=None, /)", "Set an option.", setsockopt),
];
