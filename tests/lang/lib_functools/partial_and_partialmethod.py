# partial() fills arguments in; partialmethod() does so for methods.
import functools
from functools import Placeholder as _

def show(*args, **kw):
    return args, kw

p = functools.partial(show, 1, x=2)
print(p(), p(3, x=4, y=5), p.args, p.keywords, p.func is show)
print(functools.partial(p, 9)(10))
print(functools.partial(show, _, 2)(1, 3))

class Cell:
    alive = False

    def set_state(self, state, *rest):
        self.alive = state
        return rest

    on = functools.partialmethod(set_state, True)
    off = functools.partialmethod(set_state, False, "extra")
    make = functools.partialmethod(classmethod(lambda cls, x: (cls.__name__, x)), 5)

c = Cell()
print(c.on(), c.alive, c.off(), c.alive, c.make(), Cell.make())
print(functools.reduce(lambda a, b: a * b, range(1, 6)), functools.reduce(max, [], "start"))
print(sorted(["b", "a", "C"], key=functools.cmp_to_key(lambda a, b: (a.lower() > b.lower()) - (a.lower() < b.lower()))))
try:
    functools.partialmethod(5)
except TypeError as error:
    print(error)
