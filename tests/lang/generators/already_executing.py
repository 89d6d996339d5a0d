def g():
    try:
        next(it)
    except ValueError as e:
        yield str(e)
    try:
        it.send(1)
    except ValueError as e:
        yield str(e)
    try:
        it.close()
    except ValueError as e:
        yield str(e)
    try:
        list(it)
    except ValueError as e:
        yield str(e)


it = g()
print([next(it), next(it), next(it), next(it)])
print(it.gi_running, it.gi_frame is not None, it.gi_suspended, it.gi_yieldfrom)
print(list(it), it.gi_frame, it.gi_suspended)
