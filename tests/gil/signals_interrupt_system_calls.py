# A handler runs at once, whatever system call the main thread is in; what it raises ends the call, and a call that
# is not ended goes on for the rest of its time.
import os
import signal
import subprocess
import threading
import time


class Alarm(Exception):
    pass


def raise_alarm(number, frame):
    raise Alarm


def interrupted(name, call):
    start = time.monotonic()
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    try:
        call()
    except Alarm:
        took = time.monotonic() - start
        print(name, "Alarm", 0.04 < took < 1.5)
    else:
        print(name, "not interrupted")


signal.signal(signal.SIGALRM, raise_alarm)
reading, writing = os.pipe()
full_reading, full_writing = os.pipe()
os.set_blocking(full_writing, False)
try:
    while True:
        os.write(full_writing, b"x" * 65536)
except BlockingIOError:
    os.set_blocking(full_writing, True)

interrupted("os.read", lambda: os.read(reading, 1))
interrupted("os.write", lambda: os.write(full_writing, b"x" * 65536))
interrupted("open().read", lambda: open(reading, "rb", closefd=False).read(1))
interrupted("signal.pause", signal.pause)
interrupted("sigwaitinfo", lambda: signal.sigwaitinfo([signal.SIGUSR1]))
interrupted("sigtimedwait", lambda: signal.sigtimedwait([signal.SIGUSR1], 5))
sleeper = subprocess.Popen(["sleep", "5"], stdout=subprocess.PIPE)
interrupted("os.waitpid", lambda: os.waitpid(sleeper.pid, 0))
interrupted("os.waitid", lambda: os.waitid(os.P_PID, sleeper.pid, os.WEXITED))
interrupted("os.wait4", lambda: os.wait4(sleeper.pid, 0))
interrupted("Popen.wait", sleeper.wait)
interrupted("Popen.wait(timeout)", lambda: sleeper.wait(5))
interrupted("Popen.communicate", lambda: sleeper.communicate())
interrupted("subprocess.run", lambda: subprocess.run(["sleep", "5"]))
sleeper.kill()
sleeper.wait()

calls = []
signal.signal(signal.SIGALRM, lambda number, frame: calls.append(number))
for name, call in {
    "time.sleep": lambda: time.sleep(0.15),
    "Lock.acquire": lambda lock=threading.Semaphore(0): lock.acquire(timeout=0.15),
    "sigtimedwait": lambda: signal.sigtimedwait([signal.SIGUSR1], 0.15),
    "os.read": lambda: (threading.Timer(0.15, os.write, (writing, b"x")).start(), os.read(reading, 1)),
    "subprocess.run": lambda: subprocess.run(["sleep", "0.15"]),
}.items():
    signal.setitimer(signal.ITIMER_REAL, 0.03)
    start = time.monotonic()
    call()
    took = time.monotonic() - start
    print(name, calls, 0.14 < took < 1.5)
    calls.clear()
