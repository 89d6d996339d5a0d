def f(rows):
    return any((last := row) for row in rows), [last := row for row in rows], last
