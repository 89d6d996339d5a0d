import fcntl
import os


def show(function):
    try:
        print(repr(function()))
    except BaseException as error:
        print(type(error).__name__, error)


fd = os.memfd_create("name")
show(lambda: fcntl.fcntl(fd, fcntl.F_GETFD) == fcntl.FD_CLOEXEC)
show(lambda: fcntl.fcntl(fd, fcntl.F_SETFD, 0))
show(lambda: fcntl.fcntl(fd, fcntl.F_GETFD))
show(lambda: fcntl.fcntl(-1, 1))
show(lambda: fcntl.fcntl("a", 1))
show(lambda: fcntl.fcntl(999, 1))
show(lambda: fcntl.fcntl(fd, 1, b"x" * 2000))
show(lambda: fcntl.fcntl(fd, 1, 1.5))
show(lambda: fcntl.fcntl(fd, 3, b"abcd"))
show(lambda: fcntl.ioctl(fd, 5, 1.5))
show(lambda: fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB))
show(lambda: fcntl.flock(fd, fcntl.LOCK_UN))
show(lambda: fcntl.flock(999, fcntl.LOCK_EX))
show(lambda: fcntl.lockf(fd, fcntl.LOCK_EX))
show(lambda: fcntl.lockf(fd, fcntl.LOCK_UN))
show(lambda: fcntl.lockf(fd, 0))
reading, writing = os.pipe()
os.write(writing, b"12345")
FIONREAD = 0x541B
print(fcntl.ioctl(reading, FIONREAD, bytes(4))[0])
fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 65536)
print(fcntl.fcntl(writing, fcntl.F_GETPIPE_SZ))
