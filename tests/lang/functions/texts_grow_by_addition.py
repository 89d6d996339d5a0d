# `s += t` in a function makes a text longer without a copy of what is there; nobody else may see it grow.
def grow(count):
    s = ""
    for i in range(count):
        s += "ab"
    return s


def seen_by_others():
    s = "start " * 20
    kept, listed, keyed = s, [s], {s: 1}
    s += "more"
    t = s
    s += " and more"
    return kept == listed[0], len(kept), kept in keyed, s in keyed, len(t), len(s)


def hashes():
    s = "x" * 100
    table = {}
    for i in range(5):
        s += "y"
        table[s] = i
    return [table["x" * 100 + "y" * n] for n in range(1, 6)]


def wide():
    s = "é" * 50
    for c in "äöü":
        s += c
        assert s[-1] == c and s[49] == "é", s
    return len(s), s[50:], s.index("ö")


def doubled():
    s = "abc" * 30
    s += s
    s = s + s + s
    return len(s), s.count("abc")


def unbound():
    try:
        missing += "x"
    except UnboundLocalError as e:
        return e


def wrong():
    s = "text " * 20
    try:
        s += 1
    except TypeError as e:
        return len(s), e


print(len(grow(300_000)), grow(3))
for f in (seen_by_others, hashes, wide, doubled, unbound, wrong):
    print(f())
