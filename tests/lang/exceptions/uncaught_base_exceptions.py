class Stop(BaseException):
    pass


try:
    raise Stop("s")
except Exception:
    print("not this")
except BaseException as e:
    print("this", repr(e))
raise GeneratorExit("uncaught")
