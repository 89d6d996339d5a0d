import sys
import threading

import apart

print("first begins")
del sys.modules["apart.first"]
apart.first_is_forgotten.set()
apart.second_has_begun.wait()
import apart.second

print("first has", apart.second.name)
sys.modules["apart.first"] = "what first put there"
