import time

import apart

apart.third_has_begun.set()
# Until the other waits for this module.
time.sleep(0.3)
