# With nothing configured, warnings and worse go to stderr as they are.
import logging
import sys

sys.stderr = sys.stdout
log = logging.getLogger("lonely")
log.info("not shown")
log.warning("shown plainly")
print(logging.lastResort, log.hasHandlers())
logging.lastResort = None
log.error("no handler")
log.error("said only once")
