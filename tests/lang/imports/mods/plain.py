"""Plain module."""

print("plain is executed as", __name__)
value = 42
counter = 0


def double(x):
    return x * 2
