import copy
import io

text = io.StringIO("one\ntwo\nthree")
print(text.readline(), list(text), text.tell(), text.getvalue())
text.seek(4)
print(text.write("TWÖ"), text.tell(), repr(text.getvalue()))
text.seek(20)
text.write("x")
print(repr(text.getvalue()), text.truncate(5), repr(text.getvalue()))
print(repr(io.StringIO("a\r\nb\rc", newline=None).getvalue()))
print(io.StringIO("a\r\nb\rc\n", newline="").readlines())
print(repr(io.StringIO("a\nb", newline="\r\n").getvalue()))
other = copy.copy(io.StringIO("q"))
print(other.getvalue(), other.read(), repr(other.read()))

data = io.BytesIO(b"abc\ndef")
print(data.read(2), data.readline(), data.read1(1), data.tell(), data.getvalue())
data.seek(9)
data.write(b"!")
print(data.getvalue(), data.truncate(3), data.getvalue(), data.seek(0, 2))
print([line for line in io.BytesIO(b"1\n2\n3")], io.BytesIO(b"1\n2").readlines())

for make in (io.StringIO, io.BytesIO):
    file = make()
    file.close()
    print(file.closed)
    for name in ("read", "getvalue", "tell", "readable", "readline"):
        try:
            getattr(file, name)()
        except ValueError as error:
            print(name, error)
for action in (lambda: io.StringIO().write(3), lambda: io.StringIO(3), lambda: io.BytesIO("s"),
               lambda: io.BytesIO().write("s"), lambda: io.StringIO().seek(-1), lambda: io.BytesIO().seek(-1),
               lambda: io.StringIO().seek(1, 1), lambda: io.BytesIO().seek(0, 9), lambda: io.StringIO().fileno(),
               lambda: io.StringIO("a", newline="z")):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, error)


class Upper(io.TextIOWrapper):
    def write(self, text):
        return super().write(text.upper())


target = io.BytesIO()
file = Upper(target, encoding="utf-8")
print("loud", file=file)
file.flush()
print(target.getvalue(), isinstance(file, io.TextIOBase))


class Lines(io.RawIOBase):
    def __init__(self, data):
        self.data = data

    def readable(self):
        return True

    def read(self, size=-1):
        size = len(self.data) if size < 0 else size
        taken, self.data = self.data[:size], self.data[size:]
        return taken


print(Lines(b"p\nq").readline(), list(Lines(b"1\n2")), Lines(b"abc").readall())
