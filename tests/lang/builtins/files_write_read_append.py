import os

name = "files_write_read_append.tmp"
with open(name, "w") as f:
    print(f.write("héllo\n"), f.writelines(["a\n", "b\n"]), f.name, f.mode, f.closed, f.encoding.lower())
    print("printed", 5, file=f)
print(f.closed)
with open(name) as f:
    print(repr(f.read(3)), repr(f.readline()), f.readlines(), repr(f.read()), f.tell() > 0)
    f.seek(0)
    print([line.rstrip() for line in f], f.readable(), f.writable())
with open(name, "a") as f:
    f.write("end")
with open(name, "rb") as f:
    data = f.read()
    print(data, len(data), os.path.getsize(name), os.path.exists(name))
with open(name, "r+") as f:
    f.seek(0, 2)
    f.write("more")
    f.seek(0)
    print(repr(f.readline()))
for bad in (
    lambda: open("no/such/file"), lambda: open(name, "x"), lambda: open(name, "q"),
    lambda: open(name, "rw"), lambda: f.read(), lambda: open(name).write("x"),
    lambda: open(name, "rb").write(b""), lambda: open(name, "w", encoding="nope") and None,
    lambda: open(name, "rb", encoding="utf-8"), lambda: open(1.5), lambda: open(name, "a").read(),
    lambda: open("."), lambda: open(name, "w").write(5), lambda: open(name, "wb").write("s"),
):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
os.remove(name)
print(os.path.exists(name))
