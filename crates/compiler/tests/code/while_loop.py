def f(n):
    i = 0
    while i < n and n:
        i += 1
        if not i: break
    else:
        return i
