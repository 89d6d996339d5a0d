import sys

print("out 1")
print("err 1", file=sys.stderr)
sys.stdout.write("out 2\n")
sys.stderr.write("err 2\n")
print("err 3 é \udc80", file=sys.stderr)
print(sys.stdout.isatty(), sys.stdout.writable(), sys.stdin.readable(), repr(sys.stdin.read()))
try:
    print("\udc80")
except UnicodeEncodeError as e:
    print(e)
