"""What every generated program begins with: `tick` ends it, the limits keep values small, `show` and `caught` print
them without addresses and without the order of sets."""
import collections, contextlib, functools, heapq, itertools, operator, string, sys
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple
from itertools import islice
Point = namedtuple('Point', 'x y', defaults=[0])
# One for all: whether two are the same object is not the same everywhere.
nan = float('nan')
def one(x): return x if x == x else nan
class Stop(BaseException): pass
fuel = 200
def tick():
    global fuel
    fuel -= 1
    if fuel < 0: raise Stop
def clean(text):
    while ' at 0x' in text:
        head, _, tail = text.partition(' at 0x')
        text = f"{head} at{tail.lstrip('0123456789abcdef')}"
    return text
def shown(x): return clean(repr(x))
def limit(x):
    if type(x) is int: return limit_int(x)
    if isinstance(x, (str, list, tuple, bytes)) and len(x) > 12: x = x[:12]
    return x if len(shown(x)) < 300 else 0
def limit_int(x): return x if -10**30 < x < 10**30 else x % 1000003
def limit_str(x): return x[:20]
def limit_list(x): return x[:8] if len(shown(x)) < 300 else []
def limit_dict(x): return x if len(shown(x)) < 300 else {}
def times(x, y):
    if not isinstance(x, (int, float)) and isinstance(y, int): y %= 4
    if not isinstance(y, (int, float)) and isinstance(x, int): x %= 4
    return x * y
def show(label, x):
    if isinstance(x, (set, frozenset)): x = sorted(x, key=shown)
    print(label, type(x).__name__, shown(x))
def caught(label, e):
    try: text = clean(str(e)) if not isinstance(e, RecursionError) else ''
    except Exception as failure: text = ('no text', type(failure).__name__)
    print(label, '!', type(e).__name__, text)
    tb, lines = e.__traceback__, []
    while tb and len(lines) < 9:
        if tb.tb_frame.f_globals is globals(): lines.append(tb.tb_lineno)
        tb = tb.tb_next
    chain, seen = [], [e]
    while e := e.__cause__ or e.__context__:
        if any(e is one for one in seen): break
        seen.append(e)
        chain.append(type(e).__name__)
    print(label, lines, *chain)
def drain(values):
    """The first values, and the generator closed: when an abandoned one runs its `finally` nobody should know."""
    try: return [limit(x) for x in islice(values, 6)]
    finally: values.close()
def dialog(values, *sent):
    """What a generator answers; an exception is thrown in."""
    answers = []
    try:
        answers.append(limit(next(values)))
        for x in sent:
            answers.append(limit(values.throw(x) if isinstance(x, Exception) else values.send(x)))
    except StopIteration as end: answers.append(('end', limit(end.value)))
    finally: values.close()
    return answers
def traced(function):
    @functools.wraps(function)
    def call(*args, **more):
        print('call', function.__qualname__, len(args), *more)
        return function(*args, **more)
    return call
def doubled(function): return lambda *args, **more: [function(*args, **more), function(*args, **more)]
@contextlib.contextmanager
def context(x, swallow=()):
    print('enter', shown(x))
    try: yield x
    except swallow as e: print('swallow', type(e).__name__)
    finally: print('leave')
class Box:
    made = 0
    def __init__(self, x=0, y=0):
        self.x = x
        self.y = y
        Box.made = Box.made + 1 if type(Box.made) is int else 0
    def __repr__(self): return f'{type(self).__name__}({self.x!r}, {self.y!r})'
    def add(self, other): return limit(self.x + other)
    def set(self, x):
        old, self.x = self.x, limit(x)
        return old
    def __add__(self, other): return Box(limit(self.x + getattr(other, 'x', other)), self.y)
    def __radd__(self, other): return Box(limit(other + self.x), self.y)
    def __iadd__(self, other):
        self.y = limit(other)
        return self
    def __eq__(self, other): return isinstance(other, Box) and self.x == other.x
    def __lt__(self, other): return self.x < other.x
    def __len__(self): return 3
    def __getitem__(self, key): return (self.x, self.y, key)[key]
    def __setitem__(self, key, x): self.y = key, limit(x)
    def __contains__(self, x): return x == self.x
    def __format__(self, spec): return f'<{spec}>'
    def __iter__(self):
        yield self.x
        yield self.y
    def __enter__(self): return self.x
    def __exit__(self, kind, value, tb):
        print('exit', kind and kind.__name__)
        return kind is ZeroDivisionError
    @property
    def both(self): return self.x, self.y
    @both.setter
    def both(self, pair): self.x, self.y = pair
    @both.deleter
    def both(self): del self.y
class Sub(Box):
    def add(self, other): return super().add(other), 'sub'
    def __hash__(self): return 7
    def __call__(self, *args, **more): return args, more
    def __getattr__(self, name): return name.upper()
class Field:
    """A descriptor, which knows its name."""
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, instance, owner=None): return (self.name, owner.__name__, instance is None)
    def __set__(self, instance, x): instance.__dict__['_' + self.name] = limit(x)
class Meta(type):
    def __new__(meta, name, bases, space, **more):
        cls = super().__new__(meta, name, bases, space)
        cls.more = more
        return cls
    def __call__(cls, *args, **more): return super().__call__(*args[:2])
    def __iter__(cls): return iter(cls.__name__)
class Error(Exception):
    def __init__(self, *args, code=0):
        super().__init__(*args)
        self.code = code
class Worse(Error, LookupError):
    def __str__(self): return f'worse {self.code} {self.args!r}'
