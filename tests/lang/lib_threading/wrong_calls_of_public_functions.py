# Wrong calls of every public function and method of the modules about threads and waiting, and what their classes can do.
import copy
import importlib
import pickle
import re
import weakref

MODULES = [
    "threading", "_thread", "queue", "concurrent.futures", "concurrent.futures.thread", "sched",
    "contextvars", "signal", "select", "selectors", "atexit", "faulthandler",
]
# What would wait, end the thread, or is no affair of the module.
LEFT_OUT = {"pause", "exit", "exit_thread", "InterpreterPoolExecutor", "ProcessPoolExecutor"}


def text(value):
    return re.sub(r"0x[0-9a-f]+", "0x", repr(value))


def attempt(label, call, *args, **kwargs):
    try:
        result = call(*args, **kwargs)
    except BaseException as error:
        print(f"  {label}: {type(error).__name__}: {text(str(error))}")
    else:
        print(f"  {label}: {type(result).__name__}")


def make(cls):
    """An object of a class, or None."""
    for args in (), (1,), ("name",), (1, print), ((1, 2, 3, 4),), (range(7),), (1, 2, 3, 4), (1, 2, 3, 4, 5, 6):
        if cls.__name__ == "Token":
            import contextvars
            return contextvars.ContextVar("v").set(1)
        if cls.__name__ == "Signals":
            return cls.SIGINT
        try:
            return cls(*args)
        except (TypeError, ValueError):
            pass


def wrong_calls(label, call):
    attempt(f"{label} with twenty arguments", call, *range(20))
    attempt(f"{label} with a keyword", call, nonsense=1)


def show(name, thing):
    print(name, type(thing).__name__, getattr(thing, "__module__", None), thing.__qualname__)


for module_name in MODULES:
    module = importlib.import_module(module_name)
    print("==", module_name, sorted(getattr(module, "__all__", [])))
    for name in dir(module):
        thing = getattr(module, name)
        if name.startswith("_") or name in LEFT_OUT or not callable(thing):
            continue
        if getattr(thing, "__module__", "").partition(".")[0] in ("_collections", "collections", "abc", "heapq", "_heapq", "_weakrefset", "itertools"):
            continue
        show(name, thing)
        if not isinstance(thing, type):
            wrong_calls(name, thing)
            continue
        print("  bases", [base.__name__ for base in thing.__mro__])
        if issubclass(thing, int):
            continue
        wrong_calls(name, thing)
        attempt("subclass", lambda: type("Sub", (thing,), {}))
        attempt("[int]", lambda: thing[int])
        made = make(thing)
        if made is None:
            print("  no object")
            continue
        attempt("copy", copy.copy, made)
        attempt("deepcopy", copy.deepcopy, made)
        attempt("pickle", pickle.dumps, made)
        attempt("weakref", weakref.ref, made)
        attempt("new attribute", setattr, made, "nonsense", 1)
        attempt("no attribute", getattr, made, "nonsense2")
        attempt("iter", iter, made)
        attempt("len", len, made)
        attempt("call", lambda: made())
        attempt("order", lambda: made < made)
        attempt("truth", lambda: bool(made))
        attempt("with", lambda: type(made).__enter__)
        attempt("hash", hash, made)
        for each in dir(made):
            if each.startswith("_") or each in ("with_traceback", "add_note", "args") or each in dir(tuple) and isinstance(made, tuple):
                continue
            try:
                value = getattr(made, each)
            except BaseException as error:
                print(" ", each, type(error).__name__, text(str(error)))
                continue
            if callable(value) and hasattr(value, "__qualname__"):
                print("  .", each, value.__qualname__)
                wrong_calls(f". {each}", value)
            attempt(f". set {each}", setattr, make(thing), each, None)
            attempt(f". del {each}", delattr, make(thing), each)
