# dump_traceback_later() writes while the main thread works, once or repeatedly, unless it is called off.
import faulthandler
import os
import time


def lines_of(wanted, **options):
    read, write = os.pipe()
    faulthandler.dump_traceback_later(0.05, file=write, **options)
    text = b""
    while text.count(b"Timeout") < wanted or not text.endswith(b"\n"):
        text += os.read(read, 4096)
    faulthandler.cancel_dump_traceback_later()
    return text.decode().splitlines()


def work():
    return lines_of(1)


lines = work()
print(lines[0])
print(lines[1][:9], lines[1].endswith(" (most recent call first):"))
print([line.rsplit(" in ")[1] for line in lines[2:]])
repeated = lines_of(3, repeat=True)
print(sum(line.startswith("Timeout (0:00:00.050000)!") for line in repeated) >= 3)
read, write = os.pipe()
faulthandler.dump_traceback_later(0.1, file=write)
faulthandler.cancel_dump_traceback_later()
time.sleep(0.2)
os.set_blocking(read, False)
try:
    print(os.read(read, 100))
except BlockingIOError:
    print("nothing")
