"""How people of a place write numbers, sort words and so on.

Gila brings no knowledge of places. There are the locales that every system has: "C", also
called "POSIX", and "C.UTF-8", which differs from it in the encoding alone. All others are
refused. In these two, numbers have a point and no other signs, and words are sorted by the
numbers of their characters. Text is UTF-8 whatever is chosen.
"""

import os

__all__ = ["getlocale", "getpreferredencoding", "Error", "setlocale", "localeconv", "strcoll",
           "strxfrm", "str", "atof", "atoi", "format_string", "currency", "LC_CTYPE",
           "LC_COLLATE", "LC_TIME", "LC_MONETARY", "LC_NUMERIC", "LC_ALL", "CHAR_MAX",
           "getencoding", "LC_MESSAGES"]

LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)

CHAR_MAX = 127      # says "not known" in the table of conventions

# The categories in the order in which the system names them all.
_CATEGORIES = ("LC_CTYPE", "LC_NUMERIC", "LC_TIME", "LC_COLLATE", "LC_MONETARY", "LC_MESSAGES",
               "LC_PAPER", "LC_NAME", "LC_ADDRESS", "LC_TELEPHONE", "LC_MEASUREMENT",
               "LC_IDENTIFICATION")

# Behind LC_MESSAGES, the number of LC_ALL is left out.
_NUMBERS = {name: number + (number >= LC_ALL) for number, name in enumerate(_CATEGORIES)}

_chosen = dict.fromkeys(_CATEGORIES, "C")

_text = str         # below, str() is a function of this module


class Error(Exception):
    pass


def setlocale(category, locale=None):
    """Choose a locale, or ask which one is chosen.

    The locale is a name, a pair of language and encoding, or "" for what the environment says.
    """
    category = category.__index__() if hasattr(category, "__index__") else _no_number(category)
    names = [name for name, number in _NUMBERS.items() if category in (number, LC_ALL)]
    if not names:
        raise Error("unsupported locale setting")
    if locale is None:
        return _shown(names)
    if not isinstance(locale, _text):
        locale = _name_of(locale)
    if category == LC_ALL and ";" in locale:
        chosen = dict(part.partition("=")[::2] for part in locale.split(";"))
    else:
        chosen = {name: locale or _from_environment(name) for name in names}
    if not chosen.keys() <= _NUMBERS.keys():
        raise Error("unsupported locale setting")
    _chosen.update({name: _known(value) for name, value in chosen.items()})
    return _shown(names)


def _no_number(category):
    raise TypeError(f"{type(category).__name__!r} object cannot be interpreted as an integer")


def _shown(names):
    values = [_chosen[name] for name in names]
    if len(set(values)) == 1:
        return values[0]
    return ";".join(f"{name}={value}" for name, value in zip(names, values))


def _name_of(pair):
    try:
        language, encoding = pair
        if not all(part is None or isinstance(part, _text) for part in (language, encoding)):
            raise TypeError
    except (TypeError, ValueError):
        raise TypeError("Locale must be None, a string, or an iterable of "
                        "two strings -- language code, encoding.") from None
    return (language or "C") + (f".{encoding}" if encoding else "")


def _from_environment(name):
    for variable in ("LC_ALL", name, "LANG"):
        if value := os.environ.get(variable):
            return value
    return "C"


def _known(name):
    if name in ("C", "POSIX"):
        return "C"
    language, _, encoding = name.partition(".")
    if language == "C" and encoding.lower().replace("-", "") == "utf8":
        return name
    raise Error("unsupported locale setting")


# At the start, the encoding alone is as the environment says.
try:
    _chosen["LC_CTYPE"] = _known(_from_environment("LC_CTYPE"))
except Error:
    pass


def getlocale(category=LC_CTYPE):
    """The language and the encoding that are chosen; None stands for what is not said."""
    name = setlocale(category)
    if ";" in name:
        raise TypeError("category LC_ALL is not supported")
    language, _, encoding = name.partition(".")
    return (language, "UTF-8") if encoding else (None, None)


def getpreferredencoding(do_setlocale=True):
    """The encoding of files whose encoding nobody says."""
    return "utf-8"


def getencoding():
    """The encoding of this program's surroundings."""
    return "utf-8"


def localeconv():
    """How numbers and sums of money are written."""
    conventions = {name: "" for name in ("int_curr_symbol", "currency_symbol",
                                         "mon_decimal_point", "mon_thousands_sep")}
    conventions.update(mon_grouping=[], positive_sign="", negative_sign="")
    conventions.update(dict.fromkeys(
        ("int_frac_digits", "frac_digits", "p_cs_precedes", "p_sep_by_space", "n_cs_precedes",
         "n_sep_by_space", "p_sign_posn", "n_sign_posn"), CHAR_MAX))
    conventions.update(decimal_point=".", thousands_sep="", grouping=[])
    return conventions


def strcoll(os1, os2, /):
    """Less than, equal to or more than 0, as the first text comes before the other or behind it."""
    for position, value in enumerate((os1, os2), 1):
        if not isinstance(value, _text):
            raise TypeError(f"strcoll() argument {position} must be str, "
                            f"not {type(value).__name__}")
        if "\0" in value:
            raise ValueError("embedded null character")
    return (os1 > os2) - (os1 < os2)


def strxfrm(string, /):
    """A text that compares with others as strcoll() does."""
    strcoll(string, "")
    return string


def format_string(f, val, grouping=False, monetary=False):
    """f % val; there are no signs between groups of digits."""
    return f % val


def currency(val, symbol=True, grouping=False, international=False):
    """A sum of money. These locales know of no money."""
    raise ValueError("Currency formatting is not possible using the 'C' locale.")


def str(val):
    """A float as text, with twelve digits at most."""
    return f"{val:.12g}"


def delocalize(string):
    """A number written as is usual here, in the way of Python: the same."""
    return string


def localize(string, grouping=False, monetary=False):
    """The other way round: the same, too."""
    return string


def atof(string, func=float):
    return func(delocalize(string))


def atoi(string):
    return int(delocalize(string))
