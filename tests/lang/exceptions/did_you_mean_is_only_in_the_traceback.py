import traceback


def show(f):
    try:
        f()
    except Exception as e:
        print(str(e), "|", traceback.format_exception_only(e)[-1].strip())


class C:
    value = 1
    _private = 2

    def method(self):
        pass


alphabet = 1
show(lambda: alphabat)
show(lambda: pritn("x"))
show(lambda: C().vaule)
show(lambda: C().metod)
show(lambda: C().private)
show(lambda: C.valuee)
show(lambda: "x".uper())
show(lambda: [].apend(1))
show(lambda: C().completely_different)
show(lambda: xyzzy)
show(lambda: {}.itmes())
show(lambda: ().push)
show(lambda: os.path)
show(lambda: "a".strip_())
show(lambda: C().v)
