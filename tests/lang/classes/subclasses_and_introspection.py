class A: pass
class B(A): pass
class C(A): pass


print(A.__subclasses__(), A.__base__, A.__bases__, B.__mro__, type(A), type(type), A.__flags__ != 0)
print(A.__basicsize__ > 0)
del C
import gc

gc.collect()
print(A.__subclasses__(), object.__base__, object.__bases__, type.__mro__, bool.__base__)
print(A.__module__, A.__dict__.get("__doc__", "?"))
print(isinstance(A, object), issubclass(type, object), isinstance(object, type), A() is A())
print(A.mro() == list(A.__mro__), A.__call__ is not None)
print(A == A, A != B, hash(A) == hash(A), {A: 1}[A], type(A()) is A)
