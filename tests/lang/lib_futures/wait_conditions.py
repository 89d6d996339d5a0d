# wait() with its three conditions; a timeout is no error.
from concurrent.futures import ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, Future, wait

def attempt(*args, **kwargs):
    try:
        done, not_done = wait(*args, **kwargs)
        print(len(done), len(not_done))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")

ready, failed, cancelled, pending = Future(), Future(), Future(), Future()
ready.set_result(1)
failed.set_exception(ValueError())
cancelled.cancel()
attempt([ready, pending], timeout=0.01)
attempt([ready, pending], return_when=FIRST_COMPLETED)
attempt([failed, pending], return_when=FIRST_EXCEPTION)
attempt([cancelled, pending], timeout=0.01, return_when=FIRST_EXCEPTION)
cancelled.set_running_or_notify_cancel()
attempt([cancelled, pending], timeout=0.01, return_when=FIRST_EXCEPTION)
attempt([ready, failed, cancelled, ready], return_when=ALL_COMPLETED)
attempt([], return_when="BAD")
attempt([pending], return_when="BAD")
r = wait([ready])
print(type(r).__name__, r.done == {ready}, r.not_done, r[1] is r.not_done)
