"""A set that does not keep its members alive; `weakref.WeakSet` is this class."""

from _weakref import ref

__all__ = ["WeakSet"]


class WeakSet:
    """A set of weak references that behaves like a set of what they refer to.

    A reference that dies takes itself out of `data`. Walking goes over a copy, taken in
    one step, so that members may die meanwhile.
    """

    def __init__(self, data=None):
        self.data = set()
        # The callback must not keep this set alive either.
        def remove(item, selfref=ref(self)):
            self = selfref()
            if self is not None:
                self.data.discard(item)
        self._remove = remove
        if data is not None:
            self.update(data)

    def __iter__(self):
        for reference in list(self.data):
            item = reference()
            if item is not None:
                yield item
                del item    # the caller decides how long it lives

    def __len__(self):
        return sum(1 for reference in list(self.data) if reference() is not None)

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def __reduce__(self):
        return type(self), (list(self),)

    def __repr__(self):
        return repr(self.data)

    __hash__ = None

    def add(self, item):
        """Put an item in."""
        self.data.add(ref(item, self._remove))

    def clear(self):
        """Take all out."""
        self.data.clear()

    def copy(self):
        """A set with the same members."""
        return type(self)(self)

    def pop(self):
        """Take some item out and return it."""
        while True:
            try:
                reference = self.data.pop()
            except KeyError:
                raise KeyError("pop from empty WeakSet") from None
            item = reference()
            if item is not None:
                return item

    def remove(self, item):
        """Take an item out; KeyError if it is not there."""
        self.data.remove(ref(item))

    def discard(self, item):
        """Take an item out if it is there."""
        self.data.discard(ref(item))

    def update(self, other):
        """Put all items of another container in."""
        for item in other:
            self.add(item)

    def __ior__(self, other):
        self.update(other)
        return self

    def difference(self, other):
        """The members that are not in `other`."""
        made = self.copy()
        made.difference_update(other)
        return made

    __sub__ = difference

    def difference_update(self, other):
        """Take out what is in `other`."""
        if self is other:
            self.data.clear()
        else:
            self.data.difference_update([ref(item) for item in other])

    def __isub__(self, other):
        self.difference_update(other)
        return self

    def intersection(self, other):
        """The members that are also in `other`."""
        return type(self)(item for item in other if item in self)

    __and__ = intersection

    def intersection_update(self, other):
        """Keep only what is also in `other`."""
        self.data.intersection_update([ref(item) for item in other])

    def __iand__(self, other):
        self.intersection_update(other)
        return self

    def issubset(self, other):
        """Whether all members are in `other`."""
        return self.data.issubset([ref(item) for item in other])

    __le__ = issubset

    def __lt__(self, other):
        return self.data < {ref(item) for item in other}

    def issuperset(self, other):
        """Whether all of `other` are members."""
        return self.data.issuperset([ref(item) for item in other])

    __ge__ = issuperset

    def __gt__(self, other):
        return self.data > {ref(item) for item in other}

    def __eq__(self, other):
        if not isinstance(other, type(self)):
            return NotImplemented
        return self.data == {ref(item) for item in other}

    def symmetric_difference(self, other):
        """The members of exactly one of both."""
        made = self.copy()
        made.symmetric_difference_update(other)
        return made

    __xor__ = symmetric_difference

    def symmetric_difference_update(self, other):
        """Keep what is in exactly one of both."""
        if self is other:
            self.data.clear()
        else:
            self.data.symmetric_difference_update([ref(item, self._remove) for item in other])

    def __ixor__(self, other):
        self.symmetric_difference_update(other)
        return self

    def union(self, other):
        """The members of both."""
        made = self.copy()
        made.update(other)
        return made

    __or__ = union

    def isdisjoint(self, other):
        """Whether no member is in `other`."""
        return len(self.intersection(other)) == 0

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)
