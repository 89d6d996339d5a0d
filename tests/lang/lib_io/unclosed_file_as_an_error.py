# options: -W error::ResourceWarning
import os

open(os.devnull)
print("goes on")
kept = open(os.devnull, "rb", buffering=0)
