print("a" + "b", "ab" * 3, 3 * "xy", "a" * 0, "a" * -1, "abc" < "abd", "Z" < "a", "" < "a")
print("a" == "a", "é" > "z")
print("a" "b" 'c' """d""", len("a" "bc"), "b" in "abc", "" in "", "bd" not in "abc")
s = "x"
s += "y"
s *= 2
print(s, max("hello"), min("hello"), sorted("hello"), list("añ😀"), len("añ😀"), "añ😀"[2], "😀b"[::-1])
for f in (
    lambda: "a" * "b", lambda: 1 in "abc", lambda: "a" < 1, lambda: "a" * 10**20, lambda: s[50],
    lambda: s["a"], lambda: s[1.0], lambda: ""[-1],
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
