class Plugin:
    registry = []

    def __init_subclass__(cls, /, kind="none", **kw):
        print("init_subclass", cls.__name__, kind, kw)
        super().__init_subclass__(**kw)
        cls.registry.append((cls.__name__, kind))


class A(Plugin, kind="first"):
    pass


class B(A):
    pass


print(Plugin.registry)
for make in (lambda: type("C", (Plugin,), {}, other=1), lambda: type("D", (), {}, x=1)):
    try:
        make()
    except TypeError as e:
        print(e)


class Named:
    def __set_name__(self, owner, name):
        print("named", name, "in", owner.__name__)
        if name == "bad":
            raise ValueError("bad name")


class Holder:
    one = Named()
    two = Named()


Holder.three = Named()
try:

    class Fails:
        bad = Named()

except ValueError as e:
    print(e, e.__notes__)
