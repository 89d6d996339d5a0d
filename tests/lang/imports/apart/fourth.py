import time

import apart.third

# The main thread wants this module meanwhile.
time.sleep(0.1)
state = "complete"
