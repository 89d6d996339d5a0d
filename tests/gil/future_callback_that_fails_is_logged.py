from concurrent.futures import Future


def bad(f):
    raise ValueError("in callback")


f = Future()
f.add_done_callback(bad)
f.add_done_callback(lambda f: print("the next one runs", f.result()))
f.set_result(5)
print("end")
