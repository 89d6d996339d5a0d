//! Names of hosts and services, and the numbers they stand for.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

use dns_lookup::{AddrInfoHints, LookupError};
use gil::Cause;
use rustix::net::AddressFamily;
use text::error::UnicodeProblem;
use vm::heap::Obj;
use vm::native::Row;
use vm::objects::buffer::Buffer;
use vm::objects::exception::ExceptionKind;
use vm::objects::exception_methods::unicode_problem;
use vm::objects::{Bytes, Str, Tuple};
use vm::{Context, PyResult, Raised, Value, function};

use super::address::{any_of, host_of, host_text, show_internet};
use super::{io_error, lookup_error, plain_error, system_error};

/// glibc's words for what can go wrong with a name.
fn text_of(number: i32) -> &'static str {
    match number {
        -1 => "Bad value for ai_flags",
        -2 => "Name or service not known",
        -3 => "Temporary failure in name resolution",
        -4 => "Non-recoverable failure in name resolution",
        -5 => "No address associated with hostname",
        -6 => "ai_family not supported",
        -7 => "ai_socktype not supported",
        -8 => "Servname not supported for ai_socktype",
        -9 => "Address family for hostname not supported",
        -10 => "Memory allocation failure",
        -11 => "System error",
        -12 => "Argument buffer overflow",
        _ => "Unknown error",
    }
}

#[cold]
fn failed(cx: &mut Context, error: LookupError) -> Raised {
    const SYSTEM: i32 = -11;
    let number = error.error_num();
    if number == SYSTEM {
        let error = std::io::Error::from(error);
        return io_error(cx, &error);
    }
    lookup_error(cx, "gaierror", number, text_of(number))
}

type Found = Vec<dns_lookup::AddrInfo>;

/// Asks the system's resolver, without the lock.
fn look_up(
    cx: &mut Context,
    host: Option<&str>,
    service: Option<&str>,
    hints: AddrInfoHints,
) -> PyResult<Found> {
    let answer = cx.blocking(Cause::Io, || {
        // What is of no known family is left out.
        dns_lookup::getaddrinfo(host, service, Some(hints)).map(|found| found.flatten().collect::<Found>())
    });
    answer.map_err(|error| failed(cx, error))
}

/// The number of a host, for the address of a socket.
pub fn resolve_host(cx: &mut Context, host: &str, family: AddressFamily) -> PyResult<SocketAddr> {
    match host {
        "" => return Ok(any_of(family)),
        "255.255.255.255" | "<broadcast>" if family == AddressFamily::INET => {
            return Ok(SocketAddr::from((Ipv4Addr::BROADCAST, 0)));
        }
        "<broadcast>" => return Err(plain_error(cx, "address family mismatched")),
        _ => {}
    }
    if let (AddressFamily::INET, Ok(number)) = (family, host.parse::<Ipv4Addr>()) {
        return Ok(SocketAddr::from((number, 0)));
    }
    if let (AddressFamily::INET6, Ok(number)) = (family, host.parse::<Ipv6Addr>()) {
        return Ok(SocketAddr::from((number, 0)));
    }
    let hints = AddrInfoHints { address: i32::from(family.as_raw()), ..AddrInfoHints::default() };
    let found = look_up(cx, Some(host), None, hints)?;
    match found.first() {
        Some(first) => Ok(first.sockaddr),
        None => Err(lookup_error(cx, "gaierror", -5, text_of(-5))),
    }
}

/// The text of a host or service that may be left out.
fn optional_text(cx: &mut Context, value: &Value) -> PyResult<Option<String>> {
    if let Some(text) = value.as_ref().and_then(|value| value.downcast::<Str>()) {
        return Ok(Some(text.to_string_lossy()));
    }
    Ok(cx.try_bytes_like(value)?.map(|bytes| String::from_utf8_lossy(bytes.items()).into_owned()))
}

/// A host or service for the resolver, which takes text that `codec` can encode, or bytes, up to the first zero.
/// `None` is nothing of these.
fn resolver_text(cx: &mut Context, value: &Value, codec: &'static str) -> PyResult<Option<String>> {
    let Some(object) = value.as_ref() else { return Ok(None) };
    let whole = if let Some(text) = object.downcast::<Str>() {
        if let Some((at, code)) = text.wtf8().first_surrogate() {
            let reason = match codec {
                "idna" => format!("Invalid character '\\u{code:04x}'"),
                _ => "surrogates not allowed".to_owned(),
            };
            let problem = UnicodeProblem { encoding: codec, start: at, end: at + 1, reason };
            let kind = ExceptionKind::UnicodeEncodeError;
            return Err(unicode_problem(cx, kind, &problem, value.clone()));
        }
        text.to_string_lossy()
    } else if let Some(bytes) = object.downcast::<Bytes>() {
        String::from_utf8_lossy(bytes.items()).into_owned()
    } else {
        return Ok(None);
    };
    Ok(Some(whole.split('\0').next().unwrap_or_default().to_owned()))
}

fn getaddrinfo(
    cx: &mut Context,
    host: Value,
    port: Value,
    family: Option<i64>,
    kind: Option<i64>,
    protocol: Option<i64>,
    flags: Option<i64>,
) -> PyResult<Value> {
    let name = if host.is_none() { None } else { resolver_text(cx, &host, "idna")? };
    if name.is_none() && !host.is_none() {
        return Err(cx.type_error("getaddrinfo() argument 1 must be string or None"));
    }
    let service = match port.as_int().map(|number| number.to_big().to_string()) {
        Some(number) => Some(number),
        None if port.is_none() => None,
        None => match resolver_text(cx, &port, "utf-8")? {
            Some(service) => Some(service),
            None => return Err(plain_error(cx, "Int or String expected")),
        },
    };
    let [family, kind, protocol, flags] =
        [family, kind, protocol, flags].map(|number| number.unwrap_or(0) as i32);
    let hints = AddrInfoHints { flags, address: family, socktype: kind, protocol };
    let found = look_up(cx, name.as_deref(), service.as_deref(), hints)?;
    let mut list = Vec::with_capacity(found.len());
    for info in found {
        let address = show_internet(cx, &info.sockaddr);
        let canonical = cx.str_value(info.canonname.as_deref().unwrap_or_default());
        let numbers =
            [info.address, info.socktype, info.protocol].map(|number| Value::Int(i64::from(number)));
        let [family, kind, protocol] = numbers;
        list.push(cx.tuple_value(vec![family, kind, protocol, canonical, address]));
    }
    Ok(cx.list_value(list))
}

/// The name of a host as an argument of a function.
fn host_argument(cx: &mut Context, host: &Value, function: &str) -> PyResult<String> {
    if optional_text(cx, host)?.is_none() {
        let name = cx.type_name(host);
        return Err(
            cx.type_error(format!("{function}() argument 1 must be str, bytes or bytearray, not {name}"))
        );
    }
    host_text(cx, host)
}

fn gethostbyname(cx: &mut Context, host: Value) -> PyResult<String> {
    let host = host_argument(cx, &host, "gethostbyname")?;
    resolve_host(cx, &host, AddressFamily::INET).map(|address| host_of(&address))
}

fn gethostbyname_ex(cx: &mut Context, host: Value) -> PyResult<Value> {
    let host = host_argument(cx, &host, "gethostbyname_ex")?;
    const CANONICAL: i32 = 2;
    let hints = AddrInfoHints {
        address: i32::from(AddressFamily::INET.as_raw()),
        socktype: 1,
        flags: CANONICAL,
        ..AddrInfoHints::default()
    };
    let found = look_up(cx, Some(&host), None, hints)?;
    let name = found.iter().find_map(|info| info.canonname.clone()).unwrap_or(host);
    let numbers: Vec<String> = found.iter().map(|info| host_of(&info.sockaddr)).collect();
    Ok(host_entry(cx, &name, &numbers))
}

/// A name, no aliases, and addresses.
fn host_entry(cx: &mut Context, name: &str, numbers: &[String]) -> Value {
    let numbers = numbers.iter().map(|number| cx.str_value(number)).collect();
    let parts = vec![cx.str_value(name), cx.list_value(Vec::new()), cx.list_value(numbers)];
    cx.tuple_value(parts)
}

const NAME_REQUIRED: i32 = 8;
const NUMERIC_SERVICE: i32 = 2;

fn gethostbyaddr(cx: &mut Context, host: Value) -> PyResult<Value> {
    let host = host_argument(cx, &host, "gethostbyaddr")?;
    let family = if host.contains(':') { AddressFamily::INET6 } else { AddressFamily::INET };
    let address = resolve_host(cx, &host, family)?;
    let answer =
        cx.blocking(Cause::Io, || dns_lookup::getnameinfo(&address, NAME_REQUIRED | NUMERIC_SERVICE));
    match answer {
        Ok((name, _)) => Ok(host_entry(cx, &name, &[host_of(&address)])),
        Err(_) => Err(lookup_error(cx, "herror", 1, "Unknown host")),
    }
}

fn getnameinfo(cx: &mut Context, address: Value, flags: i64) -> PyResult<Value> {
    let Some(parts) = address.as_ref().and_then(|address| address.downcast::<Tuple>()).cloned() else {
        return Err(cx.type_error("getnameinfo() argument 1 must be a tuple"));
    };
    let parts = parts.items();
    if !(2..=4).contains(&parts.len()) {
        return Err(cx.type_error("getnameinfo(): illegal sockaddr argument"));
    }
    let host = match optional_text(cx, &parts[0])? {
        Some(host) => host,
        None => return Err(cx.type_error("getnameinfo(): illegal sockaddr argument")),
    };
    let mut numbers = [0i64; 3];
    for (place, value) in numbers.iter_mut().zip(&parts[1..]) {
        *place = cx.index_i64(value)?;
    }
    let [port, flow, scope] = numbers;
    if !(0..=0xF_FFFF).contains(&flow) {
        return Err(cx.overflow_error("getnameinfo(): flowinfo must be 0-1048575."));
    }
    let hints = AddrInfoHints { socktype: 2, ..AddrInfoHints::default() };
    let found = look_up(cx, Some(&host), Some(&port.to_string()), hints)?;
    let mut address = match found.as_slice() {
        [only] => only.sockaddr,
        _ => return Err(plain_error(cx, "sockaddr resolved to multiple addresses")),
    };
    if let SocketAddr::V6(address) = &mut address {
        address.set_flowinfo((flow as u32).to_be());
        address.set_scope_id(scope as u32);
    } else if parts.len() != 2 {
        return Err(plain_error(cx, "IPv4 sockaddr must be 2 tuple"));
    }
    match cx.blocking(Cause::Io, || dns_lookup::getnameinfo(&address, flags as i32)) {
        Ok((host, service)) => {
            let parts = vec![cx.str_value(&host), cx.str_value(&service)];
            Ok(cx.tuple_value(parts))
        }
        Err(error) => Err(failed(cx, error)),
    }
}

fn gethostname(cx: &mut Context) -> String {
    let _ = &cx;
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

fn sethostname(cx: &mut Context, name: Value) -> PyResult<()> {
    let name = host_text(cx, &name)?;
    match rustix::system::sethostname(name.as_bytes()) {
        Ok(()) => Ok(()),
        Err(error) => Err(system_error(cx, error)),
    }
}

/// One part of an address such as `0x7f.1`: decimal, octal or hexadecimal.
fn loose_number(text: &str) -> Option<u32> {
    let (digits, radix) = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => (&text[2..], 16),
        [b'0', _, ..] => (&text[1..], 8),
        _ => (text, 10),
    };
    if digits.starts_with('+') { None } else { u32::from_str_radix(digits, radix).ok() }
}

/// What the system takes for an IPv4 address: up to four parts, the last one filling what is left.
fn loose_ipv4(text: &str) -> Option<u32> {
    let text = text.split(|c: char| c.is_ascii_whitespace()).next()?;
    let parts = text.split('.').map(loose_number).collect::<Option<Vec<u32>>>()?;
    let (last, bytes) = parts.split_last()?;
    if bytes.len() > 3 || bytes.iter().any(|byte| *byte > 255) {
        return None;
    }
    let room = 32 - 8 * bytes.len() as u32;
    if room < 32 && *last >> room != 0 {
        return None;
    }
    let high = bytes.iter().enumerate().map(|(at, byte)| byte << (24 - 8 * at)).sum::<u32>();
    Some(high | last)
}

fn inet_aton(cx: &mut Context, text: Value) -> PyResult<Vec<u8>> {
    let Some(text) = text.as_ref().and_then(|text| text.downcast::<Str>()).map(|text| text.to_string_lossy())
    else {
        let name = cx.type_name(&text);
        return Err(cx.type_error(format!("inet_aton() argument 1 must be str, not {name}")));
    };
    match loose_ipv4(&text) {
        Some(number) => Ok(number.to_be_bytes().to_vec()),
        None => Err(plain_error(cx, "illegal IP address string passed to inet_aton")),
    }
}

fn inet_ntoa(cx: &mut Context, packed: Buffer) -> PyResult<String> {
    match <[u8; 4]>::try_from(&*packed) {
        Ok(bytes) => Ok(Ipv4Addr::from(bytes).to_string()),
        Err(_) => Err(plain_error(cx, "packed IP wrong length for inet_ntoa")),
    }
}

const INET: i64 = AddressFamily::INET.as_raw() as i64;
const INET6: i64 = AddressFamily::INET6.as_raw() as i64;

fn inet_pton(cx: &mut Context, family: i64, text: Obj<Str>) -> PyResult<Vec<u8>> {
    let text = text.to_string_lossy();
    let read = match family {
        INET => text.parse::<Ipv4Addr>().ok().map(|number| number.octets().to_vec()),
        INET6 => text.parse::<Ipv6Addr>().ok().map(|number| number.octets().to_vec()),
        _ => return Err(system_error(cx, rustix::io::Errno::AFNOSUPPORT)),
    };
    read.ok_or_else(|| plain_error(cx, "illegal IP address string passed to inet_pton"))
}

fn inet_ntop(cx: &mut Context, family: i64, packed: Buffer) -> PyResult<String> {
    let text = match family {
        INET => <[u8; 4]>::try_from(&*packed).ok().map(|bytes| Ipv4Addr::from(bytes).to_string()),
        INET6 => <[u8; 16]>::try_from(&*packed).ok().map(|bytes| Ipv6Addr::from(bytes).to_string()),
        _ => return Err(cx.value_error(format!("unknown address family {family}"))),
    };
    text.ok_or_else(|| cx.value_error("invalid length of packed IP address string"))
}

/// An int that must fit into so many bits.
fn unsigned(cx: &mut Context, value: &Value, bits: u32) -> PyResult<u32> {
    let number = cx.index(value)?;
    let clipped = number.to_i64_clipped();
    if clipped < 0 {
        return Err(cx.value_error("Cannot convert negative int"));
    }
    match u32::try_from(clipped).ok().filter(|number| bits == 32 || number >> bits == 0) {
        Some(number) => Ok(number),
        None => Err(cx.overflow_error(format!("Python int too large for C uint{bits}_t"))),
    }
}

fn swap16(cx: &mut Context, value: Value) -> PyResult<i64> {
    unsigned(cx, &value, 16).map(|number| i64::from((number as u16).to_be()))
}

fn swap32(cx: &mut Context, value: Value) -> PyResult<i64> {
    unsigned(cx, &value, 32).map(|number| i64::from(number.to_be()))
}

/// The interfaces of this machine, by number.
fn interfaces(cx: &mut Context) -> PyResult<Vec<(i64, String)>> {
    let found = cx.blocking(Cause::Io, || -> std::io::Result<Vec<(i64, String)>> {
        let mut found = Vec::new();
        for entry in std::fs::read_dir("/sys/class/net")? {
            let entry = entry?;
            // Some entries are files about interfaces, not interfaces.
            if let Ok(text) = std::fs::read_to_string(entry.path().join("ifindex"))
                && let Ok(number) = text.trim().parse()
            {
                found.push((number, entry.file_name().to_string_lossy().into_owned()));
            }
        }
        found.sort();
        Ok(found)
    });
    found.map_err(|error| io_error(cx, &error))
}

fn if_nameindex(cx: &mut Context) -> PyResult<Value> {
    let mut list = Vec::new();
    for (number, name) in interfaces(cx)? {
        let name = cx.str_value(&name);
        list.push(cx.tuple_value(vec![Value::Int(number), name]));
    }
    Ok(cx.list_value(list))
}

fn if_nametoindex(cx: &mut Context, name: Value) -> PyResult<i64> {
    let name = host_text(cx, &name)?;
    match interfaces(cx)?.into_iter().find(|(_, known)| *known == name) {
        Some((number, _)) => Ok(number),
        None => Err(system_error(cx, rustix::io::Errno::NODEV)),
    }
}

fn if_indextoname(cx: &mut Context, index: Value) -> PyResult<String> {
    let clipped = cx.index(&index)?.to_i64_clipped();
    if clipped < 0 {
        return Err(cx.value_error("Cannot convert negative int"));
    }
    let Ok(number) = u32::try_from(clipped) else {
        return Err(cx.overflow_error("Python int too large for C unsigned int"));
    };
    match interfaces(cx)?.into_iter().find(|(known, _)| *known == i64::from(number)) {
        Some((_, name)) => Ok(name),
        None => Err(system_error(cx, rustix::io::Errno::NXIO)),
    }
}

/// Names and numbers.
pub static FUNCTIONS: &[Row] = &[
    function!(
        "getaddrinfo",
        "(host, port, family=0, type=0, proto=0, flags=0)",
        "The addresses of a host and a service, as tuples for socket().",
        getaddrinfo
    ),
    function!("gethostbyname", "(host, /)", "The IPv4 number of a host.", gethostbyname),
    function!("gethostbyname_ex", "(host, /)", "Name, aliases and IPv4 numbers.", gethostbyname_ex),
    function!("gethostbyaddr", "(host, /)", "Name, aliases and numbers of a host.", gethostbyaddr),
    function!("getnameinfo", "(sockaddr, flags, /)", "Host and port of an address.", getnameinfo),
    function!("gethostname", "()", "This machine's name.", gethostname),
    function!("sethostname", "(name, /)", "Rename this machine.", sethostname),
    function!("inet_aton", "(ip_addr, /)", "An IPv4 number as 4 bytes.", inet_aton),
    function!("inet_ntoa", "(packed_ip, /)", "4 bytes as an IPv4 number.", inet_ntoa),
    function!("inet_pton", "(address_family, ip_string, /)", "A host's number as bytes.", inet_pton),
    function!("inet_ntop", "(address_family, packed_ip, /)", "Bytes as a host's number.", inet_ntop),
    function!("htons", "(x, /)", "16 bits in the network's order.", swap16),
    function!("ntohs", "(x, /)", "16 bits in this machine's order.", swap16),
    function!("htonl", "(x, /)", "32 bits in the network's order.", swap32),
    function!("ntohl", "(x, /)", "32 bits in this machine's order.", swap32),
    function!("if_nameindex", "()", "Numbers and names of the interfaces.", if_nameindex),
    function!("if_nametoindex", "(oname, /)", "The number of an interface.", if_nametoindex),
    function!("if_indextoname", "(index, /)", "The name of an interface.", if_indextoname),
];
