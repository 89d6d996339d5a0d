import gc
import threading
import weakref


class Arg:
    pass


arg = Arg()
r = weakref.ref(arg)
t = threading.Thread(target=lambda a: None, args=(arg,))
del arg
print(r() is not None)
t.start()
t.join()
gc.collect()
print(r() is None, hasattr(t, "_target"))
rt = weakref.ref(t)
del t
gc.collect()
print(rt() is None)
