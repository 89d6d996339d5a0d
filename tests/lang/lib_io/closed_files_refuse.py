import os

NAME = "closed_files_refuse.tmp"


def attempt(mode, name, *arguments, **keywords):
    file = open(NAME, mode, **keywords)
    file.close()
    file.close()
    try:
        print(mode, name, getattr(file, name)(*arguments))
    except Exception as error:
        print(mode, name, type(error).__name__, error)


open(NAME, "w").close()
try:
    for name, *arguments in (["read"], ["readline"], ["write", "x"], ["seek", 0], ["tell"], ["flush"], ["truncate"],
                             ["__next__"], ["__iter__"], ["__enter__"], ["fileno"], ["readable"], ["detach"]):
        attempt("r+", name, *arguments)
    for name, *arguments in (["read"], ["readline"], ["write", b"x"], ["seek", 0], ["tell"], ["flush"], ["truncate"],
                             ["__next__"], ["peek"], ["fileno"], ["readable"], ["writable"]):
        attempt("rb", name, *arguments)
        attempt("r+b", name, *arguments)
    for name, *arguments in (["read"], ["write", b"x"], ["seek", 0], ["fileno"], ["readable"]):
        attempt("rb", name, *arguments, buffering=0)
    for mode, name, *arguments in (["r", "write", "x"], ["w", "read"], ["wb", "read"], ["rb", "write", b""],
                                   ["rb", "truncate"]):
        with open(NAME, mode) as file:
            try:
                getattr(file, name)(*arguments)
            except OSError as error:
                print(type(error).__name__, error, isinstance(error, ValueError))
finally:
    os.unlink(NAME)
