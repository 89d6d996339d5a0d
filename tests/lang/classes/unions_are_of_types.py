# `|` makes a union of classes, unions, generics and None, not of what pretends to have an origin.
class Pretends:
    def __getattr__(self, name):
        return name


for left, right in ((int, str), (int, None), (None, int), (int | str, list[int]), (list[int], dict), (int, Pretends()),
                    (Pretends(), int), (3, int), (int, 3), (int, int)):
    try:
        print(left | right)
    except TypeError as error:
        print(error)
