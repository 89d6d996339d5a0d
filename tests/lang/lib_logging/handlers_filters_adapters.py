# Records go up the tree; filters stop or change them; adapters add to them.
import logging
import sys

logging.basicConfig(stream=sys.stdout, format="%(name)s:%(message)s", level=1)
log = logging.getLogger("a.b")
log.addFilter(lambda record: "secret" not in record.getMessage())
log.info("open")
log.info("secret")
log.filters.clear()

class Shout(logging.Filter):
    def filter(self, record):
        record.msg = str(record.msg).upper()
        return True

log.addFilter(Shout())
log.info("quiet")
log.filters.clear()
f = logging.Filter("a.b")
print([f.filter(logging.makeLogRecord({"name": n})) for n in ("a.b", "a.b.c", "a.bc", "a")])

class Adapter(logging.LoggerAdapter):
    def process(self, msg, kwargs):
        return f"[{self.extra['id']}] {msg}", kwargs

Adapter(log, {"id": 7}).warning("adapted %s", "message")
print(Adapter(log, {}))
log.propagate = False
log.info("goes nowhere")
log.propagate = True
log.warning("extra", extra={"user": "x"})
try:
    log.warning("extra", extra={"message": "x"})
except KeyError as error:
    print(error)
handler = logging.StreamHandler(sys.stdout)
handler.name = "named"
handler.setLevel(logging.ERROR)
log.addHandler(handler)
log.warning("once")
log.error("twice")
print(logging.getHandlerByName("named") is handler, logging.NullHandler(), log.hasHandlers())
try:
    logging.Handler().handle(logging.makeLogRecord({}))
except NotImplementedError as error:
    print(error)
