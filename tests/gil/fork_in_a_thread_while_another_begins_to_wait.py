# options: -W ignore
# A thread forks while the main thread begins to wait for it; in the child it starts and joins a thread. Each time in a
# fresh process, in which no thread has waited before.
import os
import sys
import threading


def fork():
    child = os.fork()
    if not child:
        thread = threading.Thread(target=lambda: None)
        thread.start()
        thread.join()
        os._exit(3)
    results.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


results = []
for _ in range(40):
    child = os.fork()
    if not child:
        thread = threading.Thread(target=fork)
        thread.start()
        thread.join()
        os._exit(results[0])
    results.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
print(set(results))
