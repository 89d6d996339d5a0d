import threading


def hook(args):
    print(type(args).__name__, args.exc_type.__name__, args.exc_value)
    print(args.exc_traceback is not None, args.thread is t, len(args))


threading.excepthook = hook


def fails():
    raise ValueError("to the hook")


t = threading.Thread(target=fails)
t.start()
t.join()


def bad_hook(args):
    raise KeyError("in the hook")


threading.excepthook = bad_hook
t = threading.Thread(target=fails)
t.start()
t.join()
threading.excepthook = threading.__excepthook__
t = threading.Thread(target=fails, name="default again")
t.start()
t.join()
print("end")
