//! `strftime`: a time as text, by a format.

use vm::heap::Obj;
use vm::native::Row;
use vm::objects::Str;
use vm::{Context, PyResult, Value, function};

use text::{Wtf8, Wtf8Buf};

use super::calendar::{Fields, check, days_before, from_value, now, spelled};
use super::names::{DAYS, MONTHS, short};
use super::zone;

/// How a number is filled up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Padding {
    Default,
    None,
    Spaces,
    Zeros,
}

/// What stands between `%` and the letter.
#[derive(Clone, Copy)]
struct Style {
    padding: Padding,
    upper: bool,
    swap: bool,
    width: usize,
}

impl Style {
    /// A number, usually with so many digits, filled up with zeros or spaces.
    fn number(self, value: i64, digits: usize, usual: Padding) -> String {
        let padding = if self.padding == Padding::Default { usual } else { self.padding };
        let width = digits.max(self.width);
        match padding {
            Padding::None => value.to_string(),
            Padding::Spaces => format!("{value:>width$}"),
            _ => format!("{value:0>width$}"),
        }
    }

    fn word(self, text: &str) -> String {
        let text = if self.upper { text.to_uppercase() } else { text.to_string() };
        let width = self.width;
        match self.padding {
            Padding::Zeros => format!("{text:0>width$}"),
            _ => format!("{text:>width$}"),
        }
    }
}

/// The week of the year by ISO 8601, and the year it belongs to.
pub fn iso_week(fields: &Fields) -> (i64, i64) {
    let thursday = fields.year_day - 1 + 3 - fields.weekday;
    if thursday < 0 {
        let days = days_before(fields.year, 1, 1) - days_before(fields.year - 1, 1, 1);
        return (fields.year - 1, (thursday + days) / 7 + 1);
    }
    let days = days_before(fields.year + 1, 1, 1) - days_before(fields.year, 1, 1);
    if thursday >= days { (fields.year + 1, 1) } else { (fields.year, thursday / 7 + 1) }
}

/// The name of the zone; none when nobody says whether it is summer time.
fn zone_name(cx: &Context, fields: &Fields) -> String {
    if let Some(name) = &fields.zone {
        return name.clone();
    }
    if fields.is_dst < 0 {
        return String::new();
    }
    let (standard, summer) = zone::halves(&zone::local(cx));
    if fields.is_dst > 0 { summer.name } else { standard.name }
}

/// What one directive stands for; `None` when there is no such directive.
fn directive(cx: &Context, fields: &Fields, letter: char, style: Style) -> Option<String> {
    let plain = Style { padding: Padding::Default, upper: style.upper, swap: false, width: 0 };
    let all = |parts: &[(char, &str)]| -> String {
        parts
            .iter()
            .map(|(letter, behind)| directive(cx, fields, *letter, plain).unwrap_or_default() + behind)
            .collect()
    };
    let zeros = |value, digits| style.number(value, digits, Padding::Zeros);
    // Years are not filled up unless a width is given.
    let year = |year| style.number(year, 1, Padding::Zeros);
    let spaces = |value, digits| style.number(value, digits, Padding::Spaces);
    let day = DAYS[fields.weekday as usize];
    let month = MONTHS[(fields.month - 1) as usize];
    let hour12 = match fields.hour % 12 {
        0 => 12,
        hour => hour,
    };
    let half = if fields.hour < 12 { "AM" } else { "PM" };
    let raised = Style { upper: style.upper || style.swap, ..style };
    let (sunday_based, year_day) = ((fields.weekday + 1) % 7, fields.year_day - 1);
    Some(match letter {
        'a' => raised.word(short(day)),
        'A' => raised.word(day),
        'b' | 'h' => raised.word(short(month)),
        'B' => raised.word(month),
        'c' => style.word(&spelled(fields)),
        'C' => style.number(fields.year.div_euclid(100), 1, Padding::None),
        'd' => zeros(fields.day, 2),
        'D' | 'x' => style.word(&all(&[('m', "/"), ('d', "/"), ('y', "")])),
        'e' => spaces(fields.day, 2),
        'F' => style.word(&all(&[('Y', "-"), ('m', "-"), ('d', "")])),
        'g' => zeros(iso_week(fields).0.rem_euclid(100), 2),
        'G' => year(iso_week(fields).0),
        'H' => zeros(fields.hour, 2),
        'I' => zeros(hour12, 2),
        'j' => zeros(fields.year_day, 3),
        'k' => spaces(fields.hour, 2),
        'l' => spaces(hour12, 2),
        'm' => zeros(fields.month, 2),
        'M' => zeros(fields.minute, 2),
        'n' => "\n".to_string(),
        'p' => style.word(&if style.swap { half.to_lowercase() } else { half.to_string() }),
        'P' => style.word(&half.to_lowercase()),
        'r' => style.word(&all(&[('I', ":"), ('M', ":"), ('S', " "), ('p', "")])),
        'R' => style.word(&all(&[('H', ":"), ('M', "")])),
        's' => {
            let moment = super::calendar::local_moment(cx, fields);
            style.number(moment, 1, Padding::None)
        }
        'S' => zeros(fields.second, 2),
        't' => "\t".to_string(),
        'T' | 'X' => style.word(&all(&[('H', ":"), ('M', ":"), ('S', "")])),
        'u' => zeros(fields.weekday + 1, 1),
        'U' => zeros((year_day + 7 - sunday_based) / 7, 2),
        'V' => zeros(iso_week(fields).1, 2),
        'w' => zeros(sunday_based, 1),
        'W' => zeros((year_day + 7 - fields.weekday) / 7, 2),
        'y' => zeros(fields.year.rem_euclid(100), 2),
        'Y' => year(fields.year),
        'z' => {
            let east = match fields.offset {
                None if fields.is_dst < 0 => return Some(String::new()),
                east => east.unwrap_or(0),
            };
            let sign = if east < 0 { '-' } else { '+' };
            style.word(&format!("{sign}{:02}{:02}", east.abs() / 3600, east.abs() / 60 % 60))
        }
        'Z' => {
            let name = zone_name(cx, fields);
            style.word(&if style.swap { name.to_lowercase() } else { name })
        }
        '%' => "%".to_string(),
        _ => return None,
    })
}

/// The text of a time.
pub fn format(cx: &Context, pattern: Wtf8<'_>, fields: &Fields) -> Wtf8Buf {
    let mut out = Wtf8Buf::new();
    let letters: Vec<u32> = pattern.chars().collect();
    let mut at = 0;
    while at < letters.len() {
        if letters[at] != u32::from('%') {
            out.push(letters[at]);
            at += 1;
            continue;
        }
        let start = at;
        at += 1;
        let mut style = Style { padding: Padding::Default, upper: false, swap: false, width: 0 };
        let letter = |at: usize| letters.get(at).and_then(|&letter| char::from_u32(letter));
        while let Some(flag) = letter(at) {
            match flag {
                '-' => style.padding = Padding::None,
                '_' => style.padding = Padding::Spaces,
                '0' => style.padding = Padding::Zeros,
                '^' => style.upper = true,
                '#' => style.swap = true,
                _ => break,
            }
            at += 1;
        }
        while let Some(digit) = letter(at).and_then(|letter| letter.to_digit(10)) {
            style.width = (style.width * 10 + digit as usize).min(1 << 16);
            at += 1;
        }
        if let Some('E' | 'O') = letter(at) {
            at += 1;
        }
        let found = letter(at).and_then(|letter| directive(cx, fields, letter, style));
        at = (at + 1).min(letters.len());
        match found {
            Some(text) => out.push_str(&text),
            // What is not understood stays as it is.
            None => letters[start..at].iter().for_each(|&letter| out.push(letter)),
        }
    }
    out
}

fn strftime(cx: &mut Context, pattern: Obj<Str>, time: Option<Value>) -> PyResult<Value> {
    let mut fields = match time {
        Some(time) => from_value(cx, &time, "strftime")?,
        None => now(cx)?,
    };
    check(cx, &mut fields)?;
    let text = format(cx, pattern.wtf8(), &fields);
    Ok(cx.new_wtf8(text.as_wtf8()).into())
}

/// `strftime`.
pub static FUNCTIONS: &[Row] =
    &[function!("strftime", "(format, time_tuple=None, /)", "A time as text, by a format.", strftime)];
