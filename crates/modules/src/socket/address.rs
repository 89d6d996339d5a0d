//! Addresses of sockets, between Python's tuples and the system's.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};

use rustix::net::{AddressFamily, SocketAddrAny, SocketAddrUnix};
use vm::objects::{Str, Tuple};
use vm::{Context, PyResult, Raised, Value};

use super::resolve::resolve_host;
use super::{plain_error, system_error};
use crate::posix::path::{fs_bytes, fs_text};

/// The address that a Python value stands for. `function` is who asks, for messages.
pub fn parse(
    cx: &mut Context,
    family: AddressFamily,
    address: &Value,
    function: &str,
) -> PyResult<SocketAddrAny> {
    match family {
        AddressFamily::UNIX => parse_unix(cx, address),
        AddressFamily::INET => {
            let parts = tuple_of(cx, address, function, "AF_INET")?;
            let [host, port] = parts.as_slice() else {
                return Err(cx.type_error("AF_INET address must be a pair (host, port)"));
            };
            let host = host_text(cx, host)?;
            let port = small(cx, port)?;
            let resolved = resolve_host(cx, &host, AddressFamily::INET)?;
            let port = port_number(cx, port, function)?;
            let SocketAddr::V4(found) = resolved else { return Err(wrong_family(cx)) };
            Ok(SocketAddrV4::new(*found.ip(), port).into())
        }
        AddressFamily::INET6 => {
            let parts = tuple_of(cx, address, function, "AF_INET6")?;
            if !(2..=4).contains(&parts.len()) {
                return Err(
                    cx.type_error("AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])")
                );
            }
            let host = host_text(cx, &parts[0])?;
            let port = small(cx, &parts[1])?;
            let mut rest = [0i64; 2];
            for (place, value) in rest.iter_mut().zip(&parts[2..]) {
                *place = cx.index_i64(value)? & 0xFFFF_FFFF;
            }
            let resolved = resolve_host(cx, &host, AddressFamily::INET6)?;
            let port = port_number(cx, port, function)?;
            if rest[0] > 0xF_FFFF {
                return Err(cx.overflow_error(format!("{function}(): flowinfo must be 0-1048575.")));
            }
            let SocketAddr::V6(found) = resolved else { return Err(wrong_family(cx)) };
            let scope = if parts.len() > 3 { rest[1] as u32 } else { found.scope_id() };
            Ok(SocketAddrV6::new(*found.ip(), port, (rest[0] as u32).to_be(), scope).into())
        }
        _ => Err(plain_error(cx, &format!("{function}(): bad family"))),
    }
}

fn wrong_family(cx: &mut Context) -> Raised {
    plain_error(cx, "address family mismatched")
}

fn tuple_of(cx: &mut Context, address: &Value, function: &str, family: &str) -> PyResult<Vec<Value>> {
    match address.as_ref().and_then(|address| address.downcast::<Tuple>()) {
        Some(tuple) => Ok(tuple.items().to_vec()),
        None => {
            let name = cx.type_name(address);
            Err(cx.type_error(format!("{function}(): {family} address must be tuple, not {name}")))
        }
    }
}

fn small(cx: &mut Context, value: &Value) -> PyResult<i64> {
    cx.index_i64(value)
}

fn port_number(cx: &mut Context, port: i64, function: &str) -> PyResult<u16> {
    u16::try_from(port).map_err(|_| cx.overflow_error(format!("{function}(): port must be 0-65535.")))
}

/// The name of a host.
pub fn host_text(cx: &mut Context, host: &Value) -> PyResult<String> {
    if let Some(text) = host.as_ref().and_then(|host| host.downcast::<Str>()) {
        let text = text.to_string_lossy();
        if text.contains('\0') {
            return Err(cx.type_error("host name must not contain null character"));
        }
        return Ok(text);
    }
    if cx.is_bytes_like(host) {
        let bytes = cx.bytes_like(host)?;
        if bytes.items().contains(&0) {
            return Err(cx.type_error("host name must not contain null character"));
        }
        return Ok(String::from_utf8_lossy(bytes.items()).into_owned());
    }
    let name = cx.type_name(host);
    Err(cx.type_error(format!("str, bytes or bytearray expected, not {name}")))
}

fn parse_unix(cx: &mut Context, address: &Value) -> PyResult<SocketAddrAny> {
    let is_text = address.as_ref().is_some_and(|address| address.downcast::<Str>().is_some());
    let bytes = if is_text { fs_bytes(cx, address)? } else { cx.bytes_like(address)?.items().to_vec() };
    let made = match bytes.split_first() {
        None => Ok(SocketAddrUnix::new_unnamed()),
        Some((0, name)) => SocketAddrUnix::new_abstract_name(name),
        Some(_) if bytes.len() >= 108 => return Err(plain_error(cx, "AF_UNIX path too long")),
        Some(_) => SocketAddrUnix::new(bytes.as_slice()),
    };
    match made {
        Ok(address) => Ok(address.into()),
        Err(rustix::io::Errno::NAMETOOLONG) => Err(plain_error(cx, "AF_UNIX path too long")),
        Err(error) => Err(system_error(cx, error)),
    }
}

/// An address as Python sees it.
pub fn show(cx: &mut Context, address: Option<SocketAddrAny>) -> PyResult<Value> {
    let Some(address) = address else { return Ok(Value::None) };
    match address.address_family() {
        AddressFamily::INET | AddressFamily::INET6 => match SocketAddr::try_from(address) {
            Ok(address) => Ok(show_internet(cx, &address)),
            Err(error) => Err(system_error(cx, error)),
        },
        AddressFamily::UNIX => match SocketAddrUnix::try_from(address) {
            Ok(address) => {
                if let Some(name) = address.abstract_name().filter(|name| !name.is_empty()) {
                    let name = [&[0], name].concat();
                    return Ok(cx.bytes_value(&name));
                }
                let path = address.path_bytes().unwrap_or_default().to_vec();
                fs_text(cx, path.strip_suffix(b"\0").unwrap_or(&path))
            }
            Err(error) => Err(system_error(cx, error)),
        },
        AddressFamily::UNSPEC => Ok(Value::None),
        family => {
            let family = Value::Int(i64::from(family.as_raw()));
            let rest = cx.bytes_value(b"");
            Ok(cx.tuple_value(vec![family, rest]))
        }
    }
}

/// An address of the internet as Python sees it.
pub fn show_internet(cx: &mut Context, address: &SocketAddr) -> Value {
    let host = host_of(address);
    let host = cx.str_value(&host);
    let port = Value::Int(i64::from(address.port()));
    match address {
        SocketAddr::V4(_) => cx.tuple_value(vec![host, port]),
        SocketAddr::V6(address) => {
            let flow = Value::Int(i64::from(u32::from_be(address.flowinfo())));
            let scope = Value::Int(i64::from(address.scope_id()));
            cx.tuple_value(vec![host, port, flow, scope])
        }
    }
}

/// The number of a host as text, without the interface: addresses name that beside it.
pub fn host_of(address: &SocketAddr) -> String {
    address.ip().to_string()
}

/// Any host.
pub fn any_of(family: AddressFamily) -> SocketAddr {
    if family == AddressFamily::INET6 {
        SocketAddr::from((Ipv6Addr::UNSPECIFIED, 0))
    } else {
        SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0))
    }
}
