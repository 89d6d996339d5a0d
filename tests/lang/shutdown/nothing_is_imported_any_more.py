class D:
    def __del__(self):
        for name in ("math", "no_such_module"):
            try:
                __import__(name)
            except ImportError as e:
                print(type(e).__name__, e, e.name)


d = D()
