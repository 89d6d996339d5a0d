def f(rows):
    return {x: [y for y in x if y] for row in rows for x in row if x}
