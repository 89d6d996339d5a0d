//! Writes random functions of `a`, `b` and `c`.

use std::fmt::Write as _;

/// A source of numbers and the text written so far.
pub struct Writer {
    state: u64,
    text: String,
    loops: u32,
}

const NAMES: [&str; 5] = ["a", "b", "c", "d", "e"];

impl Writer {
    pub fn new(seed: u64) -> Self {
        Self { state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1, text: String::new(), loops: 0 }
    }

    pub fn function(mut self) -> String {
        self.text.push_str("def f(a, b, c):\n");
        for _ in 0..5 {
            self.statement(1);
        }
        let result = self.expression(2);
        let _ = writeln!(self.text, " return {result}");
        self.text
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 11) % limit
    }

    fn name(&mut self) -> &'static str {
        NAMES[self.below(5) as usize]
    }

    fn line(&mut self, level: usize, text: &str) {
        let _ = writeln!(self.text, "{}{text}", " ".repeat(level));
    }

    fn block(&mut self, level: usize) {
        for _ in 0..1 + self.below(3) {
            self.statement(level + 1);
        }
    }

    fn statement(&mut self, level: usize) {
        let (x, y, z) = (self.name(), self.name(), self.name());
        let (p, q, r) = (self.expression(2), self.expression(2), self.expression(1));
        match self.below(if level > 3 { 7 } else { 13 }) {
            0 | 1 => self.line(level, &format!("{x} = {p}")),
            2 => self.line(level, &format!("{x}, {y} = {p}, {q}")),
            3 => self.line(level, &format!("{x}, {y}, {z} = {p}, {q}, {r}")),
            4 => self.line(level, &format!("{x} {}= {p}", ["+", "-", "*", "//"][self.state as usize % 4])),
            5 => self.line(level, &format!("g({p}, {q})")),
            6 => self.line(level, &format!("{x} = {y} = {p}")),
            7 => {
                self.line(level, &format!("if {p}:"));
                self.block(level);
                self.line(level, "else:");
                self.block(level);
            }
            8 => {
                self.loops += 1;
                let counter = format!("n{}", self.loops);
                self.line(level, &format!("{counter} = 0"));
                self.line(level, &format!("while {counter} < 3 and {p}:"));
                self.line(level + 1, &format!("{counter} += 1"));
                self.block(level);
                let jump = ["break", "continue"][self.state as usize % 2];
                self.line(level + 1, &format!("if {q}: {jump}"));
                self.block(level);
            }
            9 => {
                self.line(level, &format!("for {x} in ({p}, {q}):"));
                self.block(level);
            }
            10 => {
                self.line(level, "try:");
                self.block(level);
                self.line(level, "except:");
                self.block(level);
            }
            11 => {
                self.line(level, "try:");
                self.block(level);
                self.line(level, "finally:");
                self.block(level);
            }
            _ => self.line(level, &format!("del {x}")),
        }
    }

    fn expression(&mut self, depth: u32) -> String {
        if depth == 0 {
            return if self.below(3) == 0 { self.below(4).to_string() } else { self.name().to_owned() };
        }
        let (x, name) = (self.expression(depth - 1), self.name());
        let (y, z) = (self.expression(depth - 1), self.expression(depth - 1));
        match self.below(14) {
            0..=2 => x,
            3 => format!("({x} + {y})"),
            4 => format!("({x} - {y})"),
            5 => format!("({x} // {y})"),
            6 => format!("({x} < {y})"),
            7 => format!("({x} == {y} < {z})"),
            8 => format!("({x} and {y})"),
            9 => format!("({x} or {y})"),
            10 => format!("(not {x})"),
            11 => format!("({x} if {y} else {z})"),
            12 => format!("({name} := {x})"),
            _ => format!("g({x}, {y})"),
        }
    }
}
