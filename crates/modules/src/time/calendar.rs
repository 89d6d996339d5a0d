//! Dates as tuples: `gmtime`, `localtime`, `mktime`, `asctime`, `ctime`.

use jiff::civil::DateTime;
use vm::native::Row;
use vm::objects::Tuple;
use vm::{Context, PyResult, Value, function};

use super::names::{DAYS, MONTHS, short};
use super::zone;
use crate::struct_sequence;

/// A date and time of day, as `struct_time` has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// The year.
    pub year: i64,
    /// 1 to 12.
    pub month: i64,
    /// 1 to 31.
    pub day: i64,
    /// 0 to 23.
    pub hour: i64,
    /// 0 to 59.
    pub minute: i64,
    /// 0 to 61.
    pub second: i64,
    /// 0 is Monday.
    pub weekday: i64,
    /// 1 to 366.
    pub year_day: i64,
    /// 1 for summer time, 0 for standard time, -1 for what the zone says.
    pub is_dst: i64,
    /// The zone's name.
    pub zone: Option<String>,
    /// Seconds east of Greenwich.
    pub offset: Option<i64>,
}

/// Days since 1970 began, of a day of the Gregorian calendar. (Years that begin in March put the leap day last;
/// 400 of them always have 146,097 days.)
pub fn days_before(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (cycle, of_cycle) = (year.div_euclid(400), year.rem_euclid(400));
    let march_based = (month + 9) % 12;
    let of_year = (153 * march_based + 2) / 5 + day - 1;
    cycle * 146_097 + of_cycle * 365 + of_cycle / 4 - of_cycle / 100 + of_year - 719_468
}

/// The day that is so many days after 1970 began: `(year, month, day)`.
pub fn day_of(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (cycle, of_cycle) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_cycle - of_cycle / 1_460 + of_cycle / 36_524 - of_cycle / 146_096) / 365;
    let of_year = of_cycle - (365 * year + year / 4 - year / 100);
    let march_based = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march_based + 2) / 5 + 1;
    let month = if march_based < 10 { march_based + 3 } else { march_based - 9 };
    let year = year + cycle * 400 + i64::from(month <= 2);
    (year, month, day)
}

/// 0 for Monday, of a day counted from 1970.
pub fn weekday_of(days: i64) -> i64 {
    (days + 3).rem_euclid(7)
}

/// The fields of a moment, some seconds east of Greenwich.
fn fields_at(moment: i64, east: i64) -> Fields {
    let local = moment + east;
    let (days, of_day) = (local.div_euclid(86_400), local.rem_euclid(86_400));
    let (year, month, day) = day_of(days);
    Fields {
        year,
        month,
        day,
        hour: of_day / 3600,
        minute: of_day / 60 % 60,
        second: of_day % 60,
        weekday: weekday_of(days),
        year_day: days - days_before(year, 1, 1) + 1,
        is_dst: 0,
        zone: None,
        offset: Some(east),
    }
}

fn utc_fields(moment: i64) -> Fields {
    Fields { zone: Some("GMT".to_string()), ..fields_at(moment, 0) }
}

/// The local fields of a moment.
pub fn local_fields(cx: &Context, moment: i64) -> Fields {
    let zone = zone::local(cx);
    let found = zone::offset_at(&zone, moment);
    Fields {
        is_dst: i64::from(found.is_dst),
        zone: Some(found.name),
        ..fields_at(moment, i64::from(found.seconds))
    }
}

/// `struct_time`.
pub fn to_value(cx: &mut Context, fields: &Fields) -> Value {
    let mut values: Vec<Value> = [
        fields.year,
        fields.month,
        fields.day,
        fields.hour,
        fields.minute,
        fields.second,
        fields.weekday,
        fields.year_day,
        fields.is_dst,
    ]
    .map(Value::Int)
    .to_vec();
    values.push(match &fields.zone {
        Some(name) => cx.str_value(name),
        None => Value::None,
    });
    values.push(fields.offset.map_or(Value::None, Value::Int));
    struct_sequence::make(cx, &STRUCT_TIME, values)
}

/// The fields of a tuple that a caller gave, checked for being numbers only.
pub fn from_value(cx: &mut Context, value: &Value, function: &str) -> PyResult<Fields> {
    let Some(tuple) = value.as_ref().and_then(|object| object.downcast::<Tuple>()).cloned() else {
        return Err(cx.type_error("Tuple or struct_time argument required"));
    };
    let mut numbers = [0i64; 9];
    if tuple.items().len() != numbers.len() {
        return Err(cx.type_error(format!("{function}(): illegal time tuple argument")));
    }
    for (number, item) in numbers.iter_mut().zip(tuple.items()) {
        *number = cx.index_i64(item)?;
    }
    let [year, month, day, hour, minute, second, weekday, year_day, is_dst] = numbers;
    let class = cx.type_of(value);
    let ours = struct_sequence::class_of(cx, &STRUCT_TIME);
    let (mut zone, mut offset) = (None, None);
    if class.is(&ours) {
        let name = cx.get_attr_named(value, "tm_zone")?;
        zone = if name.is_none() { None } else { Some(cx.str_text(&name)?) };
        let east = cx.get_attr_named(value, "tm_gmtoff")?;
        offset = east.as_int().and_then(|east| east.to_i64());
    }
    Ok(Fields { year, month, day, hour, minute, second, weekday, year_day, is_dst, zone, offset })
}

/// Checks the ranges; a month, a day and a day of the year of 0 count as 1.
pub fn check(cx: &mut Context, fields: &mut Fields) -> PyResult<()> {
    for field in [&mut fields.month, &mut fields.day, &mut fields.year_day] {
        if *field == 0 {
            *field = 1;
        }
    }
    for (value, range, message) in [
        (fields.month, 1..=12, "month out of range"),
        (fields.day, 1..=31, "day of month out of range"),
        (fields.hour, 0..=23, "hour out of range"),
        (fields.minute, 0..=59, "minute out of range"),
        (fields.second, 0..=61, "seconds out of range"),
        (fields.weekday, -1..=i64::MAX, "day of week out of range"),
        (fields.year_day, 1..=366, "day of year out of range"),
    ] {
        if !range.contains(&value) {
            return Err(cx.value_error(message));
        }
    }
    fields.weekday = fields.weekday.rem_euclid(7);
    Ok(())
}

/// A time in seconds as an argument, rounded down; nothing and `None` are now.
fn moment(cx: &mut Context, value: Option<Value>) -> PyResult<i64> {
    let out_of_range = "timestamp out of range for platform time_t";
    let Some(value) = value.filter(|value| !value.is_none()) else {
        return Ok(super::wall(cx).div_euclid(super::SECOND));
    };
    let moment = match (value.as_int(), value.as_float()) {
        (Some(number), _) => match number.to_i64() {
            Some(number) => number,
            None => return Err(cx.overflow_error(out_of_range)),
        },
        (None, Some(time)) if time.is_nan() => {
            return Err(cx.value_error("Invalid value NaN (not a number)"));
        }
        (None, Some(time)) if time.abs() >= 9.2e18 => return Err(cx.overflow_error(out_of_range)),
        (None, Some(time)) => time.floor() as i64,
        (None, None) => cx.index_i64(&value)?,
    };
    // A year must fit 32 bits.
    if moment.abs() > 67_767_976_233_532_799 {
        let too_large = rustix::io::Errno::OVERFLOW.raw_os_error();
        return Err(vm::objects::exception_methods::errno_error(cx, too_large, Value::Empty));
    }
    Ok(moment)
}

fn gmtime(cx: &mut Context, time: Option<Value>) -> PyResult<Value> {
    let fields = utc_fields(moment(cx, time)?);
    Ok(to_value(cx, &fields))
}

fn localtime(cx: &mut Context, time: Option<Value>) -> PyResult<Value> {
    let moment = moment(cx, time)?;
    let fields = local_fields(cx, moment);
    Ok(to_value(cx, &fields))
}

fn mktime(cx: &mut Context, time: Value) -> PyResult<f64> {
    let fields = from_value(cx, &time, "mktime")?;
    Ok(local_moment(cx, &fields) as f64)
}

/// The moment that local fields, which may be out of range, stand for.
pub fn local_moment(cx: &Context, fields: &Fields) -> i64 {
    let months = fields.year * 12 + fields.month - 1;
    let days = days_before(months.div_euclid(12), months.rem_euclid(12) + 1, 1) + fields.day - 1;
    let civil = days * 86_400 + fields.hour * 3600 + fields.minute * 60 + fields.second;
    let zone = zone::local(cx);
    let guess = civil_moment(&zone, civil);
    let found = zone::offset_at(&zone, guess);
    // Who says that it is summer time, or that it is not, may contradict the zone, and is believed.
    match (fields.is_dst > 0, found.is_dst) {
        _ if fields.is_dst < 0 => guess,
        (true, false) | (false, true) => {
            let other = [guess - 183 * 86_400, guess + 183 * 86_400]
                .into_iter()
                .map(|moment| zone::offset_at(&zone, moment))
                .find(|other| other.is_dst != found.is_dst);
            match other {
                Some(other) => civil - i64::from(other.seconds),
                None => guess,
            }
        }
        _ => guess,
    }
}

/// The moment of a local time, given as if it were seconds since 1970. A time that a clock put forward has left
/// out is read by the rule from before.
fn civil_moment(zone: &jiff::tz::TimeZone, civil: i64) -> i64 {
    let naive = jiff::Timestamp::from_second(civil)
        .map(|moment| -> DateTime { moment.to_zoned(jiff::tz::TimeZone::UTC).datetime() });
    match naive.and_then(|naive| zone.to_ambiguous_timestamp(naive).compatible()) {
        Ok(moment) => moment.as_second(),
        Err(_) => civil,
    }
}

/// For example `Thu Jan  1 00:00:00 1970`.
pub fn spelled(fields: &Fields) -> String {
    let day = short(DAYS[fields.weekday.rem_euclid(7) as usize]);
    let month = short(MONTHS[(fields.month - 1).clamp(0, 11) as usize]);
    let Fields { day: of_month, hour, minute, second, year, .. } = fields;
    format!("{day} {month} {of_month:2} {hour:02}:{minute:02}:{second:02} {year}")
}

fn asctime(cx: &mut Context, time: Option<Value>) -> PyResult<String> {
    let mut fields = match time.filter(|time| !time.is_none()) {
        Some(time) => from_value(cx, &time, "asctime")?,
        None => {
            let now = moment(cx, None)?;
            local_fields(cx, now)
        }
    };
    check(cx, &mut fields)?;
    Ok(spelled(&fields))
}

fn ctime(cx: &mut Context, time: Option<Value>) -> PyResult<String> {
    let moment = moment(cx, time)?;
    Ok(spelled(&local_fields(cx, moment)))
}

/// Now, in local time.
pub fn now(cx: &mut Context) -> PyResult<Fields> {
    let now = moment(cx, None)?;
    Ok(local_fields(cx, now))
}

/// Functions about dates.
pub static FUNCTIONS: &[Row] = &[
    function!("gmtime", "(seconds=None, /)", "A time as a tuple, in Greenwich.", gmtime),
    function!("localtime", "(seconds=None, /)", "A time as a tuple, here.", localtime),
    function!("mktime", "(time_tuple, /)", "The time of a tuple in local time, in seconds.", mktime),
    function!("asctime", "(time_tuple=None, /)", "A tuple as text.", asctime),
    function!("ctime", "(seconds=None, /)", "A time as text, here.", ctime),
];

crate::struct_sequence! {
    /// `time.struct_time`.
    pub STRUCT_TIME, "time.struct_time", "A time as a tuple.", 9, [
        ("tm_year", "year, for example, 1993"),
        ("tm_mon", "month of year, range [1, 12]"),
        ("tm_mday", "day of month, range [1, 31]"),
        ("tm_hour", "hours, range [0, 23]"),
        ("tm_min", "minutes, range [0, 59]"),
        ("tm_sec", "seconds, range [0, 61])"),
        ("tm_wday", "day of week, range [0, 6], Monday is 0"),
        ("tm_yday", "day of year, range [1, 366]"),
        ("tm_isdst", "1 if summer time is in effect, 0 if not, and -1 if unknown"),
        ("tm_zone", "abbreviation of timezone name"),
        ("tm_gmtoff", "offset from UTC in seconds"),
    ]
}
