//! The code blocks of a page of the book, and which block is the output of which.

use std::ops::Range;

/// How an output is compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Compare {
    /// To the last sign.
    Same,
    /// But for numbers and the spaces before them.
    NumbersDiffer,
    /// But for the order of lines.
    OrderDiffers,
}

/// The output that the page shows for a block.
#[derive(Debug)]
pub struct Output {
    /// Its text.
    pub text: String,
    /// Where in the page it stands.
    pub place: Range<usize>,
    /// How it is compared.
    pub compare: Compare,
}

/// A block of code.
#[derive(Debug)]
pub struct Block {
    /// The line of the page where it begins, from 1.
    pub line: usize,
    /// The code.
    pub code: String,
    /// The file it is kept in.
    pub file: Option<String>,
    /// Whether it is a dialogue with the shell; then its output is its own text.
    pub is_console: bool,
    /// What it prints, if the page says so.
    pub output: Option<Output>,
}

/// The blocks of a page that hold code to run.
pub fn parse(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<(usize, usize, &str)> = None;
    let mut at = 0;
    for (index, line) in page.split_inclusive('\n').enumerate() {
        let start = at;
        at += line.len();
        let Some(info) = line.trim_end().strip_prefix("```") else { continue };
        let Some((first, from, info)) = open.take() else {
            open = Some((index + 1, at, info));
            continue;
        };
        let (place, text) = (from..start, page[from..start].to_owned());
        let (kind, marks) = info.split_once(',').unwrap_or((info, ""));
        let compare = marks.split(',').fold(Compare::Same, |compare, mark| match mark {
            "numbers-differ" => Compare::NumbersDiffer,
            "order-differs" => Compare::OrderDiffers,
            _ => compare,
        });
        let output = Output { text: text.clone(), place, compare };
        match kind {
            "python" => {
                let file = marks.split(',').find_map(|mark| mark.strip_prefix("file=")).map(str::to_owned);
                blocks.push(Block { line: first, code: text, file, is_console: false, output: None });
            }
            "console" => {
                blocks.push(Block {
                    line: first,
                    code: text,
                    file: None,
                    is_console: true,
                    output: Some(output),
                });
            }
            "output" => {
                let code = blocks.last_mut().filter(|block| !block.is_console && block.output.is_none());
                code.unwrap_or_else(|| panic!("line {first}: an output without code before it")).output =
                    Some(output);
            }
            _ => {}
        }
    }
    assert!(open.is_none(), "a block is not closed");
    blocks
}

/// The commands of a console block.
pub fn command_lines(code: &str) -> impl Iterator<Item = &str> {
    code.lines().filter_map(|line| line.strip_prefix("$ "))
}
