# Items come out sorted; the array layout is the usual binary heap.
import heapq

data = [9, 4, 7, 1, 8, 2, 6, 3, 5, 0]
h = []
for x in data:
    heapq.heappush(h, x)
print(h)
print([heapq.heappop(h) for _ in range(len(h))])
h = data[:]
heapq.heapify(h)
print(h)
print(heapq.heapreplace(h, 10), heapq.heappushpop(h, -1), heapq.heappushpop(h, 5), h)
m = data[:]
heapq.heapify_max(m)
print(m, heapq.heappop_max(m), heapq.heapreplace_max(m, 0), heapq.heappushpop_max(m, 3), m)
for call in (lambda: heapq.heappop([]), lambda: heapq.heapreplace([], 1)):
    try:
        call()
    except IndexError as error:
        print(error)
print(heapq.heappushpop([], 3))
