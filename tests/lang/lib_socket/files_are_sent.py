"""socket.sendfile() lets the system send a file, or reads and sends it."""
import io
import os
import socket
import tempfile
import threading

CONTENT = bytes(range(256)) * 4000


def sent(file, *args, timeout=None):
    left, right = socket.socketpair()
    received = []

    def receive():
        with right:
            while data := right.recv(100_000):
                received.append(data)
    with left:
        left.settimeout(timeout)
        thread = threading.Thread(target=receive)
        thread.start()
        count = left.sendfile(file, *args)
    thread.join()
    data = b"".join(received)
    start = args[0] if args else 0
    return count, len(data), data == CONTENT[start:start + count], file.tell()


calls = []
system_sendfile = os.sendfile


def counting(*args):
    calls.append(args)
    return system_sendfile(*args)


os.sendfile = counting
with tempfile.TemporaryFile() as file:
    file.write(CONTENT)
    file.flush()
    file.seek(0)
    print(sent(file), bool(calls))
    print(sent(file, 1000))
    print(sent(file, 5000, 70_000))
    print(sent(file, timeout=30))
    print(sent(file, len(CONTENT)))
    calls.clear()
    print(sent(io.BytesIO(CONTENT)), sent(io.BytesIO(CONTENT), 3, 9), calls)
    with socket.socket() as unconnected:
        for arguments in [(0, 0), (0, -1), (0, "1"), (0, 0.5)]:
            try:
                unconnected.sendfile(file, *arguments)
            except (TypeError, ValueError) as error:
                print(type(error).__name__, error)
    left, right = socket.socketpair()
    with left, right:
        left.setblocking(False)
        try:
            left.sendfile(file)
        except ValueError as error:
            print(error)
        left.settimeout(0.01)
        try:
            left.sendfile(file)
        except TimeoutError as error:
            print("TimeoutError", error)
    with socket.socket(type=socket.SOCK_DGRAM) as datagrams:
        try:
            datagrams.sendfile(file)
        except ValueError as error:
            print(error)
with tempfile.TemporaryFile() as empty:
    print(sent(empty))
with tempfile.TemporaryFile("w+") as text, socket.socket() as unconnected:
    try:
        unconnected.sendfile(text)
    except ValueError as error:
        print(error)
