import _thread
import signal
import threading
import time

log = []


def interrupt():
    _thread.interrupt_main()
    log.append("called")


t = threading.Thread(target=interrupt)
try:
    t.start()
    while True:
        time.sleep(0.001)
except KeyboardInterrupt:
    print("KeyboardInterrupt")
t.join()
print(log)
signal.signal(signal.SIGINT, signal.SIG_IGN)
_thread.interrupt_main()
print("ignored")
try:
    _thread.interrupt_main(0)
except ValueError as e:
    print(e)
