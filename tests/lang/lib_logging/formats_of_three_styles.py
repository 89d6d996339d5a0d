# %, { and $ formats; thread and function names; wrong formats.
import io
import logging
import threading
import time

def attempt(call, *args, **kwargs):
    try:
        call(*args, **kwargs)
        print("fine")
    except Exception as error:
        print(f"{type(error).__name__}: {error}")

text = io.StringIO()
log = logging.getLogger("styles")
log.propagate = False
for fmt, style in (("%(levelname)-8s|%(name)s|%(threadName)s|%(funcName)s|%(message)s", "%"),
                   ("{levelname:>8} {threadName} {message}", "{"), ("$levelname ${funcName} $message", "$")):
    handler = logging.StreamHandler(text)
    handler.setFormatter(logging.Formatter(fmt, style=style))
    log.addHandler(handler)

def work():
    log.error("from %s", "work")

t = threading.Thread(target=work, name="worker")
t.start()
t.join()
print(text.getvalue())
for fmt, style in (("x", "%"), ("x", "{"), ("x", "$"), ("{a!z}", "{"), ("{a:zz}", "{"), ("$", "$"), ("%(a)", "%"), ("x", "?"), ("{", "{")):
    attempt(logging.Formatter, fmt, style=style)

record = logging.LogRecord("n", 20, "/p/q/file.py", 7, "msg %s", ("A",), None, "func")
print(record, record.getMessage(), record.module, record.filename, record.levelname)
formatter = logging.Formatter("%(asctime)s %(message)s %(extra)s", defaults={"extra": "none"})
formatter.converter = time.gmtime
record.created, record.msecs = 0.25, 250.0
print(formatter.format(record), formatter.usesTime())
record.extra = "given"
print(logging.Formatter("%(asctime)s %(extra)s", "%H:%M").format(record)[-5:])
attempt(logging.Formatter("%(zzz)s").format, record)
