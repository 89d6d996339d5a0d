# The order of what happens when the main module has ended.
import atexit
import sys
import threading
from concurrent.futures import ThreadPoolExecutor


def say(*words):
    print(*words, "| finalizing:", sys.is_finalizing(), "| main alive:", threading.main_thread().is_alive())


def started_late():
    say("thread started by atexit")


def at_exit():
    say("atexit")
    thread = threading.Thread(target=started_late)
    thread.start()
    thread.join()


def other_thread():
    threading.main_thread().join()
    say("thread that outlives the main thread")
    threading.Thread(target=say, args=("thread started by it",)).start()


atexit.register(at_exit)
atexit.register(say, "registered last")
gate = threading.Event()


def open_gate():
    say("threading's own")
    gate.set()


threading._register_atexit(open_gate)
pool = ThreadPoolExecutor(1)
pool.submit(gate.wait)
pool.submit(say, "queued call")
threading.Thread(target=other_thread).start()
say("main ends")
