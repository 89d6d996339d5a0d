# env: GREETING=hello from the test
import os

print(os.environ["GREETING"], os.environ.get("NOT_SET_ANYWHERE"), os.getenv("GREETING"))
print("GREETING" in os.environ)
os.environ["NEW_ONE"] = "set"
print(os.environ["NEW_ONE"], os.environ.pop("NEW_ONE"), os.getenv("NEW_ONE", "default"))
try:
    os.environ["gone"]
except KeyError as e:
    print("KeyError", e)
try:
    os.environ["x"] = 5
except TypeError as e:
    print(e)
