# settrace() and setprofile() of threading take effect in threads started later.
import threading

events = []

def trace(frame, event, arg):
    if event == "call":
        events.append((threading.current_thread().name, frame.f_code.co_name))

def work():
    pass

print(threading.gettrace(), threading.getprofile())
threading.settrace(trace)
print(threading.gettrace() is trace)
t = threading.Thread(target=work, name="traced")
t.start()
t.join()
threading.settrace(None)
print([e for e in events if e[1] in ("run", "work")])
