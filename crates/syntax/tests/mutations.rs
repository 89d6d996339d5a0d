//! Broken texts never panic: the sources of the other tests with pieces deleted, doubled and exchanged.
//!
//! `MUTATIONS` in the environment says how many to try of each.

use syntax::{Mode, list_tokens, parse_module, prompt_needs_more};

/// A small generator of pseudo-random numbers, the same in each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }
}

const PIECES: [&str; 40] = [
    "(", ")", "[", "]", "{", "}", "'", "\"", "f'", "\"\"\"", "f\"\"\"", "{x", "!r", ":", "=", ":=", ",", "*",
    "**", " ", "\n", "\n    ", "\t", "\\", "\\\n", "#", "\r", "é", "€", "\u{0}", "0x", "1_", "1e", "lambda ",
    "for ", "in ", "if ", "else ", "match ", "\\N{",
];

fn mutated(source: &str, dice: &mut Dice) -> String {
    let mut chars: Vec<char> = source.chars().collect();
    for _ in 0..=dice.roll(3) {
        let (at, other) = (dice.roll(chars.len()), dice.roll(chars.len()));
        match dice.roll(4) {
            0 if !chars.is_empty() => {
                chars.remove(at);
            }
            1 if !chars.is_empty() => chars.swap(at, other),
            2 => chars.truncate(at.max(1)),
            _ => {
                let piece: Vec<char> = PIECES[dice.roll(PIECES.len())].chars().collect();
                chars.splice(at..at, piece);
            }
        }
    }
    chars.into_iter().collect()
}

#[test]
fn broken_texts_do_not_panic() {
    let count = std::env::var("MUTATIONS").ok().and_then(|count| count.parse().ok()).unwrap_or(20);
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let cases = include_str!("errors/cases.txt").split("=== ").filter_map(|case| case.split_once('\n'));
    let trees = [include_str!("trees/statements.py"), include_str!("trees/expressions.py")];
    let sources =
        cases.map(|(_, source)| source).chain(trees.iter().flat_map(|tree| tree.split_inclusive("\n\n")));
    for source in sources.chain(trees) {
        for _ in 0..count {
            let text = mutated(source, &mut dice);
            for mode in [Mode::Exec, Mode::Eval, Mode::Single] {
                if let Err(error) = parse_module(&text, "case.py", mode) {
                    assert!(!error.to_string().is_empty());
                }
            }
            prompt_needs_more(&text);
            list_tokens(&text, "case.py").ok();
        }
    }
}
