class Base(Exception):
    pass


class Sub(Base):
    pass


def classify(e):
    try:
        raise e
    except Sub:
        return "sub"
    except (KeyError, Base) as err:
        return f"base or key {err!r}"
    except ArithmeticError:
        return "arithmetic"
    except:
        return "anything"


for e in (
    Sub(), Base("b"), KeyError(1), ZeroDivisionError(), OSError(), KeyboardInterrupt(), SystemExit,
    Sub, GeneratorExit,
):
    print(classify(e))


def which():
    print("evaluated")
    return ValueError


try:
    raise KeyError
except which():
    print("no")
except which(), KeyError:
    print("yes, without parentheses")
for bad in (5, "x", (ValueError, 5), [ValueError], int, object, None):
    try:
        try:
            raise ValueError("orig")
        except bad:
            print("caught?")
    except TypeError as e:
        print(e, "| context", repr(e.__context__))
try:
    try:
        pass
    except undefined_is_not_evaluated:
        pass
    print("fine")
except NameError:
    print("no")
