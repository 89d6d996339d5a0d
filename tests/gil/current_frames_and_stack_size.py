import sys
import threading

gate, ready = threading.Event(), threading.Event()


def waits_here():
    ready.set()
    gate.wait()


t = threading.Thread(target=waits_here)
t.start()
ready.wait()
frames = sys._current_frames()
names = []
f = frames[t.ident]
while f:
    names.append(f.f_code.co_name)
    f = f.f_back
print(len(frames), "waits_here" in names, frames[threading.get_ident()].f_code.co_name)
gate.set()
t.join()
print(threading.stack_size(), threading.stack_size(1 << 20), threading.stack_size(), threading.stack_size(0))
for bad in (1, -1, 4096, "x"):
    try:
        threading.stack_size(bad)
    except Exception as e:
        print(type(e).__name__, e)
