"""A module of a package."""

import imported


def answer():
    return 42
