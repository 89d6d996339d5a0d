import sys
import threading

gate, ready = threading.Event(), threading.Event()


def inner(value):
    local = value * 2
    ready.set()
    gate.wait()
    return local


def outer(name):
    return inner(21)


thread = threading.Thread(target=outer, args=("x",))
thread.start()
ready.wait()
frame = sys._current_frames()[thread.ident]
while frame.f_code.co_name != "inner":
    frame = frame.f_back
print(frame.f_locals, frame.f_back.f_code.co_name, frame.f_back.f_locals, frame.f_back.f_lineno)
print(frame.f_back is frame.f_back, frame.f_globals is globals())
gate.set()
thread.join()
print(frame.f_code.co_name, frame.f_lineno)
