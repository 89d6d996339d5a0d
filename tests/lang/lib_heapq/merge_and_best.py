# merge() is lazy and stable; nlargest and nsmallest agree with sorted().
import heapq
import itertools

print(list(heapq.merge([1, 4, 7], [2, 4, 8], [], [3])))
print(list(heapq.merge(["dog", "horse"], ["cat", "fish", "kangaroo"], key=len)))
print(list(heapq.merge([7, 4, 1], [8, 2], reverse=True)))
print(list(itertools.islice(heapq.merge(itertools.count(0, 2), itertools.count(1, 2)), 6)))
words = "the quick brown fox jumps over the lazy dog".split()
print(heapq.nsmallest(3, words), heapq.nlargest(3, words))
print(heapq.nsmallest(4, words, key=len), heapq.nlargest(4, words, key=len))
print(heapq.nsmallest(0, words), heapq.nlargest(99, [2, 1]), heapq.nsmallest(1, [5, 3]))
