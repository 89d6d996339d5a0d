import sys
import threading

t = threading.Thread(target=sys.exit, args=(5,))
t.start()
t.join()
print("still here")


def with_text():
    raise SystemExit("not printed")


t = threading.Thread(target=with_text)
t.start()
t.join()
print("end")
