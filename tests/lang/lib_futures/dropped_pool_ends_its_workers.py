# A pool that nobody refers to any more lets its workers go.
import gc
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(2)
pool.submit(int).result()
workers = list(pool._threads)
del pool
gc.collect()
for worker in workers:
    worker.join(30)
    print(worker.is_alive())
