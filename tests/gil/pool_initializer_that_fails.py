import logging
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.thread import BrokenThreadPool

logging.disable()


def init():
    raise ValueError("init")


pool = ThreadPoolExecutor(1, initializer=init)
try:
    pool.submit(int).result()
except BrokenThreadPool as e:
    print(type(e).__name__, e)
try:
    pool.submit(int)
except BrokenThreadPool as e:
    print(e, isinstance(e, RuntimeError))
