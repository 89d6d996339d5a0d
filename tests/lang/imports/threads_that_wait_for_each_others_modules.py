# Two threads import modules that import each other. Who would wait for ever gets the module as far as it is, if it can
# be found, and an error if not.
import sys
import threading

sys.path.insert(0, __file__.rpartition("/")[0])


def imports(name):
    __import__(name)


import apart

threads = [threading.Thread(target=imports, args=(name,)) for name in ("apart.first", "apart.second")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sys.modules["apart.first"], sys.modules["apart.second"].name)



# Who has been waited for until a moment ago is not waited for any more, and may wait itself.
def import_fourth():
    apart.third_has_begun.wait()
    __import__("apart.fourth")


thread = threading.Thread(target=import_fourth)
thread.start()
import apart.third
import apart.fourth

print("fourth is", apart.fourth.state)
thread.join()

try:
    import apart.forgetful
except KeyError as error:
    print("KeyError", error)
print("apart.forgetful" in sys.modules)
