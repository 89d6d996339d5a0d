# What files read into: bytearrays and parts of them, not what is read-only.
import io
import os

reader, writer = os.pipe()
os.write(writer, b"hello, world")
os.close(writer)
buffer = bytearray(b"." * 10)
with open(reader, "rb", buffering=0) as raw:
    print(raw.readinto(memoryview(buffer)[2:7]), buffer)
    try:
        raw.readinto(b"constant")
    except TypeError as error:
        print(error)
    print(raw.read())

memory = io.BytesIO(b"0123456789")
print(memory.readinto(buffer), buffer)
with memory.getbuffer() as view:
    view[0:3] = b"abc"
    try:
        memory.write(b"more than there is room for")
    except BufferError as error:
        print(error)
    try:
        memory.close()
    except BufferError as error:
        print(error)
print(memory.getvalue())

buffered = io.BufferedReader(io.FileIO(os.open(os.devnull, os.O_RDONLY)))
print(buffered.readinto(buffer), buffered.readinto1(buffer))
buffered.close()


class Raw(io.RawIOBase):
    """Gives letters, as many as there is room for, four times."""

    turns = 4

    def readable(self):
        return True

    def readinto(self, buffer):
        if not self.turns:
            return 0
        self.turns -= 1
        buffer[:3] = b"abc"
        return 3


print(Raw().read(5), Raw().readall(), io.BufferedReader(Raw()).read(7), io.BufferedReader(Raw()).read())

view = memoryview(bytearray(b"abcdef"))
array = bytearray(b"12345")
with memoryview(array) as held:
    for change in (lambda: array.append(1), lambda: array.pop(), lambda: array.clear(), lambda: array.extend(b"x")):
        try:
            change()
        except BufferError as error:
            print(error)
array.append(54)
print(array)
