import _thread
import threading

done = threading.Event()


class Tell:
    def __del__(self):
        done.set()


def fails(tell):
    raise ValueError("in a bare thread")


_thread.start_new_thread(fails, (Tell(),))
done.wait(5)
for args in ((), (5, ()), (fails, 5), (fails, (), 5), (fails,)):
    try:
        _thread.start_new_thread(*args)
    except TypeError as e:
        print(e)
print("end")
