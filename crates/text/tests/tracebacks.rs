//! What tracebacks need: suggestions for misspelt names and marks under source lines, against CPython's recorded
//! answers.

mod common;

use common::check;
use text::suggest::suggest;

#[test]
fn suggestions() {
    check("suggest.txt", |case| {
        let candidates: Vec<&str> = case.str(1).split(' ').collect();
        Ok(suggest(case.str(0), &candidates).unwrap_or("None").into())
    });
}

#[test]
fn excerpts() {
    check("traceback.txt", |case| {
        let lines: Vec<&str> = case.str(0).split('\n').collect();
        Ok(text::anchors::excerpt(&lines, case.get(1), case.get(2)).into())
    });
}
