import time

import apart

apart.first_is_forgotten.wait()
print("second begins")
apart.second_has_begun.set()
name = "second"
# Until the other waits for this module.
time.sleep(0.3)
try:
    import apart.first
except RuntimeError as error:
    kind = type(error)
    text = str(error)
    print(kind, kind.__mro__[1], text[:text.index(" at ")], text[text.index(" at "):][4:].isdigit())
else:
    print("no error")
