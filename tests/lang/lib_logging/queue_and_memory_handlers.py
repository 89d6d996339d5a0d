# A queue lets another thread do the writing; memory holds records back.
import logging
import logging.handlers
import queue
import sys

out = logging.StreamHandler(sys.stdout)
out.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
q = queue.Queue()
log = logging.getLogger("q")
log.propagate = False
log.setLevel(logging.DEBUG)
log.addHandler(logging.handlers.QueueHandler(q))
listener = logging.handlers.QueueListener(q, out)
listener.start()
try:
    listener.start()
except RuntimeError as error:
    print(error)
for i in range(3):
    log.info("message %d", i)
listener.stop()
print(q.empty())

memory = logging.handlers.MemoryHandler(3, target=out)
log = logging.getLogger("m")
log.propagate = False
log.setLevel(logging.DEBUG)
log.addHandler(memory)
for i in range(4):
    log.info("kept %d", i)
    print("-")
log.error("at once")
log.info("left")
memory.close()
