class Item:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n

    def __repr__(self):
        return f"#{self.n}"


items = [Item(3), Item(1), Item(2)]
print(sorted(items), max(items) if hasattr(Item, "__gt__") else None, min(items))
items.sort(reverse=True)
print(items)
import functools

print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))


class Odd:
    def __lt__(self, other):
        raise ValueError("cannot compare")


try:
    sorted([Odd(), Odd()])
except ValueError as e:
    print(e)
print(sorted([Odd()]) is not None)
