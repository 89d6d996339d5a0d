# Modules imported by name, relative names, and bodies that run again.
import importlib
print(importlib.__all__)
def t(f,*a,**k):
    try: print(f(*a,**k))
    except BaseException as e: print(type(e).__name__, e)
t(importlib.import_module,'.x'); t(importlib.import_module,3); t(importlib.import_module,''); t(importlib.import_module,'..x','a.b'); t(importlib.import_module,'...x','a')
print(importlib.import_module('.path', 'os').__name__)
t(importlib.reload,3)
import types; t(importlib.reload,types.ModuleType('q'))
import importlib.util
t(importlib.util.resolve_name,'.x',''); t(importlib.util.resolve_name,'..x','a.b'); t(importlib.util.resolve_name,'..x','a'); t(importlib.import_module,'x','a')
import string
string.marked = 3
print(importlib.reload(string) is string, string.marked)
print(importlib.import_module(".abc", "collections").__name__)
