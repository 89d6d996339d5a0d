"""Binary trees built and walked: making and freeing many small objects, recursion."""

import sys


class Node:
    def __init__(self, left, right):
        self.left = left
        self.right = right


def grow(depth):
    if depth == 0:
        return Node(None, None)
    return Node(grow(depth - 1), grow(depth - 1))


def count(node):
    if node.left is None:
        return 1
    return 1 + count(node.left) + count(node.right)


def work(depth):
    kept = grow(depth)
    total = 0
    for d in range(4, depth + 1, 2):
        for _ in range(1 << (depth - d)):
            total += count(grow(d))
    return count(kept), total


print(*work(int(sys.argv[1]) if len(sys.argv) > 1 else 17))
