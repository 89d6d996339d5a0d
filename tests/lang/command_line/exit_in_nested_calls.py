import sys


def f():
    try:
        g()
    finally:
        print("finally in f")


def g():
    try:
        sys.exit(42)
    except Exception:
        print("not caught by Exception")


f()
