import sys

print(len(eval(r'"\w"')), eval(r'"\400"') == "\u0100", eval(r'b"\q"'))
print("done")
