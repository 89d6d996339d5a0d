"""A list kept so that its smallest item is always at index 0.

Think of the list as a binary tree, the children of index i at 2i+1 and 2i+2, in which
no child is smaller than its parent:

              [0]
          [1]     [2]
        [3] [4] [5] [6]

Pushing lets an item rise from the end, popping lets a gap fall from the root. Sorting
is not needed for that, and only `<` is asked of the items. The functions with `_max`
in their name keep the largest item first instead.
"""

__all__ = [
    "heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest",
    "heappushpop", "heappush_max", "heappop_max", "heapify_max", "heapreplace_max",
    "heappushpop_max",
]


def _rise(heap, stop, pos):
    """Move the item at pos up, at most to `stop`, past all parents greater than it."""
    item = heap[pos]
    while pos > stop:
        above = (pos - 1) >> 1
        parent = heap[above]
        if not item < parent:
            break
        heap[pos] = parent
        pos = above
    heap[pos] = item


def _fall(heap, pos):
    """Put the item at pos where it belongs below pos.

    The gap first falls to a leaf along the smaller children, and the item then rises
    from there: an item taken from the end of the heap nearly always belongs far down,
    so this takes about half the comparisons of stopping on the way.
    """
    end = len(heap)
    top = pos
    item = heap[pos]
    child = 2 * pos + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[pos] = heap[child]
        pos = child
        child = 2 * pos + 1
    heap[pos] = item
    _rise(heap, top, pos)


def _take(heap, fall):
    if len(heap) == 0:
        raise IndexError("index out of range")
    last = heap.pop()
    if not heap:
        return last
    first = heap[0]
    heap[0] = last
    fall(heap, 0)
    return first


def _replace(heap, item, fall):
    if len(heap) == 0:
        raise IndexError("index out of range")
    first = heap[0]
    heap[0] = item
    fall(heap, 0)
    return first


def _order(heap, fall):
    for pos in range(len(heap) // 2 - 1, -1, -1):
        fall(heap, pos)


def heappush(heap, item):
    """Add an item."""
    heap.append(item)
    _rise(heap, 0, len(heap) - 1)


def heappop(heap):
    """Take the smallest item out; IndexError if there is none."""
    return _take(heap, _fall)


def heapreplace(heap, item):
    """Take the smallest item out, then add `item`: the size stays."""
    return _replace(heap, item, _fall)


def heappushpop(heap, item):
    """Add `item`, then take the smallest out."""
    if heap and heap[0] < item:
        return _replace(heap, item, _fall)
    return item


def heapify(heap):
    """Turn a list into a heap, in place, in linear time."""
    _order(heap, _fall)


# The same with `<` turned round, written out: to call what compares would take longer than to compare.
def _rise_max(heap, stop, pos):
    item = heap[pos]
    while pos > stop:
        above = (pos - 1) >> 1
        parent = heap[above]
        if not parent < item:
            break
        heap[pos] = parent
        pos = above
    heap[pos] = item


def _fall_max(heap, pos):
    end = len(heap)
    top = pos
    item = heap[pos]
    child = 2 * pos + 1
    while child < end:
        right = child + 1
        if right < end and not heap[right] < heap[child]:
            child = right
        heap[pos] = heap[child]
        pos = child
        child = 2 * pos + 1
    heap[pos] = item
    _rise_max(heap, top, pos)


def heappush_max(heap, item):
    """Add an item to a max-heap."""
    heap.append(item)
    _rise_max(heap, 0, len(heap) - 1)


def heappop_max(heap):
    """Take the largest item out of a max-heap; IndexError if there is none."""
    return _take(heap, _fall_max)


def heapreplace_max(heap, item):
    """Take the largest item out of a max-heap, then add `item`."""
    return _replace(heap, item, _fall_max)


def heappushpop_max(heap, item):
    """Add `item` to a max-heap, then take the largest out."""
    if heap and item < heap[0]:
        return _replace(heap, item, _fall_max)
    return item


def heapify_max(heap):
    """Turn a list into a max-heap, in place, in linear time."""
    _order(heap, _fall_max)


class _Head:
    """The front of one input of merge(), ordered by its key and then by the input's place."""

    __slots__ = ("key", "place", "item", "advance", "backwards")

    def __init__(self, key, place, item, advance, backwards):
        self.key = key
        self.place = place
        self.item = item
        self.advance = advance
        self.backwards = backwards

    def __lt__(self, other):
        ahead = other.key < self.key if self.backwards else self.key < other.key
        if ahead:
            return True
        behind = self.key < other.key if self.backwards else other.key < self.key
        return not behind and self.place < other.place


def merge(*iterables, key=None, reverse=False):
    """Walk several sorted inputs as one sorted stream, without reading them ahead."""
    heads = []
    for place, iterable in enumerate(iterables):
        advance = iter(iterable).__next__
        try:
            item = advance()
        except StopIteration:
            continue
        heads.append(_Head(item if key is None else key(item), place, item, advance, reverse))
    heapify(heads)
    while heads:
        head = heads[0]
        yield head.item
        try:
            head.item = head.advance()
        except StopIteration:
            heappop(heads)
            continue
        head.key = head.item if key is None else key(head.item)
        _fall(heads, 0)


def _best(n, iterable, key, better, worst_first, replace):
    """The n best items in order, holding no more than n at a time.

    Equal items keep their order of arrival, which the counter in each entry sees to: it
    runs in the direction that makes the later of two equals the first to be thrown out.
    """
    entries = []
    step = -1 if worst_first is heapify_max else 1
    tick = 0
    source = iter(iterable)
    for item in source:
        entries.append((item if key is None else key(item), tick, item))
        tick -= step
        if len(entries) >= n:
            break
    worst_first(entries)
    for item in source:
        rank = item if key is None else key(item)
        if better(rank, entries[0][0]):
            replace(entries, (rank, tick, item))
            tick -= step
    return entries


def _holds_no_more_than(n, iterable):
    """Whether the iterable has a length, and that is not above n: then all of it is wanted."""
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        return False
    return n >= size


_NOTHING = object()


def nsmallest(n, iterable, key=None):
    """The n smallest items, smallest first: sorted(iterable, key=key)[:n]."""
    if n == 1:
        smallest = min(iterable, default=_NOTHING, key=key)
        return [] if smallest is _NOTHING else [smallest]
    if _holds_no_more_than(n, iterable):
        return sorted(iterable, key=key)[:n]
    source = iter(iterable)
    if n <= 0:
        return []
    entries = _best(n, source, key, lambda a, b: a < b, heapify_max, heapreplace_max)
    entries.sort()
    return [item for _, _, item in entries]


def nlargest(n, iterable, key=None):
    """The n largest items, largest first: sorted(iterable, key=key, reverse=True)[:n]."""
    if n == 1:
        largest = max(iterable, default=_NOTHING, key=key)
        return [] if largest is _NOTHING else [largest]
    if _holds_no_more_than(n, iterable):
        return sorted(iterable, key=key, reverse=True)[:n]
    source = iter(iterable)
    if n <= 0:
        return []
    entries = _best(n, source, key, lambda a, b: b < a, heapify, heapreplace)
    entries.sort(reverse=True)
    return [item for _, _, item in entries]
