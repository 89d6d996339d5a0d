"""Names that are close to a wrong one: the "Did you mean" of a traceback."""

_MAX_CANDIDATES = 750
_MAX_LENGTH = 40
_MOVE, _CASE = 2, 1     # what a wrong letter costs, and one that is only in the wrong case


def _difference(a, b, limit):
    """What it costs to turn one name into the other; more than `limit` if it is too much."""
    if a == b:
        return 0
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    a, b = a[start:], b[start:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    if not a or not b:
        return _MOVE * (len(a) + len(b))
    if len(a) > _MAX_LENGTH or len(b) > _MAX_LENGTH:
        return limit + 1
    if len(b) < len(a):
        a, b = b, a
    if (len(b) - len(a)) * _MOVE > limit:
        return limit + 1
    row = list(range(_MOVE, _MOVE * (len(a) + 1), _MOVE))
    result = 0
    for i, right in enumerate(b):
        distance = result = i * _MOVE
        least = limit + 1
        for j, left in enumerate(a):
            replace = distance + _replace_cost(left, right)
            distance = row[j]
            result = min(result + _MOVE, distance + _MOVE, replace)
            row[j] = result
            least = min(least, result)
        if least > limit:
            return limit + 1
    return result


def _replace_cost(a, b):
    if a == b:
        return 0
    return _CASE if a.lower() == b.lower() else _MOVE


def closest(wrong, names):
    """The closest of the names, or None if none is close."""
    names = [name for name in names if isinstance(name, str)]
    if len(names) > _MAX_CANDIDATES or len(wrong) > _MAX_LENGTH:
        return None
    best = None
    best_cost = None
    for name in names:
        if name == wrong:
            continue
        # At most a third of the letters may be wrong, and the next must beat the best.
        limit = (len(name) + len(wrong) + 3) * _MOVE // 6
        if best_cost is not None:
            limit = min(limit, best_cost - 1)
        cost = _difference(wrong, name, limit)
        if cost <= limit:
            best, best_cost = name, cost
    return best


def _attributes(obj):
    try:
        return dir(obj)
    except TypeError:
        # Names that are not all texts cannot be sorted.
        return [*vars(obj), *dir(type(obj))]


def _visible(names, wrong):
    """Hide names that begin with an underscore from those who did not write one."""
    if wrong[:1] == "_":
        return names
    return [name for name in names if isinstance(name, str) and name[:1] != "_"]


def _innermost(tb):
    while tb.tb_next is not None:
        tb = tb.tb_next
    return tb.tb_frame


def for_exception(error, tb, wrong):
    """The name that was meant by the wrong one in this exception, or None."""
    if not isinstance(wrong, str):
        return None
    try:
        if isinstance(error, AttributeError):
            names = _attributes(error.obj)
            # A method may well have meant a private attribute of its own object.
            inside = tb is not None and _innermost(tb).f_locals.get("self") is error.obj
            return closest(wrong, names if inside else _visible(names, wrong))
        if isinstance(error, ImportError):
            return closest(wrong, _visible(dir(__import__("sys").modules[error.name]), wrong))
        if tb is None:
            return None
        frame = _innermost(tb)
        names = [*frame.f_locals, *frame.f_globals, *frame.f_builtins]
        if "self" in frame.f_locals and hasattr(frame.f_locals["self"], wrong):
            return f"self.{wrong}"
        return closest(wrong, names)
    except Exception:
        return None     # objects may refuse to be asked; there is just no suggestion then
