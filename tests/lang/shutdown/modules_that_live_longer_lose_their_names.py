# What is still referred to from elsewhere is cleared: names with one underscore first.
import builtins
import sys

sys.path.insert(0, "parts")
import closing_down

builtins.kept = closing_down.Part("in builtins")
sys.flags_of_mine = closing_down
print("main ends")
