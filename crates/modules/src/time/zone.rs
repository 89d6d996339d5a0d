//! The local time zone: the one `TZ` names, or else the system's. `tzname` and its like are set from it.

use std::cell::RefCell;

use jiff::Timestamp;
use jiff::civil;
use jiff::tz::{Dst, TimeZone};
use vm::heap::Obj;
use vm::native::Row;
use vm::objects::{Dict, dict};
use vm::{Context, PyResult, Value, function};

use crate::posix::Environment;

/// The zone of an interpreter, once somebody has asked for it.
#[derive(Default)]
struct Zone(RefCell<Option<TimeZone>>);

/// The local zone.
pub fn local(cx: &Context) -> TimeZone {
    let known = cx.interp_ref().extension::<Zone>();
    if let Some(zone) = known.0.borrow().as_ref() {
        return zone.clone();
    }
    let found = find(cx);
    *known.0.borrow_mut() = Some(found.clone());
    found
}

/// The zone that the environment and the system say now; UTC when they say nothing that makes sense.
fn find(cx: &Context) -> TimeZone {
    let Some(name) = cx.interp_ref().extension::<Environment>().get("TZ") else { return system() };
    let name = name.to_string_lossy();
    let name = name.strip_prefix(':').unwrap_or(&name);
    if name.is_empty() {
        return TimeZone::UTC;
    }
    TimeZone::get(name).or_else(|_| TimeZone::posix(name)).unwrap_or(TimeZone::UTC)
}

fn system() -> TimeZone {
    match std::fs::read("/etc/localtime") {
        Ok(rules) => TimeZone::tzif("Local", &rules).unwrap_or(TimeZone::UTC),
        Err(_) => TimeZone::UTC,
    }
}

/// What the zone says about a moment: seconds east of Greenwich, whether it is summer time, and its name.
pub struct Offset {
    /// Seconds east of Greenwich.
    pub seconds: i32,
    /// Summer time.
    pub is_dst: bool,
    /// For example `CET`.
    pub name: String,
}

/// What a zone says about a moment.
pub fn offset_at(zone: &TimeZone, moment: i64) -> Offset {
    let Ok(moment) = Timestamp::from_second(moment) else {
        return Offset { seconds: 0, is_dst: false, name: "UTC".to_string() };
    };
    let found = zone.to_offset_info(moment);
    Offset {
        seconds: found.offset().seconds(),
        is_dst: found.dst() == Dst::Yes,
        name: found.abbreviation().to_string(),
    }
}

/// Standard time and summer time, as they are at the beginning of winter and summer of this year.
pub fn halves(zone: &TimeZone) -> (Offset, Offset) {
    let year = Timestamp::now().to_zoned(TimeZone::UTC).year();
    let at = |month| {
        let date = civil::date(year, month, 1).to_zoned(TimeZone::UTC);
        offset_at(zone, date.map_or(0, |date| date.timestamp().as_second()))
    };
    let (winter, summer) = (at(1), at(7));
    // South of the equator it is summer in January.
    if winter.seconds <= summer.seconds { (winter, summer) } else { (summer, winter) }
}

/// Sets `timezone`, `altzone`, `daylight` and `tzname` in the module's namespace.
pub fn publish(cx: &mut Context, namespace: &Obj<Dict>) {
    let (standard, summer) = halves(&local(cx));
    let names = [standard.name.as_str(), summer.name.as_str()].map(|name| cx.str_value(name)).to_vec();
    let names = cx.tuple_value(names);
    let entries = [
        ("timezone", Value::Int(-i64::from(standard.seconds))),
        ("altzone", Value::Int(-i64::from(summer.seconds))),
        ("daylight", Value::Int(i64::from(standard.seconds != summer.seconds))),
        ("tzname", names),
    ];
    for (name, value) in entries {
        let name = cx.intern(name);
        dict::set_str(cx, namespace, &name, value);
    }
}

fn tzset(cx: &mut Context) -> PyResult<()> {
    let zone = find(cx);
    *cx.interp_ref().extension::<Zone>().0.borrow_mut() = Some(zone);
    let module = crate::importing::import_module(cx, "time")?;
    if let Some(module) = module.as_ref().and_then(|module| module.downcast::<vm::objects::Module>()) {
        let namespace = module.get(cx).dict.clone();
        publish(cx, &namespace);
    }
    Ok(())
}

/// `tzset`.
pub static FUNCTIONS: &[Row] =
    &[function!("tzset", "()", "Find out the local time zone anew, from the environment.", tzset)];
