import sys

print("before")
sys.exit("the message goes to stderr")
