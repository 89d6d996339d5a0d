eg = ExceptionGroup("many", [ValueError(1), KeyError("k")])
print(eg, repr(eg), eg.exceptions, eg.message, isinstance(eg, Exception))
try:
    raise eg
except ExceptionGroup as e:
    print([type(x).__name__ for x in e.exceptions], e.split(ValueError)[0], e.subgroup(KeyError))
for bad in (
    lambda: ExceptionGroup("m", []), lambda: ExceptionGroup("m", [5]),
    lambda: ExceptionGroup("m", [KeyboardInterrupt()]), lambda: ExceptionGroup(1, [ValueError()]),
):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
