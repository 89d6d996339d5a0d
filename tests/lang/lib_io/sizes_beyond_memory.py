# Sizes that nobody has room for: MemoryError or OverflowError, and the process lives on.
import io
import itertools
import os
import random
import socket
import struct

HUGE = 10**15


def attempt(name, call):
    try:
        call()
    except (MemoryError, OverflowError) as error:
        print(name, type(error).__name__, error)
    else:
        print(name, "has room")


def beyond(file, added):
    file.seek(HUGE)
    file.write(added)


left, right = socket.socketpair()
attempt("recv", lambda: left.recv(HUGE))
attempt("recvfrom", lambda: left.recvfrom(HUGE))
attempt("recvmsg", lambda: left.recvmsg(HUGE))
for mode in "r", "rb":
    attempt(mode, lambda: open("/dev/null", mode).read(HUGE))
attempt("unbuffered", lambda: open("/dev/null", "rb", buffering=0).read(HUGE))
attempt("BytesIO", lambda: beyond(io.BytesIO(), b"x"))
attempt("StringIO", lambda: beyond(io.StringIO(), "x"))
attempt("urandom", lambda: os.urandom(HUGE))
attempt("getrandbits", lambda: random.getrandbits(HUGE))
attempt("pack", lambda: struct.pack(f"{HUGE}x"))
attempt("to_bytes", lambda: (1).to_bytes(HUGE))
attempt("product", lambda: itertools.product("ab", repeat=HUGE))
attempt("with replacement", lambda: itertools.combinations_with_replacement("ab", 10**18))
attempt("tee", lambda: itertools.tee([], HUGE))
attempt("bytes", lambda: bytes(HUGE))
attempt("expandtabs", lambda: "\t".expandtabs(HUGE))
attempt("expandtabs", lambda: b"\t".expandtabs(2**65))
# Nothing is there at once.
print(left.recv(0), left.recv_into(bytearray()), left.makefile("rb", 0).read(0))
