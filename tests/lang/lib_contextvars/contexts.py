# Contexts are mappings; run() calls a function in one; a copy does not notice later changes.
import copy
import gc
import weakref
from collections.abc import Mapping
from contextvars import Context, ContextVar, copy_context


def attempt(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!!", type(error).__name__, error)


v, w, x = ContextVar("v"), ContextVar("w"), ContextVar("x")
c = Context()
for text in [
    "Context(1)", "Context(a=1)", "len(c)", "c.run()", "c.run(1)", "c.run(lambda *a, **k: (a, k), 1, 2, x=3)",
    "c[1]", "c[v]", "c.get(v)", "c.get(v, 4)", "c.get('a')", "c.get()", "c.get(v, 1, 2)", "v in c", "1 in c",
    "Context() == Context()", "c == 1", "c < c", "c != Context()", "hash(c)", "Context[int]", "isinstance(c, Mapping)",
    "type('A', (Context,), {})", "setattr(c, 'x', 1)", "copy.copy(c)", "copy.deepcopy(c)", "copy_context(1)",
    "weakref.ref(c)() is c", "list(c), list(c.keys()), list(c.values()), list(c.items())", "next(c.items())",
    "c.items().__class__.__name__, c.keys().__class__.__name__, iter(c).__class__.__name__",
]:
    attempt(text)


def change():
    v.set(1)
    w.set(2)
    inside = copy_context()
    v.set(10)
    return inside


inside = c.run(change)
print(c[v], c[w], inside[v], inside[w], v in copy_context())
print(sorted((variable.name, value) for variable, value in c.items()), sorted(c.values()), len(c))
other = c.copy()
other.run(v.set, 11)
print(c[v], other[v], c == other, c == c.copy())
other.run(v.set, 10)
print(c == other)


def again():
    c.run(again)


attempt("c.run(again)")
print(c.run(lambda: Context().run(lambda: v.get("not here"))))


def fail():
    v.set("set before it failed")
    raise KeyError("in the context")


attempt("c.run(fail)")
print(c[v], v.get("untouched outside"))

# Iterators see the context as it was.
walk = c.items()
c.run(x.set, 3)
print(len(list(walk)), len(c))


# A context that refers to itself through a value is collected.
class Holder:
    pass


holder = Holder()
holder.context = Context()
holder.context.run(v.set, holder)
gone = weakref.ref(holder)
del holder
gc.collect()
print(gone())

many = [ContextVar(str(i)) for i in range(1000)]


def set_all():
    for i, variable in enumerate(many):
        variable.set(i)
    tokens = [variable.set(-i) for i, variable in enumerate(many)]
    for variable, token in zip(many, tokens):
        variable.reset(token)
    return sum(variable.get() for variable in many)


print(Context().run(set_all))
