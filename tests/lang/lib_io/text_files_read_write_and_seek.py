import io
import os

NAME = "text_files_read_write_and_seek.tmp"
try:
    with open(NAME, "w") as file:
        print(file.write("héllo\nworld\n"), file.tell())
        print("third", file=file)
        file.writelines(["a\n", "b"])
    print(file.closed, repr(file))
    with open(NAME) as file:
        print(repr(file.readline()), file.tell())
        print(repr(file.read(3)), file.tell())
        place = file.tell()
        print(file.readlines())
        file.seek(place)
        print(repr(file.read()))
        file.seek(0)
        print([line for line in file])
        print(file.newlines, file.encoding, file.mode, file.name == NAME)
    with open(NAME, "rb") as file:
        print(file.read(4), file.peek(3)[:3], file.tell(), file.seek(-3, 2), file.read())
    with open(NAME, "r+b") as file:
        file.seek(2)
        file.write(b"XY")
        file.seek(0)
        print(file.readline(), file.truncate(8))
    print(os.stat(NAME).st_size)
    with open(NAME, "ab") as file:
        print(file.tell())
        file.write(b"end")
    with open(NAME, "rb", buffering=0) as file:
        print(file.read())
    for encoding in ("utf-8", "utf-16", "utf-8-sig", "latin-1", "utf-32-be"):
        with open(NAME, "w", encoding=encoding) as file:
            file.write("ä1\n")
            file.write("ö2\n")
        with open(NAME, encoding=encoding) as file:
            print(encoding, os.stat(NAME).st_size, repr(file.readline()), repr(file.read()))
    with open(NAME, "wb") as file:
        file.write(b"a\r\nb\rc\nd")
    for newline in (None, "", "\n", "\r", "\r\n"):
        with open(NAME, newline=newline) as file:
            print(repr(newline), file.readlines(), repr(file.newlines))
    for newline in (None, "", "\n", "\r", "\r\n"):
        with open(NAME, "w", newline=newline) as file:
            file.write("x\ny\r\n")
        with open(NAME, "rb") as file:
            print(repr(newline), file.read())
finally:
    os.unlink(NAME)

for mode, arguments in [("rw", {}), ("", {}), ("z", {}), ("rtb", {}), ("rb", {"encoding": "x"})]:
    try:
        open(NAME, mode, **arguments)
    except ValueError as error:
        print(error)
try:
    open(NAME)
except OSError as error:
    print(type(error).__name__, error, error.errno, error.filename)
try:
    open(".").read()
except OSError as error:
    print(type(error).__name__, error)
