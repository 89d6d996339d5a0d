"""Tests that need a digest are left out if there is none."""

import unittest


def requires_hashdigest(digestname, openssl=None, usedforsecurity=True):
    try:
        import hashlib
        hashlib.new(digestname)
    except (ImportError, ValueError) as error:
        return unittest.skip(f"missing hash algorithm: {digestname}: {error}")
    return lambda test: test
