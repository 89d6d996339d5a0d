# What dir() shows of the modules about threads and waiting, and of their classes, private names left out.
import importlib

MODULES = [
    "threading", "_thread", "queue", "concurrent.futures", "concurrent.futures.thread", "sched",
    "contextvars", "signal", "select", "selectors", "atexit", "faulthandler",
]


def public(thing):
    return [name for name in dir(thing) if not name.startswith("_")]


for name in MODULES:
    module = importlib.import_module(name)
    print(name, *public(module))
    for each in public(module):
        thing = getattr(module, each)
        if isinstance(thing, type):
            print(f"    {each}:", *public(thing))
