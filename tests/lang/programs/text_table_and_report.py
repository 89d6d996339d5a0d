rows = [("apples", 3, 1.2), ("pears", 12, 0.8), ("dragon fruit", 1, 14.995), ("figs", 0, 3)]
header = ("item", "count", "price", "total")
table = [header] + [(name, str(n), f"{p:.2f}", f"{n * p:,.2f}") for name, n, p in rows]
widths = [max(map(len, column)) for column in zip(*table)]
line = "+".join("-" * (w + 2) for w in widths)
for i, row in enumerate(table):
    cells = [row[0].ljust(widths[0])] + [c.rjust(w) for c, w in zip(row[1:], widths[1:])]
    print("|".join(f" {c} " for c in cells))
    if i == 0:
        print(line)
print(f"{'sum':<{widths[0]}} {sum(n * p for _, n, p in rows):>{sum(widths[1:])}.2f}")
print("%-10s|%5.1f|%03d|%s" % ("end", 2.25, 7, [1, None]))
print("\n".join(f"{n:>6b} {n:>4o} {n:>3x} {n:>3d} {chr(n)!r}" for n in range(60, 66)))
