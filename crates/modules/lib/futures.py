"""`import futures` is a short way to `concurrent.futures`: both names are one module."""

import sys
import concurrent.futures

sys.modules[__name__] = concurrent.futures
