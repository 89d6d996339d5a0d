# The operators and the three getters.
import operator

print(operator.add(1, 2), operator.sub(5, 3), operator.truediv(1, 2), operator.floordiv(7, 2), operator.pow(2, 5))
print(operator.lt(1, 2), operator.not_(0), operator.contains([1], 1), operator.getitem({"k": 1}, "k"))
print(operator.itemgetter(1)("abc"), operator.itemgetter(0, 2)("abc"), operator.attrgetter("real", "imag")(3))
print(operator.methodcaller("split", ",")("a,b"), operator.index(True), operator.length_hint([1, 2]))
x = [1]
print(operator.iadd(x, [2]) is x, operator.concat("a", "b"), operator.countOf("banana", "a"), operator.indexOf("abc", "c"))
print(operator.__add__ is operator.add, operator.__and__ is operator.and_, operator.is_none(None))
print(operator.call(max, 1, 2), operator.truth([]), operator.neg(3), operator.xor(5, 1))
