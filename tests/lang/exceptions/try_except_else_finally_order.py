def run(action):
    log = []
    try:
        log.append("try")
        if action == "raise":
            raise ValueError
        if action == "other":
            raise KeyError
        if action == "return":
            return log
    except ValueError:
        log.append("except")
    else:
        log.append("else")
    finally:
        log.append("finally")
        print(action, log)
    log.append("after")
    return log


for a in ("none", "raise", "return", "other"):
    try:
        print(run(a))
    except KeyError:
        print("KeyError came out")


def order():
    try:
        try:
            raise ValueError("a")
        finally:
            print("inner finally")
    except ValueError as e:
        print("outer except", e)
        return "returned from except"
    finally:
        print("outer finally")


print(order())
