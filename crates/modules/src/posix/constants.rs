//! The constants of `posix`.

macro_rules! constants {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name as i32),)*] };
}

/// By name.
pub static CONSTANTS: &[(&str, i32)] = constants! {
    F_OK R_OK W_OK X_OK
    O_RDONLY O_WRONLY O_RDWR O_CREAT O_EXCL O_TRUNC O_APPEND O_NONBLOCK O_NDELAY O_SYNC O_DSYNC O_NOCTTY O_CLOEXEC
    O_DIRECTORY O_NOFOLLOW
    WNOHANG WUNTRACED WCONTINUED
};

/// Exit statuses with a meaning, after the convention of `sysexits.h`.
pub static EXIT_STATUSES: &[(&str, i32)] = &[
    ("EX_OK", 0),
    ("EX_USAGE", 64),
    ("EX_DATAERR", 65),
    ("EX_NOINPUT", 66),
    ("EX_NOUSER", 67),
    ("EX_NOHOST", 68),
    ("EX_UNAVAILABLE", 69),
    ("EX_SOFTWARE", 70),
    ("EX_OSERR", 71),
    ("EX_OSFILE", 72),
    ("EX_CANTCREAT", 73),
    ("EX_IOERR", 74),
    ("EX_TEMPFAIL", 75),
    ("EX_PROTOCOL", 76),
    ("EX_NOPERM", 77),
    ("EX_CONFIG", 78),
];
