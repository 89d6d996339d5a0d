# finalize() calls back when the object dies, or at the end of the program.
import gc
import weakref

class Thing:
    pass

t = Thing()
f = weakref.finalize(t, print, "died", sep="-")
print(f.alive, f.peek()[2:], f.atexit)
del t
gc.collect()
print(f.alive, f(), f.peek())
t = Thing()
f = weakref.finalize(t, print, "never")
print(f.detach()[1:3], f.alive)
f = weakref.finalize(t, print, "called by hand")
f()
f()
weakref.finalize(t, print, "at exit, first made")
weakref.finalize(t, print, "at exit, last made")
silent = weakref.finalize(t, print, "not at exit")
silent.atexit = False
print("main ends")
