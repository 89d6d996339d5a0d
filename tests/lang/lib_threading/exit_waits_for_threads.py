# The end of the program: threading's own exit functions, the other threads, then atexit.
import atexit
import threading

main = threading.main_thread()

def work():
    main.join()
    print("worker runs on; main alive:", main.is_alive())

atexit.register(print, "atexit")
threading._register_atexit(print, "first registered")
threading._register_atexit(print, "last registered")
threading.Thread(target=work).start()
print("main ends")
