//! Dicts and sets against vectors that are searched from the start.

use proptest::collection::vec;
use proptest::prelude::*;

use crate::{Question, ask, config};

/// A key as it is written, and what it is equal by.
#[derive(Clone, Debug)]
struct Key {
    text: String,
    equal_by: String,
}

/// Few keys, so that they meet; some equal ones are written differently (`1`, `1.0`, `True`).
fn key() -> impl Strategy<Value = Key> {
    let number = (-4i64..12, 0u8..3).prop_map(|(number, form)| {
        let text = match (form, number) {
            (0, 0) => "False".to_owned(),
            (0, 1) => "True".to_owned(),
            (1, number) => format!("{number}.0"),
            (_, number) => number.to_string(),
        };
        Key { text, equal_by: number.to_string() }
    });
    let word = (0u8..6).prop_map(|word| {
        let text = format!("'{}'", char::from(b'a' + word));
        Key { equal_by: text.clone(), text }
    });
    // -1 and -2 have the same hash; large ones share their low bits with small ones.
    let large = (0i64..4, 40u32..62).prop_map(|(low, bits)| {
        let text = (low + (1i64 << bits)).to_string();
        Key { equal_by: text.clone(), text }
    });
    let pair = (0i64..3, 0i64..3).prop_map(|(x, y)| {
        let text = format!("({x}, {y})");
        Key { equal_by: text.clone(), text }
    });
    prop_oneof![5 => number, 3 => word, 1 => large, 1 => pair]
}

/// What is done to a dict.
#[derive(Clone, Debug)]
enum Step {
    Set(Key, i64),
    Delete(Key),
    Pop(Key),
    PopDefault(Key),
    PopItem,
    SetDefault(Key, i64),
    Get(Key),
    Contains(Key),
    Update(Vec<(Key, i64)>),
    Clear,
    Copy,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => (key(), 0i64..100).prop_map(|(key, value)| Step::Set(key, value)),
        4 => key().prop_map(Step::Delete),
        2 => key().prop_map(Step::Pop),
        2 => key().prop_map(Step::PopDefault),
        1 => Just(Step::PopItem),
        2 => (key(), 0i64..100).prop_map(|(key, value)| Step::SetDefault(key, value)),
        2 => key().prop_map(Step::Get),
        2 => key().prop_map(Step::Contains),
        1 => vec((key(), 0i64..100), 0..6).prop_map(Step::Update),
        1 => Just(Step::Clear),
        1 => Just(Step::Copy),
    ]
}

/// A dict: entries in the order in which they came.
#[derive(Default)]
struct Model {
    entries: Vec<(Key, i64)>,
}

impl Model {
    fn find(&self, key: &Key) -> Option<usize> {
        self.entries.iter().position(|(other, _)| other.equal_by == key.equal_by)
    }

    fn set(&mut self, key: &Key, value: i64) {
        match self.find(key) {
            // The first key stays.
            Some(at) => self.entries[at].1 = value,
            None => self.entries.push((key.clone(), value)),
        }
    }

    fn remove(&mut self, key: &Key) -> Option<i64> {
        self.find(key).map(|at| self.entries.remove(at).1)
    }

    fn text(&self) -> String {
        let entries: Vec<String> =
            self.entries.iter().map(|(key, value)| format!("{}: {value}", key.text)).collect();
        format!("{{{}}}", entries.join(", "))
    }

    /// Does a step: the expression in Python, and its value.
    fn take(&mut self, step: &Step) -> (String, String) {
        let none = "None".to_owned();
        let missing = |key: &Key| format!("KeyError: {}", key.text);
        match step {
            Step::Set(key, value) => {
                self.set(key, *value);
                (format!("d.__setitem__({}, {value})", key.text), none)
            }
            Step::Delete(key) => {
                let answer = self.remove(key).map_or(missing(key), |_| none);
                (format!("d.__delitem__({})", key.text), answer)
            }
            Step::Pop(key) => (
                format!("d.pop({})", key.text),
                self.remove(key).map_or(missing(key), |value| value.to_string()),
            ),
            Step::PopDefault(key) => {
                let answer = self.remove(key).map_or("no".to_owned(), |value| value.to_string());
                (format!("d.pop({}, 'no')", key.text), answer)
            }
            Step::PopItem => {
                let answer = self
                    .entries
                    .pop()
                    .map_or("KeyError: 'popitem(): dictionary is empty'".to_owned(), |(key, value)| {
                        format!("({}, {value})", key.text)
                    });
                ("d.popitem()".to_owned(), answer)
            }
            Step::SetDefault(key, value) => {
                let answer = self.find(key).map_or(*value, |at| self.entries[at].1);
                self.set(key, answer);
                (format!("d.setdefault({}, {value})", key.text), answer.to_string())
            }
            Step::Get(key) => {
                let answer = self.find(key).map_or(none, |at| self.entries[at].1.to_string());
                (format!("d.get({})", key.text), answer)
            }
            Step::Contains(key) => {
                let answer = if self.find(key).is_some() { "True" } else { "False" };
                (format!("{} in d", key.text), answer.to_owned())
            }
            Step::Update(entries) => {
                for (key, value) in entries {
                    self.set(key, *value);
                }
                let pairs: Vec<String> =
                    entries.iter().map(|(key, value)| format!("({}, {value})", key.text)).collect();
                (format!("d.update([{}])", pairs.join(", ")), none)
            }
            Step::Clear => {
                self.entries.clear();
                ("d.clear()".to_owned(), none)
            }
            Step::Copy => {
                ("d.copy() == d and dict(d) == d and list(d) == list(d.copy())".to_owned(), "True".to_owned())
            }
        }
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn dicts(steps in vec(step(), 1..250)) {
        let mut model = Model::default();
        let mut questions = Vec::new();
        for step in &steps {
            let (expression, answer) = model.take(step);
            questions.push(Question::new(expression, answer));
            questions.push(Question::new("len(d)", model.entries.len()));
            questions.push(Question::new("d", model.text()));
        }
        ask("d = {}", &questions)?;
    }

    #[test]
    fn sets(pairs in vec((vec(key(), 0..12), vec(key(), 0..12)), 1..60)) {
        let unique = |keys: &[Key]| {
            let mut model = Model::default();
            keys.iter().for_each(|key| model.set(key, 0));
            model.entries.into_iter().map(|(key, _)| key).collect::<Vec<_>>()
        };
        // Sorted by text, because the order of a set is nobody's business.
        let shown = |keys: Vec<&Key>| {
            let mut texts: Vec<String> = keys.iter().map(|key| key.equal_by.clone()).collect();
            texts.sort();
            texts.join(" ")
        };
        let setup = "\
def shown(keys):
    return ' '.join(sorted(repr(int(key)) if isinstance(key, (bool, int, float)) else repr(key) for key in keys))";
        let truth = |value: bool| if value { "True" } else { "False" };
        let mut questions = Vec::new();
        for (left, right) in &pairs {
            let (x, y) = (unique(left), unique(right));
            let has = |keys: &[Key], key: &Key| keys.iter().any(|other| other.equal_by == key.equal_by);
            let text = |keys: &[Key]| {
                let texts: Vec<&str> = keys.iter().map(|key| key.text.as_str()).collect();
                format!("set([{}])", texts.join(", "))
            };
            let (a, b) = (text(left), text(right));
            let in_both: Vec<&Key> = x.iter().filter(|key| has(&y, key)).collect();
            let in_left: Vec<&Key> = x.iter().filter(|key| !has(&y, key)).collect();
            let in_right: Vec<&Key> = y.iter().filter(|key| !has(&x, key)).collect();
            let mut says = |expression: String, answer: String| questions.push(Question::new(expression, answer));
            says(format!("len({a})"), x.len().to_string());
            says(format!("{a} <= {b}, {a}.isdisjoint({b})"), format!("({}, {})", truth(in_left.is_empty()), truth(in_both.is_empty())));
            says(format!("{a} == {b}"), truth(in_left.is_empty() && in_right.is_empty()).to_owned());
            says(format!("shown({a} & {b})"), shown(in_both.clone()));
            says(format!("shown({a} - {b})"), shown(in_left.clone()));
            says(format!("shown({a} ^ {b})"), shown(in_left.iter().chain(&in_right).copied().collect()));
            says(format!("shown({a} | {b})"), shown(x.iter().chain(in_right.iter().copied()).collect()));
            says(format!("hash(frozenset({a})) == hash(frozenset(reversed(list({a}))))"), "True".to_owned());
        }
        ask(setup, &questions)?;
    }
}
