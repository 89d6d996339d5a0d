import os

name = "files_text_modes_and_errors.tmp"
with open(name, "wb") as f:
    f.write(b"a\r\nb\rc\n\xff\xe9")
for kw in (
    {"errors": "replace"}, {"newline": "", "errors": "ignore"},
    {"newline": "\n", "encoding": "latin-1"}, {"encoding": "latin-1"},
):
    with open(name, **kw) as f:
        print(kw, ascii(f.readlines()))
try:
    open(name).read()
except UnicodeDecodeError as e:
    print(e)
with open(name, "w", newline="\r\n") as f:
    f.write("x\ny\n")
with open(name, "rb", buffering=0) as f:
    print(f.read(), type(f).__name__)
try:
    open(name, "w", encoding="ascii").write("é")
except UnicodeEncodeError as e:
    print(e)
with open(name, "w+") as f:
    f.write("abcdef")
    f.seek(2)
    print(f.read(2), f.tell(), f.truncate(3), f.seek(0), f.read())
os.remove(name)
