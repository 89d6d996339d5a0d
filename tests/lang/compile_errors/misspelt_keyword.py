def f(x):
    iff x:
        return 1
