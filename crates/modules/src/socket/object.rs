//! The class `socket`: making, connecting, accepting, closing. Sending and receiving are in [`super::data`] and
//! [`super::messages`], options in [`super::options`].

use std::os::fd::{IntoRawFd, OwnedFd};
use std::time::Duration;

use gil::{Cause, Descriptor};
use rustix::io::Errno;
use rustix::net::{
    AddressFamily, Protocol, Shutdown, SocketAddrAny, SocketFlags, SocketType, accept_with, acceptfrom_with,
};
use vm::heap::{Body, Ext, Obj};
use vm::native::{Attribute, Keywords, Rest, Row, Truth};
use vm::objects::type_::TypeFlags;
use vm::objects::{Kind, Type, TypeSpec};
use vm::{Context, PyResult, Value, function, method, static_method};

use super::wait::{Deadline, For, Patience, attempt, patience_of, until_ready};
use super::{DefaultTimeout, address, system_error};
use crate::posix::{descriptor, retry};

/// A socket.
pub struct Socket {
    fd: i32,
    family: i32,
    kind: i32,
    protocol: i32,
    patience: Patience,
}

impl Body for Socket {
    const NAME: &'static str = "_socket.socket";
}

pub type This = Obj<Ext<Socket>>;

/// Bits of a socket's type that are not of its type.
const FLAGS: i32 = (SocketFlags::NONBLOCK.bits() | SocketFlags::CLOEXEC.bits()) as i32;

fn number(owner: OwnedFd) -> i64 {
    i64::from(owner.into_raw_fd())
}

/// The socket's descriptor; `OSError` when it is closed.
pub fn open(cx: &mut Context, this: &This) -> PyResult<Descriptor> {
    let fd = this.get(cx).fd;
    descriptor(cx, i64::from(fd))
}

/// Until when a call that begins now may last.
pub fn deadline(cx: &Context, this: &This) -> Deadline {
    Deadline::new(cx, this.get(cx).patience)
}

/// The socket's family.
pub fn family(cx: &Context, this: &This) -> AddressFamily {
    AddressFamily::from_raw(this.get(cx).family as u16)
}

/// Makes a system call that does not wait.
fn quick<R: Send>(cx: &mut Context, work: impl FnMut() -> rustix::io::Result<R> + Send) -> PyResult<R> {
    match retry(cx, work)? {
        Ok(result) => Ok(result),
        Err(error) => Err(system_error(cx, error)),
    }
}

fn new(cx: &mut Context, class: Obj<Type>, _: Rest, _: Keywords) -> Value {
    let body = Socket { fd: -1, family: 0, kind: 0, protocol: 0, patience: Patience::Endless };
    cx.new_extension(&class, body).into()
}

fn init(
    cx: &mut Context,
    this: This,
    family: Option<i64>,
    kind: Option<i64>,
    protocol: Option<i64>,
    fileno: Option<Value>,
) -> PyResult<()> {
    let [mut family, mut kind, mut protocol] =
        [family, kind, protocol].map(|number| number.unwrap_or(-1) as i32);
    let fd = match fileno.filter(|fileno| !fileno.is_none()) {
        Some(fileno) => {
            let fd = cx.index_i64(&fileno)?;
            if fd < 0 {
                return Err(cx.value_error("negative file descriptor"));
            }
            let socket = descriptor(cx, fd)?;
            let own_family = quick(cx, || rustix::net::getsockname(socket))?.address_family();
            let own_kind = quick(cx, || rustix::net::sockopt::socket_type(socket))?;
            if family == -1 {
                family = i32::from(own_family.as_raw());
            }
            if kind == -1 {
                kind = own_kind.as_raw() as i32;
            }
            if protocol == -1 {
                let own = quick(cx, || rustix::net::sockopt::socket_protocol(socket))?;
                protocol = own.map_or(0, |own| own.as_raw().get() as i32);
            }
            fd
        }
        None => {
            if family == -1 {
                family = i32::from(AddressFamily::INET.as_raw());
            }
            if kind == -1 {
                kind = SocketType::STREAM.as_raw() as i32;
            }
            protocol = protocol.max(0);
            let Ok(raw_family) = u16::try_from(family) else {
                return Err(system_error(cx, Errno::AFNOSUPPORT));
            };
            let flags = SocketFlags::from_bits_retain((kind & FLAGS) as u32) | SocketFlags::CLOEXEC;
            let made = quick(cx, || {
                let protocol = std::num::NonZeroU32::new(protocol as u32).map(Protocol::from_raw);
                let kind = SocketType::from_raw((kind & !FLAGS) as u32);
                rustix::net::socket_with(AddressFamily::from_raw(raw_family), kind, flags, protocol)
            })?;
            number(made)
        }
    };
    let patience = cx.interp_ref().extension::<DefaultTimeout>().0.get();
    let patience = if kind & SocketFlags::NONBLOCK.bits() as i32 != 0 {
        Patience::Limited(Duration::ZERO)
    } else {
        patience
    };
    *this.get_mut(cx).body_mut() = Socket { fd: fd as i32, family, kind: kind & !FLAGS, protocol, patience };
    if !patience.blocks() {
        tell_system(cx, &this)?;
    }
    Ok(())
}

/// Has the system block, or not, as the timeout wants it.
fn tell_system(cx: &mut Context, this: &This) -> PyResult<()> {
    let socket = open(cx, this)?;
    let blocks = this.get(cx).patience.blocks();
    quick(cx, || rustix::io::ioctl_fionbio(socket, !blocks))
}

fn settimeout(cx: &mut Context, this: This, timeout: Value) -> PyResult<()> {
    let patience = patience_of(cx, &timeout)?;
    this.get_mut(cx).patience = patience;
    tell_system(cx, &this)
}

fn gettimeout(cx: &mut Context, this: This) -> Value {
    this.get(cx).patience.as_value()
}

fn setblocking(cx: &mut Context, this: This, Truth(blocks): Truth) -> PyResult<()> {
    this.get_mut(cx).patience = if blocks { Patience::Endless } else { Patience::Limited(Duration::ZERO) };
    tell_system(cx, &this)
}

fn getblocking(cx: &mut Context, this: This) -> bool {
    this.get(cx).patience != Patience::Limited(Duration::ZERO)
}

fn accept(cx: &mut Context, this: This) -> PyResult<Value> {
    let socket = open(cx, &this)?;
    let deadline = deadline(cx, &this);
    let (made, peer) = attempt(cx, socket, For::Reading, deadline, || {
        match acceptfrom_with(socket, SocketFlags::CLOEXEC) {
            // Families whose addresses are unknown here.
            Err(Errno::INVAL) => accept_with(socket, SocketFlags::CLOEXEC).map(|made| (made, None)),
            answer => answer,
        }
    })?;
    let made = Value::Int(number(made));
    let peer = address::show(cx, peer)?;
    Ok(cx.tuple_value(vec![made, peer]))
}

fn bind(cx: &mut Context, this: This, to: Value) -> PyResult<()> {
    let socket = open(cx, &this)?;
    let family = family(cx, &this);
    let to = address::parse(cx, family, &to, "bind")?;
    quick(cx, || rustix::net::bind(socket, &to))
}

fn listen(cx: &mut Context, this: This, backlog: Option<i64>) -> PyResult<()> {
    let socket = open(cx, &this)?;
    let backlog = backlog.unwrap_or(128).clamp(0, i64::from(i32::MAX)) as i32;
    quick(cx, || rustix::net::listen(socket, backlog))
}

/// Connects; `Ok(Err)` is what the system refused.
fn connected(cx: &mut Context, this: &This, to: &SocketAddrAny) -> PyResult<rustix::io::Result<()>> {
    let socket = open(cx, this)?;
    let deadline = deadline(cx, this);
    let waits = match cx.blocking(Cause::Io, || rustix::net::connect(socket, to)) {
        Err(Errno::INTR) => {
            // The system goes on connecting; making the call again would fail.
            cx.handle_signals()?;
            this.get(cx).patience != Patience::Limited(Duration::ZERO)
        }
        Err(Errno::INPROGRESS) if deadline.is_timed() => true,
        answer => return Ok(answer),
    };
    if !waits {
        return Ok(Err(Errno::INPROGRESS));
    }
    until_ready(cx, socket, For::Writing, deadline)?;
    let outcome = quick(cx, || rustix::net::sockopt::socket_error(socket))?;
    Ok(match outcome {
        Err(Errno::ISCONN) => Ok(()),
        outcome => outcome,
    })
}

fn connect(cx: &mut Context, this: This, to: Value) -> PyResult<()> {
    let family = family(cx, &this);
    let to = address::parse(cx, family, &to, "connect")?;
    match connected(cx, &this, &to)? {
        Ok(()) => Ok(()),
        Err(error) => Err(system_error(cx, error)),
    }
}

fn connect_ex(cx: &mut Context, this: This, to: Value) -> PyResult<i64> {
    let family = family(cx, &this);
    let to = address::parse(cx, family, &to, "connect_ex")?;
    match connected(cx, &this, &to) {
        Ok(Ok(())) => Ok(0),
        Ok(Err(error)) => Ok(i64::from(error.raw_os_error())),
        Err(raised) if cx.is_exception(&raised, vm::objects::exception::ExceptionKind::TimeoutError) => {
            Ok(i64::from(Errno::AGAIN.raw_os_error()))
        }
        Err(raised) => Err(raised),
    }
}

fn getsockname(cx: &mut Context, this: This) -> PyResult<Value> {
    let socket = open(cx, &this)?;
    let name = quick(cx, || rustix::net::getsockname(socket))?;
    address::show(cx, Some(name))
}

fn getpeername(cx: &mut Context, this: This) -> PyResult<Value> {
    let socket = open(cx, &this)?;
    let name = quick(cx, || rustix::net::getpeername(socket))?;
    match name {
        Some(name) => address::show(cx, Some(name)),
        // A peer without a name, as the other end of a pair.
        None => Ok(cx.str_value("")),
    }
}

fn shutdown(cx: &mut Context, this: This, how: i64) -> PyResult<()> {
    let socket = open(cx, &this)?;
    let how = match how {
        0 => Shutdown::Read,
        1 => Shutdown::Write,
        2 => Shutdown::Both,
        _ => return Err(system_error(cx, Errno::INVAL)),
    };
    quick(cx, || rustix::net::shutdown(socket, how))
}

fn fileno(cx: &mut Context, this: This) -> i64 {
    i64::from(this.get(cx).fd)
}

fn detach(cx: &mut Context, this: This) -> i64 {
    i64::from(std::mem::replace(&mut this.get_mut(cx).fd, -1))
}

fn close(cx: &mut Context, this: This) -> PyResult<()> {
    let fd = detach(cx, this);
    if fd < 0 { Ok(()) } else { close_number(cx, fd) }
}

/// Closes; what the other side has broken off counts as closed.
fn close_number(cx: &mut Context, fd: i64) -> PyResult<()> {
    let socket = descriptor(cx, fd)?;
    match cx.blocking(Cause::Io, || socket.close()) {
        Err(error)
            if ![Errno::INTR, Errno::CONNRESET]
                .iter()
                .any(|known| error.raw_os_error() == Some(known.raw_os_error())) =>
        {
            Err(super::io_error(cx, &error))
        }
        _ => Ok(()),
    }
}

/// What happens when nobody uses the socket any more: it is closed, with a warning.
fn finalize(cx: &mut Context, this: This) -> PyResult<()> {
    if this.get(cx).fd < 0 {
        return Ok(());
    }
    if crate::io::unclosed::is_asked_for(cx) {
        crate::io::unclosed::warn_of(cx, "unclosed", &this.value());
    }
    close(cx, this)
}

fn repr(cx: &mut Context, this: This) -> String {
    let Socket { fd, family, kind, protocol, .. } = **this.get(cx);
    format!("<socket object, fd={fd}, family={family}, type={kind}, proto={protocol}>")
}

fn dup(cx: &mut Context, fd: i64) -> PyResult<i64> {
    let socket = descriptor(cx, fd)?;
    quick(cx, || rustix::io::fcntl_dupfd_cloexec(socket, 0)).map(number)
}

fn socketpair(
    cx: &mut Context,
    family: Option<i64>,
    kind: Option<i64>,
    protocol: Option<i64>,
) -> PyResult<Value> {
    let family = family.unwrap_or(i64::from(AddressFamily::UNIX.as_raw())) as i32;
    let kind = kind.unwrap_or(i64::from(SocketType::STREAM.as_raw())) as i32;
    let protocol = protocol.unwrap_or(0) as u32;
    let flags = SocketFlags::from_bits_retain((kind & FLAGS) as u32) | SocketFlags::CLOEXEC;
    let (left, right) = quick(cx, || {
        let protocol = std::num::NonZeroU32::new(protocol).map(Protocol::from_raw);
        let kind = SocketType::from_raw((kind & !FLAGS) as u32);
        rustix::net::socketpair(AddressFamily::from_raw(family as u16), kind, flags, protocol)
    })?;
    let class = cx.module_type(&TYPE).value();
    let mut ends = Vec::new();
    for end in [left, right] {
        let numbers = [family, kind & !FLAGS, protocol as i32].map(|number| Value::Int(i64::from(number)));
        let [family, kind, protocol] = numbers;
        let fd = Value::Int(number(end));
        ends.push(cx.call(&class, &[family, kind, protocol, fd])?);
    }
    Ok(cx.tuple_value(ends))
}

/// A row for an attribute.
macro_rules! attribute {
    ($name:literal, $doc:literal, $get:expr) => {
        Attribute {
            name: $name,
            doc: $doc,
            get: |cx, this| match this.as_ref().and_then(|this| this.downcast::<Ext<Socket>>()) {
                Some(this) => {
                    let get: fn(&Socket) -> Value = $get;
                    Ok(get(this.get(cx)))
                }
                None => Err(cx.type_error("a socket is required")),
            },
            set: None,
        }
    };
}

static ATTRIBUTES: &[Attribute] = &[
    attribute!("family", "the socket family", |socket| Value::Int(i64::from(socket.family))),
    attribute!("type", "the socket type", |socket| Value::Int(i64::from(socket.kind))),
    attribute!("proto", "the socket protocol", |socket| Value::Int(i64::from(socket.protocol))),
    attribute!("timeout", "the socket timeout", |socket| socket.patience.as_value()),
];

static METHODS: &[Row] = &[
    static_method!("__new__", "($type, /, *args, **kwargs)", "Create and return a new object.", new),
    method!(
        "__init__",
        "($self, /, family=-1, type=-1, proto=-1, fileno=None)",
        "Initialize self.  See help(type(self)) for accurate signature.",
        init
    ),
    method!("__repr__", "($self, /)", "Return repr(self).", repr),
    method!("__del__", "($self, /)", "Close the socket when nobody uses it any more.", finalize),
    method!("_accept", "($self, /)", "Take a connection: its number and who is at its other end.", accept),
    method!("bind", "($self, address, /)", "Give the socket an address.", bind),
    method!("close", "($self, /)", "Close the socket.", close),
    method!("connect", "($self, address, /)", "Connect to an address.", connect),
    method!("connect_ex", "($self, address, /)", "The same; returns the error number, or 0.", connect_ex),
    method!("detach", "($self, /)", "Let go of the number and return it; it stays open.", detach),
    method!("fileno", "($self, /)", "The number of the socket, -1 if it is closed.", fileno),
    method!("getblocking", "($self, /)", "Whether calls wait.", getblocking),
    method!("getpeername", "($self, /)", "The address of the other end.", getpeername),
    method!("getsockname", "($self, /)", "The socket's own address.", getsockname),
    method!("gettimeout", "($self, /)", "How long calls wait, in seconds; None for ever.", gettimeout),
    method!("listen", "($self, backlog=128, /)", "Have the system take connections.", listen),
    method!("setblocking", "($self, flag, /)", "Have calls wait for ever, or not at all.", setblocking),
    method!("settimeout", "($self, timeout, /)", "Set how long calls wait.", settimeout),
    method!("shutdown", "($self, how, /)", "End one direction or both.", shutdown),
];

/// `_socket.socket`.
pub static TYPE: TypeSpec = TypeSpec {
    doc: "socket(family=AF_INET, type=SOCK_STREAM, proto=0) -> socket object\nsocket(family=-1, type=-1, proto=-1, fileno=None) -> socket object\n\nOne end of a connection, or where such ends come from. With fileno, the family, type and protocol\nare those of the open socket of that number, unless they are given.",
    flags: TypeFlags::BASETYPE,
    methods: &[METHODS, super::data::METHODS, super::messages::METHODS, super::options::METHODS],
    attributes: ATTRIBUTES,
    ..TypeSpec::new("_socket.socket", Kind::Extension)
};

/// Sockets by number.
pub static FUNCTIONS: &[Row] = &[
    function!("close", "(fd, /)", "Close the socket of that number.", close_number),
    function!("dup", "(fd, /)", "Another number for an open socket.", dup),
    function!(
        "socketpair",
        "(family=AF_UNIX, type=SOCK_STREAM, proto=0, /)",
        "Two connected sockets.",
        socketpair
    ),
];
