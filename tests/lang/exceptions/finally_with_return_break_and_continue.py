# options: -W ignore
def a():
    try:
        return "try"
    finally:
        return "finally"


def b():
    for i in range(3):
        try:
            return f"return {i}"
        finally:
            continue
    return "after loop"


def c():
    while True:
        try:
            raise ValueError("lost")
        finally:
            break
    return "break swallowed it"


def d():
    x = 1
    try:
        return x
    finally:
        x = 2


def e():
    out = []
    for i in range(4):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            out.append(i)
        finally:
            out.append(f"f{i}")
    else:
        out.append("else")
    return out


def f():
    try:
        raise KeyError("k")
    except KeyError:
        return "except"
    finally:
        print("f finally")


def g():
    try:
        try:
            return "inner"
        finally:
            print("first")
    finally:
        print("second")


def h():
    for i in range(2):
        for j in range(2):
            try:
                if j:
                    break
                print(i, j)
            finally:
                print("f", i, j)
    return "done"


print(a(), b(), c(), d(), e(), f(), g(), h())
