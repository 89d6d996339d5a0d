//! [`Context`]: what a thread of an interpreter has: the GIL's token, its value stack and its frames.
//!
//! Everything that may run Python code takes `&mut Context`; everything that only reads objects takes
//! `&Context`. Because the token is inside, the borrow checker keeps a borrow into an object from surviving a
//! call into Python or a release of the lock (I-2).

use std::ptr::NonNull;
use std::sync::Arc;
use std::time::Duration;

use gil::{Breaker, Cause, Gil, WaitQueue, Wake};

use crate::frame::Frame;
use crate::heap::{Heap, Obj, Pending};
use crate::interp::{Interp, RootShapes};
use crate::names::Names;
use crate::objects::{Str, Types};
use crate::stack::{MOST_FRAMES, ThreadStack, ValueStack};
use crate::{PyResult, Value};

/// A thread's state while it takes part in an interpreter.
pub struct Context {
    gil: Gil,
    interp: Arc<Interp>,
    heap: NonNull<Heap>,
    pub(crate) stack: ValueStack,
    /// First slot above everything that is alive: where a call from Rust puts callable and arguments.
    pub(crate) top: *mut Value,
    pub(crate) frames: Vec<Frame>,
    /// The exception being handled by the running generator, or else by this thread's frames.
    pub(crate) handled: Value,
    /// Those of the frames below, one for each generator that is running.
    pub(crate) outer_handled: Vec<Value>,
    /// Python frames, against the recursion limit.
    pub(crate) depth: u32,
    /// Never more than there is room for frames.
    pub(crate) depth_limit: u32,
    /// Lowest address that the native stack may reach before `RecursionError` is raised.
    native_limit: usize,
    /// Objects whose `repr` is going on in this thread.
    pub(crate) repr_stack: Vec<usize>,
    /// Per-thread data of builtin modules, by type (the thread's `threading.local` dicts, for instance).
    pub extensions: hashbrown::HashMap<std::any::TypeId, Box<dyn std::any::Any>>,
    published: std::rc::Rc<crate::frame::PublishedFrames>,
    /// Whether finalizers are being run, further out on the native stack.
    pub(crate) running_finalizers: bool,
    /// Who is told of what the thread does.
    pub(crate) watch: crate::eval::watch::Watch,
}

impl Context {
    /// Joins an interpreter: the calling OS thread, which has `native_stack` bytes of stack below the present
    /// frame, becomes one of its threads and waits for the lock.
    pub fn attach(interp: &Arc<Interp>, options: gil::ThreadOptions, native_stack: usize) -> Context {
        let gil = interp.lock.attach(options);
        Self::with_gil(interp, gil, native_stack)
    }

    /// The same for a thread whose number was reserved by its starter.
    pub fn attach_as(
        interp: &Arc<Interp>,
        id: gil::ThreadId,
        options: gil::ThreadOptions,
        native_stack: usize,
    ) -> Context {
        let gil = interp.lock.attach_as(id, options);
        Self::with_gil(interp, gil, native_stack)
    }

    /// A context around a token that the thread already has.
    pub(crate) fn with_gil(interp: &Arc<Interp>, gil: Gil, native_stack: usize) -> Context {
        let ThreadStack { slots: stack, mut frames } = ThreadStack::take(&interp.spare_stacks);
        let here = (&raw const stack).addr();
        let published = std::rc::Rc::new(crate::frame::PublishedFrames::new(
            frames.as_mut_ptr(),
            gil.thread().native_id(),
        ));
        interp.published.borrow_mut().insert(gil.thread().id(), published.clone());
        let mut context = Context {
            gil,
            heap: NonNull::from(interp.heap()),
            interp: interp.clone(),
            top: stack.base(),
            stack,
            frames,
            published,
            handled: Value::Empty,
            outer_handled: Vec::new(),
            depth: 0,
            depth_limit: interp.recursion_limit().min(MOST_FRAMES as u32),
            native_limit: here.saturating_sub(native_stack - native_stack / 8),
            repr_stack: Vec::new(),
            extensions: hashbrown::HashMap::new(),
            running_finalizers: false,
            watch: crate::eval::watch::Watch::default(),
        };
        context.take_heap();
        if interp.switch_points() != crate::eval::watch::SwitchPoints::default() {
            context.update_watch();
        }
        context
    }

    /// The token, to read objects with.
    #[inline(always)]
    pub fn gil(&self) -> &Gil {
        &self.gil
    }

    /// The token, to change objects with.
    #[inline(always)]
    pub fn gil_mut(&mut self) -> &mut Gil {
        &mut self.gil
    }

    /// The interpreter.
    #[inline]
    pub fn interp(&self) -> Arc<Interp> {
        self.interp.clone()
    }

    /// The interpreter, borrowed.
    #[inline(always)]
    pub fn interp_ref(&self) -> &Interp {
        &self.interp
    }

    /// The builtin types.
    #[inline(always)]
    pub fn types(&self) -> &Types {
        &self.interp.types
    }

    /// Interned names.
    #[inline(always)]
    pub fn names(&self) -> &Names {
        &self.interp.names
    }

    /// Shapes of fresh builtin objects.
    #[inline(always)]
    pub fn shapes(&self) -> &RootShapes {
        &self.interp.shapes
    }

    /// The heap.
    #[inline(always)]
    pub fn heap(&self) -> &Heap {
        // SAFETY: the interpreter, which this context keeps alive, owns the heap.
        unsafe { self.heap.as_ref() }
    }

    /// The one string object of this text among the interned ones.
    pub fn intern(&mut self, text: &str) -> Obj<Str> {
        self.interp.intern(text)
    }

    /// The interned string equal to `name`; `name` itself becomes it if there was none.
    pub fn intern_obj(&mut self, name: &Obj<Str>) -> Obj<Str> {
        if name.is_interned() { name.clone() } else { self.interp.intern_obj(name) }
    }

    /// Tells the heap that this thread has the lock now.
    fn take_heap(&mut self) {
        self.published.resume();
        let breaker = NonNull::from(self.gil.breaker());
        self.heap().set_holder(Some(breaker));
        if self.heap().has_pending() {
            self.gil.breaker().set(Breaker::FINALIZERS);
        }
    }

    /// Lets handlers of signals see the frames of this thread, from now until the context is moved or dropped: who
    /// moves it calls this again.
    pub fn show_to_signals(&mut self) {
        let id = self.gil.thread().id();
        crate::frame::show_to_signals(&self.interp, &self.published, id, &mut self.frames);
    }

    /// Honours a drop request.
    pub fn give_way(&mut self) {
        self.published.publish(self.frames.len());
        self.gil.yield_now();
        self.take_heap();
    }

    /// The topmost frame object of every thread that is inside Python code, by thread.
    pub fn frames_of_threads(
        &mut self,
    ) -> Vec<(gil::ThreadId, crate::Obj<crate::objects::traceback::FrameObject>)> {
        self.published.publish(self.frames.len());
        let mut threads: Vec<_> =
            self.interp.published.borrow().iter().map(|(id, frames)| (*id, frames.count())).collect();
        threads.sort_unstable_by_key(|(id, _)| *id);
        let mut found = Vec::new();
        for (id, count) in threads {
            if let Some(top) = count.checked_sub(1)
                && let Some(frame) = crate::eval::unwind::frame_object_of(self, id, top)
            {
                found.push((id, frame));
            }
        }
        found
    }

    /// A running frame of this thread, or of another one, which then waits for the lock.
    pub(crate) fn frame_of(&self, thread: gil::ThreadId, depth: usize) -> Option<NonNull<Frame>> {
        if thread == self.gil.thread().id() {
            return self.frames.get(depth).map(NonNull::from);
        }
        self.interp.published.borrow().get(&thread)?.at(depth)
    }

    /// The same, to look at; as long as it is borrowed, nobody runs who could leave it.
    pub(crate) fn frame_at(&self, thread: gil::ThreadId, depth: usize) -> Option<&Frame> {
        // SAFETY: frames stay where they are, and a thread leaves one only with the lock, which this one has
        // while `self` is borrowed.
        self.frame_of(thread, depth).map(|frame| unsafe { &*frame.as_ptr() })
    }

    /// Runs a system call, or other long work that touches no object, without the lock.
    pub fn blocking<R: Send>(&mut self, cause: Cause, work: impl FnOnce() -> R + Send) -> R {
        self.published.publish(self.frames.len());
        let result = self.gil.blocking(cause, work);
        self.take_heap();
        result
    }

    /// Waits in a queue until another thread wakes this one. Signals are not handled here: see
    /// [`Context::handle_signals`].
    pub fn park(&mut self, queue: &WaitQueue, timeout: Option<Duration>) -> Wake {
        self.published.publish(self.frames.len());
        let wake = self.gil.park(queue, timeout);
        self.take_heap();
        wake
    }

    /// The same until a point in time; `None` waits for ever.
    pub fn park_until(&mut self, queue: &WaitQueue, deadline: Option<gil::Moment>) -> Wake {
        self.published.publish(self.frames.len());
        let wake = self.gil.park_until(queue, deadline);
        self.take_heap();
        wake
    }

    /// Sleeps without the lock until a point in time.
    pub fn sleep_until(&mut self, deadline: Option<gil::Moment>) -> Wake {
        self.published.publish(self.frames.len());
        let wake = self.gil.sleep_until(deadline);
        self.take_heap();
        wake
    }

    /// Forks the process: the child's number, or `None` in the child, where this thread alone goes on and is the
    /// main one. What modules know of the other threads is theirs to put right.
    ///
    /// # Errors
    /// If there can be no further process.
    pub fn fork(&mut self) -> std::io::Result<Option<i32>> {
        let child = self.gil.fork()?;
        if child.is_none() {
            let me = self.gil.thread().id();
            self.interp.published.borrow_mut().retain(|thread, _| *thread == me);
            self.interp.async_exceptions.borrow_mut().retain(|thread, _| *thread == me);
            self.interp.new_watchers.borrow_mut().retain(|(thread, _), _| *thread == me);
        }
        Ok(child)
    }

    /// A check point: does what other threads, signals and the heap ask for.
    #[inline(always)]
    pub fn check_point(&mut self) -> PyResult<()> {
        if self.gil.breaker().any() { self.handle_requests() } else { Ok(()) }
    }

    /// What happens at a check point when something is asked for, in CPython's order.
    #[cold]
    #[inline(never)]
    pub fn handle_requests(&mut self) -> PyResult<()> {
        let requests = self.gil.breaker().load();
        if requests & Breaker::SIGNALS != 0 {
            self.gil.breaker().clear(Breaker::SIGNALS);
            self.handle_signals()?;
        }
        if requests & Breaker::FINALIZERS != 0 {
            self.gil.breaker().clear(Breaker::FINALIZERS);
            self.run_pending();
        }
        if requests & Breaker::COLLECT != 0 {
            self.gil.breaker().clear(Breaker::COLLECT);
            crate::heap::cycle::collect_automatically(self);
        }
        if requests & Breaker::DROP_REQUEST != 0 {
            self.give_way();
        }
        if requests & Breaker::WATCH != 0 {
            self.update_watch();
        }
        if requests & Breaker::ASYNC_EXC != 0 {
            self.gil.breaker().clear(Breaker::ASYNC_EXC);
            let id = self.gil.thread().id();
            let sent = self.interp.async_exceptions.borrow_mut().remove(&id);
            if let Some(exception) = sent {
                return Err(self.raised_from(exception)?);
            }
        }
        Ok(())
    }

    /// Runs the Python handlers of signals that have arrived, if this is the main thread.
    pub fn handle_signals(&mut self) -> PyResult<()> {
        if !self.gil.thread().is_main() {
            return Ok(());
        }
        let interp = self.interp();
        match interp.hooks.signals {
            Some(handle) => handle(self),
            None => Ok(()),
        }
    }

    /// Runs finalizers and weak-reference callbacks that wait. Exceptions in them are reported, not raised.
    #[cold]
    #[inline(never)]
    pub fn run_pending(&mut self) {
        if self.running_finalizers {
            // A finalizer that is running will come back to the loop below; running the next one inside it
            // would nest as deep as the garbage is long.
            return;
        }
        self.running_finalizers = true;
        while let Some(pending) = self.heap().next_pending() {
            match pending {
                Pending::Finalize(object) => crate::objects::object::finalize(self, object),
                Pending::WeakCallback(reference, callback) => {
                    crate::objects::weakref::run_callback(self, reference.into(), callback);
                }
            }
        }
        self.running_finalizers = false;
    }

    /// Runs what waits, when it was asked for since; cheap when not.
    #[inline(always)]
    pub fn settle(&mut self) {
        if self.heap().has_pending() {
            self.run_pending();
        }
    }

    /// Raises `RecursionError` when the native stack is nearly used up. Calls within Rust are limited by nothing else:
    /// only Python frames count against the recursion limit, as in CPython.
    #[inline]
    pub fn check_native_stack(&mut self) -> PyResult<()> {
        let here = 0u8;
        if (&raw const here).addr() < self.native_limit { Err(self.too_deep()) } else { Ok(()) }
    }

    /// The `RecursionError`; the message gets more room than the code that caused it.
    #[cold]
    #[inline(never)]
    pub fn too_deep(&mut self) -> crate::Raised {
        self.recursion_error("maximum recursion depth exceeded")
    }

    /// `sys.getrecursionlimit()`.
    pub fn recursion_limit(&self) -> u32 {
        self.interp.recursion_limit()
    }

    /// `sys.setrecursionlimit()` for this thread and those started later.
    pub fn set_recursion_limit(&mut self, limit: u32) {
        self.depth_limit = limit.min(MOST_FRAMES as u32);
        self.interp.set_recursion_limit(limit);
    }

    /// How deep the present call is.
    pub fn depth(&self) -> u32 {
        self.depth
    }

    /// The running frames, innermost last.
    pub fn frames(&self) -> &[Frame] {
        &self.frames
    }

    /// The exception being handled: what `sys.exc_info()` shows.
    pub fn handled_exception(&self) -> Option<&Value> {
        std::iter::once(&self.handled)
            .chain(self.outer_handled.iter().rev())
            .find(|value| !value.is_empty() && !value.is_none())
    }
}

impl Drop for Context {
    fn drop(&mut self) {
        let id = self.gil.thread().id();
        crate::frame::hide_from_signals(&self.published);
        self.interp.published.borrow_mut().remove(&id);
        if self.frames.is_empty() && self.top == self.stack.base() {
            let (slots, frames) = (std::mem::take(&mut self.stack), std::mem::take(&mut self.frames));
            ThreadStack { slots, frames }.leave(&self.interp.spare_stacks);
        }
        self.frames.clear();
        self.handled = Value::Empty;
        self.outer_handled.clear();
        self.extensions.clear();
        self.watch.end();
        self.interp.new_watchers.borrow_mut().retain(|(thread, _), _| *thread != id);
        self.heap().set_holder(None);
    }
}
