# exception() adds the traceback; a message that cannot be formatted does not stop the program.
import io
import logging
import sys

text = io.StringIO()
logging.basicConfig(stream=text, format="%(levelname)s %(message)s")
try:
    1 / 0
except ZeroDivisionError:
    logging.exception("went %s", "wrong")
    logging.error("again", exc_info=True)
logging.error("given", exc_info=ValueError("v"))
logging.exception("nothing being handled")
print(text.getvalue().replace(__file__, "FILE"))
sys.stderr = complaint = io.StringIO()
logging.warning("%d", "not a number")
sys.stderr = sys.__stderr__
lines = complaint.getvalue().splitlines()
print(lines[0], lines[-2:], [line for line in lines if "Error:" in line])
