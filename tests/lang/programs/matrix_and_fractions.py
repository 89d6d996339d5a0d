class Fraction:
    def __init__(self, n, d=1):
        a, b = abs(n), abs(d)
        while b:
            a, b = b, a % b
        sign = -1 if (n < 0) != (d < 0) else 1
        self.n, self.d = sign * abs(n) // a, abs(d) // a

    def __add__(self, o):
        return Fraction(self.n * o.d + o.n * self.d, self.d * o.d)

    def __sub__(self, o):
        return self + -o

    def __neg__(self):
        return Fraction(-self.n, self.d)

    def __mul__(self, o):
        return Fraction(self.n * o.n, self.d * o.d)

    def __truediv__(self, o):
        return Fraction(self.n * o.d, self.d * o.n)

    def __bool__(self):
        return self.n != 0

    def __repr__(self):
        return f"{self.n}/{self.d}" if self.d != 1 else f"{self.n}"


def inverse(m):
    size = len(m)
    rows = [[Fraction(v) for v in row] + [Fraction(int(i == j)) for j in range(size)] for i, row in enumerate(m)]
    for i in range(size):
        pivot = next(r for r in range(i, size) if rows[r][i])
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [v / rows[i][i] for v in rows[i]]
        for r in range(size):
            if r != i and rows[r][i]:
                factor = rows[r][i]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[i])]
    return [row[size:] for row in rows]


for row in inverse([[1, 2, 3], [0, 1, 4], [5, 6, 0]]):
    print(row)
print(inverse([[1000 ** (i + j) + (i == j) for j in range(3)] for i in range(3)]))
try:
    inverse([[1, 2], [2, 4]])
except StopIteration:
    print("singular")
