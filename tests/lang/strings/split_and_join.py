print("a b  c ".split(), "a,b,,c".split(","), "a,b,c".split(",", 1), "a,b,c".rsplit(",", 1))
print("".split(), "".split(","))
print("  a  b  c".split(None, 1), "a  b  c  ".rsplit(None, 1), "abc".split("abc"))
print("aXXbXXc".split("XX"), "abc".split("z"))
print("a b c".split(maxsplit=1), "a-b-c".split(sep="-", maxsplit=-1), "a b".split(maxsplit=0))
print(" a b ".split(maxsplit=0))
print("one\ntwo\r\nthree\rfour\x0bfive\x0csix\x1cseven\u2028eight".splitlines())
print("a\n\nb\n".splitlines(), "a\nb\n".splitlines(True), "".splitlines())
print(",".join(["a", "b"]), "".join([]), "-".join("abc"), ", ".join(str(i) for i in range(3)))
print("x".join({"k": 1}))
print("a=b=c".partition("="), "abc".partition("="), "a=b=c".rpartition("="), "abc".rpartition("="))
for f in (
    lambda: "a".split(""), lambda: ",".join([1]), lambda: ",".join(["a", None]), lambda: ",".join(5),
    lambda: "a".partition(""), lambda: "a".split(1), lambda: "a".split(",", "x"),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
