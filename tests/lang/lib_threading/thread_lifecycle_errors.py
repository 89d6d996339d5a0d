# Starting, joining and changing a thread at the wrong time says what is wrong.
import threading

def attempt(call, *args):
    try:
        print(repr(call(*args)))
    except BaseException as error:
        print(f"{type(error).__name__}: {error}")

t = threading.Thread(target=lambda: None, name="t")
attempt(t.join)
print(t.is_alive(), t.ident)
t.start()
t.join()
print(t.is_alive())
attempt(t.start)
attempt(setattr, t, "daemon", True)
attempt(threading.current_thread().join)
attempt(threading.Thread, 1)
attempt(threading.Thread, 1, 2, 3, 4, 5, 6)

class Forgetful(threading.Thread):
    def __init__(self):
        pass

f = Forgetful()
attempt(f.start)
attempt(f.join)
attempt(repr, f)
attempt(f.is_alive)
attempt(lambda: f.name)
attempt(lambda: f.daemon)
attempt(setattr, f, "daemon", True)
attempt(setattr, f, "name", "x")
