import sys
import traceback


def fail():
    raise KeyError("k")


try:
    fail()
except KeyError as e:
    traceback.print_exc(file=sys.stdout)
    print(traceback.format_exc().splitlines()[-1])
    traceback.print_exception(e, file=sys.stdout, chain=False)
    print(traceback.format_exception_only(e))
    print(traceback.format_tb(e.__traceback__)[-1].splitlines()[-1].strip())
    traceback.print_tb(e.__traceback__, limit=1, file=sys.stdout)


def where():
    return traceback.format_stack()[-1]


print(where())
traceback.print_stack(file=sys.stdout)
traceback.print_exc()
print(traceback.format_exc())
