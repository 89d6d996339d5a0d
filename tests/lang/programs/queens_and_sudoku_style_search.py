def queens(n, columns=(), left=frozenset(), right=frozenset()):
    row = len(columns)
    if row == n:
        yield columns
        return
    for c in range(n):
        if c not in columns and row + c not in left and row - c not in right:
            yield from queens(n, columns + (c,), left | {row + c}, right | {row - c})


print([sum(1 for _ in queens(n)) for n in range(1, 8)])
first = next(queens(8))
for c in first:
    print("." * c + "Q" + "." * (7 - c))


def change(amount, coins):
    ways = [1] + [0] * amount
    for coin in coins:
        for a in range(coin, amount + 1):
            ways[a] += ways[a - coin]
    return ways[amount]


print(change(100, [1, 2, 5, 10, 20, 50]), change(10_000, [1, 5, 10, 25, 50, 100]))


def paths(graph, start, goal, path=()):
    path += (start,)
    if start == goal:
        return [path]
    return [p for n in graph.get(start, ()) if n not in path for p in paths(graph, n, goal, path)]


print(paths({"a": "bc", "b": "cd", "c": "db", "d": "a"}, "a", "d"))
