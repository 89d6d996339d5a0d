# At the end of the program the pools run what was submitted.
import atexit
from concurrent.futures import ThreadPoolExecutor

atexit.register(print, "atexit")
pool = ThreadPoolExecutor(1)
for i in range(5):
    pool.submit(print, "call", i)
try:
    pool.submit(int).result()
finally:
    print("main ends")
