"""threading.settrace is for threads started later, settrace_all_threads for those that run; each has its own."""
import sys
import threading

def names(log):
    return sorted(set(log))

log = []

def trace(frame, event, arg):
    if frame.f_code.co_name in ("work", "waiting"):
        log.append((threading.current_thread().name, frame.f_code.co_name, event))
    return trace

def work():
    return 1

threading.settrace(trace)
thread = threading.Thread(target=work, name="later")
thread.start()
thread.join()
threading.settrace(None)
print(sys.gettrace(), names(log))

log.clear()
ready, go = threading.Event(), threading.Event()

def running():
    ready.set()
    go.wait()
    waiting()

def waiting():
    pass

thread = threading.Thread(target=running, name="running")
thread.start()
ready.wait()
threading.settrace_all_threads(trace)
go.set()
thread.join()
threading.settrace_all_threads(None)
print(sys.gettrace(), names(log))

calls = []
threading.setprofile(lambda frame, event, arg: calls.append((frame.f_code.co_name, event)))
thread = threading.Thread(target=work)
thread.start()
thread.join()
threading.setprofile(None)
print(("work", "call") in calls, ("work", "return") in calls, threading.getprofile())
