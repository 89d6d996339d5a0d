class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", name, bases, kw)
        return {"prepared": True}

    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, [k for k in ns if not k.startswith("__")])
        return super().__new__(mcs, name, bases, ns)

    def __init__(cls, name, bases, ns, **kw):
        print("init", name)
        super().__init__(name, bases, ns)

    def __call__(cls, *args):
        print("call", cls.__name__, args)
        return super().__call__(*args)

    def __repr__(cls):
        return f"<meta {cls.__name__}>"

    def __len__(cls):
        return 42

    def __getitem__(cls, k):
        return f"{cls.__name__}[{k}]"

    def only_on_class(cls):
        return "meta method"


class A(metaclass=Meta, option=1):
    attr = 1

    def __init__(self, x):
        self.x = x


class B(A):
    pass


print(A(5).x, type(B), B, len(A), A["k"], A.only_on_class(), isinstance(B, Meta), A.prepared, [B])
try:
    A(1).only_on_class
except AttributeError as e:
    print(e)
try:

    class C(A, metaclass=type("Other", (type,), {})):
        pass

except TypeError as e:
    print(e)
