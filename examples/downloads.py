# prints: numbers differ
"""A pool of five workers makes twelve downloads (simulated: a sleep for the network, a little computing).

`map` gives the results in the order of the inputs, whoever finishes first.
"""

import random
import time
from concurrent.futures import ThreadPoolExecutor


def download(page):
    kilobytes = random.Random(page).randint(20, 90)  # the same for a page on every run
    time.sleep(kilobytes / 400)  # waiting for the network: the GIL is free
    return page, kilobytes, sum(range(kilobytes * 100))  # unpacking it: this needs the GIL


pages = [f"page {n}" for n in range(12)]

start = time.perf_counter()
with ThreadPoolExecutor(max_workers=5, thread_name_prefix="downloader") as pool:
    results = list(pool.map(download, pages))
together = time.perf_counter() - start

for page, kilobytes, _ in results:
    print(f"{page:8} {kilobytes:3} kB {'#' * (kilobytes // 4)}")
alone = sum(kilobytes for _, kilobytes, _ in results) / 400
print(f"{together:.1f} s with five workers; one after the other it would be {alone:.1f} s")
