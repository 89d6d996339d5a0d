import sys

sys.setrecursionlimit(200_100)


def down(n):
    return 0 if n == 0 else 1 + down(n - 1)


print(down(200_000))


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


print(even(150_001))


class Node:
    def __init__(self, next):
        self.next = next

    def length(self):
        return 1 if self.next is None else 1 + self.next.length()


n = None
for _ in range(50_000):
    n = Node(n)
print(n.length())
