//! `errno`: the numbers of the system's errors.

use vm::heap::Obj;
use vm::objects::table::Table;
use vm::objects::{Module, dict};
use vm::{Context, PyResult, Value};

use crate::registry::{ModuleSpec, set};

/// One row per error; where two names have one number, `errorcode` gives the later one.
macro_rules! errors {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name),)*] };
}

/// The errors of Linux.
static ERRORS: &[(&str, i32)] = errors! {
    EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EWOULDBLOCK EAGAIN ENOMEM EACCES EFAULT ENOTBLK EBUSY
    EEXIST EXDEV ENODEV ENOTDIR EISDIR EINVAL ENFILE EMFILE ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE
    EDOM ERANGE EDEADLOCK EDEADLK ENAMETOOLONG ENOLCK ENOSYS ENOTEMPTY ELOOP ENOMSG EIDRM ECHRNG EL2NSYNC EL3HLT EL3RST ELNRNG
    EUNATCH ENOCSI EL2HLT EBADE EBADR EXFULL ENOANO EBADRQC EBADSLT EBFONT ENOSTR ENODATA ETIME ENOSR ENONET ENOPKG
    EREMOTE ENOLINK EADV ESRMNT ECOMM EPROTO EMULTIHOP EDOTDOT EBADMSG EOVERFLOW ENOTUNIQ EBADFD EREMCHG ELIBACC
    ELIBBAD ELIBSCN ELIBMAX ELIBEXEC EILSEQ ERESTART ESTRPIPE EUSERS ENOTSOCK EDESTADDRREQ EMSGSIZE EPROTOTYPE
    ENOPROTOOPT EPROTONOSUPPORT ESOCKTNOSUPPORT ENOTSUP EOPNOTSUPP EPFNOSUPPORT EAFNOSUPPORT EADDRINUSE EADDRNOTAVAIL
    ENETDOWN ENETUNREACH ENETRESET ECONNABORTED ECONNRESET ENOBUFS EISCONN ENOTCONN ESHUTDOWN ETOOMANYREFS ETIMEDOUT
    ECONNREFUSED EHOSTDOWN EHOSTUNREACH EALREADY EINPROGRESS ESTALE EUCLEAN ENOTNAM ENAVAIL EISNAM EREMOTEIO EDQUOT
    ENOMEDIUM EMEDIUMTYPE ECANCELED ENOKEY EKEYEXPIRED EKEYREVOKED EKEYREJECTED EOWNERDEAD ENOTRECOVERABLE ERFKILL
    EHWPOISON
};

fn fill(cx: &mut Context, module: &Obj<Module>) -> PyResult<()> {
    let codes = cx.new_dict(Table::default());
    for (name, number) in ERRORS {
        let number = Value::Int(i64::from(*number));
        set(cx, module, name, number.clone());
        let name = cx.str_value(name);
        dict::set(cx, &codes, number, name)?;
    }
    set(cx, module, "errorcode", codes.into());
    Ok(())
}

/// `errno`.
pub static MODULE: ModuleSpec = ModuleSpec {
    name: "errno",
    doc: "The numbers of the system's errors, and their names.",
    functions: &[],
    fill,
};
