# submit() returns futures; exceptions travel in them, SystemExit too.
from concurrent.futures import ThreadPoolExecutor

def attempt(call, *args):
    try:
        print(repr(call(*args)))
    except BaseException as error:
        print(f"{type(error).__name__}: {error}")

def leave():
    raise SystemExit(4)

with ThreadPoolExecutor(max_workers=2) as pool:
    print(pool.submit(pow, 2, 10).result())
    print(pool.submit(sorted, [3, 1, 2], reverse=True).result())
    attempt(pool.submit(lambda: 1 / 0).result)
    attempt(pool.submit(leave).result)
    attempt(pool.submit)
    print(pool.submit(print, "printed in a worker").exception())
attempt(pool.submit, print)
attempt(ThreadPoolExecutor, 0)
attempt(ThreadPoolExecutor, 1, "x", 5)
