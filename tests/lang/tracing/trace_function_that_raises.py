"""A trace or profile function that raises is removed, and what it raised comes out of the traced code."""
import sys

def raises_at(wanted):
    def trace(frame, event, arg):
        if event == wanted:
            raise KeyError(wanted)
        return trace
    return trace

def inner():
    return 1 + 1

def failing():
    raise ValueError("own")

def traced(function, wanted):
    sys.settrace(raises_at(wanted))
    try:
        function()
    except Exception as error:
        print(wanted, repr(error), repr(error.__context__), sys.gettrace())
    finally:
        sys.settrace(None)

for wanted in ("call", "line", "return"):
    traced(inner, wanted)
traced(failing, "exception")

def profile(frame, event, arg):
    if event == "c_call" and arg is len:
        raise KeyError("profile")

sys.setprofile(profile)
try:
    len([])
except KeyError as error:
    print(repr(error), sys.getprofile())
