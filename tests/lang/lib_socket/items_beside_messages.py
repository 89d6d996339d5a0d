"""sendmsg() and recvmsg() carry items of any kind beside the bytes."""
import array
import os
import socket
import struct

IP_RECVTTL = 12         # not all Pythons have the name
NUMBER = struct.calcsize("@i")


def attempt(function, *args):
    try:
        print(function(*args))
    except (OSError, TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)


# How far a packet may go, set for one of them, and told of each.
with socket.socket(type=socket.SOCK_DGRAM) as server, socket.socket(type=socket.SOCK_DGRAM) as client:
    server.bind(("127.0.0.1", 0))
    server.settimeout(10)
    server.setsockopt(socket.IPPROTO_IP, IP_RECVTTL, 1)
    item = socket.IPPROTO_IP, socket.IP_TTL, struct.pack("@i", 17)
    print(client.sendmsg([b"far ", b"away"], [item], 0, server.getsockname()))
    data, beside, flags, sender = server.recvmsg(100, socket.CMSG_SPACE(NUMBER))
    print(data, beside == [item], flags, sender == ("127.0.0.1", client.getsockname()[1]))
    client.sendmsg([b"cut"], [item], 0, server.getsockname())
    data, beside, flags, _ = server.recvmsg(2, socket.CMSG_LEN(NUMBER - 1))
    print(data, [(level, kind, len(rest)) for level, kind, rest in beside],
          flags == socket.MSG_TRUNC | socket.MSG_CTRUNC)
    client.sendmsg([b"bare"], [item], 0, server.getsockname())
    buffers = bytearray(2), bytearray(10)
    count, beside, flags, _ = server.recvmsg_into(buffers)
    print(count, beside, flags == socket.MSG_CTRUNC, buffers)
    attempt(client.sendmsg, [b"x"], [(socket.IPPROTO_IP, socket.IP_TTL, b"odd")], 0, server.getsockname())

# Files, and who sends.
left, right = socket.socketpair()
with left, right:
    right.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    read, write = os.pipe()
    left.sendmsg([b"a pipe"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [read, write]))])
    data, beside, _, sender = right.recvmsg(100, socket.CMSG_SPACE(3 * NUMBER) + socket.CMSG_SPACE(2 * NUMBER))
    kinds = {kind: content for level, kind, content in beside if level == socket.SOL_SOCKET}
    print(data, sorted(kinds) == [socket.SCM_RIGHTS, socket.SCM_CREDENTIALS], sender)
    print(struct.unpack("@iii", kinds[socket.SCM_CREDENTIALS]) == (os.getpid(), os.getuid(), os.getgid()))
    theirs = array.array("i", kinds[socket.SCM_RIGHTS])
    os.write(theirs[1], b"through")
    print(os.read(read, 100), len({read, write, *theirs}))
    for number in (read, write, *theirs):
        os.close(number)
    right.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 0)
    # Beside nothing, nothing is sent.
    attempt(left.sendmsg, [b"x"], [(0, 0, b"")])
    attempt(left.sendmsg, [b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, b"")])
    attempt(left.sendmsg, [b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, (9999).to_bytes(4, "little"))])
    for items in ([0, 0, b""], [(0, 0, b""), object], [(0, 0)], [("a", 0, b"")], [(0, 0, "text")],
                  [(0, 2**40, b"")], [(-2**40, 0, b"")], 5):
        attempt(left.sendmsg, [b"x"], items)
    attempt(right.recvmsg_into, [bytearray(1)] * 1025)

for length in (2**31 - 25, 2**31 - 24, 2**31 - 17, 2**31 - 16, -1):
    attempt(socket.CMSG_SPACE, length)
    attempt(socket.CMSG_LEN, length)
