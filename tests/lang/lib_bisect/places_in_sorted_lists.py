# Where an item belongs, before or behind its equals, also by a key.
import bisect

a = [1, 2, 2, 2, 5, 9]
print(bisect.bisect_left(a, 2), bisect.bisect_right(a, 2), bisect.bisect(a, 0), bisect.bisect(a, 10))
print(bisect.bisect_left(a, 2, 2), bisect.bisect_right(a, 5, 0, 3))
words = ["a", "bb", "cccc"]
print(bisect.bisect_left(words, 2, key=len), bisect.bisect(words, 3, key=len))
bisect.insort(words, "ddd", key=len)
bisect.insort_left(a, 2)
print(words, a)
try:
    bisect.bisect([1], 1, -1)
except ValueError as error:
    print(error)
