//! The cycle collector: finds objects that only refer to each other, and lets them die.
//!
//! Reference counts free everything but cycles. To find those, every object's count is copied into a mark; each
//! reference that lies inside an object is subtracted from the mark of what it points to; what is left over are
//! references from outside: stacks, frames, the interpreter. Whatever such objects reach lives, the rest is
//! garbage (Lins, "Cyclic reference counting with lazy mark-scan", 1992; CPython does the same).
//!
//! ```text
//! counts      A:2 ◀──▶ B:1     C:1 ◀──▶ D:1          one reference to A comes from a frame
//! marks       A:1      B:0     C:0      D:0          after the subtraction
//! reached     A ────▶  B                             C and D are garbage
//! ```
//!
//! The marks lie beside the pages, so objects need no room for them. Then weak references to the garbage are
//! cleared, finalizers run, and what they did not bring back is cleared and dropped. The module `gc` shows all
//! this to Python.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};
use std::ptr::NonNull;

use super::object::{clear_object, trace_object};
use super::page::Page;
use super::{Header, Heap, Obj, ObjectFlags, Pending, Ref};
use crate::objects::{Kind, List, Type};
use crate::shape::Shape;
use crate::{Context, Value};

/// An object that takes no part.
const UNTRACKED: u32 = u32::MAX;
/// An object that lives.
const REACHED: u32 = u32::MAX - 1;

/// Keep garbage in `gc.garbage` instead of dropping it.
pub const DEBUG_SAVEALL: i64 = 32;

/// What `gc.get_stats()` shows of a generation.
#[derive(Clone, Copy, Default)]
pub struct Stats {
    /// How often it was collected.
    pub collections: u64,
    /// How many objects were collected.
    pub collected: u64,
    /// How many were garbage but kept.
    pub uncollectable: u64,
}

/// Settings and state of the collector.
pub struct Collector {
    enabled: Cell<bool>,
    thresholds: Cell<[i64; 3]>,
    /// Number of live containers at which the next collection is due.
    trigger: Cell<usize>,
    /// Automatic collections since the last one that was counted for an older generation.
    rounds: Cell<[i64; 2]>,
    collecting: Cell<bool>,
    /// `gc.get_debug()`.
    pub debug: Cell<i64>,
    stats: Cell<[Stats; 3]>,
}

/// Containers that exist before any program has made one; the first collection comes later than that.
const AT_START: usize = 16_384;

impl Default for Collector {
    fn default() -> Self {
        Collector {
            enabled: Cell::new(true),
            thresholds: Cell::new([2000, 10, 10]),
            trigger: Cell::new(AT_START),
            rounds: Cell::default(),
            collecting: Cell::new(false),
            debug: Cell::new(0),
            stats: Cell::default(),
        }
    }
}

impl Collector {
    /// Counts a new container, and asks for a collection when one is due.
    #[inline(always)]
    pub fn count_new(&self, heap: &Heap) {
        let containers = heap.counts.containers.get() + 1;
        heap.counts.containers.set(containers);
        if containers > self.trigger.get() {
            self.request(heap);
        }
    }

    #[cold]
    #[inline(never)]
    fn request(&self, heap: &Heap) {
        let Some(breaker) = heap.holder.get() else { return };
        // Asked for once; the collection sets the next trigger.
        self.trigger.set(usize::MAX);
        // SAFETY: I-1: only the holder of the GIL allocates, and it keeps its breaker alive.
        unsafe { breaker.as_ref() }.set(gil::Breaker::COLLECT);
    }

    /// When the next collection is due: after as many new containers as the threshold says, and a quarter of
    /// those that live, so that the work stays proportional to what is allocated.
    fn schedule(&self, heap: &Heap) {
        let live = heap.counts.containers.get();
        heap.counts.after_collection.set(live);
        let threshold = self.thresholds.get()[0];
        let due = match usize::try_from(threshold) {
            Ok(threshold) if threshold > 0 && self.enabled.get() => live + threshold.max(live / 4),
            _ => usize::MAX,
        };
        self.trigger.set(due);
    }

    /// `gc.isenabled()`.
    pub fn is_enabled(&self) -> bool {
        self.enabled.get()
    }

    /// `gc.enable()` and `gc.disable()`.
    pub fn set_enabled(&self, heap: &Heap, enabled: bool) {
        self.enabled.set(enabled);
        let after = heap.counts.after_collection.get();
        self.schedule(heap);
        heap.counts.after_collection.set(after);
    }

    /// `gc.get_threshold()`.
    pub fn thresholds(&self) -> [i64; 3] {
        self.thresholds.get()
    }

    /// `gc.set_threshold()`.
    pub fn set_thresholds(&self, heap: &Heap, thresholds: [i64; 3]) {
        self.thresholds.set(thresholds);
        self.set_enabled(heap, self.enabled.get());
    }

    /// `gc.get_count()`: containers made since the last collection, less those that died, and collections since
    /// the last one of the next generation.
    pub fn count(&self, heap: &Heap) -> [i64; 3] {
        let made = heap.counts.containers.get() as i64 - heap.counts.after_collection.get() as i64;
        let [young, old] = self.rounds.get();
        [made.max(0), young, old]
    }

    /// `gc.get_stats()`.
    pub fn stats(&self) -> [Stats; 3] {
        self.stats.get()
    }

    fn note(&self, generation: usize, collected: usize, uncollectable: usize) {
        let mut stats = self.stats.get();
        let entry = &mut stats[generation];
        entry.collections += 1;
        entry.collected += collected as u64;
        entry.uncollectable += uncollectable as u64;
        self.stats.set(stats);
        let mut rounds = self.rounds.get();
        match generation {
            0 => rounds[0] += 1,
            1 => rounds = [0, rounds[1] + 1],
            _ => rounds = [0, 0],
        }
        self.rounds.set(rounds);
    }
}

/// Lists that Python code sees and changes.
#[derive(Default)]
struct Lists {
    garbage: RefCell<Option<Obj<List>>>,
    callbacks: RefCell<Option<Obj<List>>>,
}

impl Context {
    /// `gc.garbage`.
    pub fn gc_garbage(&mut self) -> Obj<List> {
        let lists = self.interp_ref().extension::<Lists>();
        let known = lists.garbage.borrow().clone();
        known.unwrap_or_else(|| {
            let made = self.new_list(Vec::new());
            *lists.garbage.borrow_mut() = Some(made.clone());
            made
        })
    }

    /// `gc.callbacks`.
    pub fn gc_callbacks(&mut self) -> Obj<List> {
        let lists = self.interp_ref().extension::<Lists>();
        let known = lists.callbacks.borrow().clone();
        known.unwrap_or_else(|| {
            let made = self.new_list(Vec::new());
            *lists.callbacks.borrow_mut() = Some(made.clone());
            made
        })
    }
}

/// A collection that is due by the number of new containers.
pub fn collect_automatically(cx: &mut Context) {
    let interp = cx.interp();
    let collector = &interp.heap().collector;
    if !collector.is_enabled() || collector.collecting.get() {
        return;
    }
    // All objects are looked at each time; the generation only says how the collection is counted.
    let thresholds = collector.thresholds();
    let [young, old] = collector.rounds.get();
    let generation = match (young >= thresholds[1].max(1), old >= thresholds[2].max(10)) {
        (true, true) => 2,
        (true, false) => 1,
        _ => 0,
    };
    collect(cx, generation);
}

/// `gc.collect()`: how many objects were garbage.
pub fn collect(cx: &mut Context, generation: usize) -> usize {
    collect_from(cx, generation, &[])
}

/// The same. Of the garbage, what is reached from the objects at the addresses `first` is finalized first, breadth
/// first, as CPython does it with what modules refer to.
pub fn collect_from(cx: &mut Context, generation: usize, first: &[usize]) -> usize {
    let interp = cx.interp();
    let heap = interp.heap();
    if heap.collector.collecting.replace(true) {
        return 0;
    }
    cx.settle();
    run_callbacks(cx, "start", generation, 0, 0);
    let (collected, kept) = collect_now(cx, heap, first);
    heap.collector.note(generation, collected, kept);
    run_callbacks(cx, "stop", generation, collected, kept);
    heap.collector.schedule(heap);
    heap.collector.collecting.set(false);
    collected + kept
}

fn run_callbacks(cx: &mut Context, phase: &str, generation: usize, collected: usize, uncollectable: usize) {
    let known = cx.interp_ref().extension::<Lists>().callbacks.borrow().clone();
    let Some(list) = known else { return };
    let callbacks = list.get(cx).items.clone();
    for callback in callbacks {
        let phase = cx.str_value(phase);
        let mut info = crate::objects::table::Table::default();
        for (name, number) in
            [("generation", generation), ("collected", collected), ("uncollectable", uncollectable)]
        {
            info.insert_str(&cx.intern(name), Value::Int(number as i64));
        }
        let info = cx.new_dict(info).into();
        if let Err(raised) = cx.call(&callback, &[phase, info]) {
            cx.report_unraisable(raised, "Exception ignored while calling GC callback", &callback);
        }
    }
}

/// Returns how many objects were dropped, and how many kept for `gc.garbage`.
fn collect_now(cx: &mut Context, heap: &Heap, first: &[usize]) -> (usize, usize) {
    let mut garbage = find_garbage(heap);
    if garbage.is_empty() {
        return (0, 0);
    }
    if !first.is_empty() {
        garbage = breadth_first(garbage, first);
    }
    clear_weak_references(heap, &garbage);
    cx.settle();
    if run_finalizers(cx, &garbage) {
        garbage = still_garbage(heap, garbage);
    }
    let count = garbage.len();
    if heap.collector.debug.get() & DEBUG_SAVEALL != 0 {
        let list = cx.gc_garbage();
        list.get_mut(cx).items.extend(garbage.into_iter().map(Value::Ref));
        return (0, count);
    }
    let mut dropped = Vec::new();
    for object in &garbage {
        // SAFETY: no borrow of any object is alive here.
        unsafe { clear_object(object.as_non_null(), &mut dropped) };
    }
    // What the caches know of classes whose namespaces are empty now is not kept alive by them any more.
    for object in &garbage {
        if let Some(class) = object.downcast::<Type>().cloned() {
            class.modified(cx);
        }
    }
    drop(dropped);
    drop(garbage);
    cx.settle();
    (count, 0)
}

/// Whether an object can own references: containers, and instances of Python subclasses of anything.
fn is_tracked(header: &Header) -> bool {
    header.kind().is_container() || header.has_flags(ObjectFlags::EXTENDED)
}

/// Shows every reference that an object owns, the one to its class included.
///
/// # Safety
/// The object is alive and no borrow into any object is.
unsafe fn references(header: NonNull<Header>, visit: &mut dyn FnMut(NonNull<Header>)) {
    // SAFETY: by the caller.
    unsafe {
        trace_object(header, &mut |value: &Value| {
            if let Value::Ref(object) = value {
                visit(object.as_non_null());
            }
        });
        let shape = header.as_ref().shape();
        if shape.has(Shape::COUNTS_CLASS) {
            visit(shape.class_ptr());
        }
    }
}

fn mark_of(header: &NonNull<Header>) -> &Cell<u32> {
    // SAFETY: every object lies in a page, and pages outlive the collection.
    unsafe { Page::of(*header).as_ref() }.mark(*header)
}

/// Subtracts the references inside `objects` from the marks of what they point to.
fn subtract(objects: &[NonNull<Header>]) {
    for object in objects {
        // SAFETY: the objects are alive, and the collector holds no borrow.
        unsafe {
            references(*object, &mut |target| {
                let mark = mark_of(&target);
                if mark.get() < REACHED {
                    debug_assert!(mark.get() > 0, "I-1: more references are seen than counted");
                    mark.set(mark.get().saturating_sub(1));
                }
            });
        }
    }
}

/// Marks what can be reached from objects whose mark is not zero, and returns the others.
fn unreached(objects: &[NonNull<Header>]) -> Vec<NonNull<Header>> {
    let mut work = Vec::new();
    for object in objects {
        let mark = mark_of(object);
        if mark.get() > 0 && mark.get() < REACHED {
            mark.set(REACHED);
            work.push(*object);
        }
        while let Some(next) = work.pop() {
            // SAFETY: as in `subtract`.
            unsafe {
                references(next, &mut |target| {
                    let mark = mark_of(&target);
                    if mark.get() < REACHED {
                        mark.set(REACHED);
                        work.push(target);
                    }
                });
            }
        }
    }
    objects.iter().copied().filter(|object| mark_of(object).get() == 0).collect()
}

fn with_marks<R>(heap: &Heap, work: impl FnOnce() -> R) -> R {
    heap.pages.borrow().iter().for_each(|page| {
        // SAFETY: pages in the list are alive.
        unsafe { page.as_ref() }.start_marks(UNTRACKED);
    });
    let result = work();
    heap.pages.borrow().iter().for_each(|page| {
        // SAFETY: as above.
        unsafe { page.as_ref() }.end_marks();
    });
    result
}

/// Every object that cannot be reached from outside, in the order of the heap; each with a count of ours.
fn find_garbage(heap: &Heap) -> Vec<Ref> {
    with_marks(heap, || {
        let mut objects = Vec::with_capacity(heap.counts.containers.get());
        // SAFETY: only marks change.
        unsafe {
            heap.for_each_object(|header| {
                let object = header.as_ref();
                if is_tracked(object) {
                    // A frozen object counts as referred to from outside, once more than it is.
                    let frozen = u32::from(object.has_flags(ObjectFlags::FROZEN));
                    mark_of(&header).set(object.count() + frozen);
                    objects.push(header);
                }
            });
        }
        subtract(&objects);
        // SAFETY: what nobody outside reaches is still alive: its own references count.
        let garbage: Vec<Ref> =
            unreached(&objects).into_iter().map(|header| unsafe { Ref::cloned(header) }).collect();
        garbage
    })
}

/// The garbage with what can be reached from the objects at some addresses before the rest.
fn breadth_first(garbage: Vec<Ref>, first: &[usize]) -> Vec<Ref> {
    let place: HashMap<usize, usize> =
        garbage.iter().enumerate().map(|(index, object)| (object.address(), index)).collect();
    let mut order: Vec<usize> = Vec::with_capacity(garbage.len());
    let mut seen = vec![false; garbage.len()];
    let mut visit = |order: &mut Vec<usize>, address: usize| {
        if let Some(&index) = place.get(&address)
            && !std::mem::replace(&mut seen[index], true)
        {
            order.push(index);
        }
    };
    for address in first {
        visit(&mut order, *address);
    }
    let mut at = 0;
    while let Some(&index) = order.get(at) {
        at += 1;
        let object = &garbage[index];
        let mut targets = Vec::new();
        // SAFETY: the objects are alive, and the collector holds no borrow.
        unsafe { references(object.as_non_null(), &mut |target| targets.push(target.as_ptr().addr())) };
        if matches!(object.kind(), Kind::List | Kind::Tuple) {
            // CPython looks at the last item first.
            targets.reverse();
        }
        for target in targets {
            visit(&mut order, target);
        }
    }
    for object in &garbage {
        visit(&mut order, object.address());
    }
    order.into_iter().map(|index| garbage[index].clone()).collect()
}

/// The part of the garbage that finalizers have not brought back.
fn still_garbage(heap: &Heap, garbage: Vec<Ref>) -> Vec<Ref> {
    let objects: Vec<NonNull<Header>> = garbage.iter().map(Ref::as_non_null).collect();
    let left = with_marks(heap, || {
        for object in &garbage {
            // One count is the collector's own.
            mark_of(&object.as_non_null()).set(object.count() - 1);
        }
        subtract(&objects);
        unreached(&objects)
    });
    // SAFETY: `garbage` keeps all of them alive.
    left.into_iter().map(|header| unsafe { Ref::cloned(header) }).collect()
}

/// Clears the weak references to the garbage; callbacks of references that are garbage themselves are not
/// called.
fn clear_weak_references(heap: &Heap, garbage: &[Ref]) {
    for object in garbage {
        object.header().add_flags(ObjectFlags::DOOMED);
    }
    for object in garbage {
        if !object.header().has_flags(ObjectFlags::HAS_WEAK) {
            continue;
        }
        let references = heap.weak_references(object);
        object.header().remove_flags(ObjectFlags::HAS_WEAK);
        heap.weak.borrow_mut().remove(&object.address());
        for reference in references.into_iter().rev() {
            let Some(callback) = crate::objects::weakref::clear(&reference) else { continue };
            if !reference.header().has_flags(ObjectFlags::DOOMED) {
                heap.push_pending(Pending::WeakCallback(reference, callback));
            }
        }
    }
    for object in garbage {
        object.header().remove_flags(ObjectFlags::DOOMED);
    }
}

/// The objects with a finalizer: first those of Python classes, then those of extension types, of which none comes
/// before one that refers to it. A file's text must reach the buffer before that is closed.
fn finalization_order(garbage: &[Ref]) -> Vec<Ref> {
    let has_finalizer = |object: &&Ref| {
        let header = object.header();
        header.has_flags(ObjectFlags::HAS_FINALIZER) && !header.has_flags(ObjectFlags::FINALIZED)
    };
    let (natives, mut order): (Vec<Ref>, Vec<Ref>) =
        garbage.iter().filter(has_finalizer).cloned().partition(|object| object.kind() == Kind::Extension);
    let mut referrers: HashMap<usize, usize> = natives.iter().map(|object| (object.address(), 0)).collect();
    let targets = |object: &Ref| {
        let mut found = Vec::new();
        // SAFETY: the objects are alive, and the collector holds no borrow.
        unsafe { references(object.as_non_null(), &mut |target| found.push(target.as_ptr().addr())) };
        found.retain(|target| *target != object.address());
        found
    };
    for object in &natives {
        for target in targets(object) {
            referrers.entry(target).and_modify(|count| *count += 1);
        }
    }
    let (ready, waiting): (Vec<Ref>, Vec<Ref>) =
        natives.into_iter().partition(|object| referrers[&object.address()] == 0);
    let mut waiting: HashMap<usize, Ref> =
        waiting.into_iter().map(|object| (object.address(), object)).collect();
    let mut ready = VecDeque::from(ready);
    while let Some(object) = ready.pop_front() {
        for target in targets(&object) {
            let Some(count) = referrers.get_mut(&target) else { continue };
            *count -= 1;
            if *count == 0 {
                ready.extend(waiting.remove(&target));
            }
        }
        order.push(object);
    }
    // These refer to each other.
    order.extend(waiting.into_values());
    order
}

/// Calls the finalizers of the garbage, each object's once in its life; says whether there were any.
fn run_finalizers(cx: &mut Context, garbage: &[Ref]) -> bool {
    let mut any = false;
    for object in &finalization_order(garbage) {
        let header = object.header();
        if header.has_flags(ObjectFlags::HAS_FINALIZER) && !header.has_flags(ObjectFlags::FINALIZED) {
            header.add_flags(ObjectFlags::FINALIZED);
            any = true;
            crate::objects::object::finalize(cx, object.clone());
        }
    }
    any
}

/// `gc.is_tracked(value)`.
pub fn is_tracked_value(value: &Value) -> bool {
    value.as_ref().is_some_and(|object| is_tracked(object.header()))
}

/// `gc.is_finalized(value)`.
pub fn is_finalized(value: &Value) -> bool {
    value.as_ref().is_some_and(|object| object.header().has_flags(ObjectFlags::FINALIZED))
}

/// `gc.get_objects()`.
pub fn objects(heap: &Heap) -> Vec<Value> {
    let mut found = Vec::new();
    // SAFETY: pushing references neither allocates nor frees objects.
    unsafe {
        heap.for_each_object(|header| {
            if is_tracked(header.as_ref()) {
                found.push(Value::Ref(Ref::cloned(header)));
            }
        });
    }
    found
}

/// `gc.get_referents(value)`: what an object refers to.
pub fn referents(value: &Value) -> Vec<Value> {
    let mut found = Vec::new();
    let Some(object) = value.as_ref() else { return found };
    // SAFETY: the object is alive, and the caller holds no borrow.
    unsafe {
        trace_object(object.as_non_null(), &mut |value: &Value| {
            if !value.is_empty() {
                found.push(value.clone());
            }
        });
    }
    let shape = object.header().shape();
    if shape.has(Shape::COUNTS_CLASS) {
        found.push(shape.class().value());
    }
    found
}

/// `gc.get_referrers(*values)`: the objects that refer to one of these.
pub fn referrers(heap: &Heap, targets: &[Value]) -> Vec<Value> {
    let wanted: Vec<usize> = targets.iter().filter_map(|value| value.as_ref().map(Ref::address)).collect();
    let mut found = Vec::new();
    // SAFETY: nothing is allocated or freed meanwhile.
    unsafe {
        heap.for_each_object(|header| {
            if !is_tracked(header.as_ref()) {
                return;
            }
            let mut refers = false;
            references(header, &mut |target| refers |= wanted.contains(&(target.as_ptr() as usize)));
            if refers {
                found.push(Value::Ref(Ref::cloned(header)));
            }
        });
    }
    found
}

/// `gc.freeze()`: all objects of now are left alone.
pub fn freeze(heap: &Heap) {
    each_tracked(heap, |object| object.add_flags(ObjectFlags::FROZEN));
}

/// `gc.unfreeze()`.
pub fn unfreeze(heap: &Heap) {
    each_tracked(heap, |object| object.remove_flags(ObjectFlags::FROZEN));
}

/// `gc.get_freeze_count()`.
pub fn freeze_count(heap: &Heap) -> usize {
    let mut count = 0;
    each_tracked(heap, |object| count += usize::from(object.has_flags(ObjectFlags::FROZEN)));
    count
}

fn each_tracked(heap: &Heap, mut visit: impl FnMut(&Header)) {
    // SAFETY: only flags are read and set.
    unsafe {
        heap.for_each_object(|header| {
            if is_tracked(header.as_ref()) {
                visit(header.as_ref());
            }
        });
    }
}
