# What is in the modules about threads and in their classes; private names, modules and plumbing left out.
import sys
import _thread, queue, _queue, sched, threading, _threading_local, contextvars, _contextvars, faulthandler
import concurrent.futures, concurrent.futures.thread

PLUMBING = {
    "__module__", "__dict__", "__weakref__", "__firstlineno__", "__static_attributes__", "__annotations__",
    "__annotate__", "__annotate_func__", "__annotations_cache__", "__author__",
}


def is_shown(name):
    is_special = name.startswith("__") and name.endswith("__")
    return name not in PLUMBING and (is_special or not name.startswith("_"))


def show(title, names):
    print(title)
    for name in sorted(names):
        print("   ", name)


modules = [
    _thread, threading, _threading_local, queue, _queue, sched, contextvars, _contextvars, faulthandler,
    concurrent.futures, concurrent.futures.thread,
]
# These are not there in every build.
elsewhere = {"ProcessPoolExecutor", "InterpreterPoolExecutor"}
for module in modules:
    names = [name for name in dir(module) if not name.startswith("_")]
    public = [name for name in names if name not in elsewhere and type(getattr(module, name)) is not type(sys)]
    # Names that only one of the two needs for itself.
    public = [name for name in public if name not in ("heappush", "heappop", "time", "deque", "ref", "count")
              and (name == "local" or module is not _threading_local)]
    show(module.__name__, public)
    for name in public:
        cls = getattr(module, name)
        if isinstance(cls, type):
            show(f"{module.__name__}.{name}: {cls.__module__}.{cls.__qualname__}",
                 filter(is_shown, dir(cls)))
