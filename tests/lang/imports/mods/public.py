import os

shown = 1
_hidden = 2
__dunder__ = 3


def func():
    pass
