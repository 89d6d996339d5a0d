# Paths are taken apart and joined by their text alone.
import os.path as path

def attempt(call, *args):
    try:
        print(repr(call(*args)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")

for p in ("a/../f.txt", "", "/", "//x", "///x", "/..//a", "a/b/", "./a//b/../c", "../../x"):
    print(repr(p), path.split(p), path.basename(p), path.dirname(p), path.normpath(p), path.isabs(p), path.splitroot(p))
for p in ("a.b.c", ".bashrc", "..x", "a/.x", ".a.b", "x.", "...", "a.b/c"):
    print(path.splitext(p), path.splitext(p.encode()))
attempt(path.join, "a", "b", "/c", "d", "")
attempt(path.join, "a/", "b")
attempt(path.join, b"a", "b")
attempt(path.join, "a", 5)
attempt(path.join, 5)
attempt(path.commonpath, ["/a/b/c", "/a/b/d/e"])
attempt(path.commonpath, ["a", "/b"])
attempt(path.commonpath, [])
attempt(path.commonprefix, ["abc", "abd"])
attempt(path.relpath, "/a/b/c", "/a/x")
attempt(path.relpath, "")
