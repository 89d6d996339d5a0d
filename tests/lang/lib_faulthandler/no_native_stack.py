# enable(c_stack=False): of a fault, only the Python frames are shown.
import faulthandler
import resource
import sys

resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
sys.stderr = sys.stdout
faulthandler.enable(all_threads=False, c_stack=False)
faulthandler._sigabrt()
