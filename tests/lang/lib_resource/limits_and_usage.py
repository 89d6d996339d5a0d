import resource


def show(function):
    try:
        print(repr(function()))
    except BaseException as error:
        print(type(error).__name__, error)


show(lambda: resource.getrusage(7))
show(lambda: resource.getrlimit(99))
show(lambda: resource.getrlimit("a"))
show(lambda: resource.setrlimit(7, (1,)))
show(lambda: resource.setrlimit(7, 5))
show(lambda: resource.setrlimit(7, (5, 1)))
show(lambda: resource.setrlimit(7, ("a", 1)))
soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
print(resource.getrlimit(resource.RLIMIT_CORE)[0], resource.prlimit(0, resource.RLIMIT_CORE)[0])
usage = resource.getrusage(resource.RUSAGE_SELF)
print(type(usage), len(usage), usage.ru_maxrss > 0, usage.ru_utime >= 0)
print(resource.getpagesize(), resource.RLIM_INFINITY, resource.error)
