from mods.public import *

print(sorted(n for n in globals() if not n.startswith("__")))
try:
    _hidden
except NameError as e:
    print(e)
from mods.listed import *

print(only, _even_this)
try:
    not_listed
except NameError as e:
    print(e)
try:
    exec("from mods.wrong_all import *")
except AttributeError as e:
    print(e)
try:
    exec("from mods.bad_all import *")
except TypeError as e:
    print(e)
try:
    exec("def f():\n    from math import *")
except SyntaxError as e:
    print(e.msg)
