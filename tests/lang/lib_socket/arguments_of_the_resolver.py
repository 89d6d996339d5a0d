"""What getaddrinfo() and if_indextoname() take, and what they say of anything else."""
import socket


def attempt(function, *args):
    try:
        print(function(*args))
    except (OSError, TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, ascii(str(error)))


for host, port in [
    ("127.0.0.1", "80\0junk"), (b"127.0.0.1", b"80"), ("127.0.0.1\0junk", 80), ("127.0.0.1", "\ud800"),
    ("\ud800", 80), ("a\udfff", 80), (1, 80), ("127.0.0.1", 1.5), (bytearray(b"127.0.0.1"), 80),
    ("127.0.0.1", bytearray(b"80")), ("127.0.0.1", -1), ("127.0.0.1", 2**100),
]:
    attempt(socket.getaddrinfo, host, port, 0, socket.SOCK_STREAM, 0, socket.AI_NUMERICHOST)
# The interface is told beside the address, not in its text.
interface = socket.if_indextoname(1)
attempt(lambda: [entry[4][1:] for entry in socket.getaddrinfo(f"ff02::1%{interface}", 80, socket.AF_INET6,
                                                               socket.SOCK_DGRAM)])
attempt(lambda: [entry[4][0] for entry in socket.getaddrinfo(f"ff02::1%{interface}", 80, socket.AF_INET6,
                                                              socket.SOCK_DGRAM)])
for index in (0, -1, 2**32 - 1, 2**32 + 1, 2**64, 2**1000, -2**70, "lo", 1.0):
    attempt(socket.if_indextoname, index)
