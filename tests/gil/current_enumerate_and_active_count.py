import threading

ready, gate = threading.Barrier(4), threading.Event()


def work():
    ready.wait()
    gate.wait()


before = threading.active_count()
ts = [threading.Thread(target=work, name=f"w{i}") for i in range(3)]
for t in ts:
    t.start()
ready.wait()
print(before, threading.active_count(), sorted(t.name for t in threading.enumerate()))
gate.set()
for t in ts:
    t.join()
print(threading.active_count(), threading.enumerate() == [threading.main_thread()])
print(threading.current_thread() is threading.main_thread(), threading.current_thread().name)
print(threading.get_ident() == threading.main_thread().ident)
print(threading.get_native_id() == threading.main_thread().native_id)
