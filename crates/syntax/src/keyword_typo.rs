//! `invalid syntax. Did you mean 'while'?`: a misspelt keyword on the line that does not parse.
//!
//! Names on that line are replaced by similar keywords, one at a time, until the text from the last whole
//! statement up to that line parses or could go on. Like CPython, this changes only how an error is printed,
//! never its `msg`.

use crate::Mode;
use crate::error::KeywordTypo;
use crate::lexer;
use crate::parse::parse_text;
use crate::source::LineIndex;
use crate::token::{Tok, Token};

/// CPython looks no further in longer texts, and at no more names.
const MAX_CODE: usize = 1024;
const MAX_NAMES: usize = 10;
const MAX_MATCHES: usize = 3;
const CUTOFF: f64 = 0.5;

/// The reserved words.
pub const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
    "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
    "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// Looks for the typo behind an `invalid syntax` at `offset`.
pub(crate) fn find(text: &str, offset: u32) -> Option<KeywordTypo> {
    let lines = LineIndex::new(text);
    let line = lines.line(offset);
    let tokens = lexer::lex(text).tokens;
    let line_of = |token: &Token| lines.line(token.span.start);
    let blank = |token: &Token| matches!(token.tok, Tok::Indent | Tok::Dedent | Tok::Newline);
    let on_line = tokens.iter().position(|token| line_of(token) == line && !blank(token))?;
    let start = statement_start(&tokens, on_line).map_or(1, |at| line_of(&tokens[at]));
    let start = lines.start_of(start)? as usize;
    let line_start = lines.start_of(line)? as usize;
    let line_text = lines.text_of(text, line);
    let end = line_start + line_text.len();
    if text[start..end].len() > MAX_CODE {
        return None;
    }
    let names = tokens[on_line..].iter().take_while(|token| line_of(token) == line);
    for name in names.filter(|token| token.tok.is_name()).take(MAX_NAMES) {
        let (from, to) = (name.span.start as usize, name.span.end as usize);
        for keyword in similar(&text[from..to]) {
            let code = dedented(&[&text[start..from], keyword, &text[to..end]].concat());
            if stands_alone(keyword, &text[start..from])
                && parse_text(&code, Mode::Exec).map_or_else(|fault| fault.incomplete, |_| true)
            {
                let column = text[line_start..from].chars().count() as u32 + 1;
                let length = text[from..to].chars().count() as u32;
                let message = format!("invalid syntax. Did you mean '{keyword}'?");
                return Some(KeywordTypo { message, column, end_column: column + length });
            }
        }
    }
    None
}

/// The first token of the nearest compound statement (no definition) that ended before token `at`.
fn statement_start(tokens: &[Token], at: usize) -> Option<usize> {
    let (mut depth, mut floor, mut enclosing) = (0, 0, false);
    let mut end = at;
    while let Some(last) = end.checked_sub(1) {
        end = last;
        match tokens[last].tok {
            Tok::Dedent => depth += 1,
            Tok::Indent => {
                depth -= 1;
                enclosing = depth < floor;
                floor = floor.min(depth);
            }
            Tok::Newline => {
                let first = line_start(tokens, last);
                let compound = matches!(
                    tokens[first].tok,
                    Tok::If | Tok::While | Tok::For | Tok::With | Tok::Try | Tok::Match | Tok::Async
                );
                if compound && !enclosing {
                    return Some(first);
                }
                enclosing = false;
                end = first;
            }
            _ => {}
        }
    }
    None
}

/// The first token of the logical line that ends with token `end`.
fn line_start(tokens: &[Token], end: usize) -> usize {
    let boundary = |token: &Token| matches!(token.tok, Tok::Newline | Tok::Indent | Tok::Dedent);
    tokens[..end].iter().rposition(boundary).map_or(0, |before| before + 1)
}

/// CPython compiles the mended text, and refuses what must stand in a function or a loop.
fn stands_alone(keyword: &str, before: &str) -> bool {
    let mentions = |word: &str| before.split(|c: char| !c.is_alphanumeric()).any(|part| part == word);
    match keyword {
        "return" | "yield" | "await" | "nonlocal" => mentions("def") || mentions("lambda"),
        "break" | "continue" => mentions("for") || mentions("while"),
        _ => true,
    }
}

/// The text without the indentation that all its lines share.
fn dedented(text: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let shared = text.lines().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or(0);
    let lines: Vec<&str> = text.lines().map(|line| line.get(shared..).unwrap_or("")).collect();
    lines.join("\n")
}

/// Keywords like a word, the most alike first.
fn similar(word: &str) -> Vec<&'static str> {
    let mut scored: Vec<(f64, &'static str)> = KEYWORDS
        .iter()
        .map(|keyword| (ratio(keyword, word), *keyword))
        .filter(|(score, _)| *score >= CUTOFF)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(a.1)));
    let mut matches: Vec<&'static str> = nearest(word).into_iter().collect();
    matches.extend(scored.into_iter().take(MAX_MATCHES).map(|(_, keyword)| keyword));
    matches.truncate(MAX_MATCHES);
    matches
}

/// Twice the characters in matching blocks over all characters (Ratcliff and Obershelp's measure).
fn ratio(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    2.0 * matching(&a, &b) as f64 / (a.len() + b.len()) as f64
}

/// The length of the longest common block and of those to its left and right.
fn matching(a: &[char], b: &[char]) -> usize {
    let (mut best, mut at) = (0, (0, 0));
    for i in 0..a.len() {
        for j in 0..b.len() {
            let length = a[i..].iter().zip(&b[j..]).take_while(|(x, y)| x == y).count();
            if length > best {
                (best, at) = (length, (i, j));
            }
        }
    }
    if best == 0 {
        return 0;
    }
    best + matching(&a[..at.0], &b[..at.1]) + matching(&a[at.0 + best..], &b[at.1 + best..])
}

/// Cost of inserting, deleting or replacing a character; a change of case costs one.
const MOVE: usize = 2;

/// The keyword within reach of the word by the fewest edits.
fn nearest(word: &str) -> Option<&'static str> {
    let mut best: Option<(usize, &'static str)> = None;
    for keyword in KEYWORDS {
        let limit = (word.chars().count() + keyword.len() + 3) * MOVE / 6;
        let limit = best.map_or(limit, |(distance, _)| limit.min(distance.saturating_sub(1)));
        let distance = edits(word, keyword);
        if keyword != word && distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, keyword));
        }
    }
    best.map(|(_, keyword)| keyword)
}

fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).map(|n| n * MOVE).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = (i + 1) * MOVE;
        for (j, &y) in b.iter().enumerate() {
            let change = if x == y {
                0
            } else if x.eq_ignore_ascii_case(&y) {
                1
            } else {
                MOVE
            };
            let cost = (diagonal + change).min(row[j] + MOVE).min(row[j + 1] + MOVE);
            diagonal = row[j + 1];
            row[j + 1] = cost;
        }
    }
    row[b.len()]
}
