# With an option, a thread begins in a copy of its starter's context.
# options: -X thread_inherit_context=1
import sys
import threading
from contextvars import Context, ContextVar, copy_context

v = ContextVar("v", default="nothing")
v.set("main")
print(sys.flags.thread_inherit_context)


def show(label):
    print(label, v.get())
    v.set(label)


def start(label, **options):
    thread = threading.Thread(target=show, args=(label,), **options)
    thread.start()
    thread.join()


start("own")
copied = copy_context()
start("given", context=copied)
print(copied[v], v.get())
fresh = Context()
start("fresh", context=fresh)
start("again", context=fresh)
print(fresh[v])
