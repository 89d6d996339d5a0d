# The lines that a trace function is told of, by statement: those too that need no instruction.
import sys


def tracer(frame, event, arg):
    if frame.f_code.co_filename != __file__:
        return None
    print(event, frame.f_code.co_name, frame.f_lineno)
    return tracer


def f(a):
    "doc"
    5
    a
    ...
    (n := 5)
    "text"
    if a: pass
    if a:
        pass
    else:
        3
    for i in range(2):
        ...
    while a:
        4
        a = None
    with open("/dev/null"):
        a
    try:
        7
    finally:
        8
    try:
        1 + 1
        undefined
    except NameError:
        None
    lambda: 3
    [1, 2]
    -1
    not 1
    return 9
    10
class K:
    "doc"
    x: int
    y = 1
    6
sys.settrace(tracer)
f(1)
class L:
    3
    "x"
def g(): ...
g()
sys.settrace(None)
print("---")
sys.settrace(tracer)
class A:
    def f(self):
        self.x = 1
        def g(): return __class__
        return super()
class B(A):
    if 1:
        z = 3
    else:
        z = 4
class C:
    for i in range(2):
        y: int = i
class D(metaclass=type):
    pass
class E: pass
A().f()
def dec(c):
    return c
@dec
class F:
    @dec
    def m(self): pass
    @staticmethod
    def n():
        return 1
F.n()
x = [
    i
    for i in range(2)
    if i
]
y = {k:
     v for k, v in
     zip("ab", [1,
     2])}
dec(
  1,
)
def longer(
   a=1,
   b=dec(2),
): 
   return (a +
     b)
longer()
try:
    raise ValueError
except (KeyError,
        ValueError) as e:
    pass
else:
    pass
finally:
    pass
while True:
    break
for i in []:
    pass
else:
    z = 1
assert x, (
   y)
del x
import os, \
   sys as s
global_ = lambda: (
   1)
global_()
sys.settrace(None)
print("---")
sys.settrace(tracer)
def f():
    if 1:
        a = 1
    if 0:
        a = 2
    if True:
        pass
    if not 0:
        pass
    if __debug__:
        pass
    if 1 and 2:
        b = 2
    if (
       1):
        pass
    if 0: pass
    else:
        c = 4
    while 1:
        break
    while 0:
        pass
    while (
      True):
        break
    else:
        3
    if 1: z = 3
    x = 1 if 1 else 2
    assert 1
    assert 0, 1
try:
    f()
except AssertionError: pass
sys.settrace(None)
print("---")
sys.settrace(tracer)
def f():
    n = 0
    while True:
        n += 1
        if n > 2:
            break
    while n:
        n -= 1
        if 1:
            continue
    while 1:
        n += 1
        if n > 2: break
f()
sys.settrace(None)
print("---")
sys.settrace(tracer)
def f():
    for i in range(3):
        if i == 1:
            continue
        if i == 2:
            break
    for i in range(3):
        if i:
            pass
    for i in range(2):
        try:
            if i: continue
        finally:
            x = 1
    n = 2
    while n:
        n -= 1
        if n:
            continue
    while True:
        try:
            n += 1
            if n > 2:
                break
        except ValueError:
            pass
        else:
            pass
    while True:
        with open("/dev/null") as q:
            if n:
                return (
                    1
                )
f()
def g():
    x = 1
    def h():
        nonlocal x
        x = 2
        return x
    return h() if x else (
       3)
g()
def w(a):
    if a:
        if a > 1:
            return 1
        else:
            a = 2
    elif a == 0:
        a = 3
    else:
        raise ValueError
    return a
w(0); w(1); w(2)
sys.settrace(None)
print("---")
