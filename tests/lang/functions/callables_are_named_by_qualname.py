# Complaints about starred arguments name what is called by its `__qualname__` and `__module__`, or by its text.
import functools


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


@functools.lru_cache
def cached(a):
    return a


class Plain:
    @functools.cache
    def method(self): pass


class Shown:
    def __call__(self, *args, **more): return args, more
    def __repr__(self): return "<shown>"


class Named(Shown):
    def __init__(self, name, module):
        self.__qualname__ = name
        self.__module__ = module


class Failing(Shown):
    def __getattr__(self, name): raise ValueError(name)


callables = [
    cached, Plain.method, Plain().method, Plain, len, [].append, list.append, (1).__add__, functools.reduce,
    dict.fromkeys, staticmethod(cached), Shown(), Named("n", "m"), Named("n", None), Named("n", "builtins"),
    Named(3, 4), Failing(), lambda: 0, attempt,
]
for target in callables:
    attempt(lambda: target(*1))
    attempt(lambda: target(**1))
    attempt(lambda: target(a=1, **{"a": 2}))
