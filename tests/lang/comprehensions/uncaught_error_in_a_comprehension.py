def inverse(values):
    return {v: [1 / (v - w) for w in values if w < 3] for v in values}


print(inverse([5]))
inverse([1, 2])
