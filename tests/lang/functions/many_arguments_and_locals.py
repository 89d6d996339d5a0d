def many(a, b, c, d, e, f, g, h, i, j, k=11, l=12, *, m=13, n=14):
    return sum((a, b, c, d, e, f, g, h, i, j, k, l, m, n))


print(many(*range(10)), many(*range(12), m=0), many(j=9, i=8, h=7, g=6, f=5, e=4, d=3, c=2, b=1, a=0))
source = "def wide(" + ", ".join(f"a{i}" for i in range(300)) + "):\n    return " + " + ".join(f"a{i}" for i in range(300))
exec(source)
print(wide(*range(300)), wide(**{f"a{i}": 1 for i in range(300)}))
try:
    wide(1)
except TypeError as e:
    print(str(e)[:60])
exec("def locals_():\n" + "".join(f"    v{i} = {i}\n" for i in range(400)) + "    return " + " + ".join(f"v{i}" for i in range(0, 400, 7)))
print(locals_())
print(len([*map(lambda *a: len(a), *[[1]] * 50)]), max(*range(500)), len({f"k{i}": i for i in range(300)}))
print(eval("[" + ", ".join(map(str, range(1000))) + "]")[-1])
print(eval("f(" + ",".join("1" for _ in range(300)) + ")", {"f": lambda *a: len(a)}))
