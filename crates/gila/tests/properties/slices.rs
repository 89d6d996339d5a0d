//! Slices of sequences, read, written and deleted.

use proptest::collection::vec;
use proptest::prelude::*;

use crate::{Question, ask, config};

/// A slice as it is written: `start:stop:step`.
#[derive(Clone, Copy, Debug)]
struct Slice {
    start: Option<i64>,
    stop: Option<i64>,
    step: Option<i64>,
}

impl Slice {
    fn text(self) -> String {
        let part = |number: Option<i64>| number.map_or(String::new(), |number| number.to_string());
        format!("{}:{}:{}", part(self.start), part(self.stop), part(self.step))
    }

    /// The indexes it names in a sequence of this length, in order.
    fn indexes(self, length: usize) -> Vec<usize> {
        let length = i64::try_from(length).expect("sequences here are short");
        let step = self.step.unwrap_or(1);
        let bound = |given: Option<i64>, default: i64| match given {
            None => default,
            Some(given) => {
                let (lowest, highest) = if step < 0 { (-1, length - 1) } else { (0, length) };
                let from_start = if given < 0 { given.saturating_add(length) } else { given };
                from_start.clamp(lowest, highest)
            }
        };
        let mut at = bound(self.start, if step < 0 { length - 1 } else { 0 });
        let stop = bound(self.stop, if step < 0 { -1 } else { length });
        let mut found = Vec::new();
        while if step < 0 { at > stop } else { at < stop } {
            found.push(usize::try_from(at).expect("bounds are clamped"));
            at = at.saturating_add(step);
        }
        found
    }
}

fn bound() -> impl Strategy<Value = Option<i64>> {
    prop_oneof![2 => Just(None), 6 => (-14i64..14).prop_map(Some), 1 => any::<i64>().prop_map(Some)]
}

fn slice() -> impl Strategy<Value = Slice> {
    let step = prop_oneof![3 => Just(None), 5 => (-4i64..5).prop_map(Some), 1 => any::<i64>().prop_map(Some)];
    let step = step.prop_map(|step| step.filter(|step| *step != 0));
    (bound(), bound(), step).prop_map(|(start, stop, step)| Slice { start, stop, step })
}

fn list(items: &[i64]) -> String {
    let items: Vec<String> = items.iter().map(i64::to_string).collect();
    format!("[{}]", items.join(", "))
}

const LETTERS: &str = "aé€🦎bcdefghij";

proptest! {
    #![proptest_config(config())]

    #[test]
    fn reading(cases in vec((0usize..13, slice()), 1..200)) {
        let mut questions = Vec::new();
        for &(length, slice) in &cases {
            let indexes = slice.indexes(length);
            let items: Vec<i64> = indexes.iter().map(|&index| index as i64).collect();
            let text = slice.text();
            questions.push(Question::new(format!("list(range({length}))[{text}]"), list(&items)));
            questions.push(Question::new(format!("list(range({length})[{text}])"), list(&items)));
            questions.push(Question::new(format!("list(tuple(range({length}))[{text}])"), list(&items)));
            questions.push(Question::new(format!("list(bytes(range({length}))[{text}])"), list(&items)));
            let letters: Vec<char> = LETTERS.chars().take(length).collect();
            let picked: String = indexes.iter().map(|&index| letters[index]).collect();
            let whole: String = letters.iter().collect();
            questions.push(Question::new(format!("'{whole}'[{text}] + '.'"), picked + "."));
            let Slice { start, stop, step } = slice;
            let part = |number: Option<i64>| number.map_or("None".to_owned(), |number| number.to_string());
            let count = format!("len(range(*slice({}, {}, {}).indices({length})))", part(start), part(stop), part(step));
            questions.push(Question::new(count, indexes.len()));
        }
        ask("", &questions)?;
    }

    #[test]
    fn writing(cases in vec((0usize..10, slice(), 0usize..6), 1..150)) {
        let setup = "\
def put(x, where, new):
    x[where] = new
    return x
def cut(x, where):
    del x[where]
    return x";
        let mut questions = Vec::new();
        for &(length, slice, count) in &cases {
            let indexes = slice.indexes(length);
            let items: Vec<i64> = (0..length as i64).collect();
            let new: Vec<i64> = (0..count as i64).map(|number| number + 100).collect();
            let Slice { start, stop, step } = slice;
            let part = |number: Option<i64>| number.map_or("None".to_owned(), |number| number.to_string());
            let whole = format!("list(range({length})), slice({}, {}, {})", part(start), part(stop), part(step));
            let left: Vec<i64> = items.iter().copied().filter(|item| !indexes.contains(&(*item as usize))).collect();
            questions.push(Question::new(format!("cut({whole})"), list(&left)));
            let answer = if step.is_none_or(|step| step == 1) {
                let from = start_of(slice, length);
                let mut items = items;
                items.splice(from..from + indexes.len(), new.clone());
                list(&items)
            } else if indexes.len() == count {
                let mut items = items;
                for (index, new) in indexes.iter().zip(&new) {
                    items[*index] = *new;
                }
                list(&items)
            } else {
                format!("ValueError: attempt to assign sequence of size {count} to extended slice of size {}", indexes.len())
            };
            questions.push(Question::new(format!("put({whole}, {})", list(&new)), answer));
        }
        ask(setup, &questions)?;
    }
}

/// Where a slice without step begins, also when it is empty.
fn start_of(slice: Slice, length: usize) -> usize {
    let length = i64::try_from(length).expect("sequences here are short");
    let start = slice.start.unwrap_or(0);
    let from_start = if start < 0 { start.saturating_add(length) } else { start };
    usize::try_from(from_start.clamp(0, length)).expect("it is clamped")
}
