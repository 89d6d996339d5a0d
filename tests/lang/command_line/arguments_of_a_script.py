# args: one "two words" -x --flag=1 -- "" é
import sys

print(sys.argv[0].endswith("arguments_of_a_script.py"), sys.argv[1:], len(sys.argv))
sys.argv.append("changed")
print(sys.argv[-1])
