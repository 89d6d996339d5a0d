"""There are "C" and "C.UTF-8"; other names are refused."""
import locale

# Nobody has such a place.
NOWHERE = "xx_XX.UTF-8"


def attempt(function, *args):
    try:
        print(function.__name__, args, repr(function(*args)))
    except (TypeError, ValueError, locale.Error) as error:
        print(function.__name__, args, type(error).__name__, error)


for arguments in [
    (locale.LC_ALL, "C"), (locale.LC_ALL,), (locale.LC_ALL, "C.UTF-8"), (locale.LC_CTYPE,),
    (locale.LC_ALL, "POSIX"), (locale.LC_NUMERIC, "C.utf8"), (locale.LC_ALL,),
    (locale.LC_ALL, NOWHERE), (locale.LC_ALL, ("xx_XX", "UTF-8")), (locale.LC_ALL, ("C", "UTF-8")),
    (locale.LC_ALL, (None, None)), (77, "C"), ("x", "C"), (locale.LC_NUMERIC, 5),
]:
    attempt(locale.setlocale, *arguments)
before = locale.setlocale(locale.LC_ALL)
locale.setlocale(locale.LC_TIME, "C.UTF-8")
mixed = locale.setlocale(locale.LC_ALL)
locale.setlocale(locale.LC_ALL, before)
print(locale.setlocale(locale.LC_ALL, mixed) == mixed)
attempt(locale.getlocale, locale.LC_ALL)
locale.setlocale(locale.LC_ALL, "C")
attempt(locale.getlocale)
for key, value in locale.localeconv().items():
    print(key, repr(value))
attempt(locale.format_string, "%d %s %.2f", (1234567, "a", 3.5), True)
attempt(locale.format_string, "%(a)d %%", {"a": 1})
attempt(locale.currency, 5)
for value in (3.14, 1e100, 2.0):
    attempt(locale.str, value)
for text in ("3.5", "x"):
    attempt(locale.atof, text)
attempt(locale.atoi, "35")
for pair in (("a", "b"), ("b", "a"), ("b", "b"), ("b", 1), ("a\0", "b")):
    attempt(locale.strcoll, *pair)
print(sorted(["b", "C", "a"], key=locale.strxfrm))
