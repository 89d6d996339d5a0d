import time
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(1)


def task(n):
    time.sleep(0.02)
    print("task", n)


for n in range(4):
    pool.submit(task, n)
print("main ends")
