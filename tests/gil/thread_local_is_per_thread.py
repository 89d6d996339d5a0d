import threading

loc = threading.local()
loc.x = "main"
seen = []


def work(n):
    seen.append(hasattr(loc, "x"))
    loc.x = n
    loc.y = n * 2
    seen.append((loc.x, dict(loc.__dict__)))
    del loc.y
    seen.append(vars(loc))


for n in (1, 2):
    t = threading.Thread(target=work, args=(n,))
    t.start()
    t.join()
print(seen, loc.x, vars(loc))
for f in (
    lambda: loc.y, lambda: delattr(loc, "y"), lambda: threading.local(1),
    lambda: setattr(loc, "__dict__", {}),
):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
