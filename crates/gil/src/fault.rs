//! What is done in the very moment in which a signal arrives, on the thread it meets: somebody is called who writes
//! where the threads are. For faults, after which nothing can be relied on, and for whoever wants to look into a
//! process that hangs. Signals as programs handle them, between two steps of the main thread, are not here.

use std::cell::UnsafeCell;
use std::io;
use std::mem::MaybeUninit;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};

use crate::sync::Mutex;

/// Where the report goes, without allocating.
pub struct Out {
    descriptor: i32,
    buffer: [u8; 512],
    length: usize,
}

impl Out {
    /// Writes to a file descriptor.
    pub fn new(descriptor: i32) -> Out {
        Out { descriptor, buffer: [0; 512], length: 0 }
    }

    /// Writes bytes; at the latest when `self` is dropped they are with the system.
    pub fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            if self.length == self.buffer.len() {
                self.flush();
            }
            self.buffer[self.length] = *byte;
            self.length += 1;
        }
    }

    /// Writes a number, in decimal.
    pub fn number(&mut self, number: u32) {
        let mut power = 1_000_000_000;
        while power > 1 && number < power {
            power /= 10;
        }
        while power > 0 {
            self.write(&[b'0' + (number / power % 10) as u8]);
            power /= 10;
        }
    }

    /// Writes a number with so many hexadecimal digits.
    pub fn hexadecimal(&mut self, number: u64, digits: u32) {
        for place in (0..digits).rev() {
            self.write(&[b"0123456789abcdef"[(number >> (place * 4)) as usize & 15]]);
        }
    }

    /// Writes a character, as Python escapes it if it is not ASCII.
    pub fn character(&mut self, character: char) {
        let number = u32::from(character);
        let (letter, digits) = match number {
            0x20..0x7f => return self.write(&[number as u8]),
            0..0x100 => (b'x', 2),
            0x100..0x1_0000 => (b'u', 4),
            _ => (b'U', 8),
        };
        self.write(&[b'\\', letter]);
        self.hexadecimal(u64::from(number), digits);
    }

    fn flush(&mut self) {
        let mut rest = &self.buffer[..self.length];
        while !rest.is_empty() {
            // SAFETY: the buffer is that long.
            let written = unsafe { libc::write(self.descriptor, rest.as_ptr().cast(), rest.len()) };
            match usize::try_from(written) {
                Ok(written) => rest = &rest[written..],
                Err(_) if errno::errno().0 == libc::EINTR => {}
                // Nobody is left to be told.
                Err(_) => break,
            }
        }
        self.length = 0;
    }
}

impl Drop for Out {
    fn drop(&mut self) {
        self.flush();
    }
}

/// Writes where the threads are: all of them, or only the one that the signal has met. Runs in a signal's handler.
pub type Reporter = fn(out: &mut Out, everyone: bool);

/// What is done about a signal.
#[derive(Clone, Copy, Debug)]
pub struct Watch {
    /// Where the report goes.
    pub descriptor: i32,
    /// Whether it is about all threads.
    pub everyone: bool,
    /// The words for a fault, after which the process ends; `None` for a signal that it survives.
    pub fault: Option<&'static str>,
    /// Whether the stack of native calls is part of the report on a fault.
    pub native_stack: bool,
    /// Whether what was done about the signal before is done as well.
    pub chain: bool,
}

struct Slot {
    is_active: AtomicBool,
    descriptor: AtomicI32,
    everyone: AtomicBool,
    native_stack: AtomicBool,
    chain: AtomicBool,
    fault: OnceLock<&'static str>,
    previous: UnsafeCell<MaybeUninit<libc::sigaction>>,
}

// SAFETY: `previous` is written before the slot becomes active, under the mutex, and read while it is.
unsafe impl Sync for Slot {}

const MOST: usize = 65;

static SLOTS: [Slot; MOST] = [const {
    Slot {
        is_active: AtomicBool::new(false),
        descriptor: AtomicI32::new(-1),
        everyone: AtomicBool::new(false),
        native_stack: AtomicBool::new(true),
        chain: AtomicBool::new(false),
        fault: OnceLock::new(),
        previous: UnsafeCell::new(MaybeUninit::uninit()),
    }
}; MOST];

static REPORTER: OnceLock<Reporter> = OnceLock::new();

/// Held by whoever changes what is done about signals.
static CHANGING: Mutex<()> = Mutex::new(());

/// Has a report written whenever a signal arrives. There is one reporter in a process: the first.
///
/// # Errors
/// If there is no such signal, or none that can be handled.
pub fn watch(signal: i32, watch: Watch, reporter: Reporter) -> io::Result<()> {
    let Some(slot) = usize::try_from(signal).ok().and_then(|signal| SLOTS.get(signal)) else {
        return Err(io::Error::from_raw_os_error(libc::EINVAL));
    };
    let _changing = CHANGING.lock();
    REPORTER.get_or_init(|| reporter);
    slot.descriptor.store(watch.descriptor, Ordering::Relaxed);
    slot.everyone.store(watch.everyone, Ordering::Relaxed);
    slot.native_stack.store(watch.native_stack, Ordering::Relaxed);
    slot.chain.store(watch.chain, Ordering::Relaxed);
    if let Some(fault) = watch.fault {
        slot.fault.get_or_init(|| fault);
    }
    if slot.is_active.load(Ordering::Relaxed) {
        return Ok(());
    }
    // SAFETY: the slot is not active, so nobody else looks there; its mutex is held.
    let previous = unsafe { &mut *slot.previous.get() };
    install(signal, previous.as_mut_ptr())?;
    slot.is_active.store(true, Ordering::Release);
    Ok(())
}

fn install(signal: i32, previous: *mut libc::sigaction) -> io::Result<()> {
    // SAFETY: the action is complete; the handler does only what is allowed in one. `previous` is null or valid.
    let status = unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = handle as extern "C" fn(libc::c_int) as usize;
        // A fault within the handler ends the process. A stack of its own, where the thread has one.
        action.sa_flags = libc::SA_ONSTACK | libc::SA_NODEFER;
        libc::sigemptyset(&raw mut action.sa_mask);
        libc::sigaction(signal, &raw const action, previous)
    };
    if status == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

/// Has nothing written any more when a signal arrives. Says whether something was.
pub fn unwatch(signal: i32) -> bool {
    let Some(slot) = usize::try_from(signal).ok().and_then(|signal| SLOTS.get(signal)) else { return false };
    let _changing = CHANGING.lock();
    if !slot.is_active.swap(false, Ordering::AcqRel) {
        return false;
    }
    // SAFETY: the slot was active, so this is what was done before.
    unsafe { libc::sigaction(signal, (*slot.previous.get()).as_ptr(), std::ptr::null_mut()) };
    true
}

/// Leaves a signal to the system.
pub fn set_default(signal: i32) {
    // SAFETY: a complete action; an invalid number is refused.
    unsafe { libc::signal(signal, libc::SIG_DFL) };
}

/// Sends a signal to the calling thread.
pub fn raise(signal: i32) {
    // SAFETY: has no preconditions.
    unsafe { libc::raise(signal) };
}

extern "C" fn handle(signal: libc::c_int) {
    let errno = errno::errno();
    let slot = usize::try_from(signal).ok().and_then(|signal| SLOTS.get(signal));
    if let (Some(slot), Some(report)) =
        (slot.filter(|slot| slot.is_active.load(Ordering::Acquire)), REPORTER.get())
    {
        match slot.fault.get() {
            Some(words) => report_fault(signal, slot, words, *report),
            None => report_and_go_on(signal, slot, *report),
        }
    }
    errno::set_errno(errno);
}

fn report_fault(signal: i32, slot: &Slot, words: &str, report: Reporter) {
    // From here on the signal ends the process, also if this should be the cause of it.
    set_default(signal);
    slot.is_active.store(false, Ordering::Release);
    let mut out = Out::new(slot.descriptor.load(Ordering::Relaxed));
    out.write(b"Fatal Python error: ");
    out.write(words.as_bytes());
    out.write(b"\n\n");
    report(&mut out, slot.everyone.load(Ordering::Relaxed));
    if slot.native_stack.load(Ordering::Relaxed) {
        write_native_stack(&mut out, true);
    }
    drop(out);
    raise(signal);
}

fn report_and_go_on(signal: i32, slot: &Slot, report: Reporter) {
    let mut out = Out::new(slot.descriptor.load(Ordering::Relaxed));
    report(&mut out, slot.everyone.load(Ordering::Relaxed));
    drop(out);
    if slot.chain.load(Ordering::Relaxed) {
        // SAFETY: the slot is active, so what was done before is known.
        unsafe { libc::sigaction(signal, (*slot.previous.get()).as_ptr(), std::ptr::null_mut()) };
        raise(signal);
        // It was possible before.
        let _ = install(signal, std::ptr::null_mut());
    }
}

/// Writes what stands for the stack of native calls, which is not known here.
pub fn write_native_stack(out: &mut Out, apart: bool) {
    if apart {
        out.write(b"\n");
    }
    out.write(
        b"Current thread's C stack trace (most recent call first):\n  <cannot get C stack on this system>\n",
    );
}

/// Writes the name that the system has for a thread of this process, in brackets and with a space before; nothing if
/// that cannot be known.
pub fn write_thread_name(out: &mut Out, native_id: u64) {
    if cfg!(not(target_os = "linux")) {
        return;
    }
    let mut path = [0u8; 48];
    let (before, after) = (b"/proc/self/task/", b"/comm");
    path[..before.len()].copy_from_slice(before);
    let mut end = before.len();
    let mut power = 1_000_000_000;
    while power > 1 && native_id < power {
        power /= 10;
    }
    while power > 0 {
        path[end] = b'0' + (native_id / power % 10) as u8;
        end += 1;
        power /= 10;
    }
    path[end..end + after.len()].copy_from_slice(after);
    let mut name = [0u8; 16];
    // SAFETY: the path ends in a zero, and the buffer is that long.
    let length = unsafe {
        let file = libc::open(path.as_ptr().cast(), libc::O_RDONLY | libc::O_CLOEXEC);
        if file < 0 {
            return;
        }
        let length = libc::read(file, name.as_mut_ptr().cast(), name.len());
        libc::close(file);
        length
    };
    let name = &name[..usize::try_from(length).unwrap_or(0)];
    let name = name.split(|byte| *byte == b'\n').next().unwrap_or_default();
    if !name.is_empty() {
        out.write(b" [");
        for byte in name {
            match byte {
                0x20..0x7f => out.write(&[*byte]),
                _ => {
                    out.write(b"\\x");
                    out.hexadecimal(u64::from(*byte), 2);
                }
            }
        }
        out.write(b"]");
    }
}
