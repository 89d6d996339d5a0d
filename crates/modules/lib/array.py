"""Sequences of numbers of one kind, kept as C would keep them. The memory is `_array`'s."""

from _array import Items as _Items
import operator as _operator

typecodes = "bBuwhHiIlLqQfd"

_TEXT = "uw"


class array(_Items):
    """array(typecode [, initializer]): numbers, or characters, of one kind."""

    __hash__ = None

    def __init__(self, typecode, initializer=(), /):
        if isinstance(initializer, str):
            if typecode not in _TEXT:
                raise TypeError(f"cannot use a str to initialize an array with typecode '{typecode}'")
            self.fromunicode(initializer)
        elif isinstance(initializer, (bytes, bytearray)):
            self.frombytes(initializer)
        else:
            if isinstance(initializer, array) and initializer.typecode in _TEXT and typecode not in _TEXT:
                raise TypeError(f"cannot use a unicode array to initialize an array with typecode '{typecode}'")
            self._extend_by_items(initializer)

    @classmethod
    def _holding(cls, typecode, data):
        made = cls(typecode)
        made._splice(0, 0, data)
        return made

    def _extend_by_items(self, items):
        for item in items:
            self.append(item)

    def _same_kind(self, other, otherwise):
        if not isinstance(other, array):
            raise TypeError(otherwise.format(type(other).__name__))
        if other.typecode != self.typecode:
            raise TypeError("bad argument type for built-in operation")

    def _position(self, index, message):
        index = _operator.index(index)
        length = len(self)
        if index < 0:
            index += length
        if not 0 <= index < length:
            raise IndexError(message)
        return index

    def __getitem__(self, index):
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            if step == 1:
                size = self.itemsize
                return array._holding(self.typecode, self.tobytes()[start * size : max(start, stop) * size])
            return array._holding(self.typecode, b"".join(self._packed(self._item(i)) for i in range(start, stop, step)))
        if not hasattr(type(index), "__index__"):
            raise TypeError("array indices must be integers")
        return self._item(self._position(index, "array index out of range"))

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            self._same_kind(value, 'can only assign array (not "{}") to array slice')
            start, stop, step = index.indices(len(self))
            data = value.tobytes()
            if step == 1:
                self._splice(start, max(start, stop), data)
                return
            places = range(start, stop, step)
            if len(places) != len(value):
                raise ValueError(f"attempt to assign array of size {len(value)} to extended slice of size {len(places)}")
            size = self.itemsize
            for number, place in enumerate(places):
                self._splice(place, place + 1, data[number * size : (number + 1) * size])
            return
        if not hasattr(type(index), "__index__"):
            raise TypeError("array indices must be integers")
        place = self._position(index, "array assignment index out of range")
        self._splice(place, place + 1, self._packed(value))

    def __delitem__(self, index):
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            if step == 1:
                self._splice(start, max(start, stop), b"")
                return
            for place in sorted(range(start, stop, step), reverse=True):
                self._splice(place, place + 1, b"")
            return
        if not hasattr(type(index), "__index__"):
            raise TypeError("array indices must be integers")
        place = self._position(index, "array assignment index out of range")
        self._splice(place, place + 1, b"")

    def __iter__(self):
        place = 0
        while place < len(self):
            yield self._item(place)
            place += 1

    def __contains__(self, value):
        return value in self.tolist()

    def __repr__(self):
        name = type(self).__name__
        if not len(self):
            return f"{name}('{self.typecode}')"
        items = self.tounicode() if self.typecode in _TEXT else self.tolist()
        return f"{name}('{self.typecode}', {items!r})"

    def _compared(self, other, compare):
        if not isinstance(other, array):
            return NotImplemented
        return compare(self.tolist(), other.tolist())

    def __eq__(self, other):
        return self._compared(other, _operator.eq)

    def __ne__(self, other):
        return self._compared(other, _operator.ne)

    def __lt__(self, other):
        return self._compared(other, _operator.lt)

    def __le__(self, other):
        return self._compared(other, _operator.le)

    def __gt__(self, other):
        return self._compared(other, _operator.gt)

    def __ge__(self, other):
        return self._compared(other, _operator.ge)

    def __add__(self, other):
        self._same_kind(other, 'can only append array (not "{}") to array')
        return array._holding(self.typecode, self.tobytes() + other.tobytes())

    def __iadd__(self, other):
        if not isinstance(other, array):
            raise TypeError(f'can only extend with array (not "{type(other).__name__}")')
        self.extend(other)
        return self

    def __mul__(self, count):
        return array._holding(self.typecode, self.tobytes() * _operator.index(count))

    __rmul__ = __mul__

    def __imul__(self, count):
        self._splice(0, len(self), self.tobytes() * _operator.index(count))
        return self

    def append(self, value, /):
        """Append an item."""
        end = len(self)
        self._splice(end, end, self._packed(value))

    def extend(self, items, /):
        """Append items: those of an array of the same kind, or any that fit."""
        if isinstance(items, array):
            if items.typecode != self.typecode:
                raise TypeError("can only extend with array of same kind")
            end = len(self)
            self._splice(end, end, items.tobytes())
        else:
            self._extend_by_items(items)

    def insert(self, index, value, /):
        """Insert an item before the one at an index."""
        place = slice(_operator.index(index), None).indices(len(self))[0]
        self._splice(place, place, self._packed(value))

    def pop(self, index=-1, /):
        """Remove the item at an index, and give it."""
        if not len(self):
            raise IndexError("pop from empty array")
        place = self._position(index, "pop index out of range")
        value = self._item(place)
        self._splice(place, place + 1, b"")
        return value

    def remove(self, value, /):
        """Remove the first item that equals a value."""
        try:
            place = self.tolist().index(value)
        except ValueError:
            raise ValueError("array.remove(x): x not in array") from None
        self._splice(place, place + 1, b"")

    def index(self, value, start=0, stop=2**63 - 1, /):
        """The index of the first item that equals a value."""
        try:
            return self.tolist().index(value, start, stop)
        except ValueError:
            raise ValueError("array.index(x): x not in array") from None

    def count(self, value, /):
        """How many items equal a value."""
        return self.tolist().count(value)

    def reverse(self):
        """Reverse the order of the items."""
        self._splice(0, len(self), b"".join(map(self._packed, reversed(self.tolist()))))

    def clear(self):
        """Remove all items."""
        self._splice(0, len(self), b"")

    def frombytes(self, buffer, /):
        """Append items from their bytes."""
        data = bytes(memoryview(buffer))
        if len(data) % self.itemsize:
            raise ValueError("bytes length not a multiple of item size")
        end = len(self)
        self._splice(end, end, data)

    def fromlist(self, items, /):
        """Append the items of a list: all or none."""
        if not isinstance(items, list):
            raise TypeError("arg must be list")
        end = len(self)
        self._splice(end, end, b"".join(map(self._packed, items)))

    def fromunicode(self, text, /):
        """Append characters."""
        if self.typecode not in _TEXT:
            raise ValueError("fromunicode() may only be called on unicode type arrays ('u' or 'w')")
        if not isinstance(text, str):
            raise TypeError(f"fromunicode() argument must be str, not {type(text).__name__}")
        self._extend_by_items(text)

    def tounicode(self):
        """The characters as a str."""
        if self.typecode not in _TEXT:
            raise ValueError("tounicode() may only be called on unicode type arrays ('u' or 'w')")
        return "".join(self.tolist())

    def tofile(self, file, /):
        """Write the items as bytes."""
        file.write(self.tobytes())

    def fromfile(self, file, count, /):
        """Append so many items, read as bytes."""
        data = file.read(count * self.itemsize)
        self.frombytes(data[: len(data) - len(data) % self.itemsize])
        if len(data) < count * self.itemsize:
            raise EOFError("read() didn't return enough bytes")

    def byteswap(self):
        """Reverse the bytes of each item."""
        data, size = self.tobytes(), self.itemsize
        self._splice(0, len(self), b"".join(data[i : i + size][::-1] for i in range(0, len(data), size)))

    def buffer_info(self):
        """Something like an address, and the number of items."""
        return id(self), len(self)

    def __copy__(self):
        return array._holding(self.typecode, self.tobytes())

    def __deepcopy__(self, memo):
        return self.__copy__()

    def __reduce_ex__(self, protocol):
        return type(self), (self.typecode, self.tolist()), getattr(self, "__dict__", None) or None

    @classmethod
    def __class_getitem__(cls, item):
        from types import GenericAlias

        return GenericAlias(cls, item)


array.__module__ = "array"
ArrayType = array

import collections.abc as _abc

_abc.MutableSequence.register(array)
