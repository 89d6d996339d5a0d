import sys

sys.path.insert(0, sys.path[0] + "/circular_names")
try:
    import one
except ImportError as e:
    print(e.name, e.name_from)
    print(str(e).replace(sys.path[0], "FOLDER"))
