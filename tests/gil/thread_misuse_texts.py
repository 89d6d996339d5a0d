import threading


def show(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)


t = threading.Thread(target=lambda: None)
show(lambda: t.join())
show(lambda: threading.current_thread().join())
t.start()
show(lambda: t.start())
t.join()
show(lambda: t.start())
show(lambda: setattr(t, "daemon", True))


class NoInit(threading.Thread):
    def __init__(self):
        pass


show(lambda: NoInit().start())
show(lambda: NoInit().join())
show(lambda: repr(NoInit()))
show(lambda: setattr(NoInit(), "daemon", True))
show(lambda: threading.Thread(group=1))
show(lambda: threading.Thread(1, 2, 3, 4, 5, 6))
show(lambda: threading.Thread(tarket=1))
show(lambda: t.join("x"))
show(lambda: setattr(threading.main_thread(), "daemon", True))
