# os.environ is a mapping of texts; environb shows the same as bytes.
import os

def attempt(call, *args):
    try:
        print(repr(call(*args)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")

os.environ["QQ"] = "välue"
print(os.environ["QQ"], os.getenv("QQ"), os.environb[b"QQ"], "QQ" in os.environ, os.getenv("NO_SUCH", "default"))
print(os.path.expandvars("$QQ ${QQ}x $NOPEQ $ $$QQ ${"))
attempt(os.environ.__getitem__, "NO_SUCH")
attempt(os.environ.__setitem__, "a", 5)
attempt(os.environ.__setitem__, 5, "a")
print(os.environ.setdefault("QQ", "other"), os.environ.pop("QQ"), os.environ.get("QQ"))
attempt(os.environ.__delitem__, "QQ")
os.environ.update(Q1="1", Q2="2")
print(sorted(key for key in os.environ if key in ("Q1", "Q2")), dict(os.environ)["Q1"])
attempt(os.fspath, 5)

class P:
    def __fspath__(self):
        return "from an object"

class Bad:
    def __fspath__(self):
        return 5

print(os.fspath(P()), os.path.join("a", P()), isinstance(P(), os.PathLike), isinstance("a", os.PathLike))
attempt(os.fspath, Bad())
print(os.fsencode("ü"), os.fsdecode(b"\xc3\xbc"), os.fsencode(os.fsdecode(b"\xff")))
print(os.sep, repr(os.linesep), os.name, os.curdir, os.pardir, os.pathsep, os.devnull)
