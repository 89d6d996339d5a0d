# options: -W ignore
# Children of a process whose threads wait for the lock: those they start themselves wait for it, too, and get it.
import os
import signal
import sys
import threading

stop = threading.Event()


def spin():
    while not stop.is_set():
        pass


def count(found):
    total = 0
    for number in range(20_000):
        total += number
    found.append(total)


def child():
    signal.alarm(15)  # A child that hangs is killed, and found out.
    sys.setswitchinterval(1e-5)
    found = []
    threads = [threading.Thread(target=count, args=(found,)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    os._exit(0 if found == [199990000] * 6 else 1)


threads = [threading.Thread(target=spin) for _ in range(6)]
for thread in threads:
    thread.start()
statuses = []
for _ in range(40):
    pid = os.fork()
    if not pid:
        child()
    statuses.append(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
stop.set()
for thread in threads:
    thread.join()
print(statuses.count(0), sorted(set(statuses)))
