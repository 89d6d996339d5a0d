class O: pass
class A(O): pass
class B(O): pass
class C(O): pass
class K1(A, B): pass
class K2(B, C): pass
class Z(K1, K2): pass


print([c.__name__ for c in Z.__mro__], [c.__name__ for c in Z.mro()], Z.__bases__, Z.__base__)
for bases in ((A, O), (O, A), (K1, B, A), (A, A), (int, str), (O, 5), (type(None),), (bool,), (range,)):
    try:
        print([c.__name__ for c in type("T", bases, {}).__mro__])
    except TypeError as e:
        print(e)
try:

    class Bad(A, K1):
        pass

except TypeError as e:
    print(e)
