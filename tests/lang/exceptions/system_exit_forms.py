import sys

for args in ((), (None,), (0,), (3,), ("text",), (True,), (2.5,), ([1],), ((1, 2),)):
    try:
        sys.exit(*args)
    except SystemExit as e:
        print(repr(e), e.code, e.args)
try:
    exit(4)
except SystemExit as e:
    print(e.code)
try:
    sys.exit(1, 2)
except TypeError as e:
    print(e)
raise SystemExit(None)
