import threading


def f():
    raise KeyboardInterrupt("by hand")


t = threading.Thread(target=f)
t.start()
t.join()
print("main is not interrupted")
