import traceback


def wide():
    return "é" + "日本語" + 1


try:
    wide()
except TypeError:
    traceback.print_exc()
wide()
