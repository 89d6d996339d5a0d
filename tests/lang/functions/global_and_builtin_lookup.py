def uses():
    return later_defined


try:
    uses()
except NameError as e:
    print(e, e.name)
later_defined = 1
print(uses())


def len(x):
    return "my len"


print(len([1, 2]))
del len
print(len([1, 2]))


def shadow():
    print = str
    return print(5)


print(repr(shadow()))


def change():
    global created
    created = "from inside"


change()
print(created, "created" in globals())
globals()["injected"] = 42
print(injected)
import builtins

builtins.everywhere = "builtin"
print(everywhere)
everywhere = "global"
print(everywhere, builtins.everywhere)
del everywhere, builtins.everywhere
try:
    everywhere
except NameError as e:
    print(e)
