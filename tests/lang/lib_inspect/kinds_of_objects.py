"""Kinds of objects, members and docstrings."""
import collections.abc
import functools
import inspect
import sys


def plain(a, b=1):
    """Plain.

        Indented.
      Less.

    """


def generate():
    value = 1
    yield value
    yield inspect.getgeneratorstate(generator)


class Base:
    """Base."""

    def documented(self):
        """Documented."""

    @property
    def size(self):
        """Size."""

    @classmethod
    def make(cls): pass

    @staticmethod
    def apart(): pass


class Derived(Base):
    __slots__ = ("slot",)

    def documented(self): pass

    @property
    def size(self): pass


class Setter:
    def __get__(self, *args): pass
    def __set__(self, *args): pass


PREDICATES = ["ismodule", "isclass", "ismethod", "isfunction", "isbuiltin", "ismethodwrapper", "ismethoddescriptor",
              "isdatadescriptor", "isgetsetdescriptor", "ismemberdescriptor", "isroutine", "isgenerator",
              "isgeneratorfunction", "iscoroutinefunction", "isasyncgenfunction", "iscoroutine", "isawaitable", "istraceback", "isframe", "iscode",
              "isabstract"]
try:
    1 / 0
except ZeroDivisionError as error:
    traceback = error.__traceback__
OBJECTS = {
    "module": sys, "class": Base, "builtin class": int, "function": plain, "lambda": lambda: 0, "builtin": len,
    "bound method": Base().documented, "builtin method": [].append, "method of a type": list.append, "wrapper": int.__add__,
    "bound wrapper": (1).__add__, "class method": Base.make, "static": Base.__dict__["apart"], "property": Base.size,
    "setter": Setter(), "generator function": generate,
    "generator": generate(), "partial": functools.partial(generate), "traceback": traceback, "frame": inspect.currentframe(),
    "code": plain.__code__, "abstract": collections.abc.Sized, "number": 1, "class method of a type": dict.__dict__["fromkeys"],
}
for name, value in OBJECTS.items():
    print(name, [predicate for predicate in PREDICATES if getattr(inspect, predicate)(value)])

print(repr(inspect.getdoc(plain)), inspect.getdoc(Base), inspect.getdoc(Derived), inspect.getdoc(Derived.documented),
      inspect.getdoc(Derived().documented), inspect.getdoc(Derived.size), inspect.getdoc(lambda: 0))
for text in ["", "one", "  one\n\t two\n   three\n", "\n\n  a\n b\n\n", " a\n\n\n    b\n      c\n  \n"]:
    print(repr(inspect.cleandoc(text)))
holder = Setter()
holder.b, holder.a = 1, 2
print(inspect.getmembers(holder, lambda value: isinstance(value, int)))
print([name for name, value in inspect.getmembers(Derived, inspect.isroutine) if name[0] != "_"])
print(inspect.getmro(Derived) == Derived.__mro__)


@functools.wraps(plain)
def outer(): pass


print(inspect.unwrap(outer) is plain, inspect.unwrap(outer, stop=lambda f: True) is outer)
plain.__wrapped__ = outer
try:
    inspect.unwrap(outer)
except ValueError as error:
    print(str(error).partition(" at ")[0])
generator = generate()
print(inspect.getgeneratorstate(generator), inspect.getgeneratorlocals(generator))
print(next(generator), inspect.getgeneratorstate(generator), inspect.getgeneratorlocals(generator))
print(next(generator))
generator.close()
print(inspect.getgeneratorstate(generator), inspect.getgeneratorlocals(generator))
print(inspect.getmodulename("/a/b.py"), inspect.getmodulename("b.txt"))
print(inspect.currentframe().f_code.co_name)
