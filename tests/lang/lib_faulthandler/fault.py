# After enable() a fault ends the process by its signal, as before.
import faulthandler
import os
import signal

faulthandler.enable(os.open(os.devnull, os.O_WRONLY))
print("so far", flush=True)
os.kill(os.getpid(), signal.SIGSEGV)
print("never", flush=True)
