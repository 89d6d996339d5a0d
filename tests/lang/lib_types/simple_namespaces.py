# types.SimpleNamespace: attributes, vars(), comparison, copying, and what it refuses.
import copy
import pickle
import types


def attempt(label, call):
    try:
        print(label, call())
    except Exception as error:
        print(label, type(error).__name__, error)


class Settings(types.SimpleNamespace):
    pass


plain = types.SimpleNamespace(a=1)
plain.__dict__["b"] = 2
print(plain, vars(plain), vars(plain) is plain.__dict__)
attempt("replace dict", lambda: setattr(plain, "__dict__", {}))
attempt("delete dict", lambda: delattr(plain, "__dict__"))
attempt("replace dict of a subclass", lambda: setattr(Settings(), "__dict__", {}))
settings = Settings(depth=3, **{"not a name": 4})
print(settings, vars(settings))
print(plain == types.SimpleNamespace(b=2, a=1), plain != types.SimpleNamespace(a=1), plain == {"a": 1, "b": 2})
print(Settings(a=1) == types.SimpleNamespace(a=1), types.SimpleNamespace(a=1) == Settings(a=2))
attempt("order", lambda: plain < plain)
attempt("order with another", lambda: plain < 5)
attempt("hash", lambda: hash(plain))
print(plain.__reduce__(), Settings(x=1).__reduce__())
print(copy.copy(plain), copy.deepcopy(plain), copy.copy(plain) is plain)
print(pickle.loads(pickle.dumps(settings)), copy.replace(plain, a=0, c=3))
print(types.SimpleNamespace({"x": 1, "y": 2}, y=3))
attempt("names", lambda: types.SimpleNamespace({1: 2}))
attempt("too many", lambda: types.SimpleNamespace({}, {}))
plain.me = plain
print(plain)
