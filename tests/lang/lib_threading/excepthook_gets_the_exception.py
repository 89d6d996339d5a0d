# What ends a thread goes to threading.excepthook, SystemExit included; the program goes on.
import sys
import threading

def hook(args):
    print(type(args).__name__, args.exc_type.__name__, args.exc_value, args.thread.name,
          args.exc_traceback is not None, len(args))

threading.excepthook = hook
for error in (ValueError("no"), KeyboardInterrupt("stop"), SystemExit(3)):
    def fail(error=error):
        raise error
    t = threading.Thread(target=fail, name="failing")
    t.start()
    t.join()

threading.excepthook = threading.__excepthook__
t = threading.Thread(target=sys.exit)
t.start()
t.join()
print("still here")
