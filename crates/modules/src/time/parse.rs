//! `strptime`: a time from text, by a format.
//!
//! A format is a row of pieces; each can match in one or several ways, longest first. The first way in which all
//! pieces match one after the other counts, as with the regular expressions that describe the same.

use vm::native::Row;
use vm::objects::Str;
use vm::{Context, PyResult, Value, function};

use super::calendar::{Fields, day_of, days_before, to_value, weekday_of};
use super::names::{DAYS, MONTHS, short};
use super::zone;

/// A piece of a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    Letter(char),
    Spaces,
    Directive(char),
}

/// What a directive may match.
#[derive(Clone, Debug, PartialEq)]
enum Found {
    Number(i64),
    Text(String),
    Offset(i64),
}

/// What a composed directive stands for.
fn expansion(letter: char) -> Option<&'static str> {
    Some(match letter {
        'c' => "%a %b %d %H:%M:%S %Y",
        'x' => "%m/%d/%y",
        'X' | 'T' => "%H:%M:%S",
        'R' => "%H:%M",
        'r' => "%I:%M:%S %p",
        _ => return None,
    })
}

const KNOWN: &str = "aAbBdefGHIjklmMpPSuUVwWyYzZ";

/// Takes a format apart.
fn pieces(cx: &mut Context, format: &str) -> PyResult<Vec<Piece>> {
    let mut made = Vec::new();
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        if letter.is_whitespace() {
            if made.last() != Some(&Piece::Spaces) {
                made.push(Piece::Spaces);
            }
            continue;
        }
        if letter != '%' {
            made.push(Piece::Letter(letter));
            continue;
        }
        match letters.next() {
            None => return Err(cx.value_error(format!("stray % in format '{format}'"))),
            Some('%') => made.push(Piece::Letter('%')),
            Some(directive) if expansion(directive).is_some() => {
                let inner = expansion(directive).unwrap_or_default();
                made.extend(pieces(cx, inner)?);
            }
            Some(directive) if KNOWN.contains(directive) => made.push(Piece::Directive(directive)),
            Some(other) => {
                return Err(cx.value_error(format!("'{other}' is a bad directive in format '{format}'")));
            }
        }
    }
    Ok(made)
}

/// Ways to read a number of at most `most` digits in a range, the longest first.
fn numbers(
    text: &[char],
    most: usize,
    range: std::ops::RangeInclusive<i64>,
    spaced: bool,
) -> Vec<(usize, Found)> {
    let mut ways = Vec::new();
    for length in (1..=most.min(text.len())).rev() {
        let digits = &text[..length];
        if digits.iter().all(char::is_ascii_digit) {
            let number = digits
                .iter()
                .filter_map(|digit| digit.to_digit(10))
                .fold(0, |all, digit| all * 10 + i64::from(digit));
            if range.contains(&number) {
                ways.push((length, Found::Number(number)));
            }
        }
    }
    if spaced
        && let [' ', digit, ..] = text
        && let Some(digit) = digit.to_digit(10)
        && range.contains(&i64::from(digit))
    {
        ways.push((2, Found::Number(i64::from(digit))));
    }
    ways
}

/// Ways to read one of some names, whatever the case, the longest first.
fn names<'a>(text: &[char], known: impl Iterator<Item = (i64, &'a str)>) -> Vec<(usize, Found)> {
    let mut ways: Vec<(usize, Found)> = known
        .filter_map(|(value, name)| {
            let length = name.chars().count();
            let start: String = text.get(..length)?.iter().collect();
            (!name.is_empty() && start.to_lowercase() == name.to_lowercase())
                .then_some((length, Found::Number(value)))
        })
        .collect();
    ways.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
    ways
}

/// Ways to read an offset from Greenwich: `+HHMM`, `+HH:MM`, with seconds, or `Z`.
fn offsets(text: &[char]) -> Vec<(usize, Found)> {
    if text.first() == Some(&'Z') {
        return vec![(1, Found::Offset(0))];
    }
    let sign = match text.first() {
        Some('+') => 1,
        Some('-') => -1,
        _ => return Vec::new(),
    };
    let pair = |at: usize| match text.get(at..at + 2) {
        Some([a, b]) => Some(i64::from(a.to_digit(10)? * 10 + b.to_digit(10)?)),
        _ => None,
    };
    let Some(hours) = pair(1) else { return Vec::new() };
    let colon = text.get(3) == Some(&':');
    let at = if colon { 4 } else { 3 };
    let Some(minutes) = pair(at).filter(|minutes| *minutes < 60) else { return Vec::new() };
    let short = (at + 2, Found::Offset(sign * (hours * 3600 + minutes * 60)));
    let at = if colon && text.get(at + 2) == Some(&':') { at + 3 } else { at + 2 };
    match pair(at).filter(|seconds| *seconds < 60 && (!colon || at == 7)) {
        Some(seconds) => vec![(at + 2, Found::Offset(sign * (hours * 3600 + minutes * 60 + seconds))), short],
        None => vec![short],
    }
}

/// The ways in which a directive matches at the beginning of a text.
fn ways(directive: char, text: &[char], zones: &[String]) -> Vec<(usize, Found)> {
    let day_names = || (0..).zip(DAYS);
    let month_names = || (1..).zip(MONTHS);
    match directive {
        'd' | 'e' => numbers(text, 2, 1..=31, true),
        'f' => (1..=6usize.min(text.len()))
            .rev()
            .filter(|&length| text[..length].iter().all(char::is_ascii_digit))
            .map(|length| (length, Found::Number(0)))
            .collect(),
        'H' | 'k' => numbers(text, 2, 0..=23, true),
        'I' | 'l' => numbers(text, 2, 1..=12, true),
        'G' | 'Y' => {
            numbers(text, 4, 0..=9999, false).into_iter().filter(|(length, _)| *length == 4).collect()
        }
        'j' => numbers(text, 3, 1..=366, false),
        'm' => numbers(text, 2, 1..=12, false),
        'M' => numbers(text, 2, 0..=59, false),
        'S' => numbers(text, 2, 0..=61, false),
        'U' | 'W' => numbers(text, 2, 0..=53, false),
        'V' => numbers(text, 2, 0..=53, false),
        'w' => numbers(text, 1, 0..=6, false),
        'u' => numbers(text, 1, 1..=7, false),
        'y' => numbers(text, 2, 0..=99, false).into_iter().filter(|(length, _)| *length == 2).collect(),
        'a' => names(text, day_names().map(|(number, name)| (number, short(name)))),
        'A' => names(text, day_names()),
        'b' => names(text, month_names().map(|(number, name)| (number, short(name)))),
        'B' => names(text, month_names()),
        'p' | 'P' => names(text, [(0, "am"), (1, "pm")].into_iter()),
        'z' => offsets(text),
        'Z' => names(text, (0..).zip(zones.iter().map(String::as_str)))
            .into_iter()
            .map(|(length, _)| (length, Found::Text(text[..length].iter().collect())))
            .collect(),
        _ => Vec::new(),
    }
}

/// Matches pieces from the front; gives what the directives found and what is left of the text.
fn matching<'a>(
    pieces: &[Piece],
    text: &'a [char],
    zones: &[String],
) -> Option<(Vec<(char, Found)>, &'a [char])> {
    let Some((piece, rest)) = pieces.split_first() else { return Some((Vec::new(), text)) };
    match piece {
        Piece::Letter(letter) => {
            let (first, behind) = text.split_first()?;
            let same = first == letter || first.to_lowercase().eq(letter.to_lowercase());
            if same { matching(rest, behind, zones) } else { None }
        }
        Piece::Spaces => {
            let most = text.iter().take_while(|letter| letter.is_whitespace()).count();
            (1..=most).rev().find_map(|count| matching(rest, &text[count..], zones))
        }
        Piece::Directive(directive) => {
            ways(*directive, text, zones).into_iter().find_map(|(length, found)| {
                let (mut all, left) = matching(rest, &text[length..], zones)?;
                all.push((*directive, found));
                Some((all, left))
            })
        }
    }
}

/// The parts of a date as they were found.
#[derive(Default)]
struct Parts {
    year: Option<i64>,
    iso_year: Option<i64>,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
    weekday: Option<i64>,
    year_day: Option<i64>,
    /// Week of the year, and whether weeks begin on Monday.
    week: Option<(i64, bool)>,
    iso_week: Option<i64>,
    is_dst: i64,
    zone: Option<String>,
    offset: Option<i64>,
}

fn collect(cx: &Context, found: Vec<(char, Found)>, zones: &[String]) -> Parts {
    let mut parts = Parts { month: 1, day: 1, is_dst: -1, ..Parts::default() };
    let (mut hour12, mut afternoon) = (None, false);
    for (directive, value) in found {
        let number = match &value {
            Found::Number(number) | Found::Offset(number) => *number,
            Found::Text(_) => 0,
        };
        match directive {
            'y' => parts.year = Some(if number <= 68 { number + 2000 } else { number + 1900 }),
            'Y' => parts.year = Some(number),
            'G' => parts.iso_year = Some(number),
            'm' | 'b' | 'B' => parts.month = number,
            'd' | 'e' => parts.day = number,
            'H' | 'k' => parts.hour = number,
            'I' | 'l' => hour12 = Some(number),
            'p' | 'P' => afternoon = number == 1,
            'M' => parts.minute = number,
            'S' => parts.second = number,
            'a' | 'A' => parts.weekday = Some(number),
            'w' => parts.weekday = Some((number + 6) % 7),
            'u' => parts.weekday = Some(number - 1),
            'j' => parts.year_day = Some(number),
            'U' => parts.week = Some((number, false)),
            'W' => parts.week = Some((number, true)),
            'V' => parts.iso_week = Some(number),
            'z' => parts.offset = Some(number),
            'Z' => {
                let Found::Text(name) = value else { continue };
                parts.is_dst = summer_time(cx, &name, zones);
                parts.zone = Some(name);
            }
            _ => {}
        }
    }
    if let Some(hour) = hour12 {
        parts.hour = hour % 12 + if afternoon { 12 } else { 0 };
    }
    parts
}

/// Whether a zone's name means summer time: 1, 0, or -1 if one cannot know.
fn summer_time(cx: &Context, name: &str, zones: &[String]) -> i64 {
    let name = name.to_lowercase();
    let (standard, summer) = zone::halves(&zone::local(cx));
    let always = matches!(name.as_str(), "utc" | "gmt");
    if !always && standard.name == summer.name && standard.seconds != summer.seconds {
        return -1;
    }
    let is_summer = !always && name == summer.name.to_lowercase() && name != standard.name.to_lowercase();
    if zones.is_empty() { -1 } else { i64::from(is_summer) }
}

/// Day of the year of a weekday in a week. Week 0 is what is before the first Monday (or Sunday).
fn year_day_of_week(year: i64, week: i64, weekday: i64, monday: bool) -> i64 {
    let first = weekday_of(days_before(year, 1, 1));
    let (first, weekday) = if monday { (first, weekday) } else { ((first + 1) % 7, (weekday + 1) % 7) };
    if week == 0 { 1 + weekday - first } else { 1 + (7 - first) % 7 + 7 * (week - 1) + weekday }
}

fn days_in_month(year: i64, month: i64) -> i64 {
    let next = if month == 12 { days_before(year + 1, 1, 1) } else { days_before(year, month + 1, 1) };
    next - days_before(year, month, 1)
}

const WEEKDAYS: &str = "and a weekday directive ('%A', '%a', '%w', or '%u').";

fn complete(cx: &mut Context, mut parts: Parts) -> PyResult<Fields> {
    if parts.year.is_none() && parts.iso_year.is_some() {
        if parts.year_day.is_some() {
            return Err(cx.value_error(
                "Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead.",
            ));
        }
        if parts.iso_week.is_none() || parts.weekday.is_none() {
            return Err(cx.value_error(format!(
                "ISO year directive '%G' must be used with the ISO week directive '%V' {WEEKDAYS}"
            )));
        }
    } else if parts.iso_week.is_some() {
        return Err(cx.value_error(if parts.year.is_none() || parts.weekday.is_none() {
            format!("ISO week directive '%V' must be used with the ISO year directive '%G' {WEEKDAYS}")
        } else {
            "ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' instead."
                .to_string()
        }));
    }
    // The 29th of February without a year is one of a leap year.
    let borrowed = parts.year.is_none() && parts.month == 2 && parts.day == 29;
    let mut year = parts.year.unwrap_or(if borrowed { 1904 } else { 1900 });
    if parts.year_day.is_none()
        && let Some(weekday) = parts.weekday
    {
        if let Some((week, monday)) = parts.week {
            parts.year_day = Some(year_day_of_week(year, week, weekday, monday));
        } else if let (Some(iso_year), Some(iso_week)) = (parts.iso_year, parts.iso_week) {
            let fourth = weekday_of(days_before(iso_year, 1, 4));
            let first_monday = days_before(iso_year, 1, 4) - fourth;
            let day = first_monday + (iso_week - 1) * 7 + weekday;
            year = day_of(day).0;
            parts.year_day = Some(day - days_before(year, 1, 1) + 1);
        }
    }
    let (month, day, year_day) = match parts.year_day {
        Some(year_day) => {
            let (found, month, day) = day_of(days_before(year, 1, 1) + year_day - 1);
            let year_day = days_before(found, month, day) - days_before(found, 1, 1) + 1;
            let shown = if found == year { parts.year_day.unwrap_or(year_day) } else { year_day };
            let shown =
                if parts.week.is_none() && found != year { parts.year_day.unwrap_or(shown) } else { shown };
            year = found;
            (month, day, shown)
        }
        None => {
            let most = days_in_month(year, parts.month);
            if parts.day > most {
                let (day, month) = (parts.day, parts.month);
                return Err(cx.value_error(format!(
                    "day {day} must be in range 1..{most} for month {month} in year {year}"
                )));
            }
            let days = days_before(year, parts.month, parts.day);
            (parts.month, parts.day, days - days_before(year, 1, 1) + 1)
        }
    };
    let weekday = parts.weekday.unwrap_or_else(|| weekday_of(days_before(year, month, day)));
    Ok(Fields {
        year: if borrowed { 1900 } else { year },
        month,
        day,
        hour: parts.hour,
        minute: parts.minute,
        second: parts.second,
        weekday,
        year_day,
        is_dst: parts.is_dst,
        zone: parts.zone,
        offset: parts.offset,
    })
}

fn text_argument(cx: &mut Context, value: &Value, index: usize) -> PyResult<String> {
    match value.as_ref().and_then(|object| object.downcast::<Str>()) {
        Some(text) => Ok(text.to_string_lossy()),
        None => {
            let class = cx.type_of(value).value();
            let shown = cx.repr_text(&class)?;
            Err(cx.type_error(format!("strptime() argument {index} must be str, not {shown}")))
        }
    }
}

fn strptime(cx: &mut Context, data: Value, format: Option<Value>) -> PyResult<Value> {
    let data = text_argument(cx, &data, 0)?;
    let format = match format {
        Some(format) => text_argument(cx, &format, 1)?,
        None => "%a %b %d %H:%M:%S %Y".to_string(),
    };
    let pieces = pieces(cx, &format)?;
    let (standard, summer) = zone::halves(&zone::local(cx));
    let zones = ["utc".to_string(), "gmt".to_string(), standard.name, summer.name];
    let letters: Vec<char> = data.chars().collect();
    let Some((found, left)) = matching(&pieces, &letters, &zones) else {
        let (data, format) = (cx.str_value(&data), cx.str_value(&format));
        let (data, format) = (cx.repr_text(&data)?, cx.repr_text(&format)?);
        return Err(cx.value_error(format!("time data {data} does not match format {format}")));
    };
    if !left.is_empty() {
        let left: String = left.iter().collect();
        return Err(cx.value_error(format!("unconverted data remains: {left}")));
    }
    let parts = collect(cx, found, &zones);
    let fields = complete(cx, parts)?;
    Ok(to_value(cx, &fields))
}

/// `strptime`.
pub static FUNCTIONS: &[Row] = &[function!(
    "strptime",
    "(string, format='%a %b %d %H:%M:%S %Y', /)",
    "The time that a text stands for, by a format.",
    strptime
)];
