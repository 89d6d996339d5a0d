print("pkg starts")
top_name = "top"
from .sibling import sib

print("pkg ends with", sib)
