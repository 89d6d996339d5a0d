//! Small Python programs from a string of choices: terminating, and with an output that does not depend on
//! addresses, hashes or time. A mistake in a program (most have several) is caught by it and printed.
//!
//! The pieces are in `words`, functions and classes in `definitions`, what every program begins with in
//! `prelude.py`.

mod definitions;
#[rustfmt::skip]
mod words;

use arbitrary::Unstructured;

use definitions::Signature;
use words::*;

const PRELUDE: &str = include_str!("generate/prelude.py");

/// What a value is, for the most part: a name can hold something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Int,
    Float,
    Str,
    Bytes,
    List,
    Dict,
    Set,
    Any,
}

/// The holes for what may show its address when it is made into text.
const TELLING: &[&str] = &["$x", "$v", "$d", "$l", "$c"];

/// The variables of every program.
const NAMES: &[(&str, Kind)] = &[
    ("a", Kind::Any),
    ("b", Kind::Any),
    ("c", Kind::Any),
    ("i", Kind::Int),
    ("j", Kind::Int),
    ("s", Kind::Str),
    ("t", Kind::Str),
    ("l", Kind::List),
    ("m", Kind::List),
    ("d", Kind::Dict),
    ("q", Kind::Dict),
];

/// Writes a program that the choices stand for.
pub fn program(choices: &[u8]) -> String {
    let mut writer = Writer {
        choices: Unstructured::new(choices),
        text: PRELUDE.to_owned(),
        functions: Vec::new(),
        generators: Vec::new(),
        classes: 0,
        labels: 0,
        loops: 0,
        nesting: 0,
        place: Place::Module,
        walrus: true,
    };
    for &(name, kind) in NAMES {
        let value = writer.constant(kind);
        writer.line(0, &format!("{name} = {value}"));
    }
    for _ in 0..3 {
        match writer.pick(2) {
            0 => writer.function(),
            _ => writer.class(),
        }
    }
    while !writer.choices.is_empty() && writer.text.len() < PRELUDE.len() + 12_000 {
        match writer.pick(8) {
            0 => writer.function(),
            1 => writer.class(),
            _ => writer.guarded(),
        }
    }
    for (name, _) in NAMES {
        writer.line(0, &format!("try: show('{name}', {name})"));
        writer.line(0, "except Exception as error: caught('end', error)");
    }
    writer.text
}

/// Where a statement stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Module,
    Function,
    Generator,
}

struct Writer<'c> {
    choices: Unstructured<'c>,
    text: String,
    functions: Vec<Signature>,
    generators: Vec<Signature>,
    classes: usize,
    labels: usize,
    /// Loops around the present place, in its function.
    loops: usize,
    /// Functions around the present place that are inside others.
    nesting: usize,
    place: Place,
    /// `:=` may stand here: not in a comprehension, nor in the body of a class.
    walrus: bool,
}

impl Writer<'_> {
    fn pick(&mut self, below: usize) -> usize {
        // Without choices left, the first possibility: every recursion ends.
        self.choices.int_in_range(0..=below - 1).unwrap_or(0)
    }

    fn choose<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.pick(from.len())]
    }

    fn label(&mut self) -> usize {
        self.labels += 1;
        self.labels
    }

    fn line(&mut self, indent: usize, text: &str) {
        self.text.push_str(&"    ".repeat(indent));
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn name(&mut self, kind: Kind) -> &'static str {
        let fitting = |wanted: Kind| NAMES.iter().filter(move |(_, kind)| *kind == wanted);
        let index = self.pick(fitting(kind).count());
        fitting(kind).nth(index).expect("there are so many").0
    }

    /// A name, which is also kept for holes that repeat it.
    fn name_to(&mut self, kind: Kind, last: &mut &'static str) -> String {
        *last = self.name(kind);
        (*last).to_owned()
    }

    /// A value that needs no name.
    fn constant(&mut self, kind: Kind) -> &'static str {
        let free: Vec<&str> = pieces(kind).0.iter().copied().filter(|piece| !piece.contains('$')).collect();
        self.choose(&free)
    }

    /// An expression of a kind.
    fn of(&mut self, kind: Kind, depth: usize) -> String {
        let (simple, compound) = pieces(kind);
        if depth == 0 || self.pick(3) == 1 {
            let template = self.choose(simple);
            return wrapped(self.fill(template, 0));
        }
        let mut template = self.choose(compound);
        if !self.walrus && template.contains(":=") {
            template = simple[0];
        }
        let expression = self.fill(template, depth - 1);
        match kind {
            // What is computed from a NaN, or to one, is another object in CPython every time.
            Kind::Float => format!("one({expression})"),
            // An address goes before anything can cut it or turn it round.
            Kind::Str if TELLING.iter().any(|hole| template.contains(hole)) => format!("clean({expression})"),
            _ => wrapped(expression),
        }
    }

    /// A piece on one line, with its holes filled.
    fn fill(&mut self, template: &str, depth: usize) -> String {
        let walrus = self.walrus;
        self.walrus &= !template.contains(" for ");
        let own = if template.contains("$@") { self.label() } else { 0 };
        let mut out = String::new();
        let mut last = "";
        let mut rest = template.chars();
        while let Some(c) = rest.next() {
            if c != '$' {
                out.push(c);
                continue;
            }
            let hole = rest.next().expect("a hole has a letter");
            out.push_str(&match hole {
                '$' => "$".to_owned(),
                '#' => self.label().to_string(),
                '@' => own.to_string(),
                '=' => last.to_owned(),
                'i' => self.of(Kind::Int, depth),
                'f' => self.of(Kind::Float, depth),
                's' => self.of(Kind::Str, depth),
                'y' => self.of(Kind::Bytes, depth),
                'l' => self.of(Kind::List, depth),
                'd' => self.of(Kind::Dict, depth),
                'u' => self.of(Kind::Set, depth),
                'x' => self.of(Kind::Any, depth),
                'k' => format!("({})", self.choose(SMALL)),
                'v' => self.name_to(Kind::Any, &mut last),
                'I' => self.name_to(Kind::Int, &mut last),
                'S' => self.name_to(Kind::Str, &mut last),
                'L' => self.name_to(Kind::List, &mut last),
                'D' => self.name_to(Kind::Dict, &mut last),
                'E' => self.choose(EXCEPTIONS).to_owned(),
                'K' if self.classes == 0 => "Sub".to_owned(),
                'K' => format!("K{}", self.pick(self.classes)),
                'z' => {
                    let slice = self.choose(SLICES);
                    self.fill(slice, depth)
                }
                'm' => {
                    let method = self.choose(METHODS);
                    self.fill(method, depth)
                }
                'c' => match self.call_of(false, depth) {
                    Some(call) => format!("limit({call})"),
                    None => "Box.made".to_owned(),
                },
                'g' => match self.call_of(true, depth) {
                    Some(call) => call,
                    None => "(n for n in (1, 2, 3))".to_owned(),
                },
                _ => unreachable!("${hole} is no hole"),
            });
        }
        self.walrus = walrus;
        out
    }

    /// Lines of a statement; holes that are lines are statements.
    fn piece(&mut self, indent: usize, template: &str) {
        self.piece_of(indent, template, 0);
    }

    fn piece_of(&mut self, indent: usize, template: &str, depth: usize) {
        let own = if template.contains("$@") { self.label().to_string() } else { String::new() };
        let outer_walrus = self.walrus;
        self.walrus &= !template.starts_with("class ");
        let mut parameters = Vec::new();
        for line in template.replace("$@", &own).lines() {
            let text = line.trim_start();
            let indent = indent + (line.len() - text.len()) / 4;
            match text {
                "$B" => self.block(indent, depth),
                "$O" => {
                    self.loops += 1;
                    self.block(indent, depth);
                    self.loops -= 1;
                }
                "$F" => self.body(indent, Place::Function, &parameters),
                "$P" => self.local(indent),
                _ => {
                    if text.starts_with("def ") {
                        let words: Vec<&str> =
                            text.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '$').collect();
                        parameters =
                            NAMES.iter().map(|(name, _)| *name).filter(|name| words.contains(name)).collect();
                    }
                    let expression_depth = 1 + self.pick(2);
                    let filled = self.fill(text, expression_depth);
                    self.line(indent, &filled);
                }
            }
        }
        self.walrus = outer_walrus;
    }

    /// What depends on the place: `yield`, `return`, `break`.
    fn local(&mut self, indent: usize) {
        let choices: &[&str] = match (self.place, self.loops > 0, self.pick(2)) {
            (_, true, 0) => &["if $x: break", "if $x: continue", "break", "continue"],
            (Place::Generator, ..) => &[
                "$v = yield $x",
                "yield $x",
                "yield from $l[:2]",
                "$v = yield from $g",
                "if $x: return $v",
                "yield",
                "show($#, (yield $i))",
                "$v = [(yield $x), $i]",
            ],
            (Place::Function, ..) => &["if $x: return $v", "return $x", "return", "if $i: return $i, $v"],
            (Place::Module, ..) => &["assert $v is not None, 'none'", "show($#, __name__)"],
        };
        let choice = self.choose(choices);
        self.piece(indent, choice);
    }

    /// Some statements, whose failure is shown.
    fn guarded(&mut self) {
        let label = self.label();
        self.line(0, "fuel = 100");
        self.line(0, "try:");
        for _ in 0..1 + self.pick(3) {
            self.statement(1, 2);
        }
        self.line(0, &format!("except Exception as error: caught({label}, error)"));
        self.line(0, &format!("except Stop: print({label}, 'no fuel')"));
        if self.pick(4) == 1 {
            self.line(0, &format!("else: print({label}, 'fine')"));
        }
    }

    fn block(&mut self, indent: usize, depth: usize) {
        for _ in 0..1 + self.pick(2) {
            self.statement(indent, depth);
        }
    }

    fn statement(&mut self, indent: usize, depth: usize) {
        let pieces = match self.pick(if depth == 0 { 5 } else { 9 }) {
            0..=2 => ASSIGNMENTS,
            3 | 4 => SIMPLE_STATEMENTS,
            _ => COMPOUND_STATEMENTS,
        };
        let piece = self.choose(pieces);
        self.piece_of(indent, piece, depth.saturating_sub(1));
    }
}

/// The simple and the compound expressions of a kind.
fn pieces(kind: Kind) -> (&'static [&'static str], &'static [&'static str]) {
    match kind {
        Kind::Int => (INTS, INT_EXPRESSIONS),
        Kind::Float => (FLOATS, FLOAT_EXPRESSIONS),
        Kind::Str => (STRINGS, STRING_EXPRESSIONS),
        Kind::Bytes => (BYTES, BYTES_EXPRESSIONS),
        Kind::List => (LISTS, LIST_EXPRESSIONS),
        Kind::Dict => (DICTS, DICT_EXPRESSIONS),
        Kind::Set => (SETS, SET_EXPRESSIONS),
        Kind::Any => (ANYTHING, EXPRESSIONS),
    }
}

/// In parentheses, unless it holds together anywhere.
fn wrapped(expression: String) -> String {
    let is_word = |text: &str| text.chars().all(|c| c.is_alphanumeric() || c == '_');
    let stays = is_word(&expression) && !expression.starts_with(|c: char| c.is_ascii_digit());
    let encloses = |open: char, close: char| {
        expression.starts_with(open)
            && expression.ends_with(close)
            && !expression[1..expression.len() - 1].contains(['(', '[', '{', ')', ']', '}', '\'', '"'])
    };
    if stays || encloses('[', ']') || encloses('(', ')') { expression } else { format!("({expression})") }
}
