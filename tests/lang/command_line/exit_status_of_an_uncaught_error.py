import sys

sys.stdout.write("written without newline")
raise KeyError("status is 1")
