import _thread
import threading

out, done = [], _thread.allocate_lock()
done.acquire()


def f(a, k=0):
    me = threading.current_thread()
    out.append((a, k, type(me).__name__, me.daemon, me.name.startswith("Dummy-"), me.is_alive()))
    try:
        me.join()
    except RuntimeError as e:
        out.append(str(e))
    done.release()


ident = _thread.start_new_thread(f, (1,), {"k": 2})
done.acquire()
print(out, type(ident).__name__, _thread.LockType is type(done), _thread.error is RuntimeError)
print(_thread.get_ident() == threading.get_ident())
_thread.start_new_thread(lambda: (done.release(), _thread.exit()), ())
done.acquire()
print(_thread.TIMEOUT_MAX, done.locked())
try:
    _thread.exit()
except SystemExit as e:
    print("SystemExit", e.args)
