import time

print("executed once")
time.sleep(0.1)
finished = True
