e = ValueError("v")
print(hasattr(e, "__notes__"))
e.add_note("first note")
e.add_note("second\nwith two lines")
print(e.__notes__, str(e))
for bad in (5, None):
    try:
        e.add_note(bad)
    except TypeError as err:
        print(err)
import traceback

print("".join(traceback.format_exception_only(e)), end="")
raise e
