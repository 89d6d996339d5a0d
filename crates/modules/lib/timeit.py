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
