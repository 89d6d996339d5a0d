# Connections: a server in a thread, files over sockets, parts of messages, time limits, errors.
import errno
import os
import select
import selectors
import socket
import socketserver
import threading
import time


def serve(listener):
    connection, _ = listener.accept()
    # One file for each direction: a text file that does both forgets what it has read ahead.
    with connection, connection.makefile("r", encoding="utf-8", newline="\n") as reader, \
            connection.makefile("w", encoding="utf-8", newline="\n") as writer:
        for line in reader:
            writer.write(line.upper())
            writer.flush()


with socket.create_server(("127.0.0.1", 0)) as listener:
    thread = threading.Thread(target=serve, args=(listener,))
    thread.start()
    with socket.create_connection(listener.getsockname(), timeout=10) as client:
        client.sendall(b"hello\nwo")
        client.sendall(memoryview(bytearray(b"rld\n")))
        answer = bytearray(12)
        view, got = memoryview(answer), 0
        while got < 12:
            got += client.recv_into(view[got:])
        print(answer, client.gettimeout(), client.family, client.type)
        client.shutdown(socket.SHUT_WR)
        print(client.recv(10))
    thread.join()

left, right = socket.socketpair()
print(left.family, left.type, left.getsockname() == "")
left.settimeout(0.05)
for call in (lambda: left.recv(1), lambda: left.recv_into(bytearray(1)), lambda: left.recvfrom(1)):
    try:
        call()
    except TimeoutError as error:
        print(repr(error), error.errno)
left.setblocking(False)
try:
    left.recv(1)
except BlockingIOError as error:
    print(error.errno == errno.EAGAIN, left.gettimeout(), left.getblocking())
file = right.makefile("rb")
left.sendall(b"line one\nline two\nrest")
print(file.readline(), file.read(4), file.readline())
right.close()
print(repr(right).startswith("<socket.socket [closed] fd="), file.closed)
file.close()
print(right.fileno())
try:
    for _ in range(3):
        left.send(b"x")
except OSError as error:
    print(type(error).__name__)
left.close()
try:
    left.recv(1)
except OSError as error:
    print(error)

# Open files beside bytes, and several buffers.
left, right = socket.socketpair()
reader, writer = os.pipe()
rights = int(writer).to_bytes(4, "little")
print(left.sendmsg([b"a", b"bc"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights)]))
data, beside, flags, address = right.recvmsg(10, socket.CMSG_LEN(4))
(level, kind, number), = beside
os.write(int.from_bytes(number, "little"), b"through the copy")
print(data, level == socket.SOL_SOCKET, kind == socket.SCM_RIGHTS, os.read(reader, 100))
for fd in (reader, writer, int.from_bytes(number, "little")):
    os.close(fd)
left.send(b"123456")
one, two = bytearray(2), bytearray(10)
print(right.recvmsg_into([one, two])[0], one, two)

# Waiting for several.
print(select.select([left, right], [left], [], 0) == ([], [left], []))
left.send(b"!")
for make in (selectors.SelectSelector, selectors.PollSelector, selectors.EpollSelector):
    with make() as selector:
        selector.register(left, selectors.EVENT_READ, "left")
        key = selector.register(right, selectors.EVENT_READ | selectors.EVENT_WRITE, "right")
        found = sorted((key.data, events) for key, events in selector.select())
        selector.unregister(right)
        started = time.monotonic()
        nothing = selector.select(0.05)
        print(found, nothing, time.monotonic() - started >= 0.04, len(selector.get_map()))
        try:
            selector.register(left, selectors.EVENT_READ)
        except KeyError as error:
            print("already registered" in str(error))
left.close()
right.close()

# Datagrams, and a server class for each kind.
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one, \
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as two:
    two.bind(("127.0.0.1", 0))
    two.settimeout(10)
    one.sendto(b"datagram", two.getsockname())
    data, sender = two.recvfrom(100)
    print(data, sender == ("127.0.0.1", one.getsockname()[1]))


class Echo(socketserver.StreamRequestHandler):
    """Sends one line back."""

    def handle(self):
        self.wfile.write(self.rfile.readline()[::-1])


with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Echo) as server:
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    answers = []
    for number in range(3):
        with socket.create_connection(server.server_address) as client:
            client.sendall(b"%d abc\n" % number)
            answers.append(client.recv(100))
    print(answers)
    server.shutdown()
    thread.join()

for call in (lambda: socket.create_connection(("127.0.0.1", 1)),
             lambda: socket.getaddrinfo("127.0.0.1", "no such service"),
             lambda: socket.socket(socket.AF_UNIX).connect("/no/such/socket")):
    try:
        call()
    except OSError as error:
        print(type(error).__name__, error)
