s = "abc"
try:
    s[0] = "x"
except TypeError as e:
    print(e)
try:
    del s[0]
except TypeError as e:
    print(e)
try:
    s.name = 1
except AttributeError as e:
    print(e)
try:
    "abc".upper = 1
except AttributeError as e:
    print(e)
try:
    s.lenght
except AttributeError as e:
    print(e)
try:
    for c in "ab":
        c.append
except AttributeError as e:
    print(e)
