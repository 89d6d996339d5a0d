class A:
    n = 3
    x = [n for i in range(n)]
