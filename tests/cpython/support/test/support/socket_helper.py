"""What tests of sockets need: addresses, free ports, and what there is of the network."""

import contextlib
import os
import socket
import unittest

from test import support

HOST = "localhost"
HOSTv4 = "127.0.0.1"
HOSTv6 = "::1"
has_gethostname = True


def find_unused_port(family=socket.AF_INET, socktype=socket.SOCK_STREAM):
    with socket.socket(family, socktype) as sock:
        return bind_port(sock)


def bind_port(sock, host=HOST):
    """Bind to a free port of the local host."""
    sock.bind((host, 0))
    return sock.getsockname()[1]


def bind_unix_socket(sock, addr):
    try:
        sock.bind(addr)
    except PermissionError:
        sock.close()
        raise unittest.SkipTest("cannot bind AF_UNIX sockets") from None


def skip_unless_bind_unix_socket(test):
    return unittest.skipUnless(hasattr(socket, "AF_UNIX"), "No UNIX Sockets")(test)


def _has_ipv6():
    if not socket.has_ipv6:
        return False
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as sock:
            sock.bind((HOSTv6, 0))
        return True
    except OSError:
        return False


IPV6_ENABLED = _has_ipv6()


def get_socket_conn_refused_errs():
    import errno
    return [errno.ECONNREFUSED, errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH,
            errno.EADDRNOTAVAIL]


@contextlib.contextmanager
def transient_internet(resource_name, *, timeout=None, errnos=()):
    """The block needs the internet, which is not there for tests."""
    raise support.ResourceDenied(support.NETWORK)
    yield


def create_unix_domain_name():
    """A path that a Unix socket may have, relative because it must be short."""
    import tempfile
    return tempfile.mktemp(prefix="test_python_", suffix=".sock", dir=os.path.curdir)


def tcp_blackhole():
    return False


def skip_if_tcp_blackhole(test):
    return test
