def attempt(source):
    try:
        exec(source)
    except Exception as e:
        print(source, "->", type(e).__name__, e)


for source in (
    "a, b = 1, 2, 3", "a, b = 1,", "a, b = ()", "a, b, c = 'xy'", "a, *b, c = [1]", "a, b = 5",
    "a, b = None", "(a, b), c = 1, 2", "a, b = {1: 2}", "[a] = []", "a, b = iter([1])", "*a, b = []",
    "a, b = iter(range(9))", "a, b = 'abc'", "for a, b in [1]: pass",
    "for a, b in [(1, 2, 3)]: pass", "[x for x, y in ['a']]", "a, b = object()", "print(*5)",
    "print(**5)", "a = *5,", "a, b = range(5)", "[*None]",
):
    attempt(source)
