# Counting in ones turns a truth value into an int; other steps keep it.
from itertools import count

for arguments in ((True,), (True, 3), (True, True), (1, True), (0, True), (2.0, True), (False, 2), (1, False)):
    counter = count(*arguments)
    print(arguments, counter, next(counter), next(counter), counter)
