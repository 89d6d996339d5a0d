# The camel-case names work and warn.
import threading
import warnings

def call(function, *args):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        function(*args)
    for warning in caught:
        print(warning.category.__name__, warning.message)

t = threading.Thread()
for function in (threading.currentThread, threading.activeCount, threading.Event().isSet,
                 t.getName, t.isDaemon):
    call(function)
call(t.setName, "n")
call(t.setDaemon, True)
print(t.name, t.daemon)
c = threading.Condition()
with c:
    call(c.notifyAll)
call(threading.RLock)
