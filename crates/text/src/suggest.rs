//! "Did you mean: 'x'?": the candidate nearest to a misspelt name, by CPython's measure.
//!
//! Adding, removing or changing a byte costs 2, changing only its case costs 1. Names are compared as UTF-8. Which
//! candidates there are (attributes, locals, globals, builtins) is the caller's knowledge.

/// More candidates than this are not searched.
const MOST_CANDIDATES: usize = 750;
/// Names that differ in a longer middle part are not compared.
const MOST_BYTES: usize = 40;
const MOVE: usize = 2;
const CASE: usize = 1;

/// The best candidate, if any is near enough; the first of equally near ones.
pub fn suggest<'a>(name: &str, candidates: &[&'a str]) -> Option<&'a str> {
    if candidates.len() > MOST_CANDIDATES {
        return None;
    }
    let mut best: Option<(usize, &'a str)> = None;
    for &candidate in candidates.iter().filter(|&&candidate| candidate != name) {
        // At most a third of what is involved may have to change.
        let allowed = (name.len() + candidate.len() + 3) * MOVE / 6;
        let allowed = match best {
            Some((0, _)) => break,
            Some((nearest, _)) => allowed.min(nearest - 1),
            None => allowed,
        };
        if let Some(distance) = distance(name.as_bytes(), candidate.as_bytes(), allowed) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// What it costs to turn one text into the other, unless it is more than `most`.
pub fn distance(a: &[u8], b: &[u8], most: usize) -> Option<usize> {
    let prefix = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[prefix..], &b[prefix..]);
    let suffix = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[..a.len() - suffix], &b[..b.len() - suffix]);
    if a.is_empty() || b.is_empty() {
        return Some((a.len() + b.len()) * MOVE).filter(|&cost| cost <= most);
    }
    if a.len() > MOST_BYTES || b.len() > MOST_BYTES {
        return None;
    }
    // costs[i] is the cost of turning the part of `b` seen so far into the first i bytes of `a`.
    let mut costs: Vec<usize> = (0..=a.len()).map(|i| i * MOVE).collect();
    for &to in b {
        let mut diagonal = costs[0];
        costs[0] += MOVE;
        for (i, &from) in a.iter().enumerate() {
            let above = costs[i + 1];
            costs[i + 1] = (diagonal + change(from, to)).min(costs[i].min(above) + MOVE);
            diagonal = above;
        }
    }
    costs.last().copied().filter(|&cost| cost <= most)
}

fn change(from: u8, to: u8) -> usize {
    if from == to {
        0
    } else if from.eq_ignore_ascii_case(&to) {
        CASE
    } else {
        MOVE
    }
}
