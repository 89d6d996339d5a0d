"""The system is named as os.uname() names it."""
import os
import pickle
import platform

names = platform.uname()
print(type(names).__name__, names._fields, len(names), tuple(names)[:5] == tuple(os.uname()))
print(names[:2] == (names.system, names.node), names[5] == names.processor == platform.processor())
print(platform.system(), platform.node() == names[1], platform.release() == names.release,
      platform.version() == names[3], platform.machine() == names[-2])
print(repr(names).startswith("uname_result(system='Linux', node="), "processor" in repr(names))
print(platform.architecture(), platform.libc_ver()[0], platform.python_version_tuple()[:2])
print(platform.platform().startswith("Linux-" + names.release),
      platform.platform(terse=True).startswith("Linux-" + names.release))
print(pickle.loads(pickle.dumps(names)) == names,
      dict(names._asdict()) == dict(zip(names._fields, names)))
print(names._replace(node="here").node)
try:
    names._make([1, 2])
except TypeError as error:
    print(error)
try:
    print({"NAME", "ID", "PRETTY_NAME"} <= set(platform.freedesktop_os_release()))
except OSError as error:
    print(error)
