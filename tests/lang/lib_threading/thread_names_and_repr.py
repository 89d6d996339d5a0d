# Default names count threads and mention the target; repr shows the state.
import threading
from functools import partial

def work():
    inside.append(repr(threading.current_thread()).replace(str(threading.get_ident()), "IDENT"))

inside = []
for t in (threading.Thread(), threading.Thread(target=work), threading.Thread(target=partial(work)),
          threading.Thread(name=5), threading.Thread(name=""), threading.Thread(target=print, daemon=True),
          threading.Timer(1, work)):
    print(t.name, t)

t = threading.Thread(target=work, name="worker")
t.start()
t.join()
print(inside[0])
print(repr(t).replace(str(t.ident), "IDENT"))
t.name = 7
print(repr(t.name))
m = threading.main_thread()
print(repr(m).replace(str(m.ident), "IDENT"), m is threading.current_thread())
