# The abstract classes of io know the native files; one can inherit from them.
import io

print(isinstance(io.StringIO(), io.TextIOBase), isinstance(io.BytesIO(), io.BufferedIOBase), issubclass(io.FileIO, io.RawIOBase))
print(isinstance(io.StringIO(), io.IOBase), isinstance(5, io.IOBase), io.SEEK_SET, io.SEEK_CUR, io.SEEK_END)
print(io.UnsupportedOperation.__mro__[1:3], io.UnsupportedOperation.__module__, io.open is open)
with open(__file__) as file:
    print(isinstance(file, io.TextIOBase), isinstance(file.buffer, io.BufferedIOBase), isinstance(file.buffer.raw, io.RawIOBase))
