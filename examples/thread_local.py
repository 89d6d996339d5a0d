# prints: same
"""threading.local: one name, but each thread sees its own value.

Good for what a thread wants to keep between calls without passing it along: a connection, a user's name.
"""

import threading

request = threading.local()


def greet():
    # No parameter says who is asking: the answer hangs on the thread that runs this line.
    return f"hello, {request.user}"


def serve(user):
    request.user = user
    print(f"{threading.current_thread().name}: {greet()}")


request.user = "main"
for user in ("Ada", "Grace"):
    thread = threading.Thread(target=serve, args=(user,), name=f"thread of {user}")
    thread.start()
    thread.join()
print("main thread:", greet())


def forgot():
    try:
        greet()
    except AttributeError as error:
        print("a thread that never set it:", error)


thread = threading.Thread(target=forgot)
thread.start()
thread.join()


class Settings(threading.local):
    """Its __init__ runs anew in each thread that touches the object."""

    def __init__(self, level):
        self.level = level


settings = Settings("info")
settings.level = "debug"
thread = threading.Thread(target=lambda: print("new thread starts with", settings.level))
thread.start()
thread.join()
print("main thread kept", settings.level)
