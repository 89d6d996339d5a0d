//! The machine that runs a pattern's program: it goes on as far as it can and, when something does not fit, back
//! to the last place where it had a choice.
//!
//! ```text
//! stack of frames, newest on top
//!   Branch 6 at 3      go on at instruction 6, from byte 3
//!   Mark 2 was 0       what a group's mark was before: put back on the way
//!   Run …              a repetition of one character that can still give some back
//! ```
//!
//! What changes on the way forward is put on the stack with its old value, so that going back restores exactly
//! what held. Look-around and atomic groups run by themselves; their choices are then forgotten, their marks stay.

use super::program::{Op, Program, is_full};
use super::set::{Category, Fold, lower};
use super::tree::{Greed, MANY, One, Place};

/// A place that is not set.
pub const NOWHERE: usize = usize::MAX;

/// How a match must lie in the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// It begins where the search does.
    Match,
    /// It begins there and ends at the end.
    Full,
    /// It begins anywhere.
    Search,
}

/// Where to look.
#[derive(Clone, Copy)]
pub struct Window<'t> {
    /// The text up to where it is to end.
    pub text: &'t [u8],
    /// Whether all of it is ASCII, or it is not text but bytes.
    pub single: bool,
    /// The byte from which to look.
    pub start: usize,
    /// Whether a match that begins there must not be empty.
    pub must_advance: bool,
}

/// A match: byte offsets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Beginning and end of the whole match and of each group, [`NOWHERE`] for a group that took no part.
    pub marks: Box<[usize]>,
    /// The group that was closed last, or 0.
    pub last: usize,
}

/// The search was given up, as the caller wished.
#[derive(Debug, PartialEq, Eq)]
pub struct GivenUp;

enum Frame {
    Branch { pc: u32, pos: usize },
    Turn { pc: u32, pos: usize },
    Run { pc: u32, pos: usize, low: usize },
    LazyRun { pc: u32, pos: usize, count: u32 },
    Mark { slot: u32, last: u32, old: usize },
    Loop { number: u32, count: u32, last: usize },
}

/// How characters lie in the bytes.
trait Text {
    /// The character at a place before the end, and the place behind it.
    fn at(text: &[u8], pos: usize) -> (u32, usize);
    /// The place of the character before a place that is not the beginning.
    fn back(text: &[u8], pos: usize) -> usize;
}

/// Every byte is a character.
struct Single;

impl Text for Single {
    #[inline(always)]
    fn at(text: &[u8], pos: usize) -> (u32, usize) {
        (u32::from(text[pos]), pos + 1)
    }

    #[inline(always)]
    fn back(_: &[u8], pos: usize) -> usize {
        pos - 1
    }
}

/// UTF-8 that may hold surrogates.
struct Wide;

impl Text for Wide {
    #[inline(always)]
    fn at(text: &[u8], pos: usize) -> (u32, usize) {
        let lead = text[pos];
        let tail = |at: usize| u32::from(text[pos + at] & 0x3f);
        match lead {
            0..=0x7f => (u32::from(lead), pos + 1),
            0x80..=0xdf => (u32::from(lead & 0x1f) << 6 | tail(1), pos + 2),
            0xe0..=0xef => (u32::from(lead & 0xf) << 12 | tail(1) << 6 | tail(2), pos + 3),
            _ => (u32::from(lead & 7) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), pos + 4),
        }
    }

    #[inline(always)]
    fn back(text: &[u8], pos: usize) -> usize {
        let mut pos = pos - 1;
        while text[pos] & 0xc0 == 0x80 {
            pos -= 1;
        }
        pos
    }
}

/// Whether a character fits.
#[inline(always)]
pub(super) fn fits(one: &One, c: u32) -> bool {
    match one {
        One::Literal(literal) => *literal == c,
        One::Letter(lowers, fold) => lowers.contains(&lower(c, *fold)),
        One::Any => true,
        One::NotNewline => c != 10,
        One::Set(set) => set.accepts(c),
    }
}

impl Program {
    /// Looks for a match. `go_on` is asked now and then whether to go on.
    pub fn find(
        &self,
        window: Window<'_>,
        mode: Mode,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Result<Option<Found>, GivenUp> {
        if window.start > window.text.len() {
            return Ok(None);
        }
        if window.single {
            Machine::<Single>::new(self, window, mode, go_on).search(mode)
        } else {
            Machine::<Wide>::new(self, window, mode, go_on).search(mode)
        }
    }
}

struct Machine<'a, T> {
    program: &'a Program,
    text: &'a [u8],
    start: usize,
    full: bool,
    /// Where an empty match is not welcome.
    refused: usize,
    marks: Box<[usize]>,
    last: u32,
    loops: Box<[(u32, usize)]>,
    stack: Vec<Frame>,
    steps: u32,
    go_on: &'a mut dyn FnMut() -> bool,
    kind: std::marker::PhantomData<T>,
}

impl<'a, T: Text> Machine<'a, T> {
    fn new(
        program: &'a Program,
        window: Window<'a>,
        mode: Mode,
        go_on: &'a mut dyn FnMut() -> bool,
    ) -> Machine<'a, T> {
        Machine {
            program,
            text: window.text,
            start: window.start,
            full: mode == Mode::Full,
            refused: if window.must_advance { window.start } else { NOWHERE },
            marks: vec![NOWHERE; program.groups * 2 + 2].into_boxed_slice(),
            last: 0,
            loops: vec![(0, NOWHERE); program.loops].into_boxed_slice(),
            stack: Vec::new(),
            steps: 0,
            go_on,
            kind: std::marker::PhantomData,
        }
    }

    fn search(mut self, mode: Mode) -> Result<Option<Found>, GivenUp> {
        let mut at = self.start;
        if mode != Mode::Search || self.program.anchored {
            if mode == Mode::Search && at > 0 {
                return Ok(None);
            }
            return Ok(self.run(0, at, true)?.map(|end| self.found(at, end)));
        }
        loop {
            let Some(next) = self.candidate(at) else { return Ok(None) };
            at = next;
            if let Some(end) = self.run(0, at, true)? {
                return Ok(Some(self.found(at, end)));
            }
            if at >= self.text.len() {
                return Ok(None);
            }
            at = T::at(self.text, at).1;
            self.tick()?;
        }
    }

    /// The next place where a match can begin.
    #[inline]
    fn candidate(&self, at: usize) -> Option<usize> {
        let rest = &self.text[at..];
        let skipped = if let Some(prefix) = &self.program.prefix {
            prefix.find(rest)?
        } else if self.program.first.maybe_empty {
            0
        } else if let Some(byte) = self.program.only {
            memchr::memchr(byte, rest)?
        } else {
            rest.iter().position(|&byte| self.program.first.accepts(byte))?
        };
        Some(at + skipped)
    }

    fn found(self, start: usize, end: usize) -> Found {
        let mut marks = self.marks;
        marks[0] = start;
        marks[1] = end;
        Found { marks, last: self.last as usize }
    }

    #[inline(always)]
    fn tick(&mut self) -> Result<(), GivenUp> {
        self.steps = self.steps.wrapping_add(1);
        if self.steps & 0xfff == 0 && !(self.go_on)() { Err(GivenUp) } else { Ok(()) }
    }

    /// Runs from an instruction to its `Accept`; gives the place reached. What was chosen on the way to success
    /// is forgotten, unless this is the whole match; after a failure all is as it was.
    fn run(&mut self, pc: usize, pos: usize, is_whole: bool) -> Result<Option<usize>, GivenUp> {
        let program = self.program;
        let ops = &program.ops[..];
        let base = self.stack.len();
        let (mut pc, mut pos) = (pc, pos);
        loop {
            let goes_on = match &ops[pc] {
                Op::Bytes(bytes) => {
                    let fits = self.text[pos..].starts_with(bytes);
                    pos += bytes.len();
                    pc += 1;
                    fits
                }
                Op::One(one) => {
                    if pos < self.text.len()
                        && let (c, next) = T::at(self.text, pos)
                        && fits(one, c)
                    {
                        pos = next;
                        pc += 1;
                        true
                    } else {
                        false
                    }
                }
                Op::Place(place) => {
                    pc += 1;
                    self.is_at(*place, pos)
                }
                Op::Mark(slot) => {
                    self.set_mark(*slot, pos);
                    pc += 1;
                    true
                }
                Op::Jump(target) => {
                    pc = *target;
                    true
                }
                Op::Branch(other, guard) => {
                    let possible = guard
                        .as_ref()
                        .is_none_or(|guard| self.text.get(pos).is_some_and(|&byte| guard.accepts(byte)));
                    if possible {
                        self.stack.push(Frame::Branch { pc: *other as u32, pos });
                        pc += 1;
                    } else {
                        pc = *other;
                    }
                    true
                }
                Op::Defer(other) => {
                    self.stack.push(Frame::Branch { pc: pc as u32 + 1, pos });
                    pc = *other;
                    true
                }
                Op::Run { one, least, most, greed } => {
                    let run = self.start_run(ops, pc, pos, one, (*least, *most), *greed);
                    pc += 1;
                    match run {
                        Some(end) => {
                            pos = end;
                            true
                        }
                        None => false,
                    }
                }
                Op::Begin(number) => {
                    self.set_loop(*number, 0, NOWHERE);
                    pc += 1;
                    true
                }
                Op::Loop { number, least, most, lazy, exit } => {
                    self.tick()?;
                    let (count, last) = self.loops[*number];
                    if count < *least {
                        self.set_loop(*number, count + 1, last);
                        pc += 1;
                    } else if is_full(count, *most) || pos == last {
                        pc = *exit;
                    } else if *lazy {
                        self.stack.push(Frame::Turn { pc: pc as u32, pos });
                        pc = *exit;
                    } else {
                        self.stack.push(Frame::Branch { pc: *exit as u32, pos });
                        self.set_loop(*number, count.saturating_add(1), pos);
                        pc += 1;
                    }
                    true
                }
                Op::Again(group, fold) => {
                    pc += 1;
                    match self.again(*group, *fold, pos) {
                        Some(end) => {
                            pos = end;
                            true
                        }
                        None => false,
                    }
                }
                Op::Look { negated, behind, next } => {
                    let begin = self.behind(pos, behind.unwrap_or(0));
                    let height = self.stack.len();
                    let fitted = match begin {
                        Some(begin) => self.run(pc + 1, begin, false)?.is_some(),
                        None => false,
                    };
                    if *negated && fitted {
                        self.undo_to(height);
                    }
                    pc = *next;
                    fitted != *negated
                }
                Op::Atomic { next } => match self.run(pc + 1, pos, false)? {
                    Some(end) => {
                        pos = end;
                        pc = *next;
                        true
                    }
                    None => false,
                },
                Op::Unless(group, other) => {
                    pc = if self.group(*group).is_some() { pc + 1 } else { *other };
                    true
                }
                Op::Never => false,
                Op::Accept => {
                    let refused = is_whole && (self.full && pos != self.text.len() || pos == self.refused);
                    if !refused {
                        if !is_whole {
                            self.forget_choices(base);
                        }
                        return Ok(Some(pos));
                    }
                    false
                }
            };
            if !goes_on {
                match self.back_up(ops, base)? {
                    Some(place) => (pc, pos) = place,
                    None => return Ok(None),
                }
            }
        }
    }

    /// Undoes what was done since the last choice, and makes it otherwise.
    #[inline]
    fn back_up(&mut self, ops: &[Op], base: usize) -> Result<Option<(usize, usize)>, GivenUp> {
        self.tick()?;
        while self.stack.len() > base {
            let Some(frame) = self.stack.pop() else { break };
            match frame {
                Frame::Branch { pc, pos } => return Ok(Some((pc as usize, pos))),
                Frame::Turn { pc, pos } => {
                    if let Op::Loop { number, .. } = &ops[pc as usize] {
                        let count = self.loops[*number].0;
                        self.set_loop(*number, count.saturating_add(1), pos);
                    }
                    return Ok(Some((pc as usize + 1, pos)));
                }
                Frame::Run { pc, pos, low } => {
                    if let Some(pos) = self.give_back(ops, pc as usize, pos, low) {
                        return Ok(Some((pc as usize + 1, pos)));
                    }
                }
                Frame::LazyRun { pc, pos, count } => {
                    if let Op::Run { one, most, .. } = &ops[pc as usize]
                        && pos < self.text.len()
                        && let (c, next) = T::at(self.text, pos)
                        && fits(one, c)
                    {
                        if !is_full(count + 1, *most) {
                            let count = (count + 1).min(MANY - 2);
                            self.stack.push(Frame::LazyRun { pc, pos: next, count });
                        }
                        return Ok(Some((pc as usize + 1, next)));
                    }
                }
                undo => self.undo(&undo),
            }
        }
        Ok(None)
    }

    fn undo(&mut self, frame: &Frame) {
        match *frame {
            Frame::Mark { slot, last, old } => {
                self.marks[slot as usize] = old;
                self.last = last;
            }
            Frame::Loop { number, count, last } => self.loops[number as usize] = (count, last),
            _ => {}
        }
    }

    fn undo_to(&mut self, height: usize) {
        while self.stack.len() > height
            && let Some(frame) = self.stack.pop()
        {
            self.undo(&frame);
        }
    }

    /// Removes the choices above a height, and keeps what restores marks and loops.
    fn forget_choices(&mut self, base: usize) {
        let mut kept = base;
        for at in base..self.stack.len() {
            if matches!(self.stack[at], Frame::Mark { .. } | Frame::Loop { .. }) {
                self.stack.swap(kept, at);
                kept += 1;
            }
        }
        self.stack.truncate(kept);
    }

    #[inline]
    fn set_mark(&mut self, slot: usize, pos: usize) {
        let old = std::mem::replace(&mut self.marks[slot], pos);
        self.stack.push(Frame::Mark { slot: slot as u32, last: self.last, old });
        if slot % 2 == 1 {
            self.last = (slot / 2) as u32;
        }
    }

    #[inline]
    fn set_loop(&mut self, number: usize, count: u32, last: usize) {
        let (old_count, old_last) = std::mem::replace(&mut self.loops[number], (count, last));
        self.stack.push(Frame::Loop { number: number as u32, count: old_count, last: old_last });
    }

    /// Begins a repetition of one character; gives where it ends for now.
    #[inline]
    fn start_run(
        &mut self,
        ops: &[Op],
        pc: usize,
        pos: usize,
        one: &One,
        (least, most): (u32, u32),
        greed: Greed,
    ) -> Option<usize> {
        let (low, count) = self.consume(one, pos, least);
        if count < least {
            return None;
        }
        match greed {
            Greed::Lazy => {
                if !is_full(least, most) {
                    self.stack.push(Frame::LazyRun { pc: pc as u32, pos: low, count: least });
                }
                Some(low)
            }
            Greed::Possessive => Some(self.consume_rest(one, low, least, most)),
            Greed::Greedy => {
                let end = self.consume_rest(one, low, least, most);
                self.give_back(ops, pc, end, low)
            }
        }
    }

    fn consume_rest(&self, one: &One, low: usize, least: u32, most: u32) -> usize {
        match one {
            _ if most != MANY => self.consume(one, low, most - least).0,
            One::Any => self.text.len(),
            One::NotNewline => {
                memchr::memchr(10, &self.text[low..]).map_or(self.text.len(), |length| low + length)
            }
            _ => self.consume(one, low, MANY).0,
        }
    }

    /// Goes over at most so many characters that fit.
    #[inline]
    fn consume(&self, one: &One, mut pos: usize, most: u32) -> (usize, u32) {
        let mut count = 0;
        if let One::Set(set) = one {
            while count < most && pos < self.text.len() {
                let (c, next) = T::at(self.text, pos);
                if !set.accepts(c) {
                    break;
                }
                pos = next;
                count += u32::from(most != MANY);
            }
            return (pos, count);
        }
        while count < most && pos < self.text.len() {
            let (c, next) = T::at(self.text, pos);
            if !fits(one, c) {
                break;
            }
            pos = next;
            count += u32::from(most != MANY);
        }
        (pos, count)
    }

    /// The last place of a run, not after `pos` and not before `low`, from where what follows can begin. What
    /// lies before it is left for later.
    #[inline]
    fn give_back(&mut self, ops: &[Op], pc: usize, mut pos: usize, low: usize) -> Option<usize> {
        if let Op::Bytes(bytes) = &ops[pc + 1] {
            let byte = bytes[0];
            while self.text.get(pos) != Some(&byte) {
                if pos <= low {
                    return None;
                }
                pos = T::back(self.text, pos);
            }
        }
        if pos > low {
            let before = T::back(self.text, pos);
            self.stack.push(Frame::Run { pc: pc as u32, pos: before, low });
        }
        Some(pos)
    }

    fn group(&self, group: usize) -> Option<(usize, usize)> {
        let (start, end) = (self.marks[group * 2], self.marks[group * 2 + 1]);
        (start != NOWHERE && end != NOWHERE && start <= end).then_some((start, end))
    }

    fn again(&self, group: usize, fold: Fold, pos: usize) -> Option<usize> {
        let (start, end) = self.group(group)?;
        if fold == Fold::Exact {
            let known = &self.text[start..end];
            return self.text[pos..].starts_with(known).then(|| pos + known.len());
        }
        let (mut known, mut pos) = (start, pos);
        while known < end {
            if pos >= self.text.len() {
                return None;
            }
            let ((a, after), (b, next)) = (T::at(self.text, known), T::at(self.text, pos));
            if lower(a, fold) != lower(b, fold) {
                return None;
            }
            (known, pos) = (after, next);
        }
        Some(pos)
    }

    fn behind(&self, pos: usize, count: u64) -> Option<usize> {
        let mut pos = pos;
        for _ in 0..count {
            if pos == 0 {
                return None;
            }
            pos = T::back(self.text, pos);
        }
        Some(pos)
    }

    fn is_at(&self, place: Place, pos: usize) -> bool {
        let end = self.text.len();
        match place {
            Place::Start => pos == 0,
            Place::LineStart => pos == 0 || self.text[pos - 1] == b'\n',
            Place::End => pos == end,
            Place::LastLineEnd => pos == end || pos + 1 == end && self.text[pos] == b'\n',
            Place::LineEnd => pos == end || self.text[pos] == b'\n',
            Place::WordEdge { negated, unicode } => {
                let is_word = |at: usize| Category::Word.accepts(T::at(self.text, at).0, unicode);
                let before = pos > 0 && is_word(T::back(self.text, pos));
                let after = pos < end && is_word(pos);
                (before != after) != negated
            }
        }
    }
}
