# A signal's handler runs while a call waits; then the call goes on with the time that is left.
import select
import selectors
import signal
import socket
import time

calls = []
signal.signal(signal.SIGALRM, lambda *args: calls.append(1))
left, right = socket.socketpair()


def interrupted(name, call):
    calls.clear()
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    started = time.monotonic()
    try:
        answer = call()
    except Exception as error:
        answer = repr(error)
    print(name, answer, len(calls), time.monotonic() - started >= 0.14)


left.settimeout(0.15)
interrupted("recv", lambda: left.recv(1))
interrupted("select", lambda: select.select([left], [], [], 0.15))
poll = select.poll()
poll.register(left, select.POLLIN)
interrupted("poll", lambda: poll.poll(150))
with selectors.EpollSelector() as selector:
    selector.register(left, selectors.EVENT_READ)
    interrupted("epoll", lambda: selector.select(0.15))
listener = socket.create_server(("127.0.0.1", 0))
listener.settimeout(0.15)
interrupted("accept", listener.accept)


def fail(*args):
    raise ZeroDivisionError("from the handler")


signal.signal(signal.SIGALRM, fail)
left.settimeout(None)
for call in (lambda: left.recv(1), lambda: select.select([left], [], []), lambda: poll.poll()):
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    try:
        call()
    except ZeroDivisionError as error:
        print(error)
listener.close()
left.close()
right.close()
