"""How long a small piece of code takes: run many times, with the cycle collector off."""

import gc
import itertools
import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

default_number = 1_000_000
default_repeat = 5
default_timer = time.perf_counter

# The code is put into a function, so that its names are local and the loop costs little.
_TEMPLATE = """\
def inner(_it, _timer{parameters}):
    {setup}
    _t0 = _timer()
    for _i in _it:
        {statement}
        pass
    _t1 = _timer()
    return _t1 - _t0
"""


def _indented(source, width):
    return source.replace("\n", "\n" + " " * width)


class Timer:
    """A statement to be timed, and what is to be done before."""

    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        names = {} if globals is None else dict(globals)
        parameters = ""
        if isinstance(setup, str):
            compile(setup, "<timeit-src>", "exec")      # complain about each on its own
            setup_source = _indented(setup, 4)
            prefix = setup + "\n"
        elif callable(setup):
            names["_setup"] = setup
            parameters += ", _setup=_setup"
            setup_source = "_setup()"
            prefix = ""
        else:
            raise ValueError("setup is neither a string nor callable")
        if isinstance(stmt, str):
            compile(prefix + stmt, "<timeit-src>", "exec")
            statement = _indented(stmt, 8)
        elif callable(stmt):
            names["_stmt"] = stmt
            parameters += ", _stmt=_stmt"
            statement = "_stmt()"
        else:
            raise ValueError("stmt is neither a string nor callable")
        self.src = _TEMPLATE.format(parameters=parameters, setup=setup_source, statement=statement)
        exec(compile(self.src, "<timeit-src>", "exec"), names)
        self.inner = names["inner"]

    def print_exc(self, file=None):
        """Print the exception being handled, with the lines of the timed code."""
        import linecache
        import traceback
        linecache.cache["<timeit-src>"] = (
            len(self.src), None, self.src.split("\n"), "<timeit-src>")
        traceback.print_exc(file=file)

    def timeit(self, number=default_number):
        """The seconds that `number` runs take together."""
        was_on = gc.isenabled()
        gc.disable()
        try:
            return self.inner(itertools.repeat(None, number), self.timer)
        finally:
            if was_on:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        """The results of several timeit() calls; the least of them says most."""
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        """(number, seconds) for a number of runs that takes at least 0.2 seconds."""
        scale = 1
        while True:
            for factor in (1, 2, 5):
                number = scale * factor
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return number, taken
            scale *= 10


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    """The seconds that `number` runs of a statement take together."""
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat,
           number=default_number, globals=None):
    """The results of several timeit() calls."""
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)


_UNITS = {"nsec": 1e-9, "usec": 1e-6, "msec": 1e-3, "sec": 1.0}


def main(args=None, *, _wrap_timer=None):
    """`python -m timeit`: options, then the lines of the statement."""
    import getopt
    import os
    import sys

    if args is None:
        args = sys.argv[1:]
    try:
        options, lines = getopt.getopt(
            args, "n:u:s:r:pvh",
            ["number=", "setup=", "repeat=", "process", "verbose", "unit=", "help"])
    except getopt.error as error:
        print(error)
        print("use -h/--help for command line help")
        return 2
    timer, number, repeat, setup, verbose, precision, unit = default_timer, 0, default_repeat, [], 0, 3, None
    for name, value in options:
        letter = name.lstrip("-")[0]
        if letter == "n":
            number = int(value)
        elif letter == "s":
            setup.append(value)
        elif letter == "u":
            if value not in _UNITS:
                print("Unrecognized unit. Please select nsec, usec, msec, or sec.", file=sys.stderr)
                return 2
            unit = value
        elif letter == "r":
            repeat = max(1, int(value))
        elif letter == "p":
            timer = time.process_time
        elif letter == "v":
            if verbose:
                precision += 1
            verbose += 1
        else:
            print(_USAGE, end="")
            return 0
    sys.path.insert(0, os.curdir)
    if _wrap_timer is not None:
        timer = _wrap_timer(timer)
    measured = Timer("\n".join(lines) or "pass", "\n".join(setup) or "pass", timer)

    def shown(seconds):
        which = unit
        if which is None:
            which = next((each for each, size in reversed(_UNITS.items()) if seconds >= size), "nsec")
        return f"{seconds / _UNITS[which]:.{precision}g} {which}"

    try:
        if not number:
            def tell(count, seconds):
                plural = "s" if count != 1 else ""
                print(f"{count} loop{plural} -> {seconds:.{precision}g} secs")

            number, _ = measured.autorange(tell if verbose else None)
            if verbose:
                print()
        raw = measured.repeat(repeat, number)
    except:
        measured.print_exc()
        return 1
    if verbose:
        print(f"raw times: {', '.join(map(shown, raw))}\n")
    each = [seconds / number for seconds in raw]
    best, worst = min(each), max(each)
    print(f"{number} loop{'s' if number != 1 else ''}, best of {repeat}: {shown(best)} per loop")
    if worst >= best * 4:
        import warnings

        warnings.warn_explicit(
            f"The test results are likely unreliable. The worst time ({shown(worst)}) was more than four times "
            f"slower than the best time ({shown(best)}).", UserWarning, "", 0)
    return None


_USAGE = """\
How long a small piece of code takes.

usage: python -m timeit [-n N] [-r N] [-u UNIT] [-s SETUP] [-p] [-v] [-h] [--] [statement]

  -n, --number N    how often the statement runs (default: as often as it takes 0.2 seconds)
  -r, --repeat N    how often that is measured (default: 5)
  -s, --setup S     what runs once before; may be given several times, for several lines
  -p, --process     measure the process's own time instead of the wall clock's
  -u, --unit U      nsec, usec, msec or sec
  -v, --verbose     show the raw times, too; twice for more digits
  -h, --help        show this

Several statements are lines of one; to indent a line, quote it with its spaces.
"""


if __name__ == "__main__":
    import sys

    sys.exit(main())
