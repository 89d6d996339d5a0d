print(2**53 == 2.0**53, 2**53 + 1 == 2.0**53, 2**53 + 1 > 2.0**53, 10**400 > 1e308)
print(-(10**400) < float("-inf"))
print(10**400 < float("inf"), 10**400 == float("inf"), 1 < float("nan"), 1 > float("nan"), 3 == 3.0, 3 <= 3.5)
print(0.1 + 0.2 == 0.3, 0.0 == -0.0, 1e16 + 1 == 10**16 + 1, int(1e16 + 2))
for f in (
    lambda: 1 < "a", lambda: None < 1, lambda: 1.5 >= [], lambda: {} < {},
    lambda: object() > object(), lambda: 1 <= print,
):
    try:
        f()
    except TypeError as e:
        print(e)
print(1 == "1", 1 != None, (1 == []), 1.0 == "x")
