import gc


class Phoenix:
    def __del__(self):
        print("del")
        saved.append(self)


saved = []
p = Phoenix()
del p
print(len(saved))
p = saved.pop()
print("second life")
del p
print(len(saved), "not finalized again")
q = Phoenix()
q.me = q
del q
gc.collect()
print(len(saved))
saved[0].me = None
saved.clear()
print(gc.collect() >= 0, gc.garbage, len(saved))


class Once:
    n = 0

    def __del__(self):
        Once.n += 1


for _ in range(10):
    o = Once()
    o.self = o
o = None
gc.collect()
gc.collect()
print(Once.n)
