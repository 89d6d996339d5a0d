# basicConfig() sets the root up; levels decide what is heard.
import logging
import sys

def attempt(call, *args, **kwargs):
    try:
        print(repr(call(*args, **kwargs)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")

logging.basicConfig(stream=sys.stdout, level=logging.INFO)
log = logging.getLogger("app.part")
log.debug("not heard")
log.info("heard %s %d", "with", 2)
log.warning("by name: %(k)s", {"k": 1})
logging.error("root")
log.log(35, "odd level")
logging.addLevelName(35, "NOTICE")
log.log(35, "named level")
print(log, logging.root, log.getEffectiveLevel(), log.isEnabledFor(10), log.parent is logging.root)
print(logging.getLogger("app").getChildren(), log.parent.name, logging.getLogger("app.part") is log)
log.setLevel("ERROR")
log.warning("too low")
log.error("high enough")
logging.disable(logging.ERROR)
log.error("disabled")
log.critical("not disabled")
logging.disable(logging.NOTSET)
logging.basicConfig(format="%(levelname).1s|%(message)s", stream=sys.stdout, force=True)
log.error("new format")
print(logging.getLevelName(10), logging.getLevelName("INFO"), logging.getLevelName(11))
attempt(log.setLevel, "BAD")
attempt(log.setLevel, 2.5)
attempt(logging.getLogger, 5)
attempt(log.log, "x", "y")
attempt(logging.basicConfig, stream=1, filename="f", force=True)
attempt(logging.basicConfig, bogus=1, force=True)
attempt(logging.basicConfig, style="x", force=True)
