//! A pattern as a program for the backtracking machine, and how a tree becomes one.
//!
//! ```text
//! (a|b)*c        0 Begin 0
//!                1 Loop 0, exit 8
//!                2 Mark 2             the group's beginning
//!                3 Branch 6           try what follows, then 6
//!                4 Bytes "a"
//!                5 Jump 7
//!                6 Bytes "b"
//!                7 Mark 3 ─▶ 1
//!                8 Bytes "c"
//!                9 Accept
//! ```
//!
//! Texts are bytes: UTF-8 (with lone surrogates) or whatever a `bytes` object holds. A literal is compared as
//! bytes in both.

use super::error::{Fault, PatternError};
use super::first::{First, first_of};
use super::parse::Parsed;
use super::set::Fold;
use super::tree::{Greed, MANY, MANY_WIDE, Node, One, Place};
use crate::Wtf8Buf;

/// One instruction.
#[derive(Debug)]
pub(super) enum Op {
    /// These bytes.
    Bytes(Box<[u8]>),
    /// One character.
    One(One),
    /// A place.
    Place(Place),
    /// Notes where a group begins (even) or ends (odd).
    Mark(usize),
    /// Goes on elsewhere.
    Jump(usize),
    /// Tries what follows and then the other place; only the latter if the next byte cannot begin the former.
    Branch(usize, Option<Box<First>>),
    /// Tries the other place and then what follows.
    Defer(usize),
    /// A character again and again.
    Run { one: One, least: u32, most: u32, greed: Greed },
    /// Starts counting the turns of a loop.
    Begin(usize),
    /// Decides whether a loop's body, which follows, is run once more.
    Loop { number: usize, least: u32, most: u32, lazy: bool, exit: usize },
    /// The text of a group again.
    Again(usize, Fold),
    /// Runs what follows up to its `Accept` by itself, so many characters further back, and goes on at `next`.
    Look { negated: bool, behind: Option<u64>, next: usize },
    /// Runs what follows up to its `Accept` by itself, and goes on at `next` behind it.
    Atomic { next: usize },
    /// Goes elsewhere if a group has not taken part.
    Unless(usize, usize),
    /// Fits nowhere.
    Never,
    /// The end.
    Accept,
}

/// A compiled pattern.
pub struct Program {
    pub(super) ops: Vec<Op>,
    /// How many loops count.
    pub(super) loops: usize,
    /// How many groups there are.
    pub groups: usize,
    /// All flags.
    pub flags: u32,
    /// Named groups, in order.
    pub names: Vec<(Vec<u32>, usize)>,
    /// `FutureWarning`s about the pattern.
    pub warnings: Vec<String>,
    /// Whether the pattern is a `str`.
    pub is_text: bool,
    /// What a match begins with.
    pub(super) first: First,
    /// The only byte that a match can begin with.
    pub(super) only: Option<u8>,
    /// The literal that every match begins with.
    pub(super) prefix: Option<Box<memchr::memmem::Finder<'static>>>,
    /// Whether a match can only begin where the text does.
    pub(super) anchored: bool,
}

impl Program {
    /// Compiles a pattern: the code points of a `str`, or the bytes of a `bytes` object.
    pub fn compile(pattern: Vec<u32>, is_text: bool, flags: u32) -> Result<Program, PatternError> {
        let parsed = super::parse::parse(pattern, is_text, flags)?;
        let mut compiler = Compiler { ops: Vec::new(), loops: 0, is_text, widths: &parsed.widths };
        compiler.node(&parsed.tree)?;
        compiler.ops.push(Op::Accept);
        let Compiler { ops, loops, .. } = compiler;
        let prefix = ops.iter().find(|op| !matches!(op, Op::Mark(_))).and_then(|op| match op {
            Op::Bytes(bytes) if bytes.len() > 1 => {
                Some(Box::new(memchr::memmem::Finder::new(bytes).into_owned()))
            }
            _ => None,
        });
        let anchored = matches!(ops[0], Op::Place(Place::Start));
        let first = first_of(&parsed.tree, is_text);
        let only = first.only();
        let Parsed { flags, groups, names, warnings, .. } = parsed;
        Ok(Program { ops, loops, groups, flags, names, warnings, is_text, first, only, prefix, anchored })
    }
}

struct Compiler<'a> {
    ops: Vec<Op>,
    loops: usize,
    is_text: bool,
    widths: &'a [(u64, u64)],
}

/// The bytes of a character.
pub(super) fn encode(c: u32, is_text: bool) -> Vec<u8> {
    if !is_text {
        return vec![c as u8];
    }
    let mut buffer = Wtf8Buf::new();
    buffer.push(c);
    buffer.into_bytes()
}

impl Compiler<'_> {
    fn node(&mut self, node: &Node) -> Result<(), PatternError> {
        match node {
            Node::One(One::Literal(c)) => self.literal(*c),
            Node::One(one) => self.ops.push(Op::One(one.clone())),
            Node::Place(place) => self.ops.push(Op::Place(*place)),
            Node::Sequence(parts) => {
                // A literal may only grow by what follows it in the same sequence: jumps lead between others.
                let mut open = false;
                for part in parts {
                    match part {
                        Node::One(One::Literal(c)) if open => self.extend(*c),
                        Node::One(One::Literal(c)) => {
                            self.literal(*c);
                            open = true;
                        }
                        other => {
                            self.node(other)?;
                            open = false;
                        }
                    }
                }
            }
            Node::Either(branches) => self.either(branches)?,
            Node::Group(group, body) => {
                self.ops.push(Op::Mark(group * 2));
                self.node(body)?;
                self.ops.push(Op::Mark(group * 2 + 1));
            }
            Node::Repeat { least, most, greed, body } => self.repeat(*least, *most, *greed, body)?,
            Node::Again(group, fold) => self.ops.push(Op::Again(*group, *fold)),
            Node::Look { negated, behind, body } => {
                let behind = match behind {
                    None => None,
                    Some(_) => Some(self.width_behind(body)?),
                };
                let at = self.placeholder();
                self.node(body)?;
                self.ops.push(Op::Accept);
                self.ops[at] = Op::Look { negated: *negated, behind, next: self.ops.len() };
            }
            Node::Conditional(group, yes, no) => {
                let at = self.placeholder();
                self.node(yes)?;
                let end = self.placeholder();
                self.ops[at] = Op::Unless(*group, self.ops.len());
                self.node(no)?;
                self.ops[end] = Op::Jump(self.ops.len());
            }
            Node::Atomic(body) => self.atomic(|compiler| compiler.node(body))?,
            Node::Never => self.ops.push(Op::Never),
        }
        Ok(())
    }

    fn placeholder(&mut self) -> usize {
        self.ops.push(Op::Never);
        self.ops.len() - 1
    }

    fn literal(&mut self, c: u32) {
        // A byte pattern can only hold bytes.
        self.ops.push(Op::Bytes(encode(c, self.is_text).into_boxed_slice()));
    }

    fn extend(&mut self, c: u32) {
        if let Some(Op::Bytes(bytes)) = self.ops.last_mut() {
            let mut longer = std::mem::take(bytes).into_vec();
            longer.extend(encode(c, self.is_text));
            *bytes = longer.into_boxed_slice();
        }
    }

    fn width_behind(&self, body: &Node) -> Result<u64, PatternError> {
        let (least, most) = body.width(self.widths);
        if least >= MANY_WIDE {
            return Err(PatternError::other(Fault::Pattern, "looks too much behind"));
        }
        if least != most {
            return Err(PatternError::other(Fault::Pattern, "look-behind requires fixed-width pattern"));
        }
        Ok(least)
    }

    fn atomic(
        &mut self,
        body: impl FnOnce(&mut Self) -> Result<(), PatternError>,
    ) -> Result<(), PatternError> {
        let at = self.placeholder();
        body(self)?;
        self.ops.push(Op::Accept);
        self.ops[at] = Op::Atomic { next: self.ops.len() };
        Ok(())
    }

    fn either(&mut self, branches: &[Node]) -> Result<(), PatternError> {
        let mut ends = Vec::new();
        for (number, branch) in branches.iter().enumerate() {
            if number + 1 == branches.len() {
                self.node(branch)?;
                break;
            }
            let at = self.placeholder();
            self.node(branch)?;
            ends.push(self.placeholder());
            let guard = first_of(branch, self.is_text);
            let guard = (!guard.maybe_empty).then(|| Box::new(guard));
            self.ops[at] = Op::Branch(self.ops.len(), guard);
        }
        for end in ends {
            self.ops[end] = Op::Jump(self.ops.len());
        }
        Ok(())
    }

    fn repeat(&mut self, least: u32, most: u32, greed: Greed, body: &Node) -> Result<(), PatternError> {
        if let Node::One(one) = body {
            if (least, most) == (1, 1) {
                return self.node(body);
            }
            self.ops.push(Op::Run { one: one.clone(), least, most, greed });
            return Ok(());
        }
        match greed {
            Greed::Possessive => self.atomic(|compiler| compiler.repeat(least, most, Greed::Greedy, body)),
            Greed::Greedy if (least, most) == (0, 1) => {
                let at = self.placeholder();
                self.node(body)?;
                self.ops[at] = Op::Branch(self.ops.len(), None);
                Ok(())
            }
            Greed::Lazy if (least, most) == (0, 1) => {
                let at = self.placeholder();
                self.node(body)?;
                self.ops[at] = Op::Defer(self.ops.len());
                Ok(())
            }
            _ => {
                let number = self.loops;
                self.loops += 1;
                self.ops.push(Op::Begin(number));
                let at = self.placeholder();
                self.node(body)?;
                self.ops.push(Op::Jump(at));
                let lazy = greed == Greed::Lazy;
                self.ops[at] = Op::Loop { number, least, most, lazy, exit: self.ops.len() };
                Ok(())
            }
        }
    }
}

/// Whether a repetition has a limit, and has reached it.
pub(super) fn is_full(count: u32, most: u32) -> bool {
    most != MANY && count >= most
}
