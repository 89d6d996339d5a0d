def level(n):
    try:
        if n == 0:
            raise ValueError("deep")
        level(n - 1)
    except KeyError:
        print("never")
    finally:
        seen.append(n)


seen = []
try:
    level(50)
except ValueError as e:
    print(e, len(seen), seen[:3], seen[-1])


def nested():
    try:
        try:
            try:
                raise ValueError("1")
            except KeyError:
                print("no")
            finally:
                print("f1")
        except (TypeError, IndexError):
            print("no")
        finally:
            print("f2")
    except ValueError as e:
        print("caught", e)
        try:
            raise RuntimeError("2") from e
        except RuntimeError as r:
            print("caught", r, "from", r.__cause__)
        print("still handling", e)
    return "end"


print(nested())
for i in range(1000):
    try:
        if i % 3 == 0:
            raise KeyError(i)
    except KeyError as e:
        last = e.args[0]
print(last)
