# Signal numbers print with their names; handlers run with the number and a frame.
import signal
import threading

def attempt(call, *args):
    try:
        print(repr(call(*args)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")

def handler(number, frame):
    print("got", number, frame is not None)

print(repr(signal.SIGINT), signal.SIGINT, signal.SIGINT + 0, signal.SIGINT.name, signal.SIGINT == 2, repr(signal.Signals(15)))
print(repr(signal.SIG_DFL), repr(signal.getsignal(signal.SIGTERM)), repr(signal.SIGCLD))
print(repr(signal.signal(signal.SIGUSR1, handler)))
signal.raise_signal(signal.SIGUSR1)
print(signal.getsignal(signal.SIGUSR1) is handler, signal.signal(signal.SIGUSR1, signal.SIG_IGN) is handler)
signal.raise_signal(signal.SIGUSR1)
attempt(signal.Signals, 999)
attempt(signal.signal, 999, handler)
attempt(signal.signal, signal.SIGINT, 5)
t = threading.Thread(target=attempt, args=(signal.signal, signal.SIGINT, handler))
t.start()
t.join()
