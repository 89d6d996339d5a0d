import os
import signal
import threading
import time

log = []
signal.signal(signal.SIGUSR1, lambda n, frame: log.append((signal.Signals(n).name, threading.current_thread().name, frame is not None)))
t = threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGUSR1))
t.start()
deadline = time.monotonic() + 5
while not log and time.monotonic() < deadline:
    pass
t.join()
print(log)


def elsewhere():
    try:
        signal.signal(signal.SIGUSR1, signal.SIG_DFL)
    except ValueError as e:
        print(e)


t = threading.Thread(target=elsewhere)
t.start()
t.join()
print(signal.getsignal(signal.SIGUSR1) is not None)
print(signal.signal(signal.SIGUSR1, signal.SIG_IGN) is not None, signal.getsignal(signal.SIGUSR1))
signal.raise_signal(signal.SIGUSR1)
print(signal.default_int_handler, signal.SIGINT, int(signal.SIGTERM), len(log))
for bad in (
    lambda: signal.signal(signal.SIGKILL, print), lambda: signal.signal(signal.SIGUSR1, 99),
    lambda: signal.signal(9999, print), lambda: signal.signal(signal.SIGUSR1, "x"),
):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
