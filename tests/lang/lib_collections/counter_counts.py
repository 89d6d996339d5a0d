# Counter: counting, arithmetic, comparison.
from collections import Counter

c = Counter("abracadabra")
print(c, c.most_common(2), c["zz"], c.total(), len(c))
print(sorted(c.elements()) == sorted("abracadabra"))
c.update("aa")
c.subtract({"b": 5, "new": 1})
print(c)
print(+c, -c)
del c["missing"], c["a"]
print(c)
a, b = Counter(x=3, y=1), Counter(x=1, y=2, z=4)
print(a + b, a - b, a & b, a | b)
a += b
print(a)
a -= Counter(x=10)
a |= Counter(q=2)
a &= Counter(q=1, z=9)
print(a)
print(Counter(a=1) == Counter(a=1, b=0), Counter(a=1) <= Counter(a=2), Counter(a=1) < Counter(a=1))
print(Counter(), Counter({"k": 2}), Counter(k=2).copy())
print(Counter(a="x", b=1))
for bad in (lambda: Counter.fromkeys("ab"), lambda: Counter(5), lambda: Counter(1, 2)):
    try:
        bad()
    except Exception as error:
        print(f"{type(error).__name__}: {error}")
