g = lambda: (yield 5)
