# line: main ends
# count: 1 main ends
# stderr: .*
# The errors of threads that are ended in the middle of theirs may come or not, but nothing else may happen.
import threading


def fail(depth):
    if depth:
        fail(depth - 1)
    raise ValueError("as expected")


def fail_again():
    while True:
        threading.Thread(target=fail, args=(5,), daemon=True).start()


for _ in range(2):
    threading.Thread(target=fail_again, daemon=True).start()
print("main ends")
