# $name templates, Formatter, constants.
import string

def attempt(call, *args, **kwargs):
    try:
        print(repr(call(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")

for text in ("$a ${b} $$ x", "$", "$a$b", "${a", "${}", "$1", "x\ny $ z", "$a_1.", "$$$a", "${c d}"):
    t = string.Template(text)
    attempt(t.substitute, a=1, b=2, a_1=3)
    attempt(t.safe_substitute, {"a": 1})
    print(t.is_valid(), t.get_identifiers())

class Percent(string.Template):
    delimiter = "%"

print(Percent("%a $a %%").substitute({"a": 5}))
f = string.Formatter()
for args in (("{} {1}", 1, 2), ("{0} {}", 1), ("{} {x!r:>5}", 1), ("{0.real} {1[0]}", 1, [5]), ("{:{}}", "a", 5), ("{a",), ("{}",)):
    attempt(f.format, *args, x="q")

class Default(string.Formatter):
    def get_value(self, key, args, kwargs):
        return kwargs.get(key, f"<{key}>") if isinstance(key, str) else super().get_value(key, args, kwargs)

print(Default().format("{known} {unknown}", known=1))
print(string.capwords("hello wORLD  x"), string.punctuation, string.ascii_letters, string.hexdigits)
