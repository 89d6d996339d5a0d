def show(c, depth=0):
    print("  " * depth + c.__name__)
    for s in sorted(c.__subclasses__(), key=lambda s: s.__name__):
        if s.__module__ == "builtins" and not issubclass(s, (BaseExceptionGroup,)):
            show(s, depth + 1)


show(BaseException)
print(IOError is OSError, EnvironmentError is OSError, issubclass(UnicodeDecodeError, ValueError))
print(issubclass(ModuleNotFoundError, ImportError), issubclass(KeyboardInterrupt, Exception))
print(issubclass(bool, int))
