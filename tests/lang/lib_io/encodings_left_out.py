# options: -X warn_default_encoding
"""With -X warn_default_encoding, whoever says no encoding is warned."""
import io
import os
import subprocess
import sys
import warnings


def warned(function):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        function()
    print([(warning.category.__name__, str(warning.message), os.path.basename(warning.filename),
            warning.lineno) for warning in caught])


def of_a_caller(level):
    print(io.text_encoding(None, level))


print(sys.flags.warn_default_encoding)
warned(lambda: open(os.devnull).close())
warned(lambda: open(os.devnull, encoding="utf-8").close())
warned(lambda: open(os.devnull, encoding="locale").close())
warned(lambda: open(os.devnull, "rb").close())
warned(lambda: io.TextIOWrapper(io.BytesIO()))
warned(lambda: io.TextIOWrapper(io.BytesIO(), "utf-8"))
warned(lambda: of_a_caller(1))
warned(lambda:
       of_a_caller(2))
warned(lambda: io.text_encoding("latin-1"))
warned(lambda: subprocess.run(["true"], text=True))
warned(lambda: subprocess.run(["true"], text=True, encoding="utf-8"))
warned(lambda: subprocess.check_output(["true"], universal_newlines=True))
warned(lambda: subprocess.run(["true"]))
