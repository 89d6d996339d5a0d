"""Checks for enumerations: `unique` and `verify`. Part of `enum`, which shows these names."""

from _operator import or_ as _or
from functools import reduce

from enum import Flag, StrEnum, _bits, _is_single_bit


def unique(enumeration):
    """Class decorator: refuse two names for one value."""
    double = [(name, m.name) for name, m in enumeration.__members__.items() if name != m.name]
    if double:
        shown = ", ".join(f"{alias} -> {name}" for alias, name in double)
        raise ValueError(f"duplicate values found in {enumeration!r}: {shown}")
    return enumeration


class EnumCheck(StrEnum):
    """What verify() can look for."""

    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """Class decorator: refuse an enumeration that does not pass these checks."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        name = enumeration.__name__
        for check in self.checks:
            if check is UNIQUE:
                double = [(n, m.name) for n, m in enumeration.__members__.items() if n != m.name]
                if double:
                    shown = ", ".join(f"{alias} -> {n}" for alias, n in double)
                    raise ValueError(f"aliases found in {enumeration!r}: {shown}")
            elif check is CONTINUOUS:
                values = {m.value for m in enumeration}
                if len(values) < 2:
                    continue
                if issubclass(enumeration, Flag):
                    wanted = {1 << i for i in range(min(values).bit_length() - 1, max(values).bit_length())}
                else:
                    wanted = set(range(min(values), max(values) + 1))
                missing = sorted(wanted - values)
                if missing:
                    kind = "flag" if issubclass(enumeration, Flag) else "enum"
                    raise ValueError(f"invalid {kind} {name!r}: missing values "
                                     f"{', '.join(map(str, missing))}"[:256])
            elif check is NAMED_FLAGS:
                known = {m._value_ for m in enumeration}
                lacking = {n: [bit for bit in _bits(m._value_) if bit not in known]
                           for n, m in enumeration._member_map_.items() if m._value_ >= 0}
                lacking = {n: bits for n, bits in lacking.items() if bits}
                if lacking:
                    total = reduce(_or, (bit for bits in lacking.values() for bit in bits))
                    if len(lacking) == 1:
                        alias = f"alias {next(iter(lacking))} is missing"
                    else:
                        *first, last = lacking
                        alias = f"aliases {', '.join(first)} and {last} are missing"
                    bits = f"value {total:#x}" if _is_single_bit(total) else \
                        f"combined values of {total:#x}"
                    raise ValueError(f"invalid Flag {name!r}: {alias} {bits} "
                                     "[use enum.show_flag_values(value) for details]")
        return enumeration


for _each in (unique, verify, EnumCheck):
    _each.__module__ = "enum"
del _each
