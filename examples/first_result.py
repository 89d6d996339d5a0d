# prints: same
"""Several workers look for the answer; the first one to find it is enough.

`as_completed` hands out futures in the order they finish. `wait(..., FIRST_COMPLETED)` returns when the
first one has, and says which have not.
"""

import time
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, as_completed, wait


def ask(server, seconds):
    time.sleep(seconds)
    if server == "down.example":
        raise ConnectionError(f"{server} does not answer")
    return f"answer of {server}"


servers = {"slow.example": 0.6, "quick.example": 0.2, "down.example": 0.4}

with ThreadPoolExecutor(max_workers=3) as pool:
    print("as_completed, in the order of finishing:")
    futures = {pool.submit(ask, server, seconds): server for server, seconds in servers.items()}
    for future in as_completed(futures):
        try:
            print("  ", future.result())
        except ConnectionError as error:  # what the task raised comes out of result()
            print("  ", "failed:", error)

    print("wait until the first has finished:")
    futures = [pool.submit(ask, server, seconds) for server, seconds in servers.items()]
    done, not_done = wait(futures, return_when=FIRST_COMPLETED)
    print("  ", len(done), "done:", done.pop().result())
    print("  ", len(not_done), "still running; cancel() of a running task says", not_done.pop().cancel())
    print("leaving the `with` waits for the others")
print("end")
