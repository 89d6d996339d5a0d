# Daemon threads in the middle of imports, logging, string conversion and printing of tracebacks.
import logging
import sys
import threading
import traceback

logging.basicConfig(stream=type("Nowhere", (), {"write": lambda self, text: None, "flush": lambda self: None})())


def import_again():
    while True:
        sys.modules.pop("sched", None)
        import sched


def log():
    while True:
        logging.getLogger("daemon").warning("at work %d", 1)


def format_tracebacks():
    while True:
        try:
            1 / 0
        except ZeroDivisionError:
            traceback.format_exc()


for target in (import_again, log, format_tracebacks):
    threading.Thread(target=target, daemon=True).start()
print("main ends")
