import gc

gc.collect()
gc.set_debug(gc.DEBUG_SAVEALL)


class N:
    pass


n = N()
n.me = n
del n
print(gc.collect() > 0, any(isinstance(g, N) for g in gc.garbage), gc.get_debug() == gc.DEBUG_SAVEALL)
gc.set_debug(0)
gc.garbage.clear()
print(gc.garbage, gc.collect() >= 0)
gc.freeze()
gc.unfreeze()
print(gc.get_freeze_count())
events = []
gc.callbacks.append(lambda phase, info: events.append((phase, sorted(info))))
gc.collect()
gc.callbacks.clear()
print([e[0] for e in events], events[0][1])
