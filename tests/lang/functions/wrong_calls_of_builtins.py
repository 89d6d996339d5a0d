class A:
    def m(self):
        return 1


for call in (
    lambda: len(), lambda: len(1, 2), lambda: len(x=1), lambda: abs(), lambda: chr("a"),
    lambda: ord("ab"), lambda: ord(5), lambda: isinstance(1), lambda: getattr(1),
    lambda: [].append(), lambda: "a".join(), lambda: "".upper(1), lambda: {}.get(),
    lambda: str.join(), lambda: list.append(1, 2), lambda: int.__add__(1), lambda: object(1),
    lambda: A(1), lambda: A().m(1), lambda: A.m(), lambda: A()(), lambda: hash(), lambda: iter(),
    lambda: next(), lambda: next([]), lambda: id(), lambda: callable(), lambda: range.index(),
    lambda: dict.get({}), lambda: "x".startswith(), lambda: repr(1, 2), lambda: input(1, 2),
    lambda: sum(), lambda: divmod(1), lambda: setattr(1, 2), lambda: vars(1, 2), lambda: zip(1),
    lambda: map(), lambda: map(len), lambda: filter(len), lambda: enumerate(), lambda: reversed(),
    lambda: sum([1], 2, 3),
):
    try:
        print(call())
    except TypeError as e:
        print(e)
