"""Whether a thread can see a list change while a native function walks over it.

The argument is how often to look before it counts as never seen.
"""

import sys
import threading

items = [0] * 200
done = False


def change():
    ones, zeros = [1] * 200, [0] * 200
    while not done:
        items[:] = ones
        items[:] = zeros


thread = threading.Thread(target=change)
thread.start()
seen = any(sum(items) not in (0, 200) for _ in range(int(sys.argv[1])))
done = True
thread.join()
print("halfway" if seen else "never")
