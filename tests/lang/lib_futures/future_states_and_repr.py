# The states of a future, what it prints as, and what is refused in which state.
from concurrent.futures import Future

def plain(text):
    # Addresses differ from run to run.
    return " ".join("0x.." if word.startswith("0x") else word for word in text.split())

def show(future):
    print(plain(repr(future)), future.done(), future.running(), future.cancelled())

def attempt(call, *args):
    try:
        print(repr(call(*args)))
    except Exception as error:
        print(f"{type(error).__name__}: {plain(str(error))}")

f = Future()
show(f)
attempt(f.result, 0)
attempt(f.exception, 0.001)
attempt(f.set_running_or_notify_cancel)
show(f)
attempt(f.cancel)
f.set_result([1])
show(f)
attempt(f.result)
attempt(f.exception)
attempt(f.cancel)
attempt(f.set_result, 2)
attempt(f.set_exception, ValueError())

f = Future()
f.set_exception(ZeroDivisionError("oops"))
show(f)
attempt(f.result)
attempt(f.exception)

f = Future()
attempt(f.cancel)
attempt(f.cancel)
show(f)
attempt(f.result)
attempt(f.set_result, 1)
attempt(f.set_running_or_notify_cancel)
show(f)
