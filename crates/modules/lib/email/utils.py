"""Dates and addresses as headers have them."""

import time

__all__ = ["formataddr", "formatdate", "format_datetime", "mktime_tz", "parseaddr", "parsedate",
           "parsedate_tz", "parsedate_to_datetime", "quote", "unquote"]

_DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
# Names of zones that old messages use, and how far they are from Greenwich.
_ZONES = {"UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "AST": -400, "ADT": -300, "EST": -500, "EDT": -400,
          "CST": -600, "CDT": -500, "MST": -700, "MDT": -600, "PST": -800, "PDT": -700}


def quote(str):
    r"""A text as it stands between quotation marks: \ and " get a \ before them."""
    return str.replace("\\", "\\\\").replace('"', '\\"')


def unquote(str):
    """A text without the marks around it."""
    if len(str) > 1 and str[0] == str[-1] == '"':
        return str[1:-1].replace("\\\\", "\\").replace('\\"', '"')
    if len(str) > 1 and str[0] == "<" and str[-1] == ">":
        return str[1:-1]
    return str


def _format(parts, zone):
    year, month, day, hour, minute, second, weekday = parts[:7]
    return (f"{_DAYS[weekday]}, {day:02d} {_MONTHS[month - 1]} {year:04d} "
            f"{hour:02d}:{minute:02d}:{second:02d} {zone}")


def formatdate(timeval=None, localtime=False, usegmt=False):
    """A time as a header has it: Fri, 09 Nov 2001 01:08:47 -0000."""
    if timeval is None:
        timeval = time.time()
    if localtime or usegmt:
        if localtime:
            parts = time.localtime(timeval)
            minutes = parts.tm_gmtoff // 60
            sign = "-" if minutes < 0 else "+"
            zone = f"{sign}{abs(minutes) // 60:02d}{abs(minutes) % 60:02d}"
            return _format(parts, zone)
        return _format(time.gmtime(timeval), "GMT")
    return _format(time.gmtime(timeval), "-0000")


def format_datetime(dt, usegmt=False):
    """A datetime as a header has it."""
    parts = dt.timetuple()
    if usegmt:
        from datetime import timezone
        if dt.tzinfo is None or dt.tzinfo != timezone.utc:
            raise ValueError("usegmt option requires a UTC datetime")
        return _format(parts, "GMT")
    return _format(parts, "-0000" if dt.tzinfo is None else dt.strftime("%z"))


def _zone_offset(zone):
    """Seconds east of Greenwich; None for -0000, which says that nobody knows."""
    zone = zone.upper()
    if zone in _ZONES:
        number = _ZONES[zone]
    else:
        try:
            number = int(zone)
        except ValueError:
            return None
        if number == 0 and zone.startswith("-"):
            return None
    sign = -1 if number < 0 else 1
    number = abs(number)
    return sign * (number // 100 * 3600 + number % 100 * 60)


def parsedate_tz(data):
    """A date as a tuple: nine numbers as time.mktime() takes them, and the zone's offset."""
    if not data:
        return None
    words = data.replace(",", " ").split()
    if words and words[0][:3].title() in _DAYS:
        del words[0]
    if words and words[0].count("-") == 2:
        # The form of RFC 850: 08-Nov-94.
        words[0:1] = words[0].split("-")
    if len(words) < 4:
        return None
    if words[0].isalpha():
        # The form of asctime(): month, day, time, year.
        month, day, clock, year, *rest = words
        if ":" not in clock:
            clock, year = year, clock
    else:
        day, month, year, *rest = words
        if not rest:
            return None
        clock, *rest = rest
        if ":" in year:
            year, clock = clock, year
    month = month[:3].title()
    if month not in _MONTHS:
        return None
    try:
        numbers = [int(part) for part in clock.split(":")]
        day, year = int(day), int(year)
    except ValueError:
        return None
    if not 2 <= len(numbers) <= 3:
        return None
    hour, minute, second = (*numbers, 0)[:3]
    if year < 100:
        year += 2000 if year < 69 else 1900
    offset = _zone_offset(rest[0]) if rest else None
    return (year, _MONTHS.index(month) + 1, day, hour, minute, second, 0, 1, -1, offset)


def parsedate(data):
    """A date as nine numbers for time.mktime()."""
    parts = parsedate_tz(data)
    return None if parts is None else parts[:9]


def mktime_tz(data):
    """The time that what parsedate_tz() gives stands for."""
    if data[9] is None:
        return time.mktime(data[:8] + (-1,))
    year, month, day, hour, minute, second = data[:6]
    # Days since 1970, in years that begin with March: leap days come last.
    year -= month <= 2
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    days = year * 365 + year // 4 - year // 100 + year // 400 + of_year - 719468
    return ((days * 24 + hour) * 60 + minute) * 60 + second - data[9]


def parsedate_to_datetime(data):
    """A date as a datetime."""
    import datetime
    parts = parsedate_tz(data)
    if parts is None:
        raise ValueError(f"Invalid date value or format {str(data)!r}")
    if parts[9] is None:
        return datetime.datetime(*parts[:6])
    zone = datetime.timezone(datetime.timedelta(seconds=parts[9]))
    return datetime.datetime(*parts[:6], tzinfo=zone)


def parseaddr(addr, *, strict=True):
    """The name and the address in `Name <user@host>`."""
    name, mark, rest = addr.partition("<")
    if mark:
        return unquote(name.strip()), rest.partition(">")[0].strip()
    before, mark, comment = addr.partition("(")
    if mark:
        return comment.partition(")")[0].strip(), before.strip()
    return "", addr.strip()


def formataddr(pair, charset="utf-8"):
    """The opposite of parseaddr()."""
    name, address = pair
    address.encode("ascii")
    if not name:
        return address
    special = any(letter in '()<>@,:;".[]\\' for letter in name)
    return f'"{quote(name)}" <{address}>' if special else f"{name} <{address}>"
