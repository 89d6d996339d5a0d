# Callbacks run when the future ends, in order, and at once if it has ended.
from concurrent.futures import Future
import threading

f = Future()
for i in range(3):
    f.add_done_callback(lambda future, i=i: print(i, future.result(), threading.current_thread().name))
t = threading.Thread(target=f.set_result, args=("value",), name="finisher")
t.start()
t.join()
f.add_done_callback(lambda future: print("late", threading.current_thread().name))
f = Future()
f.add_done_callback(lambda future: print("cancelled", future.cancelled()))
f.cancel()
