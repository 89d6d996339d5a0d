"""Binary files have no lines: buffering=1 is warned of, and means the usual size."""
import os
import subprocess
import warnings


def warned(function):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        function()
    print([(warning.category.__name__, str(warning.message)) for warning in caught])


warned(lambda: open(os.devnull, "rb", 1).close())
warned(lambda: open(os.devnull, "wb", buffering=1).close())
warned(lambda: open(os.devnull, "w", 1).close())
warned(lambda: open(os.devnull, "rb", 2).close())
warned(lambda: os.fdopen(os.open(os.devnull, os.O_RDONLY), "rb", 1).close())


def pipes():
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=1) as process:
        print(process.communicate(b"text"))


warned(pipes)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        open(os.devnull, "rb", 1)
    except RuntimeWarning as warning:
        print("RuntimeWarning", warning)
