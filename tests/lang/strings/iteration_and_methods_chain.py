text = "the quick brown fox jumps over the lazy dog the end"
counts = {}
for word in text.split():
    counts[word] = counts.get(word, 0) + 1
print(sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:3])
print(" ".join(w.capitalize() for w in text.split()[:4]), "".join(reversed("abc")), [*"ab"])
print(dict(zip("ab", "cd")), list(enumerate("xy", 5)))
print("".join(chr((ord(c) - 97 + 13) % 26 + 97) if c.isalpha() else c for c in "uryyb jbeyq"))
print("a" "b".join(["x", "y"]))
it = iter("añ")
print(next(it), next(it), next(it, "end"), type(it).__name__)
print(list(map(str.upper, ["a", "b"])), sorted(["b", "A", "c"], key=str.lower))
print(str.join("-", ["p", "q"]), str.__add__("a", "b"))
for f in (
    lambda: str.upper(1), lambda: str.join("-", 1), lambda: str.upper(), lambda: "a".upper(1),
    lambda: "abc".foo(), lambda: str.nope,
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
