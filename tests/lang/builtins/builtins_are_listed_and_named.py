import builtins

names = """
abs all any ascii bin bool bytes callable chr classmethod compile delattr dict dir divmod
enumerate eval exec filter float format frozenset getattr globals hasattr hash help hex id input
int isinstance issubclass iter len list locals map max min next object oct open ord pow print
property range repr reversed round set setattr slice sorted staticmethod str sum super tuple
type vars zip __import__ __build_class__
""".split()
print([n for n in names if not hasattr(builtins, n)])
print([n for n in names if type(getattr(builtins, n)) is type])
print(len, print, sorted, max, len.__name__, len.__module__, len.__qualname__, type(len).__name__)
print(type([].append).__name__, [].append.__qualname__, len.__self__, callable(len))
print(builtins.__name__, __builtins__ is builtins, NotImplemented, Ellipsis, __debug__)
try:
    bool(NotImplemented)
except TypeError as e:
    print(e)
