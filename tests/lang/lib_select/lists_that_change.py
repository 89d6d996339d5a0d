"""select() reads a list as it is when it comes to each item."""
import os
import select

read, write = os.pipe()


class Changing:
    def __init__(self, change):
        self.change = change

    def fileno(self):
        self.change()
        return write


shrinking = []
shrinking += [Changing(shrinking.pop) for _ in range(10)]
ready = select.select([], shrinking, [])[1]
print(len(ready), len(shrinking), ready == shrinking)

growing = []
growing.append(Changing(lambda: len(growing) < 5 and growing.append(growing[0])))
print(len(select.select([], growing, [])[1]), len(growing))

# Anything else is read beforehand.
kept = [write, write]
print(select.select((), kept.__iter__(), {read: 1}, 0)[1] == kept)
for wrong in (5, None):
    try:
        select.select(wrong, [], [])
    except TypeError as error:
        print(error)
