import sys
import threading

events = []


def trace(frame, event, arg):
    if frame.f_code.co_name == "traced":
        events.append((threading.current_thread().name, event))
    return trace


def traced():
    return 1


threading.settrace(trace)
print(threading.gettrace() is trace)
t = threading.Thread(target=traced, name="T")
t.start()
t.join()
threading.settrace(None)
t = threading.Thread(target=traced, name="U")
t.start()
t.join()
print(events)
