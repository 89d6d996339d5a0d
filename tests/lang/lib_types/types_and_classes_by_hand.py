# The types by name, and classes made with new_class().
import types

def f():
    yield

class C:
    def m(self):
        pass

print(isinstance(f, types.FunctionType), isinstance(C().m, types.MethodType), isinstance(len, types.BuiltinFunctionType))
print(isinstance(f(), types.GeneratorType), isinstance(types, types.ModuleType), types.NoneType is type(None))
n = types.SimpleNamespace(a=1, b="x")
n.c = 2
print(n, n == types.SimpleNamespace(a=1, b="x", c=2))
view = types.MappingProxyType({"k": 1})
print(view["k"], view)
try:
    view["k"] = 2
except TypeError as error:
    print(error)

class Meta(type):
    @classmethod
    def __prepare__(meta, name, bases, **kw):
        print("prepare", name, kw)
        return {}

    def __new__(meta, name, bases, ns, **kw):
        return super().__new__(meta, name, bases, ns)

K = types.new_class("K", (C,), {"metaclass": Meta, "flag": 1}, lambda ns: ns.update(x=5))
print(K.__name__, K.x, type(K).__name__, K.__bases__)

class Stand:
    def __mro_entries__(self, bases):
        return (C,)

stand = Stand()
print(types.resolve_bases((stand,)) == (C,), types.new_class("L", (stand,)).__mro__[1] is C)
class D(stand):
    pass
print(types.get_original_bases(D) == (stand,), types.get_original_bases(C))
m = types.ModuleType("made", "its doc")
print(m.__name__, m.__doc__)
