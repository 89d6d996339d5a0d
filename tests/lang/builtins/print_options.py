import io
import sys

print()
print(1, "a", None, [1], sep="-")
print("no newline", end="")
print("|", "x", end="!\n", sep="")
print("a", "b", sep=None, end=None)
print(*[1, 2], *"ab", sep=",", flush=True)
print("to stderr", file=sys.stderr)
out = io.StringIO()
print("x", 1, file=out, end="$")
print(repr(out.getvalue()))


class W:
    def write(self, s):
        sys.stdout.write(f"[{s!r}]")

    def flush(self):
        sys.stdout.write("<flush>")


print("a", 5, sep="/", file=W(), flush=True)
print()
print("file is None", file=None)
for f in (
    lambda: print(sep=5), lambda: print(end=b""), lambda: print(x=1), lambda: print("a", file=5),
    lambda: print(1, 2, sep=["a"]),
):
    try:
        f()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
sys.stdout = None
print("vanishes")
sys.stdout = sys.__stdout__
print(sys.stdout.write("abc\n"))
