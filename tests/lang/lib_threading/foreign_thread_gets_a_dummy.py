# A thread begun with _thread is given a stand-in when it asks who it is.
import _thread
import threading

def look():
    me = threading.current_thread()
    print(type(me).__name__, me.name, me.daemon, me.is_alive(), me in threading.enumerate())
    try:
        me.join()
    except RuntimeError as error:
        print(error)
    done.release()

done = _thread.allocate_lock()
done.acquire()
_thread.start_new_thread(look, ())
done.acquire()
