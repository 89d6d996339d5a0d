def g():
    while True:
        try:
            x = yield "waiting"
            print("received", x)
        except ValueError as e:
            print("caught", repr(e))
            yield "handled"
        except KeyError:
            print("key error ends it")
            return "returned"
        finally:
            print("finally")


it = g()
print(next(it), it.throw(ValueError("v")), next(it), it.throw(ValueError), next(it))
try:
    it.throw(KeyError("k"))
except StopIteration as e:
    print("stop", e.value)
try:
    it.throw(RuntimeError("after the end"))
except RuntimeError as e:
    print(e)
fresh = g()
try:
    fresh.throw(OSError("not started"))
except OSError as e:
    print(e)
print(next(fresh, "is finished"))
it = g()
next(it)
try:
    it.throw(ZeroDivisionError("not handled"))
except ZeroDivisionError as e:
    print(e)
for bad in (lambda: g().throw(5), lambda: g().throw("x"), lambda: g().throw(int), lambda: g().throw()):
    try:
        bad()
    except TypeError as e:
        print(e)
