def paint(colour, thickness=1, *, opacity=1.0):
    return colour, thickness, opacity


class Brush:
    def __init__(self, width):
        self.width = width

    def stroke(self, length):
        return length


for call in (
    lambda: paint(color="red"), lambda: paint("red", thicknes=2), lambda: paint("red", opacty=0.5),
    lambda: paint("red", zzz=1), lambda: Brush(widht=3), lambda: Brush(1).stroke(lenght=5),
    lambda: sorted([1], revers=True), lambda: print("x", ends=""), lambda: int("1", bass=2),
    lambda: "a".split(seperator=","), lambda: Brush(), lambda: Brush(1, 2),
    lambda: Brush(1).stroke(), lambda: Brush.stroke(1), lambda: max(1, 2, kye=3),
):
    try:
        print(call())
    except TypeError as e:
        print(e)
