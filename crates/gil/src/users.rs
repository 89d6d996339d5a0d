//! The system's list of users and groups. Its functions keep what they have found in memory of their own, so only
//! one thread at a time is inside, and everything is copied.

use std::ffi::{CStr, CString, c_char};

use crate::sync::{Mutex, MutexGuard};

static INSIDE: Mutex<()> = Mutex::new(());

/// Waits until nobody is inside. Whoever forks does, or the child would find a thread inside that it has not.
pub(crate) fn keep_out() -> MutexGuard<'static, ()> {
    INSIDE.lock()
}

/// A user.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names are the system's")]
pub struct User {
    pub name: CString,
    pub password: CString,
    pub number: u32,
    pub group: u32,
    pub comment: CString,
    pub folder: CString,
    pub shell: CString,
}

/// A group.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names are the system's")]
pub struct Group {
    pub name: CString,
    pub password: CString,
    pub number: u32,
    pub members: Vec<CString>,
}

/// Who is looked for.
#[derive(Clone, Copy, Debug)]
pub enum Wanted<'a> {
    /// The one of this name.
    Name(&'a CStr),
    /// The one of this number.
    Number(u32),
}

/// # Safety
/// A C string, or null.
unsafe fn text(text: *const c_char) -> CString {
    if text.is_null() {
        return CString::default();
    }
    // SAFETY: the caller's promise.
    unsafe { CStr::from_ptr(text) }.to_owned()
}

/// # Safety
/// Points to a valid value, or is null.
unsafe fn user_of(found: *const libc::passwd) -> Option<User> {
    // SAFETY: the caller's promise; the fields are C strings.
    unsafe {
        let found = found.as_ref()?;
        Some(User {
            name: text(found.pw_name),
            password: text(found.pw_passwd),
            number: found.pw_uid,
            group: found.pw_gid,
            comment: text(found.pw_gecos),
            folder: text(found.pw_dir),
            shell: text(found.pw_shell),
        })
    }
}

/// # Safety
/// Points to a valid value, or is null.
unsafe fn group_of(found: *const libc::group) -> Option<Group> {
    // SAFETY: the caller's promise; the fields are C strings, and an array of them with a null at its end.
    unsafe {
        let found = found.as_ref()?;
        let mut members = Vec::new();
        let mut next = found.gr_mem;
        while !next.is_null() && !(*next).is_null() {
            members.push(text(*next));
            next = next.add(1);
        }
        Some(Group {
            name: text(found.gr_name),
            password: text(found.gr_passwd),
            number: found.gr_gid,
            members,
        })
    }
}

/// A user; call it without the lock, for it may ask other machines.
pub fn user(wanted: Wanted<'_>) -> Option<User> {
    let _inside = INSIDE.lock();
    // SAFETY: nobody else is inside while the answer is copied.
    unsafe {
        user_of(match wanted {
            Wanted::Name(name) => libc::getpwnam(name.as_ptr()),
            Wanted::Number(number) => libc::getpwuid(number),
        })
    }
}

/// All users; as above.
pub fn all_users() -> Vec<User> {
    let _inside = INSIDE.lock();
    // SAFETY: nobody else is inside while each answer is copied.
    unsafe {
        libc::setpwent();
        let all = std::iter::from_fn(|| user_of(libc::getpwent())).collect();
        libc::endpwent();
        all
    }
}

/// A group; as above.
pub fn group(wanted: Wanted<'_>) -> Option<Group> {
    let _inside = INSIDE.lock();
    // SAFETY: nobody else is inside while the answer is copied.
    unsafe {
        group_of(match wanted {
            Wanted::Name(name) => libc::getgrnam(name.as_ptr()),
            Wanted::Number(number) => libc::getgrgid(number),
        })
    }
}

/// All groups; as above.
pub fn all_groups() -> Vec<Group> {
    let _inside = INSIDE.lock();
    // SAFETY: nobody else is inside while each answer is copied.
    unsafe {
        libc::setgrent();
        let all = std::iter::from_fn(|| group_of(libc::getgrent())).collect();
        libc::endgrent();
        all
    }
}
