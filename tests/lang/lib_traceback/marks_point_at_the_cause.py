# The marks stand under the operator, the brackets or the whole expression.
import traceback

def show(call):
    try:
        call()
    except Exception as error:
        text = "".join(traceback.format_tb(error.__traceback__)[1:])
        print(text.replace(__file__, "FILE"))

def fail(*args, **kwargs):
    raise ValueError

def binary():
    a, b = 1, "x"
    return 2 * a + b

def unary():
    b = "x"
    return 1 + -b

def subscript():
    d = {"a": {}}
    return d["a"]["b"]["c"]

def attribute():
    x = 1
    return x.real.nothing + 1

def plain_call():
    fail(1, 2)

def returned():
    return fail(1)

def assigned():
    x = fail(1)

def in_a_tuple():
    return (1, fail("a)b(", [1])), 2

def wide():
    s = "äöü"
    return s + "ßß" + 1

def long_call():
    return sum([
        1,
        2,
        3,
        "four",
    ]) + fail()

def two_lines():
    return (1 +
            "x")

def compare():
    return 1 < 2 < "x"

def statement():
    raise KeyError("whole line")

for call in (binary, unary, subscript, attribute, plain_call, returned, assigned, in_a_tuple, wide, long_call,
             two_lines, compare, statement):
    show(call)
