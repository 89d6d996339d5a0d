//! Starting OS threads. `std::thread` also gives each a signal stack, to report an overflow of its stack. Getting
//! that from the system and giving it back takes longer than the rest of a short thread's life, and threads of an
//! interpreter look at how much stack is left before they use it.

use std::ffi::c_void;
use std::io;
use std::mem::MaybeUninit;
use std::panic::{AssertUnwindSafe, catch_unwind};

type Work = Box<dyn FnOnce() + Send>;

/// Starts an OS thread that does `work` on a stack of at least `stack` bytes. Nobody can join it: what it does must
/// say when it is done. A panic of `work` ends the thread, after the panic hook has reported it.
///
/// # Errors
/// The system's, when there can be no further thread.
pub fn spawn(stack: usize, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    let work: Box<Work> = Box::new(Box::new(work));
    let mut attributes = MaybeUninit::<libc::pthread_attr_t>::uninit();
    let mut thread = MaybeUninit::<libc::pthread_t>::uninit();
    // SAFETY: the attributes are initialised before they are used and destroyed after; the thread gets the box, and
    // gives it back when it could not be started.
    unsafe {
        check(libc::pthread_attr_init(attributes.as_mut_ptr()))?;
        let page = usize::try_from(libc::sysconf(libc::_SC_PAGESIZE)).unwrap_or(4096);
        let wanted = stack.max(libc::PTHREAD_STACK_MIN).next_multiple_of(page);
        let argument = Box::into_raw(work);
        let started = check(libc::pthread_attr_setstacksize(attributes.as_mut_ptr(), wanted))
            .and_then(|()| {
                let state = libc::PTHREAD_CREATE_DETACHED;
                check(libc::pthread_attr_setdetachstate(attributes.as_mut_ptr(), state))
            })
            .and_then(|()| {
                check(libc::pthread_create(thread.as_mut_ptr(), attributes.as_ptr(), run, argument.cast()))
            });
        libc::pthread_attr_destroy(attributes.as_mut_ptr());
        if started.is_err() {
            drop(Box::from_raw(argument));
        }
        started
    }
}

fn check(status: libc::c_int) -> io::Result<()> {
    if status == 0 { Ok(()) } else { Err(io::Error::from_raw_os_error(status)) }
}

extern "C" fn run(argument: *mut c_void) -> *mut c_void {
    // SAFETY: the argument is the box that `spawn` has given away.
    let work = unsafe { Box::from_raw(argument.cast::<Work>()) };
    // A panic was reported by the hook; it must not go on into C.
    let _ = catch_unwind(AssertUnwindSafe(*work));
    std::ptr::null_mut()
}
