# dump_traceback_later(exit=True) ends a process that does not come to an end, with status 1.
import faulthandler
import os
import sys

print("begins", flush=True)
faulthandler.dump_traceback_later(0.2, exit=True, file=os.open(os.devnull, os.O_WRONLY))
while True:
    pass
